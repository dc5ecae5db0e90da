//! `styles.xml` with more styles at its end: each faulty cell's own with another fill, and those of the index sheet.

use std::collections::BTreeMap;

use crate::model::diagnostic::Severity;
use crate::render::annotate::Error;
use crate::render::annotate::package::broken;
use crate::render::annotate::xml::{Broken, Edits, Element, add, elements};

/// Excel refuses a workbook with more cell formats.
const MOST: usize = 64_000;

/// A `styles.xml` of a workbook that has none.
pub(super) fn none(namespace: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"{namespace}\"></styleSheet>"
    )
}

/// The children of the root in the order that the standard asks for, as far as we make them.
const ORDER: [&str; 6] = [
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
];

/// A list of styles: what it holds, and what it shall hold besides.
#[derive(Debug, Default)]
struct List<'a> {
    element: Option<Element<'a>>,
    own: Vec<&'a str>,
    added: Vec<String>,
}

impl List<'_> {
    fn add(&mut self, child: String) -> usize {
        if let Some(known) = self.added.iter().position(|own| *own == child) {
            return self.own.len() + known;
        }
        self.added.push(child);
        self.own.len() + self.added.len() - 1
    }
}

/// The styles of a workbook and those to come.
#[derive(Debug)]
pub(super) struct Styles<'a> {
    xml: &'a str,
    prefix: &'a str,
    root: Element<'a>,
    lists: BTreeMap<&'static str, List<'a>>,
    marked: BTreeMap<(u32, Severity), Option<u32>>,
}

impl<'a> Styles<'a> {
    pub(super) fn read(xml: &'a str, part: &str) -> Result<Self, Error> {
        let found = elements(xml, 2).map_err(|error| broken(part, error))?;
        let root = *found.first().ok_or_else(|| broken(part, Broken::CutOff))?;
        let mut lists: BTreeMap<&'static str, List<'a>> = BTreeMap::new();
        let mut current = None;
        for element in found.iter().skip(1) {
            if element.depth == 1 {
                let name = ORDER.iter().find(|name| **name == element.open.local());
                current = name.copied();
                if let Some(name) = name {
                    lists
                        .entry(name)
                        .or_default()
                        .element
                        .get_or_insert(*element);
                }
            } else if let Some(list) = current.and_then(|name| lists.get_mut(name)) {
                list.own.push(&xml[element.open.start..element.end]);
            }
        }
        let mut styles = Self {
            xml,
            prefix: root.open.prefix(),
            root,
            lists,
            marked: BTreeMap::new(),
        };
        styles.complete();
        Ok(styles)
    }

    /// Gives the lists that we add to what stands in front of every list: without it a number would mean another style.
    fn complete(&mut self) {
        let p = self.prefix;
        for (name, children) in [
            (
                "fonts",
                vec![format!(
                    "<{p}font><{p}sz val=\"11\"/><{p}name val=\"Calibri\"/></{p}font>"
                )],
            ),
            (
                "fills",
                vec![
                    format!("<{p}fill><{p}patternFill patternType=\"none\"/></{p}fill>"),
                    format!("<{p}fill><{p}patternFill patternType=\"gray125\"/></{p}fill>"),
                ],
            ),
            ("cellXfs", vec![format!("<{p}xf/>")]),
        ] {
            let list = self.lists.entry(name).or_default();
            if list.own.is_empty() {
                list.added = children;
            }
        }
        if self
            .lists
            .get("borders")
            .is_none_or(|list| list.own.is_empty())
        {
            let list = self.lists.entry("borders").or_default();
            list.added = vec![format!(
                "<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>"
            )];
        }
    }

    fn add(&mut self, list: &'static str, child: String) -> usize {
        self.lists.entry(list).or_default().add(child)
    }

    fn get(&self, list: &str, number: usize) -> Option<String> {
        let list = self.lists.get(list)?;
        let own = list.own.get(number).map(|own| (*own).to_owned());
        own.or_else(|| list.added.get(number.checked_sub(list.own.len())?).cloned())
    }

    /// A solid fill.
    pub(super) fn fill(&mut self, rgb: &str) -> usize {
        let p = self.prefix;
        self.add("fills", format!("<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"FF{rgb}\"/><{p}bgColor indexed=\"64\"/></{p}patternFill></{p}fill>"))
    }

    /// The style of a faulty cell: its own with the severity's fill. `None` where there are too many styles already.
    pub(super) fn marked(&mut self, base: u32, severity: Severity) -> Option<u32> {
        if let Some(known) = self.marked.get(&(base, severity)) {
            return *known;
        }
        let style = self.mark(base, severity);
        self.marked.insert((base, severity), style);
        style
    }

    fn mark(&mut self, base: u32, severity: Severity) -> Option<u32> {
        let list = self.lists.get("cellXfs")?;
        if list.own.len() + list.added.len() >= MOST {
            return None;
        }
        let base = usize::try_from(base).unwrap_or(0);
        let own = self
            .get("cellXfs", base)
            .or_else(|| self.get("cellXfs", 0))?;
        let fill = self.fill(colour(severity)).to_string();
        let found = elements(&own, 0).ok()?;
        let tag = found.first()?.open;
        let mut edits = Edits::default();
        tag.set("fillId", &fill, &mut edits);
        tag.set("applyFill", "1", &mut edits);
        let font = tag.get("fontId").and_then(|id| id.number()).unwrap_or(0);
        if let Some(dark) = self.readable(font) {
            tag.set("fontId", &dark.to_string(), &mut edits);
            tag.set("applyFont", "1", &mut edits);
        }
        let style = self.add("cellXfs", edits.apply(&own));
        u32::try_from(style).ok()
    }

