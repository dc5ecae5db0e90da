use std::fs;

use serde_json::json;

use crate::cli::{code, err, out};
use crate::portal::draft::{Draft, Table};
use crate::portal::inside::{self, Edition};
use crate::portal::look::{agrees, files, marker, table};
use crate::portal::place::{Place, writes};
use crate::portal::steward::{Steward, done};

#[test]
fn a_first_publication_is_whole_visible_and_receipted() {
    Place::each(|place| {
        let draft = Draft::new(place, "first");
        let name = &draft.name;
        let steward = Steward::with(&draft);
        let text = steward.published(place, name, &[]);
        let seen = place.proxy.take();
        assert!(text.contains(name) && text.contains("receipt"), "{text}");
        agrees(place, name, &steward.built(name)).unwrap();
        for request in seen.iter().filter(|it| it.is_write()) {
            assert!(!request.chunked, "uWSGI reads no chunks: {}", request.path);
            assert_eq!(request.authorization.as_ref(), Some(&place.token));
        }
        let uploads = seen.iter().filter(|it| it.is_upload()).count();
        let dataset = place.shown(name);
        assert_eq!(uploads, files(&dataset).count(), "each file is sent once");
        let id = dataset["id"].as_str().unwrap();
        for file in files(&dataset) {
            let path = file["sheetpress_path"].as_str().unwrap();
            assert_eq!(file["id"], sheetpress::ckan::naming::resource_id(id, path));
            assert_eq!(
                file["hash"].as_str().unwrap().len(),
                32,
                "MD5, as CKAN's own loaders want it"
            );
        }
        assert_eq!(marker(&dataset)["release"], 1);
        let rows = table(place, None, &json!(place.file(name, "cases.csv")));
        let labels: Vec<&str> = rows["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["info"]["label"].as_str().unwrap())
            .collect();
        assert_eq!(labels, ["รหัส", "จังหวัด", "ผู้ป่วย", "อัตราต่อแสน", "วันที่รายงาน"]);
        assert!(
            rows["rows"][4]["rate"].is_null(),
            "what is missing is null: {rows:#}"
        );
        let receipts = steward.receipts(name);
        assert_eq!(receipts.len(), 1);
        assert_eq!(receipts[0]["id"], dataset["id"]);
        assert_eq!(receipts[0]["files"].as_array().unwrap().len(), uploads);
        assert_eq!(
            receipts[0]["metadata_modified"],
            dataset["metadata_modified"]
        );
    });
}

#[test]
fn a_plan_before_the_first_publication_writes_nothing() {
    Place::each(|place| {
        let draft = Draft::new(place, "planned");
        let steward = Steward::with(&draft);
        let plan = steward.plan_json(place, &draft.name);
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        assert!(plan["base"].is_null());
        assert_eq!(plan["release"], 1);
        let changes = plan["changes"].as_array().unwrap();
        assert!(changes.iter().all(|it| it["mark"] == "+"), "{plan:#}");
        let (status, _) = place.ask(
            Some(&place.token),
            "package_show",
            &json!({"id": draft.name}),
        );
        assert_eq!(status, 404);
    });
}

#[test]
fn nothing_changed_is_no_write_and_few_requests() {
    Place::each(|place| {
        let steward = Steward::new();
        let drafts = ["same", "same-too", "same-again"].map(|stem| Draft::new(place, stem));
        for draft in &drafts {
            draft.write(steward.path());
        }
        let address = place.address();
        let run = || steward.run(&place.token, &["publish", "datasets", "--to", &address]);
        done(&run());
        let before = drafts.each_ref().map(|it| place.shown(&it.name));
        place.proxy.take();
        let text = done(&run());
        let seen = place.proxy.take();
        assert_eq!(writes(&seen), [""; 0]);
        println!("nothing changed, three datasets: {} requests", seen.len());
        let each = seen.len().div_ceil(drafts.len());
        assert!(
            each < 10,
            "{} requests for three datasets: {:#?}",
            seen.len(),
            seen.iter().map(|it| &it.path).collect::<Vec<_>>()
        );
        assert_eq!(text.matches("nothing changed").count(), 3, "{text}");
        assert_eq!(drafts.each_ref().map(|it| place.shown(&it.name)), before);
    });
}

#[test]
fn one_broken_dataset_does_not_stop_the_others() {
    Place::each(|place| {
        let steward = Steward::new();
        let good = ["a-good", "z-good"].map(|stem| Draft::new(place, stem));
        let mut broken = Draft::new(place, "m-broken");
        broken.tables[0].rows[2][2] = "many".to_owned();
        for draft in good.iter().chain([&broken]) {
            draft.write(steward.path());
        }
        let output = steward.run(
            &place.token,
            &["publish", "datasets", "--to", &place.address()],
        );
        let told = format!("{}{}", out(&output), err(&output));
        assert_eq!(code(&output), 1, "{told}");
        assert!(told.contains(&broken.name), "{told}");
        assert!(told.contains("2 of 3"), "{told}");
        for draft in &good {
            agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        }
        let (status, _) = place.ask(None, "package_show", &json!({"id": broken.name}));
        assert_eq!(status, 404);
    });
}

#[test]
fn a_dataset_that_the_portal_refuses_does_not_stop_the_others() {
    Place::each(|place| {
        let steward = Steward::new();
        let good = ["a-good", "z-good"].map(|stem| Draft::new(place, stem));
        let taken = Draft::new(place, "m-taken");
        for draft in good.iter().chain([&taken]) {
            draft.write(steward.path());
        }
        // Somebody else's dataset has the name.
        let theirs =
            json!({"name": taken.name, "owner_org": place.organization, "title": "ของคนอื่น"});
        place.act("package_create", &theirs);
        let before = place.shown(&taken.name);
        let output = steward.run(
            &place.token,
            &["publish", "datasets", "--to", &place.address()],
        );
        let told = format!("{}{}", out(&output), err(&output));
        assert_eq!(code(&output), 2, "{told}");
        assert!(
            told.contains(&taken.name) && told.contains("2 of 3"),
            "{told}"
        );
        for draft in &good {
            agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        }
        assert_eq!(place.shown(&taken.name), before);
    });
}

#[test]
fn a_receipt_and_the_local_store_can_be_lost() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "lost");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        fs::remove_dir_all(steward.path().join("catalog")).unwrap();
        place.proxy.take();
        let text = steward.published(place, &draft.name, &[]);
        assert_eq!(writes(&place.proxy.take()), [""; 0], "{text}");
        fs::remove_dir_all(steward.path().join("catalog")).unwrap();
        draft.tables.push(Table::areas());
        draft.write(steward.path());
        steward.published(place, &draft.name, &[]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        assert_eq!(marker(&place.shown(&draft.name))["release"], 2);
    });
}

#[test]
fn numbers_arrive_with_every_digit() {
    Place::each(|place| {
        let name = place.name("digits");
        let folder = tempfile::tempdir().unwrap();
        let release = inside::release(&folder.path().join("one"), place, &name, Edition::First);
        inside::publish(place, &release, &folder.path().join("catalog")).unwrap();
        let rows = place.raw_rows(&place.file(&name, "cases.csv"));
        for number in [
            "9007199254740993",
            "12345678901234567890.1234567890",
            "1.10",
            "99.00",
        ] {
            let (as_number, as_text) = (format!(": {number}"), format!(":{number}"));
            assert!(
                rows.contains(&as_number) || rows.contains(&as_text),
                "{number}: {rows}"
            );
        }
        assert!(rows.contains("null"), "what is missing is null: {rows}");
    });
}
