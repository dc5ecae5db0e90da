//! Faults that change a whole table or move its records. They stand last, and are put only into a table that nothing was done
//! to, because what other faults expect would lie elsewhere.

use sheetpress::model::address::{CellRef, Range};

use super::room::{expect, is_pristine};
use super::{Defect, Expected};
use crate::harness::book::{Book, Kind, Tab, Typed};
use crate::harness::dice::Dice;

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "no header",
        put: no_header,
    },
    Defect {
        name: "a header of two rows",
        put: two_header_rows,
    },
    Defect {
        name: "a row of column numbers",
        put: column_numbers,
    },
    Defect {
        name: "the header again among the records",
        put: repeated_header,
    },
    Defect {
        name: "names of groups among the records",
        put: groups,
    },
    Defect {
        name: "a blank row among the records",
        put: blank_row,
    },
    Defect {
        name: "a blank column among the others",
        put: blank_column,
    },
    Defect {
        name: "a header without records",
        put: no_records,
    },
    Defect {
        name: "a table on its side",
        put: transposed,
    },
    Defect {
        name: "a form",
        put: form,
    },
];

/// The table, if nothing was done to it.
fn pristine(book: &mut Book) -> Option<&mut Tab> {
    if is_pristine(book) {
        Some(book.tab())
    } else {
        None
    }
}

fn no_header(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = pristine(book)?;
    // Without a name the codes of provinces are numbers.
    if !tab.of(&[Kind::ProvinceCode]).is_empty() {
        return None;
    }
    for column in 0..tab.columns.len() {
        tab.clear(tab.header(column));
    }
    let cells = tab.row(tab.top + 1);
    Some(vec![Expected::at(book, "no-header", [cells])])
}

fn two_header_rows(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = pristine(book)?;
    let width = u32::try_from(tab.columns.len()).unwrap();
    let left = tab.left + dice.within(1, width - 2);
    tab.push_down(tab.top, 1);
    let merge = Range::of((tab.top, tab.top), (left, left + 1));
    tab.set_text(merge.first, "ข้อมูลหลัก");
    tab.merges.push(merge);
    let header = tab.row(tab.top).around(&tab.row(tab.top + 1));
    tab.top += 1;
    Some(vec![
        Expected::at(book, "multi-row-header", [header]),
        Expected::at(book, "merged-header", [merge]),
    ])
}

fn column_numbers(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = pristine(book)?;
    let row = tab.top + 1;
    tab.push_down(row, 1);
    for column in 0..tab.columns.len() {
        let cell = CellRef::new(row, tab.header(column).column);
        tab.set_text(cell, format!("({})", column + 1));
    }
    let cells = tab.row(row);
    Some(vec![Expected::at(book, "column-number-row", [cells])])
}

fn repeated_header(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = pristine(book)?;
    let row = tab.at(dice.within(4, tab.records - 4), 0).row;
    tab.push_down(row, 1);
    for column in 0..tab.columns.len() {
        let label = tab.columns[column].label.clone();
        tab.set_text(CellRef::new(row, tab.header(column).column), label);
    }
    let cells = tab.row(row);
    Some(vec![Expected::at(book, "repeated-header", [cells])])
}

fn groups(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = pristine(book)?;
    let names = [Kind::Words, Kind::Category, Kind::Province, Kind::Prose];
    let column = tab.of(&names).into_iter().find(|column| *column <= 1)?;
    let half = tab.records / 2;
    let first = dice.within(3, half - 2);
    let second = first + dice.within(4, half);
    // From below, so that the upper one does not move the lower one's place before it is there.
    for (record, name) in [(second, "กลุ่มที่สอง"), (first, "กลุ่มที่หนึ่ง")]
    {
        let cell = tab.at(record, column);
        tab.push_down(cell.row, 1);
        tab.set_text(cell, name);
    }
    let cells = [tab.at(first, column), tab.at(second + 1, column)];
    Some(expect(book, &["group-row"], &cells))
}

