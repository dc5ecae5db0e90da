use serde_json::json;
use sheetpress::clean::step::Scene;
use sheetpress::clean::step_of;
use sheetpress::detect;
use sheetpress::model::plan::StepCall;
use sheetpress::validate;

use crate::harness::dice::Dice;
use crate::steps_cells::{column, made, run, sheet};

/// Digits with so many of them behind the point.
fn written(digits: i128, places: usize) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    let text = format!("{:0>1$}", digits.unsigned_abs(), places + 1);
    let (whole, decimals) = text.split_at(text.len() - places);
    let point = if places > 0 { "." } else { "" };
    format!("{sign}{whole}{point}{decimals}")
}

fn grouped(number: &str) -> String {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if decimals.is_empty() {
        out
    } else {
        format!("{out}.{decimals}")
    }
}

#[test]
fn no_digit_is_lost() {
    let mut dice = Dice::new(4);
    let powers = [
        ("พัน", 3),
        ("แสน", 5),
        ("ล้าน", 6),
        ("พันล้าน", 9),
        ("million", 6),
    ];
    for _ in 0..150 {
        let places = usize::try_from(dice.below(5)).unwrap();
        let digits = i128::from(dice.within(1, 4_000_000_000)) * i128::from(dice.within(1, 1000));
        let number = written(digits, places);
        let commas = grouped(&number);
        let thai: String = commas
            .chars()
            .map(|it| {
                it.to_digit(10)
                    .map_or(it, |digit| char::from_u32(0xe50 + digit).unwrap())
            })
            .collect();
        let units = format!("{thai} บาท");
        let calls = json!([
            {"step": "thai-digits"},
            {"step": "strip-units", "unit": "บาท"},
            {"step": "thousands-separators"},
            {"step": "text-to-number", "columns": ["B"]},
        ]);
        let (table, _) = run(&[commas.as_str(), &thai, &units, &number], &calls).unwrap();
        assert_eq!(column(&table, "ค่า"), vec![number.clone(); 4], "{thai}");
        let bracketed = format!("({commas})");
        let mark = format!("{commas}*");
        let call = json!({"step": "accounting-negatives", "columns": ["B"]});
        assert_eq!(
            made(&[bracketed.as_str(); 4], &call),
            vec![format!("-{number}"); 4]
        );
        let call = json!({"step": "drop-note-marks", "columns": ["B"]});
        assert_eq!(made(&[mark.as_str(); 4], &call), vec![number.clone(); 4]);
        let (word, power) = *dice.pick(&powers);
        let wanted = if let Some(left) = places.checked_sub(power) {
            written(digits, left)
        } else {
            let zeros = u32::try_from(power - places).unwrap();
            written(digits * 10i128.pow(zeros), 0)
        };
        let call = json!({"step": "multiplier-words", "columns": ["B"]});
        let text = format!("{commas} {word}");
        assert_eq!(made(&[text.as_str(); 4], &call), vec![wanted; 4], "{text}");
    }
}

#[test]
fn thai_is_mended_and_text_stays_text() {
    let texts = [
        "จ\\u{e4d}\\u{e32}นวน",
        "น\\u{e49}\\u{e4d}\\u{e32}",
        "ท\\u{e48}\\u{e35}",
        "เเพร่\\u{200b}",
        "อื่น ๆ",
        "ก\\u{a0} ข\\n ค ",
        "0012 ",
        " 7",
    ];
    let call = json!([{"step": "canonical-text"}]);
    let (table, _) = run(&texts, &call).unwrap();
    let right = ["จำนวน", "น้ำ", "ที่", "แพร่", "อื่น ๆ", "ก ข\nค", "0012", "7"];
    assert_eq!(column(&table, "ค่า"), right);
    for row in table.row_numbers() {
        assert_eq!(table.cell(row, 1).value().kind(), "text", "row {row}");
    }
    // Leading spaces that say what belongs to what are no fault.
    let levels = ["ภาค", "  จังหวัด ก", "  จังหวัด ข", "  จังหวัด ค "];
    assert_eq!(
        made(&levels, &json!({"step": "canonical-text"})),
        ["ภาค", "  จังหวัด ก", "  จังหวัด ข", "  จังหวัด ค"]
    );
    let named = json!({"step": "canonical-text", "columns": ["B"]});
    assert_eq!(made(&levels, &named)[1], "จังหวัด ก");
}

