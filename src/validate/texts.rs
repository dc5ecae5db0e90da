//! What rules about spelling ask of a column as a whole.

use crate::model::address::{CellRef, Range};
use crate::model::grammar::class::Class;
use crate::validate::view::ColumnView;

/// Mean number of characters above which a column holds prose: sentences, not names.
const PROSE: usize = 60;
/// Rows that are looked at to tell prose from names.
const SAMPLE: u32 = 2000;

/// Words of a label under which values may be missing in most rows, or say anything.
const REMARKS: [&str; 23] = [
    "หมายเหตุ",
    "เพิ่มเติม",
    "ถ้ามี",
    "อื่น",
    "ข้อเสนอแนะ",
    "ข้อคิดเห็น",
    "ความเห็น",
    "ความคิดเห็น",
    "ปัญหา",
    "อุปสรรค",
    "ยกเลิก",
    "สิ้นสุด",
    "เลิก",
    "ปิด",
    "แก้ไข",
    "ปรับปรุง",
    "ตาย",
    "เสียชีวิต",
    "remark",
    "note",
    "comment",
    "other",
    "optional",
];

/// Whether a column holds prose: white space, line breaks and repetitions are at home there.
pub(super) fn is_prose(column: &ColumnView<'_>) -> bool {
    let Some(cells) = column.sheet.columns.get(column.field.column as usize) else {
        return false;
    };
    let strings = &column.workbook.strings;
    let (mut texts, mut letters) = (0, 0);
    let mut left = SAMPLE;
    for (first, last) in column.records {
        if left == 0 {
            break;
        }
        let to = first.saturating_add(left - 1).min(*last);
        left -= to - first + 1;
        cells.for_each(*first, to, |_, cell| {
            let Some(id) = cell.as_text() else { return };
            if !strings.class(id).has(Class::BLANK.and(Class::PLACEHOLDER)) {
                texts += 1;
                letters += strings.get(id).chars().count();
            }
        });
    }
    letters > texts * PROSE
}

/// Whether a column is one for remarks, by its label: it may be empty in most rows.
pub(super) fn is_for_remarks(column: &ColumnView<'_>) -> bool {
    let label = column.field.label.to_lowercase();
    REMARKS.iter().any(|word| label.contains(word))
}

/// Whether all cells of some runs hold the same text, so that one suggestion fits them.
pub(super) fn is_one_text(column: &ColumnView<'_>, runs: &[Range]) -> bool {
    let Some(first) = runs.first() else {
        return false;
    };
    let cell = column.sheet.cell(first.first);
    let mut rows = runs.iter().flat_map(|run| run.first.row..=run.last.row);
    rows.all(|row| column.sheet.cell(CellRef::new(row, column.field.column)) == cell)
}

/// The cells of the column's own label whose text has a trait, with that text. A label that a merge spreads over several
/// columns belongs to the first.
pub(super) fn in_label<'a>(column: &'a ColumnView<'_>, traits: Class) -> Vec<(CellRef, &'a str)> {
    let strings = &column.workbook.strings;
    let own = column.field.label_cells.iter();
    own.filter(|cell| cell.column == column.field.column)
        .filter_map(|cell| Some((*cell, column.sheet.cell(*cell).as_text()?)))
        .filter(|(_, id)| strings.class(*id).has(traits))
        .map(|(cell, id)| (cell, strings.get(id)))
        .collect()
}
