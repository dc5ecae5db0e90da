//! A workbook or a dataset → a report.

use std::path::Path;

use crate::clean;
use crate::describe;
use crate::detect;
use crate::model::address::Letters;
use crate::model::change::Account;
use crate::model::diagnostic::Diagnostic;
use crate::model::language::{Message, say};
use crate::model::layout::Layout;
use crate::model::package::{Dialect, Resource};
use crate::model::plan::TablePlan;
use crate::model::quality::Described;
use crate::model::refusal::Refusal;
use crate::model::report::{FileSummary, NotChecked, Report, SheetSummary};
use crate::model::table::Table;
use crate::model::workbook::{Visibility, Workbook};
use crate::pipeline::dataset::shown;
use crate::pipeline::detail::{details, received};
use crate::pipeline::excerpt::excerpts;
use crate::pipeline::{Dataset, Error, Options, again};
use crate::read;
use crate::validate;
use crate::validate::Judge;
use crate::validate::rules::RULES;
use crate::validate::view::{DataView, DatasetView};

/// A dataset that was checked, with the tables that came out of it.
#[derive(Debug)]
pub struct Checked {
    /// The report.
    pub report: Report,
    /// The tables, one a resource, with the account of their tidying. Empty where a table could not be made.
    pub tables: Vec<(Table, Account)>,
}

/// Checks one file, whatever lies in it.
pub fn check_file(path: &Path, options: &Options) -> Result<Report, Error> {
    let workbook = read::open(path, &options.read)?;
    let layouts = match &options.sheet {
        Some(name) => detect::sheet_tables(&workbook, sheet(&workbook, name)?),
        None => detect::tables(&workbook),
    };
    let findings = match &options.sheet {
        Some(name) => {
            let mut found = Vec::new();
            validate::sheet(&workbook, sheet(&workbook, name)?, &layouts, &mut found);
            found
        }
        None => validate::workbook(&workbook, &layouts),
    };
    let mut judge = options.judge(None)?;
    judge.heed(&workbook, &layouts);
    let findings = judge.pass(findings);
    let mut not_checked = not_checked(&workbook);
    if layouts.is_empty() {
        not_checked.push(NotChecked {
            what: say!(th: "ตาราง", en: "tables"),
            why: say!(th: "ไม่พบตารางในไฟล์นี้", en: "no table was found in this file"),
            decides: true,
        });
    }
    let excerpts = excerpts(&findings, 0, &workbook, &layouts);
    let mut report = Report {
        files: vec![summary(&workbook, &layouts)],
        details: details(&workbook, &layouts, &findings, options),
        findings,
        not_checked,
        excerpts,
        profile: judge.profile(&workbook, &layouts),
        ..Report::default()
    };
    finish(&mut report, judge, options);
    Ok(report)
}

/// The report of a file that could not be read: why, and that nothing else was looked at.
pub fn refused(refusal: &Refusal, options: &Options) -> Result<Report, Error> {
    let mut judge = options.judge(None)?;
    let not_checked = NotChecked {
        what: say!(th: "ข้อมูลในไฟล์", en: "the data in the file"),
        why: say!(th: "อ่านไฟล์ไม่ได้", en: "the file could not be read"),
        decides: true,
    };
    let mut report = Report {
        findings: judge.pass(validate::refused(refusal)),
        not_checked: vec![not_checked],
        ..Report::default()
    };
    finish(&mut report, judge, options);
    Ok(report)
}