#[test]
fn dates_are_read_as_the_plan_says() {
    let call = json!({"step": "dates-to-iso", "columns": ["B"], "era": "buddhist", "century": 2500, "order": "day-first"});
    let texts = [
        "29/2/2567",
        "1 ต.ค.66",
        "04/05/2567",
        "๒๙ ก.พ. ๖๗",
        "=2567-02-28",
        "2 Jan 2024",
        "15 ม.ค. 2567 เวลา 08.30 น.",
        "มิ.ย.64",
    ];
    assert_eq!(
        made(&texts, &call),
        [
            "2024-02-29",
            "2023-10-01",
            "2024-05-04",
            "2024-02-29",
            "2024-02-28",
            "2024-01-02",
            "2024-01-15T08:30:00",
            "มิ.ย.64",
        ]
    );
    let call =
        json!({"step": "dates-to-iso", "columns": ["B"], "era": "christian", "century": 2500});
    assert!(run(&["1 ต.ค.66"; 4], &json!([call])).is_err());
}

#[test]
fn ranges_and_fiscal_years_have_two_ends() {
    let texts = [
        "28 ธ.ค. 66 - 3 ม.ค. 67",
        "มิ.ย.64",
        "ตามกำหนด",
        "",
        "ปีงบประมาณ ๒๕๖๗",
    ];
    let call = json!({"step": "date-range", "column": "B", "start": "s", "end": "e", "era": "buddhist", "century": 2500, "words": ["ตามกำหนด"]});
    let (table, account) = run(&texts, &json!([call])).unwrap();
    assert_eq!(
        column(&table, "s"),
        ["2023-12-28", "2021-06-01", "", "", "2023-10-01"]
    );
    assert_eq!(
        column(&table, "e"),
        ["2024-01-03", "2021-06-30", "", "", "2024-09-30"]
    );
    let note = &account.left_out[0];
    assert_eq!(
        (
            note.range.first.to_string().as_str(),
            note.text.as_str(),
            note.what
        ),
        ("B4", "ตามกำหนด", "note")
    );
    let call = json!({"step": "fiscal-year-dates", "column": "B", "start": "s", "end": "e"});
    let (table, _) = run(&["๒๕๖๗", "=2566", "FY2024", ""], &json!([call])).unwrap();
    assert_eq!(
        column(&table, "s"),
        ["2023-10-01", "2022-10-01", "2023-10-01", ""]
    );
    assert_eq!(
        column(&table, "e"),
        ["2024-09-30", "2023-09-30", "2024-09-30", ""]
    );
}

#[test]
fn what_leaves_a_cell_stands_in_the_account() {
    let call = json!([
        {"step": "drop-note-marks", "columns": ["B"]},
        {"step": "words-to-missing", "columns": ["B"], "values": {"-": "ไม่ได้สำรวจ"}},
        {"step": "drop-rows", "column": "B", "values": ["99"], "why": "แถวตัวอย่าง"},
    ]);
    let (_, account) = run(&["12*", "-", "=99", "=5"], &call).unwrap();
    let left: Vec<(&str, &str)> = account
        .left_out
        .iter()
        .map(|it| (it.what, it.text.as_str()))
        .collect();
    assert_eq!(left[..2], [("mark", "*"), ("value", "- (ไม่ได้สำรวจ)")]);
    assert_eq!(left[2].0, "row");
    assert!(left[2].1.ends_with("(แถวตัวอย่าง)"), "{}", left[2].1);
}

/// The calls that a step proposes for texts under a title.
fn proposed(step: &str, texts: &[&str], title: &str) -> Vec<StepCall> {
    let workbook = sheet(texts, title);
    let layouts = detect::tables(&workbook);
    let findings = validate::workbook(&workbook, &layouts);
    let scene = Scene {
        workbook: &workbook,
        layout: &layouts[0],
        findings: &findings,
    };
    let step = step_of(step).unwrap();
    (step.proposes)(step, &scene)
}

#[test]
fn proposals_follow_the_evidence_and_ask_where_there_is_none() {
    let dates = ["1 ต.ค.66", "31 ธ.ค. 66", "5 ม.ค. 67", "6 ม.ค. 67"];
    let known = proposed("dates-to-iso", &dates, "รายงานประจำปีงบประมาณ พ.ศ. ๒๕๖๗");
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].text("era"), Some("buddhist"));
    assert_eq!(known[0].number("century"), Some(2500));
    assert_eq!(known[0].review(), None);
    let unknown = proposed("dates-to-iso", &dates, "");
    assert!(unknown[0].review().is_some());
    let numbers = ["12 บาท", "7 บาท", "9 บาท", "5 บาท"];
    let units = proposed("strip-units", &numbers, "");
    assert_eq!(units[0].text("unit"), Some("บาท"));
    assert_eq!(units[0].texts("columns"), ["B"]);
    let marks = proposed("words-to-missing", &["=12", "ไม่ทราบ", "=9", "-"], "");
    assert_eq!(marks[0].map("values").len(), 2);
    assert!(marks[0].review().is_some());
    let codes = proposed("booleans", &["มี", "ไม่มี", "Yes", "มี"], "");
    assert_eq!(codes[0].texts("true"), ["มี", "Yes"]);
}
