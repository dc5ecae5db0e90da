use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// A mark says "as above"
    ///
    /// ## Why it matters
    /// A program reads the mark itself. When rows are sorted or filtered, nobody knows what stood above.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมจะอ่านเครื่องหมายเป็นค่า และเมื่อเรียงลำดับหรือกรองแถว จะไม่รู้ว่าเดิมอยู่ใต้ค่าใด
    ///
    /// ## How to fix in Excel
    /// Write the value itself into every row: select the cell above with the cells of the mark and press Ctrl+D.
    ///
    /// ## วิธีแก้ใน Excel
    /// ใส่ค่าจริงในทุกแถว: เลือกเซลล์ค่าด้านบนพร้อมเซลล์ที่เป็นเครื่องหมาย แล้วกด Ctrl+D
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | อำเภอ | cases |
    /// |---|---|---|
    /// | น่าน | ปัว | 12 |
    /// | " | เวียงสา | 7 |
    /// | แพร่ | สูงเม่น | 9 |
    /// | " | เด่นชัย | 4 |
    /// ```
    /// ```report
    /// warning[ditto-mark] A3: """ says "as above" instead of a value (2 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | อำเภอ | cases |
    /// |---|---|---|
    /// | น่าน | ปัว | 12 |
    /// | น่าน | เวียงสา | 7 |
    /// ```
    "ditto-mark", Warning, Column(check), None, Confirm, Constant,
    th: "ใช้เครื่องหมายหรือคำว่าเช่นเดียวกันแทนค่า", en: "A mark says \"as above\""
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !column.field.profile.traits.has(Class::DITTO) || texts::is_prose(column) {
        return;
    }
    let Some(hits) = column.find_class(Class::DITTO) else {
        return;
    };
    // What stands in the first record has nothing above it, and a column of nothing else says something of its own.
    let top = column.records.first().map(|(first, _)| *first);
    let first = hits.runs.first().map(|run| run.first.row);
    if first == top || hits.count == column.field.profile.values() {
        return;
    }
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" หมายถึง \"เหมือนแถวบน\" ไม่ใช่ค่าจริง ({count} เซลล์)",
        en: "\"{example}\" says \"as above\" instead of a value ({count} {cells})"
    );
    let help = say!(
        th: "เลือกเซลล์ค่าด้านบนพร้อมเซลล์ที่เป็นเครื่องหมาย แล้วกด Ctrl+D เพื่อเติมค่าจริง",
        en: "select the cell above together with the cells of the mark and press Ctrl+D to fill in the value"
    );
    sink.report(column.finding(hits, message, help));
}
