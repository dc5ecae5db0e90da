//! Output, errors and the language of the surroundings.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};

use crate::model::language::{Language, Message, Text};
use crate::render::{RENDERERS, Renderer};

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
    let mut out = anstream::AutoStream::auto(io::stdout()).lock();
    // Whoever reads our output may have seen enough; the work and its exit code go on.
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
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
    tell(&format!("{style}{word}{style:#}: {}", causes.join(": ")));
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

/// Prints a report, or writes it to a file.
pub(super) fn deliver(text: &str, file: Option<&Path>) -> anyhow::Result<()> {
    let Some(file) = file else { return print(text) };
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let fail = || format!("cannot write {}", file.display());
    let mut whole = tempfile::NamedTempFile::new_in(folder).with_context(fail)?;
    let plain = anstream::adapter::strip_str(text).to_string();
    whole.write_all(plain.as_bytes()).with_context(fail)?;
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