    /// A font in black instead of one so light that nobody could read it on our fills.
    fn readable(&mut self, font: usize) -> Option<usize> {
        let own = self.get("fonts", font)?;
        let found = elements(&own, 1).ok()?;
        let colour = found.iter().find(|it| it.open.local() == "color")?;
        let (tag, end) = (colour.open, colour.end);
        let number = |name: &str| tag.get(name).and_then(|it| it.number::<u32>());
        let rgb = tag
            .get("rgb")
            .and_then(|it| u32::from_str_radix(it.raw, 16).ok());
        let tint = tag
            .get("tint")
            .and_then(|it| it.number::<f64>())
            .unwrap_or(0.0);
        let light = match (rgb, number("theme"), number("indexed")) {
            (Some(rgb), _, _) => {
                let [_, red, green, blue] = rgb.to_be_bytes().map(u32::from);
                // The weights by which an eye sees light.
                (red * 30 + green * 59 + blue * 11) / 100 > 140
            }
            (None, Some(theme), _) => (matches!(theme, 0 | 2) && tint > -0.4) || tint > 0.35,
            (None, None, Some(indexed)) => matches!(indexed, 1 | 5 | 7 | 9 | 13 | 15),
            _ => false,
        };
        if !light {
            return None;
        }
        let mut edits = Edits::default();
        let black = format!("<{}color rgb=\"FF000000\"/>", self.prefix);
        edits.replace(tag.start, end, black);
        Some(self.add("fonts", edits.apply(&own)))
    }

    /// The name and size of the workbook's own font.
    pub(super) fn typeface(&self) -> (String, f64) {
        let font = self.get("fonts", 0).unwrap_or_default();
        let found = elements(&font, 1).unwrap_or_default();
        let value = |name: &str| {
            let element = found.iter().find(|it| it.open.local() == name)?;
            Some(element.open.get("val")?.raw.to_owned())
        };
        let size = value("sz").and_then(|size| size.parse().ok());
        (
            value("name").unwrap_or_else(|| "Calibri".to_owned()),
            size.unwrap_or(11.0),
        )
    }

    /// A thin grey line on every side.
    fn border(&mut self) -> usize {
        let p = self.prefix;
        let sides = ["left", "right", "top", "bottom"].map(|side| {
            format!("<{p}{side} style=\"thin\"><{p}color rgb=\"FFBFBFBF\"/></{p}{side}>")
        });
        let sides = sides.concat();
        self.add(
            "borders",
            format!("<{p}border>{sides}<{p}diagonal/></{p}border>"),
        )
    }

    /// A style of the index sheet, in the workbook's own font.
    pub(super) fn own(&mut self, look: &Look) -> usize {
        let p = self.prefix;
        let (name, size) = self.typeface();
        let bold = if look.bold {
            format!("<{p}b/>")
        } else {
            String::new()
        };
        let line = if look.link {
            format!("<{p}u/>")
        } else {
            String::new()
        };
        let ink = look.ink.unwrap_or("000000");
        let size = size + look.larger;
        let font = self.add("fonts", format!("<{p}font>{bold}{line}<{p}sz val=\"{size}\"/><{p}color rgb=\"FF{ink}\"/><{p}name val=\"{name}\"/></{p}font>"));
        let fill = look.fill.map_or(0, |rgb| self.fill(rgb));
        let wrap = if look.wrap { " wrapText=\"1\"" } else { "" };
        let aligned = if look.centred {
            " horizontal=\"center\""
        } else {
            ""
        };
        let border = if look.boxed { self.border() } else { 0 };
        let above = if self.lists.contains_key("cellStyleXfs") {
            " xfId=\"0\""
        } else {
            ""
        };
        self.add("cellXfs", format!("<{p}xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\"{above} applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><{p}alignment vertical=\"top\"{aligned}{wrap}/></{p}xf>"))
    }

    /// The part with everything added.
    pub(super) fn finish(self) -> String {
        let mut edits = Edits::default();
        let p = self.prefix;
        let mut fresh = String::new();
        for name in ORDER {
            let Some(list) = self.lists.get(name) else {
                continue;
            };
            if list.added.is_empty() {
                // What comes now stands behind this list.
                if let Some(element) = list.element {
                    edits.insert(element.open.start, std::mem::take(&mut fresh));
                }
                continue;
            }
            let count = (list.own.len() + list.added.len()).to_string();
            let children = list.added.concat();
            if let Some(element) = list.element {
                edits.insert(element.open.start, std::mem::take(&mut fresh));
                if element.open.get("count").is_some() {
                    element.open.set("count", &count, &mut edits);
                }
                edits.append(&element, &children);
            } else {
                add(
                    &mut fresh,
                    format_args!("<{p}{name} count=\"{count}\">{children}</{p}{name}>"),
                );
            }
        }
        // Lists of a workbook that has none of those behind them.
        let last = self
            .lists
            .values()
            .filter_map(|list| list.element.map(|it| it.end))
            .max();
        match last {
            Some(end) => edits.insert(end, fresh),
            None => edits.append(&self.root, &fresh),
        }
        edits.apply(self.xml)
    }
}

/// How a cell of the index looks.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an independent choice of a cell format"
)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) link: bool,
    pub(super) wrap: bool,
    pub(super) boxed: bool,
    pub(super) centred: bool,
    pub(super) larger: f64,
    pub(super) ink: Option<&'static str>,
    pub(super) fill: Option<&'static str>,
}

/// The colour of a severity: light, so that black text stays readable.
pub(super) fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "FFC7CE",
        Severity::Warning => "FFE699",
        Severity::Info => "DDEBF7",
    }
}
