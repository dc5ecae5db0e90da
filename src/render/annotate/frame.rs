//! Where cells lie on the screen, so that a note's box has the size that its text needs.

use std::collections::BTreeMap;

use crate::model::address::{MAX_COLUMNS, MAX_ROWS};
use crate::render::annotate::xml::Tag;

/// Widths of columns and heights of rows, in pixels.
#[derive(Debug)]
pub(super) struct Frame {
    column: u32,
    row: u32,
    /// First and last column, width, style.
    columns: Vec<(u32, u32, u32, Option<u32>)>,
    rows: BTreeMap<u32, u32>,
}

impl Default for Frame {
    fn default() -> Self {
        Self {
            column: 64,
            row: 20,
            columns: Vec::new(),
            rows: BTreeMap::new(),
        }
    }
}

/// Pixels of a length, as far as any screen goes.
fn pixels(length: f64) -> u32 {
    let bits = (0..11).rev().map(|bit| 1u32 << bit);
    bits.fold(0, |sum, bit| {
        if f64::from(sum + bit) <= length {
            sum + bit
        } else {
            sum
        }
    })
}

impl Frame {
    /// `sheetFormatPr`.
    pub(super) fn format(&mut self, tag: &Tag<'_>) {
        let number = |name: &str| tag.get(name).and_then(|it| it.number::<f64>());
        if let Some(width) = number("defaultColWidth") {
            self.column = pixels(width * 7.0 + 5.0);
        }
        if let Some(height) = number("defaultRowHeight") {
            self.row = pixels(height * 4.0 / 3.0).max(1);
        }
    }

    /// `col`.
    pub(super) fn col(&mut self, tag: &Tag<'_>) {
        let number = |name: &str| tag.get(name).and_then(|it| it.number::<u32>());
        let (Some(first), Some(last)) = (number("min"), number("max")) else {
            return;
        };
        let width = tag.get("width").and_then(|it| it.number::<f64>());
        let hidden = tag.get("hidden").is_some_and(|it| it.is_true());
        let width = match width {
            _ if hidden => 0,
            Some(width) => pixels(width * 7.0 + 5.0),
            None => self.column,
        };
        self.columns.push((
            first.saturating_sub(1),
            last.saturating_sub(1),
            width,
            number("style"),
        ));
    }

    /// `row`, where its height is not the usual one.
    pub(super) fn row(&mut self, number: u32, tag: &Tag<'_>) {
        let height = tag.get("ht").and_then(|it| it.number::<f64>());
        let hidden = tag.get("hidden").is_some_and(|it| it.is_true());
        let height = match height {
            _ if hidden => 0,
            Some(height) => pixels(height * 4.0 / 3.0),
            None => return,
        };
        if height != self.row {
            self.rows.insert(number, height);
        }
    }

    /// The style that a column gives to cells that are not there.
    pub(super) fn style(&self, column: u32) -> Option<u32> {
        self.columns
            .iter()
            .find(|(first, last, ..)| (*first..=*last).contains(&column))
            .and_then(|(.., style)| *style)
    }

    fn width(&self, column: u32) -> u32 {
        self.columns
            .iter()
            .find(|(first, last, ..)| (*first..=*last).contains(&column))
            .map_or(self.column, |(_, _, width, _)| *width)
    }

    fn height(&self, row: u32) -> u32 {
        self.rows.get(&row).copied().unwrap_or(self.row)
    }

    /// A box of a size to the right of a cell, as VML says it: column and pixels, row and pixels, of both corners.
    pub(super) fn anchor(&self, cell: (u32, u32), size: (u32, u32)) -> String {
        let left = (cell.1 + 1).min(MAX_COLUMNS - 1);
        let top = cell.0.saturating_sub(1);
        let (right, over) = walk(left, size.0 + 12, MAX_COLUMNS - 1, |column| {
            self.width(column)
        });
        let (bottom, below) = walk(top, size.1 + 4, MAX_ROWS - 1, |row| self.height(row));
        format!("{left}, 12, {top}, 4, {right}, {over}, {bottom}, {below}")
    }

    /// A box that is taller by some pixels, and at least so wide. `None`: it was not understood.
    pub(super) fn taller(&self, anchor: &str, wide: u32, more: u32) -> Option<String> {
        let numbers: Vec<u32> = anchor
            .split(',')
            .map_while(|number| number.trim().parse().ok())
            .collect();
        let [left, from_left, top, from_top, right, over, bottom, below] = numbers[..] else {
            return None;
        };
        let (wider, rest) = walk(left, from_left + wide, MAX_COLUMNS - 1, |it| self.width(it));
        let (right, over) = (right, over).max((wider, rest));
        let (bottom, below) = walk(bottom, below + more, MAX_ROWS - 1, |it| self.height(it));
        Some(format!(
            "{left}, {from_left}, {top}, {from_top}, {right}, {over}, {bottom}, {below}"
        ))
    }
}

/// Rows or columns that a box spans at most.
const FAR: u32 = 2_000;

/// Goes so many pixels from the start of a row or column: where that ends.
fn walk(from: u32, pixels: u32, last: u32, size: impl Fn(u32) -> u32) -> (u32, u32) {
    let mut rest = pixels;
    let mut at = from;
    // Hidden rows take no room, and there may be a million of them.
    while at < last.min(from.saturating_add(FAR)) {
        let here = size(at);
        if rest < here {
            break;
        }
        rest -= here;
        at += 1;
    }
    (at, rest.min(size(at)))
}

#[cfg(test)]
mod tests {
    use super::Frame;

    #[test]
    fn a_box_spans_the_columns_that_its_width_needs() {
        let frame = Frame::default();
        assert_eq!(frame.anchor((0, 0), (128, 40)), "1, 12, 0, 4, 3, 12, 2, 4");
    }
}
