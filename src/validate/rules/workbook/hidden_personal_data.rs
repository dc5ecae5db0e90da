use std::collections::BTreeMap;

use crate::model::address::{CellRef, MAX_ROWS, Range};
use crate::model::cell::Cell;
use crate::model::column::Column;
use crate::model::diagnostic::Severity;
use crate::model::grammar::class::Class;
use crate::model::language::{Message, say};
use crate::model::strings::Strings;
use crate::model::workbook::{Sheet, Visibility};
use crate::validate::personal;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// Personal data lies where nobody sees it
    ///
    /// ## Why it matters
    /// Names, telephone numbers and national ID numbers on hidden sheets, in hidden rows and columns or in notes are published with the file, against the Personal Data Protection Act, and nobody checks what nobody sees.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ชื่อ หมายเลขโทรศัพท์ และเลขประจำตัวประชาชนในแผ่นงาน แถว หรือคอลัมน์ที่ซ่อน หรือในบันทึกย่อ จะถูกเผยแพร่ไปกับไฟล์ ขัดต่อ พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล โดยไม่มีใครตรวจเพราะมองไม่เห็น
    ///
    /// ## How to fix in Excel
    /// Bring it into sight (right-click a sheet's tab, a row's number or a column's letter > Unhide) and delete what must not be published; delete notes with a right click > Delete Note. File > Info > Check for Issues > Inspect Document finds what is left.
    ///
    /// ## วิธีแก้ใน Excel
    /// แสดงสิ่งที่ซ่อน (คลิกขวาที่แท็บแผ่นงาน หมายเลขแถว หรือชื่อคอลัมน์ > ยกเลิกการซ่อน) แล้วลบข้อมูลที่ห้ามเผยแพร่ ลบบันทึกย่อด้วยการคลิกขวา > ลบบันทึกย่อ ใช้ ไฟล์ > ข้อมูล > ตรวจหาปัญหา > ตรวจสอบเอกสาร เพื่อหาส่วนที่เหลือ
    ///
    /// ## Flagged
    /// A hidden sheet with a column of national ID numbers; a hidden column of names; a note with a telephone number.
    ///
    /// ## Clean
    /// Hidden lists of provinces and units; 13-digit numbers whose check digits say that they are no national numbers.
    "hidden-personal-data", Error, Workbook(check), None, None, Constant,
    th: "มีข้อมูลส่วนบุคคลในที่ที่มองไม่เห็น", en: "Personal data lies where nobody sees it"
}

/// What is looked for, the gravest first, and what a reader calls it.
const KINDS: [(Class, &str, &str); 4] = [
    (
        Class::NATIONAL_ID,
        "เลขประจำตัวประชาชน",
        "national ID numbers",
    ),
    (Class::PERSON, "ชื่อบุคคล", "names of persons"),
    (Class::PHONE, "หมายเลขโทรศัพท์", "telephone numbers"),
    (Class::EMAIL, "อีเมล", "e-mail addresses"),
];

/// National numbers that may be there by chance.
const FEW: u64 = 3;

/// Places with personal data, and how many cells there are of each kind.
#[derive(Default)]
struct Places {
    ranges: Vec<Range>,
    counts: [u64; 4],
}

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let strings = &file.workbook.strings;
    for sheet in &file.workbook.sheets {
        let hides = sheet.visibility != Visibility::Visible;
        let facts = &sheet.facts;
        let mut places = Places::default();
        if hides || !facts.hidden_rows.is_empty() || !facts.hidden_columns.is_empty() {
            for (number, column) in (0u32..).zip(&sheet.columns) {
                let all = hides || facts.hidden_columns.contains(number);
                places.look(column, number, strings, |row| {
                    all || facts.hidden_rows.contains(row)
                });
            }
        }
        let (place, unhide) = if hides {
            (
                say!(th: "ในแผ่นงานที่ซ่อน", en: "on a hidden sheet"),
                say!(
                    th: "คลิกขวาที่แท็บแผ่นงาน > ยกเลิกการซ่อน แล้วลบข้อมูลที่ห้ามเผยแพร่หรือลบทั้งแผ่นงาน",
                    en: "right-click a sheet's tab > Unhide, and delete what must not be published, or the whole sheet"
                ),
            )
        } else {
            (
                say!(th: "ในแถวหรือคอลัมน์ที่ซ่อน", en: "in hidden rows or columns"),
                say!(
                    th: "กด Ctrl+A คลิกขวาที่หมายเลขแถวและที่ชื่อคอลัมน์ > ยกเลิกการซ่อน แล้วลบข้อมูลที่ห้ามเผยแพร่",
                    en: "press Ctrl+A, right-click a row's number and a column's letter > Unhide, and delete what must not be published"
                ),
            )
        };
        places.report(sink, sheet, &place, unhide);
        // Answers to a comment stand on the same cell.
        let mut said: BTreeMap<CellRef, Class> = BTreeMap::new();
        for note in &facts.comments {
            let so_far = said.entry(note.cell).or_default();
            *so_far = so_far.and(personal::of_note(&note.text));
        }
        let mut notes = Places::default();
        for (cell, class) in said {
            notes.add(cell, class);
        }
        let place = say!(th: "ในบันทึกย่อ", en: "in notes");
        let delete = say!(
            th: "คลิกขวาที่เซลล์ > ลบบันทึกย่อ (หรือ ลบข้อคิดเห็น)",
            en: "right-click the cell > Delete Note (or Delete Comment)"
        );
        notes.report(sink, sheet, &place, delete);
    }
}

