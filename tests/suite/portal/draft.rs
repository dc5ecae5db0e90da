//! Datasets as a steward keeps them: a folder with CSV files and descriptor, schemas and dictionaries beside.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::portal::place::Place;

/// A dataset before it is built.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) keywords: Vec<String>,
    pub(crate) organization: String,
    pub(crate) tables: Vec<Table>,
}

/// A table of it.
#[derive(Clone)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// A column: its name, type and labels.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) thai: &'static str,
    pub(crate) english: &'static str,
}

const PROVINCES: [&str; 6] = ["เชียงใหม่", "ลำพูน", "น่าน", "แพร่", "พะเยา", "ตาก"];

fn column(name: &str, kind: &'static str, thai: &'static str, english: &'static str) -> Column {
    Column {
        name: name.to_owned(),
        kind,
        thai,
        english,
    }
}

impl Table {
    /// Cases by province: a code, text, whole numbers, decimals with a zero at the end, dates, a missing value.
    pub(crate) fn cases(rows: usize) -> Self {
        let row = |number: usize| {
            let province = PROVINCES[number % PROVINCES.len()];
            // Of a size that jumps: a column of even steps would look like a running number.
            let count = number * 7919 % 997 + 10;
            let rate = if number % 6 == 4 {
                String::new()
            } else {
                format!("{}.{}0", count % 13, number * 31 % 9 + 1)
            };
            let day = format!(
                "20{:02}-{:02}-{:02}",
                number / 336 % 25,
                number / 28 % 12 + 1,
                number % 28 + 1
            );
            vec![
                format!("A{:06}", number + 1),
                province.to_owned(),
                count.to_string(),
                rate,
                day,
            ]
        };
        Self {
            name: "cases".to_owned(),
            title: "ผู้ป่วยรายจังหวัด".to_owned(),
            columns: vec![
                column("code", "string", "รหัส", "Code"),
                column("province", "string", "จังหวัด", "Province"),
                column("cases", "integer", "ผู้ป่วย", "Cases"),
                column("rate", "number", "อัตราต่อแสน", "Rate"),
                column("day", "date", "วันที่รายงาน", "Day"),
            ],
            rows: (0..rows).map(row).collect(),
        }
    }

    /// A second table.
    pub(crate) fn areas() -> Self {
        let areas = [20107, 4505, 11472, 6538, 6335, 16406];
        let rows = PROVINCES.iter().zip(areas).enumerate();
        Self {
            name: "areas".to_owned(),
            title: "พื้นที่จังหวัด".to_owned(),
            columns: vec![
                column("code", "string", "รหัส", "Code"),
                column("province", "string", "จังหวัด", "Province"),
                column("area", "integer", "พื้นที่", "Area"),
            ],
            rows: rows
                .map(|(number, (province, area))| {
                    vec![
                        format!("B{}", number + 1),
                        (*province).to_owned(),
                        area.to_string(),
                    ]
                })
                .collect(),
        }
    }

    fn csv(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|it| it.name.as_str()).collect();
        let rows = self.rows.iter().map(|row| row.join(",") + "\n");
        format!("{}\n{}", names.join(","), rows.collect::<String>())
    }

    fn schema(&self) -> Value {
        let fields = self.columns.iter();
        let fields = fields.map(|it| json!({"name": it.name, "type": it.kind, "title": it.thai}));
        json!({"fields": fields.collect::<Vec<_>>(), "missingValues": [""]})
    }

    fn dictionary(&self) -> String {
        let mut text =
            "name,label_th,label_en,description,type,unit,required,key,allowed,missing,example,source,note\n".to_owned();
        for it in &self.columns {
            let (name, kind, thai, english) = (&it.name, it.kind, it.thai, it.english);
            text.push_str(&format!(
                "{name},{thai},{english},{thai}ของรายการ,{kind},,no,,,,,,\n"
            ));
        }
        text
    }
}

impl Draft {
    /// A small dataset for a place: one table of six rows.
    pub(crate) fn new(place: &Place, stem: &str) -> Self {
        let name = place.name(stem);
        Self {
            // Titles are unique on the national catalogue.
            title: format!("รายงานผู้ป่วยรายจังหวัด {name}"),
            name,
            description: "จำนวนและอัตราผู้ป่วยรายจังหวัดในภาคเหนือ สำหรับทดสอบการเผยแพร่".to_owned(),
            keywords: ["cases", "province", "ราคา"].map(str::to_owned).to_vec(),
            organization: place.organization.clone(),
            tables: vec![Table::cases(6)],
        }
    }

    /// Writes the dataset under `datasets`, `schemas` and `dictionaries` of a folder, in place of what was there.
    pub(crate) fn write(&self, root: &Path) {
        let [dataset, schemas, dictionaries] =
            ["datasets", "schemas", "dictionaries"].map(|kind| {
                let folder = root.join(kind).join(&self.name);
                let _absent = fs::remove_dir_all(&folder);
                fs::create_dir_all(&folder).unwrap();
                folder
            });
        for table in &self.tables {
            let name = &table.name;
            fs::write(dataset.join(format!("{name}.csv")), table.csv()).unwrap();
            fs::write(
                schemas.join(format!("{name}.json")),
                table.schema().to_string(),
            )
            .unwrap();
            fs::write(dictionaries.join(format!("{name}.csv")), table.dictionary()).unwrap();
        }
        fs::write(
            dataset.join("datapackage.json"),
            self.descriptor().to_string(),
        )
        .unwrap();
    }

    fn descriptor(&self) -> Value {
        let tables = self.tables.iter();
        let tables = tables.map(
            |it| json!({"name": it.name, "title": it.title, "path": format!("{}.csv", it.name)}),
        );
        json!({
            "name": self.name,
            "title": self.title,
            "title_en": format!("Cases by province {}", self.name),
            "description": self.description,
            "version": "1.0.0",
            "keywords": self.keywords,
            "licenses": [{
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "Creative Commons Attribution 4.0",
            }],
            // The title is a legal name, so the organization of that name is meant.
            "contributors": [{
                "title": self.organization,
                "email": "contact@example.org",
                "roles": ["publisher", "contact"],
            }],
            "thai-gdc": {
                "data_type": "ข้อมูลสถิติ",
                "maintainer": "กลุ่มสถิติ",
                "maintainer_email": "contact@example.org",
                "objective": ["พันธกิจหน่วยงาน"],
                "update_frequency_unit": "เดือน",
                "update_frequency_interval": "1",
                "geo_coverage": "จังหวัด",
                "data_source": "กลุ่มสถิติ",
                "data_format": ["CSV"],
                "data_category": "ข้อมูลสาธารณะ",
                "data_classification": "เปิดเผย",
                "license_id": "Creative Commons Attributions",
                "accessible_condition": "ไม่มีการจำกัดการเข้าถึงข้อมูล",
                "data_language": ["ไทย"],
                "allow_harvest": "True",
                "unit_of_measure": "ราย",
                "unit_of_multiplier": "หน่วย",
                "first_year_of_data": "2567",
                "last_year_of_data": "2567",
            },
            "resources": tables.collect::<Vec<_>>(),
        })
    }
}
