use serde_json::{Value, json};
use sheetpress::clean::{self, Part};
use sheetpress::detect;
use sheetpress::model::change::Account;
use sheetpress::model::plan::StepCall;
use sheetpress::model::table::Table;

use crate::rules::sheet_of;

const YEARS: &str = "
merged: A1:A2 B1:C1 D1:E1
| จังหวัด | ปี 2566 | | ปี 2567 | |
| | ชาย | หญิง | ชาย | หญิง |
| เชียงใหม่ | 12 | 10 | 14 | 11 |
| น่าน | 7 | 8 | 6 | 9 |
| แพร่ | 5 | 4 | 3 | 2 |";

const PLAN: &str = "
| ที่ | กิจกรรม | เป้าหมาย | ช่วงเวลา |
| 1 | 'ส่งบุคลากร\\nผู้ผ่านเกณฑ์\\nนำเสนอผลงาน\\nส่งรุ่นถัดไป | '80\\n1\\n2 | '23-26 พ.ย. 63\\nมิ.ย.64\\nตามเจ้าภาพ |
| 2 | สื่อสาร | 5 | ต.ค. 63 |
| 3 | กำกับ | | พ.ย. 63 |
| 4 | ผลักดัน | 7 | ธ.ค. 63 |";

fn page(grid: &str) -> String {
    format!("```grid{grid}\n```")
}

fn run(grid: &str, steps: &Value) -> Result<(Table, Account), clean::Error> {
    let mut workbook = sheet_of(&page(grid), "grid");
    let layout = detect::tables(&workbook).remove(0);
    let steps: Vec<StepCall> = serde_json::from_value(steps.clone()).unwrap();
    let part = Part {
        layout,
        expects: None,
        steps: &steps,
        then: &[],
    };
    clean::tidy(&mut workbook, &[part], true)
}

/// The tidied table, of which every value is what the changes make of its cell.
pub(crate) fn tidied(grid: &str, steps: &Value) -> (Table, Account) {
    let (table, account) = run(grid, steps).unwrap();
    let received = sheet_of(&page(grid), "grid");
    for row in table.row_numbers() {
        for column in &table.columns {
            let text = column.cells.get(row).value().to_text(&table.strings);
            let origin = column.origin(row);
            let cell = received.sheets[0].cell(origin.cell).value();
            let cell = cell.to_text(&received.strings);
            if !text.is_empty() {
                let name = &column.name;
                assert_eq!(
                    account.replay(&cell, origin),
                    text,
                    "{name} {}",
                    origin.cell
                );
            }
        }
    }
    (table, account)
}

pub(crate) fn fault(grid: &str, steps: &Value) -> String {
    run(grid, steps).unwrap_err().to_string()
}

/// Header and rows, cells between bars.
pub(crate) fn lines(table: &Table) -> Vec<String> {
    let names = table.columns.iter().map(|column| column.name.as_str());
    let mut lines = vec![names.collect::<Vec<_>>().join("|")];
    for row in table.row_numbers() {
        let cells = table.columns.iter().map(|column| column.cells.get(row));
        let texts = cells.map(|cell| cell.value().to_text(&table.strings));
        lines.push(texts.collect::<Vec<_>>().join("|"));
    }
    lines
}

/// The cell that a value comes from: the column's name, and the row counted from 0.
pub(crate) fn cell(table: &Table, column: &str, number: usize) -> String {
    let row = table.row_numbers().nth(number).unwrap();
    table.column(column).unwrap().origin(row).cell.to_string()
}

#[test]
fn names_of_melted_columns_trace_to_the_header_and_values_to_their_cells() {
    let steps = json!([{ "step": "melt", "columns": ["B", "C", "D", "E"], "names": ["year", ".value"],
        "values": { "ชาย": "male", "หญิง": "female", "ปี 2567": "2567" } }]);
    let (table, _) = tidied(YEARS, &steps);
    assert_eq!(
        lines(&table)[..3],
        [
            "จังหวัด|year|male|female",
            "เชียงใหม่|ปี 2566|12|10",
            "เชียงใหม่|2567|14|11"
        ]
    );
    assert_eq!(table.len(), 6);
    assert_eq!(table.column("male").unwrap().label, "ชาย");
    assert_eq!(cell(&table, "year", 0), "B1");
    assert_eq!(cell(&table, "year", 3), "D1");
    assert_eq!(cell(&table, "female", 3), "E4");
    assert_eq!(cell(&table, "จังหวัด", 3), "A4");
}

