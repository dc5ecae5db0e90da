//! `sheetpress score`

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::cli::{Context, Outcome, check::worse, terminal};
use crate::model::kpi::{self, Facts, Met, Score};
use crate::model::language::Language;
use crate::pipeline::{self, Dataset};
use crate::publish::evidence;
use crate::read;
use crate::render::{SCORE_FORMS, ScoreForm};

/// Arguments of `score`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dataset folders, or a folder of datasets.
    #[arg(required = true, value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    /// Folder of the embedded catalogue, where the evidence of the API is looked for.
    #[arg(long, value_name = "DIR", default_value = "./catalog")]
    catalog: PathBuf,
    /// Address under which people open the catalogue; links to the evidence begin with it.
    #[arg(long, value_name = "BASE", default_value = "http://127.0.0.1:8080", value_parser = site)]
    url: String,
    /// Form of the score: text, json or html (default: text, or what the name of --report says).
    #[arg(long, value_name = "NAME", value_parser = form)]
    format: Option<&'static ScoreForm>,
    /// Write the score to a file instead of standard output.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// The address of a site.
fn site(text: &str) -> Result<String, String> {
    let host = ["http://", "https://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let legal = |c: char| c.is_ascii_graphic() && !"\"<>?#\\`{}|^".contains(c);
    match host {
        Some(host) if !host.is_empty() && !host.starts_with('/') && host.chars().all(legal) => {
            Ok(text.to_owned())
        }
        _ => Err(
            "an address begins with http:// or https://, such as https://catalog.example.go.th"
                .to_owned(),
        ),
    }
}

/// The form of a name; the answer to an unknown name is the names there are.
fn form(name: &str) -> Result<&'static ScoreForm, String> {
    let found = SCORE_FORMS.iter().find(|form| form.name == name);
    found.copied().ok_or_else(|| {
        let names: Vec<&str> = SCORE_FORMS.iter().map(|form| form.name).collect();
        format!("the formats are {}", names.join(", "))
    })
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let form = chosen(args)?;
    let options = pipeline::Options {
        read: read::Options {
            legacy_reader: std::env::current_exe().ok(),
            ..read::Options::default()
        },
        ..pipeline::Options::default()
    };
    let scratch = tempfile::tempdir().context("cannot make a temporary folder")?;
    let mut outcome = Outcome::Done;
    let mut scores = Vec::new();
    for path in &args.datasets {
        for folder in pipeline::find(path)? {
            // One broken dataset does not stop the others; the exit code says that there was one.
            match dataset(&folder, scratch.path(), args, &options) {
                Ok(score) => {
                    outcome = worse(outcome, ended(&score));
                    scores.push(score);
                }
                Err(error) => {
                    terminal::complain(&error, super::help(&error), context.language);
                    outcome = worse(outcome, Outcome::Failed);
                }
            }
        }
    }
    if scores.is_empty() {
        return Ok(outcome);
    }
    let language = if form.handed_in {
        context.asked.unwrap_or(Language::Thai)
    } else {
        context.language
    };
    let bytes = (form.render)(&scores, language);
    match &args.report {
        Some(file) => terminal::place(terminal::stage(&bytes, form.styled, file)?, file)?,
        None => terminal::print_report(&bytes, form.styled)?,
    }
    Ok(outcome)
}

fn ended(score: &Score) -> Outcome {
    match score.met() {
        Met::Yes => Outcome::Done,
        Met::No => Outcome::Findings,
        Met::Unknown => Outcome::Incomplete,
    }
}

/// Builds a dataset in a folder that goes away, looks at the catalogue, and judges.
fn dataset(
    folder: &Path,
    scratch: &Path,
    args: &Args,
    options: &pipeline::Options,
) -> anyhow::Result<Score> {
    let shown = folder.display().to_string();
    let bar = terminal::busy(shown.clone());
    let dataset = Dataset::open(folder)?;
    let built = pipeline::build(folder, scratch, options)?;
    // A descriptor that cannot be understood has no name.
    let own = folder.file_name().unwrap_or_default().to_string_lossy();
    let name = if dataset.package.name.is_empty() {
        own.into_owned()
    } else {
        dataset.package.name.clone()
    };
    let release = built.release.as_ref();
    let shelf = evidence::shelf(&name, release, &args.catalog, &args.url)?;
    bar.finish_and_clear();
    Ok(kpi::score(&Facts {
        dataset: &name,
        folder: &shown,
        package: &dataset.package,
        report: &built.report,
        release,
        shelf: &shelf,
        licence_is_open: evidence::licence_is_open(&dataset.package),
    }))
}

/// The form that was asked for, refused where its file would overwrite what is scored.
fn chosen(args: &Args) -> anyhow::Result<&'static ScoreForm> {
    let Some(file) = &args.report else {
        return Ok(args.format.unwrap_or(SCORE_FORMS[0]));
    };
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let ending = ending.to_ascii_lowercase();
    let fits = |form: &&ScoreForm| form.endings.contains(&ending.as_str());
    let form = match args.format {
        Some(form) => Some(form).filter(fits),
        None => SCORE_FORMS.iter().copied().find(fits),
    };
    let Some(form) = form else {
        let endings: Vec<&str> = match args.format {
            Some(form) => form.endings.to_vec(),
            None => SCORE_FORMS
                .iter()
                .flat_map(|form| form.endings)
                .copied()
                .collect(),
        };
        bail!(
            "the name {} must end in .{}",
            file.display(),
            endings.join(" or .")
        );
    };
    let parent = file.parent().filter(|it| !it.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new(".")).canonicalize();
    if let Ok(parent) = parent {
        let mut inputs = args.datasets.iter().filter_map(|it| it.canonicalize().ok());
        if inputs.any(|input| parent.starts_with(input)) {
            bail!(
                "{} would be among the files of a dataset; write the score elsewhere",
                file.display()
            );
        }
    }
    Ok(form)
}
