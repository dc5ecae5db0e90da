use std::collections::BTreeMap;
use std::path::Path;

use sheetpress::clean::{self, Part, steps::STEPS};
use sheetpress::detect;
use sheetpress::model::address::CellRef;
use sheetpress::model::cell::Cell;
use sheetpress::model::change::Account;
use sheetpress::model::diagnostic::Fix;
use sheetpress::model::plan::StepCall;
use sheetpress::model::table::{Origin, Table};
use sheetpress::model::workbook::Workbook;
use sheetpress::pipeline::{self, Dataset, Options};
use sheetpress::read;
use sheetpress::validate;

use crate::rules::{block, sheet_of};

/// The calls of a page's example.
fn calls(doc: &str) -> Vec<StepCall> {
    let text: String = block(doc, "call").collect();
    serde_json::from_str(&text)
        .or_else(|_| serde_json::from_str(&text).map(|one| vec![one]))
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn shown(table: &Table) -> Vec<Vec<String>> {
    let names = table.columns.iter().map(|column| column.name.clone());
    let mut rows: Vec<Vec<String>> = vec![names.collect()];
    for row in table.row_numbers() {
        let texts = table.columns.iter();
        let texts = texts.map(|column| column.cells.get(row).value().to_text(&table.strings));
        rows.push(texts.collect());
    }
    rows
}

fn expected(doc: &str) -> Vec<Vec<String>> {
    block(doc, "after")
        .filter(|line| !line.starts_with("|---"))
        .map(|line| {
            let line = line.trim().trim_start_matches('|').trim_end_matches('|');
            let cells = line.split('|').map(|cell| cell.trim().replace("\\n", "\n"));
            cells.collect()
        })
        .collect()
}

fn apply(workbook: &mut Workbook, calls: &[StepCall]) -> Result<(Table, Account), clean::Error> {
    let layout = detect::tables(workbook).remove(0);
    let part = Part {
        layout,
        expects: None,
        steps: calls,
        then: &[],
    };
    clean::tidy(workbook, &[part], true)
}

/// The first value that is not the text of its own cell after the changes that lead to it.
pub(crate) fn untraced(
    table: &Table,
    account: &Account,
    received: &dyn Fn(&str, CellRef) -> String,
) -> Option<String> {
    for row in table.row_numbers() {
        for column in &table.columns {
            let text = column.cells.get(row).value().to_text(&table.strings);
            let origin = column.origin(row);
            let sheet = table.sheet_of(origin);
            let before = received(sheet, origin.cell);
            let replayed = account.replay(&before, origin);
            if replayed != text {
                let (name, cell, piece) = (&column.name, origin.cell, origin.piece);
                return Some(format!(
                    "{name} row {row}: \"{text}\" is traced to {sheet}!{cell} piece {piece}, \"{before}\", which becomes \"{replayed}\""
                ));
            }
        }
    }
    None
}

/// The first changed cell that undoing every change does not bring back to what it said.
pub(crate) fn not_undone(
    table: &Table,
    account: &Account,
    received: &dyn Fn(&str, CellRef) -> String,
) -> Option<String> {
    let mut now: BTreeMap<Origin, String> = BTreeMap::new();
    for change in &account.changes {
        now.insert(change.at, change.after.clone());
    }
    for change in account.inverse() {
        now.insert(change.at, change.after.clone());
    }
    let mut whole = now.into_iter().filter(|(origin, _)| origin.piece == 0);
    whole.find_map(|(origin, text)| {
        let before = received(table.sheet_of(origin), origin.cell);
        (text != before).then(|| {
            let cell = origin.cell;
            format!("{cell}: undone it says \"{text}\", received it said \"{before}\"")
        })
    })
}

fn traces(
    what: &str,
    table: &Table,
    account: &Account,
    received: &dyn Fn(&str, CellRef) -> String,
) {
    assert_eq!(untraced(table, account, received), None, "{what}");
    assert_eq!(not_undone(table, account, received), None, "{what}");
}

/// A tidied table as a sheet of its own: the names of the columns in the first row, the values below.
pub(crate) fn as_sheet(table: &Table) -> Workbook {
    let mut workbook = sheet_of("", "none");
    let sheet = &mut workbook.sheets[0];
    sheet
        .columns
        .resize_with(table.columns.len(), Default::default);
    for (target, column) in sheet.columns.iter_mut().zip(&table.columns) {
        if !column.name.is_empty() {
            let name = workbook.strings.intern(&column.name);
            target.set(0, Cell::text(name));
        }
        for (at, row) in (1..).zip(table.row_numbers()) {
            let cell = column.cells.get(row);
            let cell = cell.as_text().map_or(cell, |id| {
                Cell::text(workbook.strings.intern(table.strings.get(id)))
            });
            target.set(at, cell);
        }
    }
    workbook
}

#[test]
fn examples_of_steps_come_out_as_their_pages_say() {
    let mut without = Vec::new();
    for step in STEPS {
        if block(step.doc, "before").next().is_none() {
            without.push(step.name);
            continue;
        }
        let mut workbook = sheet_of(step.doc, "before");
        let as_received = sheet_of(step.doc, "before");
        let calls = calls(step.doc);
        assert!(
            calls.iter().any(|call| call.step == step.name),
            "{}: its example does not call it",
            step.name
        );
        let (table, account) =
            apply(&mut workbook, &calls).unwrap_or_else(|error| panic!("{}: {error}", step.name));
        assert_eq!(shown(&table), expected(step.doc), "{}", step.name);
        let received = |_: &str, cell: CellRef| {
            as_received.sheets[0]
                .cell(cell)
                .value()
                .to_text(&as_received.strings)
        };
        traces(step.name, &table, &account, &received);
    }
    assert!(without.is_empty(), "steps without an example: {without:?}");
}

#[test]
fn every_step_says_what_it_does_in_both_languages_and_what_it_takes() {
    for step in STEPS {
        let name = step.name;
        assert!(step.doc.contains("## ภาษาไทย"), "{name}");
        assert_eq!(
            step.doc.lines().next().map(str::trim),
            Some(step.title.en),
            "{name}"
        );
        for call in calls(step.doc) {
            let step = STEPS.iter().find(|it| it.name == call.step).unwrap();
            let said = (step.says)(&call);
            let is_thai = |text: &str| text.chars().any(|it| ('\u{e01}'..='\u{e5b}').contains(&it));
            assert!(is_thai(&said.th), "{name}: {}", said.th);
            assert!(
                !said.en.is_empty() && said.en != name,
                "{name}: {}",
                said.en
            );
            for key in call.parameters.keys() {
                assert!(
                    step.parameters.iter().any(|it| it.name == key),
                    "{name}: its example gives \"{key}\", which it does not take"
                );
            }
            for parameter in step.parameters.iter().filter(|it| it.required) {
                assert!(
                    call.parameters.contains_key(parameter.name),
                    "{name}: its example lacks \"{}\"",
                    parameter.name
                );
            }
        }
    }
}

#[test]
fn no_rule_that_a_step_claims_fires_on_its_columns_afterwards() {
    for step in STEPS {
        let mut workbook = sheet_of(step.doc, "before");
        let layouts = detect::tables(&workbook);
        let fired: Vec<&str> = validate::workbook(&workbook, &layouts)
            .iter()
            .map(|finding| finding.rule)
            .collect();
        let (table, _) = apply(&mut workbook, &calls(step.doc)).unwrap();
        let after = as_sheet(&table);
        let layouts = detect::tables(&after);
        let again = validate::workbook(&after, &layouts);
        for rule in step.settles {
            let left: Vec<String> = again
                .iter()
                .filter(|finding| finding.rule == *rule)
                .map(ToString::to_string)
                .collect();
            assert!(
                left.is_empty(),
                "{}: {left:?} (before: {fired:?})",
                step.name
            );
        }
    }
}

#[test]
fn every_claim_is_a_rule_and_every_safe_mend_has_a_step() {
    for step in STEPS {
        for rule in step.settles {
            assert!(validate::rule(rule).is_some(), "{}: {rule}", step.name);
        }
    }
    let claimed = |rule: &str| STEPS.iter().any(|step| step.settles.contains(&rule));
    let unclaimed: Vec<&str> = validate::rules::RULES
        .iter()
        .filter(|rule| rule.fix == Fix::Safe && !claimed(rule.name))
        .map(|rule| rule.name)
        .collect();
    println!("rules whose mend is safe, without a step: {unclaimed:?}");
}

#[test]
fn every_value_of_every_dataset_traces_to_its_cell() {
    for folder in pipeline::find(Path::new("datasets")).unwrap() {
        let dataset = Dataset::open(&folder).unwrap();
        let checked = pipeline::check_dataset(&dataset, &Options::default()).unwrap();
        for (resource, (table, account)) in dataset.package.resources.iter().zip(&checked.tables) {
            let path = folder.join(&resource.path);
            let workbook = read::open(&path, &read::Options::default()).unwrap();
            let received = |sheet: &str, cell: CellRef| {
                let sheet = workbook.sheets.iter().find(|it| it.name == sheet).unwrap();
                sheet.cell(cell).value().to_text(&workbook.strings)
            };
            traces(&resource.name, table, account, &received);
        }
    }
}

#[test]
fn the_plans_schema_is_the_registry() {
    let mut text = serde_json::to_string_pretty(&clean::plan_schema()).unwrap();
    text.push('\n');
    let path = Path::new("schemas/profiles/plan.json");
    if std::env::var_os("SNAPSHOTS").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert!(
        std::fs::read_to_string(path).unwrap() == text,
        "the steps and {} differ; SNAPSHOTS=overwrite writes it anew",
        path.display()
    );
}
