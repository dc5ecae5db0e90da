use serde_json::{Value as Json, json};
use sheetpress::clean::{self, Part};
use sheetpress::model::address::{CellRef, Letters, Range};
use sheetpress::model::cell::{Cell, Value};
use sheetpress::model::change::Account;
use sheetpress::model::layout::{FieldLayout, Layout};
use sheetpress::model::number::Number;
use sheetpress::model::plan::StepCall;
use sheetpress::model::table::Table;
use sheetpress::model::workbook::{Sheet, Workbook};

use crate::harness::dice::Dice;
use crate::steps::{not_undone, untraced};
use crate::steps_reshape::lines;

/// Random tables for each comparison.
const TABLES: u64 = 150;

const WORDS: [&str; 9] = ["น่าน", "แพร่", "ตาก", "12", "7.5", "-3", "ไม่มี", "ก ข", "0"];

/// A sheet of these texts, the first rows its header, and where the table lies on it. What is plainly a number is one.
fn put(workbook: &mut Workbook, name: &str, top: u32, header: u32, rows: &[Vec<String>]) -> Layout {
    let mut sheet = Sheet {
        name: name.to_owned(),
        ..Sheet::default()
    };
    let width = rows[0].len();
    sheet.columns.resize_with(width, Default::default);
    for (row, texts) in (top..).zip(rows) {
        for (column, text) in sheet.columns.iter_mut().zip(texts) {
            let value = match Number::parse(text.as_bytes()) {
                Some(number) => Value::Number(number),
                None if text.is_empty() => Value::Empty,
                None => Value::Text(workbook.strings.intern(text)),
            };
            column.set(row, Cell::from(value));
        }
    }
    let columns = (0, u32::try_from(width).unwrap() - 1);
    let last = top + u32::try_from(rows.len()).unwrap() - 1;
    let names = usize::try_from(header).unwrap();
    let fields = (0u32..).zip(0..width).map(|(number, column)| {
        let parts = (top..top + header).zip(&rows[..names]);
        let parts = parts.map(|(row, texts)| (CellRef::new(row, number), texts[column].as_str()));
        let parts: Vec<(CellRef, &str)> = parts.filter(|(_, text)| !text.is_empty()).collect();
        let texts: Vec<&str> = parts.iter().map(|(_, text)| *text).collect();
        FieldLayout {
            column: number,
            label: texts.join(" / "),
            label_cells: parts.iter().map(|(cell, _)| *cell).collect(),
            ..FieldLayout::default()
        }
    });
    let layout = Layout {
        sheet: workbook.sheets.len(),
        range: Range::of((top, last), columns),
        header: Some(Range::of((top, top + header - 1), columns)),
        body: Some((top + header, last)),
        fields: fields.collect(),
        ..Layout::default()
    };
    workbook.sheets.push(sheet);
    layout
}

/// Applies a plan; every value is what the changes make of its cell, and undoing them brings every cell back.
fn run(
    workbook: &mut Workbook,
    layouts: Vec<Layout>,
    steps: &Json,
    then: &Json,
) -> (Table, Account) {
    let calls = |list: &Json| -> Vec<StepCall> { serde_json::from_value(list.clone()).unwrap() };
    let (steps, then) = (calls(steps), calls(then));
    let parts = layouts.into_iter().map(|layout| Part {
        layout,
        expects: None,
        steps: &steps,
        then: &then,
    });
    let parts: Vec<Part<'_>> = parts.collect();
    let (table, account) = clean::tidy(workbook, &parts, false).unwrap();
    let received = |name: &str, cell: CellRef| {
        let sheet = workbook.sheets.iter().find(|sheet| sheet.name == name);
        let cell = sheet.unwrap().cell(cell);
        cell.value().to_text(&workbook.strings)
    };
    assert_eq!(untraced(&table, &account, &received), None);
    assert_eq!(not_undone(&table, &account, &received), None);
    (table, account)
}

/// One table's lines after some steps.
fn one(header: u32, rows: &[Vec<String>], steps: &Json) -> Vec<String> {
    let mut workbook = Workbook::default();
    let layout = put(&mut workbook, "data", 0, header, rows);
    lines(&run(&mut workbook, vec![layout], steps, &json!([])).0)
}

fn words(dice: &mut Dice, count: usize) -> Vec<String> {
    let word = |_| (*dice.pick(&WORDS)).to_owned();
    (0..count).map(word).collect()
}

/// Words and, every now and then, nothing.
fn gappy(dice: &mut Dice, count: usize) -> Vec<String> {
    let mut texts = words(dice, count);
    for text in &mut texts {
        if dice.below(5) == 0 {
            text.clear();
        }
    }
    texts
}

fn size(dice: &mut Dice, first: u32, last: u32) -> usize {
    usize::try_from(dice.within(first, last)).unwrap()
}

