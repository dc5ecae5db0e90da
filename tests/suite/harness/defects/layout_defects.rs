//! Faults of a table's build: names of columns, columns that are sums or parts of others, what only indentation says.

use rust_xlsxwriter::Format;
use sheetpress::model::address::{CellRef, Range};

use super::room::{add_columns, all_cells, expect, is_untouched, untouched};
use super::{Defect, Expected};
use crate::harness::book::{Book, Kind, Typed};
use crate::harness::dice::Dice;

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "years as columns",
        put: wide,
    },
    Defect {
        name: "a column that sums up others",
        put: total_column,
    },
    Defect {
        name: "a sum across that is wrong",
        put: wrong_total,
    },
    Defect {
        name: "more women than persons",
        put: part_over_whole,
    },
    Defect {
        name: "an end before the beginning",
        put: end_before_start,
    },
    Defect {
        name: "millions in the name of a column",
        put: millions,
    },
    Defect {
        name: "a sentence for a name",
        put: sentence,
    },
    Defect {
        name: "a name with an underscore in front",
        put: underscore,
    },
    Defect {
        name: "levels by indentation",
        put: indented,
    },
];

/// Random whole numbers, one for each record.
fn counts(book: &mut Book, dice: &mut Dice) -> Vec<f64> {
    let records = book.tab().records;
    (0..records)
        .map(|_| f64::from(dice.within(20, 900)))
        .collect()
}

fn typed(numbers: &[f64]) -> Vec<Typed> {
    numbers.iter().copied().map(Typed::Number).collect()
}

fn wide(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let mut columns = Vec::new();
    for label in ["ปี 2565", "ปี 2566", "ปี 2567"] {
        columns.push((label, Kind::Count, typed(&counts(book, dice))));
    }
    let columns = add_columns(book, columns)?;
    let tab = book.tab();
    let cells = Range::new(tab.header(columns[0]), tab.header(columns[2]));
    Some(vec![Expected::at(book, "wide-layout", [cells])])
}

/// Men, women and all, with so much added to the total of one record; the total's column, and that record's cell.
fn sums(book: &mut Book, dice: &mut Dice, more: f64) -> Option<(Range, CellRef)> {
    let (men, women) = (counts(book, dice), counts(book, dice));
    let mut all: Vec<f64> = men.iter().zip(&women).map(|(a, b)| a + b).collect();
    let record = dice.below(u32::try_from(all.len()).unwrap());
    all[usize::try_from(record).unwrap()] += more;
    let columns = vec![
        ("ชาย", Kind::Count, typed(&men)),
        ("หญิง", Kind::Count, typed(&women)),
        ("รวม", Kind::Count, typed(&all)),
    ];
    let total = add_columns(book, columns)?[2];
    let tab = book.tab();
    let column = Range::new(tab.header(total), tab.at(tab.records - 1, total));
    Some((column, tab.at(record, total)))
}

fn total_column(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let (column, _) = sums(book, dice, 0.0)?;
    Some(vec![Expected::at(book, "total-column", [column])])
}

fn wrong_total(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let more = f64::from(dice.within(5, 90));
    let (column, cell) = sums(book, dice, more)?;
    Some(vec![
        Expected::at(book, "total-column", [column]),
        Expected::at(book, "total-mismatch", [cell]),
    ])
}

fn part_over_whole(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let all = counts(book, dice);
    let mut women: Vec<f64> = all.iter().map(|number| (number * 0.6).round()).collect();
    let record = dice.below(u32::try_from(women.len()).unwrap());
    women[usize::try_from(record).unwrap()] += 2000.0;
    let columns = vec![
        ("จำนวนครูทั้งหมด", Kind::Count, typed(&all)),
        ("จำนวนครูหญิง", Kind::Count, typed(&women)),
    ];
    let part = add_columns(book, columns)?[1];
    let cell = book.tab().at(record, part);
    Some(expect(book, &["part-exceeds-whole"], &[cell]))
}

fn end_before_start(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let records = book.tab().records;
    let wrong = dice.below(records);
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for record in 0..records {
        let number = |dice: &mut Dice, first, last| u8::try_from(dice.within(first, last)).unwrap();
        let day = number(dice, 1, 28);
        let (from, to) = (number(dice, 1, 6), number(dice, 7, 12));
        let (from, to) = if record == wrong {
            (to, from)
        } else {
            (from, to)
        };
        starts.push(Typed::Date(2024, from, day));
        ends.push(Typed::Date(2024, to, day));
    }
    let columns = vec![
        ("วันที่เริ่มโครงการ", Kind::Date, starts),
        ("วันที่สิ้นสุดโครงการ", Kind::Date, ends),
    ];
    let columns = add_columns(book, columns)?;
    let tab = book.tab();
    let cells = [tab.at(wrong, columns[0]), tab.at(wrong, columns[1])];
    Some(expect(book, &["cross-field"], &cells))
}

/// Writes the name of an untouched column anew.
fn rename(
    book: &mut Book,
    dice: &mut Dice,
    kinds: &[Kind],
    rule: &'static str,
    name: fn(&str) -> String,
) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, kinds, dice)?;
    let cell = tab.header(column);
    let label = name(&tab.columns[column].label);
    tab.set_text(cell, label);
    Some(expect(book, &[rule], &[cell]))
}

fn millions(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let kinds = [Kind::Count, Kind::Amount];
    rename(book, dice, &kinds, "header-has-unit", |label| {
        format!("{label} (ล้านบาท)")
    })
}

fn sentence(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let kinds = [Kind::Words, Kind::Category, Kind::Count, Kind::YesNo];
    rename(book, dice, &kinds, "header-too-long", |label| {
        let words = "ตามที่ระบุไว้ในเอกสารแนบท้ายของหน่วยงานต้นสังกัดซึ่งได้รับความเห็นชอบแล้ว";
        [label, words, words, words].join(" ")
    })
}

fn underscore(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let kinds = [Kind::Words, Kind::Category, Kind::Count, Kind::YesNo];
    rename(book, dice, &kinds, "reserved-name", |label| {
        format!("_{label}")
    })
}

fn indented(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let names = [
        Kind::Words,
        Kind::Category,
        Kind::Province,
        Kind::Prose,
        Kind::YesNo,
    ];
    // The first column of names among the first three is the one that is looked at.
    let column = tab.of(&names).into_iter().find(|column| *column < 3)?;
    if !is_untouched(tab, column) {
        return None;
    }
    let every = usize::try_from(dice.within(3, 5)).unwrap();
    let cells: Vec<CellRef> = all_cells(tab, column)
        .into_iter()
        .enumerate()
        .filter(|(at, _)| !at.is_multiple_of(every))
        .map(|(_, cell)| cell)
        .collect();
    let format = Format::new().set_indent(1);
    for cell in &cells {
        tab.formats.insert(*cell, format.clone());
    }
    Some(expect(book, &["indented-hierarchy"], &cells))
}
