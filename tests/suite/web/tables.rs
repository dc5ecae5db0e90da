//! Tables that clients make: types, dictionary, rows put in, changed and taken out.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::web::portal::Portal;

static PORTAL: LazyLock<Portal> = LazyLock::new(|| {
    let portal = Portal::start();
    portal.dataset("tables");
    portal
});

fn create(params: Value) -> String {
    let mut params = params;
    params["resource"] = json!({"package_id": "tables", "name": "t"});
    let made = PORTAL.done(&PORTAL.editor, "datastore_create", params);
    made["resource_id"].as_str().unwrap().to_owned()
}

/// The text of an answer, in which numbers keep their digits.
fn text_of(resource: &str) -> String {
    let path = format!("/api/3/action/datastore_search?resource_id={resource}");
    PORTAL.site.get(&path).text().unwrap()
}

#[test]
fn types_are_those_of_postgres_and_numbers_keep_their_digits() {
    let names = [
        ("integer", "int4"),
        ("INT", "int4"),
        ("bigint", "int8"),
        ("float8", "float8"),
        ("double precision", "float8"),
        ("boolean", "bool"),
        ("timestamptz", "timestamptz"),
        ("time", "time"),
        ("text[]", "_text"),
        ("jsonb", "jsonb"),
        ("numeric(10,2)", "numeric"),
        ("varchar(10)", "varchar"),
        ("nested", "json"),
        ("uuid", "uuid"),
        ("date", "date"),
    ];
    let fields: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(n, (kind, _))| json!({"id": format!("f{n}"), "type": kind}))
        .collect();
    let table = create(json!({"fields": fields}));
    let found = PORTAL.done("", "datastore_search", json!({"resource_id": table}));
    let kinds: Vec<&str> = found["fields"]
        .as_array()
        .unwrap()
        .iter()
        .skip(1)
        .map(|it| it["type"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, names.map(|(_, internal)| internal));
    for wrong in ["serial", "string", "number", "datetime"] {
        let params =
            json!({"resource": {"package_id": "tables"}, "fields": [{"id": "a", "type": wrong}]});
        let told = format!("\"{wrong}\" is not a valid field type");
        assert_eq!(
            PORTAL.refused(&PORTAL.editor, "datastore_create", params).1["fields"],
            json!([told])
        );
    }
    let body = "{\"resource\": {\"package_id\": \"tables\"}, \"fields\": [{\"id\": \"n\", \"type\": \"numeric\"}, \
                {\"id\": \"b\", \"type\": \"bigint\"}, {\"id\": \"f\", \"type\": \"float8\"}, {\"id\": \"d\", \"type\": \"date\"}, \
                {\"id\": \"j\", \"type\": \"json\"}], \"records\": [\
                {\"n\": 12345678901234567890.1234567890, \"b\": 9007199254740993, \"f\": 0.1, \"d\": \"06/05/2024\", \"j\": {\"k\": [\"ก\"]}}, \
                {\"n\": \"1.10\", \"b\": \"7\", \"f\": \"Infinity\", \"d\": \"\", \"j\": null}, {\"n\": \"NaN\", \"b\": 1.5}]}";
    let request = PORTAL.site.client.post(format!(
        "{}/api/3/action/datastore_create",
        PORTAL.site.address
    ));
    let request = request
        .header("Content-Type", "application/json")
        .header("Authorization", &PORTAL.editor);
    let made: Value = request.body(body).send().unwrap().json().unwrap();
    let text = text_of(made["result"]["resource_id"].as_str().unwrap());
    for row in [
        "{\"_id\": 1, \"n\": 12345678901234567890.1234567890, \"b\": 9007199254740993, \"f\": 0.1, \"d\": \"2024-06-05\", \"j\": {\"k\":[\"ก\"]}}",
        "{\"_id\": 2, \"n\": 1.10, \"b\": 7, \"f\": \"Infinity\", \"d\": null, \"j\": null}",
        "{\"_id\": 3, \"n\": \"NaN\", \"b\": 2, \"f\": null, \"d\": null, \"j\": null}",
    ] {
        assert!(text.contains(row), "{row}\n{text}");
    }
}

