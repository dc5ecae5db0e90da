use crate::model::address::{CellRef, Range};
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::model::layout::FieldLayout;
use crate::model::schema::FieldType;
use crate::model::workbook::Look;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// Indentation says which rows belong to which
    ///
    /// ## Why it matters
    /// That a district belongs to the province above it is told by white space alone. It is lost in a CSV file, and when the
    /// rows are sorted.
    ///
    /// ## ทำไมจึงสำคัญ
    /// การเยื้องเป็นสิ่งเดียวที่บอกว่าอำเภออยู่ในจังหวัดใด เมื่อเป็น CSV หรือเรียงลำดับแถวใหม่ ความสัมพันธ์นี้จะหายไป
    ///
    /// ## How to fix in Excel
    /// Add a column for each upper level (province), fill its name into every row, take the indentation off (Home > Decrease
    /// Indent), and delete the rows that only sum up others.
    ///
    /// ## วิธีแก้ใน Excel
    /// เพิ่มคอลัมน์ของระดับบน (เช่น จังหวัด) เติมชื่อให้ครบทุกแถว ยกเลิกการเยื้อง (หน้าแรก > ลดการเยื้อง) แล้วลบแถวที่เป็นผลรวมของแถวอื่น
    ///
    /// ## Flagged
    /// ```grid
    /// indented: A3:A4 A6:A7
    /// | พื้นที่ | ผู้ป่วย |
    /// |---|---|
    /// | เชียงใหม่ | 120 |
    /// | ฝาง | 31 |
    /// | แม่ริม | 58 |
    /// | น่าน | 75 |
    /// | ปัว | 22 |
    /// | เวียงสา | 17 |
    /// ```
    /// ```report
    /// warning[indented-hierarchy] A3:A4: "ฝาง" is indented below "เชียงใหม่": white space alone tells levels apart (4 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// indented: A2:A4
    /// | พื้นที่ | ผู้ป่วย |
    /// |---|---|
    /// | เชียงใหม่ | 120 |
    /// | น่าน | 75 |
    /// | แพร่ | 58 |
    /// ```
    "indented-hierarchy", Warning, Table(check), None, None, Rows,
    th: "ใช้การเยื้องบอกลำดับชั้นของแถว", en: "Indentation says which rows belong to which"
}

/// Spaces in front of a text that are meant; a single one is a slip.
const SPACES: usize = 2;

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let mut names = table.layout.fields.iter().take(3);
    let Some(field) = names.find(|it| it.kind == FieldType::String && !it.code) else {
        return;
    };
    let levels = levels(table, field);
    if levels.is_empty() {
        return;
    }
    let level = |row: u32| {
        let at = levels.binary_search_by_key(&row, |(row, _)| *row);
        at.map_or(0, |at| levels[at].1)
    };
    // A row above which, in the next record up, a lower level stands has a parent there.
    let (mut parents, mut first) = (0u32, None);
    let mut before: Option<u32> = None;
    for row in table
        .layout
        .records()
        .iter()
        .flat_map(|(first, last)| *first..=*last)
    {
        if let Some(above) = before.filter(|above| level(row) > level(*above)) {
            parents += 1;
            first.get_or_insert((above, row));
        }
        before = Some(row);
    }
    let Some((parent, child)) = first.filter(|_| parents >= 2 && levels.len() >= 3) else {
        return;
    };
    let text = |row: u32| shorten(table.text(CellRef::new(row, field.column)).trim());
    let (parent, child, count) = (text(parent), text(child), levels.len());
    let mut runs: Vec<Range> = Vec::new();
    for (row, _) in &levels {
        match runs.last_mut() {
            Some(run) if run.last.row + 1 == *row => run.last.row = *row,
            _ => runs.push(Range::from(CellRef::new(*row, field.column))),
        }
    }
    let found = Finding::over(runs, |_, _| {
        (
            say!(
                th: "\"{child}\" เยื้องอยู่ใต้ \"{parent}\" มีเพียงช่องว่างที่บอกระดับ ({count} เซลล์)",
                en: "\"{child}\" is indented below \"{parent}\": white space alone tells levels apart ({count} cells)"
            ),
            say!(
                th: "เพิ่มคอลัมน์ของระดับบน เติมชื่อให้ครบทุกแถว แล้วยกเลิกการเยื้อง",
                en: "add a column for the upper level, fill its name into every row, and take the indentation off"
            ),
        )
    });
    if let Some(finding) = found {
        sink.report(finding.count(count as u64).column(None, &field.label));
    }
}

/// The records that are indented, by alignment or by spaces, with their level; the others have level 0.
fn levels(table: &TableView<'_>, field: &FieldLayout) -> Vec<(u32, usize)> {
    let mut levels = Vec::new();
    for (look, range) in &table.sheet.facts.looks {
        let inside = (range.first.column..=range.last.column).contains(&field.column);
        if let (Look::Indented(level), true) = (look, inside) {
            let rows = range.first.row..=range.last.row;
            levels.extend(rows.map(|row| (row, usize::from(*level))));
        }
    }
    let spaced = field.profile.traits.has(Class::OUTER_SPACE);
    let cells = table.sheet.columns.get(field.column as usize);
    if let (Some(cells), Some((first, last)), true) = (cells, table.layout.body, spaced) {
        let classes = table.workbook.strings.classes();
        cells.for_each(first, last, |row, cell| {
            let Some(id) = cell.as_text() else { return };
            let class = classes.get(id.index()).copied().unwrap_or_default();
            if class.has(Class::OUTER_SPACE) {
                let text = table.workbook.strings.get(id);
                let spaces = text
                    .chars()
                    .take_while(|letter| letter.is_whitespace())
                    .count();
                if spaces >= SPACES && spaces < text.chars().count() {
                    levels.push((row, spaces));
                }
            }
        });
    }
    // Both at once: the deeper one counts.
    levels.sort_unstable_by_key(|(row, level)| (*row, std::cmp::Reverse(*level)));
    levels.dedup_by_key(|(row, _)| *row);
    levels.retain(|(row, _)| table.layout.is_record(*row) && is_in_body(table, *row));
    levels
}

fn is_in_body(table: &TableView<'_>, row: u32) -> bool {
    let body = table.layout.body;
    body.is_some_and(|(first, last)| (first..=last).contains(&row))
}
