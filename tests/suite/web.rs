//! The server, asked over HTTP as clients do.

use std::sync::LazyLock;

use serde_json::{Value, json};
use sheetpress::serve::api::ACTIONS;

use crate::serving::{CSV, NAME, Site, publish, release_of};

/// One server for the tests that only read.
static SITE: LazyLock<Site> = LazyLock::new(Site::start);

const FORM: &str = "application/x-www-form-urlencoded";

fn error(answer: &(u16, Value)) -> (u16, &Value) {
    assert_eq!(answer.1["success"], json!(false));
    (answer.0, &answer.1["error"])
}

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

fn expected() -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (number, row) in csv::Reader::from_reader(CSV.as_bytes())
        .records()
        .enumerate()
    {
        rows.push(
            [(number + 1).to_string()]
                .into_iter()
                .chain(row.unwrap().iter().map(str::to_owned))
                .collect(),
        );
    }
    rows
}

#[test]
fn dumps_read_back_as_the_csv_in_every_format() {
    let id = SITE.resource("prices.csv");
    let dump = |query: &str| {
        SITE.get(&format!("/datastore/dump/{id}?{query}"))
            .text()
            .unwrap()
    };
    for (format, delimiter) in [("csv", b','), ("tsv", b'\t')] {
        let text = dump(&format!("format={format}"));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        assert_eq!(
            reader.headers().unwrap().iter().take(3).collect::<Vec<_>>(),
            ["_id", "province", "code"]
        );
        let rows: Vec<Vec<String>> = reader
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect();
        assert_eq!(rows, expected(), "{format}");
    }
    let text = dump("format=json");
    let body: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(body["records"].as_array().unwrap().len(), 4);
    assert!(text.contains("[1, \"เชียงใหม่\", \"050\", 12, 1.10, 12345678901234567890.1234567890, \"2024-05-06\", true, \"ปี ๒๕๖๗\"]"), "{text}");
    let text = dump("format=xml");
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut rows, mut inside): (Vec<Vec<String>>, bool) = (Vec::new(), false);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) if tag.name().as_ref() == "row" => {
                let id = tag.attributes().next().unwrap().unwrap();
                rows.push(vec![id.value.into_owned()]);
            }
            Event::Start(tag) if tag.name().as_ref() != "data" => {
                rows.last_mut().unwrap().push(String::new());
                inside = true;
            }
            Event::Empty(_) => rows.last_mut().unwrap().push(String::new()),
            Event::End(_) => inside = false,
            Event::Text(text) if inside => {
                rows.last_mut().unwrap().last_mut().unwrap().push_str(&text);
            }
            Event::GeneralRef(name) => {
                let c = match &*name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    other => panic!("{other:?}"),
                };
                rows.last_mut().unwrap().last_mut().unwrap().push(c);
            }
            _ => {}
        }
    }
    assert_eq!(rows, expected());
    assert!(dump("bom=true").starts_with("\u{feff}_id,"));
    assert_eq!(
        dump("limit=1&offset=2").lines().nth(1).unwrap(),
        "3,กรุงเทพมหานคร,010,9007199254740993,9.9,0,,,<b>&"
    );
    assert_eq!(dump("limit=0").lines().count(), 1);
    assert_eq!(SITE.get("/datastore/dump/no-such").status(), 404);
    assert_eq!(
        SITE.get(&format!("/datastore/dump/{id}?format=exe"))
            .status(),
        400
    );
}

#[test]
fn files_come_back_byte_by_byte_and_only_when_they_changed() {
    let url = SITE.result("package_show", json!({"id": NAME}))["resources"][0]["url"]
        .as_str()
        .unwrap()
        .to_owned();
    let ask = |name: &str, value: &str| SITE.client.get(&url).header(name, value).send().unwrap();
    let whole = ask("Accept", "*/*");
    assert_eq!(whole.headers()["content-type"], "text/csv; charset=utf-8");
    let tag = whole.headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(whole.text().unwrap(), CSV);
    assert_eq!(ask("If-None-Match", &tag).status(), 304);
    let part = ask("Range", "bytes=0-7");
    assert_eq!(
        (
            part.status().as_u16(),
            part.headers()["content-range"].to_str().unwrap()
        ),
        (206, &*format!("bytes 0-7/{}", CSV.len()))
    );
    assert_eq!(part.text().unwrap(), "province");
    assert_eq!(
        ask("Range", "bytes=-2").text().unwrap(),
        &CSV[CSV.len() - 2..]
    );
    assert_eq!(ask("Range", "bytes=99999-").status(), 416);
    let head = SITE.client.head(&url).send().unwrap();
    assert_eq!(
        (
            head.status().as_u16(),
            head.headers()["content-length"].to_str().unwrap()
        ),
        (200, &*CSV.len().to_string())
    );
}

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
    assert_eq!(SITE.action("package_show", json!({"id": "a\u{0}b"})).0, 400);
    assert_eq!(
        SITE.action("package_search", json!({"q": "ก".repeat(100_000)}))
            .0,
        409
    );
    assert_eq!(
        SITE.post(
            "/api/3/action/package_search",
            "application/json",
            &"x".repeat(2_000_000)
        )
        .status(),
        413
    );
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

