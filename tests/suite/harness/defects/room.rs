//! Where a fault fits: columns that are still as tidy as they were made, and room beside the table for new ones.

use sheetpress::model::address::CellRef;

use super::Expected;
use crate::harness::book::{Book, Col, Kind, Tab, Typed};
use crate::harness::dice::Dice;

/// Labels of the columns that faults add: they hold together and are left alone.
const ADDED: [&str; 11] = [
    "ชาย",
    "หญิง",
    "รวม",
    "จำนวนครูทั้งหมด",
    "จำนวนครูหญิง",
    "วันที่เริ่มโครงการ",
    "วันที่สิ้นสุดโครงการ",
    "ปี 2565",
    "ปี 2566",
    "ปี 2567",
    "แผงค้า",
];

/// Whether a record still holds what tidy tables hold in a column.
fn is_tidy(tab: &Tab, record: u32, column: usize) -> bool {
    let cell = tab.at(record, column);
    let is_number = |least: f64, most: f64| matches!(tab.get(cell), Some(Typed::Number(value)) if (least..=most).contains(value));
    let is_text =
        |fits: fn(&str) -> bool| matches!(tab.get(cell), Some(Typed::Text(text)) if fits(text));
    let running = f64::from(record + 1);
    let is_as_made = match tab.columns[column].kind {
        Kind::Running => is_number(running, running),
        Kind::Count | Kind::Amount => is_number(1.0, 5000.0),
        Kind::Percent => is_number(10.0, 99.5),
        Kind::Year => is_number(2500.0, 2567.0),
        Kind::Date => matches!(tab.get(cell), Some(Typed::Date(2023..=2026, _, _))),
        Kind::Code => {
            is_text(|text| text.starts_with('0') && text.bytes().all(|it| it.is_ascii_digit()))
        }
        Kind::Province
        | Kind::ProvinceCode
        | Kind::Category
        | Kind::Words
        | Kind::Prose
        | Kind::YesNo => is_text(|text| !text.is_empty()),
    };
    is_as_made && !tab.formats.contains_key(&cell)
}

/// Whether nothing was done to a column.
pub(super) fn is_untouched(tab: &Tab, column: usize) -> bool {
    let label = &tab.columns[column].label;
    let number = tab.header(column).column;
    let merged = tab
        .merges
        .iter()
        .any(|merge| (merge.first.column..=merge.last.column).contains(&number));
    !merged
        && !ADDED.contains(&label.as_str())
        && tab.get(tab.header(column)) == Some(&Typed::Text(label.clone()))
        && (0..tab.records).all(|record| is_tidy(tab, record, column))
}

/// A column of one of some kinds to which nothing was done.
pub(super) fn untouched(tab: &Tab, kinds: &[Kind], dice: &mut Dice) -> Option<usize> {
    let columns = tab.of(kinds);
    let columns: Vec<usize> = columns
        .into_iter()
        .filter(|column| is_untouched(tab, *column))
        .collect();
    (!columns.is_empty()).then(|| *dice.pick(&columns))
}

/// Whether nothing at all was done to a workbook.
pub(super) fn is_pristine(book: &Book) -> bool {
    let [tab] = book.tabs.as_slice() else {
        return false;
    };
    let bare = book.more.is_empty() && book.patches.is_empty() && tab.more.is_empty();
    let size = (usize::try_from(tab.records).unwrap() + 1) * tab.columns.len();
    bare && tab.merges.is_empty()
        && tab.formats.is_empty()
        && (tab.top, tab.left) == (0, 0)
        && tab.cells.len() == size
        && (0..tab.columns.len()).all(|column| is_untouched(tab, column))
}

/// One to so many cells of a column, at most one in ten.
pub(super) fn some_cells(tab: &Tab, column: usize, most: u32, dice: &mut Dice) -> Vec<CellRef> {
    let most = most.min(tab.records / 10).max(1);
    let count = dice.within(1, most);
    let records = dice.some(count, tab.records);
    records
        .iter()
        .map(|record| tab.at(*record, column))
        .collect()
}

/// Every record of a column.
pub(super) fn all_cells(tab: &Tab, column: usize) -> Vec<CellRef> {
    (0..tab.records)
        .map(|record| tab.at(record, column))
        .collect()
}

/// The findings of some rules at the same cells.
pub(super) fn expect(book: &Book, rules: &[&'static str], cells: &[CellRef]) -> Vec<Expected> {
    let of = |rule: &&'static str| Expected::at(book, rule, cells.iter().copied());
    rules.iter().map(of).collect()
}

/// Types cells of an untouched column anew; `None` if one of them cannot be. Nothing is changed then.
pub(super) fn retype(
    book: &mut Book,
    cells: &[CellRef],
    rules: &[&'static str],
    mut typed: impl FnMut(&Typed) -> Option<Typed>,
) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let new: Option<Vec<Typed>> = cells
        .iter()
        .map(|cell| tab.get(*cell).and_then(&mut typed))
        .collect();
    for (cell, typed) in cells.iter().zip(new?) {
        tab.set(*cell, typed);
    }
    Some(expect(book, rules, cells))
}

/// The same with a few cells of some kind of column and words for a number.
pub(super) fn reword(
    book: &mut Book,
    dice: &mut Dice,
    kinds: &[Kind],
    rules: &[&'static str],
    words: fn(f64, &mut Dice) -> Option<String>,
) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, kinds, dice)?;
    let cells = some_cells(tab, column, 2, dice);
    retype(book, &cells, rules, |typed| match typed {
        Typed::Number(number) => words(*number, dice).map(Typed::Text),
        _ => None,
    })
}

/// Puts new columns to the right of the table, and returns their numbers; `None` if something stands there.
pub(super) fn add_columns(
    book: &mut Book,
    columns: Vec<(&str, Kind, Vec<Typed>)>,
) -> Option<Vec<usize>> {
    let tab = book.tab();
    let right = tab.right();
    let is_free = tab.cells.keys().all(|cell| cell.column < right)
        && tab.merges.iter().all(|merge| merge.last.column < right);
    let is_new = |label: &str| tab.columns.iter().all(|column| column.label != label);
    if !is_free || !columns.iter().all(|(label, ..)| is_new(label)) {
        return None;
    }
    let mut numbers = Vec::new();
    for (label, kind, cells) in columns {
        let number = tab.columns.len();
        tab.columns.push(Col {
            label: label.to_owned(),
            kind,
        });
        tab.set_text(tab.header(number), label);
        for (record, typed) in (0u32..).zip(cells) {
            tab.set(tab.at(record, number), typed);
        }
        numbers.push(number);
    }
    Some(numbers)
}
