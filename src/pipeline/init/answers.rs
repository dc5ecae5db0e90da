//! One answer at a time → the files of a draft. Everything else in them stays as a person wrote it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json, json};

use crate::describe::{self, Profile};
use crate::model::language::Message;
use crate::pipeline::dataset::{root, shown};
use crate::pipeline::init::{anew, pretty};
use crate::pipeline::{Dataset, Error, Options, check_dataset};

/// Rules that speak where schema and table no longer fit each other.
const MISFITS: [&str; 3] = ["schema-mismatch", "type-error", "primary-key"];

/// The descriptor as it stands.
pub fn read(folder: &Path) -> Result<Json, Error> {
    json_of(&folder.join("datapackage.json"))
}

/// How a step left a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removed {
    /// Nothing else changed.
    Alone,
    /// The table has other columns now: its plan, schema and dictionary were drafted anew.
    Redrafted,
    /// Not at all: other steps or the schema need it.
    Needed,
}

/// Writes an item of the descriptor: `title`, `thai-gdc.objective`, `contributors.0.title`.
pub fn set(folder: &Path, path: &str, value: Json) -> Result<(), Error> {
    let file = folder.join("datapackage.json");
    let mut whole = json_of(&file)?;
    // The national software's form writes this sentence beside public data; so does ours, where nothing is said yet.
    let condition = "/thai-gdc/accessible_condition";
    let is_public = path == "thai-gdc.data_category" && value == "ข้อมูลสาธารณะ";
    let is_open = whole.pointer(condition).is_none_or(|said| said == "");
    put(&mut whole, path, value);
    if is_public && is_open {
        let said = Json::from(describe::OPEN_TO_ALL);
        put(&mut whole, "thai-gdc.accessible_condition", said);
    }
    replace(&file, &pretty(&whole))
}

/// What would be wrong with an item of the descriptor if it had this value; nothing is written.
pub fn fault(folder: &Path, path: &str, value: &Json) -> Result<Option<Message>, Error> {
    let mut whole = read(folder)?;
    put(&mut whole, path, value.clone());
    let below = format!("{path}.");
    let violations = describe::violations(Profile::Descriptor, &whole)?;
    let mut own = violations
        .into_iter()
        .filter(|violation| violation.path == path || violation.path.starts_with(&below));
    Ok(own.next().map(|violation| violation.message))
}

fn put(whole: &mut Json, path: &str, value: Json) {
    let mut place = whole;
    for part in path.split('.') {
        place = step_into(place, part);
    }
    *place = value;
}

/// The member or element of a name; made where it is missing.
fn step_into<'a>(place: &'a mut Json, part: &str) -> &'a mut Json {
    if place.is_array()
        && let Ok(at) = part.parse::<usize>()
    {
        return element(place, at);
    }
    if !place.is_object() {
        *place = Json::Object(Map::new());
    }
    &mut place[part]
}

/// An element of a list, the next one made where there are not so many.
fn element(list: &mut Json, at: usize) -> &mut Json {
    if let Json::Array(items) = list
        && items.len() == at
    {
        items.push(json!({}));
    }
    if list.get(at).is_some() {
        return &mut list[at];
    }
    list
}

/// Writes one text of a field's entry in the dictionary: `label_th` or `description`.
pub fn set_column(
    folder: &Path,
    resource: &str,
    field: &str,
    key: &str,
    text: &str,
) -> Result<(), Error> {
    let dataset = Dataset::open(folder)?;
    let file = root(folder)
        .join("dictionaries")
        .join(&dataset.package.name)
        .join(format!("{resource}.csv"));
    let before = text_of(&file)?;
    let mut dictionary = describe::dictionary(&before, &shown(&file))?;
    for entry in dictionary
        .fields
        .iter_mut()
        .filter(|entry| entry.name == field)
    {
        match key {
            "label_th" => text.clone_into(&mut entry.label_th),
            _ => text.clone_into(&mut entry.description),
        }
    }
    // Excel knows Thai by the mark in front; what a person's program wrote stays as it was.
    let line_end = if before.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let text = describe::dictionary_text(&dictionary, line_end, before.starts_with('\u{feff}'))?;
    replace(&file, &text)
}

