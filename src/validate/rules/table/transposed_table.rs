use crate::model::address::CellRef;
use crate::model::cell::Value;
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The table lies on its side
    ///
    /// ## Why it matters
    /// Names of things run across and their properties down, so that every column mixes names, numbers and dates. Programs
    /// read records row by row.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ชื่อรายการเรียงตามแนวนอนและคุณสมบัติเรียงลงมา ทุกคอลัมน์จึงมีทั้งชื่อ ตัวเลข และวันที่ปนกัน แต่โปรแกรมอ่านข้อมูลทีละแถว
    ///
    /// ## How to fix in Excel
    /// Copy the table, select an empty cell of a new sheet and choose Home > Paste > Transpose.
    ///
    /// ## วิธีแก้ใน Excel
    /// คัดลอกตาราง เลือกเซลล์ว่างในแผ่นงานใหม่ แล้วเลือก หน้าแรก > วาง > สลับเปลี่ยนแถวกับคอลัมน์
    ///
    /// ## Flagged
    /// ```grid
    /// | รายการ | ศูนย์ ก | ศูนย์ ข | ศูนย์ ค |
    /// |---|---|---|---|
    /// | จังหวัด | เชียงใหม่ | น่าน | แพร่ |
    /// | เตียง | 30 | 64 | 95 |
    /// | ผู้ดูแล | กองคลัง | กองแผนงาน | กองช่าง |
    /// | พนักงาน | 12 | 25 | 41 |
    /// ```
    /// ```report
    /// warning[transposed-table] A1:D5: each row holds one kind of value and each column several: "จังหวัด", "เตียง" … are names of columns
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | ศูนย์ | จังหวัด | เตียง | พนักงาน |
    /// |---|---|---|---|
    /// | ศูนย์ ก | เชียงใหม่ | 30 | 12 |
    /// | ศูนย์ ข | น่าน | 64 | 25 |
    /// | ศูนย์ ค | แพร่ | 95 | 41 |
    /// ```
    "transposed-table", Warning, Table(check), None, None, Constant,
    th: "ตารางวางสลับแถวกับคอลัมน์", en: "The table lies on its side"
}

/// Properties of things: hardly anything has more.
const MOST: u64 = 60;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Date,
    Words,
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let layout = table.layout;
    let records = layout.record_count();
    if layout.header.is_none() || layout.fields.len() < 4 || !(4..=MOST).contains(&records) {
        return;
    }
    let (mut numbers, mut others, mut names) = (0u64, 0u64, 0u64);
    let mut labels: Vec<String> = Vec::new();
    for row in layout
        .records()
        .iter()
        .flat_map(|(first, last)| *first..=*last)
    {
        let Some((label, kinds, texts)) = row_of(table, row) else {
            return;
        };
        labels.push(label);
        let Some(kind) = kinds.first() else { return };
        if kinds.len() < 3 || kinds.iter().any(|other| other != kind) {
            return;
        }
        if *kind == Kind::Number {
            numbers += 1;
        } else {
            others += 1;
            names += u64::from(texts);
        }
    }
    // Rows of numbers alone are a statistic, rows of words alone a list; names of their own are what records have.
    let (Some(first), Some(second)) = (labels.first(), labels.get(1)) else {
        return;
    };
    let (first, second) = (shorten(first), shorten(second));
    labels.sort_unstable();
    labels.dedup();
    let unique = labels.len() as u64 == records;
    if !unique || numbers < 2 || others < 2 || names == 0 {
        return;
    }
    let message = say!(
        th: "แต่ละแถวมีค่าชนิดเดียวแต่แต่ละคอลัมน์มีหลายชนิด \"{first}\" \"{second}\" … จึงเป็นชื่อคอลัมน์",
        en: "each row holds one kind of value and each column several: \"{first}\", \"{second}\" … are names of columns"
    );
    let help = say!(
        th: "คัดลอกตาราง แล้วเลือก หน้าแรก > วาง > สลับเปลี่ยนแถวกับคอลัมน์ ในแผ่นงานใหม่",
        en: "copy the table and choose Home > Paste > Transpose in a new sheet"
    );
    sink.report(Finding::at(layout.range, message, help));
}

/// The words at the left of a row, the kinds of its values, and whether those are texts that all differ; `None` if nothing
/// names the row.
fn row_of(table: &TableView<'_>, row: u32) -> Option<(String, Vec<Kind>, bool)> {
    let mut label = None;
    let mut kinds = Vec::new();
    let mut texts = Vec::new();
    for (at, field) in table.layout.fields.iter().enumerate() {
        let cell = table.sheet.cell(CellRef::new(row, field.column));
        let class = cell
            .as_text()
            .map_or_else(Class::default, |id| table.workbook.strings.class(id));
        let kind = match cell.value() {
            Value::Number(_) => Kind::Number,
            Value::Moment(_) => Kind::Date,
            Value::Text(_) if class.has(Class::NUMBER) => Kind::Number,
            Value::Text(_) if class.has(Class::DATE) => Kind::Date,
            Value::Text(_) if class.is_words() => Kind::Words,
            _ => continue,
        };
        if at == 0 {
            label = (kind == Kind::Words).then(|| cell.value().to_text(&table.workbook.strings));
            continue;
        }
        texts.extend(cell.as_text().filter(|_| kind == Kind::Words));
        kinds.push(kind);
    }
    texts.sort_unstable();
    let before = texts.len();
    texts.dedup();
    Some((label?, kinds, before >= 3 && texts.len() == before))
}
