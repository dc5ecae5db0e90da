//! Text inside XML and HTML, and documents whose elements always close.

/// Appends text as XML content. A carriage return would come back as a line feed, so it is written as a reference;
/// the control characters that XML 1.0 cannot hold at all become U+FFFD.
pub fn escape(text: &str, out: &mut Vec<u8>) {
    let mut buffer = [0u8; 4];
    for letter in text.chars() {
        match letter {
            '<' => out.extend_from_slice(b"&lt;"),
            '>' => out.extend_from_slice(b"&gt;"),
            '&' => out.extend_from_slice(b"&amp;"),
            '"' => out.extend_from_slice(b"&quot;"),
            '\r' => out.extend_from_slice(b"&#13;"),
            '\t' | '\n' => out.extend_from_slice(letter.encode_utf8(&mut buffer).as_bytes()),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                out.extend_from_slice("\u{fffd}".as_bytes());
            }
            other => out.extend_from_slice(other.encode_utf8(&mut buffer).as_bytes()),
        }
    }
}

/// An XML or XHTML document while it is written: elements always close, texts are always escaped.
#[derive(Debug, Default)]
pub struct Markup {
    out: Vec<u8>,
}

impl Markup {
    /// A document that begins with a declaration.
    pub fn new(declaration: &str) -> Self {
        Self {
            out: declaration.as_bytes().to_vec(),
        }
    }

    /// An element around what `inside` writes.
    pub fn element(
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
    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |element| element.text(text));
    }

    /// An element that is empty by its nature.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.out.extend_from_slice(b" />");
    }

    /// Text, escaped.
    pub fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// A line break in the source, for people who read it.
    pub fn line(&mut self) {
        self.out.push(b'\n');
    }

    /// Our own constant text, which needs no escaping: a style sheet.
    pub fn constant(&mut self, text: &'static str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// The document.
    pub fn finish(mut self) -> Vec<u8> {
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
