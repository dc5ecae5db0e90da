use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::{Value, json};

use crate::portal::draft::{Draft, Table};
use crate::portal::inside;
use crate::portal::look::{agrees, files, table};
use crate::portal::place::Place;
use crate::portal::proxy::Seen;
use crate::portal::steward::{Steward, sums};

/// Changes of a plan as (mark, key) of one kind.
fn changes<'a>(plan: &'a Value, what: &str) -> Vec<(&'a str, &'a str)> {
    let changes = plan["changes"].as_array().unwrap().iter();
    let changes = changes.filter(|it| it["what"] == what && it["mark"] != "=");
    changes
        .map(|it| (it["mark"].as_str().unwrap(), it["key"].as_str().unwrap()))
        .collect()
}

/// Ids of our files by path.
fn ids(dataset: &Value) -> BTreeSet<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    files(dataset)
        .map(|it| (text(&it["sheetpress_path"]), text(&it["id"])))
        .collect()
}

/// Names of the files that were sent.
fn sent(seen: &[Seen], paths: impl Iterator<Item = String>) -> BTreeSet<String> {
    let uploads: Vec<&Seen> = seen.iter().filter(|it| it.is_upload()).collect();
    let named = |path: &String| {
        let name = sheetpress::ckan::naming::upload_name(path);
        uploads
            .iter()
            .any(|it| it.body.contains(&format!("filename=\"{name}\"")))
    };
    paths.filter(named).collect()
}

/// Files that are not the same in two builds, those that are new among them.
fn differing(before: &Path, after: &Path) -> BTreeSet<String> {
    let before = sums(before);
    let changed = sums(after)
        .into_iter()
        .filter(|(path, sum)| before.get(path) != Some(sum));
    changed
        .map(|(path, _)| path)
        .filter(|path| path != "SHA256SUMS")
        .collect()
}

#[test]
fn one_cell_changes_one_row_and_only_files_that_differ_are_sent() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "cell");
        draft.tables.push(Table::areas());
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        let before = place.shown(&draft.name);
        let kept = steward.keep(&draft.name, "kept");
        draft.tables[0].rows[3][2] = "555".to_owned();
        draft.write(steward.path());
        let plan = steward.plan_json(place, &draft.name);
        let rows = plan["changes"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["what"] == "rows" && it["key"] == "cases.csv");
        let rows = rows.unwrap_or_else(|| panic!("{plan:#}"));
        assert_eq!(
            rows["rows"],
            json!({"added": 0, "changed": 1, "removed": 0, "same": 5}),
            "{rows}"
        );
        place.proxy.take();
        steward.published(place, &draft.name, &[]);
        let seen = place.proxy.take();
        let built = steward.built(&draft.name);
        let paths = || sums(&built).into_keys();
        assert_eq!(sent(&seen, paths()), differing(&kept, &built));
        assert!(!sent(&seen, paths()).contains("areas.csv"));
        let areas = place.file(&draft.name, "areas.csv");
        assert!(
            !seen
                .iter()
                .any(|it| it.is_table_write() && it.body.contains(&areas)),
            "the other table stays"
        );
        agrees(place, &draft.name, &built).unwrap();
        assert_eq!(ids(&place.shown(&draft.name)), ids(&before));
    });
}

#[test]
fn metadata_alone_is_one_write_and_never_hidden() {
    Place::each(|place| {
        let name = place.name("metadata");
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("store");
        let first = inside::release(
            &folder.path().join("one"),
            place,
            &name,
            inside::Edition::First,
        );
        inside::publish(place, &first, &store).unwrap();
        let mut second = first.clone();
        second.package.title = "ชื่อใหม่".to_owned();
        place.proxy.take();
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let mut statuses = BTreeSet::new();
                while !over.load(Ordering::SeqCst) {
                    statuses.insert(place.ask(None, "package_show", &json!({"id": name})).0);
                }
                statuses
            });
            let done = inside::publish(place, &second, &store);
            over.store(true, Ordering::SeqCst);
            assert_eq!(
                reader.join().unwrap(),
                BTreeSet::from([200]),
                "it was hidden"
            );
            done.unwrap();
        });
        let seen = place.proxy.take();
        let writes: Vec<&str> = seen
            .iter()
            .filter(|it| it.is_write())
            .map(Seen::action)
            .collect();
        assert_eq!(writes, ["package_revise"]);
        assert_eq!(place.shown(&name)["title"], "ชื่อใหม่");
    });
}

#[test]
fn a_new_title_leaves_data_and_tables_alone() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "title");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        draft.title.push_str(" ฉบับปรับปรุง");
        draft.write(steward.path());
        place.proxy.take();
        let text = steward.published(place, &draft.name, &[]);
        let seen = place.proxy.take();
        assert!(!seen.iter().any(Seen::is_table_write), "{text}");
        let data = ["cases.csv", "cases.json", "cases.xml", "cases.xsd"].map(str::to_owned);
        assert_eq!(sent(&seen, data.into_iter()), BTreeSet::new());
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
    });
}

#[test]
fn a_table_comes_and_goes_and_leaves_nothing_behind() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "tables");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        let before = ids(&place.shown(&draft.name));
        draft.tables.push(Table::areas());
        draft.write(steward.path());
        let plan = steward.plan_json(place, &draft.name);
        assert!(
            changes(&plan, "file").contains(&("+", "areas.csv")),
            "{plan:#}"
        );
        steward.published(place, &draft.name, &[]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        assert!(
            ids(&place.shown(&draft.name)).is_superset(&before),
            "the first table's files keep their ids"
        );
        let areas = place.file(&draft.name, "areas.csv");
        draft.tables.pop();
        draft.write(steward.path());
        let plan = steward.plan_json(place, &draft.name);
        assert!(
            changes(&plan, "file").contains(&("-", "areas.csv")),
            "{plan:#}"
        );
        steward.published(place, &draft.name, &[]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        assert_eq!(ids(&place.shown(&draft.name)), before);
        let (status, _) = place.ask(
            Some(&place.token),
            "datastore_search",
            &json!({"resource_id": areas}),
        );
        assert_eq!(status, 404, "its table is gone as well");
    });
}

#[test]
fn a_renamed_field_is_another_column_of_the_same_file() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "field");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        let id = place.file(&draft.name, "cases.csv");
        draft.tables[0].columns[2].name = "patients".to_owned();
        draft.write(steward.path());
        let plan = steward.plan_json(place, &draft.name);
        let fields = changes(&plan, "field");
        assert!(fields.contains(&("-", "cases.csv cases")), "{fields:?}");
        assert!(fields.contains(&("+", "cases.csv patients")), "{fields:?}");
        steward.published(place, &draft.name, &[]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        assert_eq!(place.file(&draft.name, "cases.csv"), id);
    });
}

#[test]
fn a_label_changes_without_the_rows() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "label");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        draft.tables[0].columns[2].thai = "จำนวนผู้ป่วย";
        draft.write(steward.path());
        place.proxy.take();
        steward.published(place, &draft.name, &[]);
        let seen = place.proxy.take();
        let actions: BTreeSet<&str> = seen
            .iter()
            .filter(|it| it.is_table_write())
            .map(Seen::action)
            .collect();
        assert_eq!(
            actions,
            BTreeSet::from(["datastore_create"]),
            "no row is sent again"
        );
        let rows = table(place, None, &json!(place.file(&draft.name, "cases.csv")));
        assert_eq!(rows["fields"][2]["info"]["label"], "จำนวนผู้ป่วย");
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
    });
}
