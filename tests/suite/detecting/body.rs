//! Records, and the rows between them that are none.

use sheetpress::detect;

use crate::detecting::{finds, line, of};
use crate::workbooks::grid;

#[test]
fn a_first_record_that_counts_is_a_record() {
    finds(
        "
no|level|score
1|2|3
2|5|1
3|4|9
4|1|2",
        &[],
        &["header A1:C1 · body 2-5 · types integer,integer,integer"],
    );
}

#[test]
fn group_rows_name_the_rows_below_them() {
    finds(
        "
หน่วยบริการ|เตียง|แพทย์
ภาคเหนือ||
เชียงใหม่|120|31
ลำปาง|80|22
ภาคใต้||
สงขลา|140|45
ตรัง|70|19",
        &[],
        &["header A1:C1 · body 2-7 · groups 2,5 · types string,integer,integer"],
    );
}

#[test]
fn totals_are_found_by_arithmetic_at_the_end_above_and_in_between() {
    finds(
        "
จังหวัด|ชาย|หญิง
นนทบุรี|10|25
ระยอง|30|41
ตราด|52|17
รวม|92|83",
        &[],
        &["header A1:C1 · body 2-5 · totals 5 · types string,integer,integer"],
    );
    finds(
        "
จังหวัด|ชาย|หญิง
รวมทั้งประเทศ|92|83
นนทบุรี|10|25
ระยอง|30|41
ตราด|52|17",
        &[],
        &["header A1:C1 · body 2-5 · totals 2 · types string,integer,integer"],
    );
    finds(
        "
ภาค|จังหวัด|เตียง|แพทย์
เหนือ|เชียงใหม่|120|31
เหนือ|ลำปาง|80|22
รวมภาคเหนือ||200|53
ใต้|สงขลา|140|45
ใต้|ตรัง|70|19
รวมภาคใต้||210|64
รวมทั้งสิ้น||410|117",
        &[],
        &["header A1:D1 · body 2-8 · totals 4,7,8 · types string,string,integer,integer"],
    );
    // No word says so, the numbers do.
    finds(
        "
หมวด|ม.ค.|ก.พ.|มี.ค.
ยา|100|250|75
วัสดุ|35|41|60
ทั้งหมวด|135|291|135",
        &[],
        &["header A1:D1 · body 2-4 · totals 4 · types string,integer,integer,integer"],
    );
}

#[test]
fn a_place_whose_name_begins_like_a_total_is_a_place() {
    finds(
        "
ชุมชน|ครัวเรือน|ประชากร
รวมใจพัฒนา|120|431
รวมมิตร|80|222
สามัคคี|140|545",
        &[],
        &["header A1:C1 · body 2-4 · types string,integer,integer"],
    );
}

#[test]
fn a_blank_row_inside_does_not_end_a_table() {
    finds(
        "
จังหวัด|ชาย|หญิง
นนทบุรี|10|25
ระยอง|30|41

ตราด|52|17
ตาก|31|22",
        &[],
        &["header A1:C1 · body 2-6 · blank 4-4 · types string,integer,integer"],
    );
}

#[test]
fn a_header_that_comes_back_with_its_title_is_a_repetition() {
    finds(
        "
รายชื่อหน่วยบริการ
ชื่อ|เตียง|แพทย์
ก|120|31
ข|80|22
รายชื่อหน่วยบริการ
ชื่อ|เตียง|แพทย์
ค|140|45
ง|70|19",
        &[],
        &["header A2:C2 · body 3-8 · titles A1 · repeated 5-6 · types string,integer,integer"],
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
