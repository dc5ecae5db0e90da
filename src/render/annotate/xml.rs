//! XML as text: where its tags stand, and changes to it that leave every other byte alone.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::model::markup::escape;

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    Empty,
}

/// A tag and its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub(super) kind: Kind,
    /// The name with its prefix.
    pub(super) name: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Everything between name and end.
    rest: &'a str,
}

/// An attribute and the place of its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'a> {
    pub(super) name: &'a str,
    /// The value as written.
    pub(super) raw: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Attribute<'_> {
    /// The value, entities resolved.
    pub(super) fn text(&self) -> Cow<'_, str> {
        quick_xml::escape::unescape(self.raw).unwrap_or(Cow::Borrowed(self.raw))
    }

    /// The value as a number.
    pub(super) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.raw.trim().parse().ok()
    }

    /// The value as a yes or no.
    pub(super) fn is_true(&self) -> bool {
        matches!(self.raw, "1" | "true" | "on")
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

impl<'a> Tag<'a> {
    /// The name without prefix.
    pub(super) fn local(&self) -> &'a str {
        local(self.name)
    }

    /// The prefix with its colon; empty without one.
    pub(super) fn prefix(&self) -> &'a str {
        &self.name[..self.name.len() - self.local().len()]
    }

    /// The attributes in their order.
    pub(super) fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        let base = self.start + 1 + self.name.len();
        let rest = self.rest;
        let mut at = 0;
        std::iter::from_fn(move || {
            let equals = at + rest.get(at..)?.find('=')?;
            let name = rest[at..equals].trim();
            let open = equals + 1 + rest[equals + 1..].find(['"', '\''])?;
            let quote = char::from(rest.as_bytes()[open]);
            let close = open + 1 + rest[open + 1..].find(quote)?;
            at = close + 1;
            Some(Attribute {
                name,
                raw: &rest[open + 1..close],
                start: base + open + 1,
                end: base + close,
            })
        })
    }

    /// An attribute by its name, without regard to a prefix but never a declaration of a namespace.
    pub(super) fn get(&self, name: &str) -> Option<Attribute<'a>> {
        self.attributes()
            .find(|attribute| local(attribute.name) == name && !attribute.name.starts_with("xmlns"))
    }

    /// The prefix, with its colon, that this tag binds to one of the namespaces.
    pub(super) fn bound(&self, namespaces: &[&str]) -> Option<String> {
        let found = self.attributes().find(|attribute| {
            attribute.name.starts_with("xmlns") && namespaces.contains(&&*attribute.text())
        })?;
        Some(match found.name.split_once(':') {
            Some((_, prefix)) => format!("{prefix}:"),
            None => String::new(),
        })
    }

    /// The namespace of the tag's own name, as far as the tag itself declares it.
    pub(super) fn namespace(&self) -> Option<String> {
        let declared = match self.prefix().trim_end_matches(':') {
            "" => "xmlns".to_owned(),
            prefix => format!("xmlns:{prefix}"),
        };
        self.attributes()
            .find(|attribute| attribute.name == declared)
            .map(|attribute| attribute.text().into_owned())
    }

    /// Gives an attribute a value, in its place or as the last one.
    pub(super) fn set(&self, name: &str, value: &str, edits: &mut Edits) {
        match self.get(name) {
            Some(attribute) => edits.replace(attribute.start, attribute.end, value),
            None => edits.insert(self.inside(), format!(" {name}=\"{value}\"")),
        }
    }

    /// The place behind the last attribute.
    fn inside(&self) -> usize {
        let written = self.rest.trim_end().trim_end_matches('/').trim_end();
        self.start + 1 + self.name.len() + written.len()
    }
}

/// What is wrong with XML that cannot be patched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Broken {
    #[error("the XML is cut off")]
    CutOff,
    #[error("a document type declaration, which no workbook needs")]
    Doctype,
}

/// The tags of a text in their order; comments, instructions and character data are passed over.
pub(super) struct Tags<'a> {
    xml: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    pub(super) fn new(xml: &'a str) -> Self {
        Self { xml, at: 0 }
    }

    fn step(&mut self) -> Result<Option<Tag<'a>>, Broken> {
        let bytes = self.xml.as_bytes();
        loop {
            let Some(open) = memchr::memchr(b'<', &bytes[self.at..]) else {
                return Ok(None);
            };
            let start = self.at + open;
            let rest = &self.xml[start..];
            let passed = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
                .into_iter()
                .find(|(begin, _)| rest.starts_with(begin));
            if let Some((begin, end)) = passed {
                let length = rest[begin.len()..].find(end).ok_or(Broken::CutOff)?;
                self.at = start + begin.len() + length + end.len();
                continue;
            }
            if rest.starts_with("<!") {
                return Err(Broken::Doctype);
            }
            let end = self.close(start + 1)?;
            self.at = end;
            return Ok(Some(tag(self.xml, start, end)));
        }
    }

    /// Where a tag ends; a `>` between quotation marks does not end it.
    fn close(&self, mut at: usize) -> Result<usize, Broken> {
        let bytes = self.xml.as_bytes();
        loop {
            let found = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]).ok_or(Broken::CutOff)?;
            at += found;
            if bytes[at] == b'>' {
                return Ok(at + 1);
            }
            let quoted = memchr::memchr(bytes[at], &bytes[at + 1..]).ok_or(Broken::CutOff)?;
            at += quoted + 2;
        }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Result<Tag<'a>, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step().transpose()
    }
}

