//! A file as it was received: sheets of columns, and everything around the cells.

use crate::model::address::{CellRef, Range, Runs};
use crate::model::cell::Cell;
use crate::model::column::Column;
use crate::model::strings::Strings;

/// A format that can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Office Open XML, with or without macros.
    #[default]
    Xlsx,
    /// Excel 97-2003.
    Xls,
    /// Excel binary.
    Xlsb,
    /// OpenDocument.
    Ods,
    /// Text with a character between fields.
    Csv,
}

impl Format {
    /// Its usual extension.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }
}

/// A file's content.
#[derive(Debug, Default)]
pub struct Workbook {
    /// The file's name as the user gave it.
    pub path: String,
    /// What the content is, whatever the extension says.
    pub format: Format,
    /// Serials count from 1904.
    pub date1904: bool,
    /// The sheets in the order of the tabs.
    pub sheets: Vec<Sheet>,
    /// Every distinct text.
    pub strings: Strings,
    /// Defined names.
    pub names: Vec<DefinedName>,
    /// Targets of links to other workbooks, as written in the file.
    pub external_links: Vec<String>,
    /// Names of queries and connections to databases, files and services, and of a data model.
    pub connections: Vec<String>,
    /// The file carries macros.
    pub macros: bool,
    /// Pivot caches: what pivot tables keep of their source.
    pub pivot_caches: Vec<PivotCache>,
    /// Properties of the document that hold something: `creator`, `lastModifiedBy`, `Company`, `Manager`, `title` …
    pub properties: Vec<(String, String)>,
    /// What the reader could not look at, and why: English names of facts, one line each.
    pub not_checked: Vec<(&'static str, String)>,
    /// CSV only: the encoding and delimiter that were found.
    pub csv: Option<CsvFacts>,
}

/// A name that stands for a range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DefinedName {
    /// The name; Excel's own begin with `_xlnm.`.
    pub name: String,
    /// What it refers to, as written: `Sheet1!$A$1:$C$9`.
    pub refers_to: String,
}

/// The copy of its source's records that a pivot table keeps in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PivotCache {
    /// The part of the package that defines it.
    pub part: String,
    /// The sheet of the source; `None` where the source lies outside this workbook.
    pub source_sheet: Option<String>,
    /// Names of the fields it holds.
    pub fields: Vec<String>,
    /// The records themselves are in the file.
    pub records: bool,
}

/// How a CSV file was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvFacts {
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
    /// A byte order mark stood in front.
    pub bom: bool,
    /// The character between fields.
    pub delimiter: char,
    /// Number of fields in most records.
    pub width: u32,
    /// Records with another number of fields: row and number.
    pub ragged: Vec<(u32, u32)>,
    /// Rows with a quotation mark inside a field that does not begin with one.
    pub stray_quotes: Vec<u32>,
    /// Lines that end in CR LF, in LF alone and in CR alone.
    pub line_ends: [u64; 3],
    /// The last line ends like the others.
    pub final_line_end: bool,
}

/// Whether a user sees a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// Its tab is there.
    #[default]
    Visible,
    /// Its tab can be brought back by a right click.
    Hidden,
    /// Only a macro brings it back.
    VeryHidden,
}

/// One sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The name on the tab.
    pub name: String,
    /// Whether it shows.
    pub visibility: Visibility,
    /// A chart sheet, a macro sheet or a dialogue: it has no cells.
    pub cellless: bool,
    /// Cells by column. A column that holds nothing may be missing at the end.
    pub columns: Vec<Column>,
    /// What stands around the cells.
    pub facts: Facts,
}

impl Sheet {
    /// The cell at an address.
    pub fn cell(&self, at: CellRef) -> Cell {
        self.columns
            .get(at.column as usize)
            .map_or(Cell::EMPTY, |column| column.get(at.row))
    }

    /// The smallest range around all values; `None` on an empty sheet.
    pub fn used(&self) -> Option<Range> {
        let mut used: Option<Range> = None;
        for (number, column) in (0u32..).zip(&self.columns) {
            let (Some(first), Some(last)) = (column.first_row(), column.last_row()) else {
                continue;
            };
            let here = Range::of((first, last), (number, number));
            used = Some(used.map_or(here, |so_far| so_far.around(&here)));
        }
        used
    }
}

/// What stands around the cells of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The range that the file claims to use. Often wrong.
    pub dimension: Option<Range>,
    /// Merged ranges.
    pub merges: Vec<Range>,
    /// Charts, pictures and shapes.
    pub objects: Vec<Object>,
    /// Notes and threaded comments.
    pub comments: Vec<Comment>,
    /// Pivot tables: name and the range that they fill.
    pub pivots: Vec<(String, Range)>,
    /// Tables that Excel knows (`ListObjects`).
    pub lists: Vec<ListObject>,
    /// The filter's range, and whether a criterion is set.
    pub filter: Option<(Range, bool)>,
    /// Rows that do not show.
    pub hidden_rows: Runs,
    /// Columns that do not show.
    pub hidden_columns: Runs,
    /// Number of cells with a formula.
    pub formulas: u64,
    /// Cells with a formula, as vertical runs.
    pub formula_cells: Vec<Range>,
    /// Cells with a value whose look changes what a reader sees or understands, as vertical runs.
    pub looks: Vec<(Look, Range)>,
    /// There were more changes of look than are kept, so that `looks` is not the whole truth.
    pub looks_cut: bool,
    /// Cells with a formula and no cached value, as vertical runs.
    pub uncached: Vec<Range>,
    /// Number formats of date cells and of the others, with the number of cells that use each: the
    /// format code by column.
    pub formats: Vec<(u32, String, u64)>,
}

/// How a valued cell looks, where that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Struck through, all of it or a part.
    Struck,
    /// The font has the colour of the fill, or the format shows nothing (`;;;`).
    Invisible,
    /// A part of the text is raised, as a footnote's number is.
    Raised,
    /// Indented by the alignment, so many levels.
    Indented(u8),
    /// Filled with a colour; the number tells colours apart and means nothing else.
    Filled(u32),
}

/// What a drawing shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
    /// A chart.
    Chart,
    /// A picture.
    Picture,
    /// A shape, text box, connector or `SmartArt`.
    Shape,
}

/// Something that floats above the cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// The cells that it covers; the top left cell alone where the file gives no end.
    pub anchor: Range,
    /// The text in it, or its name.
    pub text: String,
}

/// A note on a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The cell.
    pub cell: CellRef,
    /// What it says.
    pub text: String,
    /// A threaded comment of newer Excel rather than a note.
    pub threaded: bool,
}

/// A table that Excel knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListObject {
    /// Its display name.
    pub name: String,
    /// Header, body and totals.
    pub range: Range,
    /// Rows of the header: 1 or 0.
    pub header_rows: u32,
    /// Rows of totals: 0 or 1.
    pub totals_rows: u32,
}

impl Facts {
    /// The merged range that covers a cell.
    pub fn merge_at(&self, cell: CellRef) -> Option<&Range> {
        self.merges.iter().find(|merge| merge.contains(cell))
    }
}
