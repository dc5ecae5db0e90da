use crate::model::cell::Value;
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A cell holds an error value
    ///
    /// ## Why it matters
    /// #REF!, #N/A and #DIV/0! are no data: the formula behind the cell failed.
    ///
    /// ## ทำไมจึงสำคัญ
    /// #REF! #N/A #DIV/0! ไม่ใช่ข้อมูล แต่แปลว่าสูตรในเซลล์ทำงานไม่สำเร็จ
    ///
    /// ## How to fix in Excel
    /// Mend the formula, or clear the cell.
    ///
    /// ## วิธีแก้ใน Excel
    /// แก้สูตรให้ถูกต้อง หรือลบค่าให้เป็นเซลล์ว่าง
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | #REF! |
    /// | แพร่ | 9 |
    /// ```
    /// ```report
    /// error[error-value] B3: #REF! is the result of a failed formula (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "error-value", Error, Column(check), Some('d'), Confirm, Constant,
    th: "มีค่าผิดพลาดของสูตร", en: "A cell holds an error value"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    if profile.errors + profile.error_texts == 0 {
        return;
    }
    let hits = column.find(|cell| {
        matches!(cell.value(), Value::Error(_)) || column.class(cell).has(Class::ERROR)
    });
    let Some(hits) = hits else { return };
    let (example, count) = (hits.example.clone(), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "{example} เป็นผลของสูตรที่ผิดพลาด ({count} เซลล์)",
        en: "{example} is the result of a failed formula ({count} {cells})"
    );
    let help = say!(
        th: "แก้สูตร หรือลบค่าให้เป็นเซลล์ว่างถ้าไม่มีข้อมูล",
        en: "mend the formula, or clear the cell if there is no value"
    );
    sink.report(column.finding(hits, message, help));
}
