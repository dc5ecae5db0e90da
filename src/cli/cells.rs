//! `sheetpress cells`

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use serde_json::{Value as Json, json};

use crate::cli::Outcome;
use crate::model::address::CellRef;
use crate::model::cell::Value;
use crate::model::strings::Strings;
use crate::model::workbook::Format;
use crate::read;

/// Arguments of `cells`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The workbook.
    workbook: PathBuf,
    /// Print this sheet only.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut options = read::Options {
        legacy_reader: std::env::current_exe().ok(),
        ..read::Options::default()
    };
    options.limits.legacy_seconds = options.limits.legacy_seconds.max(1);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let wanted = |sheet: &str| args.sheet.as_deref().is_none_or(|name| name == sheet);
    if read::format(&args.workbook, &options)? == Format::Xlsx {
        read::visit_cells(&args.workbook, &options.limits, |cell| {
            if wanted(cell.sheet) {
                line(
                    &mut out,
                    cell.sheet,
                    cell.at,
                    cell.value,
                    cell.format,
                    cell.strings,
                )?;
            }
            Ok(())
        })?;
    } else {
        let workbook = read::open(&args.workbook, &options)?;
        for sheet in workbook.sheets.iter().filter(|sheet| wanted(&sheet.name)) {
            let Some(used) = sheet.used() else { continue };
            for row in used.first.row..=used.last.row {
                for column in used.first.column..=used.last.column {
                    let at = CellRef::new(row, column);
                    line(
                        &mut out,
                        &sheet.name,
                        at,
                        sheet.cell(at).value(),
                        "",
                        &workbook.strings,
                    )?;
                }
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn line(
    out: &mut dyn Write,
    sheet: &str,
    at: CellRef,
    value: Value,
    format: &str,
    strings: &Strings,
) -> std::io::Result<()> {
    let shown = match value {
        Value::Empty => return Ok(()),
        // Digits as they are: a number goes through no float on its way to JSON.
        Value::Number(number) => number
            .to_string()
            .parse::<serde_json::Number>()
            .map_or(Json::Null, Json::Number),
        Value::Bool(truth) => json!(truth),
        other => json!(other.to_text(strings)),
    };
    let object = json!({ "sheet": sheet, "cell": at.to_string(), "kind": value.kind(), "value": shown, "format": format });
    writeln!(out, "{object}")
}
