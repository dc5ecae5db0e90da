//! Faults around a table: what stands below and beside it, totals, drawings, pivot tables, formulas without values.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Chart, Shape};
use sheetpress::model::address::{CellRef, Range};
use sheetpress::model::grammar::label;

use super::room::{expect, is_untouched, untouched};
use super::{Defect, Expected};
use crate::harness::book::{Book, Kind, Tab, Typed};
use crate::harness::dice::Dice;

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "a formula that nobody computed",
        put: uncached_formula,
    },
    Defect {
        name: "a total below the records",
        put: total_row,
    },
    Defect {
        name: "a total that does not agree",
        put: wrong_total_row,
    },
    Defect {
        name: "a note below the table",
        put: note_below,
    },
    Defect {
        name: "a note beside the table",
        put: note_beside,
    },
    Defect {
        name: "a second table beside the first",
        put: second_table,
    },
    Defect {
        name: "merged blank cells",
        put: merged_blank,
    },
    Defect {
        name: "a chart",
        put: chart,
    },
    Defect {
        name: "a text box",
        put: text_box,
    },
    Defect {
        name: "a pivot table",
        put: pivot_table,
    },
];

const SHEET: &str = "xl/worksheets/sheet1.xml";
const RELATIONS: &str = "xl/worksheets/_rels/sheet1.xml.rels";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

type Parts = BTreeMap<String, Vec<u8>>;

/// Changes the text of a part; one that is missing begins as `empty`.
fn edit(parts: &mut Parts, name: &str, empty: &str, change: impl FnOnce(&mut String)) {
    let part = parts
        .entry(name.to_owned())
        .or_insert_with(|| empty.as_bytes().to_vec());
    let mut text = String::from_utf8(std::mem::take(part)).unwrap();
    change(&mut text);
    *part = text.into_bytes();
}

fn uncached_formula(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Count, Kind::Amount], dice)?;
    let cell = tab.at(dice.below(tab.records), column);
    tab.set(cell, Typed::Formula("1+1".to_owned(), 2.0));
    // The writer always writes a result; other programs do not.
    book.patches.push(Box::new(move |parts| {
        edit(parts, SHEET, "", |xml| {
            let at = xml.find(&format!("<c r=\"{cell}\"")).unwrap();
            let from = at + xml[at..].find("</f>").unwrap() + "</f>".len();
            let to = at + xml[at..].find("</c>").unwrap();
            xml.replace_range(from..to, "");
        });
    }));
    Some(expect(book, &["formula-without-value"], &[cell]))
}

fn sum(tab: &Tab, column: usize) -> f64 {
    let numbers = (0..tab.records).map(|record| tab.number(tab.at(record, column)));
    numbers.sum()
}

/// A row of sums under the records; the columns that it sums up. `None` where nothing can be summed up, or the row is taken.
fn sum_up(tab: &mut Tab) -> Option<Vec<usize>> {
    let row = tab.end();
    let names = [
        Kind::Province,
        Kind::Category,
        Kind::Words,
        Kind::Prose,
        Kind::Code,
        Kind::YesNo,
    ];
    // The label is looked for in the first two columns of words.
    let name = *tab.of(&names).first()?;
    let sums = tab.of(&[Kind::Count, Kind::Amount]);
    let is_clean = |column: &usize| {
        (0..tab.records)
            .all(|record| matches!(tab.get(tab.at(record, *column)), Some(Typed::Number(_))))
    };
    let is_free = tab.cells.keys().all(|cell| cell.row < row);
    if sums.is_empty() || !is_free || !sums.iter().all(is_clean) {
        return None;
    }
    tab.set_text(CellRef::new(row, tab.header(name).column), "รวม");
    for column in &sums {
        let cell = CellRef::new(row, tab.header(*column).column);
        let total = (sum(tab, *column) * 100.0).round() / 100.0;
        tab.set(cell, Typed::Number(total));
    }
    Some(sums)
}

/// The total's row, and with its parts.
fn with_parts(tab: &Tab) -> [Range; 2] {
    let (first, last) = (tab.row(tab.top + 1), tab.row(tab.end() - 1));
    [tab.row(tab.end()), first.around(&last)]
}

fn total_row(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    sum_up(tab)?;
    let cells = with_parts(tab);
    Some(vec![Expected::at(book, "total-row", cells)])
}

fn wrong_total_row(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    // Two right sums prove the row to be one; means are no sums.
    let columns = tab.of(&[Kind::Count, Kind::Amount]);
    let least = f64::from(tab.records + 5);
    let adds_up = |column: &usize| {
        is_untouched(tab, *column)
            && !label::is_ratio(&tab.columns[*column].label)
            && sum(tab, *column) > least * 6.0
    };
    if columns.len() < 3 || !columns.iter().all(adds_up) {
        return None;
    }
    let sums = sum_up(tab)?;
    let cell = CellRef::new(tab.end(), tab.header(*dice.pick(&sums)).column);
    // More than rounding the parts explains, and too little for a mean.
    let total = tab.number(cell);
    let wrong = total + least.max((total / 25.0).round());
    tab.set(cell, Typed::Number((wrong * 100.0).round() / 100.0));
    let cells = with_parts(tab);
    Some(vec![
        Expected::at(book, "total-row", cells),
        Expected::at(book, "total-mismatch", [cell]),
    ])
}

