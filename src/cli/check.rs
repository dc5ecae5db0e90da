//! `sheetpress check`

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::cli::{Context, Flags, Outcome, terminal};
use crate::model::report::Report;
use crate::pipeline::{self, Dataset};
use crate::render::Renderer;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Workbooks, dataset folders, or a folder of datasets.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Look at this sheet only.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Form of the report: text or json.
    #[arg(long, value_name = "NAME", default_value = "text", value_parser = terminal::renderer)]
    format: &'static Renderer,
    /// Write the report to a file instead of standard output.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    #[command(flatten)]
    flags: Flags,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    if let Some(report) = &args.report {
        // A report is new or replaces a report; it never replaces what was checked.
        let inputs = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv"];
        let is_input = |extension: &std::ffi::OsStr| {
            inputs
                .iter()
                .any(|input| extension.eq_ignore_ascii_case(input))
        };
        let descriptor = report
            .file_name()
            .is_some_and(|name| name == "datapackage.json" || name == "tidy.json");
        if report.extension().is_some_and(is_input) || descriptor {
            bail!(
                "{} looks like data, not like a report; name a file such as report.txt",
                report.display()
            );
        }
    }
    let mut options = args.flags.pipeline()?;
    options.sheet.clone_from(&args.sheet);
    let mut all = Vec::new();
    for path in &args.paths {
        all.extend(reports(path, &options)?);
    }
    let Some(report) = Report::join(all) else {
        return Ok(Outcome::Done);
    };
    let text = (args.format.render)(&report, context.language);
    terminal::deliver(&text, args.report.as_deref())?;
    Ok(Outcome::from(report.verdict))
}

/// Checks what a path means: a file, a dataset, or every dataset of a folder.
fn reports(path: &Path, options: &pipeline::Options) -> Result<Vec<Report>, pipeline::Error> {
    if path.is_file() {
        let bar = terminal::busy(path.display().to_string());
        let report = pipeline::check_file(path, options)?;
        bar.finish_and_clear();
        return Ok(vec![report]);
    }
    let mut reports = Vec::new();
    for folder in pipeline::find(path)? {
        let bar = terminal::busy(folder.display().to_string());
        let dataset = Dataset::open(&folder)?;
        reports.push(pipeline::check_dataset(&dataset, options)?.report);
        bar.finish_and_clear();
    }
    Ok(reports)
}

/// A fault is certain, whatever else could not be checked.
pub(super) fn worse(a: Outcome, b: Outcome) -> Outcome {
    let rank = |outcome| match outcome {
        Outcome::Done => 0,
        Outcome::Incomplete => 1,
        Outcome::Findings => 2,
        Outcome::Failed => 3,
    };
    if rank(a) >= rank(b) { a } else { b }
}