fn blank_row(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = pristine(book)?;
    let row = tab.at(dice.within(2, tab.records - 2), 0).row;
    tab.push_down(row, 1);
    let cells = tab.row(row);
    Some(vec![Expected::at(book, "blank-row-inside", [cells])])
}

fn blank_column(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = pristine(book)?;
    // What follows a blank column begins with values, or it names rows of a table of its own.
    let kinds = [
        Kind::Count,
        Kind::Amount,
        Kind::Percent,
        Kind::Date,
        Kind::Year,
    ];
    let columns: Vec<usize> = tab
        .of(&kinds)
        .into_iter()
        .filter(|column| *column >= 2)
        .collect();
    if columns.is_empty() {
        return None;
    }
    let at = tab.header(*dice.pick(&columns));
    tab.push_right(at.column, 1);
    let cells = Range::of((tab.top, tab.end() - 1), (at.column, at.column));
    Some(vec![Expected::at(book, "blank-column-inside", [cells])])
}

fn no_records(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = pristine(book)?;
    let top = tab.top;
    tab.cells.retain(|cell, _| cell.row == top);
    let cells = tab.row(top);
    Some(vec![Expected::at(book, "empty-table", [cells])])
}

/// Puts other cells in the place of the table's, and returns their range.
fn replace(tab: &mut Tab, rows: Vec<Vec<Typed>>) -> Range {
    tab.cells.clear();
    tab.columns.clear();
    for (row, cells) in (0u32..).zip(rows) {
        for (column, typed) in (0u32..).zip(cells) {
            tab.set(CellRef::new(row, column), typed);
        }
    }
    let corner = Range::from(CellRef::new(0, 0));
    tab.cells
        .keys()
        .fold(corner, |range, cell| range.around(&Range::from(*cell)))
}

fn transposed(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = pristine(book)?;
    let text = |text: &str| Typed::Text(text.to_owned());
    let count = usize::try_from(dice.within(3, 5)).unwrap();
    let mut rows: Vec<Vec<Typed>> = Vec::new();
    let words = [
        ["รายการ", "ศูนย์ ก", "ศูนย์ ข", "ศูนย์ ค", "ศูนย์ ง", "ศูนย์ จ"],
        ["จังหวัด", "เชียงใหม่", "น่าน", "แพร่", "ตาก", "ระยอง"],
        [
            "ผู้ดูแล",
            "กองคลัง",
            "กองแผนงาน",
            "กองช่าง",
            "กองกลาง",
            "กองวิชาการ",
        ],
    ];
    for row in words {
        rows.push(row.iter().take(count + 1).map(|it| text(it)).collect());
    }
    for name in ["เตียง", "พนักงาน", "พื้นที่ใช้สอย"]
    {
        let mut row = vec![text(name)];
        row.extend((0..count).map(|_| Typed::Number(f64::from(dice.within(20, 900)))));
        rows.push(row);
    }
    let range = replace(tab, rows);
    Some(vec![Expected::at(book, "transposed-table", [range])])
}

fn form(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = pristine(book)?;
    let pairs = [
        ("หน่วยงาน:", "กองแผนงาน"),
        ("เรื่อง:", "สถิติการให้บริการ"),
        ("ช่วงเวลา:", "ไตรมาสแรก"),
        ("หมวดหมู่:", "สาธารณสุข"),
        ("ผู้ใช้:", "ประชาชนทั่วไป"),
        ("รูปแบบ:", "ตารางข้อมูล"),
    ];
    let count = usize::try_from(dice.within(4, 6)).unwrap();
    let row = |(label, value): &(&str, &str)| {
        vec![
            Typed::Text((*label).to_owned()),
            Typed::Text((*value).to_owned()),
        ]
    };
    let range = replace(tab, pairs.iter().take(count).map(row).collect());
    Some(vec![Expected::at(book, "form-layout", [range])])
}
