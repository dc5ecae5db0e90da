//! Tables are found where a person sees them: header, body, titles, notes, totals and types, exactly.

use sheetpress::detect;
use sheetpress::model::address::CellRef;
use sheetpress::model::layout::Layout;
use sheetpress::model::workbook::Workbook;

use crate::workbooks::grid;

/// A layout in one line: only what there is.
pub(crate) fn line(layout: &Layout) -> String {
    let cells = |cells: &[CellRef]| {
        cells
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(",")
    };
    let rows = |rows: &[u32]| {
        rows.iter()
            .map(|row| (row + 1).to_string())
            .collect::<Vec<_>>()
            .join(",")
    };
    let runs = |runs: &[(u32, u32)]| {
        runs.iter()
            .map(|(first, last)| format!("{}-{}", first + 1, last + 1))
            .collect::<Vec<_>>()
            .join(",")
    };
    let columns: Vec<CellRef> = layout
        .blank_columns
        .iter()
        .map(|column| CellRef::new(0, *column))
        .collect();
    let totals: Vec<u32> = layout.totals.iter().map(|total| total.row).collect();
    let parts = [
        (
            "header",
            layout
                .header
                .map(|range| range.to_string())
                .unwrap_or_default(),
        ),
        ("body", runs(&layout.body.into_iter().collect::<Vec<_>>())),
        ("titles", cells(&layout.titles)),
        ("notes", cells(&layout.notes)),
        ("beside", cells(&layout.beside)),
        ("totals", rows(&totals)),
        ("groups", rows(&layout.groups)),
        ("repeated", runs(&layout.repeated.0)),
        ("blank", runs(&layout.blank_rows.0)),
        ("blank columns", cells(&columns)),
        (
            "numbers",
            rows(&layout.number_row.into_iter().collect::<Vec<_>>()),
        ),
        (
            "types",
            layout
                .fields
                .iter()
                .map(|field| field.kind.as_str())
                .collect::<Vec<_>>()
                .join(","),
        ),
    ];
    parts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| format!("{name} {text}"))
        .collect::<Vec<_>>()
        .join(" · ")
}

pub(crate) fn of(workbook: &Workbook) -> Vec<String> {
    detect::tables(workbook).iter().map(line).collect()
}

#[track_caller]
pub(crate) fn finds(text: &str, merges: &[&str], expected: &[&str]) {
    assert_eq!(of(&grid(text, merges)), expected);
}

pub(crate) fn labels(text: &str, merges: &[&str]) -> Vec<String> {
    detect::tables(&grid(text, merges))[0]
        .fields
        .iter()
        .map(|field| field.label.clone())
        .collect()
}

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
