//! A dataset → a report, and its tables as their plans make them.

use std::path::{Path, PathBuf};

use crate::clean::{self, Part};
use crate::describe;
use crate::model::change::Account;
use crate::model::diagnostic::Diagnostic;
use crate::model::language::say;
use crate::model::layout::Layout;
use crate::model::package::Resource;
use crate::model::plan::TablePlan;
use crate::model::quality::Described;
use crate::model::report::{Excerpt, NotChecked, Report};
use crate::model::table::Table;
use crate::model::workbook::{Format, Visibility, Workbook};
use crate::pipeline::check::{finish, not_checked, summary};
use crate::pipeline::chosen::{parts_of, together};
use crate::pipeline::dataset::shown;
use crate::pipeline::detail::{self, personal, received};
use crate::pipeline::excerpt::excerpts;
use crate::pipeline::settled::{Left, settled_by};
use crate::pipeline::{Dataset, Error, Options, again};
use crate::read;
use crate::validate;
use crate::validate::Judge;
use crate::validate::view::{DataView, DatasetView};

/// A dataset that was checked, with the tables that came out of it.
#[derive(Debug)]
pub struct Checked {
    /// The report.
    pub report: Report,
    /// The tables, one a resource, with the account of their tidying. Empty where a table could not be made.
    pub tables: Vec<(Table, Account)>,
    /// Where each table, or each of its parts, lies in the file.
    pub layouts: Vec<Vec<Layout>>,
}

/// What came out of a resource.
struct Made {
    /// Its number in the descriptor.
    resource: usize,
    layouts: Vec<Layout>,
    table: (Table, Account),
}

/// The resources that are read from one file in one way.
struct Source<'a> {
    path: PathBuf,
    reading: read::Options,
    /// Number of each in the descriptor, itself, and its plan.
    resources: Vec<(usize, &'a Resource, Option<&'a TablePlan>)>,
}

/// Checks a dataset: its files, its workbooks as received, and what its plan makes of them.
pub fn check_dataset(dataset: &Dataset, options: &Options) -> Result<Checked, Error> {
    let mut judge = options.judge(Some(dataset))?;
    let plan = dataset
        .plan
        .as_ref()
        .map(|(path, plan)| (name_of(path, dataset, options), plan));
    let view = DatasetView {
        file: name_of(&dataset.descriptor, dataset, options),
        plan: plan.as_ref().map(|(file, plan)| (file.as_str(), *plan)),
        package: &dataset.package,
        profile: &dataset.violations,
        unusual: &dataset.unusual,
        resources: &dataset.files,
    };
    let mut report = Report {
        findings: judge.pass(validate::dataset(&view)),
        described: vec![Described::of(&dataset.package)],
        ..Report::default()
    };
    let mut made: Vec<Made> = Vec::new();
    for source in sources(dataset, options) {
        check_source(
            dataset,
            &source,
            options,
            &mut judge,
            &mut report,
            &mut made,
        )?;
    }
    made.sort_by_key(|made| made.resource);
    finish(&mut report, judge, options);
    let (layouts, tables) = made
        .into_iter()
        .map(|made| (made.layouts, made.table))
        .unzip();
    Ok(Checked {
        report,
        tables,
        layouts,
    })
}

/// The files of a dataset, each with its resources, in the order of the descriptor.
fn sources<'a>(dataset: &'a Dataset, options: &Options) -> Vec<Source<'a>> {
    let mut sources: Vec<Source<'a>> = Vec::new();
    for (number, resource) in dataset.package.resources.iter().enumerate() {
        let path = dataset.folder.join(&resource.path);
        let mut reading = options.read.clone();
        let delimiter = resource
            .dialect
            .as_ref()
            .and_then(|dialect| dialect.delimiter.as_ref());
        reading.delimiter = delimiter.and_then(|text| text.chars().next());
        let plan = dataset
            .plan
            .as_ref()
            .and_then(|(_, plan)| plan.resources.get(&resource.name));
        let same = |source: &&mut Source<'_>| {
            source.path == path && source.reading.delimiter == reading.delimiter
        };
        match sources.iter_mut().find(same) {
            Some(source) => source.resources.push((number, resource, plan)),
            None => sources.push(Source {
                path,
                reading,
                resources: vec![(number, resource, plan)],
            }),
        }
    }
    sources
}

