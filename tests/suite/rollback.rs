//! `releases` and `rollback`, as a user types them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use crate::cli::{code, dataset, err, out, run};
use crate::score::{NAME, edit};

/// A catalogue that holds a second release of a dataset, with another title.
fn twice() -> TempDir {
    let root = TempDir::new().unwrap();
    let folder = dataset(root.path(), NAME);
    ok(root.path(), &["publish", "datasets"]);
    edit(&folder, |it| it["title"] = "ช่องทางสื่อ".into());
    ok(root.path(), &["publish", "datasets"]);
    root
}

fn ok(root: &Path, arguments: &[&str]) -> String {
    let output = run(root, arguments);
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    out(&output)
}

fn json(root: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&ok(root, arguments)).unwrap()
}

/// Every file of the catalogue with its content.
fn state(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.join("catalog")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn the_release_before_comes_back_as_a_new_one() {
    let root = twice();
    let root = root.path();
    let text = ok(root, &["rollback", NAME]);
    assert!(text.contains("release 1 is back as release 3"), "{text}");
    assert!(text.contains("title"), "the plan is shown: {text}");
    // The catalogue holds what the first descriptor builds.
    let folder = root.join("datasets").join(NAME);
    let first = fs::read(Path::new("datasets").join(NAME).join("datapackage.json")).unwrap();
    fs::write(folder.join("datapackage.json"), first).unwrap();
    let plan = json(root, &["plan", "datasets", "--format", "json"]);
    let changes = plan["plans"][0]["changes"].as_array().unwrap();
    assert!(!changes.is_empty());
    assert!(changes.iter().all(|it| it["mark"] == "="), "{plan}");
    let listed = json(root, &["releases", "--format", "json"]);
    let releases = listed["datasets"][0]["releases"].as_array().unwrap();
    let told: Vec<_> = releases
        .iter()
        .map(|it| {
            let from = it["rolled_back_from"].as_u64();
            (it["release"].as_u64().unwrap(), it["current"] == true, from)
        })
        .collect();
    assert_eq!(
        told,
        [(1, false, None), (2, false, None), (3, true, Some(1))]
    );
    assert!(
        releases
            .iter()
            .all(|it| it["missing"] == Value::Array(Vec::new()))
    );
    assert_eq!(releases[1]["changes"]["en"], "metadata");
    // The one before is now the second.
    let text = ok(root, &["rollback", NAME, "--lang", "th"]);
    assert!(text.contains("นำรุ่นที่ 2 กลับมาเป็นรุ่นที่ 4"), "{text}");
}

#[test]
fn what_is_there_already_is_not_written_again() {
    let root = twice();
    let root = root.path();
    ok(root, &["rollback", NAME]);
    let before = state(root);
    for number in ["1", "3"] {
        let text = ok(root, &["rollback", NAME, "--release", number]);
        assert!(text.contains("nothing was written"), "{text}");
        assert!(state(root) == before, "{number}: the catalogue changed");
    }
}

#[test]
fn what_cannot_come_back_is_told_with_what_can() {
    let root = TempDir::new().unwrap();
    let root = root.path();
    dataset(root, NAME);
    let output = run(root, &["rollback", NAME]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("nothing is kept"), "{}", err(&output));
    assert!(!root.join("catalog").exists(), "nothing is made by asking");
    ok(root, &["publish", "datasets"]);
    let before = state(root);
    for (arguments, said) in [
        (&["rollback", NAME][..], "comes before number 1"),
        (&["rollback", NAME, "--release", "9"][..], "kept: 1"),
        (&["rollback", "other"][..], NAME),
        (&["rollback", NAME, "--release", "0"][..], "--release"),
        (&["releases", "other"][..], NAME),
    ] {
        let output = run(root, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains(said), "{}", err(&output));
    }
    let output = run(root, &["rollback", NAME, "--release", "9", "--lang", "th"]);
    assert!(err(&output).contains("รุ่นที่เก็บไว้: 1"), "{}", err(&output));
    assert!(state(root) == before, "a refusal changes nothing");
}

#[test]
fn a_release_whose_file_is_damaged_does_not_come_back() {
    let root = twice();
    let root = root.path();
    let record = root.join(format!("catalog/releases/catalog/{NAME}/1.json"));
    let record: Value = serde_json::from_str(&fs::read_to_string(record).unwrap()).unwrap();
    let files = record["files"].as_array().unwrap();
    let of = |path: &str| {
        let file = files.iter().find(|it| it["path"] == path).unwrap();
        let sha256 = file["sha256"].as_str().unwrap().to_owned();
        root.join("catalog/files").join(&sha256[..2]).join(sha256)
    };
    let descriptor = of("datapackage.json");
    fs::write(&descriptor, "{}").unwrap();
    let before = state(root);
    let output = run(root, &["rollback", NAME]);
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).contains("datapackage.json is damaged"),
        "{}",
        err(&output)
    );
    assert!(state(root) == before, "nothing was published");
    fs::remove_file(&descriptor).unwrap();
    let output = run(root, &["rollback", NAME]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("is missing"), "{}", err(&output));
    let text = ok(root, &["releases", NAME]);
    assert!(text.contains("release 1 lacks 1 of its files"), "{text}");
}

#[test]
fn releases_stand_in_columns_in_both_languages() {
    let root = twice();
    let root = root.path();
    ok(root, &["rollback", NAME]);
    for (language, heading, changed) in [
        ("en", "what changed", "release 1 brought back"),
        ("th", "สิ่งที่เปลี่ยน", "นำรุ่นที่ 1 กลับมา"),
    ] {
        let text = ok(root, &["releases", "--lang", language]);
        let mut lines = text.lines();
        assert!(lines.next().unwrap().starts_with(NAME), "{text}");
        let head = lines.next().unwrap();
        let at = |line: &str, part: &str| line.split_once(part).unwrap().0.width();
        let newest = lines.next().unwrap();
        assert!(newest.trim_start().starts_with("* 3"), "{text}");
        assert_eq!(at(newest, changed), at(head, heading), "{text}");
        let (second, first) = (lines.next().unwrap(), lines.next().unwrap());
        // A day begins where the day above begins.
        assert_eq!(at(second, "20"), at(newest, "20"), "{text}");
        assert_eq!(at(first, "20"), at(newest, "20"), "{text}");
        assert!(!text.contains('\u{1b}'), "styles in a pipe");
    }
}

#[test]
fn a_record_that_cannot_be_read_is_named_and_hides_no_other() {
    let root = twice();
    let root = root.path();
    let record = root.join(format!("catalog/releases/catalog/{NAME}/1.json"));
    fs::write(&record, "{").unwrap();
    let output = run(root, &["releases", NAME]);
    assert_eq!(code(&output), 3, "{}", err(&output));
    let text = out(&output);
    assert!(
        text.contains("* 2") && text.contains("release 1 cannot be read"),
        "{text}"
    );
    assert!(text.contains("1.json"), "{text}");
}

#[test]
fn a_folder_without_releases_says_so() {
    let root = TempDir::new().unwrap();
    let text = ok(root.path(), &["releases"]);
    assert!(text.contains("no release is kept"), "{text}");
    assert!(!root.path().join("catalog").exists());
}