/// Takes the mark off a step: a person has looked at it.
pub fn confirm(folder: &Path, resource: &str, number: usize) -> Result<(), Error> {
    let file = folder.join("tidy.json");
    let mut plan = json_of(&file)?;
    if let Some((list, at)) = call_of(&mut plan, resource, number)
        && let Some(call) = list.get_mut(at).and_then(Json::as_object_mut)
    {
        call.shift_remove("review");
    }
    replace(&file, &pretty(&plan))
}

/// Takes a step out of the plan. Where other steps or the schema need it, and no column is described yet, the rest is
/// drafted anew; else everything stays.
pub fn refuse(
    folder: &Path,
    resource: &str,
    number: usize,
    options: &Options,
) -> Result<Removed, Error> {
    let file = folder.join("tidy.json");
    let before = text_of(&file)?;
    let mut plan = json_of(&file)?;
    if let Some((list, at)) = call_of(&mut plan, resource, number)
        && at < list.len()
    {
        list.remove(at);
    }
    replace(&file, &pretty(&plan))?;
    let fits = Dataset::open(folder)
        .and_then(|dataset| check_dataset(&dataset, options))
        .is_ok_and(|checked| {
            let mut findings = checked.report.findings.iter();
            !findings.any(|finding| MISFITS.contains(&finding.rule))
        });
    if fits {
        return Ok(Removed::Alone);
    }
    replace(&file, &before)?;
    let redrafted = anew::without(folder, resource, number, options)?;
    Ok(if redrafted {
        Removed::Redrafted
    } else {
        Removed::Needed
    })
}

/// The list that holds a step, and its place there. Steps are counted as the plan's file has them: `steps`, those of
/// `and`, `then`.
fn call_of<'a>(
    plan: &'a mut Json,
    resource: &str,
    number: usize,
) -> Option<(&'a mut Vec<Json>, usize)> {
    let table = plan
        .pointer_mut("/resources")?
        .get_mut(resource)?
        .as_object_mut()?;
    let mut left = number.checked_sub(1)?;
    let mut lists: Vec<&mut Vec<Json>> = Vec::new();
    let (mut steps, mut and, mut then) = (None, None, None);
    for (key, value) in table.iter_mut() {
        match key.as_str() {
            "steps" => steps = value.as_array_mut(),
            "and" => and = value.as_array_mut(),
            "then" => then = value.as_array_mut(),
            _ => {}
        }
    }
    lists.extend(steps);
    for part in and.into_iter().flatten() {
        lists.extend(part.get_mut("steps").and_then(Json::as_array_mut));
    }
    lists.extend(then);
    for list in lists {
        if left < list.len() {
            return Some((list, left));
        }
        left -= list.len();
    }
    None
}

pub(super) fn text_of(file: &Path) -> Result<String, Error> {
    fs::read_to_string(file).map_err(|source| Error::Io {
        what: "read",
        path: file.to_owned(),
        source,
    })
}

pub(super) fn json_of(file: &Path) -> Result<Json, Error> {
    let text = text_of(file)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    serde_json::from_str(text).map_err(|error| {
        Error::Describe(describe::Error::Malformed {
            file: shown(file),
            why: error.to_string(),
        })
    })
}

/// Puts a new text in a file's place, whole.
pub(super) fn replace(file: &Path, text: &str) -> Result<(), Error> {
    let new: PathBuf = file.with_extension("new");
    fs::write(&new, text)
        .and_then(|()| fs::rename(&new, file))
        .map_err(|source| Error::Io {
            what: "write",
            path: file.to_owned(),
            source,
        })
}
