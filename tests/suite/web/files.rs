//! Dumps and downloads.

use serde_json::{Value, json};

use crate::serving::{CSV, NAME, publish, release_of};
use crate::web::{SITE, Site};

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
