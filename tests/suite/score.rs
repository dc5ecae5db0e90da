use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sheetpress::ckan::naming::resource_id;
use tempfile::TempDir;

use crate::cli::{code, dataset, err, out, run, workbook};

pub(crate) const NAME: &str = "health-media-channels";

/// Changes a dataset's descriptor.
pub(crate) fn edit(folder: &Path, change: impl FnOnce(&mut Value)) {
    let path = folder.join("datapackage.json");
    let mut value: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    change(&mut value);
    fs::write(path, value.to_string()).unwrap();
}

/// A copy of a clean dataset that states why it counts.
pub(crate) fn stated() -> (TempDir, PathBuf) {
    let root = TempDir::new().unwrap();
    let folder = dataset(root.path(), NAME);
    edit(&folder, |it| {
        it["sheetpress"] = json!({ "kpi": {
            "selection": ["mission"],
            "selection_reason": "ภารกิจของศูนย์",
            "primary": true,
            "open": true,
        } });
    });
    (root, folder)
}

/// A tidy workbook in the place of the dataset's own; `second` is the order in its second row.
fn rewrite(folder: &Path, second: &str) {
    workbook(folder, "health-media-channels.xlsx", |sheet| {
        for (column, label) in (0..).zip(["kind", "name_th", "order"]) {
            sheet.write(0, column, label).unwrap();
        }
        for (row, name) in (1..).zip(["เว็บไซต์", "Facebook", "Line@", "YouTube"]) {
            sheet.write(row, 0, "channel").unwrap();
            sheet.write(row, 1, name).unwrap();
            sheet.write(row, 2, row).unwrap();
        }
        match second.parse::<f64>() {
            Ok(number) => sheet.write(2, 2, number).unwrap(),
            Err(_) => sheet.write(2, 2, second).unwrap(),
        };
    });
}

/// Exit code and the score of the one dataset there is.
fn scored(root: &Path, more: &[&str]) -> (i32, Value) {
    let arguments = [&["score", "datasets", "--format", "json"][..], more].concat();
    let output = run(root, &arguments);
    let text = out(&output);
    let document: Value = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{error}: {text}{}", err(&output)));
    (code(&output), document["datasets"][0].clone())
}

fn requirement<'a>(score: &'a Value, id: &str) -> &'a Value {
    let all = score["requirements"].as_array().unwrap();
    all.iter().find(|it| it["id"] == id).unwrap()
}

/// Everything that is missing for a requirement.
fn missing(score: &Value, id: &str) -> String {
    requirement(score, id)["missing"].to_string()
}

/// Exit code, level and points.
fn outcome((code, score): &(i32, Value)) -> (i32, u64, f64) {
    let level = score["level"].as_u64().unwrap();
    (*code, level, score["points"].as_f64().unwrap())
}

#[test]
fn a_dataset_has_seven_tenths_until_it_is_published_and_then_all() {
    let (root, _) = stated();
    let before = scored(root.path(), &[]);
    assert_eq!(outcome(&before), (1, 2, 0.7), "{:#}", before.1);
    let api = requirement(&before.1, "api");
    assert_eq!(api["met"], false);
    assert!(
        api["next"]
            .as_str()
            .unwrap()
            .ends_with("sheetpress publish datasets/health-media-channels"),
        "{api:#}"
    );
    for folder in ["out", "catalog"] {
        assert!(!root.path().join(folder).exists(), "{folder} was made");
    }

    assert_eq!(code(&run(root.path(), &["publish", "datasets"])), 0);
    let after = scored(root.path(), &["--url", "https://catalog.example.go.th/"]);
    assert_eq!(outcome(&after), (0, 3, 1.0), "{:#}", after.1);
    let links = |id: &str| -> Vec<String> {
        let evidence = requirement(&after.1, id)["evidence"].as_array().unwrap();
        let links = evidence.iter().filter_map(|it| it["link"].as_str());
        links.map(str::to_owned).collect()
    };
    let id = resource_id(NAME, "channels.csv");
    let site = "https://catalog.example.go.th";
    assert_eq!(
        links("api"),
        [
            format!("{site}/api/3/action/datastore_search?resource_id={id}"),
            format!("{site}/datastore/dump/{id}?format=xml"),
            format!("{site}/datastore/dump/{id}?format=json"),
        ]
    );
    assert_eq!(
        links("csv"),
        [format!(
            "{site}/dataset/{NAME}/resource/{id}/download/channels.csv"
        )]
    );
    assert!(links("form-1").len() >= 2 && links("form-2").len() >= 2);
    assert_eq!(requirement(&after.1, "api")["next"], Value::Null);
    let local = scored(root.path(), &[]).1;
    let next = requirement(&local, "api")["next"].as_str().unwrap();
    assert!(next.contains("--url"), "{next}");
}

