use serde_json::Value;
use sheetpress::clean::{self, Part};
use sheetpress::detect;
use sheetpress::model::change::Account;
use sheetpress::model::plan::StepCall;
use sheetpress::model::table::Table;
use sheetpress::model::workbook::Workbook;

use crate::rules::sheet_of;

/// Texts as column B between names and numbers; what begins with `=` is a cell of its own type, the rest is text.
pub(crate) fn sheet(texts: &[&str], title: &str) -> Workbook {
    let mut doc = String::from("```grid\n");
    if !title.is_empty() {
        doc.push_str(&format!("| {title} | | |\n"));
    }
    doc.push_str("| หน่วยงาน | ค่า | จำนวน |\n");
    for (number, text) in (11..).zip(texts) {
        let text = match text.strip_prefix('=') {
            Some(typed) => typed.to_owned(),
            None if text.is_empty() => String::new(),
            None => format!("'{text}"),
        };
        doc.push_str(&format!("| กลุ่มงาน {number} | {text} | {} |\n", number * 7));
    }
    sheet_of(&(doc + "```"), "grid")
}

pub(crate) fn run(texts: &[&str], calls: &Value) -> Result<(Table, Account), String> {
    let mut workbook = sheet(texts, "");
    let layout = detect::tables(&workbook).remove(0);
    let calls: Vec<StepCall> = serde_json::from_value(calls.clone()).unwrap();
    let part = Part {
        layout,
        expects: None,
        steps: &calls,
        then: &[],
    };
    clean::tidy(&mut workbook, &[part], true).map_err(|error| error.to_string())
}

pub(crate) fn column(table: &Table, name: &str) -> Vec<String> {
    let column = table.column(name).unwrap();
    table
        .row_numbers()
        .map(|row| column.cells.get(row).value().to_text(&table.strings))
        .collect()
}

/// What one step makes of texts.
pub(crate) fn made(texts: &[&str], call: &Value) -> Vec<String> {
    let (table, _) =
        run(texts, &Value::from(vec![call.clone()])).unwrap_or_else(|error| panic!("{error}"));
    column(&table, "ค่า")
}

/// A step's call, three good texts around a bad one, and why that is refused.
const REFUSALS: &str = r#"
{"step": "dates-to-iso", "columns": ["B"]} ¦ 1 ม.ค. 2567 ¦ 31 ก.พ. 2567 ¦ is a day that no calendar has
{"step": "dates-to-iso", "columns": ["B"]} ¦ 1 ม.ค. 2567 ¦ 1 ต.ค.66 ¦ has a year of two digits; the plan must state era and century
{"step": "dates-to-iso", "columns": ["B"]} ¦ 29/2/2567 ¦ 04/05/2567 ¦ has two readings; the plan must state the order
{"step": "date-range", "column": "B", "start": "s", "end": "e", "era": "buddhist", "century": 2500} ¦ 23-26 พ.ย. 63 ¦ 28 ธ.ค. - 3 ม.ค. 67 ¦ ends before it begins; the year of its first day must be stated
{"step": "date-range", "column": "B", "start": "s", "end": "e", "era": "buddhist", "century": 2500} ¦ 5 ก.พ. 67 ¦ ตามกำหนด ¦ cannot be read as a date or a range of dates
{"step": "date-range", "column": "B", "start": "s", "end": "e", "era": "buddhist", "century": 2500} ¦ มิ.ย.64 ¦ 30-31 ก.พ. 67 ¦ is a day that no calendar has
{"step": "fiscal-year-dates", "column": "B", "start": "s", "end": "e"} ¦ ๒๕๖๗ ¦ ปีการศึกษา 2567 ¦ is no fiscal year
{"step": "fiscal-year-dates", "column": "B", "start": "s", "end": "e"} ¦ ๒๕๖๗ ¦ ปีงบประมาณ 67 ¦ has a year of two digits; write all four
{"step": "accounting-negatives", "columns": ["B"]} ¦ (12) ¦ ▲5 ¦ has a triangle, which says less to some and more to others; correct the cell
{"step": "booleans", "columns": ["B"]} ¦ มี ¦ Yes ¦ belongs to another pair of words than other rows; the plan must name the words for yes and for no
{"step": "booleans", "columns": ["B"]} ¦ มี ¦ บางส่วน ¦ is no word for yes or no that the plan knows
{"step": "pad-codes", "column": "B", "width": 5} ¦ 00123 ¦ 123456 ¦ has more digits than the code
{"step": "pad-codes", "column": "B", "width": 5} ¦ 00123 ¦ 12A ¦ is no code of digits
{"step": "pad-codes", "column": "B", "list": "provinces"} ¦ 50 ¦ 99 ¦ is not in the list of codes that the plan names
{"step": "standard-names", "column": "B", "list": "provinces"} ¦ จ.น่าน ¦ ภาคเหนือ ¦ is not the name of a province
{"step": "standard-names", "column": "B", "list": "districts"} ¦ อ.ปัว ¦ เมือง ¦ is not the name of one district in the country; the plan may have to name the column of provinces
{"step": "strip-units", "columns": ["B"], "unit": "บาท"} ¦ 5 บาท ¦ 3 คน ¦ has another unit than the plan names
{"step": "map-values", "column": "B", "values": {"ก": "a"}} ¦ ก ¦ ข ¦ is not among the values that the plan names
{"step": "split-lines", "column": "B", "into": ["x", "y"]} ¦ ก\nข ¦ ก\nข\nค ¦ has another number of lines than the plan names
{"step": "canonical-text", "columns": ["B"]} ¦ กรม ¦ ก\u{e48}\u{e49}าว ¦ has Thai marks that only a person can mend; retype the cell
"#;