#[test]
fn pages_are_safe_whole_and_in_both_languages() {
    let id = SITE.resource("prices.csv");
    let unit = SITE.result("organization_list", json!({}))[0]
        .as_str()
        .unwrap()
        .to_owned();
    let pages = [
        "/".to_owned(),
        "/dataset?q=ข้าว".to_owned(),
        format!("/dataset/{NAME}"),
        format!("/dataset/{NAME}/resource/{id}"),
        "/organization".to_owned(),
        format!("/organization/{unit}"),
        "/about".to_owned(),
        "/nowhere".to_owned(),
    ];
    for path in &pages {
        for (language, word) in [("th", "ข้ามไปยังเนื้อหา"), ("en", "Skip to content")]
        {
            let request = SITE
                .client
                .get(format!("{}{path}", SITE.address))
                .header("Accept-Language", format!("fr, {language};q=0.8"));
            let answer = request.send().unwrap();
            let headers = answer.headers().clone();
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert!(
                policy.contains("default-src 'none'") && !policy.contains("unsafe"),
                "{path}"
            );
            assert_eq!(headers["x-content-type-options"], "nosniff");
            let text = answer.text().unwrap();
            assert!(
                text.contains(word) && text.contains(&format!("<html lang=\"{language}\">")),
                "{path} {language}"
            );
            assert!(!text.contains("<script"), "{path}");
            for (_, address) in ["src=\"", "rel=\"stylesheet\" href=\"", "action=\""]
                .iter()
                .flat_map(|mark| text.match_indices(mark))
                .map(|(at, mark)| (at, &text[at + mark.len()..]))
            {
                assert!(
                    address.starts_with('/') && !address.starts_with("//"),
                    "{path} loads {}",
                    &address[..30]
                );
            }
        }
    }
    let dataset = SITE
        .get(&format!("/dataset/{NAME}?lang=th"))
        .text()
        .unwrap();
    for shown in [
        "ราคาข้าวรายเดือน",
        "กรมตัวอย่าง",
        "วัตถุประสงค์",
        "กฎหมายที่เกี่ยวข้อง",
        "20 พ.ย. 2569",
        "&#60;script&#62;",
        "api/3/action/datastore_search",
    ] {
        assert!(dataset.contains(shown), "{shown}");
    }
    let table = SITE
        .get(&format!("/dataset/{NAME}/resource/{id}?lang=en"))
        .text()
        .unwrap();
    for shown in [
        "9007199254740993",
        "1.10",
        "2567",
        "Province",
        "บาท",
        "&#60;b&#62;&#38;",
    ] {
        assert!(table.contains(shown), "{shown}");
    }
}

#[test]
fn the_language_switch_keeps_the_page_and_is_remembered() {
    let answer = SITE.get("/dataset?q=%E0%B8%82%E0%B9%89%E0%B8%B2%E0%B8%A7&page=1&lang=en");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("lang=en; Path=/"), "{cookie}");
    let text = answer.text().unwrap();
    assert!(
        text.contains(
            "href=\"/dataset?q=%E0%B8%82%E0%B9%89%E0%B8%B2%E0%B8%A7&#38;page=1&#38;lang=th\""
        ),
        "{text}"
    );
    let next = SITE
        .client
        .get(&SITE.address)
        .header("Cookie", "x=1; lang=en")
        .header("Accept-Language", "th")
        .send()
        .unwrap();
    assert!(next.text().unwrap().contains("<html lang=\"en\">"));
}

#[test]
fn an_id_leads_to_the_name() {
    let id = SITE.result("package_show", json!({"id": NAME}))["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let answer = SITE.get(&format!("/dataset/{id}"));
    assert_eq!(
        (
            answer.status().as_u16(),
            answer.headers()["location"].to_str().unwrap()
        ),
        (302, "/dataset/rice-price")
    );
}

#[test]
fn every_action_answers_has_a_page_and_is_listed() {
    let help = SITE.get("/about").text().unwrap();
    for action in ACTIONS {
        assert!(action.reads_only);
        let doc = SITE.result("help_show", json!({"name": action.name}));
        assert!(
            doc.as_str()
                .unwrap()
                .starts_with(action.about.en.trim_end_matches('.'))
                || !action.doc.is_empty()
        );
        assert!(help.contains(action.name));
        let (status, body) = SITE.action(action.name, json!({}));
        assert!(matches!(status, 200 | 409), "{}: {body}", action.name);
    }
    assert_eq!(SITE.action("help_show", json!({"name": "x"})).0, 404);
}

#[test]
fn a_publication_is_visible_without_a_restart() {
    let site = Site::start();
    let longer = format!("{CSV}ตาก,063,1,1,1,2024-01-01,true,\n");
    publish(
        &release_of(&site.folder.path().join("two"), &longer, |_| {}),
        &site.catalog(),
    )
    .unwrap();
    let found = site.result(
        "datastore_search",
        json!({"resource_id": site.resource("prices.csv"), "limit": 0}),
    );
    assert_eq!(found["total"], 5);
}

#[test]
fn a_large_table_is_dumped_whole() {
    let site = Site::start();
    let mut csv = CSV.to_owned();
    for number in 0..3500 {
        csv.extend([format!("x{number},1,{number},1,1,,,\n")]);
    }
    publish(
        &release_of(&site.folder.path().join("two"), &csv, |_| {}),
        &site.catalog(),
    )
    .unwrap();
    let id = site.resource("prices.csv");
    let dump = |query: &str| {
        site.get(&format!("/datastore/dump/{id}?{query}"))
            .text()
            .unwrap()
    };
    assert_eq!(dump("").lines().count(), 3505);
    assert_eq!(dump("limit=1000").lines().count(), 1001);
    assert_eq!(
        serde_json::from_str::<Value>(&dump("format=json&limit=2000")).unwrap()["records"]
            .as_array()
            .unwrap()
            .len(),
        2000
    );
}
