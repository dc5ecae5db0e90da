//! `sheetpress check`

use std::path::{Path, PathBuf};

use crate::cli::reports::ReportFlags;
use crate::cli::{Context, Flags, Outcome, terminal};
use crate::model::report::Report;
use crate::pipeline::{self, Dataset};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Workbooks, dataset folders, or a folder of datasets.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Look at this sheet only.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[command(flatten)]
    reports: ReportFlags,
    #[command(flatten)]
    flags: Flags,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let wanted = args.reports.wanted(&args.paths)?;
    let mut options = args.flags.pipeline()?;
    options.sheet.clone_from(&args.sheet);
    options.detail = wanted.detail();
    let mut all = Vec::new();
    for path in &args.paths {
        all.extend(checked(path, &options)?);
    }
    let Some(report) = Report::join(all) else {
        return Ok(Outcome::Done);
    };
    wanted.deliver(&report, context.language)?;
    Ok(Outcome::from(report.verdict))
}

/// Checks what a path means: a file, a dataset, or every dataset of a folder.
fn checked(path: &Path, options: &pipeline::Options) -> Result<Vec<Report>, pipeline::Error> {
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
