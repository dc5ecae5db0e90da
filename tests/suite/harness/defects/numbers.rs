//! Faults of numbers: how they are typed, what Excel made of them, what they cannot be.

use rust_xlsxwriter::Format;
use sheetpress::model::address::CellRef;
use sheetpress::model::grammar::label;

use super::room::{add_columns, all_cells, expect, retype, reword, some_cells, untouched};
use super::{Defect, Expected};
use crate::harness::book::{Book, Kind, Typed};
use crate::harness::dice::Dice;

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "codes typed as numbers",
        put: codes_as_numbers,
    },
    Defect {
        name: "commas for decimal points",
        put: decimal_commas,
    },
    Defect {
        name: "percentages in two scales",
        put: percent_scales,
    },
    Defect {
        name: "millions in words",
        put: millions,
    },
    Defect {
        name: "negative numbers in brackets",
        put: brackets,
    },
    Defect {
        name: "approximate numbers",
        put: approximate,
    },
    Defect {
        name: "digits that computing left behind",
        put: noise,
    },
    Defect {
        name: "a code of seventeen digits",
        put: long_code,
    },
    Defect {
        name: "numbers with the mark of a note",
        put: note_marks,
    },
    Defect {
        name: "a number for missing values",
        put: sentinel,
    },
    Defect {
        name: "dates that Excel made of codes",
        put: made_dates,
    },
    Defect {
        name: "decimals that the format hides",
        put: hidden_decimals,
    },
    Defect {
        name: "three zeros too many",
        put: zeros,
    },
    Defect {
        name: "less than none",
        put: negative_count,
    },
    Defect {
        name: "more than a hundred per cent",
        put: over_hundred,
    },
    Defect {
        name: "a gap in the running number",
        put: sequence_gap,
    },
];

const AMOUNTS: &[Kind] = &[Kind::Count, Kind::Amount];

fn codes_as_numbers(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Code], dice)?;
    let cells = some_cells(tab, column, 3, dice);
    retype(book, &cells, &["text-as-number"], |typed| match typed {
        Typed::Text(text) => text.parse().ok().map(Typed::Number),
        _ => None,
    })
}

fn decimal_commas(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let rules = ["mixed-types", "decimal-comma"];
    reword(book, dice, &[Kind::Amount], &rules, |number, _| {
        Some(format!("{number:.2}").replace('.', ","))
    })
}

fn percent_scales(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Percent], dice)?;
    let cells = some_cells(tab, column, 3, dice);
    let format = Format::new().set_num_format("0.00%");
    for cell in &cells {
        // Both are whole, so the quotient is the decimal nearest to it.
        let parts = (tab.number(*cell) * 100.0).round();
        tab.set(*cell, Typed::Number(parts / 10_000.0));
        tab.formats.insert(*cell, format.clone());
    }
    Some(expect(book, &["percent-scale"], &cells))
}

fn millions(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let rules = ["mixed-types", "multiplier-word"];
    reword(book, dice, AMOUNTS, &rules, |_, dice| {
        Some(format!("{}.{} ล้าน", dice.within(1, 9), dice.within(1, 9)))
    })
}

fn brackets(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let rules = ["mixed-types", "accounting-negative"];
    reword(book, dice, AMOUNTS, &rules, |_, dice| {
        Some(format!("({},{})", dice.within(1, 9), dice.within(100, 999)))
    })
}

fn approximate(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let rules = ["mixed-types", "approximate-or-range"];
    reword(book, dice, AMOUNTS, &rules, |_, dice| {
        Some(format!("ประมาณ {}", dice.within(1, 9) * 100))
    })
}

fn note_marks(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let rules = ["mixed-types", "note-mark-in-number"];
    reword(book, dice, AMOUNTS, &rules, |_, dice| {
        Some(format!("{}*", dice.within(100, 999)))
    })
}

fn noise(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Amount], dice)?;
    let cells = some_cells(tab, column, 2, dice);
    retype(book, &cells, &["float-noise"], |typed| match typed {
        // The next number that a float can be.
        Typed::Number(number) if number.fract() > 0.0 => {
            Some(Typed::Number(f64::from_bits(number.to_bits() + 1)))
        }
        _ => None,
    })
}

fn long_code(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Code], dice)?;
    let cells = some_cells(tab, column, 2, dice);
    let mut number = 12_345_678_901_234_500.0;
    retype(book, &cells, &["precision-loss"], |_| {
        number += 1000.0;
        Some(Typed::Number(number))
    })
}

fn sentinel(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Count], dice)?;
    let records = dice.some(2, tab.records);
    let cells: Vec<CellRef> = records
        .iter()
        .map(|record| tab.at(*record, column))
        .collect();
    retype(book, &cells, &["numeric-sentinel"], |_| {
        Some(Typed::Number(999_999.0))
    })
}

fn made_dates(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let codes: Vec<Typed> = (0..book.tab().records)
        .map(|record| Typed::Text(format!("{}-{}", dice.pick(&["B", "C", "D"]), 11 + record)))
        .collect();
    let columns = add_columns(book, vec![("แผงค้า", Kind::Words, codes)])?;
    let cells = some_cells(book.tab(), columns[0], 2, dice);
    retype(book, &cells, &["excel-autoconverted"], |_| {
        Some(Typed::Date(2024, 3, 12))
    })
}

fn hidden_decimals(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Count], dice)?;
    if !label::is_count(&tab.columns[column].label) {
        return None;
    }
    let cells = all_cells(tab, column);
    let format = Format::new().set_num_format("#,##0");
    for cell in &cells {
        let part = f64::from(dice.within(1, 3)) / 4.0;
        let number = tab.number(*cell) + part;
        tab.set(*cell, Typed::Number(number));
        tab.formats.insert(*cell, format.clone());
    }
    Some(expect(book, &["displayed-vs-stored"], &cells))
}

fn zeros(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Count], dice)?;
    let cells = all_cells(tab, column);
    let largest = cells
        .iter()
        .copied()
        .max_by(|a, b| tab.number(*a).total_cmp(&tab.number(*b)))?;
    if tab.records < 20 {
        return None;
    }
    retype(book, &[largest], &["outlier"], |typed| match typed {
        Typed::Number(number) => Some(Typed::Number(number * 1000.0)),
        _ => None,
    })
}

fn negative_count(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Count], dice)?;
    if !label::is_count(&tab.columns[column].label) {
        return None;
    }
    let cell = tab.at(dice.below(tab.records), column);
    retype(book, &[cell], &["impossible-value"], |typed| match typed {
        Typed::Number(number) => Some(Typed::Number(-number)),
        _ => None,
    })
}

fn over_hundred(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Percent], dice)?;
    // Coverage and disbursement may pass a hundred; who fulfils a standard is a share.
    tab.set_text(tab.header(column), "ร้อยละของผู้ผ่านเกณฑ์");
    let cell = tab.at(dice.below(tab.records), column);
    retype(book, &[cell], &["impossible-value"], |typed| match typed {
        Typed::Number(number) => Some(Typed::Number((number * 1000.0).round() / 100.0)),
        _ => None,
    })
}

fn sequence_gap(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Running], dice)?;
    let from = dice.within(2, tab.records - 3);
    for record in from..tab.records {
        tab.set(tab.at(record, column), Typed::Number(f64::from(record + 2)));
    }
    let cell = tab.at(from, column);
    Some(expect(book, &["sequence-gap"], &[cell]))
}
