//! Tables as yearbooks print them, in Thai and English, with the truth of where everything lies.

use std::collections::BTreeMap;

use sheetpress::model::address::{CellRef, Range};

use crate::harness::book::{Tab, Typed};
use crate::harness::dice::Dice;
use crate::harness::tidy::PROVINCES;

use super::habits::Habits;
use super::words::{ENGLISH, THAI, Words};

/// Where a printed table lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Truth {
    /// First and last row of the header.
    pub(crate) header: (u32, u32),
    /// Last row of the body, totals included, notes not.
    pub(crate) last: u32,
    /// First and last column.
    pub(crate) columns: (u32, u32),
}

/// One printed table in the making.
struct Print<'a> {
    tab: &'a mut Tab,
    words: &'static Words,
    dice: &'a mut Dice,
    row: u32,
    left: u32,
    /// Columns of numbers behind the stub.
    width: u32,
    habits: Habits,
}

impl Print<'_> {
    fn text(&mut self, column: u32, text: impl Into<String>) {
        let cell = CellRef::new(self.row, self.left + column);
        self.tab.set_text(cell, text);
    }

    fn merge(&mut self, rows: (u32, u32), columns: (u32, u32)) {
        let columns = (self.left + columns.0, self.left + columns.1);
        let range = Range::of(rows, columns);
        if range.cells() > 1 {
            self.tab.merges.push(range);
        }
    }

    fn titles(&mut self) {
        let merged = self.dice.below(3) == 0;
        for _ in 0..self.dice.below(4) {
            let title = *self.dice.pick(self.words.titles);
            self.text(0, title);
            if merged {
                self.merge((self.row, self.row), (0, self.width));
            }
            self.row += 1;
        }
        if self.dice.below(3) == 0 {
            let unit = *self.dice.pick(self.words.unit);
            let at = if self.dice.below(2) == 0 {
                self.width
            } else {
                0
            };
            self.text(at, unit);
            self.row += 1;
        }
        self.row += self.dice.below(2);
    }

    /// One to three rows; group labels merged, or in their first cell with blanks behind.
    fn header(&mut self) -> (u32, u32) {
        let first = self.row;
        let depth = if self.width >= 2 {
            self.dice.within(1, 3)
        } else {
            1
        };
        let stub = *self.dice.pick(self.words.stub);
        self.text(0, stub);
        let groups = *self.dice.pick(self.words.groups);
        let per = (self.width / u32::try_from(groups.len()).unwrap()).max(1);
        let merged = self.dice.below(4) != 0;
        if depth == 3 {
            // One label over everything.
            let over =
                *self
                    .dice
                    .pick(&["จำนวน (คน)", "Number of persons", "ผลการดำเนินงาน", "2567"]);
            self.text(1, over);
            if merged {
                self.merge((first, first), (1, self.width));
            }
            self.row += 1;
        }
        if depth >= 2 {
            let mut at = 1;
            let mut number = 0;
            while at <= self.width {
                let end = (at + per - 1).min(self.width);
                self.text(at, groups[number % groups.len()]);
                if merged {
                    self.merge((self.row, self.row), (at, end));
                }
                (at, number) = (end + 1, number + 1);
            }
            self.row += 1;
        }
        let years = depth == 1 && self.dice.below(3) == 0;
        if self.habits.wrapped && depth == 1 && !years {
            for column in 1..=self.width {
                let first = *self
                    .dice
                    .pick(&["จำนวน", "อัตรา", "Number", "Average", "สัดส่วน"]);
                self.text(column, first);
            }
            // The name of the rows stands in the upper or the lower row.
            if self.dice.below(2) == 0 {
                let cell = CellRef::new(self.row, self.left);
                self.tab.clear(cell);
                self.row += 1;
                self.text(0, stub);
            } else {
                self.row += 1;
            }
        }
        for column in 1..=self.width {
            if years {
                let cell = CellRef::new(self.row, self.left + column);
                self.tab.set(cell, Typed::Number(f64::from(2555 + column)));
            } else {
                let at = usize::try_from((column - 1) % per).unwrap();
                let leaf = self.words.leaves
                    [(at + usize::try_from(depth).unwrap() * 2) % self.words.leaves.len()];
                let leaf = if depth == 1 {
                    format!("{leaf} {column}")
                } else {
                    leaf.to_owned()
                };
                self.text(column, leaf);
            }
        }
        if depth > 1 && merged && self.dice.below(2) == 0 {
            self.merge((first, self.row), (0, 0));
        }
        if self.habits.second_stub {
            let other = *self.dice.pick(&["Province", "Region", "จังหวัด", "Item"]);
            self.text(self.width + 1, other);
        }
        self.row += 1;
        if self.habits.unit_row {
            for column in 1..=self.width {
                let unit = *self.dice.pick(&["(คน)", "(บาท)", "(%)", "(persons)"]);
                self.text(column, unit);
            }
            self.row += 1;
        }
        let last = self.row - 1;
        if self.habits.number_row {
            for column in 0..=self.width {
                self.text(column, format!("({})", column + 1));
            }
            self.row += 1;
        }
        self.row += u32::from(self.habits.gap);
        (first, last)
    }

    fn numbers(&mut self, values: &[f64]) {
        for (column, value) in (1..).zip(values) {
            let cell = CellRef::new(self.row, self.left + column);
            if self.dice.below(30) == 0 {
                let voids = if self.habits.bracketed_voids {
                    ["(NA)", "(X)", "(Z)"]
                } else {
                    ["-", "..", "n.a."]
                };
                self.tab.set_text(cell, *self.dice.pick(&voids));
            } else if self.habits.typed_numbers && *value >= 1000.0 {
                let text = value.to_string();
                let (thousands, rest) = text.split_at(text.len() - 3);
                self.tab.set_text(cell, format!("{thousands},{rest}"));
            } else {
                self.tab.set(cell, Typed::Number(*value));
            }
        }
    }

    fn values(&mut self) -> Vec<f64> {
        (0..self.width)
            .map(|column| f64::from(self.dice.within(5, 900 + column * 500)))
            .collect()
    }

    fn label(&mut self, number: u32) -> String {
        if self.words.rows.is_empty() {
            let at = usize::try_from(number).unwrap() % PROVINCES.len();
            PROVINCES[at].1.to_owned()
        } else {
            self.words.rows[usize::try_from(number).unwrap() % self.words.rows.len()].to_owned()
        }
    }

    fn records(&mut self, count: u32, from: u32, indent: &str) -> Vec<f64> {
        let mut sums = vec![0.0; usize::try_from(self.width).unwrap()];
        for number in 0..count {
            let values = self.values();
            for (sum, value) in sums.iter_mut().zip(&values) {
                *sum += value;
            }
            if self.habits.year_stub {
                let cell = CellRef::new(self.row, self.left);
                self.tab
                    .set(cell, Typed::Number(f64::from(2540 + from + number)));
            } else {
                let label = self.label(from + number);
                self.text(0, format!("{indent}{label}"));
            }
            if self.habits.second_stub {
                let other = self.label(from + number + 1);
                self.text(self.width + 1, other);
            }

            self.numbers(&values);
            self.row += 1;
        }
        sums
    }

    /// Records, plain or in sections, with totals above, below or both.
    fn body(&mut self) -> u32 {
        let total = *self.dice.pick(self.words.total);
        let above = self.dice.below(3) == 0;
        let below = !above && self.dice.below(2) == 0;
        let top = self.row;
        self.row += u32::from(above);
        let mut sums = vec![0.0; usize::try_from(self.width).unwrap()];
        if self.dice.below(5) < 2 {
            let mut from = 0;
            for number in 0..self.dice.within(2, 4) {
                let section = self.words.sections[usize::try_from(number).unwrap()];
                let own_row = self.row;
                let with_sums = self.dice.below(2) == 0;
                self.text(0, section);
                self.row += 1;
                let count = self.dice.within(2, 7);
                let indent = if self.dice.below(2) == 0 { "   " } else { "" };
                let part = self.records(count, from, indent);
                from += count;
                for (sum, value) in sums.iter_mut().zip(&part) {
                    *sum += value;
                }
                if with_sums {
                    let after = std::mem::replace(&mut self.row, own_row);
                    self.numbers(&part);
                    self.row = after;
                } else if self.dice.below(3) == 0 {
                    self.text(0, *self.dice.clone().pick(self.words.subtotal));
                    self.numbers(&part);
                    self.row += 1;
                }
                self.row += u32::from(number < 1 && self.dice.below(4) == 0);
            }
            // A blank row ends no table.
            if self
                .tab
                .get(CellRef::new(self.row - 1, self.left))
                .is_none()
            {
                self.row -= 1;
            }
        } else {
            let count = self.dice.within(5, 40);
            if self.habits.centred_group && !self.habits.second_stub {
                self.records(count / 2, 0, "");
                let what =
                    *self
                        .dice
                        .pick(&["ร้อยละ", "PERCENT DISTRIBUTION", "อัตราต่อประชากรแสนคน"]);
                self.text(1, what);
                self.row += 1;
                self.records(count - count / 2, 0, "");
            } else {
                sums = self.records(count, 0, "");
            }
        }
        if below {
            self.text(0, total);
            self.numbers(&sums);
            self.row += 1;
        }
        if above {
            let after = std::mem::replace(&mut self.row, top);
            self.text(0, total);
            self.numbers(&sums);
            self.row = after;
        }
        self.row - 1
    }

    fn notes(&mut self) {
        self.row += self.dice.below(3);
        for _ in 0..self.dice.below(4) {
            let note = *self.dice.pick(self.words.notes);
            self.text(0, note);
            self.row += 1 + u32::from(self.dice.below(6) == 0);
        }
    }

    fn table(&mut self) -> Truth {
        let header = self.header();
        let last = self.body();
        Truth {
            header,
            last,
            columns: (
                self.left,
                self.left + self.width + u32::from(self.habits.second_stub),
            ),
        }
    }
}

