//! `sheetpress publish`

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::cli::{Context, Flags, Outcome, build, check::worse, terminal};
use crate::model::artifact::Release;
use crate::model::language::Language;
use crate::pipeline;
use crate::publish::Outcome as Published;
use crate::publish::targets::{self, Access, Open};

/// Arguments of `publish`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dataset folders, or a folder of datasets.
    #[arg(required = true, value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    /// Where the built folders appear.
    #[arg(long, value_name = "DIR", default_value = "./out")]
    out: PathBuf,
    /// Folder of the embedded catalogue.
    #[arg(long, value_name = "DIR", default_value = "./catalog")]
    catalog: PathBuf,
    #[command(flatten)]
    flags: Flags,
}

/// A folder as the text that targets take.
pub(super) fn place(catalog: &Path) -> String {
    catalog.to_string_lossy().into_owned()
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let options = args.flags.pipeline()?;
    let mut folders = Vec::new();
    for path in &args.datasets {
        folders.extend(pipeline::find(path)?);
    }
    let mut target = targets::open(&place(&args.catalog), Access::Write)?;
    let mut outcome = Outcome::Done;
    let mut published = 0;
    for folder in &folders {
        // One broken dataset does not stop the others; the exit code says that there was one.
        match dataset(folder, &mut target, args, &options, context.language) {
            Ok((ended, done)) => {
                outcome = worse(outcome, ended);
                published += usize::from(done);
            }
            Err(error) if terminal::is_broken_pipe(&error) => return Err(error),
            Err(error) => {
                terminal::complain(&error, super::help(&error), context.language);
                outcome = worse(outcome, Outcome::Failed);
            }
        }
    }
    terminal::print(&closing(
        published,
        folders.len(),
        &args.catalog,
        context.language,
    ))?;
    Ok(outcome)
}

fn dataset(
    folder: &Path,
    target: &mut Open,
    args: &Args,
    options: &pipeline::Options,
    language: Language,
) -> anyhow::Result<(Outcome, bool)> {
    let (ended, release) = build::one(folder, &args.out, options, language)?;
    let Some(release) = release else {
        return Ok((ended, false));
    };
    let bar = terminal::busy(release.package.name.clone());
    let done = target.publish(&release, SystemTime::now())?;
    bar.finish_and_clear();
    terminal::print(&told(&release, &done, language))?;
    Ok((ended, true))
}

/// What was done, in a line for a new dataset and change by change for a known one.
fn told(release: &Release, done: &Published, language: Language) -> String {
    let (name, receipt) = (&release.package.name, done.receipt_path.display());
    if done.plan.is_empty() {
        return match language {
            Language::Thai => format!("{name}: ไม่มีอะไรเปลี่ยน (ใบรับ {receipt})\n"),
            Language::English => format!("{name}: nothing changed (receipt {receipt})\n"),
        };
    }
    let rows: u64 = release
        .package
        .resources
        .iter()
        .filter_map(|resource| resource.rows)
        .sum();
    let files = release.files.len();
    let what = if done.plan.is_new() {
        match language {
            Language::Thai => format!("{name}: เผยแพร่แล้ว {rows} แถว {files} ไฟล์\n"),
            Language::English => format!("{name}: published, {rows} rows, {files} files\n"),
        }
    } else {
        done.plan.text().get(language).to_owned()
    };
    match language {
        Language::Thai => format!("{what}  อ่านกลับมาตรวจสอบแล้ว ใบรับ {receipt}\n"),
        Language::English => format!("{what}  verified by reading back, receipt {receipt}\n"),
    }
}

/// What came of it, and what to open.
fn closing(published: usize, all: usize, catalog: &Path, language: Language) -> String {
    let folder = catalog.display();
    // What a reader would type: the default folder need not be named.
    let flag = if catalog == Path::new("./catalog") {
        String::new()
    } else {
        format!(" --catalog {folder}")
    };
    match language {
        Language::Thai => format!(
            "\n{published} จาก {all} ชุดข้อมูลเผยแพร่แล้วหรือเป็นปัจจุบันใน {folder}\nเปิดดู: sheetpress serve{flag}   (cargo run --release -- serve{flag}) แล้วเปิด http://127.0.0.1:8080\n"
        ),
        Language::English => format!(
            "\n{published} of {all} datasets are published and up to date in {folder}\nopen them: sheetpress serve{flag}   (cargo run --release -- serve{flag}), then http://127.0.0.1:8080\n"
        ),
    }
}