#[test]
fn a_catalogue_that_is_behind_the_data_is_no_evidence() {
    let (root, folder) = stated();
    assert_eq!(code(&run(root.path(), &["publish", "datasets"])), 0);
    rewrite(&folder, "2");
    let stale = scored(root.path(), &[]);
    assert_eq!(outcome(&stale), (1, 2, 0.7), "{:#}", stale.1);
    let said = missing(&stale.1, "api");
    assert!(
        said.contains("release 1, which is not what is built now"),
        "{said}"
    );
    assert!(said.contains("channels.csv"), "{said}");
    let link = &requirement(&stale.1, "csv")["evidence"][1]["link"];
    assert_eq!(*link, Value::Null, "the old file is no evidence either");

    assert_eq!(code(&run(root.path(), &["publish", "datasets"])), 0);
    assert_eq!(outcome(&scored(root.path(), &[])), (0, 3, 1.0));

    rewrite(&folder, "๒");
    let broken = scored(root.path(), &[]);
    let said = missing(&broken.1, "api");
    assert!(said.contains("cannot be compared"), "{said}");
}

#[test]
fn a_criterion_that_fails_keeps_the_dataset_at_level_two() {
    let (root, folder) = stated();
    rewrite(&folder, "๒");
    let score = scored(root.path(), &[]);
    assert_eq!(outcome(&score), (1, 2, 0.0), "{:#}", score.1);
    let said = missing(&score.1, "csv");
    assert!(
        said.contains("(d) each column holds one data type"),
        "{said}"
    );
    assert!(requirement(&score.1, "csv")["next"].is_string());
}

#[test]
fn without_form_one_no_level_is_reached() {
    let (root, folder) = stated();
    edit(&folder, |it| {
        it["thai-gdc"].as_object_mut().unwrap().remove("objective");
    });
    let score = scored(root.path(), &[]);
    assert_eq!(outcome(&score), (1, 0, 0.0), "{:#}", score.1);
    let said = missing(&score.1, "form-1");
    assert!(said.contains("thai-gdc.objective"), "{said}");
    // An exception lets a dataset be built; the form lacks the item all the same.
    edit(&folder, |it| {
        let level = json!({ "rule": "metadata-missing", "level": "allow", "reason": "later" });
        it["sheetpress"]["levels"] = json!([level]);
    });
    let score = scored(root.path(), &[]);
    assert_eq!(outcome(&score), (1, 0, 0.0), "{:#}", score.1);
    assert_eq!(requirement(&score.1, "csv")["met"], true);
    let derivation = score.1["derivation"].as_str().unwrap();
    assert!(derivation.contains("0.7 (3.1)"), "{derivation}");
}

#[test]
fn without_form_two_only_level_one_is_reached() {
    let (root, folder) = stated();
    let dictionary = root
        .path()
        .join(format!("dictionaries/{NAME}/channels.csv"));
    let whole = fs::read_to_string(&dictionary).unwrap();
    fs::remove_file(&dictionary).unwrap();
    let score = scored(root.path(), &[]);
    assert_eq!(outcome(&score), (1, 1, 0.0), "{:#}", score.1);
    assert!(missing(&score.1, "form-2").contains("channels"));

    edit(&folder, |it| {
        let level = json!({ "rule": "column-undocumented", "level": "allow", "reason": "later" });
        it["sheetpress"]["levels"] = json!([level]);
    });
    assert_eq!(outcome(&scored(root.path(), &[])), (1, 1, 0.0));

    // Without a schema nothing compares the dictionary with the columns but the score.
    fs::remove_file(root.path().join(format!("schemas/{NAME}/channels.json"))).unwrap();
    let short: String = whole
        .lines()
        .filter(|line| !line.starts_with("order,"))
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(&dictionary, short).unwrap();
    let score = scored(root.path(), &[]);
    assert_eq!(outcome(&score), (1, 1, 0.0), "{:#}", score.1);
    let said = missing(&score.1, "form-2");
    assert!(said.contains("column order of channels"), "{said}");
    fs::write(&dictionary, whole).unwrap();
    assert_eq!(outcome(&scored(root.path(), &[])), (1, 2, 0.7));
}

