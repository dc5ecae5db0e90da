//! What only the agency can state: why the dataset counts, whose it is, whether it is open. Asked for, never assumed.

use serde::{Deserialize, Serialize};

use crate::model::kpi::{Facts, Met, OPEN, PRIMARY, Requirement, SELECTION};
use crate::model::language::{Message, Text, say};
use crate::model::package::Package;

/// `sheetpress.kpi` of a descriptor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Why the dataset counts: names of [`SELECTIONS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selection: Vec<String>,
    /// Which plan, service or mission that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection_reason: Option<String>,
    /// Whether the agency collected the data itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary: Option<bool>,
    /// Who collects them, and how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_reason: Option<String>,
    /// Whether the data are open to the public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// Who decided that, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_reason: Option<String>,
}

/// A kind of data that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Its name in a descriptor.
    pub name: &'static str,
    /// Its number in the indicator's text.
    pub number: &'static str,
    /// What it is.
    pub title: Text,
}

/// Every kind of data that counts.
pub const SELECTIONS: [Selection; 4] = [
    Selection {
        name: "plan-level-2",
        number: "1.1",
        title: Text {
            th: "ผลตามตัวชี้วัดของแผนระดับ 2 (แผนแม่บทภายใต้ยุทธศาสตร์ชาติ แผนการปฏิรูปประเทศ แผนพัฒนาเศรษฐกิจและสังคมแห่งชาติ นโยบายและแผนว่าด้วยความมั่นคงแห่งชาติ)",
            en: "results of the indicators of a level-2 plan (national strategy master plans, reform plan, economic and social development plan, security policy)",
        },
    },
    Selection {
        name: "plan-level-3",
        number: "1.1",
        title: Text {
            th: "ผลตามตัวชี้วัดของแผนระดับ 3 ตามภารกิจของหน่วยงาน",
            en: "results of the indicators of a level-3 plan of the agency's mission",
        },
    },
    Selection {
        name: "e-service",
        number: "1.2",
        title: Text {
            th: "ข้อมูลเบื้องหลังการให้บริการประชาชน (e-Service)",
            en: "data behind a service to citizens (e-Service)",
        },
    },
    Selection {
        name: "mission",
        number: "1.3",
        title: Text {
            th: "ข้อมูลเบื้องหลังการปฏิบัติภารกิจของหน่วยงาน",
            en: "data behind the agency's mission",
        },
    },
];

/// The values of the national standard for what everybody may have.
const PUBLIC: &str = "ข้อมูลสาธารณะ";
const DISCLOSED: &str = "เปิดเผย";

/// What the agency states, empty where it states nothing.
fn stated(package: &Package) -> Statement {
    package.sheetpress.kpi.clone().unwrap_or_default()
}

