use serde_json::json;
use sheetpress::model::form::layouts;

use super::{Filled, at, descriptor, exported, import, json_of, layout};
use crate::cli::{code, out, run};

#[test]
fn a_copy_filled_by_hand_is_read() {
    let (folder, path) = exported(&["--form", "1"]);
    let (root, sheet) = (folder.path(), "Temp2_Meta_Stat");
    let mut form = Filled::read(&path);
    form.without("ค่าเพิ่มเติม");
    form.without("รายการตัวเลือก");
    for (key, text) in [
        ("title", "  ผลการเบิกจ่าย  "),
        ("geo_coverage", "อื่น ๆ: ระดับกรม"),
        ("last_updated_date", "๓๑ ม.ค. ๒๕๖๗"),
        ("first_year_of_data", "๒๕๖๐"),
        ("official_statistics", "Yes"),
        ("tag_string", "งบประมาณ, การเงิน ,งบประมาณ"),
        ("license_id", "Creative Commons Attributions"),
    ] {
        form.set(sheet, &at(layout(), sheet, key), text);
    }
    form.set("Temp1_Dataset", "B6", "ผลการเบิกจ่าย");
    let filled = root.join("filled.xlsx");
    form.save(&filled);
    let dry = run(root, &["form", "import", "filled.xlsx", "--dry-run"]);
    assert!(
        code(&dry) == 0 && out(&dry).contains("a dry run"),
        "{}",
        out(&dry)
    );
    assert_ne!(json_of(&descriptor(root))["title"], "ผลการเบิกจ่าย");
    let (ended, said) = import(root, "filled.xlsx");
    assert_eq!(ended, 0, "{said}");
    let package = json_of(&descriptor(root));
    let gdc = &package["thai-gdc"];
    assert_eq!(package["title"], "ผลการเบิกจ่าย");
    assert_eq!(package["keywords"], json!(["งบประมาณ", "การเงิน"]));
    assert_eq!(gdc["geo_coverage"], "อื่นๆ");
    assert_eq!(gdc["geo_coverage_other"], "ระดับกรม");
    assert_eq!(gdc["last_updated_date"], "2024-01-31");
    assert_eq!(gdc["first_year_of_data"], "2560");
    assert_eq!(gdc["official_statistics"], "True");
    assert_eq!(
        gdc["allow_harvest"], "True",
        "what the form does not know stays"
    );
    assert_eq!(
        package["licenses"],
        json!([{ "title": "Creative Commons Attributions" }])
    );
    assert_eq!(package["version"], "1.0.0");
    let keys: Vec<&String> = package.as_object().unwrap().keys().collect();
    assert_eq!(
        keys[..3],
        ["name", "title", "title_en"],
        "in the order in which they stood"
    );
}

#[test]
fn the_older_layout_is_known_by_its_columns() {
    let (folder, path) = exported(&["--form", "1", "--layout", "2.1.0"]);
    let root = folder.path();
    let older = layouts().iter().find(|it| it.version == "2.1.0").unwrap();
    let mut form = Filled::read(&path);
    form.without("ค่าเพิ่มเติม");
    let sheet = "Temp2_Meta_Stat";
    form.set(sheet, &at(older, sheet, "license_id"), "อื่นๆ: ตามระเบียบ");
    form.save(&root.join("older.xlsx"));
    let (ended, said) = import(root, "older.xlsx");
    assert_eq!(ended, 0, "{said}");
    let gdc = &json_of(&descriptor(root))["thai-gdc"];
    assert_eq!(gdc["license_id_other"], "ตามระเบียบ");
    assert_eq!(
        gdc["data_classification"], "เปิดเผย",
        "the older form has no column for it"
    );
}