#[test]
fn rows_are_put_in_changed_and_taken_out_all_or_none() {
    let table = PORTAL.table("tables");
    let upsert = |params: Value| {
        let mut params = params;
        params["resource_id"] = json!(table);
        PORTAL.act(&PORTAL.editor, "datastore_upsert", params)
    };
    // One call is one transaction.
    let (status, body) = upsert(
        json!({"records": [{"จังหวัด": "ตาก", "price": 1}, {"จังหวัด": "น่าน", "price": "abc"}]}),
    );
    let told = json!({"records": ["invalid input syntax for type numeric: \"abc\""], "records_row": 1, "__type": "Validation Error"});
    assert_eq!((status, &body["error"]), (409, &told));
    let (status, body) = upsert(
        json!({"method": "insert", "records": [{"จังหวัด": "ตาก", "price": "x"}, {"จังหวัด": "แพร่"}]}),
    );
    assert_eq!((status, &body["error"]["records_row"]), (409, &json!(1)));
    let (status, body) = upsert(json!({"method": "insert", "records": [{"จังหวัด": "เชียงใหม่"}]}));
    assert!(
        status == 409
            && body["error"]["records"][0]
                .as_str()
                .unwrap()
                .starts_with("duplicate key value")
    );
    assert_eq!(PORTAL.rows(&table).as_array().unwrap().len(), 2);
    // A part of a row leaves the other columns alone; a new key is a new row.
    let (status, _) = upsert(
        json!({"records": [{"จังหวัด": "เชียงใหม่"}, {"จังหวัด": "ลำพูน", "price": 2}, {"จังหวัด": "ตาก", "price": 3}]}),
    );
    assert_eq!(status, 200);
    let rows = PORTAL.rows(&table);
    let prices: Vec<&Value> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["price"])
        .collect();
    assert_eq!(prices, [&json!(1.10), &json!(2), &json!(3)]);
    assert_eq!(
        upsert(json!({"method": "update", "records": [{"_id": 3, "price": 4}]})).0,
        200
    );
    assert_eq!(
        upsert(json!({"records": [{"จังหวัด": "dry", "price": 1}], "dry_run": true})).0,
        200
    );
    assert_eq!(PORTAL.rows(&table).as_array().unwrap().len(), 3);
    for (params, told) in [
        (
            json!({"method": "update", "records": [{"จังหวัด": "ไม่มี", "price": 1}]}),
            "key",
        ),
        (json!({"records": [{"price": 1}]}), "key"),
        (json!({"records": [{"จังหวัด": "x", "zz": 1}]}), "fields"),
        (
            json!({"method": "insert", "records": [{"zz": 1}]}),
            "records",
        ),
        (json!({"method": "insert", "records": ["a"]}), "records"),
        (json!({"method": "replace", "records": []}), "method"),
    ] {
        let (status, body) = upsert(params);
        assert!(status == 409 && body["error"].get(told).is_some(), "{body}");
    }
    PORTAL.done(
        &PORTAL.editor,
        "datastore_records_delete",
        json!({"resource_id": table, "filters": {"จังหวัด": "ลำพูน"}}),
    );
    // Numbers have gaps now: pages and dumps still count rows.
    let dump = PORTAL
        .site
        .get(&format!("/datastore/dump/{table}?offset=1"))
        .text()
        .unwrap();
    assert_eq!(dump.lines().count(), 2, "{dump}");
    let found = PORTAL.done(
        "",
        "datastore_search",
        json!({"resource_id": table, "offset": 1}),
    );
    assert_eq!(
        (&found["total"], found["records"].as_array().unwrap().len()),
        (&json!(2), 1)
    );
    PORTAL.done(
        &PORTAL.editor,
        "datastore_records_delete",
        json!({"resource_id": table, "filters": {}}),
    );
    assert_eq!(
        PORTAL.done("", "datastore_search", json!({"resource_id": table}))["total"],
        0
    );
    PORTAL.done(
        &PORTAL.editor,
        "datastore_delete",
        json!({"resource_id": table}),
    );
    assert_eq!(
        PORTAL
            .refused(
                &PORTAL.editor,
                "datastore_delete",
                json!({"resource_id": table})
            )
            .0,
        404
    );
}

