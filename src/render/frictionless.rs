//! A frictionless report, version 5, for what shows such reports: CKAN's validation extension, frictionless' own components.

use serde_json::{Map, Value, json};

use crate::model::address::CellRef;
use crate::model::crosswalk;
use crate::model::detail::Grid;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::language::Language;
use crate::model::layout::Layout;
use crate::model::report::{Report, SheetSummary};
use crate::render::words::{pick, place};

/// An error type of frictionless: its name, what it is about, its title in Thai and English.
struct Kind {
    name: &'static str,
    about: About,
    th: &'static str,
    en: &'static str,
}

/// What an error is about, which decides the members that it must have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    File,
    Table,
    Label,
    Row,
    Cell,
}

/// The types that the crosswalk uses.
const KINDS: [Kind; 17] = [
    kind("blank-label", About::Label, "ชื่อคอลัมน์ว่าง", "Blank Label"),
    kind(
        "duplicate-label",
        About::Label,
        "ชื่อคอลัมน์ซ้ำ",
        "Duplicate Label",
    ),
    kind(
        "incorrect-label",
        About::Label,
        "ชื่อคอลัมน์ไม่ตรงกับ schema",
        "Incorrect Label",
    ),
    kind("blank-row", About::Row, "แถวว่าง", "Blank Row"),
    kind("duplicate-row", About::Row, "แถวซ้ำ", "Duplicate Row"),
    kind("primary-key", About::Row, "คีย์หลักซ้ำ", "PrimaryKey Error"),
    kind("type-error", About::Cell, "ชนิดข้อมูลไม่ถูกต้อง", "Type Error"),
    kind(
        "constraint-error",
        About::Cell,
        "ค่าไม่เป็นไปตามเงื่อนไข",
        "Constraint Error",
    ),
    kind("extra-cell", About::Cell, "เซลล์เกินหัวตาราง", "Extra Cell"),
    kind("missing-cell", About::Cell, "เซลล์ขาด", "Missing Cell"),
    kind(
        "encoding-error",
        About::File,
        "รหัสอักขระไม่ถูกต้อง",
        "Encoding Error",
    ),
    kind(
        "source-error",
        About::File,
        "อ่านไฟล์เป็นตารางไม่ได้",
        "Source Error",
    ),
    kind(
        "schema-error",
        About::File,
        "schema ไม่ถูกต้อง",
        "Schema Error",
    ),
    kind(
        "file-error",
        About::File,
        "ไฟล์ไม่เหมาะกับการเผยแพร่",
        "File Error",
    ),
    kind(
        "row-constraint",
        About::Row,
        "ค่าในแถวไม่สอดคล้องกัน",
        "Row Constraint",
    ),
    kind(
        "package-error",
        About::File,
        "คำอธิบายชุดข้อมูลไม่ครบถ้วน",
        "Package Error",
    ),
    kind(
        "table-error",
        About::Table,
        "โครงสร้างตารางไม่เหมาะกับเครื่องอ่าน",
        "Table Error",
    ),
];

const fn kind(name: &'static str, about: About, th: &'static str, en: &'static str) -> Kind {
    Kind {
        name,
        about,
        th,
        en,
    }
}

/// One table: a task of frictionless.
#[derive(Clone, Copy)]
struct Task<'a> {
    file: &'a str,
    sheet: &'a SheetSummary,
    /// Its number among the tables of the sheet.
    number: usize,
    table: &'a Layout,
    /// The cells that are known.
    grid: Option<&'a Grid>,
}

