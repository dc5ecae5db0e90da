use crate::model::address::{CellRef, Range};
use crate::model::grammar::digits;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The name of a column ends in the mark of a note
    ///
    /// ## Why it matters
    /// The mark becomes a part of the name, and the note that it points at is not in the file that is published.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เครื่องหมายจะติดไปเป็นส่วนหนึ่งของชื่อคอลัมน์ และหมายเหตุที่อ้างถึงไม่อยู่ในไฟล์ที่เผยแพร่
    ///
    /// ## How to fix in Excel
    /// Take the mark off the name and write the note into the column's description in the data dictionary.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบเครื่องหมายออกจากชื่อคอลัมน์ แล้วนำหมายเหตุไปใส่ในคำอธิบายของคอลัมน์ในพจนานุกรมข้อมูล
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ผู้ป่วย* |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// | * ข้อมูลเบื้องต้น | |
    /// ```
    /// ```report
    /// warning[header-has-note-mark] B1: "ผู้ป่วย*" ends in the mark of the note "* ข้อมูลเบื้องต้น" (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | ผู้ป่วย |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "header-has-note-mark", Warning, Table(check), None, Safe, Columns,
    th: "ชื่อคอลัมน์ลงท้ายด้วยเครื่องหมายหมายเหตุ", en: "The name of a column ends in the mark of a note"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let notes: Vec<String> = table
        .layout
        .notes
        .iter()
        .map(|cell| table.text(*cell))
        .collect();
    if notes.is_empty() {
        return;
    }
    let labels = table.layout.fields.iter();
    let cells = labels.flat_map(|field| field.label_cells.iter().copied());
    let mut marked: Vec<(CellRef, &String)> = cells
        .filter_map(|cell| {
            let mark = mark(&table.text(cell))?;
            let note = notes.iter().find(|note| opens(note, &mark))?;
            Some((cell, note))
        })
        .collect();
    marked.sort_unstable();
    marked.dedup();
    let Some((cell, note)) = marked.first() else {
        return;
    };
    let (label, note) = (shorten(&table.text(*cell)), shorten(note));
    let places = marked.iter().map(|(cell, _)| Range::from(*cell));
    let finding = Finding::over(places, |_, count| {
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "ชื่อคอลัมน์ \"{label}\" ลงท้ายด้วยเครื่องหมายของหมายเหตุ \"{note}\" ({count} เซลล์)",
                en: "\"{label}\" ends in the mark of the note \"{note}\" ({count} {cells})"
            ),
            say!(
                th: "ลบเครื่องหมายออกจากชื่อคอลัมน์ แล้วนำหมายเหตุไปใส่ในพจนานุกรมข้อมูล",
                en: "take the mark off the name and write the note into the data dictionary"
            ),
        )
    });
    if let Some(finding) = finding {
        sink.report(finding);
    }
}

/// The mark of a note at the end of a label: stars, or the digits of `1/`, `1)` and raised digits.
fn mark(label: &str) -> Option<String> {
    let label = label.trim();
    let bare = label.trim_end_matches('*');
    if bare.len() < label.len() && !bare.is_empty() {
        return label.get(bare.len()..).map(str::to_owned);
    }
    let raised = raised_digits(label);
    if !raised.is_empty() {
        return Some(raised);
    }
    let numbered = label.strip_suffix(['/', ')'])?;
    let ascii = digits::to_ascii(numbered);
    let word = ascii.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = ascii.get(word.len()..)?;
    // "(1)" is the number of a column, "5/10)" the end of a remark.
    let apart = word.ends_with(' ') || word.ends_with(char::is_alphabetic);
    (apart && (1..=2).contains(&number.len())).then(|| number.to_owned())
}

fn raised_digits(label: &str) -> String {
    let plain = |letter: char| match letter {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' => Some('0'),
        '⁴'..='⁹' => char::from_digit(u32::from(letter).wrapping_sub(0x2070), 10),
        _ => None,
    };
    let head = label.trim_end_matches(|letter: char| plain(letter).is_some());
    // "ตร.ม.²" and "m²" are units.
    let unit = head.ends_with(['.', 'm', 'M']) || head.ends_with("เมตร") || head.is_empty();
    let tail = label.get(head.len()..).unwrap_or_default();
    tail.chars().filter_map(plain).filter(|_| !unit).collect()
}

/// Whether a note begins with a mark, perhaps behind "หมายเหตุ".
fn opens(note: &str, mark: &str) -> bool {
    let note = note.trim();
    let note = ["หมายเหตุ", "Note", "note"]
        .iter()
        .find_map(|word| note.strip_prefix(*word))
        .unwrap_or(note);
    let note = note.trim_start_matches([':', ' ', '.']);
    if mark.starts_with('*') {
        let rest = note.trim_start_matches('*');
        return note.len() - rest.len() == mark.len();
    }
    let ascii = digits::to_ascii(note);
    let stated = ascii
        .strip_prefix(mark)
        .is_some_and(|rest| rest.starts_with(['/', ')']));
    let head = note.trim_start_matches(['¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    let raised = note.get(..note.len() - head.len()).unwrap_or_default();
    // Raised digits stand behind a letter in a label; in front of one they say the same.
    stated || (!raised.is_empty() && raised_digits(&format!("ก{raised}")) == mark)
}

#[cfg(test)]
mod tests {
    use super::{mark, opens};

    #[test]
    fn marks_are_told_from_units_and_numbers() {
        for (label, found) in [
            ("ผู้ป่วย*", "*"),
            ("ผู้ป่วย **", "**"),
            ("จำนวน 1/", "1"),
            ("จำนวน๒/", "2"),
            ("จำนวน 1)", "1"),
            ("จำนวน¹", "1"),
        ] {
            assert_eq!(mark(label).as_deref(), Some(found), "{label}");
        }
        for label in [
            "",
            "*",
            "ชาย",
            "(1)",
            "พื้นที่ (ตร.ม.²)",
            "ตร.ม.²",
            "m²",
            "ปี 2567/",
            "ครั้งที่ 1",
            "ชาย/",
        ] {
            assert_eq!(mark(label), None, "{label}");
        }
    }

    #[test]
    fn notes_begin_with_their_mark() {
        for (note, mark) in [
            ("* ข้อมูลเบื้องต้น", "*"),
            ("หมายเหตุ: * ข้อมูลเบื้องต้น", "*"),
            ("1/ ไม่รวมเอกชน", "1"),
            ("๑/ ไม่รวมเอกชน", "1"),
            ("¹ ไม่รวมเอกชน", "1"),
        ] {
            assert!(opens(note, mark), "{note}");
        }
        for (note, mark) in [
            ("** ข้อมูล", "*"),
            ("ที่มา: กรมอนามัย", "*"),
            ("12 แห่ง", "1"),
            ("2/ ก", "1"),
        ] {
            assert!(!opens(note, mark), "{note}");
        }
    }
}