#[test]
fn columns_come_and_go_and_the_dictionary_is_replaced_field_by_field() {
    let table = create(json!({
        "fields": [{"id": "a", "type": "text"}, {"id": "A", "type": "int", "info": {"label": "B"}}],
        "records": [{"a": "1", "A": 2}],
    }));
    let change = |params: Value| {
        let mut params = params;
        params["resource_id"] = json!(table);
        PORTAL.done(&PORTAL.editor, "datastore_create", params)
    };
    change(
        json!({"fields": [{"id": "a", "type": "int", "info": {"label": "ก", "unit": "บาท"}}, {"id": "c", "type": "numeric"}], "records": [{"a": "x", "c": 1.5}]}),
    );
    let fields = || {
        PORTAL.done(
            "",
            "datastore_search",
            json!({"resource_id": table, "limit": 0}),
        )["fields"]
            .clone()
    };
    assert_eq!(
        fields(),
        json!([
            {"id": "_id", "type": "int"},
            {"id": "a", "type": "text", "info": {"label": "ก", "unit": "บาท"}},
            {"id": "A", "type": "int4", "info": {"label": "B"}},
            {"id": "c", "type": "numeric"},
        ])
    );
    change(json!({"fields": [{"id": "a", "info": {}}, {"id": "c"}], "delete_fields": true}));
    assert_eq!(
        fields(),
        json!([{"id": "_id", "type": "int"}, {"id": "a", "type": "text", "info": {}}, {"id": "c", "type": "numeric"}])
    );
    assert_eq!(
        PORTAL.rows(&table)[0],
        json!({"_id": 1, "a": "1", "c": null})
    );
    let params = json!({"resource_id": table, "fields": [{"id": "d", "type": "text"}], "records": [{"a": "1", "d": "y"}], "primary_key": ["a"]});
    let (status, error) = PORTAL.refused(&PORTAL.editor, "datastore_create", params);
    assert_eq!((status, &error["info"]["pgcode"]), (409, &json!("23505")));
    assert_eq!(
        fields().as_array().unwrap().len(),
        3,
        "a refused change leaves nothing"
    );
    for (id, told) in [
        ("_a", "\"_a\" is not a valid field name"),
        ("a ", "\"a \" is not a valid field name"),
    ] {
        let params = json!({"resource_id": table, "fields": [{"id": id, "type": "text"}]});
        assert_eq!(
            PORTAL.refused(&PORTAL.editor, "datastore_create", params).1["fields"],
            json!([told])
        );
    }
}

#[test]
fn the_rows_of_a_file_are_changed_only_by_force() {
    let site = Portal::start();
    let resource = site.site.resource("prices.csv");
    let rows = json!({"resource_id": resource, "method": "insert", "records": [{"province": "ตาก", "price": "7.70"}]});
    let (status, error) = site.refused(&site.admin, "datastore_upsert", rows.clone());
    assert!(status == 409 && error.get("read-only").is_some());
    let mut forced = rows;
    forced["force"] = json!(true);
    site.done(&site.admin, "datastore_upsert", forced);
    let found = site.done(
        "",
        "datastore_search",
        json!({"resource_id": resource, "filters": {"price": 7.7}}),
    );
    assert_eq!(
        (&found["total"], &found["records"][0]["_id"]),
        (&json!(1), &json!(5))
    );
}
