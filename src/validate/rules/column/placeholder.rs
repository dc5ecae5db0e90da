use crate::model::cell::Cell;
use crate::model::diagnostic::Severity;
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::model::reference;
use crate::model::schema::FieldType;
use crate::validate::distinct::Entry;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A mark stands for a missing value
    ///
    /// ## Why it matters
    /// A dash or N/A is text among numbers, and each program guesses its meaning differently.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ขีดหรือ N/A เป็นข้อความปนกับตัวเลข และแต่ละโปรแกรมตีความไม่เหมือนกัน
    ///
    /// ## How to fix in Excel
    /// Leave the cell empty; say in the dictionary what an empty cell means.
    ///
    /// ## วิธีแก้ใน Excel
    /// ปล่อยเซลล์ว่าง แล้วระบุความหมายของค่าว่างในพจนานุกรมข้อมูล
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | - |
    /// | แพร่ | 9 |
    /// ```
    /// ```report
    /// error[placeholder] B3: "-" stands for a missing value (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "placeholder", Error, Column(check), Some('d'), Confirm, Constant,
    th: "ใช้เครื่องหมายแทนค่าว่าง", en: "A mark stands for a missing value"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !column.field.profile.traits.has(Class::PLACEHOLDER) || is_category(column) {
        return;
    }
    let honest = honest(column);
    let stands = |cell: Cell| column.class(cell).has(Class::PLACEHOLDER) && !honest.contains(&cell);
    let Some(hits) = column.find(stands) else {
        return;
    };
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" ใช้แทนค่าที่ไม่มี ({count} เซลล์)",
        en: "\"{example}\" stands for a missing value ({count} {cells})"
    );
    let help = say!(
        th: "ลบเครื่องหมายให้เป็นเซลล์ว่าง และบอกความหมายของค่าว่างในพจนานุกรมข้อมูล (ถ้าหมายถึงศูนย์ ให้พิมพ์ 0)",
        en: "clear the cells and say in the dictionary what an empty cell means (type 0 if zero is meant)"
    );
    let is_word = example.chars().any(char::is_alphabetic);
    let finding = column.finding(hits, message, help);
    // Among words it harms less: no sum breaks; and a word may be an answer.
    sink.report(match (column.field.kind == FieldType::String, is_word) {
        (true, true) => finding.weaker(Severity::Info, 0.6),
        (true, false) => finding.weaker(Severity::Warning, 0.8),
        (false, _) => finding,
    });
}

/// Placeholders that are values here: Nan among provinces, NA among codes of countries, `ไม่ทราบ` where `ทราบ` is the
/// other answer.
fn honest(column: &ColumnView<'_>) -> Vec<Cell> {
    let Some(distinct) = column.distinct() else {
        return Vec::new();
    };
    let (marks, values): (Vec<&Entry>, Vec<&Entry>) = distinct
        .values
        .iter()
        .partition(|entry| column.class(entry.cell).has(Class::PLACEHOLDER));
    let texts: Vec<String> = values.iter().map(|entry| column.text(entry.cell)).collect();
    let most = |is: &dyn Fn(&str) -> bool| {
        let count = texts.iter().filter(|text| is(text)).count();
        count >= 2 && count * 5 >= texts.len() * 4
    };
    let is_code = |text: &str| text.len() <= 3 && text.bytes().all(|it| it.is_ascii_alphabetic());
    let provinces = most(&|text| reference::province(text).is_some());
    let codes = most(&is_code);
    let is_honest = |text: &str| {
        let word = text.trim();
        (provinces && reference::province(word).is_some())
            || (codes && is_code(word))
            || word
                .strip_prefix("ไม่")
                .is_some_and(|yes| texts.iter().any(|text| text.trim() == yes))
    };
    let marks = marks
        .into_iter()
        .filter(|entry| is_honest(&column.text(entry.cell)));
    marks.map(|entry| entry.cell).collect()
}

/// Whether the column names the rows of a table of counts, where "not stated" is one of the groups.
fn is_category(column: &ColumnView<'_>) -> bool {
    let is_number = |kind| matches!(kind, FieldType::Integer | FieldType::Number);
    let first = column.layout.fields.first().map(|field| field.column);
    let others = column.layout.fields.iter().skip(1);
    let (mut numbers, mut all) = (0, 0);
    for field in others {
        all += 1;
        numbers += u32::from(is_number(field.kind));
    }
    let records: u64 = column
        .records
        .iter()
        .map(|(first, last)| u64::from(last - first) + 1)
        .sum();
    let each_once = column
        .distinct()
        .is_some_and(|distinct| distinct.values.len() as u64 == records);
    first == Some(column.field.column)
        && column.field.kind == FieldType::String
        && all > 0
        && numbers == all
        && each_once
}
