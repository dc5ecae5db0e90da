//! What stands around a sheet's cells: columns, merges, filter, and the parts that the sheet points to.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::address::{MAX_COLUMNS, Range};
use crate::model::workbook::{Comment, Facts, ListObject, Object, Sheet};
use crate::read::Error;
use crate::read::xlsx::drawing;
use crate::read::xlsx::package::Package;
use crate::read::xlsx::sheet::Frame;
use crate::read::xlsx::tags::{attribute, flag, local, reference};

/// Completes the facts of a sheet.
pub(super) fn read(
    package: &mut Package,
    part: &str,
    frame: &Frame,
    sheet: &mut Sheet,
) -> Result<(), Error> {
    // Both halves lack their other half, so end tags need not match.
    for xml in [&frame.head, &frame.tail] {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => around(&tag, &mut sheet.facts),
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => return Err(package.damaged(part, error)),
            }
        }
    }
    let mut threaded = Vec::new();
    for relation in package.relations(part)? {
        if relation.external || !package.has(&relation.target) {
            continue;
        }
        match relation.kind.as_str() {
            "drawing" => sheet
                .facts
                .objects
                .extend(drawing::read(package, &relation.target)?),
            // Newer Excel draws a control twice, here and in a drawing.
            "vmlDrawing" => {
                for control in drawing::controls(package, &relation.target)? {
                    let drawn = |object: &Object| object.anchor.first == control.anchor.first;
                    if !sheet.facts.objects.iter().any(drawn) {
                        sheet.facts.objects.push(control);
                    }
                }
            }
            "comments" => sheet
                .facts
                .comments
                .extend(comments(package, &relation.target, false)?),
            "threadedComment" => threaded.extend(comments(package, &relation.target, true)?),
            "table" => sheet.facts.lists.extend(list(package, &relation.target)?),
            "pivotTable" => sheet.facts.pivots.extend(pivot(package, &relation.target)?),
            _ => {}
        }
    }
    // Excel leaves a note "[Threaded comment] …" for older versions on the same cell.
    sheet.facts.comments.retain(|note| {
        !threaded
            .iter()
            .any(|thread: &Comment| thread.cell == note.cell)
    });
    sheet.facts.comments.extend(threaded);
    Ok(())
}

fn around(tag: &BytesStart<'_>, facts: &mut Facts) {
    let range = |name: &str| attribute(tag, name).and_then(|text| text.parse::<Range>().ok());
    match local(tag.name().as_ref()) {
        "dimension" => facts.dimension = range("ref"),
        "col" => {
            let number =
                |name: &str| attribute(tag, name).and_then(|text| text.parse::<u32>().ok());
            let width_zero = attribute(tag, "width").is_some_and(|width| {
                width
                    .parse::<f64>()
                    .is_ok_and(|width| width.abs() < f64::EPSILON)
            });
            if let (Some(first), Some(last)) = (number("min"), number("max"))
                && (1..=last).contains(&first)
                && first <= MAX_COLUMNS
                && (flag(tag, "hidden") || width_zero)
            {
                facts
                    .hidden_columns
                    .push(first - 1, last.min(MAX_COLUMNS) - 1);
            }
        }
        "mergeCell" => facts
            .merges
            .extend(range("ref").filter(|merge| merge.cells() > 1)),
        "autoFilter" => facts.filter = range("ref").map(|range| (range, false)),
        "filterColumn" | "sortCondition" => {
            if let Some((_, active)) = &mut facts.filter {
                *active |= local(tag.name().as_ref()) == "filterColumn";
            }
        }
        _ => {}
    }
}

fn comments(package: &mut Package, part: &str, threaded: bool) -> Result<Vec<Comment>, Error> {
    let xml = package.text(part)?;
    let mut reader = Reader::from_str(&xml);
    let mut comments: Vec<Comment> = Vec::new();
    let mut in_text = false;
    loop {
        match reader
            .read_event()
            .map_err(|error| package.damaged(part, error))?
        {
            Event::Start(tag) => match local(tag.name().as_ref()) {
                "comment" | "threadedComment" => {
                    if let Some(cell) = attribute(&tag, "ref").and_then(|text| text.parse().ok()) {
                        comments.push(Comment {
                            cell,
                            text: String::new(),
                            threaded,
                        });
                    }
                }
                "t" if !threaded => in_text = true,
                "text" if threaded => in_text = true,
                _ => {}
            },
            Event::End(tag) if matches!(local(tag.name().as_ref()), "t" | "text") => {
                in_text = false;
            }
            Event::Text(text) if in_text => {
                if let Some(comment) = comments.last_mut() {
                    comment.text.push_str(&text);
                }
            }
            Event::GeneralRef(entity) if in_text => {
                if let Some(comment) = comments.last_mut() {
                    comment.text.push_str(&reference(&entity));
                }
            }
            Event::Eof => return Ok(comments),
            _ => {}
        }
    }
}

fn list(package: &mut Package, part: &str) -> Result<Option<ListObject>, Error> {
    let found = first_tag(package, part, "table")?;
    Ok(found.and_then(|tag| {
        let count = |name: &str, default: u32| {
            attribute(&tag, name)
                .and_then(|text| text.parse().ok())
                .unwrap_or(default)
        };
        Some(ListObject {
            name: attribute(&tag, "displayName").unwrap_or_default(),
            range: attribute(&tag, "ref")?.parse().ok()?,
            header_rows: count("headerRowCount", 1),
            totals_rows: count("totalsRowCount", 0),
        })
    }))
}

fn pivot(package: &mut Package, part: &str) -> Result<Option<(String, Range)>, Error> {
    let name =
        first_tag(package, part, "pivotTableDefinition")?.and_then(|tag| attribute(&tag, "name"));
    let location = first_tag(package, part, "location")?.and_then(|tag| attribute(&tag, "ref"));
    Ok(location
        .and_then(|text| text.parse().ok())
        .map(|range| (name.unwrap_or_default(), range)))
}

/// The first element of a name in a part.
fn first_tag(
    package: &mut Package,
    part: &str,
    name: &str,
) -> Result<Option<BytesStart<'static>>, Error> {
    let xml = package.text(part)?;
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader
            .read_event()
            .map_err(|error| package.damaged(part, error))?
        {
            Event::Start(tag) | Event::Empty(tag) if local(tag.name().as_ref()) == name => {
                return Ok(Some(tag.into_owned()));
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}
