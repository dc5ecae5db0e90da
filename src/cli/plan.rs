//! `sheetpress plan`

use std::path::PathBuf;

use anyhow::Context as _;

use crate::cli::target::TargetFlags;
use crate::cli::{Context, Flags, Outcome, build, check::worse, publish::failed, terminal};
use crate::model::language::Language;
use crate::pipeline;
use crate::publish::plan::Plans;
use crate::publish::targets::Access;

/// Arguments of `plan`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dataset folders, or a folder of datasets.
    #[arg(required = true, value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    /// Form of the plan: text or json.
    #[arg(long, value_name = "NAME", default_value = "text", value_parser = ["text", "json"])]
    format: String,
    /// Also write the plan as JSON to this file, for `publish --plan`.
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    #[command(flatten)]
    target: TargetFlags,
    #[command(flatten)]
    flags: Flags,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let options = args.flags.pipeline()?;
    let scratch = tempfile::tempdir().context("cannot make a temporary folder")?;
    let mut target = args.target.open(Access::Read, context.language)?;
    let order = args.target.order();
    let mut outcome = Outcome::Done;
    let mut plans = Vec::new();
    let mut is_whole = true;
    for path in &args.datasets {
        for folder in pipeline::find(path)? {
            let planned = build::one(&folder, scratch.path(), &options, context.language).and_then(
                |(ended, release)| {
                    let plan = release.map(|release| target.plan(&release, &order));
                    Ok((ended, plan.transpose()?))
                },
            );
            match planned {
                Ok((ended, plan)) => {
                    outcome = worse(outcome, ended);
                    is_whole &= plan.is_some();
                    plans.extend(plan);
                }
                Err(error) if terminal::is_broken_pipe(&error) => return Err(error),
                Err(error) => {
                    is_whole = false;
                    outcome = worse(outcome, failed(&error));
                    terminal::complain(&error, super::help(&error), context.language);
                }
            }
        }
    }
    let plans = Plans::of(plans);
    let text = format!("{}\n", serde_json::to_string_pretty(&plans)?);
    if args.format == "json" {
        terminal::print(&text)?;
    } else {
        for plan in &plans.plans {
            terminal::print(plan.text().get(context.language))?;
        }
        terminal::print(&hash(&plans, context.language))?;
    }
    // A plan of which a dataset is missing is not what anybody should approve.
    if let Some(file) = args.save.as_ref().filter(|_| !is_whole) {
        let file = file.display();
        terminal::tell(&match context.language {
            Language::Thai => format!("ไม่ได้บันทึก {file} เพราะมีชุดข้อมูลที่วางแผนไม่ได้"),
            Language::English => format!("{file} was not written: a dataset could not be planned"),
        });
    }
    if let Some(file) = args.save.as_ref().filter(|_| is_whole) {
        let whole = terminal::stage(text.as_bytes(), false, file)?;
        terminal::place(whole, file)?;
    }
    Ok(outcome)
}

fn hash(plans: &Plans, language: Language) -> String {
    if plans.plans.is_empty() {
        return String::new();
    }
    let hash = &plans.hash;
    match language {
        Language::Thai => {
            format!("\nแผน {hash}\nอนุมัติและทำตามแผนนี้เท่านั้น: publish … --approved {hash}\n")
        }
        Language::English => format!(
            "\nplan {hash}\nto carry out this plan and no other: publish … --approved {hash}\n"
        ),
    }
}