#[test]
fn a_column_that_the_header_does_not_have_is_empty_and_stays_traceable() {
    let steps = json!([
        { "step": "join-header" },
        { "step": "melt", "columns": ["B", "C", "D"], "names": ["year", ".value"] },
    ]);
    let (table, _) = tidied(YEARS, &steps);
    assert_eq!(
        lines(&table)[1..3],
        ["เชียงใหม่|ปี 2566|12|10|11", "เชียงใหม่|ปี 2567|14||11"]
    );
    assert_eq!(cell(&table, "หญิง", 1), "D3");
}

#[test]
fn a_part_of_the_names_that_is_left_out_stands_in_the_account() {
    let steps =
        json!([{ "step": "melt", "columns": ["B", "D"], "names": ["year", ""], "value": "men" }]);
    let (table, account) = tidied(YEARS, &steps);
    assert_eq!(lines(&table)[1], "เชียงใหม่|ปี 2566|12|10|11");
    let left: Vec<(String, &str)> = account
        .left_out
        .iter()
        .map(|it| (it.range.to_string(), it.text.as_str()))
        .collect();
    assert_eq!(left, [("B2".to_owned(), "ชาย"), ("D2".to_owned(), "ชาย")]);
}

#[test]
fn names_that_would_need_a_guess_are_refused_with_their_cell() {
    let melt = |names: &Value| json!([{ "step": "melt", "columns": ["B", "C"], "names": names, "value": "cases" }]);
    assert_eq!(
        fault(YEARS, &melt(&json!(["year"]))),
        "step melt: B2: \"ปี 2566 / ชาย\" has another number of parts than the plan gives names for"
    );
    assert_eq!(
        fault(YEARS, &melt(&json!(["year", ""]))),
        "step melt: C2: \"ปี 2566 / หญิง\" names another of the columns too, so that their rows could not be told apart"
    );
    assert!(fault(YEARS, &melt(&json!(["a", ".value", ".value"]))).contains("\"names\""));
}

#[test]
fn the_label_is_the_key_also_after_a_rename_and_empty_cells_may_go() {
    let grid = "
| จังหวัด | ม.ค. | ก.พ. | หมายเหตุ |
| เชียงใหม่ | 12 | 10 | ก |
| น่าน | 7 | | ข |
| แพร่ | 5 | 4 | ค |";
    let steps = json!([
        { "step": "rename", "columns": { "B": "jan" } },
        { "step": "melt", "columns": ["jan", "C"], "names": ["month"], "value": "cases", "empty": "drop" },
    ]);
    let (table, account) = tidied(grid, &steps);
    assert_eq!(
        lines(&table),
        [
            "จังหวัด|month|cases|หมายเหตุ",
            "เชียงใหม่|ม.ค.|12|ก",
            "เชียงใหม่|ก.พ.|10|ก",
            "น่าน|ม.ค.|7|ข",
            "แพร่|ม.ค.|5|ค",
            "แพร่|ก.พ.|4|ค"
        ]
    );
    assert!(account.left_out.is_empty());
}

#[test]
fn columns_that_a_step_made_melt_too() {
    let grid = "
| พื้นที่ | ผู้ป่วย |
| เชียงใหม่ / แม่ริม | 12 |
| น่าน / ปัว | 9 |
| แพร่ / สอง | 4 |";
    let steps = json!([
        { "step": "split-columns", "column": "A", "separator": "/", "into": ["province", "district"] },
        { "step": "melt", "columns": ["province", "district"], "names": ["level"], "value": "area" },
        { "step": "melt", "columns": ["area", "ผู้ป่วย"], "names": ["what"], "value": "said" },
    ]);
    let (table, _) = tidied(grid, &steps);
    assert_eq!(
        lines(&table)[..3],
        [
            "level|what|said",
            "province|area|เชียงใหม่",
            "province|ผู้ป่วย|12"
        ]
    );
    assert_eq!(cell(&table, "level", 0), "A1");
}

