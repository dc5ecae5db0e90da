//! The shelf: search, numbers, files.

use std::cmp::Ordering;

use sheetpress::catalog::Error;
use sheetpress::catalog::cast::{Misfit, cast};
use sheetpress::catalog::datastore::Rows;
use sheetpress::catalog::decimal::{compare, is_number};
use sheetpress::catalog::files;
use sheetpress::catalog::postgres::Type;
use sheetpress::catalog::query::{Expression, Fault, parse, words};
use sheetpress::catalog::record::{Cell, State};
use sheetpress::catalog::search::{Key, Search};
use sheetpress::catalog::shelf::Catalog;
use sheetpress::catalog::viewer::{Included, Viewer};

use crate::serving::{NAME, publish, release};

fn found(catalog: &Catalog, query: &str) -> u64 {
    let search = Search {
        query: parse(query).unwrap(),
        filters: Vec::new(),
        sort: vec![(Key::Score, true)],
        limit: 10,
        offset: 0,
        included: Included::default(),
    };
    catalog.reader().search(&search).unwrap().count
}

#[test]
fn thai_is_found_inside_words_and_by_short_ones() {
    let folder = tempfile::tempdir().unwrap();
    publish(&release(&folder.path().join("out")), folder.path()).unwrap();
    let catalog = Catalog::open_read_only(folder.path()).unwrap();
    for hit in [
        "ข้าว",
        "ราคาข้าว",
        "าข้",
        "ดือ",
        "ก",
        "ตัวอย่าง",
        "RICE",
        "จังหวัด",
        "2567",
        "*:*",
        "",
        "\"ราคาข้าวรายเดือน\"",
        "ราคา rice",
        "ไข่ OR ข้าว",
        "-ไข่",
        "NOT ไข่",
        "title:ราคา*",
        "name:rice-price",
        "name:rice*",
        "tags:ข้าว",
        "organization:org-*",
        "res_format:CSV",
        "res_format:csv",
        "data_type:ข้อมูลสถิติ",
        "license_id:cc-by",
        "metadata_modified:[2026-11-20T00:00:00Z TO *]",
        "(ข้าว OR ไข่) AND res_format:(XML OR PDF)",
        "+ข้าว",
        "extras_title_en:\"Monthly rice prices\"",
        "capacity:public",
        "state:active",
        "%",
        "ORCHID OR rice",
    ] {
        let expected = u64::from(!matches!(hit, "%"));
        assert_eq!(found(&catalog, hit), expected, "{hit}");
    }
    for miss in [
        "ไข่",
        "ข้าว ไข่",
        "-ข้าว",
        "name:rice",
        "res_format:PDF",
        "metadata_modified:[* TO 2020-01-01T00:00:00Z]",
        "_",
    ] {
        assert_eq!(found(&catalog, miss), 0, "{miss}");
    }
}

#[test]
fn what_is_no_query_is_said_to_be_none_but_words_always_work() {
    for wrong in ["name:", "(ข้าว", "\"ข้าว", "a AND", "x)"] {
        assert!(matches!(parse(wrong), Err(Fault::Syntax(_))), "{wrong}");
        assert_ne!(words(wrong), Expression::All, "{wrong}");
    }
    assert_eq!(parse("{!term f=name}x"), Err(Fault::LocalParameters));
    assert_eq!(parse(&"x".repeat(100_000)), Err(Fault::TooLong));
    assert_eq!(parse(&"x ".repeat(900)), Err(Fault::TooLong));
    assert_eq!(parse(&"(".repeat(1900)), Err(Fault::TooLong));
    assert_eq!(parse(&"-".repeat(1900)), Err(Fault::TooLong));
}

#[test]
fn decimals_compare_by_value_and_not_by_letters() {
    let ordered = [
        "-100",
        "-9.5",
        "-0.001",
        "0",
        "1e-5",
        "0.10",
        "1.1",
        "9",
        "10",
        "2e3",
        "12345678901234567890.1",
        "1e30",
    ];
    for (left, pair) in ordered.iter().zip(&ordered[1..]) {
        assert_eq!(compare(left, pair), Ordering::Less, "{left} {pair}");
        assert_eq!(compare(pair, left), Ordering::Greater, "{left} {pair}");
    }
    for (left, right) in [
        ("1.10", "1.1"),
        ("-0", "0"),
        ("2e3", "2000"),
        ("0.5E1", "5.0"),
    ] {
        assert_eq!(compare(left, right), Ordering::Equal, "{left} {right}");
    }
}

