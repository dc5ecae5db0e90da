//! Which reports a command gives, and where they go.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::cli::terminal;
use crate::model::language::Language;
use crate::model::report::Report;
use crate::render::{self, RENDERERS, Renderer};

/// Extensions of files that can be checked.
const DATA: [&str; 6] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv"];

/// Flags of a command that reports.
#[derive(Debug, clap::Args)]
pub(super) struct ReportFlags {
    #[arg(long, value_name = "NAME", value_parser = form, help = forms())]
    format: Vec<Form>,
    /// Write the report to a file instead of standard output; the n-th file takes the n-th format.
    #[arg(long, value_name = "FILE")]
    report: Vec<PathBuf>,
}

/// What a report is made as.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// A text about the files.
    Text(&'static Renderer),
    /// The checked workbook itself, with its faults marked.
    Workbook,
}

/// The name and the endings of the marked workbook.
const WORKBOOK: (&str, &[&str]) = ("xlsx", &["xlsx", "xlsm"]);

impl Form {
    fn name(self) -> &'static str {
        match self {
            Self::Text(renderer) => renderer.name,
            Self::Workbook => WORKBOOK.0,
        }
    }

    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Text(renderer) => renderer.endings,
            Self::Workbook => WORKBOOK.1,
        }
    }

    fn styled(self) -> bool {
        matches!(self, Self::Text(renderer) if renderer.styled)
    }

    fn all() -> impl Iterator<Item = Self> {
        let texts = RENDERERS.iter().map(|renderer| Self::Text(renderer));
        texts.chain([Self::Workbook])
    }
}

/// The form of a name; the answer to an unknown name is the names there are.
fn form(name: &str) -> Result<Form, String> {
    if name == WORKBOOK.0 {
        return Ok(Form::Workbook);
    }
    terminal::renderer(name)
        .map(Form::Text)
        .map_err(|names| format!("{names}, {}", WORKBOOK.0))
}

fn forms() -> String {
    let names: Vec<&str> = Form::all().map(Form::name).collect();
    format!(
        "Form of the report; may be repeated [default: text, or what the name of --report says] [forms: {}]",
        names.join(", ")
    )
}

/// Reports that were asked for: the form, and the file; without one it goes to standard output.
#[derive(Debug)]
pub(super) struct Wanted<'a>(Vec<(Form, Option<&'a Path>)>);

impl ReportFlags {
    /// What the flags ask for, refused where they contradict each other or would overwrite what is checked.
    pub(super) fn wanted(&self, inputs: &[PathBuf]) -> anyhow::Result<Wanted<'_>> {
        let count = self.format.len().max(self.report.len()).max(1);
        let mut wanted: Vec<(Form, _)> = Vec::with_capacity(count);
        for number in 0..count {
            let file = self.report.get(number).map(PathBuf::as_path);
            let form = match (self.format.get(number), file) {
                (Some(form), _) => *form,
                (None, Some(file)) => told_by_name(file)?,
                (None, None) => Form::Text(RENDERERS[0]),
            };
            match (form, file) {
                (_, Some(file)) => refuse_data(file, form, inputs)?,
                (Form::Workbook, None) => {
                    bail!("a workbook does not go to standard output; give --report marked.xlsx")
                }
                (Form::Text(_), None) => {}
            }
            if let Some((other, _)) = wanted.iter().find(|(_, other)| *other == file) {
                let names = format!("{} and {}", other.name(), form.name());
                match file {
                    Some(file) => bail!("{} is named for two reports, {names}", file.display()),
                    None => bail!(
                        "{names} cannot both go to standard output; give --report FILE for one of them"
                    ),
                }
            }
            wanted.push((form, file));
        }
        Ok(Wanted(wanted))
    }
}

