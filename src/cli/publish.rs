//! `sheetpress publish`

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use indicatif::ProgressBar;

use crate::cli::target::TargetFlags;
use crate::cli::{Context, Flags, Outcome, build, check::worse, terminal};
use crate::model::artifact::Release;
use crate::model::language::{Language, say};
use crate::pipeline;
use crate::publish::Outcome as Published;
use crate::publish::order::{Order, Progress};
use crate::publish::plan::{Plan, Plans};
use crate::publish::targets::{Access, Open};

/// Arguments of `publish`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dataset folders, or a folder of datasets.
    #[arg(required = true, value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    /// Where the built folders appear.
    #[arg(long, value_name = "DIR", default_value = "./out")]
    out: PathBuf,
    /// Carry out the plan that `plan --save` wrote, and no other.
    #[arg(long, value_name = "FILE", conflicts_with = "approved")]
    plan: Option<PathBuf>,
    /// Carry out the plan of this hash, and no other.
    #[arg(long, value_name = "HASH")]
    approved: Option<String>,
    #[command(flatten)]
    target: TargetFlags,
    #[command(flatten)]
    flags: Flags,
}

/// What may be published: everything, or the plans of a file, by dataset, or the plan of a hash.
enum Approval {
    Everything,
    Plans(Plans),
    Hash(String),
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let options = args.flags.pipeline()?;
    let mut folders = Vec::new();
    for path in &args.datasets {
        folders.extend(pipeline::find(path)?);
    }
    let mut approval = match (&args.plan, &args.approved) {
        (Some(file), _) => Approval::Plans(saved(file)?),
        (None, Some(hash)) => Approval::Hash(hash.clone()),
        (None, None) => Approval::Everything,
    };
    let mut target = args.target.open(Access::Write, context.language)?;
    let mut job = Job {
        args,
        context,
        options: &options,
        outcome: Outcome::Done,
    };
    if let (Approval::Hash(hash), true) = (&approval, folders.len() > 1) {
        // The hash may be that of all plans together.
        let plans = Plans::of(job.plans(&folders, &mut target));
        if plans.hash == *hash {
            approval = Approval::Plans(plans);
        }
    }
    let mut published = 0;
    for folder in &folders {
        // One broken dataset does not stop the others; the exit code says that there was one.
        match job.publish(folder, &mut target, &approval) {
            Ok(true) => published += 1,
            Ok(false) => not_published(folder, context.language),
            Err(error) if terminal::is_broken_pipe(&error) => return Err(error),
            Err(error) => {
                not_published(folder, context.language);
                terminal::complain(&error, super::help(&error), context.language);
                job.outcome = worse(job.outcome, failed(&error));
            }
        }
    }
    let text = closing(published, folders.len(), &args.target, context.language);
    terminal::print(&text)?;
    Ok(job.outcome)
}

fn not_published(folder: &Path, language: Language) {
    let name = folder.display();
    terminal::tell(&match language {
        Language::Thai => format!("{name}: ไม่ได้เผยแพร่"),
        Language::English => format!("{name}: not published"),
    });
}

/// How a command ends that failed so: 1 where the data is at fault, 2 otherwise.
pub(super) fn failed(error: &anyhow::Error) -> Outcome {
    // Who may publish where is no fault of the data.
    let is_right = |field: &str| matches!(field, "token" | "organization" | "owner_org");
    let is_data = error.chain().any(|cause| {
        matches!(
            cause.downcast_ref::<crate::publish::Error>(),
            Some(crate::publish::Error::Unfit { problems, .. })
                if problems.iter().any(|problem| !is_right(&problem.field))
        )
    });
    if is_data {
        Outcome::Findings
    } else {
        Outcome::Failed
    }
}

fn saved(file: &Path) -> anyhow::Result<Plans> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let plans: Plans = serde_json::from_str(&text)
        .with_context(|| format!("{} is no plan of `plan --save`", file.display()))?;
    let is_whole = Plans::of(plans.plans.iter().cloned().map(Plan::sealed).collect()) == plans;
    anyhow::ensure!(
        is_whole,
        "{} was changed after it was written: its hashes do not fit",
        file.display()
    );
    Ok(plans)
}

struct Job<'a> {
    args: &'a Args,
    context: &'a Context,
    options: &'a pipeline::Options,
    outcome: Outcome,
}

