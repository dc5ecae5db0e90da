//! Rows that sum up others: by arithmetic first, by the word second.

use crate::detect::grid::{Grid, Kind};
use crate::model::cell::Value;
use crate::model::grammar::{digits, number, period};
use crate::model::layout::{Layout, Total};

/// Words that begin the label of a total. `อื่น ๆ` (others) is none.
const WORDS: [&str; 21] = [
    "จำนวนรวม",
    "ทั่วประเทศ",
    "รวมสุทธิ",
    "รวมเป็นเงิน",
    "รวมเงิน",
    "รวม",
    "รวมทั้งสิ้น",
    "รวมทั้งหมด",
    "รวมทั้งประเทศ",
    "ยอดรวม",
    "ผลรวม",
    "รวมยอด",
    "ทั้งประเทศ",
    "ทั้งสิ้น",
    "เฉลี่ย",
    "ค่าเฉลี่ย",
    "total",
    "grand total",
    "subtotal",
    "sub-total",
    "sum",
];
/// What may follow such a word for it still to be one, not the beginning of a name (`รวมใจพัฒนา`).
const AFTER: [&str; 8] = ["", "ทั้ง", "เขต", "ภาค", "จังหวัด", "ปี", "งบ", "จำนวน"];
/// Rows above which sums are looked for only where a word asks for it: a register that long holds no subtotals.
const LONG: u32 = 20_000;
/// Share of a row's numbers that must be sums (Strudel, measured in the rule catalogue C).
const AGREE: f64 = 0.6;

/// Records a total that the file itself declares.
pub(super) fn declare(layout: &mut Layout, parts: (u32, u32), row: u32) {
    layout.totals.push(Total {
        row,
        by_arithmetic: true,
        by_word: true,
        parts: Some(parts),
        columns: 0,
    });
}

/// Finds the totals of a layout.
pub(super) fn complete(grid: &Grid<'_>, layout: &mut Layout) {
    let Some((first, last)) = layout.body else {
        return;
    };
    let words = rows_with_word(grid, layout, first, last);
    if last - first > LONG && words.is_empty() {
        return;
    }
    let numeric = numeric_columns(grid, layout, first, last);
    let mut sums = Sums::new(grid, &numeric);
    for row in first..=last {
        if !layout.is_record(row) {
            continue;
        }
        let values = sums.values(row);
        let by_word = words.binary_search(&row).is_ok();
        let above = sums.matches(&values).filter(|(agree, parts)| {
            // Without a word two columns must agree, and the third row is the sum of two too often by chance.
            let convincing = parts.1 - parts.0 >= 2 || (row == last && *agree >= 3);
            by_word || (*agree >= 2 && convincing && !names_a_period(grid, layout, row))
        });
        let below = || {
            by_word
                .then(|| below(&sums, layout, row, last, &words, &values))
                .flatten()
        };
        let found = above.or_else(below);
        if let Some((columns, parts)) = found {
            layout.totals.push(Total {
                row,
                by_arithmetic: true,
                by_word,
                parts: Some(parts),
                columns,
            });
            sums.close(&values, row);
        } else if by_word {
            layout.totals.push(Total {
                row,
                by_arithmetic: false,
                by_word,
                parts: None,
                columns: 0,
            });
            sums.restart(row);
        } else {
            sums.add(&values, row);
        }
    }
    let groups = std::mem::take(&mut layout.groups);
    layout.groups = groups
        .into_iter()
        .filter(|row| !layout.totals.iter().any(|total| total.row == *row))
        .collect();
    // A row that only a word calls a total may be a place of that name: it stays a record.
    let totals = std::mem::take(&mut layout.totals);
    layout.totals = totals
        .into_iter()
        .filter(|total| {
            total.by_arithmetic || numeric.is_empty() || is_bare_word(grid, layout, total.row)
        })
        .collect();
}

