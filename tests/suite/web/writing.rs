//! Datasets made, changed, deleted, brought back and purged over the API.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::web::portal::{Portal, UNIT};

static PORTAL: LazyLock<Portal> = LazyLock::new(Portal::start);

#[test]
fn a_dataset_is_kept_as_it_was_sent() {
    let sent = json!({
        "name": "kept", "title": "ราคาข้าว", "notes": "**หนา**", "owner_org": UNIT, "version": "1.0",
        "author_email": "a@example.org", "license_id": "cc-by", "url": "https://example.org/x", "unknown": 1,
        "tags": [{"name": "rice"}, {"name": "ข้าว"}, {"name": "ราคา"}],
        "extras": [{"key": "ข", "value": 5}, {"key": "ก", "value": "x"}, {"key": "none", "value": null}],
        "objective": ["พันธกิจหน่วยงาน"],
        "resources": [{"name": "A", "url": "https://example.org/a.CSV?x=1", "own": {"a": 1}}],
    });
    let made = PORTAL.done(&PORTAL.editor, "package_create", sent);
    let shown = PORTAL.done("", "package_show", json!({"id": "kept"}));
    assert_eq!(made, shown);
    assert_eq!(
        shown["extras"],
        json!([{"key": "ก", "value": "x"}, {"key": "ข", "value": "5"}])
    );
    assert_eq!(
        (&shown["isopen"], &shown["unknown"]),
        (&json!(true), &Value::Null)
    );
    assert_eq!(shown["objective"], json!(["พันธกิจหน่วยงาน"]));
    assert_eq!(shown["num_tags"], 3);
    let resource = &shown["resources"][0];
    assert_eq!(
        (
            &resource["format"],
            &resource["url"],
            &resource["url_type"],
            &resource["own"]
        ),
        (
            &json!("CSV"),
            &json!("https://example.org/a.CSV?x=1"),
            &Value::Null,
            &json!({"a": 1})
        )
    );
    let found = PORTAL.done(
        "",
        "package_search",
        json!({"q": "ราคาข้าว", "fq": "name:kept res_format:CSV"}),
    );
    assert_eq!(found["count"], 1);
}

#[test]
fn what_does_not_fit_is_told_member_by_member_and_leaves_nothing() {
    let cases = [
        (
            json!({}),
            json!({"name": ["Missing value"], "owner_org": ["An organization must be provided"]}),
        ),
        (
            json!({"name": "ชื่อ", "owner_org": UNIT}),
            json!({"name": ["Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_"]}),
        ),
        (
            json!({"name": "x1", "owner_org": UNIT, "maintainer_email": "no"}),
            json!({"maintainer_email": ["Email no is not a valid format"]}),
        ),
        (
            json!({"name": "x1", "owner_org": UNIT, "tags": [{"name": "a,b"}]}),
            json!({"tags": ["Tag \"a,b\" can only contain alphanumeric characters, spaces (\" \"), hyphens (\"-\"), underscores (\"_\") or dots (\".\")"]}),
        ),
        (
            json!({"name": "x1", "owner_org": UNIT, "extras": [{"key": "k", "value": "1"}, {"key": "k", "value": "2"}]}),
            json!({"extras_validation": ["Duplicate key \"k\""]}),
        ),
        (
            json!({"name": "x1", "owner_org": UNIT, "resources": [{"name": "fine"}, {"size": "big"}]}),
            json!({"resources": [{}, {"size": ["Invalid integer"]}]}),
        ),
        (
            json!({"id": "6f1de5d1-0000-4000-8000-000000000001", "name": "x1", "owner_org": UNIT}),
            json!({"id": ["The input field id was not expected."]}),
        ),
    ];
    for (sent, mut told) in cases {
        told["__type"] = json!("Validation Error");
        assert_eq!(
            PORTAL.refused(&PORTAL.editor, "package_create", sent),
            (409, told)
        );
    }
    let (status, error) = PORTAL.refused(
        &PORTAL.editor,
        "package_create",
        json!({"name": "x1", "owner_org": UNIT, "extras": {"a": 1}}),
    );
    assert_eq!((status, &error["__type"]), (400, &json!("Integrity Error")));
    let long = "ก".repeat(10_923);
    let (status, error) = PORTAL.refused(
        &PORTAL.editor,
        "package_create",
        json!({"name": "x1", "owner_org": UNIT, "extras": [{"key": "k", "value": long}]}),
    );
    assert_eq!(
        (status, &error["__type"]),
        (500, &json!("Search Index Error"))
    );
    assert_eq!(PORTAL.act("", "package_show", json!({"id": "x1"})).0, 404);
}