/// Checks a dataset: its files, its workbook as received, and what its plan makes of it.
pub fn check_dataset(dataset: &Dataset, options: &Options) -> Result<Checked, Error> {
    let mut judge = options.judge(Some(dataset))?;
    let name_of = |path: &Path| name_of(path, dataset, options);
    let view = DatasetView {
        file: name_of(&dataset.descriptor),
        package: &dataset.package,
        profile: &dataset.violations,
        resources: &dataset.files,
    };
    let mut findings = judge.pass(validate::dataset(&view));
    let mut details = Vec::new();
    let (mut settled, mut not_checked_all, mut excerpts_all, mut files, mut tables) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut profile = None;
    for (number, resource) in dataset.package.resources.iter().enumerate() {
        let path = dataset.folder.join(&resource.path);
        let before = findings.len();
        let mut reading = options.read.clone();
        let delimiter = resource
            .dialect
            .as_ref()
            .and_then(|dialect| dialect.delimiter.as_ref());
        reading.delimiter = delimiter.and_then(|text| text.chars().next());
        let mut workbook = read::open(&path, &reading)?;
        workbook.path = name_of(&path);
        let (layout, layouts) = tables_of(&workbook, resource)?;
        let plan = dataset
            .plan
            .as_ref()
            .and_then(|(_, plan)| plan.resources.get(&resource.name));
        let mut found = Vec::new();
        validate::sheet(&workbook, layout.sheet, &layouts, &mut found);
        judge.heed(&workbook, &layouts);
        profile = profile.or_else(|| judge.profile(&workbook, &layouts));
        let (done, open): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|finding| settled_by(plan, finding, &layout).is_some());
        settled.extend(done.into_iter().map(|mut finding| {
            finding.settled_by = settled_by(plan, &finding, &layout).map(str::to_owned);
            finding
        }));
        let open = judge.pass(open);
        excerpts_all.extend(excerpts(&open, findings.len(), &workbook, &layouts));
        findings.extend(open);
        not_checked_all.extend(not_checked(&workbook));
        files.push(summary(&workbook, &layouts));
        let (table, account) = match plan {
            None => (clean::extract(&mut workbook, &layout), Account::default()),
            Some(plan) => match clean::tidy(&mut workbook, &layout, plan) {
                Ok(done) => done,
                Err(fault) => {
                    let path = dataset
                        .plan
                        .as_ref()
                        .map_or_else(|| dataset.folder.clone(), |(path, _)| path.clone());
                    return Err(Error::Plan { path, fault });
                }
            },
        };
        let mut table = named(table);
        if let Some(plan) = plan {
            findings.extend(judge.pass(again::check(&workbook.path, &mut table, plan)));
        }
        let schema = dataset
            .files
            .get(number)
            .and_then(|files| files.schema.clone());
        let schema = schema.unwrap_or_else(|| describe::inferred_schema(&table));
        let view = DataView {
            file: &workbook.path,
            table: &table,
            schema: &schema,
        };
        findings.extend(judge.pass(validate::data(&view)));
        if options.detail {
            let shown = &findings[before..];
            details.extend(received(&path, &reading, &workbook, &layouts, shown)?);
        }
        tables.push((table, account));
    }
    let mut report = Report {
        files,
        findings,
        settled,
        not_checked: not_checked_all,
        excerpts: excerpts_all,
        details,
        profile,
        described: vec![Described::of(&dataset.package)],
        ..Report::default()
    };
    finish(&mut report, judge, options);
    Ok(Checked { report, tables })
}

/// What the report calls a file of a dataset.
fn name_of(path: &Path, dataset: &Dataset, options: &Options) -> String {
    if !options.portable {
        return shown(path);
    }
    let file = path.file_name().unwrap_or_default();
    let folder = dataset.folder.file_name().unwrap_or_default();
    format!("{}/{}", folder.to_string_lossy(), file.to_string_lossy())
}

/// The step of a plan that settles a finding: one that claims its rule and was applied to its columns.
fn settled_by(
    plan: Option<&TablePlan>,
    finding: &Diagnostic,
    layout: &Layout,
) -> Option<&'static str> {
    let plan = plan?;
    // Rules about columns are asked again on the tidied table; a claim that does not hold comes back from there.
    let asked_again = validate::rule(finding.rule)
        .is_some_and(|rule| matches!(rule.check, validate::rule::Check::Column(_)));
    // Only sums that a word calls a total are taken out; the others stay, and so does what is said of them.
    if finding.rule == "total-row" && finding.confidence < 1.0 {
        return None;
    }
    let places = finding
        .location
        .range
        .into_iter()
        .chain(finding.evidence.iter().copied());
    let columns: Vec<u32> = places
        .flat_map(|range| range.first.column..=range.last.column)
        .collect();
    clean::settles(plan, finding.rule, |named| {
        if asked_again {
            return true;
        }
        // Columns that were made by earlier steps have names of their own; the second look is at them.
        let known = |name: &&str| {
            layout
                .fields
                .iter()
                .find(|field| field.label == **name || Letters(field.column).to_string() == **name)
        };
        let fields: Vec<u32> = named
            .iter()
            .filter_map(known)
            .map(|field| field.column)
            .collect();
        fields.len() < named.len() || columns.iter().all(|column| fields.contains(column))
    })
}

