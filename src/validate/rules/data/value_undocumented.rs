use std::collections::{BTreeMap, BTreeSet};

use crate::model::dictionary::Entry;
use crate::model::language::say;
use crate::model::reference;
use crate::model::schema::Field;
use crate::model::table::TableColumn;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::DataView;

rule! {
    /// A value is not among those that the dictionary explains
    ///
    /// ## Why it matters
    /// Who meets a code that the dictionary does not list cannot tell whether it is new, or a slip of the finger.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้ใช้ที่พบรหัสซึ่งไม่มีในพจนานุกรม ไม่อาจรู้ว่าเป็นรหัสใหม่หรือพิมพ์ผิด
    ///
    /// ## How to fix in Excel
    /// Correct the cell, or add the code with its meaning to the column `allowed` of the dictionary's CSV file.
    ///
    /// ## วิธีแก้ใน Excel
    /// แก้เซลล์ หรือเพิ่มรหัสพร้อมความหมายในคอลัมน์ `allowed` ของไฟล์ CSV พจนานุกรม
    ///
    /// ## Flagged
    /// The value 3 in a field for which the dictionary says `1 = ชาย; 2 = หญิง`; `เชียงไหม่` in one with `list: provinces`.
    ///
    /// ## Clean
    /// The values 1 and 2 in that field; 15 in a field of which the dictionary only says `0 = ไม่มีรายงาน`.
    "value-undocumented", Warning, Data(check), None, None, Rows,
    th: "ค่าไม่อยู่ในรายการที่พจนานุกรมอธิบาย", en: "A value is not among those that the dictionary explains"
}

fn check(view: &DataView<'_>, sink: &mut Sink<'_>) {
    let Some(dictionary) = view.dictionary else {
        return;
    };
    for (number, column) in view.table.columns.iter().enumerate() {
        let Some(entry) = dictionary.entry(&column.name) else {
            continue;
        };
        let Some(listed) = listed(entry, view.schema.field(&column.name)) else {
            continue;
        };
        let (unlisted, known) = unlisted(view, column, &listed);
        // "0 = no report" explains one number among many: a list that most values are not in lists something else.
        let is_list =
            entry.list().is_some() || known > unlisted.values().map(Vec::len).sum::<usize>();
        if !is_list {
            continue;
        }
        let mut rows: Vec<u32> = unlisted.values().flatten().copied().collect();
        rows.sort_unstable();
        let first = unlisted
            .iter()
            .min_by_key(|(_, rows)| rows.first().copied());
        let Some((value, _)) = first else { continue };
        let (name, value) = (&column.name, shorten(value));
        let (values, cells) = (unlisted.len(), rows.len());
        let values_en = if values == 1 { "value" } else { "values" };
        let cells_en = if cells == 1 { "cell" } else { "cells" };
        let message = say!(
            th: "\"{value}\" ไม่อยู่ในค่าที่พจนานุกรมอธิบายไว้สำหรับ {name} ({values} ค่า {cells} เซลล์)",
            en: "\"{value}\" is not among the values that the dictionary explains for {name} ({values} {values_en}, {cells} {cells_en})"
        );
        let help = say!(
            th: "แก้เซลล์ หรือเพิ่มค่าในคอลัมน์ allowed ของพจนานุกรม",
            en: "correct the cell, or add the value to the column allowed of the dictionary"
        );
        if let Some(finding) = view.finding(number, &rows, message, help) {
            sink.report(finding);
        }
    }
}

/// What the dictionary says may stand in a field; `None` where it lists nothing, or the schema enforces a list of its own.
fn listed(entry: &Entry, field: Option<&Field>) -> Option<BTreeSet<String>> {
    if field.is_some_and(|field| !field.constraints.allowed.is_empty()) {
        return None;
    }
    let mut values = match entry.list() {
        Some(list) => reference::list(list)?.values(),
        None if entry.explains_codes() => {
            let codes = entry.codes().into_iter();
            codes.map(|(code, _)| code.to_owned()).collect()
        }
        None => return None,
    };
    let missing = entry.missing_codes().into_iter();
    values.extend(missing.map(|(code, _)| code.to_owned()));
    Some(values)
}

/// The values that are not listed with their rows, and the number of cells whose value is.
fn unlisted(
    view: &DataView<'_>,
    column: &TableColumn,
    listed: &BTreeSet<String>,
) -> (BTreeMap<String, Vec<u32>>, usize) {
    let mut unlisted: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut known = 0;
    for (first, last) in &view.table.rows {
        column.cells.for_each(*first, *last, |row, cell| {
            let text = cell.value().to_text(&view.table.strings);
            if listed.contains(text.as_str()) {
                known += 1;
            } else if !text.is_empty() {
                unlisted.entry(text).or_default().push(row);
            }
        });
    }
    (unlisted, known)
}