/// The report as frictionless writes its own.
pub(super) fn frictionless(report: &Report, language: Language) -> Vec<u8> {
    let tasks = tasks(report);
    let is_shown = |finding: &Diagnostic| tasks.iter().any(|task| task.has(finding));
    let findings = report.findings.iter();
    let rest: Vec<&Diagnostic> = findings.filter(|it| !is_shown(it)).collect();
    let (errors, warnings) = split(report, None, &rest, language);
    let tasks: Vec<Value> = (1..)
        .zip(&tasks)
        .map(|(number, task)| object(report, task, number, language))
        .collect();
    let of_tasks = |key: &str| {
        let counts = tasks.iter().filter_map(|task| task["stats"][key].as_u64());
        counts.sum::<u64>()
    };
    let all = errors.len() as u64 + of_tasks("errors");
    let document = json!({
        "valid": all == 0,
        "stats": {
            "tasks": tasks.len(),
            "errors": all,
            "warnings": warnings.len() as u64 + of_tasks("warnings"),
            "seconds": 0,
        },
        "warnings": warnings,
        "errors": errors,
        "tasks": tasks,
    });
    // A value made of strings, numbers and lists cannot fail to serialise.
    let mut text = serde_json::to_vec_pretty(&document).unwrap_or_default();
    text.push(b'\n');
    text
}

fn tasks(report: &Report) -> Vec<Task<'_>> {
    let mut tasks = Vec::new();
    for file in &report.files {
        for sheet in &file.sheets {
            let mut details = report.details.iter();
            let detail = details.find(|it| it.file == file.path && it.sheet == sheet.name);
            tasks.extend(sheet.tables.iter().enumerate().map(|(number, table)| Task {
                file: &file.path,
                sheet,
                number,
                table,
                grid: detail.map(|detail| &detail.grid),
            }));
        }
    }
    tasks
}

impl Task<'_> {
    /// Whether a finding is about this table; what lies outside all tables of the sheet is told with the first.
    fn has(&self, finding: &Diagnostic) -> bool {
        let place = &finding.location;
        let Some(range) = place
            .range
            .filter(|_| place.is_on(self.file, &self.sheet.name))
        else {
            return false;
        };
        let mut tables = self.sheet.tables.iter();
        let own = tables.position(|table| table.range.meets(&range));
        own.unwrap_or(0) == self.number
    }

    fn labels(&self) -> Vec<&str> {
        let fields = self.table.fields.iter();
        fields.map(|field| field.label.as_str()).collect()
    }

    /// The texts of a row, one a field; empty where they are not known.
    fn cells(&self, row: u32) -> Vec<&str> {
        let rows = self.grid.map_or(&[][..], |grid| &grid.rows);
        let at = rows.binary_search_by_key(&row, |(row, _)| *row);
        let cells = at.map_or(&[][..], |at| &rows[at].1);
        let text = |column: u32| {
            let at = self.grid?.columns.binary_search(&column).ok()?;
            cells.get(at).map(String::as_str)
        };
        let fields = self.table.fields.iter();
        fields
            .map(|field| text(field.column).unwrap_or(""))
            .collect()
    }

    /// The place of a column among the fields, from 0.
    fn field(&self, column: u32) -> usize {
        let mut fields = self.table.fields.iter();
        fields.position(|field| field.column == column).unwrap_or(0)
    }
}

fn object(report: &Report, task: &Task<'_>, number: usize, language: Language) -> Value {
    let findings = report.findings.iter();
    let mine: Vec<&Diagnostic> = findings.filter(|it| task.has(it)).collect();
    let (errors, warnings) = split(report, Some(task), &mine, language);
    let (sheet, range) = (&task.sheet.name, task.table.range);
    json!({
        // Frictionless allows no Thai letters in a name; the title has them.
        "name": format!("table-{number}"),
        "type": "table",
        "title": format!("{} · {sheet} · {range}", task.file),
        "valid": errors.is_empty(),
        "place": task.file,
        "labels": task.labels(),
        "stats": {
            "fields": task.table.fields.len(),
            "rows": task.table.record_count(),
            "errors": errors.len(),
            "warnings": warnings.len(),
            "seconds": 0,
        },
        "warnings": warnings,
        "errors": errors,
    })
}