/// The table of a resource, the declared one or the only one of its sheet, and every table of that sheet.
fn tables_of(workbook: &Workbook, resource: &Resource) -> Result<(Layout, Vec<Layout>), Error> {
    let dialect = resource.dialect.as_ref();
    let Some(number) = detect::sheet_of(workbook, dialect) else {
        let name = dialect.and_then(|dialect| dialect.sheet_name.clone());
        return Err(no_sheet(workbook, &name.unwrap_or_default()));
    };
    let sheet = workbook.sheets.get(number);
    let sheet = sheet.map_or_else(String::new, |sheet| sheet.name.clone());
    let path = workbook.path.clone();
    let mut layouts = detect::sheet_tables(workbook, number);
    let declares = |dialect: &&Dialect| {
        !dialect.header_rows.is_empty()
            || dialect.first_column.is_some()
            || dialect.last_column.is_some()
    };
    if let Some(dialect) = dialect.filter(declares) {
        let own =
            detect::declared(workbook, number, dialect).ok_or(Error::NoTable { path, sheet })?;
        layouts.retain(|layout| !layout.range.meets(&own.range));
        layouts.push(own.clone());
        layouts.sort_by_key(|layout| (layout.range.first.row, layout.range.first.column));
        return Ok((own, layouts));
    }
    match layouts.as_slice() {
        [] => Err(Error::NoTable { path, sheet }),
        [own] => Ok((own.clone(), layouts)),
        several => {
            let ranges: Vec<String> = several
                .iter()
                .map(|layout| layout.range.to_string())
                .collect();
            Err(Error::SeveralTables {
                path,
                sheet,
                count: several.len(),
                ranges: ranges.join(", "),
            })
        }
    }
}

/// A table whose columns all have machine names.
fn named(mut table: Table) -> Table {
    for (number, column) in table.columns.iter_mut().enumerate() {
        column.name = describe::machine_name(&column.name, number + 1);
    }
    table
}

fn sheet(workbook: &Workbook, name: &str) -> Result<usize, Error> {
    workbook
        .sheets
        .iter()
        .position(|sheet| sheet.name == name)
        .ok_or_else(|| no_sheet(workbook, name))
}

fn no_sheet(workbook: &Workbook, name: &str) -> Error {
    let sheets = workbook
        .sheets
        .iter()
        .map(|sheet| format!("\"{}\"", sheet.name))
        .collect::<Vec<_>>()
        .join(", ");
    Error::NoSheet {
        path: workbook.path.clone(),
        sheet: name.to_owned(),
        sheets,
    }
}

fn summary(workbook: &Workbook, layouts: &[Layout]) -> FileSummary {
    let sheets = workbook
        .sheets
        .iter()
        .enumerate()
        .map(|(number, sheet)| SheetSummary {
            name: sheet.name.clone(),
            visibility: sheet.visibility,
            tables: layouts
                .iter()
                .filter(|layout| layout.sheet == number)
                .cloned()
                .collect(),
        });
    FileSummary {
        path: workbook.path.clone(),
        format: workbook.format,
        sheets: sheets.collect(),
    }
}

/// What was not looked at: facts that the format's reader does not tell, and sheets that nobody sees.
fn not_checked(workbook: &Workbook) -> Vec<NotChecked> {
    let facts = workbook.not_checked.iter().map(|(what, why)| NotChecked {
        what: Message {
            th: (*what).to_owned(),
            en: (*what).to_owned(),
        },
        why: Message {
            th: why.clone(),
            en: why.clone(),
        },
        // Charts, pictures and pivots decide criterion (f), merged cells (c).
        decides: matches!(*what, "objects" | "pivots" | "merges"),
    });
    let hidden = workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.visibility != Visibility::Visible && !sheet.columns.is_empty());
    let hidden = hidden.map(|sheet| {
        let name = &sheet.name;
        NotChecked {
            what: say!(th: "แผ่นงาน \"{name}\"", en: "sheet \"{name}\""),
            why: say!(th: "ซ่อนอยู่ จึงไม่ถูกเผยแพร่", en: "it is hidden and will not be published"),
            decides: false,
        }
    });
    facts.chain(hidden).collect()
}

/// Criteria, verdict and what was set aside. A known fault is still a fault for the criteria; it no longer decides the
/// verdict.
fn finish(report: &mut Report, judge: Judge, options: &Options) {
    report.fail_on = options.fail_on;
    report.known = judge.known.len() as u64;
    report.baseline.clone_from(&options.baseline_file);
    report.suppressed = judge.suppressed;
    let mut all = judge.known;
    all.extend(report.findings.iter().cloned());
    report.criteria = validate::criteria(&all);
    report.rules = RULES.iter().map(|rule| rule.page()).collect();
    report.verdict = validate::verdict(report, options.fail_on);
}
