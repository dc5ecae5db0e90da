//! Writes XML and XHTML whose elements always close and whose texts are always escaped.

use crate::model::markup::escape;

/// A document while it is written.
#[derive(Debug, Default)]
pub(super) struct Markup {
    out: Vec<u8>,
}

impl Markup {
    /// A document that begins with a declaration.
    pub(super) fn new(declaration: &str) -> Self {
        Self {
            out: declaration.as_bytes().to_vec(),
        }
    }

    /// An element around what `inside` writes.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        self.out.push(b'>');
        inside(self);
        for piece in ["</", name, ">"] {
            self.out.extend_from_slice(piece.as_bytes());
        }
    }

    /// An element around a text.
    pub(super) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |element| element.text(text));
    }

    /// An element that is empty by its nature.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.out.extend_from_slice(b" />");
    }

    /// Text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// A line break in the source, for people who read it.
    pub(super) fn line(&mut self) {
        self.out.push(b'\n');
    }

    /// Our own constant text, which needs no escaping: a style sheet.
    pub(super) fn constant(&mut self, text: &'static str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// The document.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.line();
        self.out
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push(b'<');
        self.out.extend_from_slice(name.as_bytes());
        for (key, value) in attributes {
            for piece in [" ", key, "=\""] {
                self.out.extend_from_slice(piece.as_bytes());
            }
            escape(value, &mut self.out);
            self.out.push(b'"');
        }
    }
}
