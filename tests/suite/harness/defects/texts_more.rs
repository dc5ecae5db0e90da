//! Faults of what a cell holds: several values, answers in several ways, marks for values, and what is left over from printing.

use sheetpress::model::address::{CellRef, Range};

use super::room::{all_cells, is_pristine, untouched};
use super::texts::of_words;
use super::{Defect, Expected};
use crate::harness::book::{Book, Col, Kind, Tab, Typed};
use crate::harness::dice::Dice;
use crate::harness::tidy::PROVINCES;

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "every category in two languages",
        put: two_languages,
    },
    Defect {
        name: "code and name of provinces in one cell",
        put: code_and_name,
    },
    Defect {
        name: "several categories in a cell",
        put: several_values,
    },
    Defect {
        name: "two marks for missing values",
        put: two_marks,
    },
    Defect {
        name: "a mark for the value above",
        put: ditto,
    },
    Defect {
        name: "Yes and No among มี and ไม่มี",
        put: two_answers,
    },
    Defect {
        name: "a name with the mark of a note",
        put: marked_name,
    },
];

/// These move rows or add a column: they are put only into a table to which nothing was done.
pub(crate) const WHOLE: &[Defect] = &[
    Defect {
        name: "a label for several rows",
        put: label_once,
    },
    Defect {
        name: "a column without a value",
        put: empty_column,
    },
    Defect {
        name: "a page number among the records",
        put: page_number,
    },
];

/// The different texts of a column, in order of first appearance.
fn distinct(tab: &Tab, column: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for cell in all_cells(tab, column) {
        let text = tab.text(cell);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

fn two_languages(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = of_words(tab, &[Kind::Category], dice)?;
    let texts = distinct(tab, column);
    if texts.len() < 2 {
        return None;
    }
    let cells = all_cells(tab, column);
    for cell in &cells {
        let text = tab.text(*cell);
        let at = texts.iter().position(|known| *known == text).unwrap();
        let english = ["Large", "General", "Community", "Clinic", "Other"][at % 5];
        tab.set_text(*cell, format!("{text} ({english})"));
    }
    Some(vec![Expected::at(book, "mixed-language-value", cells)])
}

fn code_and_name(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = of_words(tab, &[Kind::Province], dice)?;
    let cells = all_cells(tab, column);
    let coded = cells.iter().map(|cell| {
        let name = tab.text(*cell);
        let (code, _) = PROVINCES.iter().find(|(_, known)| *known == name)?;
        Some(format!("{code} {name}"))
    });
    let coded: Vec<String> = coded.collect::<Option<_>>()?;
    for (cell, text) in cells.iter().zip(coded) {
        tab.set_text(*cell, text);
    }
    // It is no column of names any more.
    tab.columns[column].kind = Kind::Prose;
    Some(vec![Expected::at(book, "value-plus-label", cells)])
}

fn several_values(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = of_words(tab, &[Kind::Category], dice)?;
    let texts = distinct(tab, column);
    if texts.len() < 3 {
        return None;
    }
    let sign = *dice.pick(&["; ", ", ", "|", "\n"]);
    // Places behind a comma are an address.
    if sign == ", " && texts.iter().any(|text| text == "กรุงเทพมหานคร") {
        return None;
    }
    let records = dice.some((tab.records / 4 + 1).max(3), tab.records);
    let mut cells = Vec::new();
    for (number, record) in records.iter().enumerate() {
        let cell = tab.at(*record, column);
        let (first, second) = (
            &texts[number % texts.len()],
            &texts[(number + 1) % texts.len()],
        );
        tab.set_text(cell, format!("{first}{sign}{second}"));
        cells.push(cell);
    }
    Some(vec![Expected::at(book, "multi-value-cell", cells)])
}

fn two_marks(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Count, Kind::Amount], dice)?;
    let records = dice.some(3, tab.records);
    let cells: Vec<CellRef> = records
        .iter()
        .map(|record| tab.at(*record, column))
        .collect();
    for cell in &cells {
        tab.set_text(*cell, "-");
    }
    let other = *dice.pick(&cells);
    tab.set_text(other, *dice.pick(&["ไม่ระบุ", "ไม่มีข้อมูล", "N/A"]));
    Some(vec![
        Expected::at(book, "placeholder", cells),
        Expected::at(book, "mixed-missing-codes", [other]),
    ])
}

