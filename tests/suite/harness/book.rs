//! A workbook in the making: clean cells with known truth, into which defects are put, then written as a real file.

use std::collections::BTreeMap;
use std::path::Path;

use rust_xlsxwriter::{Formula, Workbook, Worksheet, XlsxError};
use sheetpress::model::address::{CellRef, Range};

/// What an officer types into a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Typed {
    Text(String),
    Number(f64),
    /// Year (common era), month, day.
    Date(u16, u8, u8),
    /// A formula without its `=`, and the result that Excel has kept.
    Formula(String, f64),
}

/// What a column of a clean table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 1, 2, 3 …
    Running,
    /// Names of provinces, each once.
    Province,
    /// Codes of provinces as text, agreeing with the names.
    ProvinceCode,
    /// A handful of words again and again.
    Category,
    /// Words, each its own.
    Words,
    /// Sentences of prose.
    Prose,
    /// Whole numbers, 0 to some thousands.
    Count,
    /// Numbers with two decimals.
    Amount,
    /// 0 to 100 with two decimals; the label says ร้อยละ or percent.
    Percent,
    /// Real dates of one or two years.
    Date,
    /// Years of the Buddhist era as whole numbers; the label says พ.ศ.
    Year,
    /// Codes as text with leading zeros, all of one length.
    Code,
    /// มี or ไม่มี.
    YesNo,
}

/// A column of the clean table.
#[derive(Clone, Debug)]
pub(crate) struct Col {
    pub(crate) label: String,
    pub(crate) kind: Kind,
}

type OnSheet = Box<dyn Fn(&mut Worksheet) -> Result<(), XlsxError>>;
type OnBook = Box<dyn Fn(&mut Workbook) -> Result<(), XlsxError>>;
type OnParts = Box<dyn Fn(&mut BTreeMap<String, Vec<u8>>)>;

/// One sheet with one clean table: header in row `top`, records below, first column `left`.
pub(crate) struct Tab {
    pub(crate) name: String,
    pub(crate) cells: BTreeMap<CellRef, Typed>,
    /// The header's row, zero-based.
    pub(crate) top: u32,
    /// The first column, zero-based.
    pub(crate) left: u32,
    pub(crate) columns: Vec<Col>,
    /// Number of records.
    pub(crate) records: u32,
    /// Merged ranges; the first cell's value is kept.
    pub(crate) merges: Vec<Range>,
    /// Number formats of single cells: `"0.00"`, `";;;"`.
    pub(crate) formats: BTreeMap<CellRef, rust_xlsxwriter::Format>,
    /// Anything else that the writer can do to a sheet, after the cells.
    pub(crate) more: Vec<OnSheet>,
}

impl Tab {
    /// The cell of a record (0 is the first below the header) in a column of the table.
    pub(crate) fn at(&self, record: u32, column: usize) -> CellRef {
        CellRef::new(
            self.top + 1 + record,
            self.left + u32::try_from(column).unwrap(),
        )
    }

    /// The header's cell of a column.
    pub(crate) fn header(&self, column: usize) -> CellRef {
        CellRef::new(self.top, self.left + u32::try_from(column).unwrap())
    }

    /// The records of a column.
    pub(crate) fn body(&self, column: usize) -> Range {
        Range::new(self.at(0, column), self.at(self.records - 1, column))
    }

    /// The row below the last record.
    pub(crate) fn end(&self) -> u32 {
        self.top + 1 + self.records
    }

    /// The column right of the table.
    pub(crate) fn right(&self) -> u32 {
        self.left + u32::try_from(self.columns.len()).unwrap()
    }

    /// A whole row of the table.
    pub(crate) fn row(&self, row: u32) -> Range {
        Range::of((row, row), (self.left, self.right() - 1))
    }

    /// The columns of a kind.
    pub(crate) fn of(&self, kinds: &[Kind]) -> Vec<usize> {
        (0..self.columns.len())
            .filter(|number| kinds.contains(&self.columns[*number].kind))
            .collect()
    }

    pub(crate) fn get(&self, cell: CellRef) -> Option<&Typed> {
        self.cells.get(&cell)
    }

    /// The text of a cell; of a number its digits.
    pub(crate) fn text(&self, cell: CellRef) -> String {
        match self.cells.get(&cell) {
            Some(Typed::Text(text)) => text.clone(),
            Some(Typed::Number(number) | Typed::Formula(_, number)) => number.to_string(),
            Some(Typed::Date(year, month, day)) => format!("{year:04}-{month:02}-{day:02}"),
            None => String::new(),
        }
    }

