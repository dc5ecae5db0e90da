//! Notes on cells: what they say stands in one part, where their boxes lie in another.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::address::CellRef;
use crate::render::annotate::Error;
use crate::render::annotate::boxes::{self, Boxes};
use crate::render::annotate::package::{Package, broken};
use crate::render::annotate::sheet::Sheet;
use crate::render::annotate::xml::{Broken, Edits, Element, Tags, add, cell_text, elements};

const AUTHOR: &str = "sheetpress";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";

/// What a note says: paragraphs, and whether each is a heading.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(pub(super) Vec<(bool, String)>);

impl Words {
    fn runs(&self, p: &str) -> String {
        let mut out = String::new();
        for (number, (heading, text)) in self.0.iter().enumerate() {
            let bold = if *heading {
                format!("<{p}b/>")
            } else {
                String::new()
            };
            let line = if number == 0 { "" } else { "\n" };
            add(
                &mut out,
                format_args!(
                    "<{p}r><{p}rPr>{bold}<{p}sz val=\"10\"/><{p}color indexed=\"81\"/><{p}rFont val=\"Tahoma\"/><{p}family val=\"2\"/></{p}rPr><{p}t xml:space=\"preserve\">{line}{}</{p}t></{p}r>",
                    cell_text(text)
                ),
            );
        }
        out
    }
}

/// Notes that could not be put onto their cells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Skipped {
    /// Cells with a conversation, which an older kind of note would hide.
    pub(super) threaded: u64,
}

/// Puts notes onto a sheet: behind what a cell's own note says, or as new ones.
pub(super) fn write(
    package: &mut Package<'_>,
    part: &str,
    sheet: &mut Sheet<'_>,
    notes: Vec<(CellRef, Words)>,
    namespace: &str,
    blocks: &mut u32,
) -> Result<Skipped, Error> {
    let relations = package.relations(part)?;
    let mut skipped = Skipped::default();
    let mut threads = BTreeSet::new();
    for relation in relations.iter().filter(|it| it.kind == "threadedComment") {
        let xml = package.text(&relation.target)?;
        for tag in Tags::new(&xml) {
            let tag = tag.map_err(|error| broken(&relation.target, error))?;
            threads.extend(tag.get("ref").and_then(|it| it.raw.parse::<CellRef>().ok()));
        }
    }
    let mut wanted: BTreeMap<CellRef, Words> = BTreeMap::new();
    for (cell, words) in notes {
        let shown = sheet.shown(cell);
        if threads.contains(&shown) {
            skipped.threaded += 1;
            continue;
        }
        wanted.entry(shown).or_default().0.extend(words.0);
    }
    if wanted.is_empty() {
        return Ok(skipped);
    }
    let comments = relations.iter().find(|it| it.kind == "comments");
    let appended = if let Some(relation) = comments {
        let xml = package.text(&relation.target)?;
        let (text, appended) =
            with_notes(&xml, &wanted).map_err(|error| broken(&relation.target, error))?;
        package.put(&relation.target, text);
        appended
    } else {
        let name = package.free("xl/comments", ".xml");
        let none = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{namespace}\"><authors></authors><commentList></commentList></comments>"
        );
        let (text, _) = with_notes(&none, &wanted).map_err(|error| broken(&name, error))?;
        package.put(&name, text);
        package.declare(&name, CONTENT, None);
        package.relate(part, "comments", &name)?;
        BTreeSet::new()
    };
    let mut drawn = Boxes::default();
    for (cell, words) in &wanted {
        let anchor = sheet
            .frame
            .anchor((cell.row, cell.column), boxes::size(words));
        if appended.contains(cell) {
            drawn.larger.insert(*cell, boxes::size(words).1);
        } else {
            drawn.new.insert(*cell, anchor);
        }
    }
    let legacy = sheet.legacy.clone();
    let existing = relations
        .iter()
        .find(|it| it.kind == "vmlDrawing" && Some(&it.id) == legacy.as_ref());
    if let Some(relation) = existing {
        let vml = package.text(&relation.target)?;
        let text = drawn.added_to(&vml, &sheet.frame, blocks);
        let text = text.ok_or_else(|| broken(&relation.target, Broken::CutOff))?;
        package.put(&relation.target, text);
    } else {
        let name = package.free("xl/drawings/vmlDrawing", ".vml");
        package.put(&name, drawn.alone(blocks));
        package.declare(&name, boxes::CONTENT, Some("vml"));
        let id = package.relate(part, "vmlDrawing", &name)?;
        sheet.point(&id);
    }
    Ok(skipped)
}

/// The part with the notes in it, and the cells that had a note before.
fn with_notes(
    xml: &str,
    wanted: &BTreeMap<CellRef, Words>,
) -> Result<(String, BTreeSet<CellRef>), Broken> {
    let list = elements(xml, 4)?;
    let root = list.first().ok_or(Broken::CutOff)?;
    let p = root.open.prefix();
    let child = |name: &str| {
        list.iter()
            .find(|it| it.depth == 1 && it.open.local() == name)
            .ok_or(Broken::CutOff)
    };
    let (authors, comments) = (child("authors")?, child("commentList")?);
    let names: Vec<_> = list
        .iter()
        .filter(|it| it.depth == 2 && it.open.local() == "author")
        .map(|it| &xml[it.open.end..it.inner_end.max(it.open.end)])
        .collect();
    let mut edits = Edits::default();
    let author = names.iter().position(|name| *name == AUTHOR);
    let author = author.unwrap_or_else(|| {
        edits.append(authors, &format!("<{p}author>{AUTHOR}</{p}author>"));
        names.len()
    });
    let mut had = BTreeSet::new();
    for (number, element) in list.iter().enumerate() {
        if element.depth != 2 || element.open.local() != "comment" {
            continue;
        }
        let cell = element
            .open
            .get("ref")
            .and_then(|it| it.raw.parse::<CellRef>().ok());
        let Some((cell, words)) = cell.and_then(|cell| wanted.get_key_value(&cell)) else {
            continue;
        };
        let inside = list[number + 1..].iter().take_while(|it| it.depth > 2);
        if behind(inside, p, words, &mut edits) {
            had.insert(*cell);
        }
    }
    let mut fresh = String::new();
    for (cell, words) in wanted.iter().filter(|(cell, _)| !had.contains(cell)) {
        add(
            &mut fresh,
            format_args!(
                "<{p}comment ref=\"{cell}\" authorId=\"{author}\"><{p}text>{}</{p}text></{p}comment>",
                words.runs(p)
            ),
        );
    }
    edits.append(comments, &fresh);
    Ok((edits.apply(xml), had))
}

/// Puts words behind what a note says, below a line.
fn behind<'x, 'a: 'x>(
    inside: impl Iterator<Item = &'x Element<'a>>,
    p: &str,
    words: &Words,
    edits: &mut Edits,
) -> bool {
    let mut text = None;
    let mut place = None;
    for element in inside {
        match (element.depth, element.open.local()) {
            (3, "text") => text = Some(element),
            // Plain text in front of runs is not what every program shows: it becomes a run.
            (4, "t") => {
                edits.insert(element.open.start, format!("<{p}r>"));
                edits.insert(element.end, format!("</{p}r>"));
                place = Some(element.end);
            }
            (4, "r") => place = Some(element.end),
            _ => {}
        }
    }
    let line = Words(vec![
        (false, "\n────────".to_owned()),
        (false, String::new()),
    ]);
    let runs = line.runs(p) + &words.runs(p);
    match (place, text) {
        (Some(place), _) => edits.insert(place, runs),
        (None, Some(text)) => edits.append(text, &runs),
        (None, None) => return false,
    }
    true
}
