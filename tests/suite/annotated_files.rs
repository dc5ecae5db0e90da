use std::fs;
use std::path::Path;
use std::process::Command;

use sheetpress::model::language::Language;
use tempfile::TempDir;

use crate::annotated::{Marked, mark, marks_stand, reopened, same_sheets};
use crate::annotated_rich::rich;
use crate::cli::{code, err, out, run, tidy_sheet, workbook};
use crate::workbooks::cells;

#[test]
fn the_command_writes_the_marked_workbook_and_leaves_the_original() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    let original = rich();
    fs::write(root.join("source.xlsx"), &original).unwrap();
    for flags in [
        &["--report", "marked.xlsx"][..],
        &["--format", "xlsx", "--report", "marked.xlsx"],
        &[
            "--format",
            "text",
            "--format",
            "xlsx",
            "--report",
            "r.txt",
            "--report",
            "marked.xlsx",
        ],
    ] {
        let arguments = [&["check", "source.xlsx"], flags].concat();
        let output = run(root, &arguments);
        assert_eq!(code(&output), 1, "{}", err(&output));
        assert_eq!(out(&output), "");
    }
    let bytes = fs::read(root.join("marked.xlsx")).unwrap();
    let report = mark(original.clone(), ".xlsx", Language::English).report;
    let marked = Marked {
        original,
        report,
        bytes,
    };
    same_sheets(&marked, 1);
    marks_stand(&marked, 0);
    assert_eq!(fs::read(root.join("source.xlsx")).unwrap(), marked.original);
}

#[test]
fn a_workbook_is_never_written_over_another() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    workbook(root, "a.xlsx", tidy_sheet);
    workbook(root, "b.xlsx", tidy_sheet);
    fs::write(root.join("data.csv"), "a,b\n1,2\n3,4\n").unwrap();
    fs::create_dir(root.join("in")).unwrap();
    workbook(&root.join("in"), "c.xlsx", tidy_sheet);
    let before = fs::read(root.join("b.xlsx")).unwrap();
    for (arguments, said) in [
        ("a.xlsx --report a.xlsx", "among the files to check"),
        (
            "a.xlsx --format xlsx --report ./a.xlsx",
            "among the files to check",
        ),
        ("a.xlsx --report b.xlsx", "is no marked workbook"),
        ("a.xlsx --format xlsx", "give --report marked.xlsx"),
        ("a.xlsx --format xlsx --report m.txt", "must end in .xlsx"),
        ("a.xlsx --report m.xlsm", "must end in .xlsx"),
        ("a.xlsx b.xlsx --report m.xlsx", "about 2 Excel workbooks"),
        ("data.csv --report m.xlsx", "about 0 Excel workbooks"),
        ("in --report in/m.xlsx", "would be among the files to check"),
    ] {
        let arguments: Vec<&str> = ["check"].into_iter().chain(arguments.split(' ')).collect();
        let output = run(root, &arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", err(&output));
        assert!(
            err(&output).contains(said),
            "{arguments:?}: {}",
            err(&output)
        );
        assert!(!root.join("m.xlsx").exists() && !root.join("in/m.xlsx").exists());
    }
    assert_eq!(fs::read(root.join("b.xlsx")).unwrap(), before);
}

#[test]
fn a_dataset_with_one_workbook_gives_its_workbook_back() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    crate::cli::dataset(root, "budget-disbursement");
    let output = run(
        root,
        &[
            "check",
            "datasets/budget-disbursement",
            "--report",
            "m.xlsx",
        ],
    );
    assert!(code(&output) < 2, "{}", err(&output));
    let workbook = reopened(&fs::read(root.join("m.xlsx")).unwrap());
    assert_eq!(workbook.sheets[0].name, "sheetpress");
}

/// `LibreOffice` opens a marked workbook, saves it anew, and all of it is still there.
#[test]
fn libreoffice_keeps_values_and_notes() {
    if std::env::var_os("SHEETPRESS_LIBREOFFICE").is_none() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    let dataset = fs::read("datasets/cybersecurity-action-plan/cybersecurity-action-plan.xlsx");
    for (name, original) in [("rich", rich()), ("dataset", dataset.unwrap())] {
        let marked = mark(original, ".xlsx", Language::Thai);
        let path = root.join(format!("{name}.xlsx"));
        fs::write(&path, &marked.bytes).unwrap();
        convert(root, &path, "xlsx:Calc MS Excel 2007 XML", "again");
        convert(root, &path, "pdf", "print");
        assert!(root.join("print").join(format!("{name}.pdf")).exists());
        let again = fs::read(root.join("again").join(format!("{name}.xlsx"))).unwrap();
        let (before, after) = (reopened(&marked.bytes), reopened(&again));
        assert_eq!(after.sheets.len(), before.sheets.len());
        for (number, sheet) in before.sheets.iter().enumerate() {
            assert_eq!(
                cells(&after, number),
                cells(&before, number),
                "{}",
                sheet.name
            );
            let notes = |workbook: &sheetpress::model::workbook::Workbook| {
                let mut notes: Vec<_> = workbook.sheets[number]
                    .facts
                    .comments
                    .iter()
                    .map(|it| (it.cell, it.text.split_whitespace().collect::<String>()))
                    .collect();
                notes.sort();
                notes
            };
            assert_eq!(notes(&after), notes(&before), "{}", sheet.name);
            assert_eq!(
                after.sheets[number].facts.objects.len(),
                sheet.facts.objects.len()
            );
        }
        marks_stand(
            &Marked {
                bytes: again,
                ..marked
            },
            0,
        );
    }
}

fn convert(root: &Path, file: &Path, form: &str, out: &str) {
    let output = Command::new("soffice")
        .arg("--headless")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            root.join("profile").display()
        ))
        .args(["--convert-to", form, "--outdir"])
        .arg(root.join(out))
        .arg(file)
        .output()
        .unwrap_or_else(|error| {
            panic!("SHEETPRESS_LIBREOFFICE is set, but soffice does not run: {error}")
        });
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
