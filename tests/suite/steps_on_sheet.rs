use serde_json::{Value, json};
use sheetpress::clean::step::Scene;
use sheetpress::clean::{self, Part, steps::STEPS};
use sheetpress::detect;
use sheetpress::validate;

use crate::rules::sheet_of;
use crate::steps_reshape::{cell, fault, lines, tidied};

const SEXES: &str = "
| จังหวัด | ชาย | หญิง | เด็ก |
| เชียงใหม่ | 120 | 152 | 31 |
| น่าน | 75 | 48 | 12 |
| แพร่ | 90 | 133 | 27 |
| รวม | 285 | 338 | 70 |";

#[test]
fn sentences_become_values_or_are_refused() {
    let grid = "
| ประเภท | ผล | ร้อยละ |
| ศูนย์ | ๓๕ แห่ง จาก ๓๕ แห่ง | 100 |
| ชุมชน | 310 แห่ง  จาก 774 แห่ง | 40 |
| คลินิก | ยังไม่เริ่ม | 0 |";
    let extract = |patterns: &Value| {
        json!([
            { "step": "rename", "columns": { "B": "done" } },
            { "step": "extract", "column": "done", "patterns": patterns },
        ])
    };
    let (table, account) = tidied(
        grid,
        &extract(&json!(["{done} แห่ง จาก {all} แห่ง", "ยังไม่เริ่ม"])),
    );
    assert_eq!(
        lines(&table),
        [
            "ประเภท|done|all|ร้อยละ",
            "ศูนย์|๓๕|๓๕|100",
            "ชุมชน|310|774|40",
            "คลินิก|||0"
        ]
    );
    assert_eq!(table.column("done").unwrap().label, "ผล");
    assert_eq!(cell(&table, "all", 1), "B3");
    assert_eq!(account.left_out[0].text, "ยังไม่เริ่ม");
    assert_eq!(
        fault(grid, &extract(&json!(["{done} แห่ง จาก {all} แห่ง"]))),
        "step extract: B4: \"ยังไม่เริ่ม\" fits none of the plan's patterns"
    );
    assert_eq!(
        fault(grid, &extract(&json!(["{done} {all}"]))),
        "step extract: B2: \"๓๕ แห่ง จาก ๓๕ แห่ง\" fits a pattern in more than one way"
    );
}

#[test]
fn a_sheets_name_is_a_value_and_a_sheet_without_one_is_refused() {
    let steps =
        |values: &Value| json!([{ "step": "sheet-to-column", "name": "year", "values": values }]);
    let (table, _) = tidied(SEXES, &steps(&json!({ "example": "2567" })));
    assert!(lines(&table)[1].ends_with("|2567"));
    assert_eq!(cell(&table, "year", 0), "A1");
    assert_eq!(
        fault(SEXES, &steps(&json!({ "ปี 2567": "2567" }))),
        "step sheet-to-column: A1: \"example\" is a sheet for which values in the plan names no value"
    );
}

#[test]
fn totals_leave_with_what_their_parts_add_up_to() {
    let steps = json!([{ "step": "drop-totals" }, { "step": "drop-totals" }]);
    let left = |grid: &str| {
        let (table, account) = tidied(grid, &steps);
        assert_eq!(table.len(), 3);
        assert_eq!(account.left_out.len(), 1);
        account.left_out[0].text.clone()
    };
    assert_eq!(
        left(SEXES),
        "รวม | 285 | 338 | 70 (C5 ไม่ตรงกับผลรวม 333 / C5 is not the sum 333)"
    );
    assert_eq!(
        left(&SEXES.replace("338", "333")),
        "รวม | 285 | 333 | 70 (ผลรวมตรงกัน / sums agree)"
    );
    let steps = json!([
        { "step": "melt", "columns": ["B", "C", "D"], "names": ["sex"], "value": "cases" },
        { "step": "drop-totals" },
    ]);
    assert_eq!(
        fault(SEXES, &steps),
        "step drop-totals: must stand before the steps that reshape the table"
    );
}

#[test]
fn a_groups_name_traces_to_its_own_cell() {
    let grid = "
| จังหวัด | ชาย | หญิง |
| กรุงเทพมหานคร | 20 | 31 |
| ภาคเหนือ | | |
| เชียงใหม่ | 12 | 10 |
| น่าน | 7 | 8 |
| ภาคใต้ | | |
| สงขลา | 9 | 4 |
| ตรัง | 3 | 5 |";
    let steps = json!([
        { "step": "group-to-column", "name": "region" },
        { "step": "map-values", "column": "region", "values": { "ภาคเหนือ": "north", "ภาคใต้": "south" } },
        { "step": "rename", "columns": { "A": "province" } },
    ]);
    let (table, account) = tidied(grid, &steps);
    assert_eq!(
        lines(&table)[..3],
        [
            "region|province|ชาย|หญิง",
            "|กรุงเทพมหานคร|20|31",
            "north|เชียงใหม่|12|10"
        ]
    );
    assert_eq!(cell(&table, "region", 2), "A3");
    assert_eq!(cell(&table, "region", 3), "A6");
    assert_eq!(account.left_out.len(), 2);
}

#[test]
fn merged_cells_that_say_two_things_are_refused() {
    let steps = json!([{ "step": "unmerge-fill" }]);
    let hidden = "
merged: A2:A3
| เขต | จังหวัด | cases |
| 1 | เชียงใหม่ | 12 |
| 3 | น่าน | 7 |
| 2 | ตาก | 9 |";
    assert!(fault(hidden, &steps).starts_with("step unmerge-fill: A3: \"3\" is hidden"));
    let (table, _) = tidied(&hidden.replace("| 3 |", "| |"), &steps);
    assert_eq!(lines(&table)[2], "1|น่าน|7");
    assert_eq!(cell(&table, "เขต", 1), "A3");
}

#[test]
fn proposals_run_as_they_are_once_a_person_has_looked() {
    for name in [
        "melt",
        "transpose",
        "split-rows",
        "drop-totals",
        "group-to-column",
        "unmerge-fill",
    ] {
        let step = STEPS.iter().find(|step| step.name == name).unwrap();
        let mut workbook = sheet_of(step.doc, "before");
        let layout = detect::tables(&workbook).remove(0);
        let findings = validate::workbook(&workbook, std::slice::from_ref(&layout));
        let scene = Scene {
            workbook: &workbook,
            layout: &layout,
            findings: &findings,
        };
        let mut calls = (step.proposes)(step, &scene);
        assert_eq!(calls.len(), 1, "{name}");
        for call in &mut calls {
            assert_eq!(call.review().is_some(), name != "unmerge-fill", "{name}");
            call.parameters.remove("review");
        }
        let part = Part {
            layout,
            expects: None,
            steps: &calls,
            then: &[],
        };
        clean::tidy(&mut workbook, &[part], true).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
