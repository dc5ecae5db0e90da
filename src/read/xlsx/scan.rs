//! The sheet's cells, straight from the inflated bytes: a scanner for `<row>` and `<c>` and nothing else.
//!
//! A general XML reader costs more than everything else that is done to a cell together. Cells of the shape that
//! Excel writes take the short way; any other shape that XML allows takes the long one.

use memchr::memmem;

use crate::model::address::{MAX_COLUMNS, MAX_ROWS, Runs};
use crate::read::xlsx::raw::{
    Attribute, Fault, RawTag, Step, cell, digits, local_name, next_attribute, usual_cell,
};

/// Bytes that may stand before `<sheetData>`: columns and views, a few KiB in the largest real sheets.
const HEAD: usize = 16 << 20;
/// Bytes that may stand after it: merges, links, conditional formats.
const TAIL: usize = 256 << 20;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Head,
    Data,
    Tail,
}

/// Where the scanner is. Feed it with [`Scanner::consume`].
#[derive(Debug, Default)]
pub(super) struct Scanner {
    phase: Phase,
    /// The XML before the cells.
    pub(super) head: Vec<u8>,
    /// The XML after the cells.
    pub(super) tail: Vec<u8>,
    pub(super) hidden_rows: Runs,
    row: u32,
    started: bool,
    column: u32,
}

impl Scanner {
    /// Goes as far as whole tags go and returns how many bytes are done with. The rest must come again with more behind.
    pub(super) fn consume<'a, E: From<Fault>>(
        &mut self,
        window: &'a [u8],
        each: &mut impl FnMut(RawTag<'a>) -> Result<(), E>,
    ) -> Result<usize, E> {
        let mut at = 0;
        loop {
            match self.phase {
                Phase::Head => match self.head(&window[at..])? {
                    Some(step) => at += step,
                    None => return Ok(at),
                },
                Phase::Data => match self.data(window, &mut at, each)? {
                    Some(()) => {}
                    None => return Ok(at),
                },
                Phase::Tail => {
                    self.tail.extend_from_slice(&window[at..]);
                    if self.tail.len() > TAIL {
                        return Err(Fault::TooLarge.into());
                    }
                    return Ok(window.len());
                }
            }
        }
    }

    /// Whether the cells have not begun: then everything so far is kept.
    pub(super) fn in_head(&self) -> bool {
        self.phase == Phase::Head
    }

    /// The part is over: whether it ended where it may.
    pub(super) fn finish(&mut self, rest: &[u8]) -> Result<(), Fault> {
        match self.phase {
            Phase::Tail if is_whole(&self.tail) => Ok(()),
            // A sheet need not have cells; but its frame must be whole.
            Phase::Head if is_whole(rest) => {
                self.head.extend_from_slice(rest);
                Ok(())
            }
            _ => Err(Fault::CutOff),
        }
    }

    fn head(&mut self, window: &[u8]) -> Step<usize> {
        if memmem::find(window, b"<!DOCTYPE").is_some() {
            return Err(Fault::Doctype);
        }
        let mut from = 0;
        while let Some(found) = memmem::find(&window[from..], b"sheetData") {
            let at = from + found;
            // A comment is passed over whole, so that nothing in it is looked at twice.
            if let Some(open) = memmem::find(&window[from..at], b"<!--") {
                let inside = from + open + 4;
                let Some(close) = memmem::find(&window[inside..], b"-->") else {
                    return self.wait(window);
                };
                from = inside + close + 3;
                continue;
            }
            from = at + 9;
            let opens = at > 0 && matches!(window[at - 1], b'<' | b':');
            let Some(end) = memchr::memchr(b'>', &window[from..]) else {
                return Ok(None);
            };
            if !opens {
                continue;
            }
            let start = memchr::memrchr(b'<', &window[..at]).unwrap_or(at);
            self.head.extend_from_slice(&window[..start]);
            let closed = window[from + end - 1] == b'/' || window.get(start + 1) == Some(&b'/');
            self.phase = if closed { Phase::Tail } else { Phase::Data };
            return Ok(Some(from + end + 1));
        }
        self.wait(window)
    }

