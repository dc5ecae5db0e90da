//! Rows by `datastore_search` and `datastore_info`.

use serde_json::{Value, json};

use crate::web::SITE;

#[test]
fn numbers_keep_every_digit() {
    let id = SITE.resource("prices.csv");
    let text = SITE
        .get(&format!("/api/3/action/datastore_search?resource_id={id}"))
        .text()
        .unwrap();
    for exact in [
        "\"price\": 1.10,",
        "\"amount\": 12345678901234567890.1234567890,",
        "\"v2567\": 9007199254740993,",
        "\"amount\": 2e3,",
    ] {
        assert!(text.contains(exact), "{exact} is not in {text}");
    }
    assert!(text.contains("\"code\": \"050\""));
    assert!(text.contains("\"open\": true") && text.contains("\"day\": null"));
}

#[test]
fn rows_are_filtered_ordered_and_paged() {
    let id = SITE.resource("prices.csv");
    let ask = |more: Value| {
        let mut params = json!({"resource_id": id, "fields": "province"});
        params
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        SITE.result("datastore_search", params)
    };
    let names = |it: &Value| {
        it["records"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["province"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&ask(json!({"sort": "price"}))),
        ["เชียงใหม่", "กรุงเทพมหานคร", "ลำพูน", "น่าน"],
        "by value, not by letter"
    );
    assert_eq!(
        names(&ask(json!({"sort": "v2567 desc nulls last", "limit": 2}))),
        ["กรุงเทพมหานคร", "เชียงใหม่"]
    );
    assert_eq!(names(&ask(json!({"filters": {"price": 1.1}}))), ["เชียงใหม่"]);
    assert_eq!(
        names(&ask(
            json!({"filters": {"price": {"gte": 9.9, "lt": "100"}}})
        )),
        ["ลำพูน", "กรุงเทพมหานคร"]
    );
    assert_eq!(
        names(&ask(json!({"filters": "{\"code\": [\"050\", \"055\"]}"}))),
        ["เชียงใหม่", "น่าน"]
    );
    assert_eq!(
        names(&ask(json!({"filters": {"open": true}, "q": "น่าน"}))),
        ["น่าน"]
    );
    assert_eq!(names(&ask(json!({"q": {"note": "๒๕๖๗"}}))), ["เชียงใหม่"]);
    assert_eq!(
        names(&ask(json!({"filters": {"day": null}}))),
        Vec::<String>::new()
    );
    let page = ask(json!({"limit": 1, "offset": 2}));
    assert_eq!(
        (names(&page), &page["total"], &page["offset"]),
        (vec!["กรุงเทพมหานคร".to_owned()], &json!(4), &json!(2))
    );
    let capped = ask(json!({"limit": 40000, "records_format": "csv"}));
    assert_eq!(
        (&capped["limit"], &capped["records"]),
        (&json!(32000), &json!("เชียงใหม่\nลำพูน\nกรุงเทพมหานคร\nน่าน\n"))
    );
    let shape = ask(json!({"limit": 0, "fields": []}));
    assert_eq!(shape["fields"][0], json!({"id": "_id", "type": "int"}));
    assert_eq!(shape["fields"][3]["info"]["label"], "2567");
    assert_eq!(
        (&shape["records"], &shape["total"]),
        (&json!([]), &json!(4))
    );
    let distinct = ask(json!({"fields": "open", "distinct": true, "records_format": "lists"}));
    assert_eq!(
        (&distinct["records"], &distinct["total"]),
        (&json!([[false], [true], [null]]), &json!(3))
    );
    let linked = SITE
        .get(&format!(
            "/api/3/action/datastore_search?resource_id={id}&limit=1"
        ))
        .json::<Value>()
        .unwrap();
    let next = linked["result"]["_links"]["next"].as_str().unwrap();
    assert_eq!(
        next,
        format!("/api/3/action/datastore_search?resource_id={id}&limit=1&offset=1")
    );
    assert_eq!(
        SITE.get(next).json::<Value>().unwrap()["result"]["records"][0]["province"],
        "ลำพูน"
    );
}

#[test]
fn the_dictionary_comes_with_the_table() {
    let id = SITE.resource("prices.csv");
    let info = SITE.result("datastore_info", json!({"id": id}));
    assert_eq!(
        (&info["meta"]["count"], &info["meta"]["table_type"]),
        (&json!(4), &json!("BASE TABLE"))
    );
    let price = &info["fields"][3];
    assert_eq!(
        (
            &price["id"],
            &price["type"],
            &price["schema"]["native_type"]
        ),
        (&json!("price"), &json!("numeric"), &json!("numeric"))
    );
    assert_eq!(
        price["info"],
        json!({"label": "ราคา", "label_th": "ราคา", "label_en": "Price", "unit": "บาท"})
    );
}
