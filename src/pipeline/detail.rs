//! What a report shows of a sheet: chosen cells, and how its columns' values lie.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::describe;
use crate::model::address::{CellRef, Range};
use crate::model::detail::{Detail, Distribution, Grid, is_personal};
use crate::model::diagnostic::Diagnostic;
use crate::model::layout::Layout;
use crate::model::workbook::{Sheet, Visibility, Workbook};
use crate::pipeline::{Error, Options};
use crate::read;

/// Rows of a grid, at most.
const ROWS: usize = 240;
/// Places of one finding that a grid shows for certain; a fault in every row need not be seen in every row.
const PLACES: usize = 3;
/// Columns of a grid, at most.
const COLUMNS: usize = 48;
/// Characters of a cell's text, at most.
const LETTERS: usize = 160;
/// What stands for the text of a cell with personal data.
const MASK: &str = "•••";

/// What a report shows of the sheets that were looked at; nothing where no report wants it.
pub(super) fn details(
    workbook: &Workbook,
    layouts: &[Layout],
    findings: &[Diagnostic],
    personal: &[Diagnostic],
    options: &Options,
) -> Vec<Detail> {
    if !options.detail {
        return Vec::new();
    }
    let looked_at = |sheet: &Sheet| match &options.sheet {
        Some(name) => sheet.name == *name,
        None => sheet.visibility == Visibility::Visible,
    };
    let sheets = workbook.sheets.iter().enumerate();
    sheets
        .filter(|(_, sheet)| looked_at(sheet))
        .map(|(number, sheet)| detail(workbook, (number, sheet), layouts, findings, personal))
        .collect()
}

/// What a report shows of a file's sheets as received. Read again, because tidying took the columns out of `tidied`.
pub(super) fn received(
    path: &Path,
    reading: &read::Options,
    tidied: &Workbook,
    layouts: &[Layout],
    findings: &[Diagnostic],
    personal: &[Diagnostic],
) -> Result<Vec<Detail>, Error> {
    let mut workbook = read::open(path, reading)?;
    workbook.path.clone_from(&tidied.path);
    let mut numbers: Vec<usize> = layouts.iter().map(|layout| layout.sheet).collect();
    numbers.dedup();
    let sheets = numbers
        .into_iter()
        .filter_map(|number| Some((number, workbook.sheets.get(number)?)));
    Ok(sheets
        .map(|sheet| detail(&workbook, sheet, layouts, findings, personal))
        .collect())
}

fn detail(
    workbook: &Workbook,
    (number, sheet): (usize, &Sheet),
    layouts: &[Layout],
    findings: &[Diagnostic],
    personal: &[Diagnostic],
) -> Detail {
    let findings: Vec<&Diagnostic> = findings
        .iter()
        .filter(|finding| finding.location.is_on(&workbook.path, &sheet.name))
        .collect();
    let layouts: Vec<&Layout> = layouts.iter().filter(|it| it.sheet == number).collect();
    let masks = Masks::of_sheet(workbook, number, personal, &layouts);
    let distributions = layouts.iter().map(|layout| {
        let mut all = describe::distributions(workbook, layout);
        for (field, distribution) in layout.fields.iter().zip(&mut all) {
            if masks.covers_column(field.column) {
                *distribution = Distribution::Withheld;
            }
        }
        all
    });
    Detail {
        file: workbook.path.clone(),
        sheet: sheet.name.clone(),
        distributions: distributions.collect(),
        grid: grid(workbook, sheet, &layouts, &findings, &masks),
    }
}

/// What rules about personal data have found, to be kept before any of it is settled, excepted or known.
pub(super) fn personal(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let personal = findings.iter().filter(|finding| is_personal(finding.rule));
    personal.cloned().collect()
}

/// The columns in which a rule found personal data, each with the first row to hide.
#[derive(Debug, Default)]
pub(super) struct Masks(BTreeMap<u32, u32>);

impl Masks {
    /// The masks of one sheet, from everything that any rule found, also from what was set aside since.
    pub(super) fn of_sheet(
        workbook: &Workbook,
        number: usize,
        personal: &[Diagnostic],
        layouts: &[&Layout],
    ) -> Self {
        let name = workbook.sheets.get(number).map_or("", |sheet| &sheet.name);
        let here = personal
            .iter()
            .filter(|finding| finding.location.is_on(&workbook.path, name));
        let layouts: Vec<&Layout> = layouts
            .iter()
            .copied()
            .filter(|layout| layout.sheet == number)
            .collect();
        Self::of(here, &layouts)
    }

    /// From the first cell found on, but never the header, which names what is hidden.
    pub(super) fn of<'a>(
        findings: impl Iterator<Item = &'a Diagnostic>,
        layouts: &[&Layout],
    ) -> Self {
        let mut masks = Self::default();
        for finding in findings.filter(|finding| is_personal(finding.rule)) {
            for range in places(finding) {
                let headers = layouts.iter().filter_map(|layout| layout.header);
                let below = headers
                    .filter(|header| header.contains(range.first))
                    .map(|header| header.last.row + 1);
                let row = below.max().unwrap_or(range.first.row);
                for column in range.first.column..=range.last.column {
                    let first = masks.0.entry(column).or_insert(row);
                    *first = row.min(*first);
                }
            }
        }
        masks
    }

    fn covers_column(&self, column: u32) -> bool {
        self.0.contains_key(&column)
    }

    /// The text of a cell, or what stands for it.
    pub(super) fn text(&self, workbook: &Workbook, sheet: &Sheet, at: CellRef) -> String {
        let cell = sheet.cell(at);
        let hidden = self.0.get(&at.column).is_some_and(|first| at.row >= *first);
        if hidden && !cell.is_empty() {
            return MASK.to_owned();
        }
        cell.value().to_text(&workbook.strings)
    }
}

