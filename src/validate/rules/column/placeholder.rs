use crate::model::diagnostic::Severity;
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::model::schema::FieldType;
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
    let Some(hits) = column.find_class(Class::PLACEHOLDER) else {
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
    let finding = column.finding(hits, message, help);
    // Among words it harms less: no sum breaks.
    let among_words = column.field.kind == FieldType::String;
    sink.report(if among_words {
        finding.weaker(Severity::Warning, 0.8)
    } else {
        finding
    });
}
