//! `sheetpress form`

use std::fmt::Write;
use std::path::PathBuf;

use crate::cli::{Context, Outcome, terminal};
use crate::model::form::{Form, Layout};
use crate::model::language::{Language, Text};
use crate::pipeline::{self, Import, ImportOptions};
use crate::read;

/// Arguments of `form`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Write form 1 (dataset, metadata, resources) and form 2 (data dictionary) of a dataset as workbooks.
    Export(Export),
    /// Read filled forms back into the dataset's files; where a cell is at fault, nothing changes.
    Import(ImportArgs),
}

#[derive(Debug, clap::Args)]
struct Export {
    /// Dataset folders, or a folder of datasets.
    #[arg(required_unless_present = "blank", value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    /// Write empty forms to hand out.
    #[arg(long, conflicts_with = "datasets")]
    blank: bool,
    /// Which form: 1, 2 or all.
    #[arg(long, value_name = "1|2|all", default_value = "all", value_parser = ["1", "2", "all"])]
    form: String,
    /// Layout of the form: a version of the national catalogue's software (2.2.4, 2.1.0), or a file.
    #[arg(long, value_name = "VERSION|FILE")]
    layout: Vec<String>,
    /// Where the forms appear.
    #[arg(long, value_name = "DIR", default_value = "./out")]
    out: PathBuf,
}

#[derive(Debug, clap::Args)]
struct ImportArgs {
    /// Filled forms.
    #[arg(required = true, value_name = "FORM")]
    forms: Vec<PathBuf>,
    /// The dataset's folder (default: datasets/NAME, as the form names it).
    #[arg(long, value_name = "DATASET")]
    to: Option<PathBuf>,
    /// Layout of the form: a version of the national catalogue's software (2.2.4, 2.1.0), or a file.
    #[arg(long, value_name = "VERSION|FILE")]
    layout: Vec<String>,
    /// Say what would change; change nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    match &args.action {
        Action::Export(args) => export(args, context.language),
        Action::Import(args) => import(args, context.language),
    }
}

fn layouts(names: &[String]) -> Result<Vec<Layout>, pipeline::Error> {
    names
        .iter()
        .map(|name| pipeline::form_layout(name))
        .collect()
}

fn export(args: &Export, language: Language) -> anyhow::Result<Outcome> {
    let chosen = layouts(&args.layout)?;
    let forms: &[Form] = match args.form.as_str() {
        "1" => &[Form::Metadata],
        "2" => &[Form::Dictionary],
        _ => &[Form::Metadata, Form::Dictionary],
    };
    let mut written = Vec::new();
    if args.blank {
        for form in forms {
            written.push(pipeline::blank_form(*form, &chosen, &args.out)?);
        }
    }
    for path in &args.datasets {
        for folder in pipeline::find(path)? {
            for form in forms {
                written.push(pipeline::export_form(&folder, *form, &chosen, &args.out)?);
            }
        }
    }
    let word = Text {
        th: "เขียนแบบฟอร์มแล้ว:",
        en: "wrote",
    }
    .get(language);
    let mut out = String::new();
    for path in written {
        writeln!(out, "{word} {}", path.display())?;
    }
    terminal::print(&out)?;
    Ok(Outcome::Done)
}

fn import(args: &ImportArgs, language: Language) -> anyhow::Result<Outcome> {
    let options = ImportOptions {
        to: args.to.clone(),
        layouts: layouts(&args.layout)?,
        read: read::Options {
            legacy_reader: std::env::current_exe().ok(),
            ..read::Options::default()
        },
        dry_run: args.dry_run,
    };
    let import = pipeline::import_forms(&args.forms, &options)?;
    terminal::print(&told(&import, language)?)?;
    Ok(if import.is_faulty() {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

fn told(import: &Import, language: Language) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    let grave = Text {
        th: "ต้องแก้",
        en: "error",
    };
    let note = Text {
        th: "หมายเหตุ",
        en: "note",
    };
    for (file, remark) in &import.remarks {
        let word = if remark.grave { grave } else { note }.get(language);
        let (sheet, cell, message) = (&remark.sheet, remark.cell, remark.message.get(language));
        writeln!(out, "{word}: {file} {sheet}!{cell}: {message}")?;
    }
    if import.is_faulty() {
        let nothing = Text {
            th: "ไม่มีไฟล์ใดถูกแก้ ให้แก้ช่องที่ระบุแล้วนำเข้าอีกครั้ง",
            en: "nothing was changed; correct the cells named and import again",
        };
        writeln!(out, "{}", nothing.get(language))?;
        return Ok(out);
    }
    let nothing = Text {
        th: "(ไม่มี)",
        en: "(nothing)",
    }
    .get(language);
    let shown = |text: &str| {
        if text.is_empty() {
            nothing.to_owned()
        } else {
            format!("\"{}\"", text.replace('\n', " ⏎ "))
        }
    };
    for file in &import.files {
        writeln!(out, "{}", file.name)?;
        for change in &file.changes {
            let (before, after) = (shown(&change.before), shown(&change.after));
            writeln!(out, "  {}: {before} → {after}", change.path)?;
        }
    }
    let ending = match (import.files.is_empty(), import.written) {
        (true, _) => Text {
            th: "แบบฟอร์มตรงกับชุดข้อมูลอยู่แล้ว ไม่มีอะไรเปลี่ยน",
            en: "the forms say what the dataset says already; nothing changed",
        },
        (false, true) => Text {
            th: "แก้ไฟล์ข้างต้นแล้ว",
            en: "these files were replaced",
        },
        (false, false) => Text {
            th: "ลองดูเท่านั้น ยังไม่ได้แก้ไฟล์ใด",
            en: "a dry run: nothing was changed",
        },
    };
    writeln!(out, "{}", ending.get(language))?;
    Ok(out)
}