/// The cell or range of a finding and everything that proves it.
fn places(finding: &Diagnostic) -> impl Iterator<Item = Range> {
    let evidence = finding.evidence.iter().copied();
    finding.location.range.into_iter().chain(evidence)
}

fn grid(
    workbook: &Workbook,
    sheet: &Sheet,
    layouts: &[&Layout],
    findings: &[&Diagnostic],
    masks: &Masks,
) -> Grid {
    // A blank cell may be the fault, so the grid reaches as far as the findings.
    let found = findings.iter().filter_map(|finding| finding.location.range);
    let drawn = found.fold(sheet.used(), |so_far, range| {
        Some(so_far.map_or(range, |so_far| so_far.around(&range)))
    });
    let Some(drawn) = drawn else {
        return Grid::default();
    };
    let rows = rows(drawn, layouts, findings);
    let columns = columns(drawn, findings);
    let text = |row, column| {
        let text = masks.text(workbook, sheet, CellRef::new(row, column));
        match text.char_indices().nth(LETTERS) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    };
    let cells = |row| columns.iter().map(|column| text(row, *column)).collect();
    Grid {
        used: Some(drawn),
        rows: rows.into_iter().map(|row| (row, cells(row))).collect(),
        columns,
    }
}

/// First the first row of every finding, then the ends of the sheet and the headers, then what lies around.
fn rows(drawn: Range, layouts: &[&Layout], findings: &[&Diagnostic]) -> Vec<u32> {
    let (top, end) = (drawn.first.row, drawn.last.row);
    let first_of = findings.iter().filter_map(|it| it.location.cell());
    let mut wanted: Vec<u32> = first_of.map(|cell| cell.row).collect();
    wanted.extend((top..=end).take(3));
    for header in layouts.iter().filter_map(|layout| layout.header) {
        wanted.extend((header.first.row..=header.last.row.saturating_add(3)).take(8));
    }
    wanted.extend(end.saturating_sub(2)..=end);
    let places = findings.iter().flat_map(|it| places(it).take(PLACES));
    for range in places {
        wanted.extend((range.first.row.saturating_sub(1)..=range.last.row).take(4));
        wanted.extend([range.last.row, range.last.row.saturating_add(1)]);
    }
    chosen(wanted, (top, end), ROWS)
}

fn columns(drawn: Range, findings: &[&Diagnostic]) -> Vec<u32> {
    let (first, last) = (drawn.first.column, drawn.last.column);
    let first_of = findings.iter().filter_map(|it| it.location.cell());
    let mut wanted: Vec<u32> = first_of.map(|cell| cell.column).collect();
    wanted.extend(first..=last);
    chosen(wanted, (first, last), COLUMNS)
}

/// The first so many different ones that lie inside, in ascending order.
fn chosen(wanted: Vec<u32>, (first, last): (u32, u32), limit: usize) -> Vec<u32> {
    let mut chosen = BTreeSet::new();
    for index in wanted {
        if chosen.len() == limit {
            break;
        }
        if (first..=last).contains(&index) {
            chosen.insert(index);
        }
    }
    chosen.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{MASK, Masks, chosen};
    use crate::model::address::CellRef;
    use crate::model::cell::Cell;
    use crate::model::column::Column;
    use crate::model::diagnostic::{Diagnostic, Fix, Location, Severity};
    use crate::model::language::Message;
    use crate::model::layout::Layout;
    use crate::model::workbook::{Sheet, Workbook};

    fn finding(rule: &'static str, range: &str) -> Diagnostic {
        Diagnostic {
            rule,
            severity: Severity::Error,
            confidence: 1.0,
            location: Location {
                range: range.parse().ok(),
                ..Location::default()
            },
            count: 1,
            message: Message::default(),
            help: Message::default(),
            evidence: Vec::new(),
            suggestion: None,
            fix: Fix::None,
            settled_by: None,
        }
    }

    #[test]
    fn personal_data_is_masked_below_its_header_and_nowhere_else() {
        let mut workbook = Workbook::default();
        let text = Cell::text(workbook.strings.intern("x"));
        let mut column = Column::default();
        for row in 0..4 {
            column.set(row, text);
        }
        let sheet = Sheet {
            columns: vec![column.clone(), column],
            ..Sheet::default()
        };
        let layout = Layout {
            header: "A1:B1".parse().ok(),
            ..Layout::default()
        };
        for (rule, range, shown) in [
            ("national-id", "A3", ["x", "x", MASK, MASK]),
            ("person-name", "A1", ["x", MASK, MASK, MASK]),
            ("thai-digits", "A3", ["x"; 4]),
        ] {
            let findings = [finding(rule, range)];
            let masks = Masks::of(findings.iter(), &[&layout]);
            let texts = |column| {
                [0, 1, 2, 3].map(|row| masks.text(&workbook, &sheet, CellRef::new(row, column)))
            };
            assert_eq!(texts(0), shown, "{rule}");
            assert_eq!(texts(1), ["x"; 4], "{rule}");
        }
    }

    #[test]
    fn what_is_wanted_first_is_chosen_first() {
        assert_eq!(chosen(vec![9, 3, 3, 50, 1, 2], (1, 10), 3), [1, 3, 9]);
    }
}