fn tag(xml: &str, start: usize, end: usize) -> Tag<'_> {
    let inner = &xml[start + 1..end - 1];
    if let Some(name) = inner.strip_prefix('/') {
        return Tag {
            kind: Kind::Close,
            name: name.trim(),
            start,
            end,
            rest: "",
        };
    }
    let kind = if inner.ends_with('/') {
        Kind::Empty
    } else {
        Kind::Open
    };
    let length = inner
        .find(|letter: char| letter.is_ascii_whitespace() || letter == '/')
        .unwrap_or(inner.len());
    let (name, rest) = inner.split_at(length);
    Tag {
        kind,
        name,
        start,
        end,
        rest,
    }
}

/// Changes to a text by the places of the text as it was.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(usize, usize, String)>);

impl Edits {
    pub(super) fn replace(&mut self, start: usize, end: usize, text: impl Into<String>) {
        self.0.push((start, end, text.into()));
    }

    /// Insertions at one place keep the order in which they were made.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at, at, text);
    }

    /// Puts children in front of the end of an element, also of one that was closed at once.
    pub(super) fn append(&mut self, element: &Element<'_>, children: &str) {
        if children.is_empty() {
            return;
        }
        if element.open.kind == Kind::Empty {
            let cut = element.open.inside();
            let text = format!(">{children}</{}>", element.open.name);
            self.replace(cut, element.open.end, text);
        } else {
            self.insert(element.inner_end, children);
        }
    }

    /// The text with all changes.
    pub(super) fn apply(mut self, xml: &str) -> String {
        self.0.sort_by_key(|(start, end, _)| (*start, *end));
        let added: usize = self.0.iter().map(|(_, _, text)| text.len()).sum();
        let mut out = String::with_capacity(xml.len() + added);
        let mut at = 0;
        for (start, end, text) in self.0 {
            out.push_str(&xml[at..start.max(at)]);
            out.push_str(&text);
            at = end.max(at);
        }
        out.push_str(&xml[at..]);
        out
    }
}

/// An element: its first tag, and where its content and it itself end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a> {
    pub(super) open: Tag<'a>,
    /// How many elements stand around it.
    pub(super) depth: usize,
    pub(super) inner_end: usize,
    pub(super) end: usize,
}

/// Every element down to a depth, in the order of their first tags.
pub(super) fn elements(xml: &str, deepest: usize) -> Result<Vec<Element<'_>>, Broken> {
    let mut found: Vec<Element<'_>> = Vec::new();
    let mut open: Vec<Option<usize>> = Vec::new();
    for tag in Tags::new(xml) {
        let tag = tag?;
        if tag.kind == Kind::Close {
            if let Some(Some(number)) = open.pop() {
                found[number].inner_end = tag.start;
                found[number].end = tag.end;
            }
            continue;
        }
        let depth = open.len();
        let number = (depth <= deepest).then_some(found.len());
        if number.is_some() {
            found.push(Element {
                open: tag,
                depth,
                inner_end: tag.end,
                end: tag.end,
            });
        }
        if tag.kind == Kind::Open {
            open.push(number);
        }
    }
    if open.is_empty() {
        Ok(found)
    } else {
        Err(Broken::CutOff)
    }
}

/// Appends to a text, which cannot fail.
pub(super) fn add(out: &mut String, text: fmt::Arguments<'_>) {
    let _unfailing = out.write_fmt(text);
}

/// Text as content or as the value of an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    escape(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Text of a cell or a note: what looks like one of Excel's own escapes stays what it is, and no more than a cell holds.
pub(super) fn cell_text(text: &str) -> String {
    let short: String = text.chars().take(32_000).collect();
    escaped(&short.replace("\r\n", "\n").replace("_x", "_x005F_x"))
}

#[cfg(test)]
mod tests {
    use super::{Broken, Edits, Kind, Tags, elements};

    #[test]
    fn tags_are_found_where_they_stand() {
        let xml = "<?xml?><x:a q='>' r=\"1\"><!-- <b> --><![CDATA[<c>]]><b /></x:a>";
        let tags: Vec<_> = Tags::new(xml).map(Result::unwrap).collect();
        let seen: Vec<_> = tags.iter().map(|tag| (tag.name, tag.kind)).collect();
        let expected = [
            ("x:a", Kind::Open),
            ("b", Kind::Empty),
            ("x:a", Kind::Close),
        ];
        assert_eq!(seen, expected);
        assert_eq!((tags[0].prefix(), tags[0].local()), ("x:", "a"));
        let one = tags[0].get("r").unwrap();
        assert_eq!(&xml[one.start..one.end], "1");
        assert_eq!(tags[0].get("q").unwrap().raw, ">");
    }

    #[test]
    fn a_change_leaves_every_other_byte_alone() {
        let xml = "<a  x = '1'><b  /><c /></a>";
        let list = elements(xml, 1).unwrap();
        let mut edits = Edits::default();
        edits.append(&list[2], "<d/>");
        list[0].open.set("x", "2", &mut edits);
        list[0].open.set("y", "3", &mut edits);
        assert_eq!(
            edits.apply(xml),
            "<a  x = '2' y=\"3\"><b  /><c><d/></c></a>"
        );
    }

    #[test]
    fn what_is_cut_off_or_declares_entities_is_refused() {
        assert_eq!(elements("<a><b>", 1).unwrap_err(), Broken::CutOff);
        assert_eq!(elements("<a b='", 1).unwrap_err(), Broken::CutOff);
        assert_eq!(
            elements("<!DOCTYPE a><a/>", 1).unwrap_err(),
            Broken::Doctype
        );
    }
}
