//! What is private, a draft or deleted is seen by nobody who may not: by no route.

use serde_json::{Value, json};

use crate::web::portal::{Portal, UNIT};

/// A word that stands in every part of the hidden datasets, and nowhere else.
const WORD: &str = "ลับสุดยอด";

struct Hidden {
    name: &'static str,
    id: String,
    table: String,
    file: String,
}

/// A dataset with a file, a table, tags and an extra, all of which say the word.
fn hidden(portal: &Portal, name: &'static str, how: &Value) -> Hidden {
    portal.dataset(name);
    let table = portal.table(name);
    let bytes = format!("a\n{WORD}\n");
    let fields = [
        ("package_id", name),
        ("name", WORD),
        ("format", "SECRETFORMAT"),
    ];
    let (status, body) = portal.upload(
        &portal.editor,
        "resource_create",
        &fields,
        ("upload", "s.csv", bytes.as_bytes()),
    );
    assert_eq!(status, 200, "{body}");
    let row = json!({"resource_id": table, "records": [{"จังหวัด": WORD}]});
    portal.done(&portal.editor, "datastore_upsert", row);
    let mut patch = json!({
        "id": name, "title": WORD, "notes": WORD, "tags": [{"name": WORD}],
        "extras": [{"key": "secret", "value": WORD}], "license_id": "cc-zero",
    });
    patch
        .as_object_mut()
        .unwrap()
        .extend(how.as_object().unwrap().clone());
    let dict = portal.done(&portal.editor, "package_patch", patch);
    Hidden {
        name,
        id: dict["id"].as_str().unwrap().to_owned(),
        table,
        file: body["result"]["id"].as_str().unwrap().to_owned(),
    }
}