/// Whether a row is named by a time or a number: one of a series, whose sums come about by chance.
fn names_a_period(grid: &Grid<'_>, layout: &Layout, row: u32) -> bool {
    let Some(first) = layout.fields.first() else {
        return false;
    };
    match grid.kind_at(row, first.column) {
        Kind::Date | Kind::Number => true,
        Kind::Text => period::parse(&grid.text(row, first.column)).is_some(),
        _ => false,
    }
}

/// Rows whose first text says "total".
fn rows_with_word(grid: &Grid<'_>, layout: &Layout, first: u32, last: u32) -> Vec<u32> {
    let mut rows = Vec::new();
    let texts = layout.fields.iter().filter(|field| {
        (first..=last)
            .take(50)
            .any(|row| grid.kind_at(row, field.column) == Kind::Text)
    });
    // Each distinct text is looked at once.
    let mut known: Vec<Option<bool>> = vec![None; grid.strings.len()];
    for field in texts.take(2) {
        let Some(column) = grid.sheet.columns.get(field.column as usize) else {
            continue;
        };
        column.for_each(first, last, |row, cell| {
            let Some(id) = cell.as_text() else { return };
            let Some(known) = known.get_mut(id.index()) else {
                return;
            };
            if *known.get_or_insert_with(|| says_total(grid.strings.get(id))) {
                rows.push(row);
            }
        });
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn says_total(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '.', ' ']);
    if text.len() > 120 {
        return false;
    }
    WORDS.iter().any(|word| {
        let Some(head) = text.get(..word.len()) else {
            return false;
        };
        if !head.eq_ignore_ascii_case(word) {
            return false;
        }
        let rest = &text[word.len()..];
        rest.starts_with([' ', '(', ':'])
            || AFTER.iter().any(|after| {
                if after.is_empty() {
                    rest.is_empty()
                } else {
                    rest.starts_with(after)
                }
            })
    })
}

fn is_bare_word(grid: &Grid<'_>, layout: &Layout, row: u32) -> bool {
    layout.fields.iter().any(|field| {
        let text = grid.text(row, field.column);
        let text = text.trim();
        WORDS
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word) || counts_rows(text, word))
    })
}

/// "รวมทั้งสิ้น 67 แห่ง": the word, a number, and at most one word for what was counted.
fn counts_rows(text: &str, word: &str) -> bool {
    let Some(rest) = text.strip_prefix(word) else {
        return false;
    };
    AFTER.iter().any(|after| {
        let Some(rest) = rest.strip_prefix(after) else {
            return false;
        };
        let rest = digits::to_ascii(rest.trim_start());
        let unit = rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ',');
        unit.len() < rest.len() && unit.split_whitespace().count() <= 1
    })
}

/// Columns of amounts: numbers that are no running number and no year.
fn numeric_columns(grid: &Grid<'_>, layout: &Layout, first: u32, last: u32) -> Vec<u32> {
    let amounts = layout.fields.iter().filter(|field| {
        let (mut numbers, mut others, mut sequence, mut years) = (0u32, 0u32, 0u32, 0u32);
        let mut expected = 1.0;
        for row in (first..=last).take(200) {
            match grid.kind_at(row, field.column) {
                Kind::Number => {
                    numbers += 1;
                    let value = value(grid, row, field.column).unwrap_or(0.0);
                    sequence += u32::from((value - expected).abs() < 1e-9);
                    years += u32::from(
                        (1900.0..2101.0).contains(&value) || (2440.0..2641.0).contains(&value),
                    );
                    expected = value + 1.0;
                }
                Kind::Empty | Kind::Void => {}
                _ => others += 1,
            }
        }
        numbers > others
            && numbers > 0
            && (sequence + 1 < numbers || numbers < 3)
            && years < numbers
    });
    amounts.map(|field| field.column).collect()
}

fn value(grid: &Grid<'_>, row: u32, column: u32) -> Option<f64> {
    match grid.cell(row, column).value() {
        Value::Number(number) => Some(number.to_f64()),
        Value::Text(id) => {
            number::parse(&digits::to_ascii(grid.strings.get(id))).map(|read| read.number.to_f64())
        }
        _ => None,
    }
}