    /// The number of a cell.
    pub(crate) fn number(&self, cell: CellRef) -> f64 {
        match self.cells.get(&cell) {
            Some(Typed::Number(number) | Typed::Formula(_, number)) => *number,
            other => panic!("{cell} holds {other:?}, no number"),
        }
    }

    pub(crate) fn set(&mut self, cell: CellRef, typed: Typed) {
        self.cells.insert(cell, typed);
    }

    pub(crate) fn set_text(&mut self, cell: CellRef, text: impl Into<String>) {
        self.set(cell, Typed::Text(text.into()));
    }

    pub(crate) fn clear(&mut self, cell: CellRef) {
        self.cells.remove(&cell);
    }

    /// Moves everything from a row on down by so many rows. Merges and formats move too; `records` and `top` do not change.
    pub(crate) fn push_down(&mut self, from: u32, rows: u32) {
        let moved = |cell: CellRef| {
            let by = if cell.row >= from { rows } else { 0 };
            CellRef::new(cell.row + by, cell.column)
        };
        let cells = std::mem::take(&mut self.cells);
        self.cells = cells
            .into_iter()
            .map(|(cell, typed)| (moved(cell), typed))
            .collect();
        let formats = std::mem::take(&mut self.formats);
        self.formats = formats
            .into_iter()
            .map(|(cell, format)| (moved(cell), format))
            .collect();
        for merge in &mut self.merges {
            *merge = Range::new(moved(merge.first), moved(merge.last));
        }
    }

    /// Moves everything from a column on to the right by so many columns.
    pub(crate) fn push_right(&mut self, from: u32, columns: u32) {
        let cells = std::mem::take(&mut self.cells);
        self.cells = cells
            .into_iter()
            .map(|(cell, typed)| {
                let by = if cell.column >= from { columns } else { 0 };
                (CellRef::new(cell.row, cell.column + by), typed)
            })
            .collect();
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(&self.name)?;
        let plain = rust_xlsxwriter::Format::new();
        let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        for merge in &self.merges {
            let (first, last) = (merge.first, merge.last);
            sheet.merge_range(first.row, column(first), last.row, column(last), "", &plain)?;
        }
        for (cell, typed) in &self.cells {
            let default = if matches!(typed, Typed::Date(..)) {
                &date
            } else {
                &plain
            };
            let format = self.formats.get(cell).unwrap_or(default);
            let (row, column) = (cell.row, column(*cell));
            match typed {
                Typed::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
                Typed::Number(number) => {
                    sheet.write_number_with_format(row, column, *number, format)?
                }
                Typed::Date(year, month, day) => {
                    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(*year, *month, *day)?;
                    sheet.write_datetime_with_format(row, column, &date, format)?
                }
                Typed::Formula(formula, result) => sheet.write_formula_with_format(
                    row,
                    column,
                    Formula::new(formula.clone()).set_result(result.to_string()),
                    format,
                )?,
            };
        }
        for more in &self.more {
            more(sheet)?;
        }
        Ok(())
    }
}

fn column(cell: CellRef) -> u16 {
    u16::try_from(cell.column).unwrap()
}

/// A workbook: the sheet with the clean table first, then what defects add.
pub(crate) struct Book {
    pub(crate) tabs: Vec<Tab>,
    /// The file's name.
    pub(crate) file: String,
    /// Anything else that the writer can do to the workbook.
    pub(crate) more: Vec<OnBook>,
    /// Changes of the finished package, part by part, for what the writer cannot do.
    pub(crate) patches: Vec<OnParts>,
}

impl Book {
    pub(crate) fn tab(&mut self) -> &mut Tab {
        &mut self.tabs[0]
    }

    /// Writes the file into a folder and returns its path.
    pub(crate) fn write(&self, folder: &Path) -> std::path::PathBuf {
        let mut book = Workbook::new();
        for tab in &self.tabs {
            tab.write(book.add_worksheet()).unwrap();
        }
        for more in &self.more {
            more(&mut book).unwrap();
        }
        let mut bytes = book.save_to_buffer().unwrap();
        if !self.patches.is_empty() {
            bytes = self.patched(&bytes);
        }
        let path = folder.join(&self.file);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn patched(&self, bytes: &[u8]) -> Vec<u8> {
        use std::io::{Cursor, Read, Write};
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for number in 0..archive.len() {
            let mut part = archive.by_index(number).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            parts.insert(part.name().unwrap().into_owned(), content);
        }
        for patch in &self.patches {
            patch(&mut parts);
        }
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer
                .start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            writer.write_all(&content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}