/// Some of so many columns, in any order.
fn shuffled(dice: &mut Dice, count: usize, of: usize) -> Vec<usize> {
    let mut left: Vec<usize> = (0..of).collect();
    let mut chosen = Vec::new();
    for _ in 0..count {
        let at = size(dice, 0, u32::try_from(left.len()).unwrap() - 1);
        chosen.push(left.remove(at));
    }
    chosen
}

fn letters(columns: &[usize]) -> Vec<String> {
    let columns = columns
        .iter()
        .map(|it| Letters(u32::try_from(*it).unwrap()));
    columns.map(|it| it.to_string()).collect()
}

#[test]
fn melting_gives_a_row_for_every_column_of_every_row() {
    for seed in 0..TABLES {
        let mut dice = Dice::new(seed);
        let width = size(&mut dice, 2, 6);
        let count = size(&mut dice, 1, u32::try_from(width).unwrap());
        let molten = shuffled(&mut dice, count, width);
        let header: Vec<String> = (0..width).map(|it| format!("ปี {}", 2560 + it)).collect();
        let mut rows = vec![header.clone()];
        for _ in 0..size(&mut dice, 1, 8) {
            rows.push(gappy(&mut dice, width));
        }
        let drops = dice.below(2) == 0;
        let first = molten.iter().copied().min().unwrap();
        // Column by column, as one would do it by hand.
        let line = |name: &str, value: &str, row: &[String]| {
            let mut cells: Vec<&str> = Vec::new();
            for (at, text) in row.iter().enumerate() {
                if at == first {
                    cells.extend([name, value]);
                }
                if !molten.contains(&at) {
                    cells.push(text);
                }
            }
            cells.join("|")
        };
        let mut expected = vec![line("year", "cases", &header)];
        for row in &rows[1..] {
            for column in &molten {
                if !(drops && row[*column].is_empty()) {
                    expected.push(line(&header[*column], &row[*column], row));
                }
            }
        }
        let empty = if drops { "drop" } else { "keep" };
        let steps = json!([{ "step": "melt", "columns": letters(&molten), "names": ["year"], "value": "cases", "empty": empty }]);
        assert_eq!(one(1, &rows, &steps), expected, "seed {seed}");
    }
}

#[test]
fn melting_two_rows_of_names_gives_a_column_for_each_kind_of_value() {
    for seed in 0..TABLES {
        let mut dice = Dice::new(1000 + seed);
        // Some of the years have only some of the kinds.
        let mut names: Vec<(&str, &str)> = Vec::new();
        for year in ["2565", "2566", "2567"] {
            for kind in ["ชาย", "หญิง", "เด็ก"] {
                if dice.below(4) > 0 {
                    names.push((year, kind));
                }
            }
        }
        if names.is_empty() {
            continue;
        }
        let mut top = vec!["จังหวัด".to_owned()];
        let mut below = vec![String::new()];
        for (year, kind) in &names {
            top.push((*year).to_owned());
            below.push((*kind).to_owned());
        }
        let width = top.len();
        let mut rows = vec![top, below];
        for _ in 0..size(&mut dice, 1, 6) {
            rows.push(words(&mut dice, width));
        }
        let mut years: Vec<&str> = Vec::new();
        let mut kinds: Vec<&str> = Vec::new();
        for (year, kind) in &names {
            if !years.contains(year) {
                years.push(year);
            }
            if !kinds.contains(kind) {
                kinds.push(kind);
            }
        }
        let mut expected = vec![format!("จังหวัด|year|{}", kinds.join("|"))];
        for row in &rows[2..] {
            for year in &years {
                let values = kinds.iter().map(|kind| {
                    let at = names.iter().position(|it| *it == (*year, *kind));
                    at.map_or("", |at| row[at + 1].as_str())
                });
                let values: Vec<&str> = values.collect();
                expected.push(format!("{}|{year}|{}", row[0], values.join("|")));
            }
        }
        let molten: Vec<usize> = (1..width).collect();
        let steps =
            json!([{ "step": "melt", "columns": letters(&molten), "names": ["year", ".value"] }]);
        assert_eq!(one(2, &rows, &steps), expected, "seed {}", 1000 + seed);
    }
}

