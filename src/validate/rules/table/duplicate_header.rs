use std::collections::BTreeMap;

use crate::model::address::{CellRef, Letters};
use crate::model::grammar::canonical::canonical;
use crate::model::language::say;
use crate::model::layout::FieldLayout;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// Two columns have the same name
    ///
    /// ## Why it matters
    /// A program that asks for the column by its name cannot know which one is meant.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เมื่อโปรแกรมอ้างถึงคอลัมน์ด้วยชื่อ จะไม่รู้ว่าหมายถึงคอลัมน์ใด
    ///
    /// ## How to fix in Excel
    /// Give each column its own name.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตั้งชื่อแต่ละคอลัมน์ให้ไม่ซ้ำกัน
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases | Cases |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | 1 |
    /// | น่าน | 7 | 2 |
    /// ```
    /// ```report
    /// error[duplicate-header] C1: "Cases" is already the name of column B
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "duplicate-header", Error, Table(check), Some('b'), Confirm, Constant,
    th: "ชื่อคอลัมน์ซ้ำกัน", en: "Two columns have the same name"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let mut seen: BTreeMap<String, &FieldLayout> = BTreeMap::new();
    let fields = table
        .layout
        .fields
        .iter()
        .filter(|field| !field.label.is_empty());
    for field in fields {
        let key = canonical(&field.label);
        let Some(first) = seen.get(&key) else {
            seen.insert(key, field);
            continue;
        };
        // One merged cell over both columns is one name, and another rule's finding.
        if first.label_cells == field.label_cells {
            continue;
        }
        let (label, other) = (&field.label, Letters(first.column));
        let row = table.layout.header.map_or(0, |header| header.last.row);
        let cell = field.label_cells.last().copied();
        let cell = cell.unwrap_or(CellRef::new(row, field.column));
        let message = say!(
            th: "\"{label}\" ซ้ำกับชื่อของคอลัมน์ {other}",
            en: "\"{label}\" is already the name of column {other}"
        );
        let help = say!(
            th: "เปลี่ยนชื่อในเซลล์ {cell} ให้บอกความต่างจากคอลัมน์ {other}",
            en: "rename cell {cell} so that it tells what sets it apart from column {other}"
        );
        sink.report(Finding::at(cell, message, help).column(None, label));
    }
}
