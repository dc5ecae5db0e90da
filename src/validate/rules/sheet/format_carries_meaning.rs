use std::collections::{BTreeMap, BTreeSet};

use crate::model::address::{CellRef, Range};
use crate::model::cell::{Cell, Value};
use crate::model::column::Column;
use crate::model::diagnostic::Severity;
use crate::model::language::say;
use crate::model::layout::Layout;
use crate::model::workbook::{Look, Sheet};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// Colour says something that no column says
    ///
    /// ## Why it matters
    /// Colour does not survive as CSV. What it marks (preliminary figures, closed units, values to check) is lost, and those who cannot tell the colours apart never had it.
    ///
    /// ## ทำไมจึงสำคัญ
    /// สีจะหายไปเมื่อเป็น CSV สิ่งที่สีบอกไว้ เช่น ตัวเลขเบื้องต้น หน่วยงานที่ปิดแล้ว ค่าที่ต้องตรวจ จะสูญหาย และผู้ที่แยกสีไม่ได้ไม่เคยรับรู้
    ///
    /// ## How to fix in Excel
    /// Add a column such as "สถานะ" and write there in words what the colour means: Data > Filter, Filter by Color, type the word in the first row that shows and fill it down. Then Home > Fill Color > No Fill.
    ///
    /// ## วิธีแก้ใน Excel
    /// เพิ่มคอลัมน์ เช่น "สถานะ" แล้วเขียนความหมายของสีเป็นคำ: ข้อมูล > ตัวกรอง > กรองตามสี พิมพ์คำในแถวแรกที่เห็นแล้วเติมลงด้านล่าง จากนั้นเลือก หน้าแรก > สีเติม > ไม่เติม
    ///
    /// ## Flagged
    /// ```grid
    /// filled: A4:A5
    /// filled: B4:B5
    /// filled: B9:B9
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 11 |
    /// | พะเยา | 8 |
    /// | ลำปาง | 31 |
    /// | ลำพูน | 6 |
    /// | เชียงราย | 15 |
    /// | ตาก | 14 |
    /// | เลย | 13 |
    /// | หนองคาย | 10 |
    /// | สุรินทร์ | 9 |
    /// | ตรัง | 24 |
    /// ```
    /// ```report
    /// warning[format-carries-meaning] A4:B5: 5 cells are filled with a colour of their own, and no column says what it means
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// filled: A4:A4
    /// filled: A7:A7
    /// filled: A10:A10
    /// filled: A13:A13
    /// filled: B4:B4
    /// filled: B7:B7
    /// filled: B10:B10
    /// filled: B13:B13
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 11 |
    /// | พะเยา | 8 |
    /// | ลำปาง | 31 |
    /// | ลำพูน | 6 |
    /// | เชียงราย | 15 |
    /// | ตาก | 14 |
    /// | เลย | 13 |
    /// | หนองคาย | 10 |
    /// | สุรินทร์ | 9 |
    /// | ตรัง | 24 |
    /// ```
    "format-carries-meaning", Warning, Sheet(check), None, Confirm, Rows,
    th: "สีของเซลล์มีความหมายที่ไม่มีคอลัมน์ใดบอกไว้", en: "Colour says something that no column says"
}

/// Records below which a share says nothing.
const FEWEST: usize = 10;
/// Colours above which a column is a scale or a decoration.
const COLOURS: usize = 4;
/// Columns of a table that a reader takes in; wider ones are a machine's, and cost the square of their width.
const COLUMNS: usize = 256;
/// Longest period of stripes that is looked for.
const STRIPES: usize = 12;

