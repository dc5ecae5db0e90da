use crate::model::address::{CellRef, Range};
use crate::model::language::say;
use crate::model::schema::FieldType;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::{ColumnView, Hits};

rule! {
    /// A label stands once and is meant for the blank cells below it
    ///
    /// ## Why it matters
    /// A reader sees that the rows below belong to it. A program sees empty cells, and after sorting nobody knows where they belong.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้อ่านเห็นว่าแถวด้านล่างเป็นของกลุ่มเดียวกัน แต่โปรแกรมเห็นเป็นเซลล์ว่าง และเมื่อเรียงลำดับใหม่จะไม่รู้ว่าเป็นของกลุ่มใด
    ///
    /// ## How to fix in Excel
    /// Select the column, choose Home > Find & Select > Go To Special > Blanks, type =, press the up arrow, then Ctrl+Enter; copy the
    /// column and paste it over itself as values.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกคอลัมน์ เลือก หน้าแรก > ค้นหาและเลือก > ไปที่แบบพิเศษ > เซลล์ว่าง พิมพ์ = กดลูกศรขึ้น แล้วกด Ctrl+Enter จากนั้นคัดลอกคอลัมน์
    /// และวางทับของเดิมแบบค่า
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ปี | cases |
    /// |---|---|---|
    /// | เชียงใหม่ | 2566 | 12 |
    /// | | 2567 | 7 |
    /// | น่าน | 2566 | 9 |
    /// | | 2567 | 5 |
    /// | แพร่ | 2566 | 4 |
    /// | | 2567 | 8 |
    /// ```
    /// ```report
    /// warning[visual-fill-down] A3: "เชียงใหม่" and 2 other labels stand once for several rows (3 blank cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | year | cases |
    /// |---|---|---|
    /// | เชียงใหม่ | 2566 | 12 |
    /// | เชียงใหม่ | 2567 | 7 |
    /// | น่าน | 2566 | 9 |
    /// | น่าน | 2567 | 5 |
    /// ```
    "visual-fill-down", Warning, Column(check), None, Confirm, Columns,
    th: "ระบุชื่อกลุ่มครั้งเดียวแล้วเว้นว่างแถวถัดไป", en: "A label stands once and is meant for the blank cells below it"
}

/// Records below which blank cells may be missing values.
const FEW: u64 = 6;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    let labels = profile.values();
    // As many blank cells as labels at the least, and every label once: else it is a value that is sometimes missing.
    let shape = labels >= 2
        && profile.missing >= labels
        && labels + profile.missing >= FEW
        && profile.placeholders + profile.errors + profile.blanks == 0;
    if !shape || !leads(column) || is_merged(column) {
        return;
    }
    let unique = column
        .distinct()
        .is_some_and(|distinct| distinct.values.iter().all(|entry| entry.count == 1));
    let Some(hits) = blanks(column).filter(|_| unique) else {
        return;
    };
    let (example, count, others) = (shorten(&hits.example), hits.count, labels - 1);
    let (cells, words) = (
        if count == 1 { "cell" } else { "cells" },
        if others == 1 {
            "label stands"
        } else {
            "labels stand"
        },
    );
    let message = say!(
        th: "\"{example}\" และอีก {others} ค่า ระบุไว้ครั้งเดียวแทนหลายแถว (เซลล์ว่าง {count} เซลล์)",
        en: "\"{example}\" and {others} other {words} once for several rows ({count} blank {cells})"
    );
    let help = say!(
        th: "เลือกคอลัมน์ แล้วเลือก หน้าแรก > ค้นหาและเลือก > ไปที่แบบพิเศษ > เซลล์ว่าง พิมพ์ = กดลูกศรขึ้น แล้วกด Ctrl+Enter",
        en: "select the column, choose Home > Find & Select > Go To Special > Blanks, type =, press the up arrow, then Ctrl+Enter"
    );
    sink.report(column.finding(hits, message, help));
}

/// Whether the column is the first of the table, or has nothing but a running number before it: remarks stand at the right.
fn leads(column: &ColumnView<'_>) -> bool {
    let before = column.layout.fields.iter();
    let mut before = before.take_while(|field| field.column < column.field.column);
    let running = |kind| matches!(kind, FieldType::Integer);
    before.next().is_none_or(|field| running(field.kind)) && before.next().is_none()
}

/// Whether merged cells touch the column's records: those are another rule's.
fn is_merged(column: &ColumnView<'_>) -> bool {
    let Some(rows) = column.layout.body else {
        return true;
    };
    let body = Range::of(rows, (column.field.column, column.field.column));
    column
        .sheet
        .facts
        .merges
        .iter()
        .any(|merge| merge.meets(&body))
}

/// The blank cells below a label; `None` where the first record has none, or rows of blanks have no values beside them.
fn blanks(column: &ColumnView<'_>) -> Option<Hits> {
    let next = column.layout.fields.iter();
    let next = next
        .map(|field| field.column)
        .find(|number| *number > column.field.column)?;
    let (own, next) = (
        column.sheet.columns.get(column.field.column as usize)?,
        column.sheet.columns.get(next as usize)?,
    );
    let (top, _) = column.records.first()?;
    let first = own.get(*top);
    let mut runs: Vec<Range> = Vec::new();
    let (mut count, mut alone) = (0, 0);
    for row in column
        .records
        .iter()
        .flat_map(|(first, last)| *first..=*last)
    {
        if !own.get(row).is_empty() {
            continue;
        }
        count += 1;
        alone += u64::from(next.get(row).is_empty());
        match runs.last_mut() {
            Some(run) if run.last.row + 1 == row => run.last.row = row,
            _ => runs.push(Range::from(CellRef::new(row, column.field.column))),
        }
    }
    // A row without the value beside it either is no row of a group.
    (!first.is_empty() && alone * 10 <= count).then(|| Hits {
        runs,
        count,
        example: column.text(first),
    })
}
