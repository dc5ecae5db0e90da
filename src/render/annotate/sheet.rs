//! A sheet's XML with other styles on some cells, and with cells where a faulty one is blank.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::address::{CellRef, Range, parse_a1};
use crate::model::diagnostic::Severity;
use crate::render::annotate::Error;
use crate::render::annotate::frame::Frame;
use crate::render::annotate::package::broken;
use crate::render::annotate::styles::Styles;
use crate::render::annotate::xml::{Attribute, Broken, Edits, Element, Kind, Tag, Tags};

/// The namespaces of relationships between parts, transitional and strict.
const OFFICE: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

/// The children of a sheet that stand in front of its `legacyDrawing`: ECMA-376 part 1, 18.3.1.99.
const BEFORE: [&str; 29] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "drawing",
];

/// A row with faulty cells, while it is read.
struct Row<'a> {
    number: u32,
    tag: Tag<'a>,
    /// Columns and places of its cells.
    cells: Vec<(u32, usize)>,
}

/// A sheet while it is patched.
pub(super) struct Sheet<'a> {
    xml: &'a str,
    wanted: &'a BTreeMap<CellRef, Severity>,
    pub(super) edits: Edits,
    pub(super) frame: Frame,
    pub(super) merges: Vec<Range>,
    /// The id of the relationship to the boxes of notes, where the sheet has one.
    pub(super) legacy: Option<String>,
    /// Wanted cells that stay as they are.
    pub(super) left: u64,
    root: Option<Tag<'a>>,
    /// Where a `legacyDrawing` would stand.
    gap: usize,
    /// `sheetData`, where it has no content.
    empty: Option<Tag<'a>>,
    /// Where the cells end.
    end: Option<usize>,
    rows: Vec<(u32, usize)>,
    seen: BTreeSet<CellRef>,
    seen_rows: BTreeSet<u32>,
    ascending: bool,
}

impl<'a> Sheet<'a> {
    /// Reads a sheet and restyles the wanted cells that are there or lie in a row that is there.
    pub(super) fn read(
        xml: &'a str,
        part: &str,
        wanted: &'a BTreeMap<CellRef, Severity>,
        styles: &mut Styles<'_>,
    ) -> Result<Self, Error> {
        let mut sheet = Self {
            xml,
            wanted,
            edits: Edits::default(),
            frame: Frame::default(),
            merges: Vec::new(),
            legacy: None,
            left: 0,
            root: None,
            gap: 0,
            empty: None,
            end: None,
            rows: Vec::new(),
            seen: BTreeSet::new(),
            seen_rows: BTreeSet::new(),
            ascending: true,
        };
        sheet.scan(styles).map_err(|error| broken(part, error))?;
        sheet.missing_rows(styles);
        Ok(sheet)
    }