#[test]
fn a_table_on_its_side_is_turned_and_two_rows_of_one_name_are_refused() {
    let grid = "
| รายการ | ศูนย์ ก | ศูนย์ ข | ศูนย์ ค |
| จังหวัด | เชียงใหม่ | น่าน | แพร่ |
| เตียง | 30 | 64 | 95 |
| ผู้ดูแล | กองคลัง | กองแผนงาน | กองช่าง |
| พนักงาน | 12 | 25 | 41 |";
    let steps = json!([{ "step": "transpose", "name": "center" }]);
    let (table, account) = tidied(grid, &steps);
    assert_eq!(
        lines(&table),
        [
            "center|จังหวัด|เตียง|ผู้ดูแล|พนักงาน",
            "ศูนย์ ก|เชียงใหม่|30|กองคลัง|12",
            "ศูนย์ ข|น่าน|64|กองแผนงาน|25",
            "ศูนย์ ค|แพร่|95|กองช่าง|41"
        ]
    );
    assert_eq!(cell(&table, "center", 1), "C1");
    assert_eq!(cell(&table, "เตียง", 1), "C3");
    assert_eq!(account.left_out[0].text, "รายการ");
    assert!(
        fault(&grid.replace("พนักงาน", "เตียง"), &steps).starts_with("step transpose: A5: \"เตียง\"")
    );
}

#[test]
fn parts_stand_side_by_side_or_where_the_plan_places_them() {
    let plan = |lines: &Value| json!([{ "step": "split-rows", "columns": ["B", "C", "D"], "number": "no", "lines": lines }]);
    let (table, _) = tidied(PLAN, &plan(&json!({ "C": [2, 3, 4], "D": [[1, 2], 3, 4] })));
    assert_eq!(
        lines(&table),
        [
            "ที่|no|กิจกรรม|เป้าหมาย|ช่วงเวลา",
            "1|1|ส่งบุคลากร||23-26 พ.ย. 63",
            "1|2|ผู้ผ่านเกณฑ์|80|23-26 พ.ย. 63",
            "1|3|นำเสนอผลงาน|1|มิ.ย.64",
            "1|4|ส่งรุ่นถัดไป|2|ตามเจ้าภาพ",
            "2|1|สื่อสาร|5|ต.ค. 63",
            "3|1|กำกับ||พ.ย. 63",
            "4|1|ผลักดัน|7|ธ.ค. 63"
        ]
    );
    assert_eq!(cell(&table, "ช่วงเวลา", 1), "D2");
    assert!(fault(PLAN, &plan(&json!({}))).starts_with("step split-rows: C2: "));
    assert!(fault(PLAN, &plan(&json!({ "C": [1, 2] }))).starts_with("step split-rows: C2: "));
    for wrong in [
        json!({ "C": [0, 1, 2] }),
        json!({ "C": [1, 1, 2] }),
        json!({ "C": [] }),
        json!({ "A": [1] }),
        json!([1]),
        json!({ "C": [1, 2, 4_000_000_000u64] }),
    ] {
        assert!(fault(PLAN, &plan(&wrong)).contains("\"lines\""), "{wrong}");
    }
}

#[test]
fn a_table_that_would_not_fit_is_refused_before_it_is_made() {
    let mut grid = "\n| ที่ | รายการ |".to_owned();
    for row in 0..2_600 {
        grid += &format!("\n| {row} | 'ก\\nข{row} |");
    }
    let steps = json!([{ "step": "split-rows", "columns": ["B"], "lines": { "B": [1, 32_767] } }]);
    let said = fault(&grid, &steps);
    assert!(
        said.ends_with("cells, more than a table may have"),
        "{said}"
    );
}
