use crate::model::address::{CellRef, Range};
use crate::model::diagnostic::Severity;
use crate::model::grammar::class::Class;
use crate::model::grammar::{digits, number};
use crate::model::language::say;
use crate::model::layout::Layout;
use crate::model::strings::Strings;
use crate::model::workbook::Look;
use crate::validate::looks;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// A raised mark of a footnote stands in a value
    ///
    /// ## Why it matters
    /// Only its look tells the mark from the value. As CSV, 12 with a raised 3 is 123, and กรุงเทพมหานคร with a raised 1 is no province.
    ///
    /// ## ทำไมจึงสำคัญ
    /// มีเพียงรูปแบบตัวยกที่แยกเครื่องหมายออกจากค่า เมื่อเป็น CSV เลข 12 ที่มีตัวยก 3 จะกลายเป็น 123 และชื่อจังหวัดที่มีตัวยก 1 จะไม่ตรงกับชื่อจังหวัดใด
    ///
    /// ## How to fix in Excel
    /// Click into the cell, delete the raised mark, and write what the footnote says into a column for remarks in the same row.
    ///
    /// ## วิธีแก้ใน Excel
    /// คลิกในเซลล์ ลบตัวยกออก แล้วเขียนข้อความของเชิงอรรถไว้ในคอลัมน์หมายเหตุของแถวเดียวกัน
    ///
    /// ## Flagged
    /// ```grid
    /// raised: B3:B3
    /// raised: A4:A4
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | '73 |
    /// | กรุงเทพมหานคร1 | 9 |
    /// | แพร่ | 10 |
    /// | พะเยา | 11 |
    /// | ลำปาง | 8² |
    /// ```
    /// ```report
    /// error[superscript-marker] B3: "73" holds a raised mark that a program reads as a part of the number (2 cells)
    /// warning[superscript-marker] A4: "กรุงเทพมหานคร1" ends in a raised mark that a program reads as a part of the word (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "superscript-marker", Error, Sheet(check), None, Confirm, Constant,
    th: "มีตัวยกของเชิงอรรถอยู่ในค่า", en: "A raised mark of a footnote stands in a value"
}

/// Letters before the mark that make a word; fewer may be a unit (ตร.ม.², km²).
const WORD: usize = 5;

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    let strings = &sheet.workbook.strings;
    for layout in sheet.layouts {
        let (mut numbers, mut words) = (Vec::new(), Vec::new());
        raised(sheet, layout, |cell, text| {
            let class = Class::of(text);
            // Marks in plain letters (1,234*) are another rule's, whatever their look.
            if class.has(Class::NOTE_MARK) {
                return;
            }
            if class.has(Class::NUMBER) {
                numbers.push(Range::from(cell));
            } else if is_marked_word(text) {
                words.push(Range::from(cell));
            }
        });
        in_letters(sheet, layout, strings, |cell| {
            numbers.push(Range::from(cell));
        });
        let quoted = |place: Range| {
            let value = sheet.sheet.cell(place.first).value();
            shorten(&value.to_text(strings))
        };
        let help = say!(
            th: "คลิกในเซลล์ ลบตัวยกออก แล้วเขียนข้อความของเชิงอรรถไว้ในคอลัมน์หมายเหตุ",
            en: "click into the cell, delete the raised mark, and write what the footnote says into a column for remarks"
        );
        let finding = Finding::over(numbers, |first, count| {
            let text = quoted(first);
            let cells = if count == 1 { "cell" } else { "cells" };
            (
                say!(
                    th: "\"{text}\" มีตัวยกที่โปรแกรมจะอ่านเป็นส่วนหนึ่งของตัวเลข ({count} เซลล์)",
                    en: "\"{text}\" holds a raised mark that a program reads as a part of the number ({count} {cells})"
                ),
                help.clone(),
            )
        });
        if let Some(finding) = finding {
            sink.report(finding);
        }
        let finding = Finding::over(words, |first, count| {
            let text = quoted(first);
            let cells = if count == 1 { "cell" } else { "cells" };
            (
                say!(
                    th: "\"{text}\" ลงท้ายด้วยตัวยกที่โปรแกรมจะอ่านเป็นส่วนหนึ่งของคำ ({count} เซลล์)",
                    en: "\"{text}\" ends in a raised mark that a program reads as a part of the word ({count} {cells})"
                ),
                help,
            )
        });
        if let Some(finding) = finding {
            sink.report(finding.weaker(Severity::Warning, 0.8));
        }
    }
}

/// Calls `each` for every text of a record in which a part is raised by its format.
fn raised(sheet: &SheetView<'_>, layout: &Layout, mut each: impl FnMut(CellRef, &str)) {
    let Some(rows) = layout.body else { return };
    let columns = (layout.range.first.column, layout.range.last.column);
    for run in looks::within(sheet.sheet, &Range::of(rows, columns), Look::Raised) {
        for row in run.first.row..=run.last.row {
            let at = CellRef::new(row, run.first.column);
            if let Some(id) = sheet.sheet.cell(at).as_text()
                && layout.is_record(row)
            {
                each(at, sheet.workbook.strings.get(id));
            }
        }
    }
}

/// Calls `each` for every number of a record with raised digits of Unicode behind it.
fn in_letters(
    sheet: &SheetView<'_>,
    layout: &Layout,
    strings: &Strings,
    mut each: impl FnMut(CellRef),
) {
    for field in &layout.fields {
        let column = sheet.sheet.columns.get(field.column as usize);
        let Some(column) = column.filter(|_| field.profile.traits.has(Class::SUPERSCRIPT)) else {
            continue;
        };
        for (first, last) in layout.records() {
            column.for_each(first, last, |row, cell| {
                let marked = cell.as_text().is_some_and(|id| {
                    strings.class(id).has(Class::SUPERSCRIPT) && is_marked_number(strings.get(id))
                });
                if marked {
                    each(CellRef::new(row, field.column));
                }
            });
        }
    }
}

/// `12³`; not `10³`, which is a thousand.
fn is_marked_number(text: &str) -> bool {
    let raised = |letter: char| matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let rest = text.trim().trim_end_matches(raised).trim_end();
    rest.len() < text.trim().len() && rest != "10" && number::parse(rest).is_some()
}

/// A word with digits, an asterisk or a bracket behind it: only asked of texts in which something is raised.
fn is_marked_word(text: &str) -> bool {
    let text = text.trim();
    let mark =
        |letter: char| digits::value(letter).is_some() || matches!(letter, '*' | ')' | '/' | ',');
    let word = text.trim_end_matches(mark);
    let is_letter =
        |letter: &char| letter.is_alphabetic() || ('\u{e30}'..='\u{e4e}').contains(letter);
    word.len() < text.len() && word.chars().filter(is_letter).count() >= WORD
}

#[cfg(test)]
mod tests {
    use super::{is_marked_number, is_marked_word};

    #[test]
    fn marks_are_told_from_units_and_powers() {
        assert!(is_marked_number("12³") && is_marked_number("1,234 ¹"));
        for text in ["10³", "12", "m²", "²", ""] {
            assert!(!is_marked_number(text), "{text}");
        }
        assert!(is_marked_word("กรุงเทพมหานคร1") && is_marked_word("Bangkok2)"));
        for text in ["ตร.ม.2", "km2", "CO2", "กรุงเทพมหานคร", "21st"]
        {
            assert!(!is_marked_word(text), "{text}");
        }
    }
}
