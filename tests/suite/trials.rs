use rust_xlsxwriter::{Format, Workbook, Worksheet};
use sheetpress::model::diagnostic::{Diagnostic, Severity};
use sheetpress::pipeline::{self, Options};
use tempfile::TempDir;

/// Writes rows of `|`-separated cells: a number is one, an apostrophe makes it text.
fn fill(sheet: &mut Worksheet, rows: &[&str]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells.split('|').map(str::trim)) {
            match (text.strip_prefix('\''), text.parse::<f64>()) {
                (Some(text), _) => sheet.write(row, column, text).unwrap(),
                (None, Ok(number)) => sheet.write(row, column, number).unwrap(),
                (None, Err(_)) => sheet.write(row, column, text).unwrap(),
            };
        }
    }
}

/// What `check` finds on a sheet.
fn check(rows: &[&str], more: impl FnOnce(&mut Worksheet)) -> Vec<Diagnostic> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("trial.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    fill(sheet, rows);
    more(sheet);
    workbook.save(&path).unwrap();
    pipeline::check_file(&path, &Options::default())
        .unwrap()
        .findings
}

/// Rule and range of every finding.
fn found(rows: &[&str]) -> Vec<String> {
    told(&check(rows, |_| {}))
}

fn told(findings: &[Diagnostic]) -> Vec<String> {
    let place = |it: &Diagnostic| {
        it.location
            .range
            .map_or_else(String::new, |range| range.to_string())
    };
    findings
        .iter()
        .map(|it| format!("{} {}", it.rule, place(it)))
        .collect()
}

#[test]
fn a_first_record_with_words_for_numbers_is_no_header() {
    let rows = [
        "จังหวัด|ประชากร|โรงพยาบาล",
        "เชียงใหม่|รอข้อมูล|รอข้อมูล",
        "ลำพูน|102916|13",
        "ลำปาง|99000|12",
        "แพร่|88000|9",
        "น่าน|77000|8",
    ];
    assert_eq!(found(&rows), ["mixed-types B2", "mixed-types C2"]);
}

#[test]
fn a_column_left_of_a_blank_one_stays_in_the_table() {
    let rows = [
        "จังหวัด||ประชากร|โรงพยาบาล",
        "เชียงใหม่||100|3",
        "ลำพูน||200|4",
        "ลำปาง||310|9",
    ];
    assert_eq!(found(&rows), ["blank-column-inside B1:B4"]);
}

#[test]
fn a_table_whose_columns_are_days_or_points_has_a_header() {
    let rows = [
        "ชื่อ|1|2|3|4|5",
        "หน่วย ก|8|7|8|8|9",
        "หน่วย ข|7|7|6|8|5",
        "หน่วย ค|3|5|8|6|4",
    ];
    assert_eq!(found(&rows), [""; 0]);
    let rows = [
        "ข้อ|5|4|3|2|1",
        "ความพึงพอใจ|12|7|3|2|1",
        "ความสะดวก|10|8|4|2|0",
    ];
    assert_eq!(found(&rows), [""; 0]);
}

#[test]
fn a_year_in_the_title_rows_is_title() {
    let rows = [
        "ปีงบประมาณ|2567|",
        "จังหวัด|ประชากร|โรงพยาบาล",
        "เชียงใหม่|100|3",
        "ลำพูน|200|4",
        "ลำปาง|310|9",
    ];
    assert_eq!(found(&rows), ["title-rows-above A1"]);
}

