//! `package_revise`, and many clients at once.

use std::sync::{Barrier, LazyLock};

use serde_json::{Value, json};

use crate::web::portal::{Portal, UNIT};

static PORTAL: LazyLock<Portal> = LazyLock::new(Portal::start);

/// What `times` clients get that ask at the same moment.
fn at_once(times: usize, ask: impl Fn(usize) -> u16 + Sync) -> Vec<u16> {
    let barrier = Barrier::new(times);
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..times)
            .map(|number| {
                let (barrier, ask) = (&barrier, &ask);
                scope.spawn(move || {
                    barrier.wait();
                    ask(number)
                })
            })
            .collect();
        let mut statuses: Vec<u16> = asked.into_iter().map(|it| it.join().unwrap()).collect();
        statuses.sort_unstable();
        statuses
    })
}

#[test]
fn ten_parallel_resource_creates_survive() {
    PORTAL.dataset("parallel");
    let statuses = at_once(10, |number| {
        let params = json!({"package_id": "parallel", "name": format!("r{number}")});
        PORTAL.act(&PORTAL.editor, "resource_create", params).0
    });
    assert_eq!(statuses, [200; 10]);
    let shown = PORTAL.done("", "package_show", json!({"id": "parallel"}));
    let mut names: Vec<&str> = shown["resources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 10);
}

#[test]
fn of_eight_with_one_stamp_exactly_one_wins() {
    let stamp = PORTAL.dataset("stamped")["metadata_modified"].clone();
    let statuses = at_once(8, |number| {
        let update = json!({"title": format!("t{number}")});
        let params =
            json!({"match": {"name": "stamped", "metadata_modified": stamp}, "update": update});
        PORTAL.act(&PORTAL.editor, "package_revise", params).0
    });
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409, 409, 409]);
    let stale = json!({"match": {"name": "stamped", "metadata_modified": stamp}, "update": {"title": "no"}});
    let told = json!({"match": ["metadata_modified"], "__type": "Validation Error"});
    assert_eq!(
        PORTAL.refused(&PORTAL.editor, "package_revise", stale),
        (409, told)
    );
}

#[test]
fn of_eight_creates_of_one_name_exactly_one_wins() {
    let statuses = at_once(8, |_| {
        let params = json!({"name": "contested", "owner_org": UNIT});
        PORTAL.act(&PORTAL.editor, "package_create", params).0
    });
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409, 409, 409]);
}

#[test]
fn parts_are_reached_by_name_index_and_id() {
    let made = PORTAL.done(&PORTAL.editor, "package_create", json!({
        "name": "parts", "owner_org": UNIT, "extras": [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}],
        "resources": [{"name": "A", "url": "https://example.org/a.csv"}, {"name": "B"}],
    }));
    let id = |place: usize| made["resources"][place]["id"].as_str().unwrap().to_owned();
    let revise =
        |params: Value| PORTAL.done(&PORTAL.editor, "package_revise", params)["package"].clone();
    let key = format!("update__resources__{}", &id(0)[..5]);
    let it = revise(
        json!({"match__name": "parts", key: {"description": "d"}, "update__extras__0": {"value": "9"}}),
    );
    assert_eq!(
        (
            &it["resources"][0]["description"],
            &it["resources"][0]["url"]
        ),
        (&json!("d"), &made["resources"][0]["url"])
    );
    assert_eq!(
        it["extras"],
        json!([{"key": "a", "value": "9"}, {"key": "b", "value": "2"}])
    );
    let it = revise(
        json!({"match__name": "parts", "update__resources__extend": [{"name": "C"}], "update__resources__-1__format": "csv"}),
    );
    assert_eq!(
        (&it["resources"][2]["name"], &it["resources"][2]["format"]),
        (&json!("C"), &json!("CSV"))
    );
    let it =
        revise(json!({"match__name": "parts", "filter": [format!("-resources__{}", &id(1)[..8])]}));
    assert_eq!(it["num_resources"], 2);
    assert_eq!(it["resources"][0]["id"], made["resources"][0]["id"]);
    let it = revise(
        json!({"match": {"id": made["id"]}, "filter": ["+resources", "+name", "+owner_org", "-*"], "update": {"title": "new"}}),
    );
    assert_eq!(
        (&it["title"], &it["extras"], &it["num_resources"]),
        (&json!("new"), &json!([]), &json!(2))
    );
    let short = PORTAL.done(
        &PORTAL.editor,
        "package_revise",
        json!({"match__name": "parts", "include": ["-*"]}),
    );
    assert_eq!(short, json!({}));
    let part = PORTAL.done(
        &PORTAL.editor,
        "package_revise",
        json!({"match__name": "parts", "include": ["-package__resources"]}),
    );
    assert_eq!(
        (part["package"].get("resources"), &part["package"]["name"]),
        (None, &json!("parts"))
    );
    for (params, told) in [
        (
            json!({"match": {"title": "x"}}),
            json!({"match__id": "Missing value"}),
        ),
        (
            json!({"match__name": "parts", "update__resources__zzzzz": {}}),
            json!({"resources__zzzzz": ["Unmatched key zzzzz"]}),
        ),
        (
            json!({"match__name": "parts", "match__title": "other"}),
            json!({"match": ["title"]}),
        ),
        (
            json!({"match": {"name": "parts", "resources": [{"name": "Z"}]}}),
            json!({"match": ["resources__0__name"]}),
        ),
    ] {
        let mut told = told;
        told["__type"] = json!("Validation Error");
        assert_eq!(
            PORTAL.refused(&PORTAL.editor, "package_revise", params),
            (409, told)
        );
    }
    assert_eq!(
        PORTAL
            .refused(
                &PORTAL.editor,
                "package_revise",
                json!({"match__name": "no-such"})
            )
            .0,
        404
    );
    assert_eq!(
        PORTAL
            .refused(
                &PORTAL.stranger,
                "package_revise",
                json!({"match__name": "parts"})
            )
            .0,
        403
    );
}