fn note_below(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let row = tab.end() + dice.below(2);
    if tab.cells.keys().any(|cell| cell.row >= tab.end()) {
        return None;
    }
    let cell = CellRef::new(row, tab.left);
    tab.set_text(cell, "หมายเหตุ: ข้อมูลเบื้องต้น");
    Some(expect(book, &["notes-below"], &[cell]))
}

/// Whether nothing stands to the right of the table.
fn is_free_beside(tab: &Tab) -> bool {
    let right = tab.right();
    tab.cells.keys().all(|cell| cell.column < right)
        && tab.merges.iter().all(|merge| merge.last.column < right)
}

fn note_beside(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    if !is_free_beside(tab) {
        return None;
    }
    let row = tab.at(dice.within(1, tab.records - 3), 0).row;
    let cell = CellRef::new(row, tab.right() + 1);
    tab.set_text(cell, "ข้อมูลเบื้องต้น");
    Some(expect(book, &["notes-beside"], &[cell]))
}

fn second_table(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    if !is_free_beside(tab) {
        return None;
    }
    let (top, left) = (tab.top, tab.right() + 2);
    tab.set_text(CellRef::new(top, left), "หมวด");
    tab.set_text(CellRef::new(top, left + 1), "งบ");
    let rows = [
        ("ครุภัณฑ์", 52.0),
        ("ที่ดิน", 71.0),
        ("ก่อสร้าง", 38.0),
        ("วัสดุ", 90.0),
    ];
    for (row, (name, number)) in (top + 1..).zip(rows) {
        tab.set_text(CellRef::new(row, left), name);
        tab.set(CellRef::new(row, left + 1), Typed::Number(number));
    }
    let range = Range::of((top, top + 4), (left, left + 1));
    Some(vec![Expected::at(book, "several-tables-in-sheet", [range])])
}

fn merged_blank(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    if !is_free_beside(tab) {
        return None;
    }
    let row = tab.at(dice.within(1, tab.records - 3), 0).row;
    let merge = Range::of((row, row + 1), (tab.right() + 1, tab.right() + 2));
    tab.merges.push(merge);
    Some(vec![Expected::at(book, "merged-blank", [merge])])
}

/// A place right below the table, where no row or column is hidden.
fn corner(tab: &Tab) -> CellRef {
    CellRef::new(tab.end() + 6, tab.right() + 2)
}

fn chart(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let (name, place) = (tab.name.clone(), corner(tab));
    let column = u16::try_from(place.column).unwrap();
    let (first, last) = (tab.top + 1, tab.end() - 1);
    tab.more.push(Box::new(move |sheet| {
        let mut chart = Chart::new_column();
        let values = (name.as_str(), first, 1u16, last, 1u16);
        chart.add_series().set_values(values);
        // Three columns of 64 pixels and a little, five rows of 20 and a half.
        chart.set_width(200).set_height(110);
        sheet.insert_chart(place.row, column, &chart)?;
        Ok(())
    }));
    let cells = Range::new(place, CellRef::new(place.row + 5, place.column + 3));
    Some(vec![Expected::at(book, "chart-in-data-sheet", [cells])])
}

fn text_box(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let place = corner(tab);
    let place = CellRef::new(place.row + 8, place.column);
    let column = u16::try_from(place.column).unwrap();
    tab.more.push(Box::new(move |sheet| {
        let shape = Shape::textbox()
            .set_text("ข้อมูลเบื้องต้น")
            .set_width(100)
            .set_height(30);
        sheet.insert_shape(place.row, column, &shape)?;
        Ok(())
    }));
    let cells = Range::new(place, CellRef::new(place.row + 1, place.column + 1));
    Some(vec![Expected::at(book, "picture-or-shape", [cells])])
}

fn pivot_table(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    let place = corner(book.tab());
    let range = Range::new(place, CellRef::new(place.row + 3, place.column + 1));
    book.patches.push(Box::new(move |parts| {
        let pivot = format!(
            "<pivotTableDefinition xmlns=\"{MAIN}\" name=\"PivotTable1\" cacheId=\"1\"><location ref=\"{range}\" \
             firstHeaderRow=\"1\" firstDataRow=\"1\" firstDataCol=\"1\"/></pivotTableDefinition>"
        );
        parts.insert("xl/pivotTables/pivotTable1.xml".to_owned(), pivot.into_bytes());
        let empty = format!("<Relationships xmlns=\"{PACKAGE}\"></Relationships>");
        let relation = format!(
            "<Relationship Id=\"rIdPivot\" Type=\"{OFFICE}/pivotTable\" Target=\"../pivotTables/pivotTable1.xml\"/></Relationships>"
        );
        edit(parts, RELATIONS, &empty, |xml| {
            *xml = xml.replace("</Relationships>", &relation);
        });
    }));
    Some(vec![Expected::at(book, "pivot-table-sheet", [range])])
}
