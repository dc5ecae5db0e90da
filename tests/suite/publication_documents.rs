//! Plans, receipts and kept releases are what their JSON Schemas say.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::{code, dataset, err, out, run};
use crate::score::{NAME, edit};

fn validator(profile: &str) -> jsonschema::Validator {
    let text = fs::read_to_string(Path::new("schemas/profiles").join(profile)).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn errors(validator: &jsonschema::Validator, document: &Value) -> Vec<String> {
    let errors = validator.iter_errors(document);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// Every JSON file of a folder, parsed.
fn documents(folder: &Path) -> Vec<(PathBuf, Value)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(documents(&path));
        } else {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, serde_json::from_str(&text).unwrap()));
        }
    }
    found
}

#[test]
fn what_publishing_gives_out_is_what_the_schemas_say() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let folder = dataset(root, NAME);
    let plans = validator("publication-plan.json");
    let ok = |arguments: &[&str]| {
        let output = run(root, arguments);
        assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
        out(&output)
    };
    let planned = || {
        let printed = ok(&["plan", "datasets", "--format", "json"]);
        let document: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(errors(&plans, &document), Vec::<String>::new());
        assert_eq!(document["plans"][0]["dataset"], NAME);
        document
    };
    // New, then unchanged, then with another title and a file less.
    assert_eq!(planned()["plans"][0]["base"], Value::Null);
    ok(&["publish", "datasets"]);
    let same = planned();
    assert!(same["plans"][0]["base"].is_object(), "{same}");
    edit(&folder, |it| it["title"] = "ช่องทางสื่อ".into());
    let changed = planned();
    assert_ne!(changed["hash"], same["hash"]);
    ok(&["plan", "datasets", "--save", "saved.json"]);
    let saved = fs::read_to_string(root.join("saved.json")).unwrap();
    let saved: Value = serde_json::from_str(&saved).unwrap();
    assert_eq!(saved, changed, "what is saved is what is printed");
    ok(&["publish", "datasets"]);
    ok(&["rollback", NAME]);
    for (profile, place) in [
        ("receipt.json", "receipts"),
        ("kept-release.json", "releases"),
    ] {
        let validator = validator(profile);
        let documents = documents(&root.join("catalog").join(place));
        assert_eq!(documents.len(), 3, "{place}");
        for (path, document) in &documents {
            assert_eq!(
                errors(&validator, document),
                Vec::<String>::new(),
                "{}",
                path.display()
            );
            let back = path.ends_with("3.json") || path.ends_with(format!("{NAME}-3.json"));
            let from = document.get("rolled_back_from");
            assert_eq!(from, back.then_some(&json!(1)), "{}", path.display());
        }
    }
}

const MOMENT: &str = "2026-11-20T15:00:11.921520";

/// A plan with everything that one can have.
fn plan() -> Value {
    let digest = "0".repeat(64);
    json!({
        "publication_plan": 1,
        "hash": digest,
        "plans": [{
            "dataset": NAME,
            "target": "ckan",
            "address": "https://data.example.org/catalog",
            "release": 2,
            "descriptor": digest,
            "base": { "id": "x", "metadata_modified": MOMENT, "held": digest },
            "rolled_back_from": 1,
            "hidden": true,
            "changes": [
                { "mark": "+", "what": "file", "key": "a.csv", "after": "1 B" },
                { "mark": "-", "what": "metadata", "key": "notes", "before": "ก" },
                {
                    "mark": "~", "what": "rows", "key": "a.csv", "before": "1", "after": "2",
                    "rows": { "added": 1, "changed": 0, "removed": 0, "same": 1 },
                },
            ],
            "notes": [{ "field": "tags", "th": "ก", "en": "a" }],
            "hash": digest,
        }],
    })
}

/// A receipt with everything that one can have.
fn receipt() -> Value {
    let digest = "0".repeat(64);
    json!({
        "receipt": 1,
        "dataset": NAME,
        "id": "x",
        "target": "ckan",
        "release": 1,
        "metadata_modified": MOMENT,
        "descriptor": digest,
        "address": "https://data.example.org",
        "page": "https://data.example.org/dataset/x",
        "plan": digest,
        "portal": { "version": "2.11.6", "title": "ก", "user": "publisher" },
        "organization": { "id": "x", "name": "unit", "title": "หน่วยงาน" },
        "program": "sheetpress 0.1.0",
        "started": MOMENT,
        "finished": MOMENT,
        "visibility": "public",
        "files": [{
            "path": "a.csv",
            "resource": "0b7f5ad2-8a4f-8c3e-9d2b-0c1d2e3f4a5b",
            "sha256": digest,
            "bytes": 3,
            "md5": "0".repeat(32),
            "url": "https://data.example.org/a.csv",
            "uploaded": true,
            "rows": 1,
            "rows_compared": 1,
            "fields": [{ "id": "a", "type": "text", "label": "ก", "nulls": 0 }],
            "load_seconds": 0.5,
        }],
        "verified": ["bytes", "visibility"],
        "not_verified": [{ "field": "a.csv", "th": "ก", "en": "a" }],
        "notes": [],
        "traffic": { "requests": 9, "writes": 3, "retries": 0, "bytes_sent": 1, "bytes_received": 1 },
    })
}

/// A schema's name, a document, and members to put wrongly.
type Case<'a> = (&'a str, &'a Value, &'a [(&'a str, Value)]);

#[test]
fn the_schemas_refuse_what_is_none() {
    let (plan, receipt) = (plan(), receipt());
    let cases: [Case<'_>; 2] = [
        (
            "publication-plan.json",
            &plan,
            &[
                ("/publication_plan", json!(2)),
                ("/hash", json!("0f")),
                ("/plans/0/target", json!("elsewhere")),
                ("/plans/0/address", json!("https://data.example.org/")),
                ("/plans/0/release", json!(0)),
                ("/plans/0/base/metadata_modified", json!("yesterday")),
                ("/plans/0/changes/0/mark", json!("-")),
                ("/plans/0/changes/1/mark", json!("+")),
                ("/plans/0/changes/2/what", json!("file")),
                ("/plans/0/changes/2/rows/added", json!(-1)),
            ],
        ),
        (
            "receipt.json",
            &receipt,
            &[
                ("/receipt", json!(2)),
                ("/release", json!(0)),
                ("/files/0/sha256", json!("0f")),
                ("/files/0/md5", json!("0".repeat(64))),
                ("/files/0/resource", json!("a.csv")),
                ("/files/0/fields/0", json!({ "id": "a" })),
                ("/verified", json!([])),
                ("/traffic/requests", json!("many")),
                ("/visibility", json!("hidden")),
            ],
        ),
    ];
    for (profile, good, faults) in cases {
        let validator = validator(profile);
        assert_eq!(errors(&validator, good), Vec::<String>::new(), "{profile}");
        for (place, value) in faults {
            let mut bad = good.clone();
            *bad.pointer_mut(place).unwrap() = value.clone();
            assert!(!validator.is_valid(&bad), "{profile} {place}");
        }
        let mut bad = good.clone();
        bad["token"] = json!("secret");
        assert!(!validator.is_valid(&bad), "{profile}: an unknown member");
    }
}
