//! Faults of a sheet: what it hides, what only its looks say, what is typed over formulas.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, FilterCondition, Format, FormatScript, Note};
use sheetpress::model::address::{CellRef, Range};
use sheetpress::model::grammar::class::Class;

use super::files::{new_tab, of_sheet};
use super::{Defect, Expected};
use crate::harness::book::{Book, Kind, Tab, Typed};
use crate::harness::dice::Dice;

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "a hidden column",
        put: hidden_column,
    },
    Defect {
        name: "hidden rows",
        put: hidden_rows,
    },
    Defect {
        name: "rows behind a filter",
        put: filtered_rows,
    },
    Defect {
        name: "an exception without a reason",
        put: bare_exception,
    },
    Defect {
        name: "a note on a value",
        put: note,
    },
    Defect {
        name: "white letters",
        put: white_letters,
    },
    Defect {
        name: "values struck through",
        put: struck,
    },
    Defect {
        name: "a raised digit behind a number",
        put: raised_digit,
    },
    Defect {
        name: "a raised digit of Unicode",
        put: unicode_digit,
    },
    Defect {
        name: "a raised digit behind a name",
        put: marked_name,
    },
    Defect {
        name: "names filled with a colour",
        put: coloured,
    },
    Defect {
        name: "numbers typed over formulas",
        put: typed_over,
    },
    Defect {
        name: "an empty sheet with a name",
        put: empty_sheet,
    },
];

/// The smallest ranges around the values of some rows, neighbours together. Rows in order.
fn around(tab: &Tab, rows: &[u32]) -> Vec<Range> {
    let mut ranges: Vec<Range> = Vec::new();
    for row in rows {
        let mut cells = tab.cells.keys().filter(|cell| cell.row == *row);
        let Some(first) = cells.next() else { continue };
        let here = cells.fold(Range::from(*first), |so_far, cell| {
            so_far.around(&Range::from(*cell))
        });
        match ranges.last_mut() {
            Some(run) if run.last.row + 1 == *row => *run = run.around(&here),
            _ => ranges.push(here),
        }
    }
    ranges
}

fn small(column: u32) -> u16 {
    u16::try_from(column).unwrap()
}

/// Cells of a column of a kind that no other defect has given a look: so many, at random.
fn free_cells(tab: &Tab, kinds: &[Kind], count: u32, dice: &mut Dice) -> Option<Vec<CellRef>> {
    let columns = tab.of(kinds);
    if columns.is_empty() {
        return None;
    }
    let column = *dice.pick(&columns);
    let rows = dice.some(count, tab.records);
    let cells: Vec<CellRef> = rows.iter().map(|row| tab.at(*row, column)).collect();
    let free = cells
        .iter()
        .all(|cell| tab.get(*cell).is_some() && !tab.formats.contains_key(cell));
    free.then_some(cells)
}

fn give(tab: &mut Tab, cells: &[CellRef], format: &Format) {
    for cell in cells {
        tab.formats.insert(*cell, format.clone());
    }
}

/// Hiding what leads to a person is a fault of its own, which the defects about persons do not know of.
fn leads_to_persons(tab: &Tab) -> bool {
    let personal = Class::PERSON
        .and(Class::PHONE)
        .and(Class::EMAIL)
        .and(Class::NATIONAL_ID);
    tab.cells
        .values()
        .any(|typed| matches!(typed, Typed::Text(text) if Class::of(text).has(personal)))
}

fn hidden_column(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    if leads_to_persons(tab) {
        return None;
    }
    let columns = u32::try_from(tab.columns.len()).unwrap();
    let column = tab.left + dice.below(columns);
    let mut cells = tab.cells.keys().filter(|cell| cell.column == column);
    let first = Range::from(*cells.next()?);
    let range = cells.fold(first, |so_far, cell| so_far.around(&Range::from(*cell)));
    tab.more.push(Box::new(move |sheet| {
        sheet.set_column_hidden(small(column))?;
        Ok(())
    }));
    Some(vec![Expected::at(book, "hidden-row-or-column", [range])])
}

