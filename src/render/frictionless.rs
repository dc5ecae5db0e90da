//! A frictionless report, version 5, for what shows such reports: CKAN's validation extension, frictionless' own components.

use serde_json::{Map, Value, json};

use crate::model::crosswalk;
use crate::model::detail::Detail;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::language::Language;
use crate::model::layout::Layout;
use crate::model::report::{FileSummary, Report, SheetSummary};
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
const KINDS: [Kind; 15] = [
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

/// The report as frictionless writes its own.
pub(super) fn frictionless(report: &Report, language: Language) -> Vec<u8> {
    let mut tasks = Vec::new();
    for file in &report.files {
        for sheet in file.sheets.iter().filter(|sheet| !sheet.tables.is_empty()) {
            tasks.push(task(report, (file, sheet), tasks.len() + 1, language));
        }
    }
    let shown = |finding: &&Diagnostic| !report.files.iter().any(|file| is_shown(finding, file));
    let rest: Vec<&Diagnostic> = report.findings.iter().filter(shown).collect();
    let (errors, warnings) = split(report, &rest, language);
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

/// Whether a finding stands in a task of a file.
fn is_shown(finding: &Diagnostic, file: &FileSummary) -> bool {
    let sheets = file.sheets.iter().filter(|sheet| !sheet.tables.is_empty());
    sheets
        .into_iter()
        .any(|sheet| finding.location.is_on(&file.path, &sheet.name))
}

/// One sheet with its tables.
fn task(
    report: &Report,
    (file, sheet): (&FileSummary, &SheetSummary),
    number: usize,
    language: Language,
) -> Value {
    let findings = report.findings.iter();
    let mine: Vec<&Diagnostic> = findings
        .filter(|it| it.location.is_on(&file.path, &sheet.name))
        .collect();
    let (errors, warnings) = split(report, &mine, language);
    let fields = sheet.tables.iter().flat_map(|table| &table.fields);
    let labels: Vec<&str> = fields.map(|field| field.label.as_str()).collect();
    let rows: u64 = sheet.tables.iter().map(Layout::record_count).sum();
    json!({
        // Frictionless allows no Thai letters in a name; the title has them.
        "name": format!("table-{number}"),
        "type": "table",
        "title": format!("{} · {}", file.path, sheet.name),
        "valid": errors.is_empty(),
        "place": file.path,
        "labels": labels,
        "stats": {
            "fields": labels.len(),
            "rows": rows,
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
    findings: &[&Diagnostic],
    language: Language,
) -> (Vec<Value>, Vec<String>) {
    let (errors, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) = findings
        .iter()
        .partition(|finding| finding.severity == Severity::Error);
    let errors = errors.into_iter().map(|it| error(report, it, language));
    let others = others.into_iter().map(|it| message(it, language));
    (errors.collect(), others.collect())
}

fn message(finding: &Diagnostic, language: Language) -> String {
    let mut place = place(finding);
    if !place.is_empty() {
        place.push_str(": ");
    }
    format!("{place}{}", finding.message.get(language))
}

fn note(finding: &Diagnostic, language: Language) -> String {
    let mend = pick(language, "วิธีแก้", "mend");
    let help = finding.help.get(language);
    format!("{} ({mend}: {help})", finding.message.get(language))
}

fn error(report: &Report, finding: &Diagnostic, language: Language) -> Value {
    let scope = report.page(finding.rule).map_or("", |page| page.scope);
    let name = crosswalk::frictionless(finding.rule, scope);
    let kind = KINDS.iter().find(|kind| kind.name == name);
    let about = kind.map_or(About::Table, |kind| kind.about);
    let title = kind.map_or(name, |kind| pick(language, kind.th, kind.en));
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| {
        object.insert(key.to_owned(), value);
    };
    put("type", json!(name));
    put("title", json!(title));
    put("description", json!(description(report, finding, language)));
    put("message", json!(message(finding, language)));
    put("tags", json!(tags(about)));
    // Frictionless makes its own message of the note, so the note says everything.
    put("note", json!(note(finding, language)));
    if matches!(about, About::Row | About::Cell) {
        let (cells, cell) = texts(report, finding);
        let row = finding.location.cell().map_or(0, |cell| cell.row + 1);
        put("cells", json!(cells));
        put("rowNumber", json!(row));
        if about == About::Cell {
            put("cell", json!(cell));
        }
    }
    if matches!(about, About::Label | About::Cell) {
        let label = finding.location.label.clone().unwrap_or_default();
        put("fieldName", json!(label));
        put("fieldNumber", json!(field_number(report, finding)));
        if about == About::Label {
            put("label", json!(label));
            put("labels", json!([]));
            let row = finding.location.cell().map_or(0, |cell| cell.row + 1);
            put("rowNumbers", json!([row]));
        }
    }
    Value::Object(object)
}

/// The rule's own title: what a reader of frictionless' wider type needs to know.
fn description(report: &Report, finding: &Diagnostic, language: Language) -> String {
    let page = report.page(finding.rule);
    page.map_or_else(String::new, |page| page.title.get(language).to_owned())
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

/// The texts of the finding's row, and of its cell.
fn texts(report: &Report, finding: &Diagnostic) -> (Vec<String>, String) {
    let place = &finding.location;
    let is_its = |detail: &&Detail| place.is_on(&detail.file, &detail.sheet);
    let grid = report.details.iter().find(is_its).map(|it| &it.grid);
    let (Some(grid), Some(at)) = (grid, place.cell()) else {
        return Default::default();
    };
    let row = grid.rows.iter().find(|(row, _)| *row == at.row);
    let cells = row.map_or_else(Vec::new, |(_, cells)| cells.clone());
    let column = grid.columns.binary_search(&at.column);
    let cell = column.ok().and_then(|at| cells.get(at)).cloned();
    (cells, cell.unwrap_or_default())
}

/// Which field of its table a finding is about, counted from 1.
fn field_number(report: &Report, finding: &Diagnostic) -> usize {
    let (Some(range), file) = (finding.location.range, &finding.location.file) else {
        return 1;
    };
    let files = report.files.iter().filter(|it| it.path == *file);
    let tables = files
        .flat_map(|file| &file.sheets)
        .flat_map(|it| &it.tables);
    let mut places = tables
        .filter(|table| table.range.meets(&range))
        .filter_map(|table| {
            let columns = table.fields.iter().map(|field| field.column);
            columns.into_iter().position(|it| it == range.first.column)
        });
    places.next().unwrap_or(0) + 1
}
