//! A drawing part → charts, pictures and shapes with the cells that they cover.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::model::address::{CellRef, MAX_COLUMNS, MAX_ROWS, Range};
use crate::model::workbook::{Object, ObjectKind};
use crate::read::Error;
use crate::read::xlsx::package::Package;
use crate::read::xlsx::tags::{attribute, local, reference};

/// One anchor while it is read.
#[derive(Default)]
struct Anchor {
    from: CellRef,
    to: Option<CellRef>,
    kind: Option<ObjectKind>,
    name: String,
    text: String,
}

/// Reads the anchors of a drawing. An anchor without anything in it is no object.
pub(super) fn read(package: &mut Package, part: &str) -> Result<Vec<Object>, Error> {
    let xml = package.text(part)?;
    let mut reader = Reader::from_str(&xml);
    let mut objects = Vec::new();
    let mut anchor: Option<Anchor> = None;
    let mut path: Vec<String> = Vec::new();
    loop {
        let event = reader
            .read_event()
            .map_err(|error| package.damaged(part, error))?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name();
                let name = local(name.as_ref());
                if name.ends_with("Anchor") {
                    anchor = Some(Anchor::default());
                }
                if let Some(anchor) = &mut anchor {
                    match name {
                        "pic" => anchor.kind = anchor.kind.or(Some(ObjectKind::Picture)),
                        "sp" | "cxnSp" => anchor.kind = anchor.kind.or(Some(ObjectKind::Shape)),
                        "graphicData" => {
                            // A chart of either kind; else SmartArt or a slicer.
                            let chart =
                                attribute(tag, "uri").is_some_and(|uri| uri.contains("chart"));
                            let kind = if chart {
                                ObjectKind::Chart
                            } else {
                                ObjectKind::Shape
                            };
                            anchor.kind = if chart {
                                Some(kind)
                            } else {
                                anchor.kind.or(Some(kind))
                            };
                        }
                        "cNvPr" if anchor.name.is_empty() => {
                            anchor.name = attribute(tag, "name").unwrap_or_default();
                        }
                        _ => {}
                    }
                }
                if matches!(event, Event::Start(_)) {
                    path.push(name.to_owned());
                }
            }
            Event::Text(text) => {
                if let Some(anchor) = &mut anchor {
                    anchor.note(&path, text);
                }
            }
            Event::GeneralRef(entity) => {
                if let Some(anchor) = &mut anchor {
                    anchor.note(&path, &reference(entity));
                }
            }
            Event::End(tag) => {
                path.pop();
                if local(tag.name().as_ref()).ends_with("Anchor")
                    && let Some(done) = anchor.take()
                    && let Some(kind) = done.kind
                {
                    let text = if done.text.trim().is_empty() {
                        done.name
                    } else {
                        done.text.trim().to_owned()
                    };
                    objects.push(Object {
                        kind,
                        anchor: Range::new(done.from, done.to.unwrap_or(done.from)),
                        text,
                    });
                }
            }
            Event::Eof => return Ok(objects),
            _ => {}
        }
    }
}

/// Reads the buttons, check boxes and lists of a legacy (VML) drawing. The boxes of notes are no objects.
pub(super) fn controls(package: &mut Package, part: &str) -> Result<Vec<Object>, Error> {
    let xml = package.text(part)?;
    let mut reader = Reader::from_str(&xml);
    // Old programs write VML that is not well-formed; what can be read counts.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut objects = Vec::new();
    let mut control: Option<Object> = None;
    let mut in_anchor = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match local(tag.name().as_ref()) {
                "ClientData" => {
                    control = attribute(&tag, "ObjectType")
                        .filter(|kind| kind != "Note")
                        .map(|kind| Object {
                            kind: ObjectKind::Shape,
                            anchor: Range::default(),
                            text: kind,
                        });
                }
                name => in_anchor = name == "Anchor",
            },
            Ok(Event::Text(text)) if in_anchor => {
                if let (Some(control), Some(range)) = (&mut control, vml_anchor(&text)) {
                    control.anchor = range;
                }
            }
            Ok(Event::End(tag)) => {
                in_anchor = false;
                if local(tag.name().as_ref()) == "ClientData" {
                    objects.extend(control.take());
                }
            }
            Ok(Event::Eof) | Err(_) => return Ok(objects),
            Ok(_) => {}
        }
    }
}

/// `left column, offset, top row, offset, right column, offset, bottom row, offset`.
fn vml_anchor(text: &str) -> Option<Range> {
    let numbers: Vec<u32> = text
        .split(',')
        .map(|number| number.trim().parse().ok())
        .collect::<Option<_>>()?;
    let [left, _, top, _, right, _, bottom, _] = numbers.as_slice() else {
        return None;
    };
    let cell = |row: &u32, column: &u32| {
        CellRef::new((*row).min(MAX_ROWS - 1), (*column).min(MAX_COLUMNS - 1))
    };
    Some(Range::new(cell(top, left), cell(bottom, right)))
}

impl Anchor {
    fn note(&mut self, path: &[String], text: &str) {
        let [.., outer, inner] = path else { return };
        match (outer.as_str(), inner.as_str()) {
            ("from" | "to", "row" | "col") => {
                let Ok(number) = text.trim().parse::<u32>() else {
                    return;
                };
                let cell = if outer == "from" {
                    &mut self.from
                } else {
                    self.to.get_or_insert_default()
                };
                if inner == "row" {
                    cell.row = number.min(MAX_ROWS - 1);
                } else {
                    cell.column = number.min(MAX_COLUMNS - 1);
                }
            }
            (_, "t") => self.text.push_str(text),
            _ => {}
        }
    }
}
