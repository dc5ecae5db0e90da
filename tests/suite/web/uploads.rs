//! Files that clients send.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::web::MAX_UPLOAD;
use crate::web::portal::Portal;

static PORTAL: LazyLock<Portal> = LazyLock::new(Portal::start);

const ID: &str = "6f1de5d1-1111-4000-8000-000000000001";

fn upload(fields: &[(&str, &str)], file: (&str, &[u8])) -> (u16, Value) {
    PORTAL.upload(
        &PORTAL.editor,
        "resource_create",
        fields,
        ("upload", file.0, file.1),
    )
}

fn bytes_of(resource: &Value) -> Vec<u8> {
    let url = resource["url"].as_str().unwrap();
    PORTAL
        .site
        .client
        .get(url)
        .send()
        .unwrap()
        .bytes()
        .unwrap()
        .to_vec()
}

#[test]
fn a_file_comes_back_byte_by_byte_and_a_retry_does_not_double_it() {
    PORTAL.dataset("files");
    let fields = [
        ("package_id", "files"),
        ("id", ID),
        ("name", "ราคา"),
        ("sha256", "00ff"),
        ("format", "csv"),
    ];
    let (status, body) = upload(&fields, ("Rice Prices ๒๕๖๗.csv", b"a,b\r\n1,2\n"));
    assert_eq!(status, 200, "{body}");
    let first = &body["result"];
    assert!(
        first["url"]
            .as_str()
            .unwrap()
            .ends_with("/download/rice-prices-.csv"),
        "{first}"
    );
    assert_eq!(
        (
            &first["size"],
            &first["format"],
            &first["mimetype"],
            &first["url_type"],
            &first["sha256"]
        ),
        (
            &json!(10),
            &json!("CSV"),
            &json!("text/csv"),
            &json!("upload"),
            &json!("00ff")
        )
    );
    assert_eq!(bytes_of(first), b"a,b\r\n1,2\n");
    PORTAL.done(
        &PORTAL.editor,
        "resource_create",
        json!({"package_id": "files", "name": "second"}),
    );
    let (status, body) = upload(&fields, ("v2.csv", b"new"));
    assert_eq!(
        (status, &body["result"]["id"], &body["result"]["size"]),
        (200, &json!(ID), &json!(3))
    );
    let shown = PORTAL.done("", "package_show", json!({"id": "files"}));
    assert_eq!(
        (&shown["num_resources"], &shown["resources"][1]["id"]),
        (&json!(2), &json!(ID))
    );
    assert_eq!(bytes_of(&shown["resources"][1]), b"new");
    // Another dataset cannot have the id, and a text is none.
    PORTAL.dataset("files-two");
    let (status, body) = upload(&[("package_id", "files-two"), ("id", ID)], ("a.csv", b"x"));
    assert_eq!(
        (status, &body["error"]["id"]),
        (409, &json!(["Resource id already exists."]))
    );
    let (status, body) = upload(
        &[("package_id", "files-two"), ("id", "mine")],
        ("a.csv", b"x"),
    );
    assert_eq!(
        (status, &body["error"]["id"]),
        (409, &json!(["Invalid id provided"]))
    );
    let (status, body) = PORTAL.upload(
        &PORTAL.editor,
        "resource_patch",
        &[("id", ID)],
        ("upload", "v3.csv", b"third"),
    );
    assert_eq!(
        (status, &body["result"]["size"], &body["result"]["name"]),
        (200, &json!(5), &json!("ราคา"))
    );
    let linked =
        json!({"id": ID, "url": "https://example.org/l.csv", "url_type": "", "clear_upload": true});
    let linked = PORTAL.done(&PORTAL.editor, "resource_patch", linked);
    assert_eq!(linked["url"], "https://example.org/l.csv");
    let answer = PORTAL
        .site
        .get(&format!("/dataset/files/resource/{ID}/download"));
    assert_eq!(
        (
            answer.status().as_u16(),
            answer.headers()["location"].to_str().unwrap()
        ),
        (302, "https://example.org/l.csv")
    );
    for _ in 0..2 {
        PORTAL.done(&PORTAL.editor, "resource_delete", json!({"id": ID}));
    }
    assert_eq!(
        PORTAL
            .site
            .get(&format!("/dataset/files/resource/{ID}/download"))
            .status(),
        404
    );
    assert_eq!(
        PORTAL
            .refused(
                &PORTAL.editor,
                "resource_delete",
                json!({"id": "never-was"})
            )
            .0,
        404
    );
}

