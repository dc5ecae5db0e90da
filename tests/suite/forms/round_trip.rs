use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use sheetpress::model::form::{Holds, Kind, dataset_field, resource_field};
use tempfile::TempDir;

use super::{NAME, descriptor, export, exported, import, json_of, layout};
use crate::cli::dataset;

/// A value for an item: of lists two where several are allowed, "something else" where there is a place to say what.
fn value(key: &str, kind: &Kind, other: bool) -> Value {
    match (key, kind) {
        ("data_category", _) => json!("ข้อมูลสาธารณะ"),
        ("data_classification", _) => json!("เปิดเผย"),
        ("license_id", _) => json!("Open Data Common"),
        ("update_frequency_unit", _) => json!("ปี"),
        ("accessible_condition", _) => json!("ไม่มีการจำกัดการเข้าถึงข้อมูล"),
        ("west_bound_longitude", _) => json!("97.3"),
        ("east_bound_longitude", _) => json!("105.6"),
        ("north_bound_longitude", _) => json!("20.4"),
        ("south_bound_longitude", _) => json!("5.6"),
        ("format", _) => json!("XLSX"),
        (key, _) if key.ends_with("url") => json!("https://example.go.th/ข้อมูล"),
        (_, Kind::Date) => json!("2024-02-29"),
        (_, Kind::Year) => json!("2566"),
        (_, Kind::Flag) => json!("True"),
        (_, Kind::Number) => json!("1"),
        (_, Kind::Mail) => json!("unit@agency.example"),
        (_, Kind::Choice(list)) => json!(list.last().filter(|_| other).unwrap_or(&list[0])),
        (_, Kind::Many(list)) if other => json!([list.last(), &list[1]]),
        (_, Kind::Many(list)) => json!([&list[1], &list[0]]),
        (_, Kind::Text | Kind::Words) => {
            json!(format!("ข้อความของ {key}\nบรรทัดที่ ๒, \"คำ\" = 1; <ก>"))
        }
    }
}

/// The dataset's descriptor as one of a type, every item of its sheets stated.
fn whole(root: &Path, data_type: &str) -> Value {
    let mut package = json_of(&descriptor(root));
    for holds in [Holds::Dataset, Holds::Resource] {
        let mut sheets = layout().sheets.iter();
        let sheet = sheets
            .find(|it| it.holds == holds && it.data_type == data_type)
            .unwrap();
        let find = if holds == Holds::Dataset {
            dataset_field
        } else {
            resource_field
        };
        let mut items = json!({});
        for column in &sheet.columns {
            let own = [
                "name",
                "d_type",
                "title",
                "owner_org",
                "tag_string",
                "notes",
            ];
            let own_of_resource = ["dataset_name", "resource_name", "description"];
            let key = column.key.as_str();
            if own.contains(&key) || own_of_resource.contains(&key) {
                continue;
            }
            let kind = &find(key).unwrap().kind;
            let other = format!("{key}_other");
            let open =
                find(&other).is_some() && !["license_id", "update_frequency_unit"].contains(&key);
            let name = if key == "resource_url" { "url" } else { key };
            items[name] = value(key, kind, open);
            if open {
                items[other] = json!(format!("อื่น ๆ ของ {key}"));
            }
        }
        if holds == Holds::Dataset {
            items["data_type"] = json!(data_type);
            items["allow_harvest"] = json!("False");
            package["thai-gdc"] = items;
        } else {
            items["resource_private"] = json!("False");
            package["resources"][0]["thai-gdc"] = items;
            package["resources"][0]["description"] = json!("ตารางหนึ่ง");
        }
    }
    package
}

/// The same descriptor with nothing in it that a form could tell.
fn bare(whole: &Value) -> Value {
    let mut bare = whole.clone();
    bare["title"] = json!("ชื่ออื่น");
    bare["description"] = json!("คำอื่น");
    bare["keywords"] = json!(["คำอื่น"]);
    bare["contributors"][0]["title"] = json!("หน่วยงานอื่น");
    bare["thai-gdc"] = json!({ "data_type": "ข้อมูลระเบียน" });
    let resource = bare["resources"][0].as_object_mut().unwrap();
    for key in ["title", "description", "thai-gdc"] {
        resource.shift_remove(key);
    }
    bare
}

#[test]
fn every_type_comes_back_whole() {
    let types = layout()
        .sheets
        .iter()
        .filter(|it| it.holds == Holds::Dataset);
    let types: Vec<&str> = types.map(|it| it.data_type.as_str()).collect();
    assert_eq!(types.len(), 5);
    for version in ["2.2.4", "2.1.0"] {
        for data_type in &types {
            let folder = TempDir::new().unwrap();
            let root = folder.path();
            dataset(root, NAME);
            let whole = whole(root, data_type);
            fs::write(
                descriptor(root),
                serde_json::to_string_pretty(&whole).unwrap(),
            )
            .unwrap();
            let form = export(root, &["--form", "1", "--layout", version]);
            let form = form.to_str().unwrap();
            let (ended, said) = import(root, form);
            assert_eq!(ended, 0, "{data_type}: {said}");
            assert!(
                said.contains("nothing changed"),
                "{data_type} {version}: {said}"
            );
            fs::write(descriptor(root), bare(&whole).to_string()).unwrap();
            let (ended, said) = import(root, form);
            assert_eq!(ended, 0, "{data_type}: {said}");
            assert_eq!(
                json_of(&descriptor(root)),
                whole,
                "{data_type} {version}: {said}"
            );
        }
    }
}

#[test]
fn a_dictionary_comes_back_whole() {
    let (folder, _) = exported(&[]);
    let root = folder.path();
    let csv = root.join(format!("dictionaries/{NAME}/disbursement.csv"));
    let before = fs::read_to_string(&csv).unwrap();
    let form = format!("forms/{NAME}-form2.xlsx");
    let (ended, said) = import(root, &form);
    assert!(ended == 0 && said.contains("nothing changed"), "{said}");
    fs::write(&csv, "name\r\nbudget_type\r\n").unwrap();
    let (ended, said) = import(root, &form);
    assert_eq!(ended, 0, "{said}");
    assert!(
        said.contains("budget_type.label_th: (nothing) → \"ประเภทงบประมาณ\""),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&csv).unwrap(), before);
}
