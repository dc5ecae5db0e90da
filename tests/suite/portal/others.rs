use serde_json::{Value, json};

use crate::portal::draft::Draft;
use crate::portal::look::{agrees, extras, files};
use crate::portal::place::{Kind, Place, unique, writes};
use crate::portal::steward::{Steward, unfit};

/// Adds a link to a dataset that is nobody's but its maker's.
fn add_link(place: &Place, name: &str) -> Value {
    let link = json!({"package_id": name, "name": "แผนที่ของหน่วยงานอื่น", "url": "https://example.org/map.html", "format": "HTML"});
    place.act("resource_create", &link)["id"].clone()
}

/// Adds an extra as CKAN's page does: all extras are sent again.
fn add_extra(place: &Place, name: &str) {
    let mut all = place.shown(name)["extras"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    all.push(json!({"key": "spatial_text", "value": "ภาคเหนือ"}));
    place.act("package_patch", &json!({"id": name, "extras": all}));
}

fn has(place: &Place, name: &str, link: &Value) -> bool {
    files(&place.shown(name))
        .filter(|it| it["id"] == *link && it["url"] == "https://example.org/map.html")
        .count()
        == 1
}

#[test]
fn what_others_added_survives_every_release() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "added");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        let link = add_link(place, &draft.name);
        add_extra(place, &draft.name);
        place.proxy.take();
        // It is no difference either.
        let text = steward.published(place, &draft.name, &[]);
        assert_eq!(writes(&place.proxy.take()), [""; 0], "{text}");
        draft.tables[0].rows[0][2] = "4321".to_owned();
        draft.title.push_str(" ฉบับปรับปรุง");
        draft.write(steward.path());
        steward.published(place, &draft.name, &[]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        assert!(has(place, &draft.name, &link));
        assert_eq!(extras(&place.shown(&draft.name))["spatial_text"], "ภาคเหนือ");
    });
}

#[test]
fn an_edit_by_hand_is_refused_then_overwritten_on_demand() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "edited");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        let link = add_link(place, &draft.name);
        place.act(
            "package_patch",
            &json!({"id": draft.name, "notes": "แก้ไขบนหน้าเว็บ"}),
        );
        let before = place.shown(&draft.name);
        draft.tables[0].rows[0][2] = "4321".to_owned();
        draft.write(steward.path());
        place.proxy.take();
        let told = steward.refused(place, &draft.name, &[]);
        assert!(told.contains("--overwrite"), "{told}");
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        assert_eq!(place.shown(&draft.name), before);
        // The plan tells what would be lost.
        let plan = steward.plan_json_with(place, &draft.name, &["--overwrite"]);
        let mut changes = plan["changes"].as_array().unwrap().iter();
        let notes = changes.find(|it| it["what"] == "metadata" && it["key"] == "notes");
        assert_eq!(
            notes.unwrap_or_else(|| panic!("{plan:#}"))["before"],
            "แก้ไขบนหน้าเว็บ"
        );
        steward.published(place, &draft.name, &["--overwrite"]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        assert!(has(place, &draft.name, &link));
    });
}

#[test]
fn rows_edited_by_hand_are_put_right() {
    Place::each(|place| {
        let draft = Draft::new(place, "rows");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        // A loader of the portal's own, or a person, adds a row.
        let row =
            json!({"code": "X", "province": "ตาก", "cases": 1, "rate": null, "day": "2024-01-01"});
        let file = place.file(&draft.name, "cases.csv");
        let params =
            json!({"resource_id": file, "force": true, "method": "insert", "records": [row]});
        place.act("datastore_upsert", &params);
        let plan = steward.plan_json(place, &draft.name);
        let mut changes = plan["changes"].as_array().unwrap().iter();
        assert!(
            changes.any(|it| it["what"] == "rows" && it["mark"] == "~"),
            "{plan:#}"
        );
        steward.published(place, &draft.name, &["--overwrite"]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
    });
}

#[test]
fn a_dataset_that_is_not_ours_is_taken_over_on_demand_only() {
    Place::each(|place| {
        let draft = Draft::new(place, "adopted");
        let steward = Steward::with(&draft);
        let theirs = json!({"name": draft.name, "owner_org": place.organization, "title": "ของเดิม", "notes": "มีอยู่ก่อน"});
        let id = place.act("package_create", &theirs)["id"].clone();
        let link = add_link(place, &draft.name);
        let before = place.shown(&draft.name);
        place.proxy.take();
        let told = steward.refused(place, &draft.name, &[]);
        assert!(told.contains("--adopt"), "{told}");
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        assert_eq!(place.shown(&draft.name), before);
        steward.published(place, &draft.name, &["--adopt"]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        assert_eq!(place.shown(&draft.name)["id"], id);
        assert!(has(place, &draft.name, &link));
        place.proxy.take();
        steward.published(place, &draft.name, &[]);
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
    });
}

#[test]
fn a_dataset_of_another_organization_is_left_alone() {
    Place::each(|place| {
        let draft = Draft::new(place, "foreign");
        let steward = Steward::with(&draft);
        let other = unique("other-unit");
        place.organize(&other);
        place.act(
            "package_create",
            &json!({"name": draft.name, "owner_org": other, "title": "ของหน่วยงานอื่น"}),
        );
        let before = place.shown(&draft.name);
        place.proxy.take();
        let told = steward.refused(place, &draft.name, &[]);
        assert!(told.contains("organization"), "{told}");
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        assert_eq!(place.shown(&draft.name), before);
    });
}

#[test]
fn a_deleted_dataset_is_told() {
    Place::each(|place| {
        let draft = Draft::new(place, "deleted");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        place.act("package_delete", &json!({"id": draft.name}));
        place.proxy.take();
        let told = steward.refused(place, &draft.name, &[]);
        assert!(told.contains("deleted"), "{told}");
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        assert_eq!(place.shown(&draft.name)["state"], "deleted");
    });
}

#[test]
fn a_file_taken_off_by_hand_comes_back() {
    Place::each(|place| {
        let draft = Draft::new(place, "taken-off");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        let id = place.file(&draft.name, "cases.xml");
        place.act("resource_delete", &json!({"id": id}));
        let told = steward.refused(place, &draft.name, &[]);
        assert!(told.contains("--overwrite"), "{told}");
        steward.published(place, &draft.name, &["--overwrite"]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        assert_eq!(
            place.file(&draft.name, "cases.xml"),
            id,
            "under its old address"
        );
    });
}

#[test]
fn a_title_that_another_dataset_has_is_told_where_titles_are_unique() {
    let Some(place) = Place::beside("CKAN_GDC_URL") else {
        return;
    };
    assert_eq!(place.kind, Kind::Ckan);
    let (one, mut two) = (
        Draft::new(&place, "title-one"),
        Draft::new(&place, "title-two"),
    );
    two.title.clone_from(&one.title);
    let steward = Steward::with(&one);
    two.write(steward.path());
    steward.published(&place, &one.name, &[]);
    place.proxy.take();
    let told = unfit(&steward.publish(&place, &two.name, &[]));
    assert!(told.contains("title"), "{told}");
    assert_eq!(writes(&place.proxy.take()), [""; 0]);
}
