//! Output, errors and the language of the surroundings.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use tempfile::NamedTempFile;

use crate::model::language::{Language, Message, Text};
use crate::render::{RENDERERS, Renderer};
use crate::validate::profiles::{self, PROFILES, Profile};

/// The language that the environment asks for: Thai if it names Thai, else English.
pub(super) fn language() -> Language {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if named.is_some_and(|value| value.starts_with("th")) {
        Language::Thai
    } else {
        Language::English
    }
}

/// Prints text to standard output; colours only where a terminal shows them.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    print_report(text.as_bytes(), true)
}

fn written(mut out: impl Write, bytes: &[u8]) -> anyhow::Result<()> {
    // Whoever reads our output may have seen enough; the work and its exit code go on.
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prints a line to standard error.
pub(super) fn tell(text: &str) {
    // Nobody is left to tell if standard error is closed.
    let _unheard = writeln!(anstream::AutoStream::auto(io::stderr()), "{text}");
}

/// Prints an error with its causes and what to do about it.
pub(super) fn complain(error: &anyhow::Error, help: Option<Message>, language: Language) {
    let word = Text {
        th: "ทำงานไม่สำเร็จ",
        en: "error",
    }
    .get(language);
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let mut causes: Vec<String> = Vec::new();
    for cause in error.chain() {
        let text = cause.to_string();
        // A transparent error says what its source says.
        if causes.last() != Some(&text) {
            causes.push(text);
        }
    }
    let said = super::headline(error).map_or_else(
        || causes.join(": "),
        |headline| headline.get(language).to_owned(),
    );
    tell(&format!("{style}{word}{style:#}: {said}"));
    if let Some(help) = help {
        let word = Text {
            th: "วิธีแก้",
            en: "help",
        }
        .get(language);
        let style = anstyle::AnsiColor::Green.on_default().bold();
        tell(&format!("{style}{word}{style:#}: {}", help.get(language)));
    }
}

/// Whether the reader of our output went away.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// The profile of a name; the answer to an unknown name is the names there are.
pub(super) fn profile(name: &str) -> Result<&'static Profile, String> {
    profiles::profile(name).ok_or_else(|| {
        let names: Vec<_> = PROFILES.iter().map(|it| it.name).collect();
        format!("the profiles are {}", names.join(", "))
    })
}

/// The renderer of a name; the answer to an unknown name is the names there are.
pub(super) fn renderer(name: &str) -> Result<&'static Renderer, String> {
    let names = || {
        RENDERERS
            .iter()
            .map(|renderer| renderer.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    RENDERERS
        .iter()
        .find(|renderer| renderer.name == name)
        .copied()
        .ok_or_else(|| format!("the formats are {}", names()))
}

/// Prints a report; one without styles goes out byte for byte.
pub(super) fn print_report(report: &[u8], styled: bool) -> anyhow::Result<()> {
    if styled {
        return written(anstream::AutoStream::auto(io::stdout()).lock(), report);
    }
    written(io::stdout().lock(), report)
}

/// Writes a report beside its place, without styles, so that it is there whole before anything is replaced.
pub(super) fn stage(report: &[u8], styled: bool, file: &Path) -> anyhow::Result<NamedTempFile> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let fail = || format!("cannot write {}", file.display());
    let mut whole = beside(folder).with_context(fail)?;
    let bytes = if styled {
        anstream::adapter::strip_bytes(report).into_vec()
    } else {
        report.to_vec()
    };
    whole.write_all(&bytes).with_context(fail)?;
    Ok(whole)
}

/// A new file that others may read, as far as the user's mask lets them: a report is made to be passed on.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Moves a whole report to its place.
pub(super) fn place(whole: NamedTempFile, file: &Path) -> anyhow::Result<()> {
    let fail = || format!("cannot write {}", file.display());
    whole.persist(file).with_context(fail)?;
    Ok(())
}

/// A spinner on a terminal, nothing in a pipe.
pub(super) fn busy(text: String) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message(text);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
