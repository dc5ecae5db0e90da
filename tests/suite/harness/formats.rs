//! The same faults in `.xls` and `.ods`, as `LibreOffice` converts them, for the rules whose evidence those formats carry to
//! us: values and their types. Runs where `SHEETPRESS_LIBREOFFICE` is set, as `.ci/run` does.

use std::path::Path;
use std::process::Command;

use sheetpress::pipeline;
use sheetpress::validate::{self, rule::Check};
use tempfile::TempDir;

use super::defects::all;
use super::dice::Dice;
use super::{Said, expected, said, share, tidy};

/// Rules whose evidence calamine does not give for these formats: looks, merges, objects, notes, formulas and the like.
/// `.csv` alone has delimiters; `legacy-format` speaks of every such file.
fn is_carried(rule: &str, format: &str) -> bool {
    let by_value = ["several-tables-in-sheet", "blank-sheet"];
    let needs_more = [
        "merged-header",
        "merged-body",
        "group-row",
        "indented-hierarchy",
        "constant-in-formula-column",
        "text-as-number",
        "percent-scale",
        "excel-1900-bug",
        "buddhist-era-date",
    ];
    match validate::rule(rule).map(|rule| rule.check) {
        Some(Check::Sheet(_)) => by_value.contains(&rule),
        Some(Check::Table(_) | Check::Column(_)) => {
            let lost = format == "ods" && rule == "error-value";
            !needs_more.contains(&rule) && !lost
        }
        _ => false,
    }
}

fn convert(folder: &Path, format: &str) {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "xlsx"))
        .collect();
    files.sort();
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let output = Command::new("soffice")
        .args([
            "--headless",
            "--norestore",
            &profile,
            "--convert-to",
            format,
            "--outdir",
        ])
        .arg(folder)
        .args(files)
        .output()
        .unwrap_or_else(|error| panic!("LibreOffice is asked for and cannot be run: {error}"));
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn what_other_formats_carry_is_found_there_too() {
    if std::env::var_os("SHEETPRESS_LIBREOFFICE").is_none() {
        println!("not run: SHEETPRESS_LIBREOFFICE is not set");
        return;
    }
    let folder = TempDir::new().unwrap();
    let mut due = Vec::new();
    for (number, defect) in (0u64..).zip(all()) {
        let put = (0..2_000).find_map(|seed| {
            let mut dice = Dice::new(5_000_000 + number * 10_000 + seed);
            let mut book = tidy::tidy(&mut dice);
            let list = (defect.put)(&mut book, &mut dice)?;
            Some((book, list))
        });
        let (mut book, list) = put.unwrap_or_else(|| panic!("no table can carry: {}", defect.name));
        book.file = format!("{number}.xlsx");
        book.write(folder.path());
        due.push((defect.name, number, expected(&list)));
    }
    for format in ["xls", "ods"] {
        convert(folder.path(), format);
        let (mut right, mut cases, mut notes) = (0, 0, Vec::new());
        for (name, number, due) in &due {
            let path = folder.path().join(format!("{number}.{format}"));
            let report = pipeline::check_file(&path, &pipeline::Options::default()).unwrap();
            let carried = |said: Said| -> Said {
                let kept = said
                    .into_iter()
                    .filter(|(rule, _)| is_carried(rule, format));
                kept.collect()
            };
            let (due, found) = (carried(due.clone()), carried(said(&report.findings)));
            if due.is_empty() && found.is_empty() {
                continue;
            }
            cases += 1;
            if due == found {
                right += 1;
            } else {
                let names = |said: &Said| said.keys().cloned().collect::<Vec<_>>().join(" ");
                notes.push(format!(
                    "{name}: due {}, said {}",
                    names(&due),
                    names(&found)
                ));
            }
        }
        println!("{format}: {right} of {cases} as in .xlsx");
        assert!(
            share(right, cases) >= 0.95,
            "{format}: {right} of {cases}\n{}",
            notes.join("\n")
        );
    }
}