#[test]
fn only_numbers_of_json_count_as_numbers() {
    for good in ["0", "-0", "1.10", "1e5", "1E+5", "-12.5e-3"] {
        assert!(is_number(good), "{good}");
    }
    for bad in [
        "", "-", "01", "1.", ".5", "+1", "1e", "NaN", "๑", "1,000", " 1", "0x1", "1.2.3",
    ] {
        assert!(!is_number(bad), "{bad}");
    }
}

#[test]
fn no_address_leads_out_of_the_folder_of_files() {
    let folder = tempfile::tempdir().unwrap();
    for bad in [
        "",
        "../../etc/passwd",
        "..",
        &"A".repeat(64),
        &format!("{}/", "a".repeat(63)),
        &"a".repeat(65),
    ] {
        assert_eq!(files::path(folder.path(), bad), None, "{bad}");
    }
    assert!(files::path(folder.path(), &"a".repeat(64)).is_some());
}

#[test]
fn a_catalogue_opened_for_reading_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        Catalog::open_read_only(folder.path()),
        Err(Error::Missing(_))
    ));
    publish(&release(&folder.path().join("out")), folder.path()).unwrap();
    let mut catalog = Catalog::open_read_only(folder.path()).unwrap();
    if let Ok(writer) = catalog.writer() {
        assert!(
            writer
                .remove_resource(&sheetpress::ckan::naming::resource_id(NAME, "report.json"))
                .is_err()
        );
    }
    assert_eq!(catalog.reader().count().unwrap(), 1);
}

#[test]
fn a_catalogue_of_the_first_format_is_brought_up_to_date_and_keeps_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalog.sqlite");
    let first = include_str!("../../src/catalog/migrations/001_shelf.sql");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(first).unwrap();
    old.execute_batch(
        "INSERT INTO organization VALUES ('o', 'unit', 'กรม', 't');
         INSERT INTO dataset VALUES (1, 'd', 'old', 'เก่า', 'o', '{}', 't', 't', 3);
         INSERT INTO file VALUES ('00ff', 7);
         INSERT INTO resource VALUES ('r', 1, 0, 'a.csv', 'a.csv', '00ff', 7, '{\"name\": \"n\"}', 't', 't', 't');
         INSERT INTO datastore VALUES ('r', 'rows_r', 1, '[{\"id\": \"a\", \"type\": \"integer\", \"info\": {}}]');
         CREATE TABLE rows_r (_id INTEGER PRIMARY KEY, a INTEGER) STRICT; INSERT INTO rows_r VALUES (1, 5);
         INSERT INTO search (rowid, title) VALUES (1, 'เก่า'); PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);
    // Opening to read is enough.
    let catalog = Catalog::open_read_only(folder.path()).unwrap();
    let reader = catalog.reader_for(&Viewer::Public);
    let dataset = reader.dataset("old").unwrap().unwrap();
    assert_eq!(
        (dataset.release, dataset.private, dataset.state),
        (3, false, State::Active)
    );
    let resource = reader.resources("d").unwrap().remove(0);
    assert_eq!(
        (resource.url_type.as_deref(), resource.size, resource.rows),
        (Some("upload"), 7, Some(1))
    );
    let table = reader.table("r").unwrap().unwrap();
    let rows = Rows {
        columns: vec!["a".to_owned()],
        limit: 5,
        ..Rows::default()
    };
    assert_eq!(
        reader.table_rows(&table, &rows).unwrap(),
        [[Cell::Integer(5)]]
    );
    let check: String = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row(
            "SELECT group_concat(\"table\") FROM pragma_foreign_key_check",
            [],
            |row| Ok(row.get::<_, Option<String>>(0)?.unwrap_or_default()),
        )
        .unwrap();
    assert_eq!(check, "");
    assert!(Catalog::open(folder.path()).is_ok());
}