#[test]
fn what_is_not_stated_is_asked_for_with_the_json_to_add() {
    let (root, folder) = stated();
    edit(&folder, |it| {
        it.as_object_mut().unwrap().remove("sheetpress");
    });
    assert_eq!(
        code(&run(root.path(), &["check", "datasets"])),
        0,
        "check asks for nothing"
    );
    let score = scored(root.path(), &[]);
    assert_eq!(outcome(&score), (1, 0, 0.0), "{:#}", score.1);
    for id in ["selection", "primary", "open"] {
        let said = missing(&score.1, id);
        assert!(said.contains("not stated"), "{id}: {said}");
        let add = requirement(&score.1, id)["add"].as_str().unwrap();
        let add: Value = serde_json::from_str(&format!("{{{add}}}")).unwrap();
        edit(&folder, |it| {
            for (key, value) in add["sheetpress"]["kpi"].as_object().unwrap() {
                it["sheetpress"]["kpi"][key] = value.clone();
            }
        });
    }
    let score = scored(root.path(), &[]);
    assert_eq!(outcome(&score), (1, 2, 0.7), "{:#}", score.1);

    edit(&folder, |it| {
        it["sheetpress"]["kpi"]["selection"] = json!(["mision"]);
    });
    let score = scored(root.path(), &[]);
    assert!(missing(&score.1, "selection").contains("\\\"mision\\\""));
    assert_eq!(code(&run(root.path(), &["check", "datasets"])), 1);
    edit(&folder, |it| {
        it["sheetpress"]["kpi"]["public"] = json!(true);
    });
    let output = run(root.path(), &["score", "datasets"]);
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).contains("sheetpress.kpi.public"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_statement_that_form_one_contradicts_is_not_believed() {
    type Edit = fn(&mut Value);
    let cases: [(&str, &str, Value, Edit); 7] = [
        ("open", "thai-gdc.data_category", json!(false), |it| {
            it["thai-gdc"]["data_category"] = "ข้อมูลใช้ภายใน".into();
        }),
        ("open", "thai-gdc.data_classification", json!(false), |it| {
            it["thai-gdc"]["data_classification"] = "ลับ".into();
        }),
        ("open", "licence is not an open one", json!(false), |it| {
            it["thai-gdc"]["license_id"] = "Creative Commons Attribution Non-Commercial".into();
        }),
        ("open", "is not known", Value::Null, |it| {
            it["licenses"] = json!([]);
            it["thai-gdc"].as_object_mut().unwrap().remove("license_id");
        }),
        ("open", "not open", json!(false), |it| {
            it["sheetpress"]["kpi"]["open"] = json!(false);
        }),
        ("primary", "did not collect", json!(false), |it| {
            it["sheetpress"]["kpi"]["primary"] = json!(false);
        }),
        (
            "primary",
            "sources names กรมอื่น",
            json!(false),
            |it| {
                it["sources"] = json!([{ "title": "กรมอื่น" }]);
            },
        ),
    ];
    for (id, message, met, change) in cases {
        let (root, folder) = stated();
        edit(&folder, change);
        let (code, score) = scored(root.path(), &[]);
        assert_eq!(
            (code, &score["level"]),
            (1, &json!(0)),
            "{message}: {score:#}"
        );
        assert_eq!(requirement(&score, id)["met"], met, "{message}");
        let said = missing(&score, id);
        assert!(said.contains(message), "{message}: {said}");
        assert!(requirement(&score, id)["next"].is_string(), "{message}");
    }
    // A foreign source needs a reason, and is shown beside it; the unit's own name is no foreign source.
    for (source, reason) in [("กรมอื่น", Some("บันทึกเอง")), ("ศูนย์สื่อสารสาธารณะ", None)]
    {
        let (root, folder) = stated();
        edit(&folder, |it| {
            it["sources"] = json!([{ "title": source }]);
            if let Some(reason) = reason {
                it["sheetpress"]["kpi"]["primary_reason"] = reason.into();
            }
        });
        let score = scored(root.path(), &[]);
        assert_eq!(outcome(&score), (1, 2, 0.7), "{source}: {:#}", score.1);
    }
}
