use crate::model::cell::{Cell, Value};
use crate::model::language::say;
use crate::model::moment::Moment;
use crate::model::schema::FieldType;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::DataView;

rule! {
    /// A value is not of the type that the schema promises
    ///
    /// ## Why it matters
    /// Whoever loads the file by its schema stops at this value.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้ที่นำเข้าไฟล์ตาม schema จะหยุดที่ค่านี้
    ///
    /// ## How to fix in Excel
    /// Correct the cell, add a tidy step that converts it, or correct the type in the schema.
    ///
    /// ## วิธีแก้ใน Excel
    /// แก้เซลล์ เพิ่มขั้นตอนแปลงค่าในแผนจัดระเบียบ หรือแก้ชนิดข้อมูลใน schema
    ///
    /// ## Flagged
    /// The text `ยังไม่ส่ง` in a field of type `integer`.
    ///
    /// ## Clean
    /// Whole numbers, and empty cells, in a field of type `integer`.
    "type-error", Error, Data(check), None, None, Constant,
    th: "ค่าไม่ตรงชนิดข้อมูลใน schema", en: "A value is not of the type that the schema promises"
}

fn check(view: &DataView<'_>, sink: &mut Sink<'_>) {
    for (number, column) in view.table.columns.iter().enumerate() {
        let Some(field) = view.schema.field(&column.name) else {
            continue;
        };
        let fits: fn(Cell) -> bool = match field.kind {
            FieldType::String => continue,
            FieldType::Number => Cell::is_number,
            FieldType::Integer | FieldType::Year => {
                |cell| matches!(cell.value(), Value::Number(number) if number.is_written_whole())
            }
            FieldType::Boolean => |cell| matches!(cell.value(), Value::Bool(_)),
            FieldType::Date => |cell| matches!(cell.value(), Value::Moment(Moment::Date(_))),
            FieldType::Datetime => {
                |cell| matches!(cell.value(), Value::Moment(Moment::DateTime(..)))
            }
            FieldType::Time => |cell| matches!(cell.value(), Value::Moment(Moment::Time(_))),
        };
        let mut rows = Vec::new();
        for (first, last) in &view.table.rows {
            column.cells.for_each(*first, *last, |row, cell| {
                if !fits(cell) {
                    rows.push(row);
                }
            });
        }
        let Some(first) = rows.first() else { continue };
        let text = shorten(
            &column
                .cells
                .get(*first)
                .value()
                .to_text(&view.table.strings),
        );
        let (kind, name, count) = (field.kind.as_str(), &field.name, rows.len());
        let cells = if count == 1 { "cell" } else { "cells" };
        let message = say!(
            th: "\"{text}\" ไม่ใช่ชนิด {kind} ตามที่ schema กำหนดให้ {name} ({count} เซลล์)",
            en: "\"{text}\" is not of type {kind}, as the schema promises for {name} ({count} {cells})"
        );
        let help = say!(
            th: "แก้เซลล์ หรือเพิ่มขั้นตอนแปลงค่าใน tidy.json หรือแก้ชนิดข้อมูลใน schema",
            en: "correct the cell, add a converting step to tidy.json, or correct the type in the schema"
        );
        if let Some(finding) = view.finding(number, &rows, message, help) {
            sink.report(finding);
        }
    }
}
