//! `sheetpress tidy`

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli::{Context, Flags, Outcome, terminal};
use crate::model::change::Account;
use crate::model::language::{Language, Text};
use crate::pipeline::{self, Dataset};

/// Arguments of `tidy`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A dataset folder, or the workbook in it.
    #[arg(value_name = "DATASET")]
    path: PathBuf,
    /// Form of the list: text or json.
    #[arg(long, value_name = "NAME", default_value = "text", value_parser = ["text", "json"])]
    format: String,
    #[command(flatten)]
    flags: Flags,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let options = args.flags.pipeline()?;
    let folder = if args.path.is_file() {
        match args.path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        }
    } else {
        &args.path
    };
    let mut outcome = Outcome::Done;
    let mut out = String::new();
    for folder in pipeline::find(folder)? {
        let dataset = Dataset::open(&folder)?;
        let checked = pipeline::check_dataset(&dataset, &options)?;
        for (resource, (_, account)) in dataset.package.resources.iter().zip(&checked.tables) {
            if args.format == "json" {
                json_lines(&resource.name, account, &mut out);
            } else {
                text(&resource.name, account, context.language, &mut out);
            }
        }
        outcome = super::check::worse(outcome, Outcome::from(checked.report.verdict));
    }
    terminal::print(&out)?;
    Ok(outcome)
}

/// Writing to a String cannot fail.
fn line(out: &mut String, text: &str) {
    let _infallible = writeln!(out, "{text}");
}

fn text(name: &str, account: &Account, language: Language, out: &mut String) {
    let changed = Text {
        th: "เซลล์ที่เปลี่ยน",
        en: "changes",
    }
    .get(language);
    let left = Text {
        th: "สิ่งที่นำออกจากตาราง",
        en: "left out",
    }
    .get(language);
    line(
        out,
        &format!(
            "{name}: {changed} {}, {left} {}",
            account.changes.len(),
            account.left_out.len()
        ),
    );
    for change in &account.changes {
        line(
            out,
            &format!(
                "  {:<8} \"{}\" → \"{}\"  [{}]",
                change.at.cell.to_string(),
                one_line(&change.before),
                one_line(&change.after),
                change.step
            ),
        );
    }
    for gone in &account.left_out {
        line(
            out,
            &format!(
                "  {:<8} {} \"{}\"  [{}]",
                gone.range.to_string(),
                gone.what,
                one_line(&gone.text),
                gone.step
            ),
        );
    }
}

fn json_lines(name: &str, account: &Account, out: &mut String) {
    for change in &account.changes {
        let cell = change.at.cell.to_string();
        let object = json!({ "resource": name, "cell": cell, "before": change.before, "after": change.after, "step": change.step });
        line(out, &object.to_string());
    }
    for gone in &account.left_out {
        let range = gone.range.to_string();
        let object = json!({ "resource": name, "range": range, "what": gone.what, "text": gone.text, "step": gone.step });
        line(out, &object.to_string());
    }
}

/// Line breaks of a cell as Excel's users know them from the formula bar.
fn one_line(text: &str) -> String {
    text.replace('\n', " ⏎ ")
}
