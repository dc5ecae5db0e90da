//! A small dataset with the traps of Thai data, built by hand.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use sheetpress::catalog::shelf::Catalog;
use sheetpress::model::artifact::{Artifact, Release, Role};
use sheetpress::model::digest::sha256;
use sheetpress::publish::{self, Outcome};

/// The CSV: Thai digits in text, `1.10`, a number beyond `f64`, dates, empty values, a quoted comma, a code with zeros.
pub(crate) const CSV: &str = "\
province,code,v2567,price,amount,day,open,note
เชียงใหม่,050,12,1.10,12345678901234567890.1234567890,2024-05-06,true,ปี ๒๕๖๗
ลำพูน,051,,99,-0.5,2024-12-31,false,\"ก, ข \"\"ค\"\"\"
กรุงเทพมหานคร,010,9007199254740993,9.9,0,,,<b>&
น่าน,055,-3,100,2e3,2023-01-01,true,
";

pub(crate) const NAME: &str = "rice-price";

pub(crate) fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_micros(1_795_186_811_921_520)
}

pub(crate) fn release(folder: &Path) -> Release {
    release_of(folder, CSV, |_| {})
}

#[expect(clippy::too_many_lines, reason = "most of it is the descriptor")]
/// A release with these rows; `change` may alter the descriptor.
pub(crate) fn release_of(folder: &Path, csv: &str, change: impl FnOnce(&mut Value)) -> Release {
    fs::create_dir_all(folder).unwrap();
    let field =
        |name: &str, kind: &str, title: &str| json!({"name": name, "type": kind, "title": title});
    let mut descriptor = json!({
        "name": NAME,
        "title": "ราคาข้าวรายเดือน",
        "title_en": "Monthly rice prices",
        "description": "ราคาข้าวเปลือกที่เกษตรกรขายได้ <script>alert(1)</script>",
        "keywords": ["ราคา", "ข้าว", "rice"],
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "contributors": [{"title": "กรมตัวอย่าง", "roles": ["publisher"]}],
        "thai-gdc": {
            "data_type": "ข้อมูลสถิติ",
            "maintainer": "กลุ่มสถิติ",
            "maintainer_email": "stat@example.org",
            "objective": ["พันธกิจหน่วยงาน", "กฎหมายที่เกี่ยวข้อง"],
            "data_format": "CSV",
            "update_frequency_unit": "เดือน",
            "update_frequency_interval": 1,
            "high_value_dataset": false,
        },
        "resources": [{
            "name": "prices",
            "title": "ราคาข้าว",
            "description": "หนึ่งแถวต่อจังหวัด",
            "path": "prices.csv",
            "rows": csv.lines().count() - 1,
            "schema": {"fields": [
                field("province", "string", "จังหวัด"),
                field("code", "string", "รหัสจังหวัด"),
                field("v2567", "integer", "2567"),
                field("price", "number", "ราคา"),
                field("amount", "number", "ปริมาณ"),
                field("day", "date", "วันที่"),
                field("open", "boolean", "เปิดตลาด"),
                field("note", "string", "หมายเหตุ"),
            ]},
        }],
    });
    change(&mut descriptor);
    let package = serde_json::from_value(descriptor.clone()).unwrap();
    let dictionary = json!({"fields": [
        {"name": "province", "label_th": "จังหวัด", "label_en": "Province", "description": "ชื่อจังหวัด"},
        {"name": "price", "label_th": "ราคา", "label_en": "Price", "unit": "บาท"},
    ]});
    let text = descriptor.to_string();
    let files = [
        (
            "prices.csv",
            Role::Data,
            Some("prices"),
            "CSV",
            "text/csv",
            csv,
        ),
        (
            "prices.xml",
            Role::Data,
            Some("prices"),
            "XML",
            "application/xml",
            "<rows/>\n",
        ),
        (
            "prices.xsd",
            Role::Schema,
            Some("prices"),
            "XSD",
            "application/xml",
            "<schema/>\n",
        ),
        (
            "dictionary.csv",
            Role::Dictionary,
            Some("prices"),
            "CSV",
            "text/csv",
            "name\nprovince\n",
        ),
        (
            "datapackage.json",
            Role::Metadata,
            None,
            "JSON",
            "application/json",
            text.as_str(),
        ),
        (
            "report.json",
            Role::Report,
            None,
            "JSON",
            "application/json",
            "{}\n",
        ),
    ];
    let files = files.map(|(path, role, resource, format, media_type, content)| {
        fs::write(folder.join(path), content).unwrap();
        Artifact {
            path: path.to_owned(),
            role,
            resource: resource.map(str::to_owned),
            format: format.into(),
            media_type: media_type.into(),
            bytes: content.len() as u64,
            sha256: sha256(content.as_bytes()),
        }
    });
    Release {
        folder: folder.to_owned(),
        package,
        dictionaries: vec![serde_json::from_value(dictionary).unwrap()],
        files: files.to_vec(),
    }
}

pub(crate) fn publish(release: &Release, catalog: &Path) -> Result<Outcome, publish::Error> {
    publish::publish(release, &mut Catalog::open(catalog)?, now())
}
