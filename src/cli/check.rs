//! `sheetpress check`

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::cli::reports::ReportFlags;
use crate::cli::{Context, Flags, Outcome, terminal};
use crate::model::baseline::Baseline;
use crate::model::report::Report;
use crate::pipeline::{self, Dataset, Options};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Workbooks, dataset folders, or a folder of datasets.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Check the datasets that the files named belong to; files of no dataset are passed over.
    #[arg(long)]
    datasets_of: bool,
    /// Look at this sheet only.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Fail only on findings that this file does not list.
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// Write a file that lists today's findings, for --baseline.
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
    #[command(flatten)]
    reports: ReportFlags,
    #[command(flatten)]
    flags: Flags,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let wanted = args.reports.wanted(&args.paths)?;
    if let Some(file) = &args.write_baseline {
        replaces_a_baseline(file)?;
    }
    let mut options = args.flags.pipeline()?;
    options.sheet.clone_from(&args.sheet);
    options.detail = wanted.detail();
    if let Some(file) = &args.baseline {
        options.baseline = baseline(file)?;
        options.baseline_file = Some(file.display().to_string());
    }
    let mut checked = Checked::default();
    let paths = if args.datasets_of {
        pipeline::of_files(&args.paths)
    } else {
        args.paths.clone()
    };
    for path in &paths {
        // What cannot be done for one path is told, and the others are checked all the same.
        if let Err(error) = checked.path(path, &options, context) {
            checked.worst = Outcome::Failed;
            terminal::complain(&error, crate::cli::help(&error), context.language);
        }
    }
    let report = match Report::join(checked.reports) {
        Some(report) => report,
        None if checked.worst == Outcome::Done => pipeline::nothing(),
        None => return Ok(checked.worst),
    };
    wanted.deliver(&report, context.language)?;
    if let Some(file) = &args.write_baseline {
        let mut text = serde_json::to_string_pretty(&Baseline::of(&report.findings))?;
        text.push('\n');
        terminal::place(terminal::stage(text.as_bytes(), false, file)?, file)?;
    }
    Ok(worse(checked.worst, Outcome::from(report.verdict)))
}

/// A baseline is new or replaces a baseline; it never replaces data.
fn replaces_a_baseline(file: &Path) -> anyhow::Result<()> {
    if file.exists() && baseline(file).is_err() {
        bail!(
            "{} is there already and is no baseline; name another file",
            file.display()
        );
    }
    Ok(())
}

fn baseline(file: &Path) -> anyhow::Result<Baseline> {
    let fail = || format!("cannot read {}", file.display());
    let text = std::fs::read_to_string(file).with_context(fail)?;
    let found: Baseline = serde_json::from_str(&text)
        .with_context(|| format!("{} is no baseline", file.display()))?;
    if found.baseline != 1 {
        bail!(
            "{} is a baseline of version {}; this program knows version 1",
            file.display(),
            found.baseline
        );
    }
    Ok(found)
}

/// What has been checked so far.
struct Checked {
    reports: Vec<Report>,
    worst: Outcome,
}

impl Default for Checked {
    fn default() -> Self {
        Self {
            reports: Vec::new(),
            worst: Outcome::Done,
        }
    }
}

impl Checked {
    /// Checks what a path means: a file, a dataset, or every dataset of a folder.
    fn path(&mut self, path: &Path, options: &Options, context: &Context) -> anyhow::Result<()> {
        if path.is_file() {
            let bar = terminal::busy(path.display().to_string());
            let report = pipeline::check_file(path, options);
            bar.finish_and_clear();
            return self.keep(report, options, context);
        }
        for folder in pipeline::find(path)? {
            let bar = terminal::busy(folder.display().to_string());
            let report = Dataset::open(&folder)
                .and_then(|dataset| pipeline::check_dataset(&dataset, options))
                .map(|checked| checked.report);
            bar.finish_and_clear();
            if let Err(error) = self.keep(report, options, context) {
                self.worst = Outcome::Failed;
                terminal::complain(&error, crate::cli::help(&error), context.language);
            }
        }
        Ok(())
    }

    /// Keeps a report. A file that cannot be read is a finding; it does not keep the others from being checked.
    fn keep(
        &mut self,
        report: Result<Report, pipeline::Error>,
        options: &Options,
        context: &Context,
    ) -> anyhow::Result<()> {
        let error = match report {
            Ok(report) => {
                self.reports.push(report);
                return Ok(());
            }
            Err(error) => error,
        };
        let refusal = match &error {
            pipeline::Error::Read(read) => read.refusal(),
            _ => None,
        };
        let Some(refusal) = refusal else {
            return Err(error.into());
        };
        self.reports.push(pipeline::refused(&refusal, options)?);
        self.worst = Outcome::Failed;
        let help = error.help();
        terminal::complain(&error.into(), Some(help), context.language);
        Ok(())
    }
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
