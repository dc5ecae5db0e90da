use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use sheetpress::describe::{self, CatalogueField, Profile};
use sheetpress::model::language::Message;
use sheetpress::model::package::Package;

use crate::cli::{code, err, out, run};
use crate::metadata_profile::{descriptor, is_thai, violations, with};

/// The paths of what is unusual about a descriptor, with the English message.
fn unusual(value: &Value) -> Vec<(String, Message)> {
    let package: Package = serde_json::from_value(value.clone()).unwrap();
    describe::unusual(&package)
}

#[test]
fn what_the_national_software_advises_is_a_warning_with_its_mending() {
    for (items, path, words) in [
        (
            json!({ "data_type": "ข้อมูลระเบียน", "first_year_of_data": null, "last_year_of_data": null, "unit_of_multiplier": null }),
            "thai-gdc.unit_of_measure",
            ["ใช้กับข้อมูลสถิติ", "for datasets of the kind statistics"],
        ),
        (
            json!({ "created_date": "2024-01-01" }),
            "thai-gdc.created_date",
            ["ลบรายการนี้", "delete it"],
        ),
        (
            json!({ "first_year_of_data": "2024" }),
            "thai-gdc.first_year_of_data",
            ["แก้เป็น 2567", "write 2567"],
        ),
        (
            json!({ "last_year_of_data": "ปีล่าสุด" }),
            "thai-gdc.last_year_of_data",
            ["ปี พ.ศ. สี่หลัก", "in four digits"],
        ),
        (
            json!({ "accessible_condition": null }),
            "thai-gdc.accessible_condition",
            ["ไม่มีการจำกัดการเข้าถึงข้อมูล", "public data say"],
        ),
        (
            json!({ "maintainer": "นายสมชาย ใจดี" }),
            "thai-gdc.maintainer",
            ["เป็นชื่อบุคคล", "names a person"],
        ),
        (
            json!({ "url": "anamai" }),
            "thai-gdc.url",
            ["ไม่ใช่ที่อยู่เว็บ", "no web address"],
        ),
        (
            json!({ "data_source": "ก".repeat(201) }),
            "thai-gdc.data_source",
            ["201 ตัวอักษร", "has 201 characters"],
        ),
    ] {
        let value = with(&items);
        assert!(violations(&value).is_empty(), "{items}");
        let found = unusual(&value);
        assert_eq!(found.len(), 1, "{items}: {found:?}");
        assert_eq!(found[0].0, path, "{items}");
        let Message { th, en } = &found[0].1;
        assert!(
            th.contains(words[0]) && en.contains(words[1]),
            "{th} / {en}"
        );
        assert!(
            th.contains(path) && en.contains(path) && is_thai(th),
            "{th}"
        );
    }
    // Limits count characters, and what is at a limit is within it.
    assert!(unusual(&with(&json!({ "data_source": "ก".repeat(200) }))).is_empty());
    let mut value = descriptor();
    value["description"] = json!("งบประมาณ");
    assert_eq!(unusual(&value)[0].0, "description");
    value = descriptor();
    value["title"] = json!("ก".repeat(151));
    assert_eq!(unusual(&value)[0].0, "title");
}

#[test]
fn every_field_of_dataset_and_resource_is_explained() {
    let all = [(Profile::ThaiGdc, 58), (Profile::ThaiGdcResource, 24)];
    for (profile, count) in all {
        let fields = describe::fields(profile);
        let numbers: Vec<u64> = fields.iter().map(|field| field.number).collect();
        assert_eq!(numbers, (1..=count).collect::<Vec<u64>>());
        for field in &fields {
            let CatalogueField {
                key,
                label,
                description,
                example,
                ..
            } = field;
            let Message { th, en } = description;
            // URL is URL in Thai too.
            assert!(!label.th.is_empty() && !label.en.is_empty(), "{key}");
            assert!(is_thai(th) && en.len() > 40, "{key}");
            assert!(
                th.contains("ผู้กรอก: ") && en.contains("Filled in by "),
                "{key}"
            );
            assert!(
                !example.is_empty() && th.contains(example) && en.contains(example),
                "{key}"
            );
            assert!(!field.data_types.is_empty(), "{key}");
            let chosen = field.choices.iter().any(|(value, _)| value == example);
            assert!(field.choices.is_empty() || chosen, "{key}: {example}");
        }
        let keys: BTreeSet<&str> = fields.iter().map(|field| field.key.as_str()).collect();
        assert_eq!(keys.len(), fields.len());
        // Whoever may choose "other" can say what is meant.
        for field in &fields {
            let other = field
                .choices
                .iter()
                .any(|(value, _)| value.ends_with("อื่นๆ"));
            assert_eq!(other, field.other.is_some(), "{}", field.key);
            assert!(
                field.other.iter().all(|it| keys.contains(it.as_str())),
                "{}",
                field.key
            );
        }
    }
    let fields = describe::fields(Profile::ThaiGdc);
    let mut items: Vec<f64> = fields
        .iter()
        .filter_map(|field| field.item.as_ref()?.parse().ok())
        .collect();
    items.sort_by(f64::total_cmp);
    let whole: BTreeSet<u32> = (1..=14).collect();
    let named: BTreeSet<u32> = (1..=14)
        .filter(|number| {
            items
                .iter()
                .any(|item| (f64::from(*number)..f64::from(*number) + 1.0).contains(item))
        })
        .collect();
    assert_eq!((named, items.len()), (whole, 15));
}

