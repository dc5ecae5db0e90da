//! The sheet's cells, straight from the inflated bytes: a scanner for `<row>` and `<c>` and nothing else.
//!
//! A general XML reader costs more than everything else that is done to a cell together. Cells of the shape that
//! Excel writes take the short way; any other shape that XML allows takes the long one.

use memchr::memmem;

use crate::model::address::{MAX_COLUMNS, MAX_ROWS, Runs};

/// Bytes that may stand before `<sheetData>`: columns and views, a few KiB in the largest real sheets.
const HEAD: usize = 16 << 20;
/// Bytes that may stand after it: merges, links, conditional formats.
const TAIL: usize = 256 << 20;

/// One `<c>` as it stands in the file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RawTag<'a> {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) style: u32,
    /// The `t` attribute; empty for a number.
    pub(super) kind: &'a [u8],
    pub(super) formula: bool,
    /// What stands in `<v>`, escaped.
    pub(super) value: Option<&'a [u8]>,
    /// What stands in `<is>`, as XML.
    pub(super) inline: Option<&'a [u8]>,
}

/// What is wrong with the part.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error("the XML ends before the sheet does")]
    CutOff,
    #[error("a document type declaration, which no workbook needs")]
    Doctype,
    #[error("a cell outside A1:XFD1048576")]
    OutsideGrid,
    #[error("an attribute without a value")]
    Attribute,
    #[error("a cell or the sheet's frame is larger than any program writes")]
    TooLarge,
}

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

/// A step over one tag: how far it went, or that more bytes are needed.
type Step<T> = Result<Option<T>, Fault>;

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
            Phase::Tail => Ok(()),
            Phase::Data => Err(Fault::CutOff),
            Phase::Head => {
                // A sheet need not have cells; but its frame must be whole.
                if memmem::find(rest, b"worksheet").is_none()
                    || !rest.trim_ascii_end().ends_with(b">")
                {
                    return Err(Fault::CutOff);
                }
                self.head.extend_from_slice(rest);
                Ok(())
            }
        }
    }

    fn head(&mut self, window: &[u8]) -> Step<usize> {
        if memmem::find(window, b"<!DOCTYPE").is_some() {
            return Err(Fault::Doctype);
        }
        let mut from = 0;
        while let Some(found) = memmem::find(&window[from..], b"sheetData") {
            let at = from + found;
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
                    number = Some(digits(value).ok_or(Fault::OutsideGrid)?)
                }
                Some(Attribute::Pair(b"hidden", value)) => hidden = matches!(value, b"1" | b"true"),
                Some(Attribute::Pair(b"ht", value)) => {
                    hidden = hidden || matches!(value, b"0" | b"0.0")
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

/// The name of the tag at the front, without prefix (a slash in front of an end tag stays), and where it ends.
fn local_name(rest: &[u8]) -> Option<(&[u8], usize)> {
    if rest.starts_with(b"<!--") {
        return Some((b"!--", 4));
    }
    let end = rest
        .iter()
        .skip(1)
        .position(|byte| matches!(byte, b' ' | b'>' | b'\t' | b'\r' | b'\n'))?
        + 1;
    let mut name = &rest[1..end];
    let mut after = end;
    if let [before @ .., b'/'] = name
        && !before.is_empty()
    {
        (name, after) = (before, end - 1);
    }
    let (slash, bare) = match name {
        [b'/', bare @ ..] => (true, bare),
        bare => (false, bare),
    };
    let bare = bare
        .iter()
        .rposition(|byte| *byte == b':')
        .map_or(bare, |colon| &bare[colon + 1..]);
    Some(match (slash, bare) {
        (true, b"sheetData") => (b"/sheetData", after),
        (true, b"c") => (b"/c", after),
        (true, _) => (b"/", after),
        (false, bare) => (bare, after),
    })
}

enum Attribute<'a> {
    Pair(&'a [u8], &'a [u8]),
    End { closed: bool },
}

/// The next attribute of a tag, or its end; `at` moves behind it. `None`: more bytes are needed.
fn next_attribute<'a>(window: &'a [u8], at: &mut usize) -> Step<Attribute<'a>> {
    let mut here = *at;
    while window.get(here).is_some_and(u8::is_ascii_whitespace) {
        here += 1;
    }
    match window.get(here) {
        None => return Ok(None),
        Some(b'>') => {
            *at = here + 1;
            return Ok(Some(Attribute::End { closed: false }));
        }
        Some(b'/') => match window.get(here + 1) {
            None => return Ok(None),
            Some(_) => {
                *at = here + 2;
                return Ok(Some(Attribute::End { closed: true }));
            }
        },
        Some(_) => {}
    }
    let Some(equals) = window[here..]
        .iter()
        .position(|byte| matches!(byte, b'=' | b'>'))
    else {
        return Ok(None);
    };
    let name = &window[here..here + equals];
    if window[here + equals] == b'>' {
        return Err(Fault::Attribute);
    }
    let mut quote_at = here + equals + 1;
    while window.get(quote_at).is_some_and(u8::is_ascii_whitespace) {
        quote_at += 1;
    }
    let Some(quote) = window.get(quote_at) else {
        return Ok(None);
    };
    if !matches!(quote, b'"' | b'\'') {
        return Err(Fault::Attribute);
    }
    let Some(length) = window[quote_at + 1..].iter().position(|byte| byte == quote) else {
        return Ok(None);
    };
    let value = &window[quote_at + 1..quote_at + 1 + length];
    *at = quote_at + length + 2;
    Ok(Some(Attribute::Pair(name.trim_ascii(), value)))
}

