//! Titles, headers, notes, and where one table ends and another begins.

use crate::detecting::{finds, labels, of};
use crate::workbooks::{Package, grid_xml, relations};

#[test]
fn titles_above_a_table_are_titles() {
    finds(
        "
ตารางที่ 1 จำนวนผู้รับบริการ
ปีงบประมาณ 2567

จังหวัด|ชาย|หญิง
นนทบุรี|10|25
ระยอง|30|41
ตราด|52|17",
        &["A1:C1"],
        &["header A4:C4 · body 5-7 · titles A1,A2 · types string,integer,integer"],
    );
    finds(
        "
รายงานประจำเดือน
จังหวัด|ชาย|หญิง
นนทบุรี|10|25.5
ระยอง|30|41
ตราด|52|17",
        &[],
        &["header A2:C2 · body 3-5 · titles A1 · types string,integer,number"],
    );
}

#[test]
fn headers_of_two_and_three_merged_rows_are_whole() {
    let two = "
ที่|จังหวัด|จำนวนผู้ป่วย||อัตรา
||ชาย|หญิง|
1|นนทบุรี|10|25|1.5
2|ระยอง|31|40|2.5
3|ตราด|52|61|3.1";
    let merges = ["A1:A2", "B1:B2", "C1:D1", "E1:E2"];
    finds(
        two,
        &merges,
        &["header A1:E2 · body 3-5 · types integer,string,integer,integer,number"],
    );
    assert_eq!(
        labels(two, &merges),
        ["ที่", "จังหวัด", "จำนวนผู้ป่วย / ชาย", "จำนวนผู้ป่วย / หญิง", "อัตรา"]
    );
    let three = "
สรุปผลการตรวจ
หน่วยงาน|ผลงาน||||หมายเหตุ
|ไตรมาส 1||ไตรมาส 2||
|เป้า|ผล|เป้า|ผล|
ก|10|7|20|18|ดี
ข|11|8|21|17|ดี
ค|12|5|24|18|ปรับปรุง";
    finds(
        three,
        &["A1:F1", "A2:A4", "B2:E2", "B3:C3", "D3:E3", "F2:F4"],
        &[
            "header A2:F4 · body 5-7 · titles A1 · types string,integer,integer,integer,integer,string",
        ],
    );
}

#[test]
fn years_across_are_labels() {
    finds(
        "
จังหวัด|2564|2565|2566|2567
นนทบุรี|120|131|144|158
ระยอง|210|214|239|247
ตราด|35|37|41|40",
        &[],
        &["header A1:E1 · body 2-4 · types string,integer,integer,integer,integer"],
    );
    finds(
        "
Province|Cases||
|2022|2023|2024
Nonthaburi|120|131|144
Rayong|210|214|239
Trat|35|37|41",
        &["A1:A2", "B1:D1"],
        &["header A1:D2 · body 3-5 · types string,integer,integer,integer"],
    );
}

#[test]
fn a_row_of_column_numbers_is_no_record() {
    finds(
        "
ที่|รายการ|หน่วย|จำนวน|ราคา
(1)|(2)|(3)|(4)|(5)
1|กระดาษ|รีม|20|110.5
2|หมึก|กล่อง|3|2500
3|แฟ้ม|อัน|48|35",
        &[],
        &["header A1:E1 · body 3-5 · numbers 2 · types integer,string,string,integer,number"],
    );
}

#[test]
fn notes_below_are_notes_with_and_without_a_blank_row() {
    finds(
        "
จังหวัด|ชาย|หญิง
นนทบุรี|10|25
ระยอง|30|41
ตราด|52|17
หมายเหตุ: ข้อมูลเบื้องต้น
ที่มา: กรมอนามัย",
        &[],
        &["header A1:C1 · body 2-4 · notes A5,A6 · types string,integer,integer"],
    );
    finds(
        "
Province|Male|Female
Nonthaburi|10|25
Rayong|30|41
Trat|52|17

Data are preliminary and may change without notice.",
        &[],
        &["header A1:C1 · body 2-4 · notes A6 · types string,integer,integer"],
    );
}

#[test]
fn a_note_beside_a_table_is_no_column() {
    finds(
        "
จังหวัด|ชาย|หญิง||ข้อมูล ณ 1 ม.ค. 2567
นนทบุรี|10|25||
ระยอง|30|41||จัดทำโดยกลุ่มแผนงาน
ตราด|52|17||",
        &[],
        &["header A1:C1 · body 2-4 · beside E1,E3 · types string,integer,integer"],
    );
}

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