/// Errors as objects, everything else as lines of text, which is all that frictionless has for warnings.
fn split(
    report: &Report,
    task: Option<&Task<'_>>,
    findings: &[&Diagnostic],
    language: Language,
) -> (Vec<Value>, Vec<String>) {
    let (errors, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) = findings
        .iter()
        .partition(|finding| finding.severity == Severity::Error);
    let errors = errors
        .into_iter()
        .map(|it| error(report, task, it, language));
    let others = others.into_iter().map(|it| message(it, language));
    (errors.collect(), others.collect())
}

fn message(finding: &Diagnostic, language: Language) -> String {
    let mut place = place(finding);
    if !place.is_empty() {
        place.push_str(": ");
    }
    format!("{place}{}", note(finding, language))
}

fn note(finding: &Diagnostic, language: Language) -> String {
    let mend = pick(language, "วิธีแก้", "mend");
    let help = finding.help.get(language);
    format!("{} ({mend}: {help})", finding.message.get(language))
}

fn error(
    report: &Report,
    task: Option<&Task<'_>>,
    finding: &Diagnostic,
    language: Language,
) -> Value {
    let scope = report.page(finding.rule).map_or("", |page| page.scope);
    let name = crosswalk::frictionless(finding.rule, scope);
    let kind = KINDS.iter().find(|kind| kind.name == name);
    let title = kind.map_or(name, |kind| pick(language, kind.th, kind.en));
    // Viewers put all errors of a type under the first one's description and read it as Markdown: no text of a cell here.
    let description = pick(
        language,
        "แต่ละข้อความบอกว่าเซลล์ใดผิดอย่างไร และแก้อย่างไรใน Excel",
        "Each message says which cell is at fault, how, and how to mend it in Excel.",
    );
    // Without a table there is no row to show.
    let about = match (kind, task) {
        (Some(kind), Some(_)) => kind.about,
        (_, Some(_)) => About::Table,
        (_, None) => About::File,
    };
    let mut members = Map::new();
    for (key, value) in [
        ("type", json!(name)),
        ("title", json!(title)),
        ("description", json!(description)),
        ("message", json!(message(finding, language))),
        ("tags", json!(tags(about))),
        // Frictionless makes its own message of the note, so the note says everything.
        ("note", json!(note(finding, language))),
    ] {
        members.insert(key.to_owned(), value);
    }
    if let (Some(task), Some(at)) = (task, finding.location.cell()) {
        members.extend(located(task, about, at));
    }
    Value::Object(members)
}

/// The members that say where, which differ with what an error is about.
fn located(task: &Task<'_>, about: About, at: CellRef) -> Map<String, Value> {
    let (labels, cells, field) = (task.labels(), task.cells(at.row), task.field(at.column));
    let (row, label) = (at.row + 1, labels.get(field));
    let members = match about {
        About::File | About::Table => json!({}),
        About::Label => json!({
            "labels": labels,
            "rowNumbers": [row],
            "label": label,
            "fieldName": label,
            "fieldNumber": field + 1,
        }),
        About::Row => json!({ "cells": cells, "rowNumber": row }),
        About::Cell => json!({
            "cells": cells,
            "rowNumber": row,
            "cell": cells.get(field),
            "fieldName": label,
            "fieldNumber": field + 1,
        }),
    };
    match members {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn tags(about: About) -> &'static [&'static str] {
    match about {
        About::File => &["#file"],
        About::Table => &["#table"],
        About::Label => &["#table", "#header", "#label"],
        About::Row => &["#table", "#row"],
        About::Cell => &["#table", "#row", "#cell"],
    }
}

#[cfg(test)]
mod tests {
    use super::KINDS;
    use crate::model::crosswalk::{CROSSWALK, frictionless};

    #[test]
    fn every_type_of_the_crosswalk_has_a_title_and_a_shape() {
        let listed = CROSSWALK.iter().map(|crossing| crossing.frictionless);
        let scopes = ["container", "workbook", "table", "dataset"];
        let wider = scopes.map(|scope| frictionless("not-listed", scope));
        for name in listed.chain(wider) {
            assert!(KINDS.iter().any(|kind| kind.name == name), "{name}");
        }
    }
}