/// A text that says something.
fn said(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

fn reason(requirement: &mut Requirement, text: Option<&str>) {
    if let Some(text) = text {
        requirement.shows(say!(th: "เหตุผล: {text}", en: "reason: {text}"));
    }
}

/// An item of form 1, for a person to compare with.
fn item(requirement: &mut Requirement, package: &Package, key: &str, label: Text) {
    if let Some(value) = said(package.gdc_text(key)) {
        requirement.shows(Message {
            th: format!("แบบฟอร์มที่ 1 ระบุ{}: {value}", label.th),
            en: format!("form 1 gives the {}: {value}", label.en),
        });
    }
}

/// Clause 1 (1): what is stated, and the objective of form 1 beside it.
pub(super) fn selection(facts: &Facts<'_>) -> Requirement {
    let mut selection = Requirement::of(SELECTION);
    let statement = stated(facts.package);
    let names = SELECTIONS.map(|it| it.name).join(", ");
    for name in &statement.selection {
        match SELECTIONS.iter().find(|it| it.name == name) {
            Some(it) => selection.shows(Message {
                th: format!("({}) {}", it.number, it.title.th),
                en: format!("({}) {}", it.number, it.title.en),
            }),
            None => selection.lacks(say!(
                th: "sheetpress.kpi.selection มีค่า \"{name}\" ซึ่งไม่ใช่ค่าใดใน {names}",
                en: "sheetpress.kpi.selection has \"{name}\", which is none of {names}"
            )),
        }
    }
    if statement.selection.is_empty() {
        selection.lacks(say!(
            th: "ยังไม่ได้ระบุว่าชุดข้อมูลอยู่ในกลุ่มใด",
            en: "not stated: why the dataset counts"
        ));
    }
    reason(&mut selection, said(statement.selection_reason).as_deref());
    let objective = Text {
        th: "วัตถุประสงค์",
        en: "objective",
    };
    item(&mut selection, facts.package, "objective", objective);
    if selection.met == Met::No {
        selection.then(say!(
            th: "ระบุใน datapackage.json หนึ่งค่าหรือมากกว่าจาก {names} ตัวอย่างสำหรับ (1.3)",
            en: "state it in datapackage.json, one or more of {names}; for (1.3), for example"
        ));
        selection.add = Some(
            r#""sheetpress": { "kpi": { "selection": ["mission"], "selection_reason": "..." } }"#,
        );
    }
    selection
}

/// Clause 1 (2): what is stated, against the sources.
pub(super) fn primary(facts: &Facts<'_>) -> Requirement {
    let mut primary = Requirement::of(PRIMARY);
    let package = facts.package;
    let statement = stated(package);
    let why = said(statement.primary_reason);
    let add = r#""sheetpress": { "kpi": { "primary": true, "primary_reason": "..." } }"#;
    // A source of another name is another's data, unless the agency says why they are its own all the same.
    let foreign: Vec<&str> = package
        .sources
        .iter()
        .map(|source| source.title.as_str())
        .filter(|title| !is_own(package, title))
        .collect();
    let foreign = foreign.join(", ");
    match statement.primary {
        None => {
            primary.lacks(say!(
                th: "ยังไม่ได้ระบุว่าหน่วยงานจัดเก็บข้อมูลเองหรือไม่",
                en: "not stated: whether the agency collected the data itself"
            ));
            primary.then(say!(
                th: "ระบุใน datapackage.json เป็น true ถ้าจัดเก็บเอง หรือ false ถ้าได้จากที่อื่น ตัวอย่าง",
                en: "state it in datapackage.json, true or, for data of others, false; for example"
            ));
            primary.add = Some(add);
        }
        Some(false) => {
            primary.lacks(say!(
                th: "หน่วยงานระบุว่าไม่ได้จัดเก็บข้อมูลเอง",
                en: "the agency states that it did not collect the data itself"
            ));
            primary.then(say!(
                th: "เลือกชุดข้อมูลอื่นที่หน่วยงานจัดเก็บเองมาส่งตัวชี้วัด",
                en: "hand in another dataset, one that the agency collects itself"
            ));
        }
        Some(true) if !foreign.is_empty() && why.is_none() => {
            primary.lacks(say!(
                th: "ระบุว่าจัดเก็บเอง แต่ sources ระบุแหล่งที่มา {foreign} และไม่มีเหตุผลประกอบ",
                en: "it is stated to be the agency's own, while sources names {foreign}, and no reason is given"
            ));
            primary.then(say!(
                th: "อธิบายใน datapackage.json ว่าหน่วยงานจัดเก็บเองอย่างไร หรือเปลี่ยนเป็น false ตัวอย่าง",
                en: "say in datapackage.json how the agency collects the data, or state false; for example"
            ));
            primary.add = Some(add);
        }
        Some(true) => primary.shows(say!(
            th: "หน่วยงานระบุว่าจัดเก็บเอง",
            en: "the agency states that it collected the data itself"
        )),
    }
    reason(&mut primary, why.as_deref());
    if !foreign.is_empty() {
        primary.shows(say!(th: "แหล่งที่มาใน sources: {foreign}", en: "sources names {foreign}"));
    }
    let source = Text {
        th: "แหล่งที่มา",
        en: "source",
    };
    item(&mut primary, package, "data_source", source);
    primary
}

/// Whether a source is one of the units that made or publish the dataset; a unit is often named with its department.
fn is_own(package: &Package, title: &str) -> bool {
    let units = package.contributors.iter();
    let mut units = units
        .map(|unit| unit.title.trim())
        .filter(|unit| !unit.is_empty());
    let title = title.trim();
    title.is_empty() || units.any(|unit| unit.contains(title) || title.contains(unit))
}

/// Clause 1 (3): what is stated, against category, classification and licence.
pub(super) fn open(facts: &Facts<'_>) -> Requirement {
    let mut open = Requirement::of(OPEN);
    let statement = stated(facts.package);
    match statement.open {
        None => {
            open.lacks(say!(
                th: "ยังไม่ได้ระบุว่าเป็นข้อมูลเปิดหรือไม่",
                en: "not stated: whether the data are open"
            ));
            open.then(say!(
                th: "ระบุใน datapackage.json เป็น true ถ้าเปิดเผยต่อสาธารณะได้ หรือ false ถ้าไม่ได้ ตัวอย่าง",
                en: "state it in datapackage.json, true if the public may have them, else false; for example"
            ));
            open.add = Some(r#""sheetpress": { "kpi": { "open": true, "open_reason": "..." } }"#);
        }
        Some(false) => {
            open.lacks(say!(
                th: "หน่วยงานระบุว่าไม่ใช่ข้อมูลเปิด",
                en: "the agency states that the data are not open"
            ));
            open.then(say!(
                th: "เลือกชุดข้อมูลอื่นที่เปิดเผยได้มาส่งตัวชี้วัด",
                en: "hand in another dataset, one that the public may have"
            ));
        }
        Some(true) => {
            open.shows(say!(
                th: "หน่วยงานระบุว่าเป็นข้อมูลเปิด",
                en: "the agency states that the data are open"
            ));
            contradictions(&mut open, facts);
        }
    }
    reason(&mut open, said(statement.open_reason).as_deref());
    for (key, th, en) in [
        ("data_category", "หมวดหมู่ข้อมูล", "data category"),
        ("data_classification", "ระดับชั้นข้อมูล", "data classification"),
        ("license_id", "สัญญาอนุญาต", "licence"),
    ] {
        item(&mut open, facts.package, key, Text { th, en });
    }
    open
}

/// What form 1 says against open data.
fn contradictions(open: &mut Requirement, facts: &Facts<'_>) {
    for (key, expected) in [
        ("data_category", PUBLIC),
        ("data_classification", DISCLOSED),
    ] {
        let value = said(facts.package.gdc_text(key)).filter(|value| value != expected);
        if let Some(value) = value {
            open.lacks(say!(
                th: "ระบุว่าเป็นข้อมูลเปิด แต่ thai-gdc.{key} เป็น \"{value}\" ไม่ใช่ \"{expected}\"",
                en: "it is stated to be open, while thai-gdc.{key} is \"{value}\" and not \"{expected}\""
            ));
        }
    }
    match facts.licence_is_open {
        Some(true) => {}
        Some(false) => open.lacks(say!(
            th: "ระบุว่าเป็นข้อมูลเปิด แต่สัญญาอนุญาตไม่ใช่แบบเปิด",
            en: "it is stated to be open, while its licence is not an open one"
        )),
        None => open.doubts(say!(
            th: "ไม่ทราบว่าสัญญาอนุญาตเป็นแบบเปิดหรือไม่",
            en: "whether its licence is an open one is not known"
        )),
    }
    if open.met != Met::Yes {
        open.then(say!(
            th: "แก้ thai-gdc และ licenses ใน datapackage.json ให้ตรงกับความจริง หรือระบุ open เป็น false",
            en: "correct thai-gdc and licenses in datapackage.json to what is true, or state open as false"
        ));
    }
}
