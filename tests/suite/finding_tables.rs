use sheetpress::detect;

use crate::detecting::{finds, line, of};
use crate::workbooks::{Package, grid, grid_xml, relations};

#[test]
fn tables_side_by_side_are_two() {
    finds(
        "
จังหวัด|ชาย|หญิง||โรค|ราย
นนทบุรี|10|25||ไข้หวัด|500
ระยอง|30|41||ไข้เลือดออก|27
ตราด|52|17||ตาแดง|33",
        &[],
        &[
            "header A1:C1 · body 2-4 · types string,integer,integer",
            "header E1:F1 · body 2-4 · types string,integer",
        ],
    );
}

#[test]
fn tables_below_each_other_are_two_with_their_own_titles() {
    finds(
        "
ตารางที่ 1 ผู้ป่วยใน
จังหวัด|ชาย|หญิง
นนทบุรี|10|25
ระยอง|30|41

ตารางที่ 2 ค่าใช้จ่าย
รายการ|บาท
ยา|1500.5
วัสดุ|220",
        &[],
        &[
            "header A2:C2 · body 3-4 · titles A1 · types string,integer,integer",
            "header A7:B7 · body 8-9 · titles A6 · types string,number",
        ],
    );
}

#[test]
fn a_list_of_one_column_is_a_table() {
    finds(
        "ค่า PM2.5\n12.5\n30\n41.2\n17",
        &[],
        &["header A1 · body 2-5 · types number"],
    );
}

#[test]
fn a_form_is_no_table_of_records() {
    let tables = detect::tables(&grid(
        "
แบบคำขอข้อมูล
ชื่อผู้ขอ:|นายสมชาย ใจดี
หน่วยงาน:|กรมอนามัย
วัตถุประสงค์:|เพื่อการวิจัย",
        &["A1:B1"],
    ));
    assert!(
        tables.iter().all(|table| table.record_count() <= 3),
        "{:?}",
        tables.iter().map(line).collect::<Vec<_>>()
    );
}

#[test]
fn tables_of_text_have_one_row_of_labels() {
    finds(
        "
รหัส|ชื่อหน่วยงาน|ผู้ประสานงาน
'0101|กองแผนงาน|สมหญิง
'0102|กองคลัง|สมศักดิ์
'0103|สำนักเลขา|วิภา",
        &[],
        &["header A1:C1 · body 2-4 · types string,string,string"],
    );
}

#[test]
fn a_table_of_excel_is_what_excel_says() {
    let sheet = grid_xml(
        "
บันทึก||
|จังหวัด|ราย
|นนทบุรี|10
|ระยอง|30
|ผลรวม|40",
        &[],
        "<tableParts count=\"1\"><tablePart r:id=\"t\"/></tableParts>",
    );
    let workbook = Package::whole_sheet(&sheet)
        .part(
            "xl/worksheets/_rels/sheet1.xml.rels",
            &relations(&[("t", "table", "../tables/table1.xml")]),
        )
        .part(
            "xl/tables/table1.xml",
            "<table id=\"1\" displayName=\"T\" ref=\"B2:C5\" totalsRowCount=\"1\"/>",
        )
        .read()
        .unwrap();
    assert_eq!(
        of(&workbook),
        ["header B2:C2 · body 3-5 · titles A1 · totals 5 · types string,integer"]
    );
}

#[test]
fn a_table_may_begin_anywhere() {
    finds(
        "
||
||
||จังหวัด|ชาย|หญิง
||นนทบุรี|10|25
||ระยอง|30|41
||ตราด|52|17",
        &[],
        &["header C3:E3 · body 4-6 · types string,integer,integer"],
    );
}

/// Tidy tables: nothing to take away, nothing to add.
#[test]
fn tidy_tables_have_one_header_row_and_only_records() {
    for (text, types) in [
        (
            "id,name,value\n1,a,2.5\n2,b,3.5\n3,c,1.25",
            "integer,string,number",
        ),
        (
            "จังหวัด,ปี,ราย\nนนทบุรี,2566,120\nนนทบุรี,2567,131\nระยอง,2566,210\nระยอง,2567,214",
            "string,integer,integer",
        ),
        (
            "date,station,pm25\n2024-01-01,A,12.5\n2024-01-02,A,30\n2024-01-03,B,41.2",
            "date,string,number",
        ),
        ("code,name\n'001,ก\n'002,ข\n'003,ค\n'004,ง", "string,string"),
        (
            "question,answer\nWho?,Me\nWhen?,Now\nWhere?,Here",
            "string,string",
        ),
        ("name,note\nก,\nข,ดู 1\nค,\nง,", "string,string"),
        (
            "region,district,n\nN,,5\nN,a,7\nS,,3\nS,b,9",
            "string,string,integer",
        ),
        (
            "a,b,c\n1,1,2\n1,2,3\n2,3,5\n3,5,8",
            "integer,integer,integer",
        ),
        (
            "year,male,female\n2018,10,12\n2019,11,15\n2020,14,13\n2021,9,18",
            "integer,integer,integer",
        ),
        (
            "item,q1,q2,total\nx,1,2,3\ny,4,5,9\nz,7,8,15",
            "string,integer,integer,integer",
        ),
        (
            "name,amount\nTotal care clinic,5\nGrand hotel,7\nSummit,9",
            "string,integer",
        ),
        (
            "lat,lon\n13.75,100.5\n18.79,98.98\n7.01,100.47",
            "number,number",
        ),
        ("x,y\n5,6", "integer,integer"),
    ] {
        let rows = text.lines().count();
        let width = text.lines().next().unwrap().split(',').count();
        let last = sheetpress::model::address::Letters(u32::try_from(width - 1).unwrap());
        let expected = format!("header A1:{last}1 · body 2-{rows} · types {types}");
        assert_eq!(
            of(&grid(&text.replace(',', "|"), &[])),
            [expected],
            "{text}"
        );
    }
}