    /// More bytes are needed, unless there are more than any head has.
    fn wait(&self, window: &[u8]) -> Step<usize> {
        debug_assert!(self.in_head());
        if window.len() > HEAD {
            return Err(Fault::TooLarge);
        }
        Ok(None)
    }

    fn data<'a, E: From<Fault>>(
        &mut self,
        window: &'a [u8],
        at: &mut usize,
        each: &mut impl FnMut(RawTag<'a>) -> Result<(), E>,
    ) -> Result<Option<()>, E> {
        while let Some(open) = window[*at..].iter().position(|byte| *byte == b'<') {
            let start = *at + open;
            *at = start;
            let rest = &window[start..];
            if let Some((cell, length)) = usual_cell(rest) {
                self.row = cell.row;
                self.column = cell.column + 1;
                self.started = true;
                *at = start + length;
                each(cell)?;
                continue;
            }
            let name = local_name(rest);
            match name {
                Some((b"c", after)) => {
                    let Some((mut cell, end)) = cell(window, start + after)? else {
                        return Ok(None);
                    };
                    self.place(&mut cell)?;
                    *at = end;
                    if cell.value.is_some() || cell.inline.is_some() || cell.formula {
                        each(cell)?;
                    }
                }
                Some((b"row", after)) => match self.row(window, start + after)? {
                    Some(end) => *at = end,
                    None => return Ok(None),
                },
                Some((b"/sheetData", after)) => {
                    let Some(end) = memchr::memchr(b'>', &window[start + after..]) else {
                        return Ok(None);
                    };
                    *at = start + after + end + 1;
                    self.phase = Phase::Tail;
                    return Ok(Some(()));
                }
                Some((b"!--", _)) => match memmem::find(rest, b"-->") {
                    Some(end) => *at = start + end + 3,
                    None => return Ok(None),
                },
                Some((b"!DOCTYPE", _)) => return Err(Fault::Doctype.into()),
                Some(_) => match memchr::memchr(b'>', rest) {
                    Some(end) => *at = start + end + 1,
                    None => return Ok(None),
                },
                None => return Ok(None),
            }
        }
        *at = window.len();
        Ok(None)
    }

    /// Gives a cell its place: its own `r`, or the one after the cell before.
    fn place(&mut self, cell: &mut RawTag<'_>) -> Result<(), Fault> {
        if cell.column == u32::MAX {
            cell.row = self.row;
            cell.column = self.column;
        } else {
            self.row = cell.row;
        }
        if cell.row >= MAX_ROWS || cell.column >= MAX_COLUMNS {
            return Err(Fault::OutsideGrid);
        }
        self.started = true;
        self.column = cell.column + 1;
        Ok(())
    }

    fn row(&mut self, window: &[u8], mut at: usize) -> Step<usize> {
        let mut number = None;
        let mut hidden = false;
        loop {
            match next_attribute(window, &mut at)? {
                None => return Ok(None),
                Some(Attribute::End { .. }) => break,
                Some(Attribute::Pair(b"r", value)) => {
                    number = Some(digits(value).ok_or(Fault::OutsideGrid)?);
                }
                Some(Attribute::Pair(b"hidden", value)) => hidden = matches!(value, b"1" | b"true"),
                Some(Attribute::Pair(b"ht", value)) => {
                    hidden = hidden || matches!(value, b"0" | b"0.0");
                }
                Some(Attribute::Pair(..)) => {}
            }
        }
        self.row = match number {
            Some(number) => number
                .checked_sub(1)
                .filter(|row| *row < MAX_ROWS)
                .ok_or(Fault::OutsideGrid)?,
            None if self.started => self.row + 1,
            None => self.row,
        };
        self.started = true;
        self.column = 0;
        if hidden {
            self.hidden_rows.push(self.row, self.row);
        }
        Ok(Some(at))
    }
}

/// Whether the last tag closes the part's root.
fn is_whole(xml: &[u8]) -> bool {
    let tag = memmem::rfind(xml, b"</").or_else(|| memchr::memrchr(b'<', xml));
    let tag = tag.and_then(|at| xml.get(at + 1..)).unwrap_or(&[]);
    let Some(end) = memchr::memchr(b'>', tag) else {
        return false;
    };
    let closes = tag.starts_with(b"/") || tag[..end].ends_with(b"/");
    closes && memmem::find(&tag[..end], b"worksheet").is_some()
}
