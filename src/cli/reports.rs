//! Which reports a command gives, and where they go.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::cli::terminal;
use crate::model::language::Language;
use crate::model::report::Report;
use crate::render::{RENDERERS, Renderer};

/// Extensions of files that can be checked.
const DATA: [&str; 6] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv"];

/// Flags of a command that reports.
#[derive(Debug, clap::Args)]
pub(super) struct ReportFlags {
    #[arg(long, value_name = "NAME", value_parser = terminal::renderer, help = forms())]
    format: Vec<&'static Renderer>,
    /// Write the report to a file instead of standard output; the n-th file takes the n-th format.
    #[arg(long, value_name = "FILE")]
    report: Vec<PathBuf>,
}

fn forms() -> String {
    let names: Vec<&str> = RENDERERS.iter().map(|renderer| renderer.name).collect();
    format!(
        "Form of the report; may be repeated [default: text, or what the name of --report says] [forms: {}]",
        names.join(", ")
    )
}

/// Reports that were asked for: the form, and the file; without one it goes to standard output.
#[derive(Debug)]
pub(super) struct Wanted<'a>(Vec<(&'static Renderer, Option<&'a Path>)>);

impl ReportFlags {
    /// What the flags ask for, refused where they contradict each other or would overwrite what is checked.
    pub(super) fn wanted(&self, inputs: &[PathBuf]) -> anyhow::Result<Wanted<'_>> {
        let count = self.format.len().max(self.report.len()).max(1);
        let mut wanted: Vec<(&'static Renderer, _)> = Vec::with_capacity(count);
        for number in 0..count {
            let file = self.report.get(number).map(PathBuf::as_path);
            let renderer = match (self.format.get(number), file) {
                (Some(renderer), _) => *renderer,
                (None, Some(file)) => told_by_name(file)?,
                (None, None) => RENDERERS[0],
            };
            if let Some(file) = file {
                refuse_data(file, renderer, inputs)?;
            }
            if let Some((other, _)) = wanted.iter().find(|(_, other)| *other == file) {
                let names = format!("{} and {}", other.name, renderer.name);
                match file {
                    Some(file) => bail!("{} is named for two reports, {names}", file.display()),
                    None => bail!(
                        "{names} cannot both go to standard output; give --report FILE for one of them"
                    ),
                }
            }
            wanted.push((renderer, file));
        }
        Ok(Wanted(wanted))
    }
}

impl Wanted<'_> {
    /// Whether a report shows cells and statistics.
    pub(super) fn detail(&self) -> bool {
        self.0.iter().any(|(renderer, _)| renderer.needs_detail)
    }

    /// Renders every report; writes the files, all of them or none, then prints.
    pub(super) fn deliver(&self, report: &Report, language: Language) -> anyhow::Result<()> {
        let mut files = Vec::new();
        let mut printed = None;
        for (renderer, file) in &self.0 {
            let bytes = (renderer.render)(report, language);
            match file {
                Some(file) => files.push((terminal::stage(&bytes, renderer.styled, file)?, *file)),
                None => printed = Some((bytes, renderer.styled)),
            }
        }
        for (whole, file) in files {
            terminal::place(whole, file)?;
        }
        printed.map_or(Ok(()), |(bytes, styled)| {
            terminal::print_report(&bytes, styled)
        })
    }
}

/// The renderer whose ending a file's name has; the longest ending decides, so that `x.sarif.json` is no `json`.
fn told_by_name(file: &Path) -> anyhow::Result<&'static Renderer> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_ascii_lowercase();
    let fitting = |ending: &&&str| {
        name.strip_suffix(**ending)
            .is_some_and(|stem| stem.ends_with('.'))
    };
    let longest = |renderer: &Renderer| {
        renderer
            .endings
            .iter()
            .filter(fitting)
            .map(|it| it.len())
            .max()
    };
    let best = RENDERERS
        .iter()
        .filter_map(|renderer| Some((longest(renderer)?, *renderer)));
    match best.max_by_key(|(length, _)| *length) {
        Some((_, renderer)) => Ok(renderer),
        None => bail!(
            "the name {} does not say which form the report has; give --format, or a name such as report.html",
            file.display()
        ),
    }
}

/// A report is new or replaces a report; it never replaces what is checked.
fn refuse_data(file: &Path, renderer: &Renderer, inputs: &[PathBuf]) -> anyhow::Result<()> {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let extension = extension.to_ascii_lowercase();
    let descriptor = file
        .file_name()
        .is_some_and(|name| name == "datapackage.json" || name == "tidy.json");
    let data = DATA.contains(&extension.as_str());
    if descriptor || (data && !renderer.endings.contains(&extension.as_str())) {
        bail!(
            "{} looks like data, not like a report; name a file such as report.txt",
            file.display()
        );
    }
    let (Ok(file), true) = (file.canonicalize(), data) else {
        return Ok(());
    };
    let mut inputs = inputs.iter().filter_map(|input| input.canonicalize().ok());
    if inputs.any(|input| file.starts_with(input)) {
        bail!(
            "{} is among the files to check; write the report elsewhere",
            file.display()
        );
    }
    Ok(())
}
