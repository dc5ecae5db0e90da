//! The dataset's metadata (form 1) as XML: the same items as `metadata.json`, an element each.

use std::io;

use serde_json::Value;

use crate::model::artifact::Role;
use crate::model::markup::escape;
use crate::write::format::{DatasetInfo, Format, Write};
use crate::write::formats::metadata_json::items;
use crate::write::xml_name;

/// The metadata as XML.
pub(super) const FORMAT: Format = Format {
    name: "metadata-xml",
    file: "metadata.xml",
    label: "XML",
    media_type: "application/xml",
    role: Role::Metadata,
    write: Write::Dataset(write),
};

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metadata>\n".to_vec();
    for (key, value) in items(info) {
        element(&key, &value, 1, &mut text);
    }
    text.extend_from_slice(b"</metadata>\n");
    out.write_all(&text)
}

/// A list is its element repeated; a missing value has no element.
fn element(key: &str, value: &Value, depth: usize, out: &mut Vec<u8>) {
    let name = xml_name(key);
    let indent = "  ".repeat(depth);
    match value {
        Value::Null => {}
        Value::Array(items) => items.iter().for_each(|item| element(key, item, depth, out)),
        Value::Object(members) => {
            out.extend_from_slice(format!("{indent}<{name}>\n").as_bytes());
            for (key, value) in members {
                element(key, value, depth + 1, out);
            }
            out.extend_from_slice(format!("{indent}</{name}>\n").as_bytes());
        }
        other => {
            out.extend_from_slice(format!("{indent}<{name}>").as_bytes());
            escape(
                &other
                    .as_str()
                    .map_or_else(|| other.to_string(), str::to_owned),
                out,
            );
            out.extend_from_slice(format!("</{name}>\n").as_bytes());
        }
    }
}
