//! Input that means harm.

use serde_json::json;

use crate::serving::NAME;
use crate::web::SITE;

#[test]
fn hostile_input_changes_and_reveals_nothing() {
    let id = SITE.resource("prices.csv");
    for sort in [
        "_id; DROP TABLE dataset",
        "(SELECT 1)",
        "\"province\" desc; --",
        "price COLLATE x",
        "province nulls sideways",
    ] {
        let (status, body) =
            SITE.action("datastore_search", json!({"resource_id": id, "sort": sort}));
        assert_eq!(
            (status, &body["error"]["__type"]),
            (409, &json!("Validation Error")),
            "{sort}"
        );
    }
    for params in [
        json!({"fields": ["province\" FROM sqlite_master --"]}),
        json!({"filters": {"province\" OR 1=1 --": 1}}),
        json!({"filters": [1]}),
        json!({"filters": "{"}),
        json!({"limit": "1; DROP TABLE dataset"}),
        json!({"limit": -1}),
        json!({"records_format": "exe"}),
    ] {
        let mut all = params.clone();
        all["resource_id"] = json!(id);
        assert_eq!(SITE.action("datastore_search", all).0, 409, "{params}");
    }
    let harmless = SITE.result(
        "datastore_search",
        json!({"resource_id": id, "filters": {"province": "' OR 1=1 --"}, "q": "%' \" _"}),
    );
    assert_eq!(harmless["total"], 0);
    // CKAN fails on NUL, which PostgreSQL has no way to keep.
    assert_eq!(SITE.action("package_show", json!({"id": "a\u{0}b"})).0, 500);
    assert_eq!(
        SITE.action("package_search", json!({"q": "ก".repeat(100_000)}))
            .0,
        409
    );
    // The server answers without reading on, so that a client that is still sending may see the connection close first;
    // a client of its own, so that no later request meets that connection.
    let large = crate::scripted::client()
        .build()
        .unwrap()
        .post(format!("{}/api/3/action/package_search", SITE.address))
        .header("Content-Type", "application/json")
        .body("x".repeat(2_000_000))
        .send();
    assert!(large.is_err() || large.is_ok_and(|answer| answer.status() == 413));
    assert_eq!(
        SITE.action(
            "package_search",
            json!({"q": "\"x\" AND title:'; DROP TABLE dataset"})
        )
        .0,
        200
    );
    for path in [
        "/dataset/..%2f..%2fetc%2fpasswd",
        "/dataset/x/resource/..%2f..%2fcatalog.sqlite/download/x",
        "/assets/..%2f..%2fCargo.toml",
        "/dataset/rice-price/resource/%00",
        "/dataset/%FF%FE",
        "//evil.example/dataset",
        "/catalog.sqlite",
    ] {
        let status = SITE.get(path).status().as_u16();
        assert!(matches!(status, 400 | 404), "{path}: {status}");
    }
    assert_eq!(
        SITE.get("/dataset?q=%22(%5B&page=99999999999&sort=';--")
            .status(),
        200
    );
    assert_eq!(
        SITE.get(&format!(
            "/dataset/{NAME}/resource/{id}?offset=18446744073709551615"
        ))
        .status(),
        200
    );
    let foreign = SITE
        .client
        .get(format!("{}/", SITE.address))
        .header("Host", "evil.example")
        .send()
        .unwrap();
    assert_eq!(foreign.status(), 421);
    assert_eq!(SITE.result("package_list", json!({})), json!([NAME]));
}