#[test]
fn update_clears_patch_keeps_and_lists_are_replaced() {
    PORTAL.dataset("changed");
    let patch = json!({
        "id": "changed", "notes": "n", "version": "2", "extras": [{"key": "a", "value": "1"}],
        "resources": [{"name": "A", "url": "https://example.org/a.csv", "hash": "h"}, {"name": "B"}],
    });
    let before = PORTAL.done(&PORTAL.editor, "package_patch", patch);
    let id = &before["resources"][0]["id"];
    let kept = PORTAL.done(
        &PORTAL.editor,
        "package_patch",
        json!({"id": "changed", "title": "t"}),
    );
    assert_eq!(
        (&kept["notes"], &kept["resources"][0]["id"], &kept["extras"]),
        (&json!("n"), id, &before["extras"])
    );
    assert_ne!(kept["metadata_modified"], before["metadata_modified"]);
    let one = json!({"id": "changed", "resources": [{"id": id, "name": "A2"}]});
    let one = PORTAL.done(&PORTAL.editor, "package_patch", one);
    assert_eq!(
        (&one["num_resources"], &one["resources"][0]["hash"]),
        (&json!(1), &json!("h"))
    );
    let cleared = PORTAL.done(&PORTAL.editor, "package_update", json!({"id": "changed"}));
    assert_eq!(
        (&cleared["name"], &cleared["notes"], &cleared["resources"]),
        (&json!("changed"), &Value::Null, &json!([]))
    );
    assert_eq!(cleared["owner_org"], before["owner_org"]);
    PORTAL.done(
        &PORTAL.editor,
        "package_patch",
        json!({"id": "changed", "name": "renamed"}),
    );
    assert_eq!(
        PORTAL.act("", "package_show", json!({"id": "changed"})).0,
        404
    );
    let (status, error) = PORTAL.refused(
        &PORTAL.editor,
        "package_patch",
        json!({"id": "renamed", "name": "rice-price"}),
    );
    assert_eq!(
        (status, &error["name"]),
        (409, &json!(["That URL is already in use."]))
    );
}

#[test]
fn a_deleted_dataset_gives_its_name_and_comes_back_until_it_is_purged() {
    let made = PORTAL.dataset("gone");
    for _ in 0..2 {
        PORTAL.done(&PORTAL.editor, "package_delete", json!({"id": "gone"}));
    }
    assert_eq!(
        PORTAL.done(&PORTAL.editor, "package_show", json!({"id": "gone"}))["state"],
        "deleted"
    );
    let second = PORTAL.dataset("gone");
    assert_ne!(second["id"], made["id"]);
    let first = PORTAL.done(&PORTAL.editor, "package_show", json!({"id": made["id"]}));
    assert_eq!(first["name"], made["id"]);
    PORTAL.done(
        &PORTAL.editor,
        "package_patch",
        json!({"id": made["id"], "state": "active"}),
    );
    PORTAL.done("", "package_show", json!({"id": made["id"]}));
    let (status, error) =
        PORTAL.refused(&PORTAL.editor, "dataset_purge", json!({"id": made["id"]}));
    assert_eq!((status, &error["message"]), (403, &json!("Access denied")));
    PORTAL.done(&PORTAL.admin, "dataset_purge", json!({"id": made["id"]}));
    assert_eq!(
        PORTAL
            .act(&PORTAL.admin, "package_show", json!({"id": made["id"]}))
            .0,
        404
    );
}

#[test]
fn a_release_that_was_published_to_the_folder_can_be_changed_and_is_put_right_again() {
    let portal = Portal::start();
    let name = crate::serving::NAME;
    let before = portal.done("", "package_show", json!({"id": name}));
    let after = portal.done(
        &portal.admin,
        "package_patch",
        json!({"id": name, "title": "อื่น"}),
    );
    for member in [
        "objective",
        "data_type",
        "license_url",
        "extras",
        "tags",
        "num_resources",
    ] {
        assert_eq!(before[member], after[member], "{member}");
    }
    assert_eq!(before["resources"], after["resources"]);
    let release = crate::serving::release(&portal.site.folder.path().join("again"));
    let done = crate::serving::publish(&release, &portal.site.catalog()).unwrap();
    assert!(!done.plan.is_empty());
    let title = portal.done("", "package_show", json!({"id": name}))["title"].clone();
    assert_eq!(title, before["title"]);
    assert!(
        crate::serving::publish(&release, &portal.site.catalog())
            .unwrap()
            .plan
            .is_empty()
    );
    // A name that another dataset has is told, not taken.
    portal.done(&portal.admin, "dataset_purge", json!({"id": name}));
    portal.dataset(name);
    let fault = crate::serving::publish(&release, &portal.site.catalog()).unwrap_err();
    assert!(fault.to_string().contains("another dataset"), "{fault}");
}