/// Running sums of the rows since the last total, and of those totals.
struct Sums<'a> {
    grid: &'a Grid<'a>,
    columns: &'a [u32],
    part: Vec<f64>,
    part_rows: (u32, u32),
    parts: u32,
    totals: Vec<f64>,
    total_rows: (u32, u32),
    total_count: u32,
}

impl<'a> Sums<'a> {
    fn new(grid: &'a Grid<'a>, columns: &'a [u32]) -> Self {
        let zero = vec![0.0; columns.len()];
        Self {
            grid,
            columns,
            part: zero.clone(),
            part_rows: (0, 0),
            parts: 0,
            totals: zero,
            total_rows: (0, 0),
            total_count: 0,
        }
    }

    fn values(&self, row: u32) -> Vec<Option<f64>> {
        self.columns
            .iter()
            .map(|column| value(self.grid, row, *column))
            .collect()
    }

    /// In how many columns a row is the sum of the rows since the last total, or of the totals before it.
    fn matches(&self, values: &[Option<f64>]) -> Option<(u32, (u32, u32))> {
        let parts = (self.parts >= 2)
            .then(|| agreement(values, &self.part))
            .flatten();
        let totals = (self.total_count >= 2)
            .then(|| agreement(values, &self.totals))
            .flatten();
        match (parts, totals) {
            (Some(agree), _) => Some((agree, self.part_rows)),
            (None, Some(agree)) => Some((agree, self.total_rows)),
            (None, None) => None,
        }
    }

    fn add(&mut self, values: &[Option<f64>], row: u32) {
        if self.parts == 0 {
            self.part_rows.0 = row;
        }
        self.part_rows.1 = row;
        self.parts += 1;
        for (sum, value) in self.part.iter_mut().zip(values) {
            *sum += value.unwrap_or(0.0);
        }
    }

    fn close(&mut self, values: &[Option<f64>], row: u32) {
        if self.total_count == 0 {
            self.total_rows.0 = row;
        }
        self.total_rows.1 = row;
        self.total_count += 1;
        for (sum, value) in self.totals.iter_mut().zip(values) {
            *sum += value.unwrap_or(0.0);
        }
        self.restart(row);
    }

    fn restart(&mut self, row: u32) {
        self.part.fill(0.0);
        self.parts = 0;
        self.part_rows = (row, row);
    }
}

/// Number of columns in which the values are the sums; `None` below the share that convinces.
fn agreement(values: &[Option<f64>], sums: &[f64]) -> Option<u32> {
    let (mut agree, mut asked) = (0u32, 0u32);
    for (value, sum) in values.iter().zip(sums) {
        let Some(value) = value else { continue };
        if value.abs() < f64::EPSILON && sum.abs() < f64::EPSILON {
            continue;
        }
        asked += 1;
        // Rounded parts may miss by a few hundredths, but not by a share that shows.
        let rounding = (sum.abs() * 0.005).min(0.051).max(sum.abs() * 1e-9);
        agree += u32::from((value - sum).abs() <= rounding);
    }
    (agree > 0 && f64::from(agree) >= f64::from(asked) * AGREE).then_some(agree)
}

/// A total that stands above its parts.
fn below(
    sums: &Sums<'_>,
    layout: &Layout,
    row: u32,
    last: u32,
    words: &[u32],
    values: &[Option<f64>],
) -> Option<(u32, (u32, u32))> {
    let next = words
        .iter()
        .find(|word| **word > row)
        .map_or(last, |word| word - 1);
    let mut total = vec![0.0; values.len()];
    let mut rows = 0;
    for part in row + 1..=next {
        if !layout.is_record(part) {
            continue;
        }
        rows += 1;
        for (sum, value) in total.iter_mut().zip(sums.values(part)) {
            *sum += value.unwrap_or(0.0);
        }
    }
    (rows >= 2)
        .then(|| agreement(values, &total))
        .flatten()
        .map(|agree| (agree, (row + 1, next)))
}