/// `<c r="B2" s="1" t="s"><v>7</v></c>`, to the letter as Excel writes it, inside the grid; its length. `None` for
/// everything else, which then goes the long way.
fn usual_cell(rest: &[u8]) -> Option<(RawTag<'_>, usize)> {
    let mut at = rest.starts_with(b"<c r=\"").then_some(6)?;
    let mut column = 0u32;
    let mut row = 0u32;
    while let Some(letter @ b'A'..=b'Z') = rest.get(at) {
        column = column * 26 + u32::from(letter - b'A') + 1;
        at += 1;
    }
    let digits_from = at;
    while let Some(digit @ b'0'..=b'9') = rest.get(at) {
        row = row.wrapping_mul(10).wrapping_add(u32::from(digit - b'0'));
        at += 1;
    }
    let inside = (1..=3).contains(&(digits_from - 6))
        && column <= MAX_COLUMNS
        && at - digits_from <= 7
        && (1..=MAX_ROWS).contains(&row);
    if !inside || rest.get(at) != Some(&b'"') {
        return None;
    }
    at += 1;
    let mut style = 0u32;
    if rest.get(at..at + 4)? == b" s=\"" {
        at += 4;
        let from = at;
        while let Some(digit @ b'0'..=b'9') = rest.get(at) {
            style = style.wrapping_mul(10).wrapping_add(u32::from(digit - b'0'));
            at += 1;
        }
        if rest.get(at) != Some(&b'"') || at - from > 9 {
            return None;
        }
        at += 1;
    }
    let mut kind: &[u8] = b"";
    if rest.get(at..at + 4)? == b" t=\"" {
        if rest.get(at + 5) != Some(&b'"') {
            return None;
        }
        kind = rest.get(at + 4..at + 5)?;
        at += 6;
    }
    if rest.get(at..at + 4)? != b"><v>" {
        return None;
    }
    at += 4;
    let length = rest.get(at..)?.iter().position(|byte| *byte == b'<')?;
    let end = at + length;
    if rest.get(end..end + 8)? != b"</v></c>" {
        return None;
    }
    let value = rest.get(at..end);
    Some((
        RawTag {
            row: row - 1,
            column: column - 1,
            style,
            kind,
            formula: false,
            value,
            inline: None,
        },
        end + 8,
    ))
}

