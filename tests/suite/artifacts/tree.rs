//! An XML document as a tree.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// Its own text, without that of its children.
    pub(super) text: String,
    pub(super) children: Vec<Node>,
}

impl Node {
    /// An attribute; empty where there is none.
    pub(super) fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Every element of a name below this one, in the order of the document.
    pub(super) fn all(&self, name: &str) -> Vec<&Node> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    /// The text of the first element of a name below this one, if its attribute has that value.
    pub(super) fn text_of(&self, name: &str, attribute: &str, value: &str) -> String {
        let all = self.all(name);
        let found = all.iter().find(|it| it.attribute(attribute) == value);
        found.map_or_else(String::new, |it| it.text.trim().to_owned())
    }
}

/// Reads a document to its end; what is not well-formed panics.
pub(super) fn parse(xml: &str) -> Node {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => open.push(node(&tag)),
            Event::Empty(tag) => open.last_mut().unwrap().children.push(node(&tag)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
            Event::GeneralRef(entity) => {
                let letter = entity.resolve_char_ref().unwrap().map(String::from);
                let named =
                    quick_xml::escape::resolve_predefined_entity(&entity).map(str::to_owned);
                let text = letter.or(named).unwrap();
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    open.pop().unwrap()
}

fn node(tag: &BytesStart<'_>) -> Node {
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let key: &str = attribute.key.as_ref();
        let value: &str = attribute.value.as_ref();
        let value = quick_xml::escape::unescape(value).unwrap();
        (key.to_owned(), value.into_owned())
    });
    Node {
        name: tag.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        ..Node::default()
    }
}
