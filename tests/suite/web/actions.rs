//! Actions: envelopes, forms of requests, failures, dicts, search.

use serde_json::{Value, json};

use crate::serving::NAME;
use crate::web::{FORM, SITE, error};

#[test]
fn the_envelope_is_that_of_ckan() {
    let answer = SITE.get("/api/3/action/status_show");
    assert_eq!(answer.status(), 200);
    assert_eq!(
        answer.headers()["content-type"],
        "application/json;charset=utf-8"
    );
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    let body: Value = answer.json().unwrap();
    let keys: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["help", "success", "result"]);
    assert_eq!(
        body["help"],
        format!("{}/api/3/action/help_show?name=status_show", SITE.address)
    );
    assert_eq!(body["result"]["ckan_version"], "2.11.6");
    for path in ["/api", "/api/3"] {
        assert_eq!(
            SITE.get(path).json::<Value>().unwrap(),
            json!({"version": 3})
        );
    }
}

#[test]
fn requests_come_in_every_form_that_clients_use() {
    let expected = |body: Value| assert_eq!(body["result"], json!([NAME]));
    expected(SITE.get("/api/action/package_list").json().unwrap());
    expected(SITE.get("/th/api/3/action/package_list").json().unwrap());
    expected(
        SITE.post("/api/3/action/package_list", "application/json", "")
            .json()
            .unwrap(),
    );
    expected(
        SITE.post("/api/3/action/package_list?limit=1", FORM, "")
            .json()
            .unwrap(),
    );
    expected(
        SITE.post(
            "/api/3/action/package_list",
            "application/json",
            "\u{feff}{\"limit\": 5}",
        )
        .json()
        .unwrap(),
    );
    for (kind, body) in [
        (FORM, "{\"id\": \"nope\"}"),
        (FORM, "id=nope&use_default_schema=true"),
    ] {
        let answer = SITE.post("/api/3/action/package_show", kind, body);
        assert_eq!(answer.status(), 404);
        assert_eq!(
            answer.json::<Value>().unwrap()["error"],
            json!({"__type": "Not Found Error", "message": "Not found"})
        );
    }
    let padded = SITE.get("/api/3/action/status_show?callback=cb");
    assert_eq!(
        padded.headers()["content-type"],
        "application/javascript;charset=utf-8"
    );
    assert!(padded.text().unwrap().starts_with("cb({\"help\": "));
    let refused = SITE.get("/api/3/action/status_show?callback=alert(1)//");
    assert!(refused.text().unwrap().starts_with('{'));
}

#[test]
fn what_is_no_request_gets_the_bare_string() {
    let cases = [
        (
            SITE.post("/api/3/action/no_such_action", "application/json", "{}"),
            "Bad request - Action name not known: no_such_action",
        ),
        (
            SITE.get("/api/3/action/package_create?name=x"),
            "Bad request - JSON Error: Invalid request. Please use POST method for your request",
        ),
        (
            SITE.post(
                "/api/3/action/package_list",
                "application/json",
                "{\"name\": ",
            ),
            "Bad request - JSON Error: Error decoding JSON data.",
        ),
        (
            SITE.post("/api/3/action/package_list", "application/json", "[\"a\"]"),
            "Bad request - JSON Error: Request data JSON decoded to [\"a\"] but it needs to be a dictionary.",
        ),
    ];
    for (answer, message) in cases {
        assert_eq!(answer.status(), 400, "{message}");
        assert_eq!(
            answer.headers()["content-type"],
            "application/json;charset=utf-8"
        );
        assert_eq!(answer.json::<Value>().unwrap(), json!(message));
    }
    for path in [
        "/api/2/action/status_show",
        "/api/4/action/status_show",
        "/api/3/action/status_show/",
    ] {
        let answer = SITE.get(path);
        assert_eq!(
            (
                answer.status().as_u16(),
                &answer.headers()["content-type"].to_str().unwrap()[..9]
            ),
            (404, "text/html")
        );
    }
    assert_eq!(
        SITE.post("/api/3/action/package_show", "text/plain", "{}")
            .status(),
        415
    );
    assert_eq!(
        SITE.client
            .put(format!("{}/api/3/action/package_show", SITE.address))
            .send()
            .unwrap()
            .status(),
        405
    );
}

#[test]
fn nobody_may_write() {
    let answer = SITE.action("package_create", json!({"name": "x"}));
    let message = "Access denied: User  not authorized to create packages";
    assert_eq!(
        error(&answer),
        (
            403,
            &json!({"__type": "Authorization Error", "message": message})
        )
    );
}