fn hidden_rows(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    if leads_to_persons(tab) {
        return None;
    }
    let count = dice.within(1, 3);
    let rows: Vec<u32> = dice
        .some(count, tab.records)
        .iter()
        .map(|record| tab.at(*record, 0).row)
        .collect();
    let ranges = around(tab, &rows);
    tab.more.push(Box::new(move |sheet| {
        for row in &rows {
            sheet.set_row_hidden(*row)?;
        }
        Ok(())
    }));
    Some(vec![Expected::at(book, "hidden-row-or-column", ranges)])
}

fn filtered_rows(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    if leads_to_persons(tab) {
        return None;
    }
    let column = *tab.of(&[Kind::Category, Kind::YesNo]).first()?;
    let shown = tab.text(tab.at(dice.below(tab.records), column));
    let hidden: Vec<u32> = (0..tab.records)
        .map(|record| tab.at(record, column))
        .filter(|cell| tab.text(*cell) != shown)
        .map(|cell| cell.row)
        .collect();
    if hidden.is_empty() || shown.is_empty() {
        return None;
    }
    let ranges = around(tab, &hidden);
    let (top, last) = (tab.top, tab.end() - 1);
    let (left, right) = (small(tab.left), small(tab.right() - 1));
    let column = left + u16::try_from(column).unwrap();
    tab.more.push(Box::new(move |sheet| {
        sheet.autofilter(top, left, last, right)?;
        let condition = FilterCondition::new().add_list_filter(shown.as_str());
        sheet.filter_column(column, &condition)?;
        // The rows are hidden here, so that the list above is what is hidden.
        sheet.filter_automatic_off();
        for row in &hidden {
            sheet.set_row_hidden(*row)?;
        }
        Ok(())
    }));
    Some(vec![Expected::at(book, "filtered-rows", ranges)])
}

fn bare_exception(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let columns = u32::try_from(tab.columns.len()).unwrap();
    let cell = tab.header(usize::try_from(dice.below(columns)).unwrap());
    tab.more.push(Box::new(move |sheet| {
        let note = Note::new("sheetpress: allow placeholder");
        sheet.insert_note(cell.row, small(cell.column), &note)?;
        Ok(())
    }));
    Some(vec![Expected::at(book, "exception-unclear", [cell])])
}

fn note(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let columns = u32::try_from(tab.columns.len()).unwrap();
    let column = usize::try_from(dice.below(columns)).unwrap();
    let cell = tab.at(dice.below(tab.records), column);
    tab.more.push(Box::new(move |sheet| {
        let note = Note::new("ตัวเลขเบื้องต้น รอการยืนยัน");
        sheet.insert_note(cell.row, small(cell.column), &note)?;
        Ok(())
    }));
    Some(vec![Expected::at(book, "comment-with-content", [cell])])
}

fn white_letters(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let count = dice.within(1, 3);
    let tab = book.tab();
    let kinds = [Kind::Count, Kind::Amount, Kind::Words, Kind::Category];
    let cells = free_cells(tab, &kinds, count, dice)?;
    give(tab, &cells, &Format::new().set_font_color(Color::White));
    Some(vec![Expected::at(book, "invisible-text", cells)])
}

fn struck(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let count = dice.within(1, 4);
    let tab = book.tab();
    let kinds = [Kind::Count, Kind::Amount, Kind::Province, Kind::Words];
    let cells = free_cells(tab, &kinds, count, dice)?;
    give(tab, &cells, &Format::new().set_font_strikethrough());
    Some(vec![Expected::at(book, "strikethrough-data", cells)])
}

/// Writes a text anew with its last letter raised.
fn raise_last(tab: &mut Tab, cell: CellRef, text: String, mark: &'static str) {
    tab.set_text(cell, format!("{text}{mark}"));
    tab.more.push(Box::new(move |sheet| {
        let plain = Format::new();
        let raised = Format::new().set_font_script(FormatScript::Superscript);
        let parts = [(&plain, text.as_str()), (&raised, mark)];
        sheet.write_rich_string(cell.row, small(cell.column), &parts)?;
        Ok(())
    }));
}

