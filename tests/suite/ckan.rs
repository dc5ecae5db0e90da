//! A dataset in CKAN's terms.

use serde_json::{Value, json};
use sheetpress::ckan::Error;
use sheetpress::ckan::envelope::{self, Failure};
use sheetpress::ckan::mapping;
use sheetpress::ckan::naming::{
    check_field, check_name, organization_name, resource_id, upload_name,
};

use crate::serving::{release, release_of};

#[test]
fn names_follow_the_rule_of_ckan() {
    for good in ["ab", "rice-price_2567", &"a".repeat(100)] {
        assert_eq!(check_name(good), Ok(()));
    }
    for bad in [
        "",
        "a",
        "Rice",
        "ข้าว",
        "a.b",
        "a b",
        "new",
        "edit",
        "search",
        &"a".repeat(101),
    ] {
        assert_eq!(check_name(bad), Err(Error::Name(bad.to_owned())));
        assert!(Error::Name(bad.to_owned()).help().is_some());
    }
}

#[test]
fn field_names_keep_below_what_postgresql_cuts() {
    for good in ["a", "v2567", "จังหวัด", &"a".repeat(63), &"ก".repeat(21)] {
        assert_eq!(check_field(good), Ok(()));
    }
    for bad in [
        "",
        "_id",
        "a\"b",
        " a",
        "a ",
        "a\nb",
        &"a".repeat(64),
        &"ก".repeat(22),
    ] {
        assert!(check_field(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn a_resource_keeps_its_id_and_looks_like_a_uuid() {
    let id = resource_id("rice-price", "prices.csv");
    assert_eq!(id, resource_id("rice-price", "prices.csv"));
    assert_ne!(id, resource_id("rice-price", "prices.xml"));
    assert_ne!(id, resource_id("rice", "prices.csv"));
    let lengths: Vec<usize> = id.split('-').map(str::len).collect();
    assert_eq!(lengths, [8, 4, 4, 4, 12]);
    assert_eq!(&id[14..15], "8");
    assert!(matches!(&id[19..20], "8" | "9" | "a" | "b"));
}

#[test]
fn upload_names_are_ascii_and_never_empty() {
    assert_eq!(upload_name("Rice prices.csv"), "rice-prices.csv");
    assert_eq!(upload_name("a/b/x.csv"), "x.csv");
    let thai = upload_name("ราคาข้าว.csv");
    assert!(
        thai.is_ascii() && thai.starts_with("file-") && thai.contains(".csv"),
        "{thai}"
    );
    assert_ne!(thai, upload_name("ราคาไข่.csv"));
}

#[test]
fn an_organization_with_a_thai_title_gets_a_legal_name() {
    assert_eq!(
        organization_name("Department of Health"),
        "department-of-health"
    );
    let thai = organization_name("กรมอนามัย");
    assert_eq!(check_name(&thai), Ok(()));
    assert_eq!(thai, organization_name("กรมอนามัย"));
}

#[test]
fn the_national_items_stand_at_the_top_with_their_thai_values() {
    let folder = tempfile::tempdir().unwrap();
    let mapped = mapping::dataset(&release(folder.path())).unwrap();
    let it = &mapped.package;
    assert_eq!(it["objective"], json!(["พันธกิจหน่วยงาน", "กฎหมายที่เกี่ยวข้อง"]));
    assert_eq!(
        it["data_format"],
        json!(["CSV"]),
        "one of several values is a list as well"
    );
    assert_eq!(it["update_frequency_interval"], json!("1"));
    assert_eq!(it["high_value_dataset"], json!("False"));
    assert_eq!(it["maintainer"], json!("กลุ่มสถิติ"));
    assert_eq!(it["license_id"], json!("cc-by"));
    assert_eq!(it["isopen"], json!(true));
    assert_eq!(
        it["extras"],
        json!([{"key": "title_en", "value": "Monthly rice prices"}])
    );
    let tags: Vec<&Value> = it["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| &tag["name"])
        .collect();
    assert_eq!(tags, ["rice", "ข้าว", "ราคา"]);
}

#[test]
fn the_national_items_of_a_table_stand_on_its_data_files() {
    let folder = tempfile::tempdir().unwrap();
    let release = release_of(folder.path(), "a\n1\n", |it| {
        it["resources"][0]["schema"]["fields"] = json!([{"name": "a", "type": "integer"}]);
        it["resources"][0]["thai-gdc"] = json!({"resource_unit_of_measure": "ตัน", "format": "XLS"});
    });
    let mapped = mapping::dataset(&release).unwrap();
    let data: Vec<_> = mapped
        .resources
        .iter()
        .filter(|it| it.dict["role"] == json!("data"))
        .collect();
    assert!(!data.is_empty());
    for resource in data {
        assert_eq!(resource.dict["resource_unit_of_measure"], json!("ตัน"));
        assert_ne!(resource.dict["format"], json!("XLS"));
    }
}

#[test]
fn a_licence_of_the_national_catalogue_keeps_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let release = release_of(folder.path(), "a\n1\n", |it| {
        it["thai-gdc"]["license_id"] = "Open Data Common".into();
        it["resources"][0]["schema"]["fields"] = json!([{"name": "a", "type": "integer"}]);
    });
    let it = mapping::dataset(&release).unwrap().package;
    assert_eq!(
        (&it["license_id"], &it["license_title"]),
        (&json!("Open Data Common"), &json!("Open Data Common"))
    );
}

#[test]
fn every_key_that_harvesters_demand_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let mapped = mapping::dataset(&release(folder.path())).unwrap();
    for resource in &mapped.resources {
        for key in [
            "name",
            "description",
            "format",
            "mimetype",
            "size",
            "hash",
            "resource_type",
        ] {
            assert!(resource.dict.contains_key(key), "{key}");
        }
    }
    let columns = mapped.resources[0].columns.as_ref().unwrap();
    assert_eq!(columns[2].info["label"], json!("2567"));
    assert_eq!(columns[3].info["unit"], json!("บาท"));
    assert!(mapped.resources[1..].iter().all(|it| it.columns.is_none()));
}

#[test]
fn envelopes_are_those_of_ckan() {
    let help = envelope::help_address("http://ckan", "package_show");
    assert_eq!(help, "http://ckan/api/3/action/help_show?name=package_show");
    assert_eq!(
        envelope::success(&help, "[1.10]"),
        format!("{{\"help\": \"{help}\", \"success\": true, \"result\": [1.10]}}")
    );
    let cases = [
        (
            Failure::not_found(),
            404,
            json!({"__type": "Not Found Error", "message": "Not found"}),
        ),
        (
            Failure::invalid("name_or_id", "Missing value"),
            409,
            json!({"name_or_id": ["Missing value"], "__type": "Validation Error"}),
        ),
        (
            Failure::Search("x".into()),
            409,
            json!({"__type": "Search Error", "message": "x"}),
        ),
        (
            Failure::SearchQuery("x".into()),
            400,
            json!({"__type": "Search Query Error", "message": "x"}),
        ),
    ];
    for (failure, status, error) in cases {
        assert_eq!(failure.status(), status);
        let body: Value = serde_json::from_str(&failure.body(&help)).unwrap();
        assert_eq!(
            body,
            json!({"help": help, "error": error, "success": false})
        );
    }
    assert_eq!(
        envelope::unknown_action("x").body(""),
        "\"Bad request - Action name not known: x\""
    );
}

#[test]
fn no_two_files_of_a_dataset_have_one_name() {
    let out = tempfile::tempdir().unwrap();
    let dataset = std::path::Path::new("datasets/kpi-score-bands");
    let options = sheetpress::pipeline::Options::default();
    let built = sheetpress::pipeline::build(dataset, out.path(), &options).unwrap();
    let mapped = mapping::dataset(&built.release.unwrap()).unwrap();
    let mut names: Vec<&str> = mapped
        .resources
        .iter()
        .map(|it| it.dict["name"].as_str().unwrap())
        .collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "{names:#?}");
}
