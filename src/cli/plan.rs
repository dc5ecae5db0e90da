//! `sheetpress plan`

use std::path::PathBuf;

use anyhow::Context as _;

use crate::cli::publish::place;
use crate::cli::{Context, Flags, Outcome, build, check::worse, terminal};
use crate::pipeline;
use crate::publish::targets::{self, Access};

/// Arguments of `plan`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dataset folders, or a folder of datasets.
    #[arg(required = true, value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    /// Folder of the embedded catalogue.
    #[arg(long, value_name = "DIR", default_value = "./catalog")]
    catalog: PathBuf,
    /// Form of the plan: text or json.
    #[arg(long, value_name = "NAME", default_value = "text", value_parser = ["text", "json"])]
    format: String,
    #[command(flatten)]
    flags: Flags,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let options = args.flags.pipeline()?;
    let scratch = tempfile::tempdir().context("cannot make a temporary folder")?;
    let target = targets::open(&place(&args.catalog), Access::Read)?;
    let mut outcome = Outcome::Done;
    let mut plans = Vec::new();
    for path in &args.datasets {
        for folder in pipeline::find(path)? {
            let (ended, release) = build::one(&folder, scratch.path(), &options, context.language)?;
            outcome = worse(outcome, ended);
            let Some(release) = release else { continue };
            let plan = target.plan(&release)?;
            if args.format == "json" {
                plans.push(plan);
            } else {
                terminal::print(plan.text().get(context.language))?;
            }
        }
    }
    if args.format == "json" {
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(&plans)?))?;
    }
    Ok(outcome)
}
