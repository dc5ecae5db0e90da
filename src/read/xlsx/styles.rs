//! `styles.xml` → which style shows a date.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::model::moment::SerialKind;
use crate::read::Error;
use crate::read::xlsx::formats;
use crate::read::xlsx::package::Package;
use crate::read::xlsx::tags::{attribute, local};

/// Number formats by style number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    serials: Vec<Option<SerialKind>>,
    codes: Vec<String>,
}

impl Styles {
    /// How a number of this style is shown as date or time; `None` for a plain number.
    pub(super) fn serial(&self, style: u32) -> Option<SerialKind> {
        self.serials.get(style as usize).copied().flatten()
    }

    /// The format code; empty for `General`.
    pub(super) fn code(&self, style: u32) -> &str {
        self.codes.get(style as usize).map_or("", String::as_str)
    }
}

pub(super) fn read(xml: &str, part: &str, package: &Package) -> Result<Styles, Error> {
    let mut reader = Reader::from_str(xml);
    let mut custom = BTreeMap::new();
    let mut styles = Styles::default();
    let mut in_cell_formats = false;
    loop {
        match reader
            .read_event()
            .map_err(|error| package.damaged(part, error))?
        {
            Event::Start(tag) | Event::Empty(tag) => match local(tag.name().as_ref()) {
                "cellXfs" => in_cell_formats = true,
                "cellStyleXfs" | "dxfs" => in_cell_formats = false,
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&tag, "formatCode")) {
                        custom.insert(id, code);
                    }
                }
                "xf" if in_cell_formats => {
                    let id = attribute(&tag, "numFmtId")
                        .and_then(|id| id.parse::<u32>().ok())
                        .unwrap_or(0);
                    // A file may redefine a built-in number; what it says counts.
                    let code = custom.get(&id);
                    styles.serials.push(
                        code.map_or_else(|| formats::built_in(id), |code| formats::custom(code)),
                    );
                    styles.codes.push(
                        code.cloned()
                            .unwrap_or_else(|| formats::built_in_code(id).to_owned()),
                    );
                }
                _ => {}
            },
            Event::End(tag) if local(tag.name().as_ref()) == "cellXfs" => in_cell_formats = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}