#[test]
fn splitting_gives_a_row_for_every_part() {
    for seed in 0..TABLES {
        let mut dice = Dice::new(2000 + seed);
        let width = size(&mut dice, 2, 5);
        let count = size(&mut dice, 1, u32::try_from(width).unwrap());
        let cut = shuffled(&mut dice, count, width);
        let (separator, sign) = *dice.pick(&[("lines", "\n"), (";", "; "), ("/", " / ")]);
        let header: Vec<String> = (0..width).map(|it| format!("คอลัมน์ {it}")).collect();
        let first = cut.iter().copied().min().unwrap();
        let numbered = |number: &str, cells: &[String]| {
            let mut cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            cells.insert(first, number);
            cells.join("|")
        };
        let mut expected = vec![numbered("no", &header)];
        let mut rows = vec![header.clone()];
        for _ in 0..size(&mut dice, 1, 8) {
            let height = size(&mut dice, 1, 4);
            let mut row = gappy(&mut dice, width);
            let mut made: Vec<Vec<String>> = vec![row.clone(); height];
            let mut tallest = 1;
            for column in &cut {
                // As many parts as the others, or nothing at all.
                let parts = words(&mut dice, height);
                let parts = if dice.below(4) == 0 {
                    vec![String::new(); height]
                } else {
                    parts
                };
                row[*column] = if parts[0].is_empty() {
                    String::new()
                } else {
                    parts.join(sign)
                };
                tallest = if parts[0].is_empty() { tallest } else { height };
                for (new, part) in made.iter_mut().zip(parts) {
                    new[*column] = part;
                }
            }
            made.truncate(tallest);
            let made = (1..)
                .zip(&made)
                .map(|(number, new)| numbered(&number.to_string(), new));
            expected.extend(made);
            rows.push(row);
        }
        let steps = json!([{ "step": "split-rows", "columns": letters(&cut), "separator": separator, "number": "no" }]);
        assert_eq!(one(1, &rows, &steps), expected, "seed {}", 2000 + seed);
    }
}

#[test]
fn stacking_brings_columns_together_by_name_and_rows_by_sheet() {
    for seed in 0..TABLES {
        let mut dice = Dice::new(3000 + seed);
        let width = size(&mut dice, 1, 5);
        let names: Vec<String> = (0..width).map(|it| format!("ชื่อ {it}")).collect();
        let (mut workbook, mut layouts) = (Workbook::default(), Vec::new());
        // Sheet, row on it and column there of every value that must come out, line by line.
        let mut cells: Vec<Vec<(String, CellRef)>> = Vec::new();
        let mut expected: Vec<String> = Vec::new();
        let mut of_first: Option<Vec<usize>> = None;
        for number in 0..size(&mut dice, 1, 5) {
            let (sheet, top) = (format!("แผ่น {number}"), dice.below(4));
            let order = shuffled(&mut dice, width, width);
            let header: Vec<String> = order.iter().map(|at| names[*at].clone()).collect();
            let first = of_first.get_or_insert_with(|| order.clone()).clone();
            if expected.is_empty() {
                expected.push(format!("{}|sheet", header.join("|")));
            }
            let mut rows = vec![header];
            for _ in 0..size(&mut dice, 1, 6) {
                rows.push(gappy(&mut dice, width));
            }
            for (row, texts) in (top..).zip(&rows).skip(1) {
                let places = first
                    .iter()
                    .map(|name| order.iter().position(|it| it == name));
                let places: Vec<usize> = places.map(Option::unwrap).collect();
                let line: Vec<&str> = places.iter().map(|at| texts[*at].as_str()).collect();
                expected.push(format!("{}|{sheet}", line.join("|")));
                let at = |column: &usize| CellRef::new(row, u32::try_from(*column).unwrap());
                cells.push(places.iter().map(|it| (sheet.clone(), at(it))).collect());
            }
            layouts.push(put(&mut workbook, &sheet, top, 1, &rows));
        }
        let then = json!([{ "step": "sheet-to-column", "name": "sheet" }]);
        let (table, _) = run(&mut workbook, layouts, &json!([]), &then);
        assert_eq!(lines(&table), expected, "seed {}", 3000 + seed);
        for (row, places) in table.row_numbers().zip(&cells) {
            for (column, (sheet, cell)) in table.columns.iter().zip(places) {
                let origin = column.origin(row);
                assert_eq!(
                    (table.sheet_of(origin), origin.cell),
                    (sheet.as_str(), *cell)
                );
            }
        }
    }
}

#[test]
fn turned_twice_a_table_is_what_it_was() {
    for seed in 0..TABLES {
        let mut dice = Dice::new(4000 + seed);
        let width = size(&mut dice, 2, 6);
        let mut rows = vec![
            (0..width)
                .map(|it| format!("คอลัมน์ {it}"))
                .collect::<Vec<_>>(),
        ];
        for number in 0..size(&mut dice, 1, 8) {
            let mut row = gappy(&mut dice, width);
            row[0] = format!("แถว {number}");
            rows.push(row);
        }
        let steps = json!([
            { "step": "transpose", "name": "column" },
            { "step": "transpose", "name": "คอลัมน์ 0" },
        ]);
        let plain = one(1, &rows, &json!([]));
        assert_eq!(one(1, &rows, &steps), plain, "seed {}", 4000 + seed);
        let joined: Vec<String> = rows.iter().map(|row| row.join("|")).collect();
        assert_eq!(plain, joined);
    }
}
