use std::collections::BTreeSet;

use crate::model::address::{CellRef, Range};
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// A page number or "(continued)" is left over from printing
    ///
    /// ## Why it matters
    /// It is read as a record, or makes "ภาคเหนือ (ต่อ)" another value than "ภาคเหนือ".
    ///
    /// ## ทำไมจึงสำคัญ
    /// แถวนี้จะถูกอ่านเป็นข้อมูล หรือทำให้ "ภาคเหนือ (ต่อ)" กลายเป็นคนละค่ากับ "ภาคเหนือ"
    ///
    /// ## How to fix in Excel
    /// Delete the row, or take the word off the name. Excel prints page numbers and repeated headings by itself: Page Layout > Print
    /// Titles.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบแถวนั้น หรือลบคำว่า (ต่อ) ออกจากชื่อ หากต้องการเลขหน้าและหัวตารางซ้ำเวลาพิมพ์ ให้ใช้ เค้าโครงหน้ากระดาษ > พิมพ์ชื่อเรื่อง
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ชาย | หญิง |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | 10 |
    /// | น่าน | 7 | 8 |
    /// | หน้า 2 | | |
    /// | แพร่ | 9 | 4 |
    /// | ตาก | 3 | 5 |
    /// ```
    /// ```report
    /// warning[print-artefact] A4:C4: "หน้า 2" is left over from printing (1 place)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "print-artefact", Warning, Table(check), None, Safe, Distinct,
    th: "มีเลขหน้าหรือคำว่า (ต่อ) ที่เหลือจากการพิมพ์", en: "A page number or \"(continued)\" is left over from printing"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let mut found: Vec<(Range, CellRef)> = Vec::new();
    let groups = table.layout.groups.iter();
    for row in groups.copied() {
        if let Some(cell) = table.layout.fields.iter().find_map(|field| {
            let cell = CellRef::new(row, field.column);
            says_so(table, cell).then_some(cell)
        }) {
            found.push((table.rows(row, row), cell));
        }
    }
    for field in &table.layout.fields {
        if field.profile.traits.has(Class::CONTINUED) {
            in_column(table, field.column, &mut found);
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|(range, _)| *range);
    let Some((_, cell)) = found.first() else {
        return;
    };
    let text = shorten(&table.text(*cell));
    let finding = Finding::over(found.iter().map(|(range, _)| *range), |_, count| {
        let places = if count == 1 { "place" } else { "places" };
        (
            say!(
                th: "\"{text}\" เหลือมาจากการจัดหน้าพิมพ์ ({count} แห่ง)",
                en: "\"{text}\" is left over from printing ({count} {places})"
            ),
            say!(
                th: "ลบแถวที่เป็นเลขหน้าหรือหัวเรื่องซ้ำ และลบคำว่า (ต่อ) ออกจากชื่อ",
                en: "delete rows that are page numbers or repeated titles, and take (continued) off names"
            ),
        )
    });
    if let Some(finding) = finding {
        sink.report(finding);
    }
}

fn says_so(table: &TableView<'_>, cell: CellRef) -> bool {
    let text = table.sheet.cell(cell).as_text();
    text.is_some_and(|id| table.workbook.strings.class(id).has(Class::CONTINUED))
}

/// Finds records that hold little else, as whole rows, and names with "(ต่อ)" whose name alone stands in the column too.
fn in_column(table: &TableView<'_>, column: u32, found: &mut Vec<(Range, CellRef)>) {
    let Some(cells) = table.sheet.columns.get(column as usize) else {
        return;
    };
    let strings = &table.workbook.strings;
    let mut texts: BTreeSet<&str> = BTreeSet::new();
    let mut named: Vec<(CellRef, &str)> = Vec::new();
    for (first, last) in table.layout.records() {
        cells.for_each(first, last, |row, cell| {
            let Some(id) = cell.as_text() else { return };
            let text = strings.get(id).trim();
            if !strings.class(id).has(Class::CONTINUED) {
                texts.insert(text);
                return;
            }
            let at = CellRef::new(row, column);
            if is_nearly_blank(table, row) {
                found.push((table.rows(row, row), at));
            } else if let Some((name, _)) = text.rsplit_once('(') {
                named.push((at, name.trim()));
            }
        });
    }
    named.retain(|(_, name)| texts.contains(name));
    found.extend(named.into_iter().map(|(at, _)| (Range::from(at), at)));
}

/// Whether a row holds one value, or two of many.
fn is_nearly_blank(table: &TableView<'_>, row: u32) -> bool {
    let fields = &table.layout.fields;
    let filled = fields
        .iter()
        .filter(|field| !table.sheet.cell(CellRef::new(row, field.column)).is_empty())
        .count();
    filled < 2 || (filled == 2 && fields.len() >= 4)
}