impl Places {
    /// Looks at the cells of a column that are hidden.
    fn look(
        &mut self,
        column: &Column,
        number: u32,
        strings: &Strings,
        hidden: impl Fn(u32) -> bool,
    ) {
        let mut found: Vec<(u32, Class)> = Vec::new();
        let (mut national, mut alike) = (0u64, 0u64);
        let mut see = |row: u32, cell: Cell| {
            if !hidden(row) {
                return;
            }
            let class = personal::of_cell(cell, strings);
            if class.has(Class::NATIONAL_ID) {
                national += 1;
            } else if personal::has_its_length(cell, strings) {
                alike += 1;
            }
            if class.has(personal::TRAITS) {
                found.push((row, class));
            }
        };
        column.for_each(0, MAX_ROWS - 1, &mut see);
        // One number of thirteen digits in ten has the right check digit by chance: the column decides.
        let by_chance = alike * 4 > national;
        for (row, class) in found {
            if by_chance && class.has(Class::NATIONAL_ID) {
                continue;
            }
            self.add(CellRef::new(row, number), class);
        }
    }

    fn add(&mut self, cell: CellRef, class: Class) {
        let kind = KINDS.iter().position(|(traits, ..)| class.has(*traits));
        let Some(count) = kind.and_then(|kind| self.counts.get_mut(kind)) else {
            return;
        };
        *count += 1;
        match self.ranges.last_mut() {
            Some(run) if run.last.column == cell.column && run.last.row + 1 == cell.row => {
                run.last.row = cell.row;
            }
            _ => self.ranges.push(Range::from(cell)),
        }
    }

    fn report(self, sink: &mut Sink<'_>, sheet: &Sheet, place: &Message, help: Message) {
        let told: Vec<(&str, &str, u64)> = KINDS
            .iter()
            .zip(self.counts)
            .filter(|(_, count)| *count > 0)
            .map(|((_, th, en), count)| (*th, *en, count))
            .collect();
        let th: Vec<String> = told
            .iter()
            .map(|(th, _, count)| format!("{th} {count} เซลล์"))
            .collect();
        let en: Vec<String> = told
            .iter()
            .map(|(_, en, count)| {
                let cells = if *count == 1 { "cell" } else { "cells" };
                format!("{en} in {count} {cells}")
            })
            .collect();
        let (th, en, place_th, place_en) = (th.join(", "), en.join(", "), &place.th, &place.en);
        // The data is not quoted: a report may be published too.
        let message = say!(
            th: "มีข้อมูลส่วนบุคคล{place_th}: {th}",
            en: "personal data lies {place_en}: {en}"
        );
        let [national, people, ..] = self.counts;
        let count: u64 = self.counts.iter().sum();
        let Some(finding) = Finding::over(self.ranges, |_, _| (message, help)) else {
            return;
        };
        let finding = finding.count(count);
        // Telephone numbers and addresses may be an agency's own, a number or two with the right check digit chance.
        let finding = if people == 0 && national < FEW {
            finding.weaker(Severity::Warning, 0.7)
        } else {
            finding
        };
        sink.report_on(&sheet.name, finding);
    }
}