#[test]
fn failures_have_the_statuses_of_ckan() {
    let show = SITE.action("package_show", json!({}));
    assert_eq!(
        error(&show),
        (
            409,
            &json!({"name_or_id": ["Missing value"], "__type": "Validation Error"})
        )
    );
    let rows = SITE.action("package_search", json!({"rows": -1}));
    assert_eq!(
        error(&rows),
        (
            409,
            &json!({"rows": ["Must be a natural number"], "__type": "Validation Error"})
        )
    );
    let many = SITE.action("package_search", json!({"rows": "many"}));
    assert_eq!(
        error(&many).1["rows"],
        json!(["Invalid integer", "Please enter an integer value"])
    );
    let sort = SITE.action("package_search", json!({"sort": "foo"}));
    let message = "Search Query is invalid: 'Invalid \"sort\" parameter'";
    assert_eq!(
        error(&sort),
        (
            400,
            &json!({"__type": "Search Query Error", "message": message})
        )
    );
    let unknown = SITE.action("package_search", json!({"qq": "x"}));
    let message = "Search Query is invalid: \"Invalid search parameters: ['qq']\"";
    assert_eq!(
        error(&unknown),
        (
            400,
            &json!({"__type": "Search Query Error", "message": message})
        )
    );
    let syntax = SITE.action("package_search", json!({"q": "name:"}));
    assert_eq!(
        (error(&syntax).0, &error(&syntax).1["__type"]),
        (409, &json!("Search Error"))
    );
    let local = SITE.action("package_search", json!({"q": "{!term f=name}x"}));
    let message = "Search error: \"Local parameters are not supported in param 'q'.\"";
    assert_eq!(error(&local).1["message"], message);
    let table = SITE.action("datastore_search", json!({"resource_id": "no-such"}));
    let message = "Not found: Resource \"no-such\" was not found.";
    assert_eq!(
        error(&table),
        (
            404,
            &json!({"__type": "Not Found Error", "message": message})
        )
    );
    let id = SITE.resource("prices.csv");
    for (param, value) in [
        ("filters", json!({"zz": 1})),
        ("sort", json!("zz")),
        ("fields", json!("zz")),
    ] {
        let answer = SITE.action("datastore_search", json!({"resource_id": id, param: value}));
        let expected = json!({param: ["invalid value \"zz\""], "__type": "Validation Error"});
        assert_eq!(error(&answer), (409, &expected));
    }
    let wrong = SITE.action(
        "datastore_search",
        json!({"resource_id": id, "filters": {"v2567": "abc"}}),
    );
    assert_eq!(
        (error(&wrong).0, &error(&wrong).1["query"]),
        (409, &json!(["Invalid query"]))
    );
}

#[test]
fn a_dataset_has_every_key_that_clients_read() {
    let it = SITE.result("package_show", json!({"id": NAME}));
    for key in [
        "id",
        "name",
        "title",
        "notes",
        "url",
        "version",
        "author",
        "author_email",
        "maintainer",
        "maintainer_email",
        "license_id",
        "license_title",
        "isopen",
        "private",
        "state",
        "type",
        "owner_org",
        "organization",
        "groups",
        "tags",
        "extras",
        "resources",
        "num_resources",
        "num_tags",
        "relationships_as_subject",
        "relationships_as_object",
        "creator_user_id",
        "metadata_created",
        "metadata_modified",
    ] {
        assert!(it.get(key).is_some(), "{key}");
    }
    assert_eq!(it["metadata_modified"], "2026-11-20T15:00:11.921520");
    assert_eq!(it["organization"]["title"], "กรมตัวอย่าง");
    assert_eq!(it["objective"], json!(["พันธกิจหน่วยงาน", "กฎหมายที่เกี่ยวข้อง"]));
    let file = &it["resources"][0];
    for key in [
        "id",
        "package_id",
        "position",
        "name",
        "description",
        "format",
        "mimetype",
        "mimetype_inner",
        "size",
        "hash",
        "created",
        "last_modified",
        "metadata_modified",
        "url",
        "url_type",
        "resource_type",
        "state",
        "cache_url",
        "cache_last_updated",
        "datastore_active",
    ] {
        assert!(file.get(key).is_some(), "{key}");
    }
    assert_eq!(
        (&file["datastore_active"], &file["rows"], &file["url_type"]),
        (&json!(true), &json!(4), &json!("upload"))
    );
    assert_eq!(
        SITE.result("resource_show", json!({"id": file["id"]})),
        *file
    );
    assert_eq!(SITE.result("package_show", json!({"id": it["id"]})), it);
    let unit = SITE.result(
        "organization_show",
        json!({"id": it["organization"]["name"]}),
    );
    assert_eq!(
        (&unit["display_name"], &unit["package_count"]),
        (&json!("กรมตัวอย่าง"), &json!(1))
    );
    assert_eq!(
        SITE.result("organization_list", json!({})),
        json!([unit["name"]])
    );
    assert_eq!(
        SITE.result("tag_list", json!({})),
        json!(["rice", "ข้าว", "ราคา"])
    );
    assert_eq!(
        SITE.result("license_list", json!({}))[0]["id"],
        "notspecified"
    );
}

#[test]
fn search_counts_pages_and_facets() {
    let found = SITE.result(
        "package_search",
        json!({"q": "ข้าว", "fq": "name:\"rice-price\"", "rows": 0}),
    );
    assert_eq!(
        found,
        json!({"count": 1, "facets": {}, "results": [], "sort": "score desc, metadata_modified desc", "search_facets": {}})
    );
    let found = SITE.result(
        "package_search",
        json!({"facet.field": ["organization", "res_format"], "facet.limit": 1, "rows": 1}),
    );
    assert_eq!(found["results"][0]["name"], NAME);
    assert_eq!(
        found["search_facets"]["organization"]["items"][0]["display_name"],
        "กรมตัวอย่าง"
    );
    assert_eq!(found["facets"]["res_format"], json!({"CSV": 1}));
    let by_get = SITE.get(
        "/api/3/action/package_search?q=name:rice-price&fl=name,title&facet.field=[%22tags%22]",
    );
    let by_get = by_get.json::<Value>().unwrap()["result"].clone();
    assert_eq!(
        by_get["results"],
        json!([{"name": NAME, "title": "ราคาข้าวรายเดือน"}])
    );
    assert_eq!(by_get["facets"]["tags"]["ข้าว"], 1);
    assert_eq!(
        SITE.result("package_search", json!({"fq": ["name:x", "tags:ข้าว"]}))["count"],
        0
    );
    assert_eq!(
        SITE.result("package_search", json!({"start": 1}))["results"],
        json!([])
    );
}
