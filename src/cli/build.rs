//! `sheetpress build`

use std::path::{Path, PathBuf};

use crate::cli::{Context, Flags, Outcome, check::worse, terminal};
use crate::model::artifact::Release;
use crate::model::language::{Language, Text};
use crate::model::report::Verdict;
use crate::pipeline;
use crate::render;

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dataset folders, or a folder of datasets.
    #[arg(required = true, value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    /// Where the built folders appear.
    #[arg(long, value_name = "DIR", default_value = "./out")]
    out: PathBuf,
    /// Also write RESOURCE.trace.csv: the workbook's cell of every value. A check of the CSV beside it names those cells.
    #[arg(long)]
    trace: bool,
    #[command(flatten)]
    flags: Flags,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let options = pipeline::Options {
        trace: args.trace,
        ..args.flags.pipeline()?
    };
    let mut outcome = Outcome::Done;
    for path in &args.datasets {
        for folder in pipeline::find(path)? {
            let (ended, release) = one(&folder, &args.out, &options, context.language)?;
            if let Some(release) = release {
                terminal::print(&summary(&release, context.language))?;
            }
            outcome = worse(outcome, ended);
        }
    }
    Ok(outcome)
}

/// Builds one dataset; where its check fails, prints the report.
pub(super) fn one(
    folder: &Path,
    out: &Path,
    options: &pipeline::Options,
    language: Language,
) -> anyhow::Result<(Outcome, Option<Release>)> {
    let bar = terminal::busy(folder.display().to_string());
    let built = pipeline::build(folder, out, options)?;
    bar.finish_and_clear();
    let verdict = built.report.verdict;
    if verdict != Verdict::Pass {
        terminal::print(&render::text(&built.report, language))?;
    }
    Ok((Outcome::from(verdict), built.release))
}

fn summary(release: &Release, language: Language) -> String {
    let rows: u64 = release
        .package
        .resources
        .iter()
        .filter_map(|resource| resource.rows)
        .sum();
    let bytes: u64 = release.files.iter().map(|file| file.bytes).sum();
    let (folder, files) = (release.folder.display(), release.files.len() + 1);
    match language {
        Language::Thai => format!("สร้าง {folder} แล้ว: {rows} แถว {files} ไฟล์ {bytes} ไบต์\n"),
        Language::English => {
            let unit = Text {
                th: "",
                en: if rows == 1 { "row" } else { "rows" },
            }
            .en;
            format!("built {folder}: {rows} {unit}, {files} files, {bytes} bytes\n")
        }
    }
}
