//! Levels 1 and 2: what is described on form 1, and explained on form 2.

use crate::model::artifact::Role;
use crate::model::kpi::judge::{found, hold_against, show_files};
use crate::model::kpi::{FORM_1, FORM_2, Facts, Met, Requirement};
use crate::model::language::say;

/// The rules whose silence shows that form 1 is filled in.
pub const FORM_1_RULES: &[&str] = &["metadata-missing"];
/// The rules whose silence shows that form 2 is filled in.
pub const FORM_2_RULES: &[&str] = &[
    "column-undocumented",
    "dictionary-disagrees",
    "dictionary-example-personal",
];
/// The rule that says that nobody wrote down which columns a table has.
const NO_SCHEMA: &[&str] = &["schema-missing"];

/// Form 1: the rule about the metadata is silent.
pub(super) fn form_1(facts: &Facts<'_>) -> Requirement {
    let mut form = Requirement::of(FORM_1);
    hold_against(&mut form, found(facts.report, FORM_1_RULES));
    if form.met == Met::Yes {
        form.shows(say!(
            th: "กรอกครบทั้ง 14 รายการ และค่าตรงตามรายการของมาตรฐาน",
            en: "all 14 items are there, with values of the standard's lists"
        ));
        show_files(&mut form, facts, Role::Metadata);
    }
    form
}

/// Form 2: the rules about the dictionary are silent, and every column of what is built is in it.
pub(super) fn form_2(facts: &Facts<'_>) -> Requirement {
    let mut form = Requirement::of(FORM_2);
    hold_against(&mut form, found(facts.report, FORM_2_RULES));
    if form.met != Met::Yes {
        return form;
    }
    let Some(release) = facts.release else {
        // A dictionary agrees with its schema, and the schema with the table; without either nobody knows the columns.
        if found(facts.report, NO_SCHEMA).next().is_some() || facts.package.resources.is_empty() {
            form.doubts(say!(
                th: "ยังไม่ทราบว่าตารางมีคอลัมน์ใดบ้าง เพราะสร้างชุดข้อมูลไม่ได้และไม่มี schema",
                en: "which columns the tables have is not known: the dataset cannot be built and has no schema"
            ));
            form.then(say!(
                th: "แก้ข้อผิดพลาดที่ sheetpress check แจ้ง แล้วคิดคะแนนอีกครั้ง",
                en: "mend what sheetpress check says, then score again"
            ));
        } else {
            form.shows(say!(
                th: "พจนานุกรมข้อมูลตรงกับ schema ของทุกตาราง",
                en: "the dictionary agrees with the schema of every table"
            ));
        }
        return form;
    };
    // What is built has an entry for every column, an empty one where the dictionary has none.
    let tables = release.package.resources.iter().zip(&release.dictionaries);
    let entries = tables.flat_map(|(table, dictionary)| {
        dictionary
            .fields
            .iter()
            .map(move |entry| (&table.name, entry))
    });
    let (mut columns, mut empty) = (0, Vec::new());
    for (table, entry) in entries {
        columns += 1;
        if entry.label_th.is_empty() || entry.description.is_empty() {
            let name = &entry.name;
            empty.push(say!(
                th: "คอลัมน์ {name} ของ {table} ไม่มีป้ายกำกับหรือคำอธิบายในพจนานุกรม",
                en: "column {name} of {table} has no label or no description in the dictionary"
            ));
        }
    }
    if !empty.is_empty() {
        let dataset = facts.dataset;
        form.lacks_all(empty);
        form.then(say!(
            th: "กรอก label_th และ description ใน dictionaries/{dataset}",
            en: "fill label_th and description in dictionaries/{dataset}"
        ));
        return form;
    }
    let tables = release.package.resources.len();
    form.shows(say!(
        th: "อธิบายครบ {columns} คอลัมน์ ใน {tables} ตาราง",
        en: "columns explained: {columns}, in tables: {tables}"
    ));
    show_files(&mut form, facts, Role::Dictionary);
    form
}
