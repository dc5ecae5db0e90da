//! One `<c>` or `<row>` tag, straight from the bytes.

use memchr::memmem;

use crate::model::address::{MAX_COLUMNS, MAX_ROWS};
use crate::read::xlsx::markup;

/// One `<c>` as it stands in the file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RawTag<'a> {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) style: u32,
    /// The `t` attribute; empty for a number.
    pub(super) kind: &'a [u8],
    pub(super) formula: bool,
    /// The value holds comments or character data sections, see [`crate::read::xlsx::markup`].
    pub(super) marked: bool,
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

/// A step over one tag: how far it went, or that more bytes are needed.
pub(super) type Step<T> = Result<Option<T>, Fault>;

/// The name of the tag at the front, without prefix (a slash in front of an end tag stays), and where it ends.
pub(super) fn local_name(rest: &[u8]) -> Option<(&[u8], usize)> {
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

pub(super) enum Attribute<'a> {
    Pair(&'a [u8], &'a [u8]),
    End { closed: bool },
}

/// The next attribute of a tag, or its end; `at` moves behind it. `None`: more bytes are needed.
pub(super) fn next_attribute<'a>(window: &'a [u8], at: &mut usize) -> Step<Attribute<'a>> {
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
        Some(b'/') => {
            if window.get(here + 1).is_none() {
                return Ok(None);
            }
            *at = here + 2;
            return Ok(Some(Attribute::End { closed: true }));
        }
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
pub(super) fn usual_cell(rest: &[u8]) -> Option<(RawTag<'_>, usize)> {
    let mut at = rest.starts_with(b"<c r=\"").then_some(6)?;
    let mut column = 0u32;
    let mut row = 0u32;
    while let Some(letter @ b'A'..=b'Z') = rest.get(at) {
        column = column
            .wrapping_mul(26)
            .wrapping_add(u32::from(letter - b'A') + 1);
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
            marked: false,
            value,
            inline: None,
        },
        end + 8,
    ))
}

/// A whole `<c>`, from behind its name; where it ends.
pub(super) fn cell(window: &[u8], mut at: usize) -> Step<(RawTag<'_>, usize)> {
    let mut cell = RawTag {
        column: u32::MAX,
        ..RawTag::default()
    };
    loop {
        match next_attribute(window, &mut at)? {
            None => return Ok(None),
            Some(Attribute::Pair(b"r", value)) => {
                (cell.row, cell.column) = address(value).ok_or(Fault::OutsideGrid)?;
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
        let Some((length, next)) = markup::until_end(&window[inner..], name) else {
            return Ok(None);
        };
        let text = &window[inner..inner + length];
        match name {
            b"v" => {
                cell.value = Some(text);
                cell.marked = memchr::memchr(b'<', text).is_some();
            }
            b"is" => cell.inline = Some(text),
            _ => {}
        }
        at = inner + next;
    }
}

pub(super) fn digits(text: &[u8]) -> Option<u32> {
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
