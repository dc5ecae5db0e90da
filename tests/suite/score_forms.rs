use std::fs;
use std::path::Path;

use serde_json::Value;
use sheetpress::model::kpi::{self, Facts, Held, HeldFile, Met, Shelf, Statement};
use sheetpress::model::language::Message;
use sheetpress::model::report::NotChecked;
use sheetpress::pipeline;
use sheetpress::publish::evidence;
use tempfile::TempDir;

use crate::cli::{code, dataset, err, out, run};
use crate::reports::elements;
use crate::score::{NAME, edit, stated};

#[test]
fn every_form_speaks_both_languages_and_escapes_what_people_wrote() {
    let (root, folder) = stated();
    let hostile = "<script>alert(\"x\")</script> & ]]>";
    edit(&folder, |it| {
        it["title"] = hostile.into();
        it["sheetpress"]["kpi"]["selection_reason"] = hostile.into();
    });
    assert_eq!(code(&run(root.path(), &["publish", "datasets"])), 0);
    let schema = fs::read_to_string("schemas/profiles/score.json").unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (language, level, other) in [("th", "ระดับ", "level"), ("en", "level", "ระดับ 3 จาก")]
    {
        let form = |name: &str| {
            let output = run(
                root.path(),
                &["score", "datasets", "--format", name, "--lang", language],
            );
            assert_eq!(code(&output), 0, "{}", err(&output));
            out(&output)
        };
        let document: Value = serde_json::from_str(&form("json")).unwrap();
        let errors = validator.iter_errors(&document).map(|it| it.to_string());
        assert_eq!(errors.collect::<Vec<_>>(), Vec::<String>::new());
        assert_eq!(document["summary"]["full"], 1);
        let text = form("text");
        assert!(text.contains(level) && !text.contains(other), "{text}");
        assert!(!text.contains('\u{1b}'), "styles in a pipe");
        let html = form("html");
        assert!(html.contains(&format!("lang=\"{language}\"")));
        assert!(
            !html.contains("<script") && html.contains("&lt;script&gt;"),
            "{html}"
        );
        let links: Vec<String> = elements(&html, "href")
            .into_iter()
            .filter_map(|it| it.1)
            .collect();
        assert!(links.len() >= 8, "{links:?}");
        assert!(
            links
                .iter()
                .all(|it| it.starts_with("http://127.0.0.1:8080/")),
            "{links:?}"
        );
        assert!(html.contains("@media print"));
    }
    // The page is handed in, so it is in Thai unless somebody asks for another language.
    let page = run(
        root.path(),
        &["score", "datasets", "--report", "score.html"],
    );
    assert_eq!(
        (code(&page), out(&page).as_str()),
        (0, ""),
        "{}",
        err(&page)
    );
    let page = fs::read_to_string(root.path().join("score.html")).unwrap();
    assert!(page.contains("lang=\"th\"") && page.contains("ตัวชี้วัด 2.5"));
}

#[test]
fn several_datasets_are_scored_one_by_one_and_summed_up() {
    let (root, _) = stated();
    let broken = dataset(root.path(), "budget-disbursement");
    fs::write(broken.join("tidy.json"), "{").unwrap();
    let output = run(root.path(), &["score", "datasets"]);
    assert_eq!(code(&output), 2, "{}", out(&output));
    assert!(err(&output).contains("tidy.json"), "{}", err(&output));
    let text = out(&output);
    let last = text.lines().last().unwrap();
    assert_eq!(
        last,
        "datasets with all points: 0 of 1; furthest: health-media-channels (level 2 of 3 · 0.7 of 1.0 points)"
    );
}