#[test]
fn a_file_beyond_the_limit_is_refused_and_leaves_nothing() {
    PORTAL.dataset("limits");
    let limit = usize::try_from(MAX_UPLOAD).unwrap();
    let (status, body) = upload(
        &[("package_id", "limits")],
        ("exact.csv", &vec![b'x'; limit]),
    );
    assert_eq!((status, &body["result"]["size"]), (200, &json!(limit)));
    for length in [limit + 1, 3 * limit] {
        let (status, body) = upload(
            &[("package_id", "limits")],
            ("big.csv", &vec![b'x'; length]),
        );
        assert_eq!(
            (status, &body["error"]["upload"]),
            (409, &json!(["File upload too large"]))
        );
    }
    assert_eq!(
        PORTAL.done("", "package_show", json!({"id": "limits"}))["num_resources"],
        1
    );
    // Who shows no token may not fill the disk either.
    let files = || {
        std::fs::read_dir(PORTAL.site.catalog().join("files"))
            .unwrap()
            .count()
    };
    let before = files();
    let (status, _) = PORTAL.upload(
        "",
        "resource_create",
        &[("package_id", "limits")],
        ("upload", "a.csv", b"x"),
    );
    assert_eq!(status, 403);
    assert_eq!(files(), before);
}

#[test]
fn a_file_and_its_metadata_come_in_one_request() {
    PORTAL.dataset("together");
    let fields = [
        ("match__name", "together"),
        ("update", "{\"version\": \"3\"}"),
        ("update__resources__extend", "[{\"name\": \"D\"}]"),
    ];
    let file = ("update__resources__-1__upload", "d.csv", b"abc".as_slice());
    let (status, body) = PORTAL.upload(&PORTAL.editor, "package_revise", &fields, file);
    assert_eq!(status, 200, "{body}");
    let it = &body["result"]["package"];
    assert_eq!(
        (
            &it["version"],
            &it["resources"][0]["name"],
            &it["resources"][0]["size"]
        ),
        (&json!("3"), &json!("D"), &json!(3))
    );
    assert_eq!(bytes_of(&it["resources"][0]), b"abc");
    // A part without a file name is no file.
    let (status, body) = upload(
        &[("package_id", "together"), ("name", "none")],
        ("", b"abc"),
    );
    assert_eq!(
        (status, &body["result"]["url"], &body["result"]["url_type"]),
        (200, &json!(""), &Value::Null)
    );
    // Nor is a text that looks like the server's own word for one.
    let forged = json!({"package_id": "together", "upload": "\u{0}0"});
    assert_eq!(PORTAL.act(&PORTAL.editor, "resource_create", forged).0, 500);
}

#[test]
fn links_and_tables_have_pages() {
    PORTAL.dataset("pages");
    let table = PORTAL.table("pages");
    let link = json!({"package_id": "pages", "name": "ลิงก์", "url": "https://example.org/x.csv"});
    let link = PORTAL.done(&PORTAL.editor, "resource_create", link);
    let evil = json!({"package_id": "pages", "name": "evil", "url": "javascript:alert(1)"});
    let evil = PORTAL.done(&PORTAL.editor, "resource_create", evil);
    let page = PORTAL.site.get("/dataset/pages").text().unwrap();
    assert!(page.contains("href=\"https://example.org/x.csv\"") && page.contains("ตาราง"));
    for id in [
        &table,
        link["id"].as_str().unwrap(),
        evil["id"].as_str().unwrap(),
    ] {
        let page = PORTAL.site.get(&format!("/dataset/pages/resource/{id}"));
        assert_eq!(page.status(), 200);
        assert!(!page.text().unwrap().contains("href=\"javascript:"));
    }
    assert!(!page.contains("href=\"javascript:"));
    let away = PORTAL.site.get(&format!(
        "/dataset/pages/resource/{}/download",
        evil["id"].as_str().unwrap()
    ));
    assert_eq!(away.status(), 404);
    let found = PORTAL.done(
        "",
        "package_search",
        json!({"q": "ราคาลับ", "fq": "name:pages"}),
    );
    assert_eq!(found["count"], 1, "labels of columns are found");
}
