use std::collections::BTreeMap;

use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::DataView;

rule! {
    /// The primary key is repeated or empty
    ///
    /// ## Why it matters
    /// The key is what tells two records apart; two with the same key are one too many.
    ///
    /// ## ทำไมจึงสำคัญ
    /// คีย์ใช้แยกข้อมูลแต่ละแถว หากซ้ำกันแปลว่ามีข้อมูลเกินมา
    ///
    /// ## How to fix in Excel
    /// Delete the repeated record, or correct its key.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบแถวที่ซ้ำ หรือแก้ค่าคีย์ให้ถูกต้อง
    ///
    /// ## Flagged
    /// The code `11` in two rows of a table whose primary key is `code`.
    ///
    /// ## Clean
    /// A different code in every row.
    "primary-key", Error, Data(check), None, None,
    th: "คีย์หลักซ้ำหรือว่าง", en: "The primary key is repeated or empty"
}

fn check(view: &DataView<'_>, sink: &mut Sink<'_>) {
    let names = &view.schema.primary_key;
    let columns: Vec<usize> = names
        .iter()
        .filter_map(|name| {
            view.table
                .columns
                .iter()
                .position(|column| column.name == *name)
        })
        .collect();
    let Some(first) = columns.first() else { return };
    let mut seen: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    let (mut repeated, mut empty) = (Vec::new(), Vec::new());
    let mut example = String::new();
    for row in view.table.source_rows() {
        let key: Vec<String> = columns
            .iter()
            .map(|column| {
                view.table
                    .cell(row, *column)
                    .value()
                    .to_text(&view.table.strings)
            })
            .collect();
        if key.iter().any(String::is_empty) {
            empty.push(row);
        } else if seen.contains_key(&key) {
            if repeated.is_empty() {
                example = shorten(&key.join(" + "));
            }
            repeated.push(row);
        } else {
            seen.insert(key, row);
        }
    }
    let help = say!(th: "ลบแถวที่ซ้ำ หรือแก้ค่าคีย์", en: "delete the repeated record, or correct its key");
    let key = names.join(" + ");
    let (count, gaps) = (repeated.len(), empty.len());
    let again = say!(th: "คีย์ {key} = \"{example}\" ซ้ำ ({count} แถว)", en: "key {key} = \"{example}\" stands again ({count} rows)");
    let missing = say!(th: "คีย์ {key} ว่าง ({gaps} แถว)", en: "key {key} is empty ({gaps} rows)");
    for (rows, message) in [(repeated, again), (empty, missing)] {
        if let Some(finding) = view.finding(*first, &rows, message, help.clone()) {
            sink.report(finding);
        }
    }
}
