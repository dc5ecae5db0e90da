use std::fs;

use serde_json::{Value, json};
use sheetpress::describe::{self, Profile, Violation};
use sheetpress::model::language::Message;

/// The descriptor of a real dataset, without a fault.
pub(crate) fn descriptor() -> Value {
    let text = fs::read_to_string("datasets/budget-disbursement/datapackage.json").unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The descriptor with other items under `thai-gdc`; null takes one out.
pub(crate) fn with(items: &Value) -> Value {
    let mut descriptor = descriptor();
    let own = descriptor["thai-gdc"].as_object_mut().unwrap();
    for (key, value) in items.as_object().unwrap() {
        if value.is_null() {
            own.remove(key);
        } else {
            own.insert(key.clone(), value.clone());
        }
    }
    descriptor
}

pub(crate) fn violations(descriptor: &Value) -> Vec<Violation> {
    describe::violations(Profile::Descriptor, descriptor).unwrap()
}

pub(crate) fn is_thai(text: &str) -> bool {
    text.chars()
        .any(|letter| ('\u{e01}'..='\u{e5b}').contains(&letter))
}

/// The one violation that such items give; its message names the path and holds the words.
fn one(items: &Value, path: &str, words: [&str; 2]) -> Message {
    let found = violations(&with(items));
    assert_eq!(found.len(), 1, "{items}: {found:?}");
    let message = found[0].message.clone();
    assert_eq!(found[0].path, path, "{items}");
    for (text, word) in [(&message.th, words[0]), (&message.en, words[1])] {
        assert!(
            text.contains(path) && text.contains(word),
            "{items}: {text}"
        );
        assert!(!text.contains("well-formed"), "{text}");
    }
    assert!(is_thai(&message.th), "{}", message.th);
    message
}

#[test]
fn the_projects_descriptors_break_nothing_and_are_usual() {
    for entry in fs::read_dir("datasets").unwrap() {
        let file = entry.unwrap().path().join("datapackage.json");
        let text = fs::read_to_string(&file).unwrap();
        let (package, broken) = describe::package(&text, "datapackage.json").unwrap();
        assert!(broken.is_empty(), "{}: {broken:?}", file.display());
        let unusual = describe::unusual(&package);
        assert!(unusual.is_empty(), "{}: {unusual:?}", file.display());
    }
}

#[test]
fn every_kind_of_violation_names_field_value_and_mending_in_both_languages() {
    for (items, path, th, en) in [
        (
            json!({ "objective": null }),
            "thai-gdc.objective",
            "\"วัตถุประสงค์\"",
            "\"Objective\" (thai-gdc.objective) is missing; choose from ยุทธศาสตร์ชาติ",
        ),
        (
            json!({ "maintainer": null }),
            "thai-gdc.maintainer",
            "กรอก เช่น",
            "write for instance",
        ),
        (
            json!({ "license_id": "CC BY" }),
            "thai-gdc.license_id",
            "\"CC BY\" ซึ่งไม่อยู่ในรายการของมาตรฐาน เลือกจาก Open Data Common",
            "is \"CC BY\", which is not in the standard's list; choose from Open Data Common",
        ),
        (
            json!({ "license_id": "Open data common" }),
            "thai-gdc.license_id",
            "แก้เป็น \"Open Data Common\"",
            "write \"Open Data Common\"",
        ),
        (
            json!({ "data_format": ["XLS", "xslx"] }),
            "thai-gdc.data_format.1",
            "\"รูปแบบการเก็บข้อมูล\"",
            "\"Data Format\" (thai-gdc.data_format.1) is \"xslx\"",
        ),
        (
            json!({ "objective": "พันธกิจหน่วยงาน" }),
            "thai-gdc.objective",
            "เขียนเป็น [\"พันธกิจหน่วยงาน\"]",
            "must be a list in square brackets; write [\"พันธกิจหน่วยงาน\"]",
        ),
        (
            json!({ "update_frequency_interval": 1 }),
            "thai-gdc.update_frequency_interval",
            "เป็นตัวเลข (1)",
            "write \"1\"",
        ),
        (
            json!({ "allow_harvest": true }),
            "thai-gdc.allow_harvest",
            "\"True\"",
            "write \"True\"",
        ),
        (
            json!({ "maintainer_email": "contact" }),
            "thai-gdc.maintainer_email",
            "ต้องเป็นที่อยู่อีเมล",
            "is \"contact\"; it must be an address such as",
        ),
        (
            json!({ "last_updated_date": "2567-01-31" }),
            "thai-gdc.last_updated_date",
            "แก้เป็น 2024-01-31",
            "write 2024-01-31",
        ),
        (
            json!({ "last_updated_date": "31 ม.ค. 2567" }),
            "thai-gdc.last_updated_date",
            "แก้เป็น 2024-01-31",
            "write 2024-01-31",
        ),
        (
            json!({ "data_source": " " }),
            "thai-gdc.data_source",
            "ว่างอยู่ กรอก เช่น",
            "is empty; write for instance",
        ),
        (
            json!({ "objective": [] }),
            "thai-gdc.objective",
            "อย่างน้อย 1 ค่า",
            "needs 1 or more values; choose from",
        ),
        (
            json!({ "data_format": ["XLS", "XLS"] }),
            "thai-gdc.data_format",
            "มีค่าซ้ำ \"XLS\"",
            "holds \"XLS\" twice",
        ),
    ] {
        one(&items, path, [th, en]);
    }
}

#[test]
fn unknown_members_are_told_with_the_right_name_or_place() {
    for (items, path, word) in [
        (json!({ "dataType": "x" }), "thai-gdc.dataType", "data_type"),
        (
            json!({ "title": "x" }),
            "thai-gdc.title",
            "move it to title",
        ),
        (
            json!({ "notes": "x" }),
            "thai-gdc.notes",
            "move it to description",
        ),
        (json!({ "colour": "x" }), "thai-gdc.colour", "is not known"),
    ] {
        let message = one(&items, path, ["", word]);
        assert!(violations(&with(&items))[0].unknown, "{}", message.en);
    }
}

#[test]
fn the_whole_descriptor_is_told_in_words() {
    type Change = fn(&mut Value);
    let cases: [(Change, &str, &str); 8] = [
        (
            |it| it["keywords"] = json!([]),
            "keywords",
            "\"Keywords\" (keywords)",
        ),
        (
            |it| it["keywords"] = json!(["ก"]),
            "keywords.0",
            "too short",
        ),
        (
            |it| it["keywords"] = json!(["ก,ข"]),
            "keywords.0",
            "a word without a comma",
        ),
        (
            |it| it["name"] = json!("Budget"),
            "name",
            "small Latin letters",
        ),
        (
            |it| it["homepage"] = json!("anamai"),
            "homepage",
            "a web address",
        ),
        (
            |it| it["title"] = json!(5),
            "title",
            "must be a text in quotes",
        ),
        (
            |it| it["contributors"] = json!([{ "title": "x" }]),
            "contributors",
            "publisher",
        ),
        (
            |it| it["resources"] = json!([]),
            "resources",
            "\"Tables\" (resources) needs 1",
        ),
    ];
    for (change, path, word) in cases {
        let mut value = descriptor();
        change(&mut value);
        let found = violations(&value);
        assert_eq!(found.len(), 1, "{path}: {found:?}");
        let Message { th, en } = &found[0].message;
        assert_eq!(found[0].path, path, "{en}");
        assert!(
            en.contains(word) && th.contains(path) && is_thai(th),
            "{th} / {en}"
        );
        assert!(!en.contains("well-formed"), "{en}");
    }
}

#[test]
fn conditions_between_items_hold_and_their_clean_twins_pass() {
    let map = |west: &str, east: &str, south: &str, north: &str| {
        json!({
            "west_bound_longitude": west, "east_bound_longitude": east,
            "south_bound_longitude": south, "north_bound_longitude": north,
        })
    };
    for (broken, path, words, clean) in [
        (
            json!({ "geo_coverage": "อื่นๆ" }),
            "thai-gdc.geo_coverage_other",
            ["เลือกอื่นๆ ไว้", "says other"],
            json!({ "geo_coverage": "อื่นๆ", "geo_coverage_other": "เขตสุขภาพ" }),
        ),
        (
            json!({ "objective": ["อื่นๆ"], "objective_other": " " }),
            "thai-gdc.objective_other",
            ["\"วัตถุประสงค์\" เลือกอื่นๆ", "\"Objective\" says other"],
            json!({ "objective": ["พันธกิจหน่วยงาน"], "objective_other": "" }),
        ),
        (
            json!({ "data_type": "ข้อมูลประเภทอื่นๆ" }),
            "thai-gdc.data_type_other",
            ["ประเภทชุดข้อมูล", "Data Type"],
            json!({ "data_type": "ข้อมูลประเภทอื่นๆ", "data_type_other": "ข้อมูลเสียง" }),
        ),
        (
            json!({ "license_id_other": "CC0-1.0" }),
            "thai-gdc.license_id_other",
            ["ไม่ได้เลือกอื่นๆ", "does not say other"],
            json!({ "license_id": "อื่นๆ", "license_id_other": "CC0-1.0" }),
        ),
        (
            json!({ "data_classification": "ลับ" }),
            "thai-gdc.data_classification",
            [
                "ที่เป็น \"ข้อมูลสาธารณะ\" ไม่ได้ เลือกจาก เปิดเผย",
                "does not go with \"Data Category\" being \"ข้อมูลสาธารณะ\"; choose from เปิดเผย",
            ],
            json!({ "data_category": "ข้อมูลความมั่นคง", "data_classification": "ลับ" }),
        ),
        (
            json!({ "data_category": "ข้อมูลใช้ภายใน" }),
            "thai-gdc.data_classification",
            [
                "เลือกจาก ชั้นเผยแพร่ภายในองค์กร",
                "choose from ชั้นเผยแพร่ภายในองค์กร",
            ],
            json!({ "data_category": "ข้อมูลใช้ภายใน", "data_classification": "ชั้นเผยแพร่ภายในองค์กร" }),
        ),
        (
            json!({ "update_frequency_interval": null }),
            "thai-gdc.update_frequency_interval",
            ["ขาดรายการ", "is missing"],
            json!({ "update_frequency_unit": "ตามเวลาจริง", "update_frequency_interval": null }),
        ),
        (
            json!({ "last_updated_date": "2024-02-30" }),
            "thai-gdc.last_updated_date",
            ["ไม่มีในปฏิทิน", "no calendar has"],
            json!({ "last_updated_date": "2024-02-29" }),
        ),
        (
            map("105.64", "97.34", "5.61", "20.47"),
            "thai-gdc.west_bound_longitude",
            ["ต้องน้อยกว่า", "must be less than \"East bound longitude"],
            map("97.34", "105.64", "5.61", "20.47"),
        ),
        (
            map("97.34", "105.64", "20.47", "5.61"),
            "thai-gdc.south_bound_longitude",
            ["ต้องน้อยกว่า", "must be less than \"North bound longitude"],
            map("97.34", "105.64", "-5.61", "20.47"),
        ),
        (
            map("97.34", "181", "5.61", "20.47"),
            "thai-gdc.east_bound_longitude",
            ["-180 ถึง 180", "decimal degrees from -180 to 180"],
            map("-180", "180", "-90", "90.0"),
        ),
        (
            map("97.34", "105.64", "5.61", "100.5"),
            "thai-gdc.north_bound_longitude",
            ["-90 ถึง 90", "decimal degrees from -90 to 90"],
            json!({}),
        ),
    ] {
        one(&broken, path, words);
        let found = violations(&with(&clean));
        assert!(found.is_empty(), "{clean}: {found:?}");
    }
}

#[test]
fn every_category_takes_its_classifications_and_no_other() {
    let levels = ["เปิดเผย", "ชั้นเผยแพร่ภายในองค์กร", "ลับ", "ลับมาก", "ลับที่สุด"];
    for (category, allowed) in [
        ("ข้อมูลสาธารณะ", &levels[..1]),
        ("ข้อมูลใช้ภายใน", &levels[1..2]),
        ("ข้อมูลส่วนบุคคล", &levels[1..4]),
        ("ข้อมูลความมั่นคง", &levels[2..]),
        ("ข้อมูลความลับทางราชการ", &levels[2..]),
    ] {
        for level in levels {
            let items = json!({ "data_category": category, "data_classification": level });
            let clean = violations(&with(&items)).is_empty();
            assert_eq!(clean, allowed.contains(&level), "{category}: {level}");
        }
    }
}

#[test]
fn the_items_of_a_table_are_checked_alike() {
    let mut value = descriptor();
    value["resources"][0]["thai-gdc"] = json!({
        "resource_unit_of_measure": "บาท", "resource_last_updated_date": "2024-01-02",
    });
    assert!(violations(&value).is_empty());
    let (package, _) = describe::package(&value.to_string(), "datapackage.json").unwrap();
    assert!(describe::unusual(&package).is_empty());
    for (items, key, word) in [
        (
            json!({ "resource_private": "yes" }),
            "resource_private",
            "choose from False, True",
        ),
        (
            json!({ "resource_equivalent_scale": "อื่นๆ" }),
            "resource_equivalent_scale_other",
            "says other",
        ),
        (
            json!({ "resource_created_date": "2024-13-01" }),
            "resource_created_date",
            "a day as year-month-day",
        ),
        (json!({ "name": "x" }), "name", "move it to title"),
    ] {
        value["resources"][0]["thai-gdc"] = items;
        let found = violations(&value);
        assert_eq!(found.len(), 1, "{key}: {found:?}");
        assert_eq!(found[0].path, format!("resources.0.thai-gdc.{key}"));
        assert!(found[0].message.en.contains(word), "{:?}", found[0].message);
    }
}
