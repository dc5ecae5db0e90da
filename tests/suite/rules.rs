use std::collections::BTreeSet;

use sheetpress::detect;
use sheetpress::model::address::{CellRef, Range};
use sheetpress::model::cell::{Cell, CellError, Value};
use sheetpress::model::column::Column;
use sheetpress::model::moment::Moment;
use sheetpress::model::number::Number;
use sheetpress::model::report::CRITERIA;
use sheetpress::model::workbook::{Comment, Look, Object, ObjectKind, Sheet, Workbook};
use sheetpress::validate::{self, rule::Rule, rules::RULES};

#[test]
fn names_are_kebab_case_and_unique() {
    let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    for name in &names {
        assert!(
            name.chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{name}"
        );
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn every_rule_is_documented_in_both_languages_in_the_same_way() {
    for rule in RULES {
        for heading in [
            "## Why it matters",
            "## ทำไมจึงสำคัญ",
            "## How to fix in Excel",
            "## วิธีแก้ใน Excel",
            "## Flagged",
            "## Clean",
        ] {
            assert!(
                rule.doc.contains(heading),
                "{} lacks {heading} ({})",
                rule.name,
                rule.source
            );
        }
        assert!(
            is_thai(rule.title.th) && !is_thai(rule.title.en),
            "{}: title",
            rule.name
        );
        assert_eq!(
            rule.doc.lines().next().map(str::trim),
            Some(rule.title.en),
            "{}",
            rule.name
        );
    }
}

#[test]
fn every_criterion_of_the_guideline_is_decided_by_rules() {
    for (id, _) in &CRITERIA {
        assert!(
            RULES.iter().any(|rule| rule.criterion == Some(*id)),
            "({id})"
        );
    }
}

#[test]
fn examples_in_documentation_are_true() {
    let mut executed = 0;
    for rule in RULES {
        let (_, examples) = rule.doc.split_once("## Flagged").unwrap();
        let (flagged, clean) = examples.split_once("## Clean").unwrap();
        if !flagged.contains("```grid") {
            continue;
        }
        executed += 1;
        let own = findings(flagged)
            .into_iter()
            .filter(|(name, ..)| *name == rule.name)
            .collect::<Vec<_>>();
        let said: Vec<String> = own.iter().map(|(_, text, ..)| text.clone()).collect();
        let expected: Vec<_> = block(flagged, "report").collect();
        assert_eq!(said, expected, "{} ({})", rule.name, rule.source);
        for (name, _, th, help_th) in &own {
            assert!(
                is_thai(th) && is_thai(help_th),
                "{name}: a message without Thai: {th} / {help_th}"
            );
        }
        let found = findings(clean);
        assert!(
            found.is_empty(),
            "{} ({}): {found:?}",
            rule.name,
            rule.source
        );
    }
    assert!(
        executed >= 35,
        "only {executed} pages have an example that runs"
    );
}

#[test]
fn every_file_is_a_registered_rule_of_its_scope() {
    let mut files = BTreeSet::new();
    for scope in std::fs::read_dir("src/validate/rules").unwrap() {
        let scope = scope.unwrap().path();
        for file in std::fs::read_dir(&scope).into_iter().flatten() {
            let name = file
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .replace('_', "-");
            files.insert((
                scope.file_name().unwrap().to_string_lossy().into_owned(),
                name,
            ));
        }
    }
    let rules = RULES
        .iter()
        .map(|rule: &&Rule| (rule.check.scope().to_owned(), rule.name.to_owned()))
        .collect();
    assert_eq!(files, rules);
}

/// Rule, English line, Thai message and Thai help of every finding on a grid.
fn findings(doc: &str) -> Vec<(&'static str, String, String, String)> {
    let workbook = grid(doc);
    let layouts = detect::tables(&workbook);
    let found = validate::workbook(&workbook, &layouts);
    found
        .into_iter()
        .map(|it| (it.rule, it.to_string(), it.message.th, it.help.th))
        .collect()
}

fn is_thai(text: &str) -> bool {
    text.chars()
        .any(|letter| ('\u{e01}'..='\u{e5b}').contains(&letter))
}

/// The lines of the first fenced block of a language.
pub(crate) fn block<'a>(doc: &'a str, language: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("```{language}");
    doc.lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .skip_while(move |line| *line != start)
        .skip(1)
        .take_while(|line| *line != "```")
}

/// A Markdown table as a sheet: what looks like a number, a date or an error is one, an apostrophe makes it text as
/// in Excel. Lines above the table state facts: `merged: A1:B2`, `chart: D2:H9`.
fn grid(doc: &str) -> Workbook {
    sheet_of(doc, "grid")
}

/// The table in a fenced block of that language as a sheet.
pub(crate) fn sheet_of(doc: &str, language: &str) -> Workbook {
    let mut workbook = Workbook {
        path: "example.xlsx".to_owned(),
        ..Workbook::default()
    };
    let mut sheet = Sheet {
        name: "example".to_owned(),
        ..Sheet::default()
    };
    let mut row = 0;
    for line in block(doc, language) {
        if let Some((fact, ranges)) = line.split_once(':').filter(|_| !line.starts_with('|')) {
            if let Some(cell) = fact.strip_prefix("note ") {
                sheet.facts.comments.push(Comment {
                    cell: cell.parse().unwrap(),
                    text: ranges.trim().to_owned(),
                    threaded: false,
                });
                continue;
            }
            for range in ranges.split_whitespace() {
                state(&mut sheet, fact, range.parse().unwrap());
            }
            continue;
        }
        if line.starts_with("|---") {
            continue;
        }
        for (number, text) in line
            .trim()
            .trim_start_matches('|')
            .trim_end_matches('|')
            .split('|')
            .enumerate()
        {
            let value = value(text.trim(), &mut workbook);
            if sheet.columns.len() <= number {
                sheet.columns.resize_with(number + 1, Column::default);
            }
            sheet.columns[number].set(row, Cell::from(value));
        }
        row += 1;
    }
    workbook.sheets.push(sheet);
    workbook
}

fn state(sheet: &mut Sheet, fact: &str, range: Range) {
    let object = |kind| Object {
        kind,
        anchor: range,
        text: fact.to_owned(),
    };
    match fact {
        "merged" => sheet.facts.merges.push(range),
        "chart" => sheet.facts.objects.push(object(ObjectKind::Chart)),
        "shape" => sheet.facts.objects.push(object(ObjectKind::Shape)),
        "pivot" => sheet.facts.pivots.push((fact.to_owned(), range)),
        "hidden-row" => sheet
            .facts
            .hidden_rows
            .push(range.first.row, range.last.row),
        "hidden-column" => sheet
            .facts
            .hidden_columns
            .push(range.first.column, range.last.column),
        "filter" => sheet.facts.filter = Some((range, true)),
        "formula" => sheet.facts.formula_cells.push(range),
        "struck" => sheet.facts.looks.push((Look::Struck, range)),
        "invisible" => sheet.facts.looks.push((Look::Invisible, range)),
        "raised" => sheet.facts.looks.push((Look::Raised, range)),
        "filled" => sheet.facts.looks.push((Look::Filled(0x00ff_ff00), range)),
        "uncached" => sheet.facts.uncached.push(range),
        "indented" => sheet.facts.looks.push((Look::Indented(1), range)),
        // "format #,##0: B2:B5": the number format of these cells.
        other => match other.strip_prefix("format ") {
            Some(code) => {
                let format = (range.first.column, code.to_owned(), range.cells());
                sheet.facts.formats.push(format);
            }
            None => panic!("{other} is no fact"),
        },
    }
    assert!(range.contains(CellRef::new(range.first.row, range.first.column)));
}

/// `\n` and `\u{200b}` as in Rust, for characters that a page cannot show.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let code = after.strip_prefix("u{").and_then(|it| it.split_once('}'));
        rest = if let Some((code, after)) = code {
            let code = u32::from_str_radix(code, 16).unwrap();
            out.push(char::from_u32(code).unwrap());
            after
        } else {
            out.push('\n');
            after.strip_prefix('n').unwrap()
        };
    }
    out + rest
}

fn value(text: &str, workbook: &mut Workbook) -> Value {
    if text.is_empty() {
        return Value::Empty;
    }
    if let Some(quoted) = text.strip_prefix('\'') {
        return Value::Text(workbook.strings.intern(&unescaped(quoted)));
    }
    if let Some(error) = CellError::from_text(text) {
        return Value::Error(error);
    }
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if let Some(number) = plain.then(|| Number::parse(text.as_bytes())).flatten() {
        return Value::Number(number);
    }
    // 2024-01-31, or 2024-01-31T08:30:00.
    if let Some(moment) = Moment::from_iso(text).filter(|_| matches!(text.len(), 10 | 19)) {
        return Value::Moment(moment);
    }
    Value::Text(workbook.strings.intern(text))
}