/// A filled run of a column: first row, last row, colour.
type Fill = (u32, u32, u32);

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    let facts = &sheet.sheet.facts;
    // Where runs were left out no share is known.
    if facts.looks_cut {
        return;
    }
    let mut fills: BTreeMap<u32, Vec<Fill>> = BTreeMap::new();
    for (look, run) in &facts.looks {
        if let Look::Filled(colour) = look {
            let fill = (run.first.row, run.last.row, *colour);
            fills.entry(run.first.column).or_default().push(fill);
        }
    }
    for fills in fills.values_mut() {
        fills.sort_unstable();
    }
    let layouts = sheet.layouts.iter();
    for layout in layouts.filter(|layout| layout.fields.len() <= COLUMNS) {
        let mut runs: Vec<Range> = Vec::new();
        for field in &layout.fields {
            if let Some(fills) = fills.get(&field.column) {
                runs.extend(marked(sheet.sheet, layout, field.column, fills));
            }
        }
        let count: u64 = runs.iter().map(Range::cells).sum();
        let finding = Finding::over(joined(runs), |_, _| {
            let (cells, are) = if count == 1 {
                ("cell", "is")
            } else {
                ("cells", "are")
            };
            (
                say!(
                    th: "{count} เซลล์เติมสีต่างจากเซลล์อื่นในคอลัมน์ โดยไม่มีคอลัมน์ใดบอกความหมายของสี",
                    en: "{count} {cells} {are} filled with a colour of their own, and no column says what it means"
                ),
                say!(
                    th: "เพิ่มคอลัมน์ เช่น \"สถานะ\" แล้วเขียนความหมายของสีเป็นคำ (ข้อมูล > ตัวกรอง > กรองตามสี ช่วยให้เติมได้เร็ว) แล้วเลือก หน้าแรก > สีเติม > ไม่เติม",
                    en: "add a column such as \"status\" and write there in words what the colour means (Data > Filter > Filter by Color helps to fill it), then choose Home > Fill Color > No Fill"
                ),
            )
        });
        if let Some(finding) = finding {
            sink.report(finding.count(count).weaker(Severity::Warning, 0.8));
        }
    }
}

/// The cells of a column whose colour only a few have, unless something else explains it.
fn marked(sheet: &Sheet, layout: &Layout, column: u32, fills: &[Fill]) -> Vec<Range> {
    let Some(cells) = sheet.columns.get(column as usize) else {
        return Vec::new();
    };
    let rows: Vec<u32> = layout
        .records()
        .into_iter()
        .flat_map(|(first, last)| first..=last)
        .collect();
    if rows.len() < FEWEST {
        return Vec::new();
    }
    let colours = colours(&rows, fills);
    let mut counts: BTreeMap<Option<u32>, usize> = BTreeMap::new();
    for (row, colour) in rows.iter().zip(&colours) {
        if !cells.get(*row).is_empty() {
            *counts.entry(*colour).or_default() += 1;
        }
    }
    let valued: usize = counts.values().sum();
    // No fill at all is a look too, mostly the usual one.
    let Some((usual, most)) = counts.iter().max_by_key(|(_, count)| **count) else {
        return Vec::new();
    };
    let marks: Vec<Option<u32>> = colours
        .iter()
        .map(|colour| colour.filter(|_| colour != usual))
        .collect();
    let count = marks.iter().flatten().count();
    let kinds: BTreeSet<u32> = marks.iter().flatten().copied().collect();
    // Two cells in a hundred up to two in five, against one look that the others share.
    let few =
        count > 0 && count * 50 >= valued && count * 5 <= valued * 2 && most * 5 >= valued * 3;
    if !few || kinds.len() > COLOURS || is_striped(&marks) {
        return Vec::new();
    }
    let told = layout.fields.iter().any(|field| {
        let other = sheet.columns.get(field.column as usize);
        other.is_some_and(|other| tells(other, &rows, &marks, field.column == column))
    });
    if told || is_extreme(cells, &rows, &marks, &kinds) {
        return Vec::new();
    }
    runs(column, &rows, &marks)
}

/// The colour of each row.
fn colours(rows: &[u32], fills: &[Fill]) -> Vec<Option<u32>> {
    let mut fills = fills.iter().peekable();
    rows.iter()
        .map(|row| {
            while fills.next_if(|(_, last, _)| last < row).is_some() {}
            let here = fills.peek().filter(|(first, ..)| first <= row);
            here.map(|(_, _, colour)| *colour)
        })
        .collect()
}

/// Whether every second, third … row is coloured.
fn is_striped(marks: &[Option<u32>]) -> bool {
    (2..=STRIPES.min(marks.len() / 2)).any(|period| {
        let pairs = marks.iter().zip(marks.iter().skip(period));
        let (mut alike, mut all) = (0usize, 0usize);
        for (one, other) in pairs.filter(|(one, other)| one.is_some() || other.is_some()) {
            all += 1;
            alike += usize::from(one == other);
        }
        all >= 2 && alike * 10 >= all * 9
    })
}