/// A sheet as a yearbook prints it, and the tables on it.
pub(crate) fn sheet(dice: &mut Dice) -> (Tab, Vec<Truth>) {
    let words: &'static Words = if dice.below(2) == 0 { &THAI } else { &ENGLISH };
    let mut tab = Tab {
        name: "1".to_owned(),
        cells: BTreeMap::new(),
        top: 0,
        left: 0,
        columns: Vec::new(),
        records: 0,
        merges: Vec::new(),
        formats: BTreeMap::new(),
        more: Vec::new(),
    };
    let several = dice.below(10);
    let (row, left, width) = (dice.below(2), dice.below(5) / 4, dice.within(2, 9));
    let habits = Habits::new(dice, several < 2);
    let mut print = Print {
        tab: &mut tab,
        words,
        dice,
        row,
        left,
        width,
        habits,
    };
    let mut truths = Vec::new();
    print.titles();
    match several {
        // Side by side, with one or two columns between.
        0 => {
            let top = print.row;
            print.width = print.width.min(4);
            truths.push(print.table());
            print.left += print.width + 2 + u32::from(habits.second_stub) + print.dice.below(2);
            print.row = top;
            print.width = print.dice.within(2, 4);
            truths.push(print.table());
        }
        // One below the other, each with a title of its own.
        1 => {
            truths.push(print.table());
            print.row += print.dice.within(1, 3);
            print.text(0, "ตาราง 5.2 Table 5.2");
            print.row += 1 + print.dice.below(2);
            truths.push(print.table());
            print.notes();
        }
        _ => {
            truths.push(print.table());
            print.notes();
        }
    }
    (tab, truths)
}
