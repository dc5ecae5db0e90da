//! `sheetpress tidy`

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::clean;
use crate::cli::{Context, Flags, Outcome, terminal};
use crate::model::change::{Account, Change};
use crate::model::language::{Language, Text};
use crate::pipeline::{self, Dataset};
use crate::read;
use crate::render;

/// Arguments of `tidy`.
#[derive(Debug, clap::Args)]
#[group(id = "view", multiple = false)]
pub(super) struct Args {
    /// A dataset folder, or the workbook in it.
    #[arg(value_name = "DATASET")]
    path: PathBuf,
    /// Print the plan as sentences; reads no workbook.
    #[arg(long, group = "view")]
    explain: bool,
    /// Show the sheet before and the table after, row by row.
    #[arg(long, group = "view")]
    diff: bool,
    /// List the changes that would bring every cell back to what it was.
    #[arg(long, group = "view")]
    undo: bool,
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
    let language = context.language;
    let mut outcome = Outcome::Done;
    let mut out = String::new();
    for folder in pipeline::find(folder)? {
        let dataset = Dataset::open(&folder)?;
        if args.explain {
            explain(&dataset, language, &mut out);
            continue;
        }
        let checked = pipeline::check_dataset(&dataset, &options)?;
        let made = checked.tables.iter().zip(&checked.layouts);
        for (resource, ((table, account), layouts)) in dataset.package.resources.iter().zip(made) {
            if args.diff {
                let received = read::open(&folder.join(&resource.path), &options.read)?;
                line(&mut out, &format!("{} ← {}", resource.name, resource.path));
                out.push_str(&render::difference(
                    &received, layouts, table, account, language,
                ));
                continue;
            }
            let inverse: Vec<Change>;
            let changes = if args.undo {
                inverse = account.inverse().collect();
                &inverse
            } else {
                &account.changes
            };
            if args.format == "json" {
                json_lines(&resource.name, account, changes, &mut out);
            } else {
                text(&resource.name, account, changes, language, &mut out);
            }
        }
        outcome = super::check::worse(outcome, Outcome::from(checked.report.verdict));
    }
    terminal::print(&out)?;
    Ok(outcome)
}

/// The plan of every resource as sentences.
fn explain(dataset: &Dataset, language: Language, out: &mut String) {
    let plans = dataset.plan.as_ref().map(|(_, plan)| &plan.resources);
    for resource in &dataset.package.resources {
        line(out, &format!("{} ← {}", resource.name, resource.path));
        if let Some(plan) = plans.and_then(|plans| plans.get(&resource.name)) {
            for said in clean::sentences(plan) {
                line(out, &format!("  {}", said.get(language)));
            }
        } else {
            let none = Text {
                th: "  ไม่มีแผน ตารางเผยแพร่ตามที่ได้รับ",
                en: "  has no plan; the table goes out as it was received",
            };
            line(out, none.get(language));
        }
    }
}

/// Writing to a String cannot fail.
fn line(out: &mut String, text: &str) {
    let _infallible = writeln!(out, "{text}");
}

fn text(name: &str, account: &Account, changes: &[Change], language: Language, out: &mut String) {
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
            changes.len(),
            account.left_out.len()
        ),
    );
    for change in changes {
        line(
            out,
            &format!(
                "  {:<8} \"{}\" → \"{}\"  [{}]",
                place(account, change.at.sheet, &change.at.cell.to_string()),
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
                place(account, gone.sheet, &gone.range.to_string()),
                gone.what,
                one_line(&gone.text),
                gone.step
            ),
        );
    }
}

fn json_lines(name: &str, account: &Account, changes: &[Change], out: &mut String) {
    for change in changes {
        let cell = change.at.cell.to_string();
        let object = json!({ "resource": name, "sheet": sheet(account, change.at.sheet), "cell": cell, "piece": change.at.piece, "of": change.from, "before": change.before, "after": change.after, "step": change.step });
        line(out, &object.to_string());
    }
    for gone in &account.left_out {
        let range = gone.range.to_string();
        let object = json!({ "resource": name, "sheet": sheet(account, gone.sheet), "range": range, "what": gone.what, "text": gone.text, "step": gone.step });
        line(out, &object.to_string());
    }
}

fn sheet(account: &Account, number: u32) -> &str {
    account
        .sheets
        .get(number as usize)
        .map_or("", String::as_str)
}

/// A cell as people read it; with its sheet where the table came from several.
fn place(account: &Account, number: u32, cell: &str) -> String {
    if account.sheets.len() > 1 {
        format!("{}!{cell}", sheet(account, number))
    } else {
        cell.to_owned()
    }
}

/// Line breaks of a cell as Excel's users know them from the formula bar.
fn one_line(text: &str) -> String {
    text.replace('\n', " ⏎ ")
}
