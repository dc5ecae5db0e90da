//! No file makes the reader panic, run for long or fill the memory: a value comes out, or an error that says what is wrong.

mod costly;
mod damaged;

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use sheetpress::pipeline;

use crate::workbooks::{Package, file};

/// No file may take longer. A build for tests is many times slower than the one that people use.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });
/// Address space that a file may cost, in KiB: two threads with their stacks and heaps are most of it.
const MEMORY_KIB: u32 = 900_000;

/// Checks bytes as the program does, and returns the error's words, or `None` for a value.
fn outcome(suffix: &str, bytes: &[u8]) -> Option<String> {
    let file = file(suffix, bytes);
    let began = Instant::now();
    let result = pipeline::check_file(file.path(), &pipeline::Options::default());
    assert!(began.elapsed() < PATIENCE, "took {:?}", began.elapsed());
    result.err().map(|error| {
        let error: &dyn std::error::Error = &error;
        let mut words = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            write!(words, ": {cause}").unwrap();
            source = cause.source();
        }
        words
    })
}

/// The same in a process of its own that may not take more memory.
fn bounded(package: &Package) -> Option<String> {
    let file = package.save();
    let began = Instant::now();
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!(
        "ulimit -v {MEMORY_KIB}; exec \"$0\" check \"$1\" --lang en"
    ));
    if cfg!(not(unix)) {
        command = Command::new(env!("CARGO_BIN_EXE_sheetpress"));
        command.args(["check", "--lang", "en"]);
    } else {
        command.arg(env!("CARGO_BIN_EXE_sheetpress"));
    }
    let output = command.arg(file.path()).output().unwrap();
    assert!(began.elapsed() < PATIENCE, "took {:?}", began.elapsed());
    let words = String::from_utf8(output.stderr).unwrap();
    match output.status.code() {
        Some(0 | 1 | 3) => None,
        Some(2) => Some(words),
        other => panic!("ended with {other:?}: {words}"),
    }
}

#[track_caller]
fn refuses(package: &Package, words: &str) {
    let found = outcome(".xlsx", &package.zipped());
    assert!(
        found.as_deref().is_some_and(|found| found.contains(words)),
        "{found:?} does not say {words:?}"
    );
}

#[track_caller]
fn accepts(package: &Package) {
    assert_eq!(outcome(".xlsx", &package.zipped()), None);
}

#[track_caller]
fn refuses_cheaply(package: &Package, words: &str) {
    let found = bounded(package);
    assert!(
        found.as_deref().is_some_and(|found| found.contains(words)),
        "{found:?} does not say {words:?}"
    );
}

fn ordinary() -> Package {
    let rows: String = (1..=300)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>{}</v></c><c r=\"B{row}\" s=\"1\"><v>{row}.5</v></c><c r=\"C{row}\" t=\"inlineStr\"><is><t>แถว {row}</t></is></c></row>", row % 3))
        .collect();
    Package::sheet(&rows)
        .strings("<si><t>ก</t></si><si><t>ข</t></si><si><r><t>ค</t></r></si>")
        .styles(&["0", "14"])
}
