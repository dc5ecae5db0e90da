use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::json;
use tempfile::TempDir;

use crate::cli::{code, err, out, run, tidy_sheet, workbook};

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@a.example",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", err(&output));
    out(&output).trim().to_owned()
}

/// What action.yml runs, with the environment that it sets.
fn action(folder: &Path, base: &str, more: &[(&str, &str)]) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/check-changed");
    Command::new("bash")
        .arg(script)
        .env("SHEETPRESS", env!("CARGO_BIN_EXE_sheetpress"))
        .env("BASE", base)
        .env("SHEETPRESS_LANG", "en")
        .envs(more.iter().copied())
        .current_dir(folder)
        .output()
        .unwrap()
}

/// A dataset of one tidy sheet, and no more than a dataset needs.
fn small_dataset(root: &Path, name: &str) {
    let folder = root.join("datasets").join(name);
    fs::create_dir_all(&folder).unwrap();
    workbook(&folder, "prices.xlsx", tidy_sheet);
    let allow = |rule: &str| json!({ "rule": rule, "level": "allow", "reason": "an example" });
    let descriptor = json!({
        "name": name,
        "title": "ตัวอย่าง",
        "resources": [{ "name": "prices", "path": "prices.xlsx" }],
        "sheetpress": { "levels": [allow("metadata-missing"), allow("schema-missing")] },
    });
    fs::write(folder.join("datapackage.json"), descriptor.to_string()).unwrap();
}

/// A repository with two tidy datasets, committed.
fn repository() -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    small_dataset(folder.path(), "rice-price");
    small_dataset(folder.path(), "water-quality");
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-q", "-m", "two datasets"]);
    let base = git(folder.path(), &["rev-parse", "HEAD"]);
    (folder, base)
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "change"]);
}

fn break_it(folder: &Path, name: &str) -> String {
    let own = folder.join("datasets").join(name);
    workbook(&own, "prices.xlsx", |sheet| {
        tidy_sheet(sheet);
        sheet.write(2, 1, "๓๕ บาท").unwrap();
    });
    format!("datasets/{name}/prices.xlsx")
}

#[test]
fn a_pull_request_that_breaks_a_dataset_gets_annotations_that_name_the_cells() {
    let (folder, base) = repository();
    let at = folder.path();
    fs::write(at.join("notes.txt"), "nothing to do with data").unwrap();
    commit(at);
    let idle = action(at, &base, &[]);
    assert_eq!(
        (code(&idle), out(&idle).as_str()),
        (0, ""),
        "{}",
        err(&idle)
    );
    let file = break_it(at, "rice-price");
    commit(at);
    let refused = action(at, &base, &[("SARIF", "sheetpress.sarif")]);
    assert_eq!(code(&refused), 1, "{}", err(&refused));
    let annotation = out(&refused);
    let line = annotation
        .lines()
        .find(|line| line.contains("thai-digits"))
        .unwrap_or_else(|| panic!("{annotation}"));
    assert!(
        line.starts_with(&format!("::error file={file},line=3")),
        "{line}"
    );
    assert!(line.contains("B3"), "{line}");
    assert!(!annotation.contains("water-quality"), "{annotation}");
    let sarif: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(at.join("sheetpress.sarif")).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    // Without a commit to compare with, every dataset is checked.
    let all = action(at, "0000000000000000000000000000000000000000", &[]);
    assert_eq!(code(&all), 1);
}

#[test]
fn a_change_of_schema_or_dictionary_or_of_what_all_share_is_a_change_of_the_dataset() {
    let (folder, _) = repository();
    let at = folder.path();
    break_it(at, "rice-price");
    let concerns = |files: &[&str]| {
        let mut arguments = vec!["check", "--datasets-of", "--format", "csv"];
        arguments.extend(files);
        let output = run(at, &arguments);
        (code(&output), out(&output).contains("rice-price"))
    };
    assert_eq!(concerns(&["schemas/rice-price/prices.json"]), (1, true));
    assert_eq!(concerns(&["dictionaries/rice-price/gone.csv"]), (1, true));
    assert_eq!(concerns(&["datasets/rice-price/tidy.json"]), (1, true));
    assert_eq!(concerns(&["dictionaries/shared/provinces.csv"]), (1, true));
    assert_eq!(
        concerns(&["datasets/water-quality/datapackage.json"]),
        (0, false)
    );
    assert_eq!(concerns(&["README.md", "schemas/none/x.json"]), (0, false));
}

#[test]
fn the_action_and_the_hook_name_what_is_there() {
    let action = fs::read_to_string("action.yml").unwrap();
    let hook = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    for name in [
        "SHEETPRESS",
        "BASE",
        "DATASETS",
        "FAIL_ON",
        "BASELINE",
        "SARIF",
        "SHEETPRESS_LANG",
    ] {
        let script = fs::read_to_string(".ci/check-changed").unwrap();
        assert!(
            action.contains(&format!("{name}:")) && script.contains(name),
            "{name}"
        );
    }
    assert!(
        action.contains(".ci/check-changed") && hook.contains("sheetpress check --datasets-of")
    );
}
