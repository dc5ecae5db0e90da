//! `sharedStrings.xml` → the workbook's texts.

use std::borrow::Cow;

use memchr::memmem;

use crate::model::cell::Cell;
use crate::model::strings::Strings;
use crate::model::workbook::Look;
use crate::read::Error;
use crate::read::xlsx::markup::{self, unescape};
use crate::read::xlsx::package::Package;

/// The list of shared strings.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// The cell of each item, by position.
    pub(super) cells: Vec<Cell>,
    /// Items of which a part is raised or struck through, ascending.
    pub(super) rich: Vec<(usize, Look)>,
}

/// Interns every item. The declared counts are not believed.
pub(super) fn read(
    bytes: &[u8],
    part: &str,
    package: &Package,
    texts: &mut Strings,
) -> Result<Shared, Error> {
    let decoded;
    let xml = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => {
            decoded = encoding.decode(bytes).0.into_owned();
            decoded.as_str()
        }
        _ => std::str::from_utf8(bytes).map_err(|error| package.damaged(part, error))?,
    };
    if xml.contains("<!DOCTYPE") {
        return Err(package.damaged(part, "a document type declaration, which no workbook needs"));
    }
    let mut shared = Shared::default();
    let mut rest = xml;
    while let Some((tag, after)) = next_tag(rest) {
        rest = after;
        match tag.name {
            "si" if tag.closed => shared.cells.push(Cell::EMPTY),
            "si" => {
                let (inner, after) = until_end(rest, "si")
                    .ok_or_else(|| package.damaged(part, "the XML ends inside a string"))?;
                rest = after;
                let text = item(inner).map_err(|why| package.damaged(part, why))?;
                let number = shared.cells.len();
                shared.rich.extend(look(inner).map(|look| (number, look)));
                shared.cells.push(if text.is_empty() {
                    Cell::EMPTY
                } else {
                    Cell::text(texts.intern(&text))
                });
            }
            _ => {}
        }
    }
    if !xml.trim_end().ends_with('>') {
        return Err(package.damaged(part, "the XML is cut off"));
    }
    Ok(shared)
}

/// How a part of a rich text looks, where that matters.
pub(super) fn look(inner: &str) -> Option<Look> {
    if inner.starts_with("<t") {
        return None;
    }
    if inner.contains("\"superscript\"") {
        Some(Look::Raised)
    } else {
        inner.contains("<strike/>").then_some(Look::Struck)
    }
}

/// The text of a `<si>` or `<is>`: plain, or its runs joined; readings (`<rPh>`) are left out.
pub(super) fn item(inner: &str) -> Result<Cow<'_, str>, String> {
    // What Excel writes for all but rich text.
    if let Some(text) = inner
        .strip_prefix("<t>")
        .and_then(|text| text.strip_suffix("</t>"))
        && !text.contains('<')
    {
        return unescape(text.trim_matches(XML_SPACE));
    }
    let mut out = String::new();
    let mut rest = inner;
    while let Some((tag, after)) = next_tag(rest) {
        rest = after;
        match tag.name {
            "rPh" if !tag.closed => rest = until_end(rest, "rPh").map_or("", |(_, after)| after),
            "t" if !tag.closed => {
                let (text, after) = until_end(rest, "t").ok_or("a text without an end")?;
                rest = after;
                let preserve = tag.attributes.contains("preserve");
                out.push_str(&unescape(if preserve {
                    text
                } else {
                    text.trim_matches(XML_SPACE)
                })?);
            }
            _ => {}
        }
    }
    Ok(Cow::Owned(out))
}

/// White space in the sense of XML.
const XML_SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
    closed: bool,
}

/// The next start tag, its name without prefix, and what follows. Everything else is passed over.
fn next_tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let mut rest = text;
    loop {
        let open = memchr::memchr(b'<', rest.as_bytes())?;
        let tag = &rest[open + 1..];
        if tag.starts_with("!--") {
            rest = &tag[memmem::find(tag.as_bytes(), b"-->")? + 3..];
            continue;
        }
        let end = memchr::memchr(b'>', tag.as_bytes())?;
        let (body, after) = (&tag[..end], &tag[end + 1..]);
        if body.starts_with(['/', '?', '!']) {
            rest = after;
            continue;
        }
        let closed = body.ends_with('/');
        let body = body.strip_suffix('/').unwrap_or(body);
        let (name, attributes) = body
            .split_once([' ', '\t', '\r', '\n'])
            .unwrap_or((body, ""));
        let name = name.rsplit(':').next().unwrap_or(name);
        return Some((
            Tag {
                name,
                attributes,
                closed,
            },
            after,
        ));
    }
}

/// What stands before the end tag of `name`, and what follows it.
fn until_end<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let (end, next) = markup::until_end(text.as_bytes(), name.as_bytes())?;
    Some((text.get(..end)?, text.get(next..)?))
}

#[cfg(test)]
mod tests {
    use super::item;

    #[test]
    fn runs_are_joined_and_readings_left_out() {
        for (inner, text) in [
            ("<t>ก</t>", "ก"),
            ("<t> ก </t>", "ก"),
            ("<t xml:space=\"preserve\"> ก </t>", " ก "),
            (
                "<r><t>ก</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> ข</t></r>",
                "ก ข",
            ),
            ("<x:t>a</x:t>", "a"),
            (
                "<t>課</t><rPh sb=\"0\" eb=\"1\"><t>カ</t></rPh><phoneticPr fontId=\"1\"/>",
                "課",
            ),
            ("<t/>", ""),
        ] {
            assert_eq!(item(inner).unwrap(), text);
        }
    }
}