    fn scan(&mut self, styles: &mut Styles<'_>) -> Result<(), Broken> {
        let mut path: Vec<&str> = Vec::new();
        let mut row: Option<Row<'a>> = None;
        // The place that a cell or row without an address has.
        let mut here = CellRef::default();
        let mut started = false;
        for tag in Tags::new(self.xml) {
            let tag = tag?;
            if tag.kind == Kind::Close {
                path.pop();
                match path.len() {
                    1 => self.child_ends(&tag),
                    2 if tag.local() == "row" => {
                        if let Some(row) = row.take() {
                            self.missing_cells(&row, tag.start, styles);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            let name = tag.local();
            match (path.len(), path.get(1).copied().unwrap_or_default()) {
                (0, _) => {
                    self.root = Some(tag);
                    self.gap = tag.end;
                }
                (1, _) => self.child(&tag),
                (2, "cols") if name == "col" => self.frame.col(&tag),
                (2, "mergeCells") => self.merges.extend(
                    tag.get("ref")
                        .and_then(|range| range.raw.parse::<Range>().ok()),
                ),
                (2, "sheetData") if name == "row" => {
                    let number = tag.get("r").and_then(|it| it.number::<u32>());
                    let number = match number {
                        Some(number) => number.saturating_sub(1),
                        None if started => here.row + 1,
                        None => here.row,
                    };
                    started = true;
                    here = CellRef::new(number, 0);
                    row = self.row(number, tag);
                    if tag.kind == Kind::Empty
                        && let Some(row) = row.take()
                    {
                        self.missing_cells(&row, tag.end, styles);
                    }
                }
                (3, "sheetData") if name == "c" => {
                    if let Some(own) = tag.get("r").and_then(|it| parse_a1(it.raw.as_bytes())) {
                        here = own;
                    }
                    if let Some(row) = &mut row {
                        row.cells.push((here.column, tag.start));
                    }
                    self.cell(here, &tag, styles);
                    here.column += 1;
                }
                _ => {}
            }
            if tag.kind == Kind::Open {
                path.push(name);
            }
        }
        if path.is_empty() && self.root.is_some() {
            Ok(())
        } else {
            Err(Broken::CutOff)
        }
    }

    fn child(&mut self, tag: &Tag<'a>) {
        match tag.local() {
            "sheetFormatPr" => self.frame.format(tag),
            "legacyDrawing" => self.legacy = tag.get("id").map(|id| id.text().into_owned()),
            "sheetData" if tag.kind == Kind::Empty => self.empty = Some(*tag),
            _ => {}
        }
        if tag.kind == Kind::Empty {
            self.child_ends(tag);
        }
    }

    fn child_ends(&mut self, tag: &Tag<'a>) {
        if BEFORE.contains(&tag.local()) {
            self.gap = tag.end;
        }
        if tag.local() == "sheetData" {
            self.end = Some(tag.start);
        }
    }

    fn wanted_in(&self, row: u32) -> impl Iterator<Item = (CellRef, Severity)> + use<'a> {
        self.wanted
            .range(CellRef::new(row, 0)..=CellRef::new(row, u32::MAX))
            .map(|(cell, severity)| (*cell, *severity))
    }

    fn row(&mut self, number: u32, tag: Tag<'a>) -> Option<Row<'a>> {
        self.ascending &= self.rows.last().is_none_or(|(last, _)| *last < number);
        self.rows.push((number, tag.start));
        self.frame.row(number, &tag);
        self.wanted_in(number).next()?;
        self.seen_rows.insert(number);
        Some(Row {
            number,
            tag,
            cells: Vec::new(),
        })
    }

    fn cell(&mut self, at: CellRef, tag: &Tag<'a>, styles: &mut Styles<'_>) {
        let Some(severity) = self.wanted.get(&at) else {
            return;
        };
        self.seen.insert(at);
        let base = tag.get("s").and_then(|it| it.number::<u32>()).unwrap_or(0);
        match styles.marked(base, *severity) {
            Some(style) => tag.set("s", &style.to_string(), &mut self.edits),
            None => self.left += 1,
        }
    }

    /// A cell that is not there, with the style that its row or column gives it.
    fn fresh(
        &mut self,
        at: CellRef,
        severity: Severity,
        row: Option<&Tag<'_>>,
        styles: &mut Styles<'_>,
    ) -> String {
        let of_row = row
            .filter(|tag| tag.get("customFormat").is_some_and(|it| it.is_true()))
            .and_then(|tag| tag.get("s")?.number::<u32>());
        let base = of_row.or_else(|| self.frame.style(at.column)).unwrap_or(0);
        let p = self.root.map_or("", |root| root.prefix());
        if let Some(style) = styles.marked(base, severity) {
            return format!("<{p}c r=\"{at}\" s=\"{style}\"/>");
        }
        self.left += 1;
        String::new()
    }

    /// Puts the wanted cells that a row lacks in front of the first cell behind them.
    fn missing_cells(&mut self, row: &Row<'a>, end: usize, styles: &mut Styles<'_>) {
        let missing: Vec<_> = self
            .wanted_in(row.number)
            .filter(|(cell, _)| !self.seen.contains(cell))
            .collect();
        let mut last = String::new();
        let mut widest = 0;
        for (cell, severity) in missing {
            let text = self.fresh(cell, severity, Some(&row.tag), styles);
            widest = widest.max(cell.column);
            let behind = row.cells.iter().find(|(column, _)| *column > cell.column);
            match behind {
                Some((_, place)) => self.edits.insert(*place, text),
                None => last += &text,
            }
        }
        self.widen(&row.tag, widest);
        self.at_end(&row.tag, end, &last);
    }

    /// A row may say which columns it fills; then it must stay true.
    fn widen(&mut self, tag: &Tag<'a>, column: u32) {
        let Some(spans) = tag.get("spans") else {
            return;
        };
        if let Some((first, last)) = spans.raw.split_once(':')
            && let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>())
            && column >= last
        {
            let text = format!("{first}:{}", column + 1);
            self.edits.replace(spans.start, spans.end, text);
        }
    }

    /// Puts children at the end of an element, also of one that was closed at once.
    fn at_end(&mut self, open: &Tag<'a>, inner_end: usize, children: &str) {
        let element = Element {
            open: *open,
            depth: 0,
            inner_end,
            end: inner_end,
        };
        self.edits.append(&element, children);
    }

    /// Puts the wanted rows that are not there in front of the first row behind them.
    fn missing_rows(&mut self, styles: &mut Styles<'_>) {
        let wanted: BTreeSet<u32> = self.wanted.keys().map(|cell| cell.row).collect();
        let p = self.root.map_or("", |root| root.prefix());
        let mut at_end = String::new();
        for row in wanted.difference(&self.seen_rows.clone()) {
            let cells: Vec<_> = self
                .wanted_in(*row)
                .filter(|(cell, _)| !self.seen.contains(cell))
                .collect();
            let Some(end) = self.end.filter(|_| self.ascending) else {
                self.left += cells.len() as u64;
                continue;
            };
            let mut text = String::new();
            for (cell, severity) in cells {
                text += &self.fresh(cell, severity, None, styles);
            }
            if text.is_empty() {
                continue;
            }
            let text = format!("<{p}row r=\"{}\">{text}</{p}row>", row + 1);
            let behind = self.rows.partition_point(|(number, _)| number < row);
            match self.rows.get(behind) {
                Some((_, place)) => self.edits.insert(*place, text),
                None if self.empty.is_some() => at_end += &text,
                None => self.edits.insert(end, text),
            }
        }
        if let Some(tag) = self.empty {
            self.at_end(&tag, tag.end, &at_end);
        }
    }

    /// Points to the boxes of notes.
    pub(super) fn point(&mut self, id: &str) {
        let Some(root) = self.root else {
            return;
        };
        let p = root.prefix();
        let strict = root
            .namespace()
            .is_some_and(|it| it.contains("purl.oclc.org"));
        let text = match root.bound(&OFFICE).filter(|prefix| !prefix.is_empty()) {
            Some(prefix) => format!("<{p}legacyDrawing {prefix}id=\"{id}\"/>"),
            None => format!(
                "<{p}legacyDrawing xmlns:r=\"{}\" r:id=\"{id}\"/>",
                OFFICE[usize::from(strict)]
            ),
        };
        self.edits.insert(self.gap, text);
    }

    /// The cell at which a note shows: in a merged range the first one.
    pub(super) fn shown(&self, cell: CellRef) -> CellRef {
        let merge = self.merges.iter().find(|merge| merge.contains(cell));
        merge.map_or(cell, |merge| merge.first)
    }
}

/// Takes a sheet out of the selection: cells typed into two selected sheets would land in both.
pub(super) fn deselect(xml: &str) -> Result<Option<String>, Broken> {
    let mut edits = Edits::default();
    let mut changed = false;
    for tag in Tags::new(xml) {
        let tag = tag?;
        if tag.local() == "sheetData" {
            break;
        }
        if tag.kind != Kind::Close
            && tag.local() == "sheetView"
            && let Some(selected) = tag.get("tabSelected").filter(Attribute::is_true)
        {
            edits.replace(selected.start, selected.end, "0");
            changed = true;
        }
    }
    Ok(changed.then(|| edits.apply(xml)))
}
