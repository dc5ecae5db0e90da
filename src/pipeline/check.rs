//! A workbook or a dataset → a report.

use std::collections::BTreeSet;
use std::path::Path;

use crate::clean;
use crate::describe;
use crate::detect;
use crate::model::address::Letters;
use crate::model::change::Account;
use crate::model::diagnostic::Diagnostic;
use crate::model::language::{Message, say};
use crate::model::layout::Layout;
use crate::model::plan::TablePlan;
use crate::model::quality::Described;
use crate::model::refusal::Refusal;
use crate::model::report::{FileSummary, NotChecked, Report, SheetSummary};
use crate::model::table::Table;
use crate::model::workbook::{Format, Visibility, Workbook};
use crate::pipeline::chosen::{sheet, tables_of};
use crate::pipeline::dataset::shown;
use crate::pipeline::detail::{self, details, personal, received};
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
    let personal = personal(&findings);
    let findings = judge.pass(findings);
    let mut not_checked = not_checked(&workbook);
    if layouts.is_empty() {
        not_checked.push(NotChecked {
            what: say!(th: "ตาราง", en: "tables"),
            why: say!(th: "ไม่พบตารางในไฟล์นี้", en: "no table was found in this file"),
            decides: true,
        });
    }
    let excerpts = excerpts(&findings, 0, &workbook, &layouts, &personal);
    let mut report = Report {
        files: vec![summary(&workbook, &layouts)],
        details: details(&workbook, &layouts, &findings, &personal, options),
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

/// The report of a check that had nothing to look at.
pub fn nothing() -> Report {
    Report {
        criteria: validate::criteria(&[]),
        rules: RULES.iter().map(|rule| rule.page()).collect(),
        ..Report::default()
    }
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
    let mut seen = BTreeSet::new();
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
        // A text file is written anew, so how it was written is settled; a workbook is kept and shown as it was received.
        if workbook.format != Format::Csv && seen.insert(path.clone()) {
            found = validate::file(&workbook, &layouts);
        }
        validate::sheet(&workbook, layout.sheet, &layouts, &mut found);
        let mut personal = personal(&found);
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
        excerpts_all.extend(excerpts(
            &open,
            findings.len(),
            &workbook,
            &layouts,
            &personal,
        ));
        findings.extend(open);
        not_checked_all.extend(not_checked(&workbook));
        files.push(summary(&workbook, &layouts));
        let (table, account) = tidied(&mut workbook, &layout, plan, dataset)?;
        let mut table = named(table);
        if let Some(plan) = plan {
            let again = again::check(&workbook.path, &mut table, plan);
            personal.extend(detail::personal(&again));
            findings.extend(judge.pass(again));
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
            details.extend(received(
                &path, &reading, &workbook, &layouts, shown, &personal,
            )?);
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

/// The table of a resource as its plan makes it, or as it stands where there is none.
fn tidied(
    workbook: &mut Workbook,
    layout: &Layout,
    plan: Option<&TablePlan>,
    dataset: &Dataset,
) -> Result<(Table, Account), Error> {
    let Some(plan) = plan else {
        return Ok((clean::extract(workbook, layout), Account::default()));
    };
    clean::tidy(workbook, layout, plan).map_err(|fault| {
        let file = dataset.plan.as_ref().map(|(path, _)| path.clone());
        Error::Plan {
            path: file.unwrap_or_else(|| dataset.folder.clone()),
            fault,
        }
    })
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

/// A table whose columns all have machine names.
fn named(mut table: Table) -> Table {
    for (number, column) in table.columns.iter_mut().enumerate() {
        column.name = describe::machine_name(&column.name, number + 1);
    }
    table
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
    let thai = |what: &str| match what {
        "objects" => "แผนภูมิ รูปภาพ และรูปร่าง",
        "comments" => "บันทึกย่อ",
        "hidden" => "แถวและคอลัมน์ที่ซ่อน และตัวกรอง",
        "pivots" => "PivotTable และแคชของ PivotTable",
        _ => "เซลล์ที่ผสาน",
    };
    let extension = workbook.format.extension();
    let facts = workbook.not_checked.iter().map(|(what, why)| NotChecked {
        what: Message {
            th: thai(what).to_owned(),
            en: (*what).to_owned(),
        },
        why: Message {
            th: format!("ตัวอ่านไฟล์ .{extension} ไม่บอก"),
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
