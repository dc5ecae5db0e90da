//! What a rule may see.

use std::cell::OnceCell;

use crate::model::address::{CellRef, Letters, Range};
use crate::model::cell::Cell;
use crate::model::dictionary::Dictionary;
use crate::model::grammar::class::Class;
use crate::model::language::{Message, say};
use crate::model::layout::{FieldLayout, Layout};
use crate::model::package::Package;
use crate::model::plan::Plan;
use crate::model::schema::{FieldType, Schema};
use crate::model::table::Table;
use crate::model::workbook::{ObjectKind, Sheet, Workbook};
use crate::validate::distinct::Distinct;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};

/// A file with all its sheets, also those that nobody sees.
#[derive(Debug)]
pub struct WorkbookView<'a> {
    /// The file.
    pub workbook: &'a Workbook,
    /// The tables of its visible sheets.
    pub layouts: &'a [Layout],
}

/// A sheet with its tables.
#[derive(Debug)]
pub struct SheetView<'a> {
    /// The file.
    pub workbook: &'a Workbook,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Its tables.
    pub layouts: &'a [&'a Layout],
}

impl SheetView<'_> {
    /// Reports what floats above the cells, by its kind; `words` gets its text, quoted short.
    pub fn report_objects(
        &self,
        sink: &mut Sink<'_>,
        kinds: &[ObjectKind],
        words: impl Fn(&str) -> Message,
    ) {
        // A sheet without a table may be a chart's own; it is published by nobody.
        if self.layouts.is_empty() {
            return;
        }
        let objects = self.sheet.facts.objects.iter();
        for object in objects.filter(|object| kinds.contains(&object.kind)) {
            let help = say!(
                th: "ตัด (Ctrl+X) แล้ววางไว้ในแผ่นงานอื่นหรือในรายงาน",
                en: "cut it (Ctrl+X) and paste it into another sheet or into the report"
            );
            sink.report(Finding::at(
                object.anchor,
                words(&shorten(&object.text)),
                help,
            ));
        }
    }
}

/// One table of a sheet.
#[derive(Debug)]
pub struct TableView<'a> {
    /// The file.
    pub workbook: &'a Workbook,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Where the table lies.
    pub layout: &'a Layout,
}

impl TableView<'_> {
    /// The text of a cell.
    pub fn text(&self, cell: CellRef) -> String {
        self.sheet
            .cell(cell)
            .value()
            .to_text(&self.workbook.strings)
    }

    /// Reports cells of text around the table as one finding; `words` gets the first text, quoted short, and their number.
    pub fn report_texts(
        &self,
        sink: &mut Sink<'_>,
        cells: &[CellRef],
        words: impl FnOnce(&str, usize) -> Message,
        help: Message,
    ) {
        let places = cells.iter().map(|cell| Range::from(*cell));
        let found = Finding::over(places, |first, count| {
            (words(&shorten(&self.text(first.first)), count), help)
        });
        if let Some(finding) = found {
            sink.report(finding);
        }
    }

    /// A range over all columns of the table.
    pub fn rows(&self, first: u32, last: u32) -> Range {
        Range::of(
            (first, last),
            (
                self.layout.range.first.column,
                self.layout.range.last.column,
            ),
        )
    }
}

/// One column of a table.
#[derive(Debug)]
pub struct ColumnView<'a> {
    /// The file.
    pub workbook: &'a Workbook,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Where the table lies.
    pub layout: &'a Layout,
    /// The runs of rows that are records.
    pub records: &'a [(u32, u32)],
    /// The column.
    pub field: &'a FieldLayout,
    /// What is known of the columns beside it, for the rules that ask after the first.
    pub beside: &'a Beside,
    /// What [`ColumnView::distinct`] has found, for the rules that ask after the first.
    pub distinct: &'a OnceCell<Option<Distinct>>,
}

/// What the columns of a table say together, found once for all of them.
#[derive(Debug, Default)]
pub struct Beside {
    /// The table names private persons.
    pub(super) persons: OnceCell<bool>,
    /// A column of given names stands in it.
    pub(super) first_names: OnceCell<bool>,
    /// A label names a body.
    pub(super) organisation: OnceCell<bool>,
}

/// What a column rule found before it is put into words.
#[derive(Debug)]
pub struct Hits {
    /// The vertical runs of cells.
    pub runs: Vec<Range>,
    /// Exact number of cells.
    pub count: u64,
    /// Text of the first cell.
    pub example: String,
}