#[test]
fn fields_that_stand_elsewhere_have_a_place_in_the_descriptor() {
    let profile: Value =
        serde_json::from_str(&fs::read_to_string("schemas/profiles/descriptor.json").unwrap())
            .unwrap();
    let places = |profile| {
        let fields = describe::fields(profile);
        let elsewhere = fields.into_iter().filter_map(|field| field.stands_in);
        elsewhere.collect::<Vec<String>>()
    };
    let (own, of_resource) = (places(Profile::ThaiGdc), places(Profile::ThaiGdcResource));
    assert_eq!((own.len(), of_resource.len()), (5, 2));
    for place in own {
        assert!(profile["properties"].get(&place).is_some(), "{place}");
    }
    for place in of_resource {
        let members = &profile["properties"]["resources"]["items"]["properties"];
        assert!(members.get(&place).is_some(), "{place}");
    }
}

#[test]
fn examples_are_values_that_the_profile_takes() {
    let text = fs::read_to_string("schemas/profiles/thai-gdc-resource.json").unwrap();
    let resource: Value = serde_json::from_str(&text).unwrap();
    let text = fs::read_to_string("schemas/profiles/thai-gdc.json").unwrap();
    let dataset: Value = serde_json::from_str(&text).unwrap();
    for profile in [dataset, resource] {
        for (key, said) in profile["properties"].as_object().unwrap() {
            let validator = jsonschema::validator_for(said).unwrap();
            assert!(validator.is_valid(&said["examples"][0]), "{key}");
        }
    }
}

#[test]
fn explain_prints_a_field_and_all_of_them() {
    let explain = |name: &str, language: &str| {
        let output = run(Path::new("."), &["explain", name, "--lang", language]);
        assert_eq!(code(&output), 0, "{name}: {}", err(&output));
        out(&output)
    };
    let page = explain("thai-gdc.objective", "en");
    for part in [
        "วัตถุประสงค์ · Objective",
        "mandatory: item 8 of the 14",
        "for datasets of the kind: record, statistics, geoinformatics, several types, other",
        "พันธกิจหน่วยงาน (Mission of the agency)",
        "thai-gdc.objective_other",
        "Filled in by",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let page = explain("thai-gdc.last_updated_date", "th");
    assert!(
        page.contains("ไม่บังคับ") && page.contains("ต้องเป็น: วันที่แบบ"),
        "{page}"
    );
    let page = explain("thai-gdc.title", "en");
    assert!(
        page.contains("stands in: title of datapackage.json"),
        "{page}"
    );
    let page = explain("thai-gdc-resource.url", "en");
    assert!(
        page.contains("stands in: resources[].thai-gdc.url"),
        "{page}"
    );
    let page = explain("thai-gdc-resource.name", "en");
    assert!(page.contains("stands in: resources[].title"), "{page}");
    let page = explain("thai-gdc.resource_private", "en");
    assert!(
        page.contains("resources[].thai-gdc.resource_private"),
        "{page}"
    );
    let all = explain("thai-gdc", "th");
    for profile in [Profile::ThaiGdc, Profile::ThaiGdcResource] {
        for field in describe::fields(profile) {
            assert!(
                all.contains(&field.key) && all.contains(&field.label.th),
                "{}",
                field.key
            );
        }
    }
    let output = run(Path::new("."), &["explain", "thai-gdc.objectives"]);
    assert_eq!(code(&output), 2, "{}", out(&output));
}
