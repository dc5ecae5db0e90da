//! `styles.xml` → which style shows a date, and which looks so that a reader sees something else than the value.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::moment::SerialKind;
use crate::model::workbook::Look;
use crate::read::Error;
use crate::read::xlsx::colors::{BLACK, Rgb, Theme, WHITE, alike};
use crate::read::xlsx::formats;
use crate::read::xlsx::package::Package;
use crate::read::xlsx::tags::{attribute, flag, local};

/// Number formats and looks by style number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    serials: Vec<Option<SerialKind>>,
    codes: Vec<String>,
    looks: Vec<Vec<Look>>,
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

    /// What a style changes for a reader's eye; nothing for most.
    pub(super) fn looks(&self, style: u32) -> &[Look] {
        self.looks.get(style as usize).map_or(&[], Vec::as_slice)
    }
}

/// What stands in front of the cells' styles.
#[derive(Default)]
struct Parts {
    codes: BTreeMap<u32, String>,
    /// Struck through, and the colour where one is given.
    fonts: Vec<(bool, Option<Rgb>)>,
    /// The colour of a solid fill.
    fills: Vec<Option<Rgb>>,
}

/// Which list of the part is being read.
#[derive(PartialEq)]
enum In {
    Fonts,
    Fills,
    Cells,
    Other,
}

pub(super) fn read(
    xml: &str,
    part: &str,
    theme: &Theme,
    package: &Package,
) -> Result<Styles, Error> {
    let mut reader = Reader::from_str(xml);
    let mut parts = Parts::default();
    let mut styles = Styles::default();
    let mut place = In::Other;
    loop {
        match reader
            .read_event()
            .map_err(|error| package.damaged(part, error))?
        {
            Event::Start(tag) | Event::Empty(tag) => match local(tag.name().as_ref()) {
                "fonts" => place = In::Fonts,
                "fills" => place = In::Fills,
                "cellXfs" => place = In::Cells,
                "borders" | "cellStyleXfs" | "dxfs" | "cellStyles" => place = In::Other,
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&tag, "formatCode")) {
                        parts.codes.insert(id, code);
                    }
                }
                "xf" if place == In::Cells => styles.add(&tag, &parts),
                "alignment" if place == In::Cells => {
                    let indent =
                        attribute(&tag, "indent").and_then(|levels| levels.parse::<u8>().ok());
                    if let (Some(looks), Some(levels @ 1..)) = (styles.looks.last_mut(), indent) {
                        looks.push(Look::Indented(levels));
                    }
                }
                name => match place {
                    In::Fonts => parts.font(name, &tag, theme),
                    In::Fills => parts.fill(name, &tag, theme),
                    In::Cells | In::Other => {}
                },
            },
            Event::End(tag) if local(tag.name().as_ref()) == "cellXfs" => place = In::Other,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

impl Parts {
    fn font(&mut self, name: &str, tag: &BytesStart<'_>, theme: &Theme) {
        match (name, self.fonts.last_mut()) {
            ("font", _) => self.fonts.push((false, None)),
            ("strike", Some(font)) => font.0 = attribute(tag, "val").is_none() || flag(tag, "val"),
            ("color", Some(font)) => font.1 = theme.resolve(tag),
            _ => {}
        }
    }

    fn fill(&mut self, name: &str, tag: &BytesStart<'_>, theme: &Theme) {
        match name {
            "fill" => self.fills.push(None),
            "patternFill" if attribute(tag, "patternType").as_deref() == Some("solid") => {
                // Without a colour a solid fill is the window's own.
                if let Some(fill) = self.fills.last_mut() {
                    *fill = Some(WHITE);
                }
            }
            "fgColor" => {
                if let Some(Some(fill)) = self.fills.last_mut() {
                    *fill = theme.resolve(tag).unwrap_or(*fill);
                }
            }
            _ => {}
        }
    }
}

impl Styles {
    fn add(&mut self, tag: &BytesStart<'_>, parts: &Parts) {
        let number = |name: &str| attribute(tag, name).and_then(|text| text.parse::<usize>().ok());
        let id = number("numFmtId")
            .and_then(|id| u32::try_from(id).ok())
            .unwrap_or(0);
        // A file may redefine a built-in number; what it says counts.
        let code = parts.codes.get(&id);
        self.serials
            .push(code.map_or_else(|| formats::built_in(id), |code| formats::custom(code)));
        let code = code
            .cloned()
            .unwrap_or_else(|| formats::built_in_code(id).to_owned());
        let font = number("fontId").and_then(|font| parts.fonts.get(font));
        let (struck, ink) = font.copied().unwrap_or_default();
        let fill = number("fillId")
            .and_then(|fill| parts.fills.get(fill).copied())
            .flatten();
        let mut looks = Vec::new();
        if struck {
            looks.push(Look::Struck);
        }
        if alike(ink.unwrap_or(BLACK), fill.unwrap_or(WHITE)) || shows_nothing(&code) {
            looks.push(Look::Invisible);
        }
        if let Some([red, green, blue]) = fill.filter(|fill| *fill != WHITE) {
            looks.push(Look::Filled(u32::from_be_bytes([0, red, green, blue])));
        }
        self.codes.push(code);
        self.looks.push(looks);
    }
}

/// `;;;`: three or four sections with nothing in them.
fn shows_nothing(code: &str) -> bool {
    code.len() >= 2 && code.bytes().all(|byte| byte == b';')
}