impl Wanted<'_> {
    /// Whether a report shows cells and statistics.
    pub(super) fn detail(&self) -> bool {
        let detailed = |form: &Form| matches!(form, Form::Text(it) if it.needs_detail);
        self.0.iter().any(|(form, _)| detailed(form))
    }

    /// Renders every report; writes the files, all of them or none, then prints.
    pub(super) fn deliver(&self, report: &Report, language: Language) -> anyhow::Result<()> {
        let mut files = Vec::new();
        let mut printed = None;
        for (form, file) in &self.0 {
            let bytes = match form {
                Form::Text(renderer) => (renderer.render)(report, language),
                Form::Workbook => marked(report, language, *file)?,
            };
            match file {
                Some(file) => files.push((terminal::stage(&bytes, form.styled(), file)?, *file)),
                None => printed = Some((bytes, form.styled())),
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

/// The form whose ending a file's name has; the longest ending decides, so that `x.sarif.json` is no `json`.
fn told_by_name(file: &Path) -> anyhow::Result<Form> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_ascii_lowercase();
    let fitting = |ending: &&&str| {
        name.strip_suffix(**ending)
            .is_some_and(|stem| stem.ends_with('.'))
    };
    let longest = |form: Form| {
        form.endings()
            .iter()
            .filter(fitting)
            .map(|it| it.len())
            .max()
    };
    let best = Form::all().filter_map(|form| Some((longest(form)?, form)));
    match best.max_by_key(|(length, _)| *length) {
        Some((_, form)) => Ok(form),
        None => bail!(
            "the name {} does not say which form the report has; give --format, or a name such as report.html",
            file.display()
        ),
    }
}

/// A report is new or replaces a report; it never replaces what is checked.
fn refuse_data(file: &Path, form: Form, inputs: &[PathBuf]) -> anyhow::Result<()> {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let extension = extension.to_ascii_lowercase();
    let descriptor = file
        .file_name()
        .is_some_and(|name| name == "datapackage.json" || name == "tidy.json");
    let data = DATA.contains(&extension.as_str());
    if descriptor || (data && !form.endings().contains(&extension.as_str())) {
        bail!(
            "{} looks like data, not like a report; name a file such as report.txt",
            file.display()
        );
    }
    if matches!(form, Form::Workbook) {
        refuse_workbook(file, inputs)?;
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

/// A marked workbook replaces none that somebody wrote, and does not appear among the files of a dataset.
fn refuse_workbook(file: &Path, inputs: &[PathBuf]) -> anyhow::Result<()> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize();
    if let Ok(folder) = folder {
        let mut inputs = inputs.iter().filter(|input| input.is_dir());
        if inputs.any(|input| input.canonicalize().is_ok_and(|it| folder.starts_with(it))) {
            bail!(
                "{} would be among the files to check; write the marked workbook elsewhere",
                file.display()
            );
        }
    }
    let same = |input: &PathBuf| {
        let both = (input.canonicalize(), file.canonicalize());
        matches!(both, (Ok(input), Ok(file)) if input == file)
    };
    if inputs.iter().any(same) {
        bail!(
            "{} is among the files to check; write the report elsewhere",
            file.display()
        );
    }
    if file.exists() && !std::fs::read(file).is_ok_and(|bytes| render::is_annotated(&bytes)) {
        bail!(
            "{} is there already and is no marked workbook; give another name",
            file.display()
        );
    }
    Ok(())
}

/// The checked workbook with its faults marked.
fn marked(report: &Report, language: Language, file: Option<&Path>) -> anyhow::Result<Vec<u8>> {
    let subject = Path::new(render::subject(report)?);
    // Excel opens no workbook whose ending contradicts what it holds.
    let has = |path: &Path, ending: &str| {
        path.extension()
            .is_some_and(|it| it.eq_ignore_ascii_case(ending))
    };
    let ending = if has(subject, "xlsm") { "xlsm" } else { "xlsx" };
    if let Some(file) = file.filter(|file| !has(file, ending)) {
        bail!(
            "{} must end in .{ending}, as the workbook that was checked does",
            file.display()
        );
    }
    let fail = || format!("cannot read {}", subject.display());
    let original = std::fs::read(subject).with_context(fail)?;
    Ok(render::annotate(&original, report, language)?)
}
