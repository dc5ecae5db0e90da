use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::model::cell::{Cell, Value};
use crate::model::language::{Message, say};
use crate::model::moment::Moment;
use crate::model::number::Number;
use crate::model::schema::Field;
use crate::model::strings::Strings;
use crate::model::table::TableColumn;
use crate::validate::repeats;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::DataView;

rule! {
    /// A value breaks a constraint of the schema
    ///
    /// ## Why it matters
    /// The schema says what may stand in a field: a range, a list of codes, no blanks. A value outside is most often a slip.
    ///
    /// ## ทำไมจึงสำคัญ
    /// schema ระบุช่วงค่า รายการรหัส หรือห้ามว่าง ค่าที่อยู่นอกเงื่อนไขมักเกิดจากการพิมพ์ผิด
    ///
    /// ## How to fix in Excel
    /// Compare the cell with its source and correct it, or correct the constraint if the value is right.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจสอบเซลล์กับเอกสารต้นทางแล้วแก้ไข หรือแก้เงื่อนไขใน schema หากค่าถูกต้องแล้ว
    ///
    /// ## Flagged
    /// The date 2023-02-01 in a field whose `minimum` is 2023-10-01.
    ///
    /// ## Clean
    /// Dates from the minimum to the maximum.
    "constraint-error", Error, Data(check), None, None, Rows,
    th: "ค่าขัดกับเงื่อนไขใน schema", en: "A value breaks a constraint of the schema"
}

/// What a value breaks.
type Broken = Option<Message>;

fn check(view: &DataView<'_>, sink: &mut Sink<'_>) {
    for (number, column) in view.table.columns.iter().enumerate() {
        let Some(field) = view.schema.field(&column.name) else {
            continue;
        };
        if field.constraints.is_empty() {
            continue;
        }
        if field.constraints.required {
            let missing: Vec<u32> = view
                .table
                .row_numbers()
                .filter(|row| column.cells.get(*row).is_empty())
                .collect();
            let (count, name) = (missing.len(), &field.name);
            let message = say!(th: "{name} ว่าง {count} เซลล์ ทั้งที่จำเป็นต้องมี", en: "{name} is required and empty in {count} cells");
            report(view, number, &missing, message, sink);
        }
        if field.constraints.unique {
            let repeated = repeats::find(view.table, &[column]).again;
            let (count, name) = (repeated.len(), &field.name);
            let message = say!(th: "ค่าใน {name} ซ้ำกัน {count} เซลล์", en: "{count} cells repeat a value of {name}, which must be unique");
            report(view, number, &repeated, message, sink);
        }
        each_value(view, number, column, field, sink);
    }
}

fn report(view: &DataView<'_>, number: usize, rows: &[u32], message: Message, sink: &mut Sink<'_>) {
    let help = say!(
        th: "ตรวจสอบเซลล์กับเอกสารต้นทาง แล้วแก้ไขเซลล์ หรือแก้เงื่อนไขของฟิลด์ใน schemas/ หากค่าถูกต้อง",
        en: "compare the cell with its source and correct it, or the field's constraint in schemas/ if the value is right"
    );
    if let Some(finding) = view.finding(number, rows, message, help) {
        sink.report(finding);
    }
}

/// Minimum, maximum, list and length: reported value by value, since each names another fault.
fn each_value(
    view: &DataView<'_>,
    number: usize,
    column: &TableColumn,
    field: &Field,
    sink: &mut Sink<'_>,
) {
    let rules = &field.constraints;
    if rules.minimum.is_none()
        && rules.maximum.is_none()
        && rules.allowed.is_empty()
        && rules.max_length.is_none()
    {
        return;
    }
    let mut broken: BTreeMap<String, (Message, Vec<u32>)> = BTreeMap::new();
    for (first, last) in &view.table.rows {
        column.cells.for_each(*first, *last, |row, cell| {
            if let Some(message) = breaks(cell, field, &view.table.strings) {
                broken
                    .entry(message.en.clone())
                    .or_insert_with(|| (message, Vec::new()))
                    .1
                    .push(row);
            }
        });
    }
    for (message, rows) in broken.into_values() {
        report(view, number, &rows, message, sink);
    }
}

fn breaks(cell: Cell, field: &Field, strings: &Strings) -> Broken {
    let rules = &field.constraints;
    let value = cell.value();
    let text = || shorten(&value.to_text(strings));
    let name = &field.name;
    if let Some(minimum) = &rules.minimum
        && order(value, minimum, strings) == Some(std::cmp::Ordering::Less)
    {
        let (text, limit) = (text(), plain(minimum));
        return Some(
            say!(th: "{text} น้อยกว่าค่าต่ำสุด {limit} ของ {name}", en: "{text} is below {limit}, the minimum of {name}"),
        );
    }
    if let Some(maximum) = &rules.maximum
        && order(value, maximum, strings) == Some(std::cmp::Ordering::Greater)
    {
        let (text, limit) = (text(), plain(maximum));
        return Some(
            say!(th: "{text} มากกว่าค่าสูงสุด {limit} ของ {name}", en: "{text} is above {limit}, the maximum of {name}"),
        );
    }
    if !rules.allowed.is_empty() {
        let full = value.to_text(strings);
        if !rules.allowed.iter().any(|allowed| plain(allowed) == full) {
            let text = text();
            return Some(
                say!(th: "\"{text}\" ไม่อยู่ในรายการค่าของ {name}", en: "\"{text}\" is not among the allowed values of {name}"),
            );
        }
    }
    if let Some(limit) = rules.max_length
        && value.to_text(strings).chars().count() as u64 > limit
    {
        let text = text();
        return Some(
            say!(th: "\"{text}\" ยาวเกิน {limit} ตัวอักษร", en: "\"{text}\" is longer than {limit} characters"),
        );
    }
    None
}

/// How a value compares with a limit; `None` where they are of different kinds, which is the type's rule to say.
fn order(value: Value, limit: &Json, strings: &Strings) -> Option<std::cmp::Ordering> {
    match (value, limit) {
        (Value::Number(number), Json::Number(limit)) => {
            number.to_f64().partial_cmp(&limit.as_f64()?)
        }
        (Value::Number(number), Json::String(limit)) => number
            .to_f64()
            .partial_cmp(&Number::parse(limit.as_bytes())?.to_f64()),
        (Value::Moment(moment), Json::String(limit)) => {
            moment.day().partial_cmp(&Moment::from_iso(limit)?.day())
        }
        (Value::Text(id), Json::String(limit)) => Some(strings.get(id).cmp(limit.as_str())),
        _ => None,
    }
}

fn plain(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