fn raised_digit(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let cell = *free_cells(tab, &[Kind::Count], 1, dice)?.first()?;
    if !matches!(tab.get(cell), Some(Typed::Number(_))) {
        return None;
    }
    let text = tab.text(cell);
    raise_last(tab, cell, text, "1");
    Some(vec![
        Expected::at(book, "superscript-marker", [cell]),
        // Numbers with a format of their own are still texts.
        Expected::at(book, "number-as-text", [cell]),
    ])
}

fn unicode_digit(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let cell = *free_cells(tab, &[Kind::Count], 1, dice)?.first()?;
    let text = tab.text(cell);
    // 10³ is a thousand.
    if !matches!(tab.get(cell), Some(Typed::Number(_))) || text == "10" {
        return None;
    }
    tab.set_text(cell, format!("{text}³"));
    Some(vec![
        Expected::at(book, "superscript-marker", [cell]),
        Expected::at(book, "mixed-types", [cell]),
    ])
}

fn marked_name(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let cell = *free_cells(tab, &[Kind::Words], 1, dice)?.first()?;
    let text = tab.text(cell);
    raise_last(tab, cell, text, "1");
    Some(vec![Expected::at(book, "superscript-marker", [cell])])
}

fn coloured(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = *tab.of(&[Kind::Words, Kind::Province]).first()?;
    // Two neighbours are no stripes.
    let first = dice.within(1, tab.records - 3);
    let rows = [first, first + 1];
    if (0..tab.columns.len()).any(|other| tells(tab, other, &rows)) {
        return None;
    }
    let cells = rows.map(|row| tab.at(row, column));
    let free = |cell: &CellRef| tab.get(*cell).is_some() && !tab.formats.contains_key(cell);
    if !cells.iter().all(free) {
        return None;
    }
    let colour = *dice.pick(&[0x00ff_ff00_u32, 0x00f8_cbad, 0x00c6_efce]);
    give(tab, &cells, &Format::new().set_background_color(colour));
    Some(vec![Expected::at(book, "format-carries-meaning", cells)])
}

/// Whether a column's values say the same as a colour in these rows.
fn tells(tab: &Tab, column: usize, rows: &[u32]) -> bool {
    let mut seen: BTreeMap<String, bool> = BTreeMap::new();
    for record in 0..tab.records {
        let coloured = rows.contains(&record);
        let before = seen
            .entry(tab.text(tab.at(record, column)))
            .or_insert(coloured);
        if *before != coloured {
            return false;
        }
    }
    seen.len() * 2 <= usize::try_from(tab.records).unwrap()
}

fn typed_over(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = *tab.of(&[Kind::Count, Kind::Amount]).last()?;
    let cells: Vec<CellRef> = (0..tab.records)
        .map(|record| tab.at(record, column))
        .collect();
    let number = |cell: &CellRef| matches!(tab.get(*cell), Some(Typed::Number(number)) if (number - 1.0).abs() > 0.5);
    if !cells.iter().all(number) {
        return None;
    }
    // The first record may hold the beginning of a series.
    let typed = 1 + dice.below(tab.records - 1);
    for (record, cell) in (0u32..).zip(&cells) {
        if record != typed {
            let value = tab.number(*cell);
            tab.set(*cell, Typed::Formula(format!("{value}+0"), value));
        }
    }
    let cell = tab.at(typed, column);
    Some(vec![Expected::at(
        book,
        "constant-in-formula-column",
        [cell],
    )])
}

fn empty_sheet(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    let name = "แผนปี 2569";
    if book.tabs.iter().any(|tab| tab.name == name) {
        return None;
    }
    book.tabs.push(new_tab(name, BTreeMap::new()));
    Some(vec![of_sheet("blank-sheet", name)])
}
