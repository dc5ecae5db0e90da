//! What the columns of a tidied table hold: exact, over every row.

use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::moment::{Day, Moment};
use crate::model::number::Number;
use crate::model::table::{Table, TableColumn};

/// Distinct texts of a column that can be a list of codes, at most.
pub(super) const FEW: usize = 20;

/// What a text says of a person or may say: never an example.
const PERSONAL: Class = Class::NATIONAL_ID
    .and(Class::PHONE)
    .and(Class::EMAIL)
    .and(Class::PERSON)
    .and(Class::CARD)
    .and(Class::ADDRESS)
    .and(Class::PLATE)
    .and(Class::MANY_DIGITS);

/// Longest example, in characters.
const LONGEST_EXAMPLE: usize = 80;

/// Counts over the rows of one column. Costs eight bytes a row while it is made.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Rows of the table.
    pub(super) rows: u64,
    /// Cells with a value.
    pub(super) filled: u64,
    /// Numbers.
    pub(super) numbers: u64,
    /// Numbers without a point.
    pub(super) whole: u64,
    /// Whole numbers from 2400 to 2600, and from 1900 to 2100.
    pub(super) years: (u64, u64),
    /// TRUE and FALSE.
    pub(super) booleans: u64,
    /// Days.
    pub(super) days: u64,
    /// Days with a time.
    pub(super) moments: u64,
    /// Times of day.
    pub(super) times: u64,
    /// Texts.
    pub(super) texts: u64,
    /// Distinct values.
    pub(super) distinct: u64,
    /// The distinct texts, where they are few and nothing else stands in the column.
    pub(super) values: Vec<String>,
    /// The smallest and the largest number.
    pub(super) range: Option<(Number, Number)>,
    /// The first and the last day.
    pub(super) period: Option<(Day, Day)>,
    /// Characters of the longest text.
    pub(super) longest: usize,
    /// The first value that says nothing of a person.
    pub(super) example: String,
    /// A text of the column says something of a person.
    pub(super) personal: bool,
}

impl Facts {
    /// Whether every row has a value.
    pub(super) fn is_full(&self) -> bool {
        self.rows > 0 && self.filled == self.rows
    }

    /// Whether every number is at least 0, and there is one.
    pub(super) fn never_negative(&self) -> bool {
        self.range.is_some_and(|(least, _)| least.to_f64() >= 0.0)
    }

    /// Looks at every cell of a column.
    pub(super) fn of(table: &Table, column: &TableColumn) -> Self {
        let mut facts = Self {
            rows: table.len(),
            ..Self::default()
        };
        let mut bits: Vec<u64> = Vec::new();
        let mut few: Vec<Cell> = Vec::new();
        for (first, last) in &table.rows {
            column.cells.for_each(*first, *last, |_, cell| {
                facts.count(table, cell);
                bits.push(cell.bits());
                if few.len() <= FEW && !few.contains(&cell) {
                    few.push(cell);
                }
            });
        }
        bits.sort_unstable();
        bits.dedup();
        facts.distinct = bits.len() as u64;
        if facts.texts == facts.filled && few.len() <= FEW {
            facts.values = few
                .into_iter()
                .map(|cell| cell.value().to_text(&table.strings))
                .collect();
        }
        facts
    }

    fn count(&mut self, table: &Table, cell: Cell) {
        self.filled += 1;
        match cell.value() {
            Value::Number(number) => self.count_number(number),
            Value::Bool(_) => self.booleans += 1,
            Value::Moment(Moment::Date(day)) => {
                self.days += 1;
                self.count_day(day);
            }
            Value::Moment(Moment::DateTime(day, _)) => {
                self.moments += 1;
                self.count_day(day);
            }
            Value::Moment(Moment::Time(_)) => self.times += 1,
            Value::Text(id) => {
                self.texts += 1;
                let text = table.strings.get(id);
                self.longest = self.longest.max(text.chars().count());
                if table.strings.class(id).has(PERSONAL) {
                    self.personal = true;
                    return;
                }
            }
            Value::Empty | Value::Error(_) => return,
        }
        if self.example.is_empty() {
            let text = cell.value().to_text(&table.strings);
            let fits = text.chars().count() <= LONGEST_EXAMPLE && !Class::of(&text).has(PERSONAL);
            if fits && !text.contains('\n') {
                self.example = text;
            }
        }
    }

    fn count_number(&mut self, number: Number) {
        self.numbers += 1;
        if number.is_written_whole() {
            self.whole += 1;
            match number.to_integer() {
                Some(2400..=2600) => self.years.0 += 1,
                Some(1900..=2100) => self.years.1 += 1,
                _ => {}
            }
        }
        let value = number.to_f64();
        self.range = Some(match self.range {
            Some((least, most)) => (
                if value < least.to_f64() {
                    number
                } else {
                    least
                },
                if value > most.to_f64() { number } else { most },
            ),
            None => (number, number),
        });
    }

    fn count_day(&mut self, day: Day) {
        self.period = Some(match self.period {
            Some((first, last)) => (first.min(day), last.max(day)),
            None => (day, day),
        });
    }
}

/// Whether some columns together tell every row apart.
pub(super) fn tell_apart(table: &Table, columns: &[&TableColumn]) -> bool {
    let mut keys: Vec<Vec<u64>> = table
        .row_numbers()
        .map(|row| {
            let cells = columns.iter().map(|column| column.cells.get(row).bits());
            cells.collect()
        })
        .collect();
    keys.sort_unstable();
    keys.windows(2).all(|pair| pair[0] != pair[1])
}