impl Job<'_> {
    fn plans(&self, folders: &[PathBuf], target: &mut Open) -> Vec<Plan> {
        let order = self.args.target.order();
        let mut plans = Vec::new();
        for folder in folders {
            // One that fails is told in its turn; without it they are not together what was approved.
            let built = pipeline::build(folder, &self.args.out, self.options);
            let Ok(Some(release)) = built.map(|built| built.release) else {
                continue;
            };
            plans.extend(target.plan(&release, &order).ok());
        }
        plans
    }

    /// Whether the dataset is published and up to date.
    fn publish(
        &mut self,
        folder: &Path,
        target: &mut Open,
        approval: &Approval,
    ) -> anyhow::Result<bool> {
        let (ended, release) =
            build::one(folder, &self.args.out, self.options, self.context.language)?;
        self.outcome = worse(self.outcome, ended);
        let Some(release) = release else {
            return Ok(false);
        };
        let name = &release.package.name;
        let approved = match approval {
            Approval::Everything => None,
            Approval::Hash(hash) => Some(hash.clone()),
            Approval::Plans(plans) => {
                let plan = plans.plans.iter().find(|plan| plan.dataset == *name);
                let plan = plan.with_context(|| format!("the plan says nothing of {name}"))?;
                Some(plan.hash.clone())
            }
        };
        let order = Order {
            approved,
            ..self.args.target.order()
        };
        let done = carry_out(target, &release, &order, self.context.language)?;
        terminal::print(&told(&release, &done, self.context.language))?;
        Ok(true)
    }
}

/// Publishes a release, and shows how far it is on a terminal.
pub(super) fn carry_out(
    target: &mut Open,
    release: &Release,
    order: &Order,
    language: Language,
) -> anyhow::Result<Published> {
    let name = &release.package.name;
    let bar = terminal::busy(name.clone());
    let done = target.publish(release, order, &mut |progress| {
        show(&bar, name, progress, language);
    });
    bar.finish_and_clear();
    Ok(done?)
}

fn show(bar: &ProgressBar, name: &str, progress: &Progress<'_>, language: Language) {
    let said = match progress {
        Progress::Uploading { path, sent, total } => say!(
            th: "{name}: ส่งไฟล์ {path} {sent} จาก {total} ไบต์",
            en: "{name}: sending {path}, {sent} of {total} bytes"
        ),
        Progress::Loading { path, rows, total } => say!(
            th: "{name}: โหลดแถว {path} {rows} จาก {total} แถว",
            en: "{name}: loading {path}, {rows} of {total} rows"
        ),
        Progress::Checking { path } => say!(
            th: "{name}: อ่าน {path} กลับมาตรวจ",
            en: "{name}: reading {path} back"
        ),
    };
    bar.set_message(said.get(language).to_owned());
}

/// What was done, in a line for a new dataset and change by change for a known one.
pub(super) fn told(release: &Release, done: &Published, language: Language) -> String {
    let name = &release.package.name;
    let receipt = done
        .receipt_path
        .as_ref()
        .map(|path| path.display().to_string());
    if done.plan.is_empty() {
        let receipt = receipt.map_or(String::new(), |path| match language {
            Language::Thai => format!(" (ใบรับ {path})"),
            Language::English => format!(" (receipt {path})"),
        });
        return match language {
            Language::Thai => format!("{name}: ไม่มีอะไรเปลี่ยน{receipt}\n"),
            Language::English => format!("{name}: nothing changed{receipt}\n"),
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
        let mut line = match language {
            Language::Thai => format!("{name}: เผยแพร่แล้ว {rows} แถว {files} ไฟล์\n"),
            Language::English => format!("{name}: published, {rows} rows, {files} files\n"),
        };
        for note in &done.plan.notes {
            let text = match language {
                Language::Thai => &note.th,
                Language::English => &note.en,
            };
            line.extend([format!("  ! {}: {text}\n", note.field)]);
        }
        line
    } else {
        // What stays is for the plan to list.
        let text = done.plan.text();
        let lines = text.get(language).split_inclusive('\n');
        lines.filter(|line| !line.starts_with("  = ")).collect()
    };
    let page = done
        .receipt
        .as_ref()
        .and_then(|receipt| receipt.page.as_ref());
    let page = page.map(|page| format!("  {page}\n")).unwrap_or_default();
    let receipt = receipt.unwrap_or_default();
    match language {
        Language::Thai => format!("{what}{page}  อ่านกลับมาตรวจสอบแล้ว ใบรับ {receipt}\n"),
        Language::English => format!("{what}{page}  verified by reading back, receipt {receipt}\n"),
    }
}

/// What came of it, and what to open.
fn closing(published: usize, all: usize, target: &TargetFlags, language: Language) -> String {
    if let Some(address) = &target.to {
        return match language {
            Language::Thai => {
                format!("\n{published} จาก {all} ชุดข้อมูลเผยแพร่แล้วหรือเป็นปัจจุบันใน {address}\n")
            }
            Language::English => format!(
                "\n{published} of {all} datasets are published and up to date in {address}\n"
            ),
        };
    }
    let folder = target.catalog.display();
    // What a reader would type: the default folder need not be named.
    let flag = if target.catalog == Path::new("./catalog") {
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
