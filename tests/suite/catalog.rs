//! The shelf: search, numbers, files.

use std::cmp::Ordering;

use sheetpress::catalog::Error;
use sheetpress::catalog::decimal::{compare, is_number};
use sheetpress::catalog::files;
use sheetpress::catalog::query::{Expression, Fault, parse, words};
use sheetpress::catalog::search::{Key, Search};
use sheetpress::catalog::shelf::Catalog;
use sheetpress::catalog::viewer::Included;

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
