//! Form 2 as it was filled in: the dictionaries of tables.

use crate::describe::form::cell::{self, chosen};
use crate::describe::form::grid::{Given, Grid, grids, is_called};
use crate::describe::form::header;
use crate::describe::form::more::More;
use crate::describe::form::nearness::nearest;
use crate::describe::form::{Contents, Reading, Remark};
use crate::model::address::CellRef;
use crate::model::dictionary::{Dictionary, Entry};
use crate::model::form::{Field, Kind, Layout, SheetLayout, entry_field};
use crate::model::grammar::likeness::key as likeness;
use crate::model::language::{Message, say};
use crate::model::workbook::Workbook;

/// The rows above the header that name dataset and table, and the column of the names; all zero-based.
const DATASET_ROW: u32 = 1;
const RESOURCE_ROW: u32 = 2;
const NAME_COLUMN: u32 = 1;

/// The dictionary of a table in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableForm {
    /// The dataset that it belongs to, where the sheet says it.
    pub dataset: Option<String>,
    /// The table's machine name, where the sheet says it; else the sheet may be called so.
    pub resource: Option<String>,
    /// The sheet.
    pub sheet: String,
    /// The cell of the table's name.
    pub cell: CellRef,
    /// What is said of its fields.
    pub dictionary: Dictionary,
    /// Sizes that were filled in: field, cell, text. A dictionary keeps none; the schema does.
    pub sizes: Vec<(String, CellRef, String)>,
}

/// Reads form 2.
pub(super) fn read(workbook: &Workbook, layout: &Layout) -> Reading {
    let mut remarks = Vec::new();
    let more = More::read(workbook, layout, &mut remarks);
    let mut tables = Vec::new();
    let own =
        |name: &str| is_called(name, &layout.more_sheet) || is_called(name, &layout.lists_sheet);
    for grid in grids(workbook).filter(|grid| !own(grid.name())) {
        let Some(sheet) = layout.sheets.first() else {
            break;
        };
        let rows = grid.rows(layout.first_row);
        if rows.is_empty() {
            continue;
        }
        let faults = header::faults(&grid, layout, sheet);
        if !faults.is_empty() {
            remarks.extend(faults);
            continue;
        }
        let mut table = TableForm {
            dataset: named(&grid, layout, DATASET_ROW),
            resource: named(&grid, layout, RESOURCE_ROW),
            sheet: grid.name().to_owned(),
            cell: CellRef::new(RESOURCE_ROW, NAME_COLUMN),
            dictionary: Dictionary::default(),
            sizes: Vec::new(),
        };
        let mut reader = Reader {
            grid: &grid,
            layout,
            sheet,
            more: &more,
            remarks: &mut remarks,
        };
        for row in rows {
            reader.row(row, &mut table);
        }
        tables.push(table);
    }
    Reading {
        contents: Contents::Dictionary(tables),
        remarks,
    }
}

/// The name that stands above the header, where the layout leaves room for it.
fn named(grid: &Grid<'_>, layout: &Layout, row: u32) -> Option<String> {
    let text = grid.text(row, NAME_COLUMN);
    (row < layout.header_row && !text.is_empty()).then_some(text)
}

struct Reader<'a> {
    grid: &'a Grid<'a>,
    layout: &'a Layout,
    sheet: &'a SheetLayout,
    more: &'a More,
    remarks: &'a mut Vec<Remark>,
}

