//! The cells of a sheet as Excel shows them, with the faults marked and linked to what is said about them.

use std::collections::BTreeMap;

use crate::model::address::{CellRef, Letters};
use crate::model::detail::Grid;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::language::Language;
use crate::model::layout::Layout;
use crate::model::markup::Markup;
use crate::render::html::{Page, Shown, sign};
use crate::render::words::{grouped, severity};

/// Findings that a cell links to; more are said by their number.
const LINKS: usize = 3;

/// Numbers and severities of the findings of each cell shown.
type Marks = BTreeMap<CellRef, Vec<(usize, Severity)>>;

pub(super) fn grid(
    out: &mut Markup,
    page: &Page<'_>,
    shown: Shown<'_>,
    findings: &[(usize, &Diagnostic)],
) {
    let grid = &shown.detail.grid;
    if grid.rows.is_empty() {
        let words = page.pick("แผ่นงานนี้ไม่มีข้อมูล", "This sheet has no values.");
        out.leaf("p", &[("class", "soft")], words);
        return;
    }
    let marks = marks(grid, findings);
    let tables = page.tables(shown.detail);
    out.element("div", &[("class", "scroll")], |out| {
        out.element("table", &[("class", "grid")], |out| {
            head(out, grid);
            out.element("tbody", &[], |out| {
                let mut next = grid.used.map_or(0, |used| used.first.row);
                for (row, cells) in &grid.rows {
                    gap(out, page, grid, (next, *row));
                    self::row(out, shown, (*row, cells), tables, &marks);
                    next = row + 1;
                }
                let end = grid.used.map_or(0, |used| used.last.row + 1);
                gap(out, page, grid, (next, end));
            });
        });
    });
    legend(out, page, grid);
}

/// Which findings each of the cells shown belongs to.
fn marks(grid: &Grid, findings: &[(usize, &Diagnostic)]) -> Marks {
    let mut marks = Marks::new();
    for (number, finding) in findings {
        for range in finding.faulty() {
            let from = grid.rows.partition_point(|(row, _)| *row < range.first.row);
            let rows = grid.rows[from..].iter().map(|(row, _)| *row);
            for row in rows.take_while(|row| *row <= range.last.row) {
                let columns = grid.columns.iter();
                for column in columns.filter(|it| range.contains(CellRef::new(row, **it))) {
                    let mark = (*number, finding.severity);
                    let cell = marks.entry(CellRef::new(row, *column)).or_default();
                    if !cell.contains(&mark) {
                        cell.push(mark);
                    }
                }
            }
        }
    }
    marks
}

fn head(out: &mut Markup, grid: &Grid) {
    out.element("thead", &[], |out| {
        out.element("tr", &[], |out| {
            out.leaf("th", &[("scope", "col")], "");
            let mut next = grid.used.map_or(0, |used| used.first.column);
            for column in &grid.columns {
                let class = if *column > next { "skipped" } else { "" };
                let letters = Letters(*column).to_string();
                out.leaf("th", &[("scope", "col"), ("class", class)], &letters);
                next = column + 1;
            }
        });
    });
}

fn row(
    out: &mut Markup,
    shown: Shown<'_>,
    (row, cells): (u32, &[String]),
    tables: &[Layout],
    marks: &Marks,
) {
    out.line();
    out.element("tr", &[], |out| {
        out.leaf("th", &[("scope", "row")], &(row + 1).to_string());
        for (column, text) in shown.detail.grid.columns.iter().zip(cells) {
            let at = CellRef::new(row, *column);
            let found = marks.get(&at).map_or(&[][..], Vec::as_slice);
            let worst = found.iter().map(|(_, severity)| *severity).max();
            let class = format!(
                "{} {}",
                role(tables, at),
                worst.map_or("", Severity::as_str)
            );
            let id = anchor(shown, at);
            let mut attributes = vec![("class", class.trim())];
            if worst.is_some() {
                attributes.push(("id", &id));
            }
            out.element("td", &attributes, |out| {
                out.text(text);
                links(out, found);
            });
        }
    });
}

fn links(out: &mut Markup, found: &[(usize, Severity)]) {
    for (number, severity) in found.iter().take(LINKS) {
        let target = format!("#f{number}");
        let text = format!("{}{number}", sign(*severity));
        out.leaf("a", &[("class", "to"), ("href", &target)], &text);
    }
    if found.len() > LINKS {
        let more = format!("+{}", found.len() - LINKS);
        out.leaf("span", &[("class", "to")], &more);
    }
}

/// What a cell is to the tables of its sheet.
fn role(tables: &[Layout], at: CellRef) -> &'static str {
    for table in tables {
        let around = [&table.titles, &table.notes, &table.beside];
        if around.iter().any(|cells| cells.contains(&at)) {
            return "aside";
        }
        if table.header.is_some_and(|header| header.contains(at)) {
            return "header";
        }
        let is_total = table.totals.iter().any(|total| total.row == at.row);
        if is_total && table.range.contains(at) {
            return "total";
        }
    }
    ""
}

/// Rows left out between two that are shown.
fn gap(out: &mut Markup, page: &Page<'_>, grid: &Grid, (next, row): (u32, u32)) {
    if row <= next {
        return;
    }
    let count = grouped(u64::from(row - next));
    let (first, last) = (next + 1, row);
    let words = match (page.language, row - next) {
        (Language::Thai, 1) => format!("ไม่แสดงแถวที่ {first}"),
        (Language::Thai, _) => format!("ไม่แสดง {count} แถว (แถวที่ {first} ถึง {last})"),
        (Language::English, 1) => format!("row {first} is not shown"),
        (Language::English, _) => format!("{count} rows are not shown ({first} to {last})"),
    };
    let width = (grid.columns.len() + 1).to_string();
    out.element("tr", &[("class", "gap")], |out| {
        out.leaf("td", &[("colspan", &width)], &words);
    });
}

fn legend(out: &mut Markup, page: &Page<'_>, grid: &Grid) {
    let columns = grid.used.map_or(0, |used| used.width() as usize);
    let mut words = vec![
        page.pick(
            "หัวตารางเป็นตัวหนา ชื่อเรื่องและหมายเหตุเป็นตัวเอน หมายเลขในเซลล์คือหมายเลขของข้อค้นพบด้านล่าง",
            "The header is bold, titles and notes are italic; a number in a cell is that of a finding below",
        )
        .to_owned(),
    ];
    words.extend(
        [Severity::Error, Severity::Warning, Severity::Info]
            .map(|it| format!("{} {}", sign(it), severity(it, page.language))),
    );
    if columns > grid.columns.len() {
        let count = columns - grid.columns.len();
        words.push(match page.language {
            Language::Thai => format!("ไม่แสดง {count} คอลัมน์"),
            Language::English => format!("{count} columns are not shown"),
        });
    }
    out.leaf("p", &[("class", "legend")], &words.join(" · "));
}

/// The name of a cell on the page.
pub(super) fn anchor(shown: Shown<'_>, at: CellRef) -> String {
    format!("s{}-{at}", shown.number)
}

/// Whether a cell is among those shown.
pub(super) fn shows(grid: &Grid, at: CellRef) -> bool {
    grid.columns.binary_search(&at.column).is_ok()
        && grid
            .rows
            .binary_search_by_key(&at.row, |(row, _)| *row)
            .is_ok()
}