/// A step's call and four texts.
const TWICE: &str = r#"
{"step": "canonical-text"} ¦ \u{20}กรม ¦ เเพร่ ¦ ก  ข ¦ ค
{"step": "thai-digits"} ¦ ๑๒ ¦ ๗ ¦ =9 ¦ ๐๑๒
{"step": "strip-units", "unit": "บาท"} ¦ 12 บาท ¦ ฿7 ¦ =9 ¦ 1,517.-
{"step": "strip-units", "unit": "ตัน"} ¦ 12 ตัน ¦ 7 ตัน ¦ =9 ¦ 5 ล้าน
{"step": "thousands-separators"} ¦ 1,200 ¦ −1,750.50 ¦ =9 ¦ 1,00
{"step": "text-to-number", "columns": ["B"]} ¦ 12 ¦ −7 ¦ =9 ¦ 007
{"step": "multiplier-words", "columns": ["B"]} ¦ 1.2 ล้าน ¦ 5 พัน ¦ =9 ¦ 300 K
{"step": "accounting-negatives", "columns": ["B"]} ¦ (12) ¦ 7- ¦ =9 ¦ 100.-
{"step": "drop-note-marks", "columns": ["B"]} ¦ 12* ¦ 56 r ¦ =9 ¦ 12 1/
{"step": "dates-to-iso", "columns": ["B"]} ¦ 1 ม.ค. 2567 ¦ =2567-03-01 ¦ =2024-03-02 ¦ ไม่แน่
{"step": "words-to-missing", "columns": ["B"], "values": {"-": "ไม่มี"}} ¦ 12 ¦ - ¦ =9 ¦ \u{20}-
{"step": "map-values", "column": "B", "values": {"ก": "a", "ข": "b"}} ¦ ก ¦ ข ¦ ก ¦ b
{"step": "fill-down", "columns": ["B"]} ¦ ก ¦  ¦ " ¦ ข
{"step": "booleans", "columns": ["B"]} ¦ มี ¦ ไม่มี ¦  ¦ มี
{"step": "pad-codes", "column": "B", "width": 5} ¦ =12 ¦ 00345 ¦ =6789 ¦ 12345
{"step": "standard-names", "column": "B", "list": "provinces"} ¦ กทม. ¦ จ.น่าน ¦ Tak ¦ น่าน
{"step": "drop-rows", "column": "B", "values": ["ก"], "why": "ตัวอย่าง"} ¦ ก ¦ ข ¦ ค ¦ ง
{"step": "drop-print-artefacts"} ¦ ก ¦ ข ¦ ก (ต่อ) ¦ ค
{"step": "header-unit-to-metadata"} ¦ =1 ¦ =2 ¦ =3 ¦ =4
"#;

/// The call and the texts of each line.
fn lines(list: &str) -> impl Iterator<Item = (Value, Vec<&str>)> {
    list.lines().filter(|line| !line.is_empty()).map(|line| {
        let mut parts = line.split('¦').map(str::trim);
        let call = serde_json::from_str(parts.next().unwrap()).unwrap();
        (call, parts.collect())
    })
}

#[test]
fn what_needs_a_guess_is_refused_and_its_cell_named() {
    for (call, texts) in lines(REFUSALS) {
        let [good, bad, why] = texts[..] else {
            panic!("{call}")
        };
        let calls = Value::from(vec![call.clone()]);
        let refused = run(&[good, bad, good, good], &calls).unwrap_err();
        let step = call["step"].as_str().unwrap();
        let start = format!("step {step}: B3: \"");
        assert!(
            refused.starts_with(&start) && refused.ends_with(&format!("\" {why}")),
            "{call}: {refused}"
        );
        assert!(run(&[good; 4], &calls).is_ok(), "{call}: {good}");
    }
    let call = serde_json::json!([{"step": "fill-down", "columns": ["B"]}]);
    assert_eq!(
        run(&["", "ก", "ข", "ค"], &call).unwrap_err(),
        "step fill-down: B2: \"\" has no value above it to be filled with"
    );
}

#[test]
fn a_second_run_changes_nothing() {
    for (call, texts) in lines(TWICE) {
        let calls = |times: usize| Value::from(vec![call.clone(); times]);
        let tidied = |times| run(&texts, &calls(times)).unwrap_or_else(|error| panic!("{error}"));
        let ((once, first), (twice, second)) = (tidied(1), tidied(2));
        assert_eq!(column(&once, "ค่า"), column(&twice, "ค่า"), "{call}");
        assert_eq!(first, second, "{call}");
    }
}
