//! Faults that move the whole table: they stand before all others.

use sheetpress::model::address::CellRef;

use super::room::expect;
use super::{Defect, Expected};
use crate::harness::book::Book;
use crate::harness::dice::Dice;

pub(crate) const DEFECTS: &[Defect] = &[Defect {
    name: "titles above the header",
    put: titles,
}];

fn titles(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let lines = ["รายงานผลการดำเนินงานประจำปี", "จำแนกตามหน่วยงานในสังกัด"];
    let count = dice.within(1, 2);
    tab.push_down(tab.top, count);
    let cells: Vec<CellRef> = (0..count)
        .map(|line| CellRef::new(tab.top + line, tab.left))
        .collect();
    for (cell, line) in cells.iter().zip(lines) {
        tab.set_text(*cell, line);
    }
    tab.top += count;
    Some(expect(book, &["title-rows-above"], &cells))
}