impl ColumnView<'_> {
    /// The distinct values of the records with how often and where first, in order of first appearance; `None` where
    /// there are more than [`Distinct::LIMIT`]. Counted once for all rules.
    pub fn distinct(&self) -> Option<&Distinct> {
        self.distinct
            .get_or_init(|| {
                let column = self.sheet.columns.get(self.field.column as usize)?;
                Distinct::of(column, self.records)
            })
            .as_ref()
    }

    /// What a reader calls the column: its letters, and its label where it has one.
    pub fn name(&self) -> Message {
        let letters = Letters(self.field.column);
        if self.field.label.is_empty() {
            return Message {
                th: format!("คอลัมน์ {letters}"),
                en: format!("column {letters}"),
            };
        }
        let label = &self.field.label;
        Message {
            th: format!("คอลัมน์ {letters} \"{label}\""),
            en: format!("column {letters} \"{label}\""),
        }
    }

    /// Whether at least half of the column's values are numbers: then numbers typed as text are a fault.
    pub fn leans_numeric(&self) -> bool {
        let profile = &self.field.profile;
        let numeric_type = matches!(self.field.kind, FieldType::Integer | FieldType::Number);
        numeric_type
            || (profile.all_numbers() * 2 >= profile.values()
                && profile.codes == 0
                && !self.is_text_by_nature())
    }

    /// Whether at least half of the column's values are dates.
    pub fn leans_to_dates(&self) -> bool {
        let profile = &self.field.profile;
        profile.all_dates() > 0 && profile.all_dates() * 2 >= profile.values()
    }

    fn is_text_by_nature(&self) -> bool {
        // Codes are known by their label; then the type is text although values are numbers.
        self.field.kind == FieldType::String && self.field.code
    }

    /// The text of a cell.
    pub fn text(&self, cell: Cell) -> String {
        cell.value().to_text(&self.workbook.strings)
    }

    /// The traits of a cell's text; none for other cells.
    pub fn class(&self, cell: Cell) -> Class {
        cell.as_text()
            .map_or_else(Class::default, |id| self.workbook.strings.class(id))
    }

    /// The cells of the records that `pick` chooses.
    pub fn find(&self, pick: impl Fn(Cell) -> bool) -> Option<Hits> {
        let column = self.sheet.columns.get(self.field.column as usize)?;
        let mut runs: Vec<Range> = Vec::new();
        let mut count = 0;
        let mut example = None;
        for (first, last) in self.records {
            column.for_each(*first, *last, |row, cell| {
                if !pick(cell) {
                    return;
                }
                count += 1;
                example.get_or_insert(cell);
                match runs.last_mut() {
                    Some(run) if run.last.row + 1 == row => run.last.row = row,
                    _ => runs.push(Range::from(CellRef::new(row, self.field.column))),
                }
            });
        }
        Some(Hits {
            runs,
            count,
            example: self.text(example?),
        })
    }

    /// Finds cells whose text has a trait.
    pub fn find_class(&self, traits: Class) -> Option<Hits> {
        if !self.field.profile.traits.has(traits) {
            return None;
        }
        let classes = self.workbook.strings.classes();
        self.find(|cell| {
            cell.as_text()
                .and_then(|id| classes.get(id.index()))
                .is_some_and(|class| class.has(traits))
        })
    }

    /// A finding about cells of the column: placed at the first run, the others as evidence.
    pub fn finding(&self, hits: Hits, message: Message, help: Message) -> Finding {
        let mut runs = hits.runs.into_iter();
        let first = runs.next().unwrap_or_default();
        Finding::at(first, message, help)
            .count(hits.count)
            .evidence(runs)
            .column(None, &self.field.label)
    }

    /// Reports the cells whose text has a trait, if there are any.
    pub fn report_class(
        &self,
        sink: &mut Sink<'_>,
        traits: Class,
        words: impl FnOnce(&Hits, &Message) -> (Message, Message),
    ) {
        if let Some(hits) = self.find_class(traits) {
            let (message, help) = words(&hits, &self.name());
            sink.report(self.finding(hits, message, help));
        }
    }
}

/// A tidied table and what is promised about it.
#[derive(Debug)]
pub struct DataView<'a> {
    /// The publisher's file.
    pub file: &'a str,
    /// The table.
    pub table: &'a Table,
    /// Its schema.
    pub schema: &'a Schema,
    /// Its dictionary, where there is one.
    pub dictionary: Option<&'a Dictionary>,
}

impl DataView<'_> {
    /// A finding about cells of a column, in the publisher's file.
    pub fn finding(
        &self,
        column: usize,
        rows: &[u32],
        message: Message,
        help: Message,
    ) -> Option<Finding> {
        let column = self.table.columns.get(column)?;
        // A range lies on one sheet; what other sheets of a stacked table have is counted.
        let sheet = column.origin(*rows.first()?).sheet;
        let places = column.places(rows.iter().copied()).into_iter();
        let mut runs = places.filter_map(|(on, run)| (on == sheet).then_some(run));
        let finding = Finding::at(runs.next()?, message, help)
            .count(rows.len() as u64)
            .evidence(runs)
            .on_sheet(self.table.sheets.get(sheet as usize).cloned());
        Some(finding.column(Some(&column.name), &column.label))
    }
}

/// A dataset's files beside the data.
#[derive(Debug)]
pub struct DatasetView<'a> {
    /// The descriptor's file.
    pub file: String,
    /// The descriptor.
    pub package: &'a Package,
    /// What its profile demands and it does not fulfil: path of the item, and what is wrong in both languages.
    pub profile: &'a [(String, Message)],
    /// What the national software would take and advises against: path of the item, and what is unusual.
    pub unusual: &'a [(String, Message)],
    /// The tidy plan and its file, where there is one.
    pub plan: Option<(&'a str, &'a Plan)>,
    /// For each resource: schema file and schema, dictionary file and dictionary.
    pub resources: &'a [ResourceFiles],
}

/// Schema and dictionary of a resource with the files that hold them.
#[derive(Debug, Default)]
pub struct ResourceFiles {
    /// The resource's name.
    pub name: String,
    /// The schema's file.
    pub schema_file: String,
    /// The schema, where there is one.
    pub schema: Option<Schema>,
    /// The dictionary's file.
    pub dictionary_file: String,
    /// The dictionary, where there is one.
    pub dictionary: Option<Dictionary>,
}
