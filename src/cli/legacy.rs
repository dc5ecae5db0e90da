//! The hidden command that reads a legacy workbook in a process of its own; see `read::legacy`.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::bail;

use crate::cli::Outcome;
use crate::model::workbook::Format;
use crate::read::{Limits, legacy};

/// Arguments of the hidden command.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    path: PathBuf,
    format: String,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let format = [Format::Xls, Format::Xlsb, Format::Ods]
        .into_iter()
        .find(|format| format.extension() == args.format);
    let Some(format) = format else {
        bail!("\"{}\" is no legacy format", args.format)
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    legacy::dump(&args.path, format, Limits::default().legacy_cells, &mut out)?;
    out.flush()?;
    Ok(Outcome::Done)
}