#[test]
fn a_series_of_tables_with_titles_of_their_own_is_several_tables() {
    let mut rows = Vec::new();
    for (number, year) in [(1, 2566), (2, 2567)] {
        rows.push(format!("ตารางที่ {number} ปี {year}||"));
        rows.push("จังหวัด|ชาย|หญิง".to_owned());
        for (place, count) in [("เชียงใหม่", 10), ("ลำพูน", 20), ("ลำปาง", 31), ("แพร่", 47)]
        {
            rows.push(format!("{place}|{}|{}", count + number, count * 2 + number));
        }
        rows.push(String::new());
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let found = found(&rows);
    assert!(
        found.contains(&"several-tables-in-sheet A9:C13".to_owned()),
        "{found:?}"
    );
    assert!(
        !found.iter().any(|it| it.starts_with("repeated-header")),
        "{found:?}"
    );
}

#[test]
fn a_row_of_column_numbers_is_told_from_data() {
    let rows = [
        "จังหวัด|ชาย|หญิง",
        "1|2|3",
        "เชียงใหม่|10|20",
        "ลำพูน|30|41",
        "ลำปาง|55|66",
    ];
    assert_eq!(found(&rows), ["column-number-row A2:C2"]);
    let rows = [
        "จังหวัด|งบ|จ่าย|ร้อยละ",
        "(1)|(2)|(3)|(4)=(3)/(2)",
        "เชียงใหม่|10|5|50",
        "ลำพูน|30|15|50",
        "ลำปาง|55|11|20",
    ];
    assert_eq!(found(&rows), ["column-number-row A2:D2"]);
    let register = ["a|b|c|d", "1|2|3|4", "5|6|9|8", "7|3|1|2"];
    assert!(found(&register).len() <= 1);
}

#[test]
fn a_third_row_that_happens_to_be_a_sum_is_a_record() {
    let rows = [
        "ขนาด|ค่าบริการ|ค่าปรับ",
        "เล็ก|500|5",
        "กลาง|1000|10",
        "ใหญ่|1500|15",
        "พิเศษ|1700|21",
    ];
    assert_eq!(found(&rows), [""; 0]);
}

#[test]
fn totals_by_their_usual_names_are_found() {
    for label in ["รวม", "จำนวนรวม", "รวมเป็นเงิน", "รวมทั้งสิ้น", "Total"]
    {
        let rows = [
            "รายการ|บาท".to_owned(),
            "ก|100".to_owned(),
            "ข|250".to_owned(),
            "ค|75".to_owned(),
            format!("{label}|425"),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        assert_eq!(found(&rows), ["total-row A5:B5"], "{label}");
    }
}

#[test]
fn house_numbers_rooms_and_hotlines_are_codes() {
    let rows = ["บ้านเลขที่|ชื่อ", "'12|ก", "'45/6|ข", "'7|ค", "'88|ง"];
    assert_eq!(found(&rows), [""; 0]);
    let rows = [
        "รหัสห้อง|ที่นั่ง",
        "101|30",
        "102|40",
        "103|40",
        "104|25",
        "105|20",
        "106|30",
        "107|40",
        "108|15",
        "'12A|20",
    ];
    assert_eq!(found(&rows), [""; 0]);
    let rows = [
        "หน่วยงาน|สายด่วน",
        "กรมอนามัย|'1478",
        "สปสช.|'1330",
        "กู้ชีพ|'1669",
    ];
    assert_eq!(found(&rows), [""; 0]);
}

#[test]
fn a_name_over_a_merge_of_two_columns_is_not_a_duplicate() {
    let findings = check(
        &[
            "จังหวัด|ประชากร|",
            "เชียงใหม่|10|20",
            "ลำพูน|30|41",
            "ลำปาง|55|66",
        ],
        |sheet| {
            sheet
                .merge_range(0, 1, 0, 2, "ประชากร", &Format::new())
                .unwrap();
        },
    );
    assert!(
        !told(&findings)
            .iter()
            .any(|it| it.starts_with("duplicate-header")),
        "{:?}",
        told(&findings)
    );
    let same = found(&[
        "จังหวัด|จำนวน|จ\u{e4d}\u{e32}นวน",
        "เชียงใหม่|10|20",
        "ลำพูน|30|41",
        "ลำปาง|55|66",
    ]);
    // The label typed with nikhahit has a fault of its own.
    assert_eq!(same, ["duplicate-header C1", "thai-sequence C1"]);
}

#[test]
fn a_single_record_of_which_only_the_name_is_known_blocks_nothing() {
    let rows = [
        "จังหวัด|ชาย|หญิง",
        "เชียงใหม่|10|20",
        "ลำพูน||",
        "ลำปาง|55|66",
        "แพร่|5|7",
    ];
    let findings = check(&rows, |_| {});
    assert!(
        findings.iter().all(|it| it.severity < Severity::Error),
        "{:?}",
        told(&findings)
    );
}

#[test]
fn timestamps_typed_as_text_are_dates_as_text() {
    let rows = [
        "ลำดับ|เวลา",
        "11|15/01/2567 08:30",
        "12|16/01/2567 09:15",
        "13|17/01/2567 10:00",
    ];
    assert!(
        found(&rows).contains(&"date-as-text B2:B4".to_owned()),
        "{:?}",
        found(&rows)
    );
}

#[test]
fn a_value_far_to_the_right_costs_no_time_for_the_columns_between() {
    let started = std::time::Instant::now();
    let rows = ["จังหวัด|ชาย", "เชียงใหม่|10", "ลำพูน|20"];
    check(&rows, |sheet| {
        sheet.write(10, 16_383, 1).unwrap();
    });
    // It took 54 seconds once; a bound this loose holds on any machine.
    assert!(started.elapsed().as_secs() < 10);
}

#[test]
fn a_blank_row_under_the_header_is_a_blank_row() {
    let rows = [
        "จังหวัด|ชาย|หญิง",
        "",
        "เชียงใหม่|10|20",
        "ลำพูน|30|41",
        "ลำปาง|55|66",
    ];
    assert_eq!(found(&rows), ["blank-row-inside A2:C2"]);
}

#[test]
fn a_note_in_the_column_after_the_last_stands_beside() {
    let rows = [
        "จังหวัด|ชาย|หญิง",
        "ก|10|20|ข้อมูลเบื้องต้น",
        "ข|30|41",
        "ค|55|66",
        "ง|5|7",
        "จ|8|3",
    ];
    assert_eq!(found(&rows), ["notes-beside D2"]);
}
