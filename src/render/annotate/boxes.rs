//! The boxes in which notes show: VML, which every program that shows notes reads.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use crate::model::address::CellRef;
use crate::render::annotate::frame::Frame;
use crate::render::annotate::notes::Words;
use crate::render::annotate::package::Package;
use crate::render::annotate::xml::{Tags, add, local};

pub(super) const CONTENT: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// Width of a box in pixels, and how many characters of a note's font stand in a line of it.
const WIDTH: u32 = 380;
const LINE: usize = 50;
/// Height of a line in pixels: Thai marks above and below need more than Latin letters.
const HEIGHT: u32 = 19;
/// The tallest box.
const LINES: u32 = 40;

const KIND: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// The size of the box that words need.
pub(super) fn size(words: &Words) -> (u32, u32) {
    let paragraphs = words.0.iter().flat_map(|(_, text)| text.split('\n'));
    let lines: usize = paragraphs.map(|text| text.width() / LINE + 1).sum();
    let lines = u32::try_from(lines).unwrap_or(LINES).min(LINES);
    (WIDTH, lines * HEIGHT + 14)
}

/// Boxes to come.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    /// Where the box of a new note lies.
    pub(super) new: BTreeMap<CellRef, String>,
    /// Pixels that the box of an older note needs besides.
    pub(super) larger: BTreeMap<CellRef, u32>,
}

/// The block of numbers for shapes behind all that the package uses.
pub(super) fn last_block(package: &mut Package<'_>) -> u32 {
    let mut last = 0;
    for part in package.named(".vml") {
        let vml = package.text(&part).unwrap_or_default();
        for tag in Tags::new(&vml).map_while(Result::ok) {
            if tag.local() == "idmap"
                && let Some(data) = tag.get("data")
            {
                let blocks = data.raw.split(',').filter_map(|it| it.trim().parse().ok());
                last = blocks.fold(last, u32::max);
            }
        }
    }
    last
}

impl Boxes {
    /// A drawing of nothing but these boxes.
    pub(super) fn alone(&self, blocks: &mut u32) -> String {
        let (shapes, data) = self.shapes(blocks);
        format!(
            "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{data}\"/></o:shapelayout>{KIND}{shapes}</xml>"
        )
    }

    /// A drawing with these boxes at its end. `None`: it is no drawing that can be added to.
    pub(super) fn added_to(&self, vml: &str, frame: &Frame, blocks: &mut u32) -> Option<String> {
        let mut vml = self.enlarged(vml, frame);
        if self.new.is_empty() {
            return Some(vml);
        }
        let (shapes, data) = self.shapes(blocks);
        let end = vml.rfind("</")?;
        if local(vml[end + 2..].trim_end().trim_end_matches('>').trim()) != "xml" {
            return None;
        }
        let kind = if vml.contains("_x0000_t202") {
            ""
        } else {
            KIND
        };
        vml.insert_str(end, &format!("{kind}{shapes}"));
        // Malformed drawings are common, and a program that reads them does not need the list of blocks.
        let map = Tags::new(&vml)
            .map_while(Result::ok)
            .find(|tag| tag.local() == "idmap")
            .and_then(|tag| tag.get("data").map(|it| it.end));
        if let Some(place) = map {
            vml.insert_str(place, &format!(",{data}"));
        }
        Some(vml)
    }

    /// Makes the boxes of older notes taller by what was put behind their words.
    fn enlarged(&self, vml: &str, frame: &Frame) -> String {
        let mut out = vml.to_owned();
        for (cell, more) in &self.larger {
            let row = format!("<x:Row>{}</x:Row>", cell.row);
            let column = format!("<x:Column>{}</x:Column>", cell.column);
            let mut from = 0;
            while let Some(open) = out[from..].find("<x:ClientData") {
                let open = from + open;
                let end = out[open..]
                    .find("</x:ClientData>")
                    .map_or(out.len(), |it| open + it);
                let data = &out[open..end];
                from = end;
                if !data.contains(&row) || !data.contains(&column) {
                    continue;
                }
                let Some((start, length)) = data.find("<x:Anchor>").and_then(|at| {
                    let at = at + "<x:Anchor>".len();
                    Some((open + at, data[at..].find('<')?))
                }) else {
                    break;
                };
                if let Some(anchor) = frame.taller(&out[start..start + length], WIDTH, *more) {
                    out.replace_range(start..start + length, &anchor);
                }
                break;
            }
        }
        out
    }

    /// The shapes, and the blocks that their numbers are of.
    fn shapes(&self, blocks: &mut u32) -> (String, String) {
        let mut out = String::new();
        let mut data: Vec<String> = Vec::new();
        for (number, (cell, anchor)) in (0u32..).zip(&self.new) {
            if number % 1023 == 0 {
                *blocks += 1;
                data.push(blocks.to_string());
            }
            let id = *blocks * 1024 + 1 + number % 1023;
            let layer = number + 1;
            add(
                &mut out,
                format_args!(
                    "<v:shape id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:285pt;height:120pt;z-index:{layer};visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
                    cell.row, cell.column
                ),
            );
        }
        (out, data.join(","))
    }
}
