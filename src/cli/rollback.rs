//! `sheetpress rollback`

use anyhow::Context as _;

use crate::cli::publish::carry_out;
use crate::cli::target::TargetFlags;
use crate::cli::{Context, Outcome, terminal};
use crate::model::language::Language;
use crate::publish::order::Order;
use crate::publish::store::{self, Kept, Store};
use crate::publish::targets::Access;
use crate::publish::{self, Outcome as Published};

/// Arguments of `rollback`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Name of the dataset.
    #[arg(value_name = "NAME")]
    name: String,
    /// Number of the release to bring back (default: the one before the release that is published now).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    release: Option<u32>,
    #[command(flatten)]
    target: TargetFlags,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let store = Store::new(&args.target.catalog);
    let place = args.target.place()?;
    let fault = publish::Error::from;
    // What is not kept is told before anybody is asked for anything.
    let last = store.last(&place, &args.name).map_err(fault)?;
    let asked = args
        .release
        .map(|number| store.find(&place, &args.name, number));
    let asked = asked.transpose().map_err(fault)?;
    let mut target = args.target.open(Access::Write, context.language)?;
    let kept = match asked {
        Some(kept) => kept,
        None => before(&store, &last, target.held(&args.name)?).map_err(fault)?,
    };
    // On the disk of the store, where a file is laid out by a link.
    let scratch = tempfile::Builder::new()
        .prefix(".rollback-")
        .tempdir_in(&args.target.catalog)
        .context("cannot make a temporary folder")?;
    let release = store
        .restore(&kept, &scratch.path().join("release"))
        .map_err(fault)?;
    let order = Order {
        rolled_back_from: Some(kept.number),
        ..args.target.order()
    };
    let done = carry_out(&mut target, &release, &order, context.language)?;
    terminal::print(&told(&kept, &done, context.language))?;
    Ok(Outcome::Done)
}

/// The last kept release before the one that the place holds now. Somebody may have published from elsewhere since the last one
/// that is kept here.
fn before(store: &Store, last: &Kept, current: Option<u32>) -> Result<Kept, store::Error> {
    let known = store.numbers(&last.place, &last.dataset)?;
    let current = current.unwrap_or(last.number);
    match known.iter().rev().find(|number| **number < current) {
        Some(number) => store.find(&last.place, &last.dataset, *number),
        None => Err(store::Error::NothingBefore {
            dataset: last.dataset.clone(),
            number: current,
            known,
        }),
    }
}

/// What changed, and which release it is now.
fn told(kept: &Kept, done: &Published, language: Language) -> String {
    let (name, place, number) = (&kept.dataset, &kept.address, kept.number);
    let release = done.plan.release;
    let receipt = done.receipt_path.as_ref();
    let receipt = receipt
        .map(|path| path.display().to_string())
        .unwrap_or_default();
    if done.plan.is_empty() {
        return match language {
            Language::Thai => format!(
                "{name}: {place} มีข้อมูลตรงกับรุ่นที่ {number} อยู่แล้ว ไม่มีการเปลี่ยนแปลงใด (ใบรับ {receipt})\n"
            ),
            Language::English => format!(
                "{name}: {place} holds what release {number} holds already; nothing was written (receipt {receipt})\n"
            ),
        };
    }
    let plan = done.plan.text();
    let plan = plan.get(language);
    match language {
        Language::Thai => format!(
            "{plan}  นำรุ่นที่ {number} กลับมาเป็นรุ่นที่ {release} อ่านกลับมาตรวจสอบแล้ว ใบรับ {receipt}\n"
        ),
        Language::English => format!(
            "{plan}  release {number} is back as release {release}, verified by reading back, receipt {receipt}\n"
        ),
    }
}