#[test]
fn a_report_never_replaces_data_and_an_address_is_an_address() {
    let (root, folder) = stated();
    let before = fs::read(folder.join("datapackage.json")).unwrap();
    let inside = format!("datasets/{NAME}/datapackage.json");
    for (arguments, message) in [
        (
            vec!["--format", "json", "--report", &inside],
            "among the files",
        ),
        (
            vec!["--format", "html", "--report", "score.xlsx"],
            "must end in .html",
        ),
        (vec!["--report", "score"], "must end in"),
        (
            vec!["--format", "sarif"],
            "the formats are text, json, html",
        ),
        (vec!["--url", "javascript:alert(1)"], "begins with http://"),
        (vec!["--url", "http://a b"], "begins with http://"),
    ] {
        let arguments = [vec!["score", "datasets"], arguments].concat();
        let output = run(root.path(), &arguments);
        assert_eq!(code(&output), 2, "{message}: {}", out(&output));
        assert!(
            err(&output).contains(message),
            "{message}: {}",
            err(&output)
        );
    }
    assert_eq!(fs::read(folder.join("datapackage.json")).unwrap(), before);
}

#[test]
fn what_could_not_be_checked_is_neither_met_nor_failed() {
    let folder = TempDir::new().unwrap();
    let mut release = crate::serving::release(folder.path());
    release.package.sheetpress.kpi = Some(Statement {
        selection: vec!["mission".to_owned()],
        primary: Some(true),
        open: Some(true),
        ..Statement::default()
    });
    release.dictionaries[0]
        .fields
        .retain(|entry| entry.name == "province");
    let mut report = pipeline::nothing();
    let said = |text: &str| Message {
        th: text.to_owned(),
        en: text.to_owned(),
    };
    report.not_checked.push(NotChecked {
        what: said("merges"),
        why: said("the reader does not tell"),
        decides: true,
    });
    let file = HeldFile {
        path: "prices.csv".to_owned(),
        rows: Some(4),
        ..HeldFile::default()
    };
    let shelf = Shelf {
        held: Some(Held {
            changes: Some(Vec::new()),
            files: vec![file],
            ..Held::default()
        }),
        ..Shelf::default()
    };
    let facts = Facts {
        dataset: crate::serving::NAME,
        folder: "datasets/rice-price",
        package: &release.package,
        report: &report,
        release: Some(&release),
        shelf: &shelf,
        licence_is_open: evidence::licence_is_open(&release.package),
    };
    let score = kpi::score(&facts);
    assert_eq!(
        (score.met(), score.level(), score.tenths()),
        (Met::Unknown, 2, 3),
        "{score:#?}"
    );
    assert!(score.not_judged.iter().any(|it| it.en.contains("merges")));

    // Rows that are not in the database are not served.
    let mut shelf = shelf.clone();
    for file in shelf.held.iter_mut().flat_map(|held| &mut held.files) {
        file.rows = Some(0);
    }
    let score = kpi::score(&Facts {
        shelf: &shelf,
        ..facts
    });
    assert_eq!((score.met(), score.tenths()), (Met::No, 0));
}

#[test]
fn the_rules_that_decide_are_rules() {
    for name in kpi::FORM_1_RULES.iter().chain(kpi::FORM_2_RULES) {
        assert!(sheetpress::validate::rule(name).is_some(), "{name}");
    }
}

#[test]
fn every_dataset_that_states_why_it_counts_is_ready_to_be_published() {
    let nowhere = TempDir::new().unwrap();
    let catalog = nowhere.path().join("catalog").display().to_string();
    let output = run(
        Path::new("."),
        &[
            "score",
            "datasets",
            "--format",
            "json",
            "--catalog",
            &catalog,
        ],
    );
    assert_eq!(code(&output), 1, "{}", err(&output));
    let document: Value = serde_json::from_str(&out(&output)).unwrap();
    let mut ready = 0;
    for score in document["datasets"].as_array().unwrap() {
        let name = score["dataset"].as_str().unwrap();
        let descriptor = fs::read_to_string(format!("datasets/{name}/datapackage.json")).unwrap();
        let descriptor: Value = serde_json::from_str(&descriptor).unwrap();
        if descriptor["sheetpress"]["kpi"]["primary"] == true {
            assert_eq!(score["points"], 0.7, "{score:#}");
            ready += 1;
        }
    }
    assert!(ready >= 2, "{ready}");
}
