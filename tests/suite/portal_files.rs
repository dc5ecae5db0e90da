//! Files to a portal and back: their length, the token, and what is told when they do not arrive.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use serde_json::json;
use sheetpress::publish::portal::connection::{FilePart, Who};
use sheetpress::publish::portal::fault::Fault;

use crate::scripted::{Reply, Scripted, TOKEN, nowhere, open, portal, settings};

fn file(path: &Path, size: u64) -> FilePart<'_> {
    FilePart {
        field: "upload",
        file_name: "prices.csv",
        media_type: "text/csv",
        path,
        size,
    }
}

#[test]
fn a_file_is_uploaded_whole_with_its_length() {
    let (server, connection, _) = portal(vec![Reply::result(&json!({"id": "r"}))]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let content = "ราคา,1.10\n".repeat(40_000);
    std::fs::write(&path, &content).unwrap();
    let size = content.len() as u64;
    let fields = [("package_id".to_owned(), "rice".to_owned())];
    let mut told = Vec::new();
    let done = connection.upload(
        "resource_create",
        &fields,
        &file(&path, size),
        &mut |bytes| {
            told.push(bytes);
        },
    );
    assert_eq!(done.unwrap(), json!({"id": "r"}));
    assert!(told.is_sorted() && told.len() > 2);
    assert_eq!(told.last(), Some(&size));
    let asked = server.asked().remove(0);
    assert_eq!(asked.header("transfer-encoding"), None);
    assert_eq!(
        asked.header("content-length"),
        Some(asked.body.len().to_string().as_str())
    );
    assert!(
        asked
            .header("content-type")
            .unwrap()
            .starts_with("multipart/form-data; boundary=")
    );
    let body = String::from_utf8(asked.body).unwrap();
    assert!(body.contains(&content) && body.contains("name=\"package_id\"\r\n\r\nrice\r\n"));
    assert_eq!(connection.count().sent, body.len() as u64);
}

#[test]
fn a_file_that_a_front_end_refuses_by_its_length_is_told_as_too_large() {
    let refusal = || Reply::page(413, "", "413 Request Entity Too Large").early();
    let (_server, connection, _) = portal(vec![refusal(), refusal()]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    let size = 64 << 20;
    File::create(&path).unwrap().set_len(size).unwrap();
    let fault = connection
        .upload("resource_create", &[], &file(&path, size), &mut |_| {})
        .unwrap_err();
    assert!(matches!(fault, Fault::TooLarge { .. }), "{fault}");
    assert!(!fault.is_ambiguous() && fault.is_too_large());
}

#[test]
fn an_upload_to_a_portal_that_is_not_there_did_nothing() {
    let (mut settings, _) = settings();
    settings.attempts = 1;
    let connection = open(&nowhere(), settings);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    for size in [10, 1 << 20] {
        File::create(&path).unwrap().set_len(size).unwrap();
        let fault = connection
            .upload("resource_create", &[], &file(&path, size), &mut |_| {})
            .unwrap_err();
        assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    }
}

#[test]
fn a_download_takes_the_token_to_the_own_origin_only() {
    let (server, connection, _) = portal(vec![
        Reply::of(200, "", b"own"),
        Reply::of(200, "", b"public"),
    ]);
    let url = format!("{}/dataset/a/resource/b/download/c.csv", server.address);
    let mut own = Vec::new();
    assert_eq!(connection.download(&url, Who::Owner, &mut own).unwrap(), 3);
    assert_eq!(own, b"own");
    connection
        .download(&url, Who::Public, &mut io::sink())
        .unwrap();
    // Another port of the same host is another origin.
    let store = Scripted::start(vec![Reply::of(200, "", b"stored")]);
    connection
        .download(&store.address, Who::Owner, &mut io::sink())
        .unwrap();
    let asked = server.asked();
    assert_eq!(
        asked[0].start,
        "GET /dataset/a/resource/b/download/c.csv HTTP/1.1"
    );
    assert_eq!(asked[0].header("authorization"), Some(TOKEN));
    assert_eq!(asked[1].header("authorization"), None);
    assert_eq!(store.asked()[0].header("authorization"), None);
}

#[test]
fn a_redirected_download_goes_without_the_token_also_back_home() {
    let server = Scripted::knowing(|address| {
        let away = address.replace("127.0.0.1", "localhost");
        vec![
            Reply::of(302, "Location: /same\r\n", b""),
            Reply::of(302, &format!("Location: {away}/away\r\n"), b""),
            Reply::of(307, &format!("Location: {address}/back\r\n"), b""),
            Reply::of(200, "", b"found"),
        ]
    });
    let connection = open(&server.address, settings().0);
    let mut found = Vec::new();
    let url = format!("{}/a.csv", server.address);
    connection.download(&url, Who::Owner, &mut found).unwrap();
    assert_eq!(found, b"found");
    let asked = server.asked();
    let tokens: Vec<bool> = asked
        .iter()
        .map(|it| it.header("authorization").is_some())
        .collect();
    assert_eq!(tokens, [true, true, false, false]);
}

#[test]
fn a_download_is_not_redirected_for_ever() {
    let (_server, connection, _) = portal(vec![Reply::of(302, "Location: /again\r\n", b""); 6]);
    let url = connection.address().page("a.csv");
    let fault = connection
        .download(&url, Who::Owner, &mut io::sink())
        .unwrap_err();
    assert!(matches!(fault, Fault::Redirected { .. }), "{fault}");
    assert_eq!(connection.count().requests, 6);
}

#[test]
fn a_download_that_fails_is_told() {
    let (server, connection, _) = portal(vec![
        Reply::page(403, "", "403"),
        Reply::page(404, "", "404"),
        Reply::of(200, "", b"0123456789").cut(4),
        Reply::of(200, "", b"0123456789"),
    ]);
    let url = format!("{}/a.csv", server.address);
    let load = |into: &mut dyn Write| connection.download(&url, Who::Owner, into).unwrap_err();
    assert!(load(&mut io::sink()).is_denied());
    assert!(load(&mut io::sink()).is_not_found());
    let mut part = Vec::new();
    assert!(matches!(load(&mut part), Fault::Lost { .. }));
    let mut room = [0; 4];
    assert!(matches!(load(&mut room.as_mut_slice()), Fault::Sink(_)));
    let odd = connection.download("file:///etc/passwd", Who::Owner, &mut io::sink());
    assert!(matches!(odd, Err(Fault::NoFile { status: 0, .. })));
}