/// One file: as received, then each of its resources as its plan makes it.
fn check_source(
    dataset: &Dataset,
    source: &Source<'_>,
    options: &Options,
    judge: &mut Judge,
    report: &mut Report,
    made: &mut Vec<Made>,
) -> Result<(), Error> {
    let before = report.findings.len();
    let mut workbook = read::open(&source.path, &source.reading)?;
    workbook.path = name_of(&source.path, dataset, options);
    let mut layouts: Vec<Layout> = Vec::new();
    let mut parts: Vec<Vec<Part<'_>>> = Vec::new();
    for (_, resource, plan) in &source.resources {
        let (own, all) = parts_of(&workbook, resource, *plan)?;
        together(&mut layouts, all);
        parts.push(own);
    }
    let all: Vec<&Part<'_>> = parts.iter().flatten().collect();
    let found = found(&workbook, &layouts);
    let mut personal = personal(&found);
    judge.heed(&workbook, &layouts);
    if report.profile.is_none() {
        report.profile = judge.profile(&workbook, &layouts);
    }
    let mut open = Vec::new();
    for mut finding in found {
        match settled_by(&all, &finding, &workbook, &layouts) {
            Some(by) => {
                finding.settled_by = Some(by.to_owned());
                report.settled.push(finding);
            }
            None => open.push(finding),
        }
    }
    let drawn = excerpts(&open, 0, &workbook, &layouts, &personal);
    report.not_checked.extend(not_checked(&workbook));
    report.not_checked.extend(not_taken(&workbook, &all));
    report.files.push(summary(&workbook, &layouts));
    let last = source.resources.len().saturating_sub(1);
    let (mut left, mut later) = (Left::default(), Vec::new());
    for (at, ((number, _, plan), parts)) in source.resources.iter().zip(&parts).enumerate() {
        let (table, account) = tidied(&mut workbook, parts, at == last, dataset)?;
        let mut table = named(table);
        if let Some(plan) = plan {
            let again = again::check(&workbook.path, &mut table, plan);
            personal.extend(detail::personal(&again));
            later.extend(again);
        }
        let schema = dataset
            .files
            .get(*number)
            .and_then(|files| files.schema.clone());
        let schema = schema.unwrap_or_else(|| describe::inferred_schema(&table));
        let dictionary = dataset
            .files
            .get(*number)
            .and_then(|files| files.dictionary.as_ref());
        let view = DataView {
            file: &workbook.path,
            table: &table,
            schema: &schema,
            dictionary,
        };
        later.extend(validate::data(&view));
        left.add(parts, &account);
        made.push(Made {
            resource: *number,
            layouts: parts.iter().map(|part| part.layout.clone()).collect(),
            table: (table, account),
        });
    }
    let mut drawn = drawn.into_iter().peekable();
    for (number, mut finding) in open.into_iter().enumerate() {
        let excerpt = drawn.next_if(|excerpt| excerpt.finding == number);
        if let Some(by) = left.settles(&finding, &workbook) {
            finding.settled_by = Some(by.to_owned());
            report.settled.push(finding);
            continue;
        }
        for finding in judge.pass(vec![finding]) {
            report
                .excerpts
                .extend(excerpt.clone().map(|excerpt| Excerpt {
                    finding: report.findings.len(),
                    ..excerpt
                }));
            report.findings.push(finding);
        }
    }
    report.findings.extend(judge.pass(later));
    if options.portable {
        // What is published says nothing of a column that its owner takes out.
        report
            .settled
            .retain(|finding| !left.has(finding, &workbook));
        for made in made.iter_mut() {
            private(&mut made.table.1, &personal);
        }
    }
    if options.detail {
        let shown = &report.findings[before..];
        let reading = &source.reading;
        let path = &source.path;
        report.details.extend(received(
            path, reading, &workbook, &layouts, shown, &personal,
        )?);
    }
    Ok(())
}

/// The visible sheets that no resource is made of: nobody will read them in what is published.
fn not_taken(workbook: &Workbook, parts: &[&Part<'_>]) -> Vec<NotChecked> {
    let taken = |number: usize| parts.iter().any(|part| part.layout.sheet == number);
    let sheets = workbook.sheets.iter().enumerate();
    let left = sheets.filter(|(number, sheet)| {
        sheet.visibility == Visibility::Visible && sheet.used().is_some() && !taken(*number)
    });
    left.map(|(_, sheet)| {
        let name = &sheet.name;
        NotChecked {
            what: say!(th: "แผ่นงาน \"{name}\"", en: "sheet \"{name}\""),
            why: say!(
                th: "ไม่มีทรัพยากรใดใน datapackage.json ใช้แผ่นงานนี้ จึงไม่ถูกเผยแพร่",
                en: "no resource of the descriptor takes it, so it will not be published"
            ),
            decides: false,
        }
    })
    .collect()
}

/// Marks the columns in which a rule found personal data, so that no published account repeats them.
fn private(account: &mut Account, personal: &[Diagnostic]) {
    for finding in personal {
        let sheet = finding.location.sheet.as_ref();
        let on = account.sheets.iter().position(|name| Some(name) == sheet);
        let (Some(on), Some(range)) = (on, finding.location.range) else {
            continue;
        };
        let on = u32::try_from(on).unwrap_or(u32::MAX);
        let columns = range.first.column..=range.last.column;
        account.private.extend(columns.map(|column| (on, column)));
    }
}

/// What is wrong with a file as received: with itself, and with the sheets that its resources are made of.
fn found(workbook: &Workbook, layouts: &[Layout]) -> Vec<Diagnostic> {
    // A text file is written anew, so how it was written is settled; a workbook is kept and shown as it was received.
    let mut found = if workbook.format == Format::Csv {
        Vec::new()
    } else {
        validate::file(workbook, layouts)
    };
    let mut sheets: Vec<usize> = layouts.iter().map(|layout| layout.sheet).collect();
    sheets.dedup();
    for sheet in sheets {
        validate::sheet(workbook, sheet, layouts, &mut found);
    }
    found
}

/// The table of a resource as its plan makes it, or as it stands where there is none.
fn tidied(
    workbook: &mut Workbook,
    parts: &[Part<'_>],
    last: bool,
    dataset: &Dataset,
) -> Result<(Table, Account), Error> {
    clean::tidy(workbook, parts, last).map_err(|fault| {
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

/// A table whose columns all have machine names.
fn named(mut table: Table) -> Table {
    for (number, column) in table.columns.iter_mut().enumerate() {
        column.name = describe::machine_name(&column.name, number + 1);
    }
    table
}