#[test]
#[expect(clippy::too_many_lines, reason = "most of it is the table of values")]
fn values_are_cast_as_postgres_casts_them() {
    let ok = |kind: &str, json: &str| {
        let cell = cast(Type::named(kind).unwrap(), "c", json).unwrap();
        match cell {
            Cell::Null => "null".to_owned(),
            Cell::Text(text) | Cell::Number(text) | Cell::Json(text) => text,
            Cell::Integer(number) => number.to_string(),
            Cell::Boolean(flag) => flag.to_string(),
        }
    };
    for (kind, json, value) in [
        ("date", "\"2567-05-06\"", "2567-05-06"),
        ("date", "\"06/05/2024\"", "2024-06-05"),
        ("date", "\"2024-5-6T10:00:00\"", "2024-05-06"),
        ("timestamp", "\"2024-05-06 07:08\"", "2024-05-06T07:08:00"),
        (
            "timestamp",
            "\"2024-05-06T07:08:09.120Z\"",
            "2024-05-06T07:08:09.12",
        ),
        (
            "timestamptz",
            "\"2024-05-06T01:00:00+07:00\"",
            "2024-05-05T18:00:00",
        ),
        ("time", "\"7:08\"", "07:08:00"),
        ("int", "1.6", "2"),
        ("int", "-2.5", "-3"),
        ("int", "\" 7 \"", "7"),
        ("int8", "9223372036854775807", "9223372036854775807"),
        ("numeric", "\"+.50\"", "0.50"),
        ("numeric", "\"007\"", "7"),
        ("numeric", "1.10", "1.10"),
        ("float8", "1e3", "1000.0"),
        ("bool", "\"YES\"", "true"),
        ("bool", "false", "false"),
        ("text", "5", "5"),
        ("text", "\"\"", ""),
        ("int", "\"\"", "null"),
        ("json", "\"x\"", "\"x\""),
        ("jsonb", "\"{\\\"a\\\": 1}\"", "{\"a\":1}"),
        ("text[]", "[\"ก\", \"b\"]", "[\"ก\",\"b\"]"),
        (
            "uuid",
            "\"6F1DE5D1-0000-4000-8000-000000000001\"",
            "6f1de5d1-0000-4000-8000-000000000001",
        ),
    ] {
        assert_eq!(ok(kind, json), value, "{kind} {json}");
    }
    for (kind, json, said) in [
        ("int", "2147483648", "integer out of range"),
        (
            "int",
            "\"2147483648\"",
            "value \"2147483648\" is out of range for type integer",
        ),
        (
            "int",
            "\"1.6\"",
            "invalid input syntax for type integer: \"1.6\"",
        ),
        (
            "int",
            "true",
            "column \"c\" is of type integer but expression is of type boolean",
        ),
        ("int8", "1e30", "bigint out of range"),
        (
            "numeric",
            "\"1,000\"",
            "invalid input syntax for type numeric: \"1,000\"",
        ),
        (
            "date",
            "\"2567-13-45\"",
            "date/time field value out of range: \"2567-13-45\"",
        ),
        (
            "date",
            "\"31/02/2024\"",
            "date/time field value out of range: \"31/02/2024\"",
        ),
        (
            "date",
            "\"soon\"",
            "invalid input syntax for type date: \"soon\"",
        ),
        (
            "date",
            "5",
            "column \"c\" is of type date but expression is of type integer",
        ),
        (
            "timestamp",
            "\"2024-01-01T25:00\"",
            "date/time field value out of range: \"2024-01-01T25:00\"",
        ),
        (
            "time",
            "\"noon\"",
            "invalid input syntax for type time: \"noon\"",
        ),
        (
            "bool",
            "\"maybe\"",
            "invalid input syntax for type boolean: \"maybe\"",
        ),
        ("uuid", "\"x\"", "invalid input syntax for type uuid: \"x\""),
        ("text", "{\"a\": 1}", "can't adapt type 'dict'"),
        (
            "float8",
            "1e999",
            "\"1e999\" is out of range for type double precision",
        ),
    ] {
        let fault = cast(Type::named(kind).unwrap(), "c", json).unwrap_err();
        assert_eq!(fault, Misfit::Said(said.to_owned()), "{kind} {json}");
    }
    assert_eq!(cast(Type::Text, "c", "\"a\\u0000b\""), Err(Misfit::Nul));
}