/// Every address and action that could tell something, with what it may answer to a stranger.
fn routes(it: &Hidden) -> Vec<(String, &'static [u16])> {
    let Hidden {
        name,
        id,
        table,
        file,
    } = it;
    let mut routes = Vec::new();
    let mut put = |path: String, statuses: &'static [u16]| routes.push((path, statuses));
    for key in [*name, id] {
        put(format!("/dataset/{key}"), &[404]);
        put(format!("/dataset/{key}/resource/{table}"), &[404]);
        put(format!("/dataset/{key}/resource/{file}"), &[404]);
        put(
            format!("/dataset/{key}/resource/{file}/download/s.csv"),
            &[403],
        );
        put(format!("/dataset/{key}/resource/{file}/download"), &[403]);
        put(format!("/api/3/action/package_show?id={key}"), &[403]);
        put(format!("/th/api/3/action/package_show?id={key}"), &[403]);
        put(format!("/api/action/package_search?q=name:{key}"), &[200]);
        put(
            format!(
                "/api/action/package_search?fq=id:{key}&include_private=true&include_drafts=true&include_deleted=true"
            ),
            &[200],
        );
    }
    // A file is not reached through a dataset that is public either.
    put(
        format!("/dataset/rice-price/resource/{file}/download"),
        &[404],
    );
    put(format!("/dataset/rice-price/resource/{table}"), &[404]);
    for format in ["csv", "tsv", "json", "xml"] {
        put(format!("/datastore/dump/{table}?format={format}"), &[403]);
    }
    for (action, statuses) in [
        ("resource_show", &[403]),
        ("datastore_search", &[403]),
        ("datastore_info", &[403]),
        ("resource_view_list", &[403]),
    ] as [(&str, &'static [u16]); 4]
    {
        put(format!("/api/3/action/{action}?id={table}"), statuses);
    }
    for query in [
        "",
        "?lang=en",
        "dataset",
        "dataset?q=%E0%B8%A5%E0%B8%B1%E0%B8%9A",
        "dataset?license_id=cc-zero",
        "organization",
        "about",
        "organization/unit-a",
        "api/3/action/package_list",
        "api/3/action/tag_list",
        "api/3/action/tag_list?all_fields=true",
        "api/3/action/current_package_list_with_resources",
        "api/3/action/organization_list?all_fields=true",
        "api/3/action/organization_show?id=unit-a&include_datasets=true",
        "api/3/action/package_autocomplete?q=hidden",
        "api/3/action/package_autocomplete?q=%E0%B8%A5%E0%B8%B1%E0%B8%9A",
        "api/3/action/resource_search?query=format:SECRETFORMAT",
        "api/3/action/package_search?q=%E0%B8%A5%E0%B8%B1%E0%B8%9A&facet.field=[%22tags%22,%22res_format%22,%22license_id%22,%22secret%22,%22organization%22,%22name%22]",
        "api/3/action/package_search?q=-zzz&rows=1000&facet.field=[%22tags%22,%22res_format%22,%22secret%22,%22name%22]",
        "api/3/action/package_search?q=private:true&include_private=true",
        "api/3/action/package_search?q=state:draft&include_drafts=true",
        "api/3/action/package_search?q=capacity:private OR name:rice-price&include_private=true&fl=name,title",
    ] {
        put(format!("/{}", query.replace(' ', "%20")), &[200]);
    }
    routes
}

#[test]
fn no_route_tells_a_stranger_of_what_is_hidden() {
    let portal = Portal::start();
    let all = [
        hidden(&portal, "hidden-private", &json!({"private": true})),
        hidden(&portal, "hidden-draft", &json!({"state": "draft"})),
        hidden(&portal, "hidden-deleted", &json!({"state": "deleted"})),
    ];
    for it in &all {
        for (path, statuses) in routes(it) {
            for token in ["", "bad", &portal.stranger] {
                let mut request = portal
                    .site
                    .client
                    .get(format!("{}{path}", portal.site.address));
                if !token.is_empty() {
                    request = request.header("Authorization", token);
                }
                let answer = request.send().unwrap();
                let status = answer.status().as_u16();
                assert!(statuses.contains(&status), "{path}: {status}");
                let text = answer.text().unwrap();
                for word in [WORD, "SECRETFORMAT", "ราคาลับ"] {
                    let echoed = path.contains("query=") || path.contains("q=%E0%B8%A5");
                    assert!(
                        !text.contains(word)
                            || echoed && word != "ราคาลับ" && !text.contains("\"results\": [{"),
                        "{path}: {text}"
                    );
                }
                let refused = status != 200;
                assert!(refused || !text.contains("hidden-"), "{path}: {text}");
                assert!(refused || !text.contains(&it.table), "{path}: {text}");
            }
        }
        for action in ["package_patch", "package_update", "package_delete"] {
            let refused = portal.refused("", action, json!({"id": it.id}));
            assert_eq!(refused.0, 403);
            assert!(!refused.1.to_string().contains(WORD));
        }
        let rows = json!({"resource_id": it.table, "records": [{"จังหวัด": "x"}]});
        assert_eq!(
            portal.refused(&portal.stranger, "datastore_upsert", rows).0,
            403
        );
    }
    let counts = portal.done("", "organization_show", json!({"id": UNIT}));
    assert_eq!(counts["package_count"], 0);
    let facets = json!({"rows": 0, "facet.field": ["organization", "tags"], "include_private": true, "include_deleted": true});
    let found = portal.done("", "package_search", facets);
    assert_eq!(found["count"], 1);
    assert_eq!(found["facets"]["organization"].get(UNIT), None);
}

#[test]
fn members_see_what_is_theirs_and_only_when_they_ask() {
    let portal = Portal::start();
    let it = hidden(&portal, "hidden-private", &json!({"private": true}));
    hidden(&portal, "hidden-draft", &json!({"state": "draft"}));
    hidden(&portal, "hidden-deleted", &json!({"state": "deleted"}));
    let count = |token: &str, more: Value| {
        let mut params = json!({"q": "name:hidden*", "rows": 0});
        params
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        portal.done(token, "package_search", params)["count"]
            .as_u64()
            .unwrap()
    };
    for token in [&portal.editor, &portal.admin] {
        assert_eq!(count(token, json!({})), 0);
        assert_eq!(count(token, json!({"include_private": true})), 1);
        assert_eq!(
            count(
                token,
                json!({"include_private": true, "include_drafts": true, "include_deleted": true})
            ),
            3
        );
        let download = format!(
            "{}/dataset/{}/resource/{}/download",
            portal.site.address, it.name, it.file
        );
        let answer = portal
            .site
            .client
            .get(download)
            .header("Authorization", token)
            .send()
            .unwrap();
        assert_eq!(answer.headers()["cache-control"], "private, no-store");
        assert!(answer.text().unwrap().contains(WORD));
        let dump = format!("{}/datastore/dump/{}", portal.site.address, it.table);
        let answer = portal
            .site
            .client
            .get(dump)
            .header("Authorization", token)
            .send()
            .unwrap();
        assert_eq!(answer.text().unwrap().lines().count(), 4);
    }
    let publish = json!({"id": it.id, "private": false});
    portal.done(&portal.editor, "package_patch", publish);
    assert_eq!(count("", json!({})), 1);
    let page = portal.site.get("/dataset/hidden-private").text().unwrap();
    assert!(page.contains(WORD) && page.contains("ตาราง"));
    let page = portal
        .site
        .get(&format!("/dataset/hidden-private/resource/{}", it.table));
    assert!(page.text().unwrap().contains("ราคาลับ"));
    let page = portal.site.get("/organization/unit-a").text().unwrap();
    assert!(page.contains("hidden-private") && !page.contains("hidden-draft"));
}

#[test]
fn the_server_reads_only_for_somebody() {
    // `Catalog::reader` sees everything: of the server's files only the dump may use it, for a table that it was let see.
    fn visit(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                if text.contains("catalog.reader()") {
                    found.push(path.file_name().unwrap().to_string_lossy().into_owned());
                }
            }
        }
    }
    let mut found = Vec::new();
    visit(std::path::Path::new("src/serve"), &mut found);
    assert_eq!(found, ["dump.rs"]);
}