impl Reader<'_> {
    /// Reads the row of one field.
    fn row(&mut self, row: u32, table: &mut TableForm) {
        let mut entry = Entry::default();
        let mut size = None;
        for (number, column) in (0u32..).zip(&self.sheet.columns) {
            let given = self.grid.cell(row, number);
            let Some(field) = entry_field(&column.key) else {
                continue;
            };
            let value = match self.whole(&given, row, field) {
                Ok(value) => value,
                Err(message) => {
                    self.fault(given.at, message);
                    continue;
                }
            };
            if field.key == "size" {
                size = Some((given.at, value)).filter(|(_, text)| !text.is_empty());
            } else {
                set(&mut entry, &field.key, value);
            }
        }
        let at = CellRef::new(row, self.sheet.column("name").unwrap_or(0));
        // A row with a number and nothing else is one that was not filled in.
        if entry == Entry::default() {
            return;
        }
        let name = entry.name.clone();
        if name.is_empty() {
            self.fault(
                at,
                say!(th: "แถวนี้ไม่มีชื่อฟิลด์", en: "this row has no name of its field"),
            );
        } else if table.dictionary.entry(&name).is_some() {
            self.fault(
                at,
                say!(
                    th: "ฟิลด์ \"{name}\" มีมากกว่าหนึ่งแถว",
                    en: "field \"{name}\" stands in more than one row"
                ),
            );
        }
        table.sizes.extend(size.map(|(at, text)| (name, at, text)));
        table.dictionary.fields.push(entry);
    }

    /// The value of a cell as a dictionary keeps it.
    fn whole(&self, given: &Given, row: u32, field: &Field) -> Result<String, Message> {
        let lines = self.more.of(self.grid.name(), row, &field.key);
        let untouched = lines.first().is_some_and(|line| line.cell == given.text);
        if untouched {
            return Ok(lines.iter().map(|line| line.value.text.as_str()).collect());
        }
        if lines.len() > 1 {
            let count = lines.len();
            return Err(say!(
                th: "ค่าในช่องนี้ถูกแก้ แต่แผ่น ค่าเพิ่มเติม ยังมี {count} บรรทัดของรายการนี้ ให้ลบบรรทัดเหล่านั้น",
                en: "the cell was changed, but the sheet ค่าเพิ่มเติม still has {count} lines for it; delete those lines"
            ));
        }
        if let Kind::Choice(types) = &field.kind {
            return self.kind(&given.text, types);
        }
        let said = cell::read(given, field, false)?;
        let text = said.value.as_str().unwrap_or_default();
        Ok(match (&field.kind, text) {
            (Kind::Flag, "True") => "yes".to_owned(),
            (Kind::Flag, "False") => "no".to_owned(),
            _ => text.to_owned(),
        })
    }

    /// The type that a text names: its own name, or another word for it (`VARCHAR(50)`, `วันที่`).
    fn kind(&self, text: &str, types: &[String]) -> Result<String, Message> {
        let word = text.split('(').next().unwrap_or(text).trim();
        if word.is_empty() {
            return Ok(String::new());
        }
        if let Some(known) = chosen(word, types) {
            return Ok(known.to_owned());
        }
        let wanted = likeness(word);
        let mut others = self.layout.types.iter();
        let found = others.find(|(_, words)| words.iter().any(|other| likeness(other) == wanted));
        found.map(|(kind, _)| kind.clone()).ok_or_else(|| {
            let names = types.join(", ");
            let near = nearest(word, types).unwrap_or("string");
            say!(
                th: "ไม่รู้จักชนิดข้อมูล \"{text}\" ที่ใช้ได้คือ {names} เช่น {near}",
                en: "\"{text}\" is no type of data; there are {names}, such as {near}"
            )
        })
    }

    fn fault(&mut self, cell: CellRef, message: Message) {
        self.remarks
            .push(Remark::fault(self.grid.name(), cell, message));
    }
}

/// Sets what is said under a column of the dictionary; the running number says nothing.
fn set(entry: &mut Entry, key: &str, value: String) {
    let place = match key {
        "name" => &mut entry.name,
        "label_th" => &mut entry.label_th,
        "label_en" => &mut entry.label_en,
        "description" => &mut entry.description,
        "type" => &mut entry.kind,
        "unit" => &mut entry.unit,
        "required" => &mut entry.required,
        "key" => &mut entry.key,
        "allowed" => &mut entry.allowed,
        "missing" => &mut entry.missing,
        "example" => &mut entry.example,
        "source" => &mut entry.source,
        "note" => &mut entry.note,
        _ => return,
    };
    *place = value;
}