fn ditto(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = of_words(tab, &[Kind::Category], dice)?;
    let mark = *dice.pick(&["\"", "〃", "เช่นเดียวกัน"]);
    let records = dice.some(2, tab.records - 1);
    let cells: Vec<CellRef> = records
        .iter()
        .map(|record| tab.at(record + 1, column))
        .collect();
    for cell in &cells {
        tab.set_text(*cell, mark);
    }
    Some(vec![Expected::at(book, "ditto-mark", cells)])
}

fn two_answers(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = of_words(tab, &[Kind::YesNo], dice)?;
    let cell = tab.at(dice.below(tab.records), column);
    let yes = tab.text(cell) == "มี";
    tab.set_text(cell, if yes { "Yes" } else { "No" });
    Some(vec![Expected::at(book, "boolean-variants", [cell])])
}

fn marked_name(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Count, Kind::Amount], dice)?;
    let cell = tab.header(column);
    let (mark, note) = *dice.pick(&[("*", "* ข้อมูลเบื้องต้น"), (" 1/", "1/ ข้อมูลเบื้องต้น")]);
    // A row stays free above it, in case that something else stands right below the records.
    let below = CellRef::new(tab.end() + 1, tab.left);
    if tab.get(below).is_some() {
        return None;
    }
    let label = tab.text(cell);
    tab.set_text(cell, format!("{label}{mark}"));
    tab.set_text(below, note);
    Some(vec![
        Expected::at(book, "header-has-note-mark", [cell]),
        Expected::at(book, "notes-below", [below]),
    ])
}

/// Names of areas that stand once each.
const AREAS: [&str; 10] = [
    "ภาคเหนือตอนบน",
    "ภาคเหนือตอนล่าง",
    "ภาคกลางตอนบน",
    "ภาคกลางตอนล่าง",
    "ภาคตะวันออก",
    "ภาคอีสานตอนบน",
    "ภาคอีสานตอนล่าง",
    "ภาคใต้ตอนบน",
    "ภาคใต้ตอนล่าง",
    "ส่วนกลาง",
];

fn label_once(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    if !is_pristine(book) || book.tab().columns[0].kind != Kind::Category {
        return None;
    }
    let tab = book.tab();
    let size = tab.records.div_ceil(10).max(3);
    let mut blank = Vec::new();
    for record in 0..tab.records {
        let cell = tab.at(record, 0);
        if record % size == 0 {
            tab.set_text(cell, AREAS[usize::try_from(record / size).unwrap()]);
        } else {
            tab.clear(cell);
            blank.push(cell);
        }
    }
    Some(vec![Expected::at(book, "visual-fill-down", blank)])
}

fn empty_column(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    if !is_pristine(book) {
        return None;
    }
    let tab = book.tab();
    let column = tab.columns.len();
    tab.columns.push(Col {
        label: "จำนวนเตียงสำรอง".to_owned(),
        kind: Kind::Prose,
    });
    tab.set_text(tab.header(column), "จำนวนเตียงสำรอง");
    let body: Range = tab.body(column);
    Some(vec![Expected::at(book, "high-missing", [body])])
}

fn page_number(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    if !is_pristine(book) || book.tab().columns.len() < 3 {
        return None;
    }
    let tab = book.tab();
    // Two records follow, as they do under the number of every page but the last.
    let row = tab.end() - 2;
    tab.push_down(row, 1);
    tab.records += 1;
    tab.set(CellRef::new(row, tab.left), Typed::Text("หน้า 2".to_owned()));
    let place = tab.row(row);
    Some(vec![Expected::at(book, "print-artefact", [place])])
}