/// Whether a column says in words what the colour says: each of its values has one colour, and its values recur.
fn tells(cells: &Column, rows: &[u32], marks: &[Option<u32>], own: bool) -> bool {
    let mut seen: BTreeMap<u64, Option<u32>> = BTreeMap::new();
    let mut value = Cell::EMPTY;
    for (row, mark) in rows.iter().zip(marks) {
        let cell = cells.get(*row);
        // A label may stand once for the rows below it.
        if own || !cell.is_empty() {
            value = cell;
        }
        if *seen.entry(value.bits()).or_insert(*mark) != *mark {
            return false;
        }
    }
    if own {
        // Two or more cells that say the same and look the same.
        let values = seen.values().flatten().count();
        return values * 2 <= marks.iter().flatten().count();
    }
    seen.len() >= 2 && seen.len() * 2 <= rows.len()
}

/// Whether each colour marks the largest or the smallest numbers of the column: then the numbers say so themselves.
fn is_extreme(cells: &Column, rows: &[u32], marks: &[Option<u32>], kinds: &BTreeSet<u32>) -> bool {
    let Some((low, high)) = bounds(cells, rows, marks, None) else {
        return false;
    };
    kinds.iter().all(|kind| {
        bounds(cells, rows, marks, Some(*kind))
            .is_some_and(|(least, most)| least > high || most < low)
    })
}

/// The smallest and the largest number of one colour; `None` where other values have it too, or where there is none.
fn bounds(
    cells: &Column,
    rows: &[u32],
    marks: &[Option<u32>],
    kind: Option<u32>,
) -> Option<(f64, f64)> {
    let mut bounds: Option<(f64, f64)> = None;
    for (row, _) in rows.iter().zip(marks).filter(|(_, mark)| **mark == kind) {
        let Value::Number(number) = cells.get(*row).value() else {
            if kind.is_some() {
                return None;
            }
            continue;
        };
        let number = number.to_f64();
        let (low, high) = bounds.unwrap_or((number, number));
        bounds = Some((low.min(number), high.max(number)));
    }
    bounds
}

/// The coloured cells, neighbours together.
fn runs(column: u32, rows: &[u32], marks: &[Option<u32>]) -> Vec<Range> {
    let mut runs: Vec<Range> = Vec::new();
    for (row, _) in rows.iter().zip(marks).filter(|(_, mark)| mark.is_some()) {
        match runs.last_mut() {
            Some(run) if run.last.row + 1 == *row => run.last.row = *row,
            _ => runs.push(Range::from(CellRef::new(*row, column))),
        }
    }
    runs
}

/// Runs of the same rows in neighbouring columns are one range: a row that is coloured all along is told once.
fn joined(mut runs: Vec<Range>) -> Vec<Range> {
    runs.sort_unstable_by_key(|run| (run.first.row, run.last.row, run.first.column));
    let mut joined: Vec<Range> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last)
                if (last.first.row, last.last.row) == (run.first.row, run.last.row)
                    && last.last.column + 1 == run.first.column =>
            {
                last.last.column = run.last.column;
            }
            _ => joined.push(run),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{is_striped, tells};
    use crate::model::cell::{Cell, Value};
    use crate::model::column::Column;
    use crate::model::number::Number;

    fn marks(coloured: &[usize], rows: usize) -> Vec<Option<u32>> {
        (0..rows)
            .map(|row| coloured.contains(&row).then_some(1))
            .collect()
    }

    #[test]
    fn stripes_are_told_from_single_rows() {
        assert!(is_striped(&marks(&[2, 5, 8, 11], 12)));
        assert!(is_striped(&marks(&[0, 4, 8, 12, 16], 20)));
        for coloured in [&[5, 6][..], &[1], &[0, 1, 7], &[2, 3, 7]] {
            assert!(!is_striped(&marks(coloured, 12)), "{coloured:?}");
        }
    }

    #[test]
    fn a_column_of_groups_tells_what_its_colours_say() {
        let column = |values: &[i64]| {
            let mut column = Column::default();
            for (row, value) in (0u32..).zip(values) {
                let number = Value::Number(Number::from_integer(*value));
                column.set(row, Cell::from(number));
            }
            column
        };
        let rows: Vec<u32> = (0..8).collect();
        let marks = marks(&[2, 3], 8);
        assert!(tells(
            &column(&[1, 1, 2, 2, 3, 3, 4, 4]),
            &rows,
            &marks,
            false
        ));
        assert!(!tells(
            &column(&[1, 1, 2, 2, 2, 3, 4, 4]),
            &rows,
            &marks,
            false
        ));
        assert!(!tells(
            &column(&[1, 2, 3, 4, 5, 6, 7, 8]),
            &rows,
            &marks,
            false
        ));
        assert!(tells(
            &column(&[1, 2, 0, 0, 5, 6, 7, 8]),
            &rows,
            &marks,
            true
        ));
    }
}
