//! One sheet part → columns: inflating on one thread, scanning on this one.

use std::sync::mpsc;
use std::thread;

use crate::model::address::CellRef;
use crate::model::cell::Cell;
use crate::model::column::Column;
use crate::model::strings::Strings;
use crate::model::workbook::{Facts, Look, Sheet};
use crate::read::Error;
use crate::read::xlsx::cell::Context;
use crate::read::xlsx::marks::Marks;
use crate::read::xlsx::package::Package;
use crate::read::xlsx::raw::{Fault, RawTag};
use crate::read::xlsx::scan::Scanner;

/// Chunks that may wait between the two threads: enough to keep both busy, little memory.
const QUEUE: usize = 4;

/// Formats of one column that are counted.
const MAX_STYLES: usize = 64;

/// Runs of cells with a formula or a look that are kept: 5 MB; a sheet of a million rows whose every cell is another
/// run is no table.
const MAX_RUNS: usize = 1 << 18;

/// The XML around the cells.
pub(super) struct Frame {
    pub(super) head: String,
    pub(super) tail: String,
}

/// A fault of the scanner or of a cell.
pub(super) enum Trouble {
    Fault(Fault),
    Cell(u32, u32, String),
    Sparse,
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Reads the cells into the sheet and returns what stands around them.
pub(super) fn read(
    package: &Package,
    part: &str,
    context: &Context<'_>,
    sheet: &mut Sheet,
    texts: &mut Strings,
) -> Result<Frame, Error> {
    let mut builder = Builder::new(package.limits().sparse_pages);
    let scanner = scan(package, part, |raw| {
        let cell = context
            .decode(&raw, texts)
            .map_err(|why| Trouble::Cell(raw.row, raw.column, why))?;
        if !cell.is_empty() {
            for look in context.looks(&raw) {
                builder.looks.add(look, CellRef::new(raw.row, raw.column));
            }
        }
        builder.add(&raw, cell)
    })?;
    builder.finish(sheet, context);
    sheet.facts.hidden_rows = scanner.hidden_rows;
    let frame =
        |bytes: Vec<u8>| String::from_utf8(bytes).map_err(|error| package.damaged(part, error));
    Ok(Frame {
        head: frame(scanner.head)?,
        tail: frame(scanner.tail)?,
    })
}

/// Streams a sheet part through the scanner.
pub(super) fn scan(
    package: &Package,
    part: &str,
    mut each: impl FnMut(RawTag<'_>) -> Result<(), Trouble>,
) -> Result<Scanner, Error> {
    let cell_limit = package.limits().cell_bytes;
    thread::scope(|scope| {
        let (sender, chunks) = mpsc::sync_channel::<Vec<u8>>(QUEUE);
        let inflate = scope.spawn(move || package.stream(part, |chunk| sender.send(chunk).is_ok()));
        let mut scanner = Scanner::default();
        let mut scanned = Ok(());
        let mut rest: Vec<u8> = Vec::new();
        for chunk in &chunks {
            let window = if rest.is_empty() {
                chunk
            } else {
                rest.extend_from_slice(&chunk);
                std::mem::take(&mut rest)
            };
            match scanner.consume(&window, &mut each) {
                Ok(done) => rest.extend_from_slice(&window[done..]),
                Err(trouble) => scanned = Err(trouble),
            }
            if rest.len() > cell_limit && !scanner.in_head() {
                scanned = Err(Fault::TooLarge.into());
            }
            if scanned.is_err() {
                break;
            }
        }
        // Without a receiver the other thread inflates the rest for its checksum and ends.
        drop(chunks);
        let inflated = inflate
            .join()
            .unwrap_or_else(|_| Err(package.damaged(part, "inflating it failed")));
        scanned.map_err(|trouble| describe(package, part, trouble))?;
        inflated?;
        scanner
            .finish(&rest)
            .map_err(|fault| package.damaged(part, fault))?;
        Ok(scanner)
    })
}

fn describe(package: &Package, part: &str, trouble: Trouble) -> Error {
    match trouble {
        Trouble::Fault(Fault::TooLarge) => package.refused(format!("{part}: {}", Fault::TooLarge)),
        Trouble::Fault(fault) => package.damaged(part, fault),
        Trouble::Cell(row, column, why) => {
            package.damaged(&format!("{part}, cell {}", CellRef::new(row, column)), why)
        }
        Trouble::Sparse => {
            package.refused(format!("{part}: cells are scattered over the whole grid"))
        }
    }
}

/// Columns being filled.
struct Builder {
    columns: Vec<Column>,
    pages: u64,
    cells: u64,
    sparse_pages: u64,
    facts: Facts,
    formulas: Marks<()>,
    uncached: Marks<()>,
    looks: Marks<Look>,
    /// Styles by column, most recent first, with the number of cells.
    styles: Vec<Vec<(u32, u64)>>,
}

impl Builder {
    fn new(sparse_pages: u64) -> Self {
        Self {
            columns: Vec::new(),
            pages: 0,
            cells: 0,
            sparse_pages,
            facts: Facts::default(),
            formulas: Marks::new(MAX_RUNS),
            uncached: Marks::new(MAX_RUNS),
            looks: Marks::new(MAX_RUNS),
            styles: Vec::new(),
        }
    }

    fn add(&mut self, raw: &RawTag<'_>, cell: Cell) -> Result<(), Trouble> {
        if raw.formula {
            self.facts.formulas += 1;
            // `<v/>` is what libraries write that compute nothing; a formula whose result is "" has the type str.
            let at = CellRef::new(raw.row, raw.column);
            self.formulas.add((), at);
            let blank = raw.value.is_none_or(<[u8]>::is_empty) && raw.kind != b"str";
            if blank && raw.inline.is_none() {
                self.uncached.add((), at);
            }
        }
        if cell.is_empty() {
            return Ok(());
        }
        let at = raw.column as usize;
        if at >= self.columns.len() {
            self.columns.resize_with(at + 1, Column::default);
            self.styles.resize_with(at + 1, Vec::new);
        }
        self.cells += 1;
        if self.columns[at].set(raw.row, cell) {
            self.pages += 1;
            // 128 of 1024: a page that costs 8 KiB must hold something.
            if self.pages > self.sparse_pages && self.cells < self.pages * 128 {
                return Err(Trouble::Sparse);
            }
        }
        let styles = &mut self.styles[at];
        match styles.first_mut() {
            Some((style, count)) if *style == raw.style => *count += 1,
            _ => {
                let known = styles.iter().position(|(style, _)| *style == raw.style);
                // A column has a handful of formats; a file that gives every cell its own is counted no further.
                if known.is_none() && styles.len() >= MAX_STYLES {
                    return Ok(());
                }
                let (style, count) = known.map_or((raw.style, 0), |known| styles.remove(known));
                styles.insert(0, (style, count + 1));
            }
        }
        Ok(())
    }

    fn finish(self, sheet: &mut Sheet, context: &Context<'_>) {
        sheet.columns = self.columns;
        sheet.facts = self.facts;
        sheet.facts.looks_cut = self.looks.is_cut();
        sheet.facts.looks = self.looks.ranges().collect();
        let ranges = |marks: Marks<()>| {
            let mut ranges: Vec<_> = marks.ranges().map(|((), range)| range).collect();
            ranges.sort_unstable();
            ranges
        };
        sheet.facts.formula_cells = ranges(self.formulas);
        sheet.facts.uncached = ranges(self.uncached);
        for (column, styles) in (0u32..).zip(self.styles) {
            let mut styles = styles;
            styles.sort_by_key(|(style, count)| (std::cmp::Reverse(*count), *style));
            for (style, count) in styles {
                let code = context.styles.code(style);
                if !code.is_empty() {
                    sheet.facts.formats.push((column, code.to_owned(), count));
                }
            }
        }
    }
}