/// A whole `<c>`, from behind its name; where it ends.
fn cell<'a>(window: &'a [u8], mut at: usize) -> Step<(RawTag<'a>, usize)> {
    let mut cell = RawTag {
        column: u32::MAX,
        ..RawTag::default()
    };
    loop {
        match next_attribute(window, &mut at)? {
            None => return Ok(None),
            Some(Attribute::Pair(b"r", value)) => {
                (cell.row, cell.column) = address(value).ok_or(Fault::OutsideGrid)?
            }
            Some(Attribute::Pair(b"s", value)) => cell.style = digits(value).unwrap_or(0),
            Some(Attribute::Pair(b"t", value)) => cell.kind = value,
            Some(Attribute::Pair(..)) => {}
            Some(Attribute::End { closed: true }) => return Ok(Some((cell, at))),
            Some(Attribute::End { closed: false }) => break,
        }
    }
    content(window, at, cell)
}

/// The children of a `<c>` in any order, up to its end tag.
fn content<'a>(window: &'a [u8], mut at: usize, mut cell: RawTag<'a>) -> Step<(RawTag<'a>, usize)> {
    loop {
        let Some(open) = memchr::memchr(b'<', &window[at..]) else {
            return Ok(None);
        };
        let start = at + open;
        let Some((name, after)) = local_name(&window[start..]) else {
            return Ok(None);
        };
        if name == b"!--" {
            let Some(end) = memmem::find(&window[start..], b"-->") else {
                return Ok(None);
            };
            at = start + end + 3;
            continue;
        }
        let Some(end) = memchr::memchr(b'>', &window[start + after..]) else {
            return Ok(None);
        };
        let inner = start + after + end + 1;
        let closed = window[inner - 2] == b'/';
        at = inner;
        match name {
            b"/c" => return Ok(Some((cell, inner))),
            b"f" => cell.formula = true,
            b"v" | b"is" | b"extLst" => {}
            _ => continue,
        }
        if closed {
            if name == b"v" {
                cell.value = Some(&[]);
            }
            continue;
        }
        let Some((length, next)) = until_end(&window[inner..], name) else {
            return Ok(None);
        };
        let text = &window[inner..inner + length];
        match name {
            b"v" => cell.value = Some(text),
            b"is" => cell.inline = Some(text),
            _ => {}
        }
        at = inner + next;
    }
}

/// Where the end tag of `name` begins and ends. None of these elements nests in itself.
fn until_end(window: &[u8], name: &[u8]) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let at = from + memmem::find(&window[from..], b"</")?;
        let tag = &window[at + 2..];
        let end = memchr::memchr(b'>', tag)?;
        let found = tag[..end].trim_ascii();
        let found = found
            .iter()
            .rposition(|byte| *byte == b':')
            .map_or(found, |colon| &found[colon + 1..]);
        if found == name {
            return Some((at, at + 2 + end + 1));
        }
        from = at + 2;
    }
}

fn digits(text: &[u8]) -> Option<u32> {
    let text = text.trim_ascii();
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0u32, |value, byte| {
        byte.is_ascii_digit()
            .then(|| value * 10 + u32::from(byte - b'0'))
    })
}

fn address(text: &[u8]) -> Option<(u32, u32)> {
    let mut column = 0u32;
    let mut at = 0;
    while let Some(letter) = text.get(at).filter(|byte| byte.is_ascii_uppercase()) {
        column = column * 26 + u32::from(letter - b'A') + 1;
        at += 1;
        if at > 3 {
            return None;
        }
    }
    let row = digits(&text[at..]);
    match (row, column.checked_sub(1)) {
        (Some(row), Some(column)) => Some((row.checked_sub(1)?, column)),
        // Lower case and dollar signs: nobody writes them, and a reader may still meet them.
        _ => crate::model::address::parse_a1(text).map(|cell| (cell.row, cell.column)),
    }
}
