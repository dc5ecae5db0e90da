//! A workbook alone → the draft of a dataset: descriptor, schemas, dictionaries and plan, for a person to complete.
//!
//! The draft stands at once or not at all, and an earlier one is never written over: what a person wrote stays.

mod anew;
mod answers;
mod hints;
mod open;
mod place;
mod resources;
mod tables;

pub use crate::clean::draft::Glimpse;
pub use anew::missing;
pub use answers::{Removed, confirm, fault, read, refuse, set, set_column};
pub use open::{Open, open};
pub use place::{known, place};
pub use resources::{Overview, glimpses, overview, take_out};

use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::clean::draft::Refused;
use crate::describe;
use crate::describe::draft::{Subject, Told, names, shared, told};
use crate::model::address::CellRef;
use crate::model::language::{Message, say};
use crate::model::layout::Layout;
use crate::model::plan::Plan;
use crate::model::workbook::{Format, Sheet, Visibility, Workbook};
use crate::pipeline::build::is_reserved;
use crate::pipeline::dataset::shown;
use crate::pipeline::{Error, Options};
use crate::read as reading;
use crate::validate::profiles;

use tables::{Drafted, Group, groups};

/// What a workbook is drafted as.
#[derive(Debug)]
pub struct Draft {
    /// The workbook.
    pub file: PathBuf,
    /// The dataset's machine name.
    pub name: String,
    /// The descriptor with everything that the file tells.
    pub descriptor: Json,
    /// The plan; `None` where the table is tidy as it is.
    pub plan: Option<Plan>,
    /// For each resource: its name, the schema's file and the dictionary's.
    pub resources: Vec<(String, String, String)>,
    /// What was left out, and steps that would not do: lines for the person who reads.
    pub remarks: Vec<Message>,
}

/// Drafts a dataset from a workbook; writes nothing. `sheet` looks at one sheet only.
pub fn draft(
    file: &Path,
    name: Option<&str>,
    sheet: Option<&str>,
    options: &Options,
) -> Result<Draft, Error> {
    let mut workbook = reading::open(file, &options.read)?;
    workbook.path = shown(file);
    let (groups, layouts) = groups(&workbook, sheet)?;
    let name = name.map_or_else(|| proposed_name(file), str::to_owned);
    let mut remarks = left_out(&workbook, sheet);
    let names = resource_names(&workbook, &groups);
    let mut plan = Plan {
        profile: None,
        plan: 1,
        resources: std::collections::BTreeMap::new(),
    };
    let file_name = file_name(file);
    let (mut resources, mut descriptors, mut labels) = (Vec::new(), Vec::new(), Vec::new());
    let several = layouts.len() > 1;
    let mut all_told: Option<Told> = None;
    for (group, name) in groups.iter().zip(&names) {
        let told = told_of_all(&workbook, &group.layouts);
        let Drafted {
            plan: own,
            schema,
            dictionary,
            refused,
        } = tables::drafted(&mut workbook, group, &told)?;
        remarks.extend(refused.iter().map(refusal));
        labels.extend(dictionary.fields.iter().map(|entry| entry.label_th.clone()));
        descriptors.push(resource(&workbook, group, name, &told, &file_name));
        if several || !own.steps.is_empty() {
            plan.resources.insert(name.clone(), own);
        }
        let dictionary = describe::dictionary_text(&dictionary, "\n", false)?;
        resources.push((name.clone(), pretty(&json!(schema)), dictionary));
        match &mut all_told {
            Some(all) => all.add(&told),
            None => all_told = Some(told),
        }
    }
    // The name of one sheet says nothing of a table that several are stacked into.
    let sheet = groups
        .first()
        .filter(|group| !group.is_stacked())
        .and_then(|group| workbook.sheets.get(group.first().sheet));
    let subject = Subject {
        name: name.clone(),
        told: all_told.unwrap_or_default(),
        properties: workbook.properties.clone(),
        sheet: sheet.map_or_else(String::new, |sheet| sheet.name.clone()),
        labels,
        kind: profiles::proposed(&workbook, &layouts).map(|choice| choice.name),
        format: if workbook.format == Format::Csv {
            "CSV"
        } else {
            "XLS"
        },
        resources: descriptors,
    };
    Ok(Draft {
        file: file.to_owned(),
        name,
        descriptor: describe::draft::descriptor(&subject),
        plan: (!plan.resources.is_empty()).then_some(plan),
        resources,
        remarks,
    })
}

/// A name for the dataset from the file's own: small letters, digits and hyphens.
pub fn proposed_name(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let words: Vec<String> = names(&[stem.as_ref()])
        .into_iter()
        .map(|it| it.name)
        .collect();
    let name = words.concat().replace('_', "-");
    if name == "column-1" || name.len() < 2 {
        "dataset".to_owned()
    } else {
        name
    }
}

/// Whether a text can be the name of a dataset: `^[a-z0-9_-]{2,100}$`.
pub fn is_name(name: &str) -> bool {
    let fits = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-'
    };
    (2..=100).contains(&name.len()) && name.bytes().all(fits)
}

fn file_name(file: &Path) -> String {
    file.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The texts above and around a table, in the words of the sheet.
fn told_of(workbook: &Workbook, layout: &Layout) -> Told {
    let Some(sheet) = workbook.sheets.get(layout.sheet) else {
        return Told::default();
    };
    let titles = texts(workbook, sheet, layout.titles.iter());
    let notes = texts(workbook, sheet, layout.notes.iter().chain(&layout.beside));
    told(&titles, &notes)
}

/// The texts of some cells; "ที่มา:" in one cell and what it is in the next one of its row are one text.
fn texts<'a>(
    workbook: &Workbook,
    sheet: &Sheet,
    cells: impl Iterator<Item = &'a CellRef>,
) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut row = None;
    for cell in cells {
        let text = sheet.cell(*cell).value().to_text(&workbook.strings);
        match texts.last_mut() {
            Some(before) if row == Some(cell.row) && before.trim_end().ends_with(':') => {
                before.push(' ');
                before.push_str(&text);
            }
            _ => texts.push(text),
        }
        row = Some(cell.row);
    }
    texts
}

/// The same of the tables that become one.
fn told_of_all(workbook: &Workbook, layouts: &[Layout]) -> Told {
    let all: Vec<Told> = layouts
        .iter()
        .map(|layout| told_of(workbook, layout))
        .collect();
    shared(&all)
}

/// Names for the resources: of their sheets, where each has one of its own; else numbers that sort as they count.
fn resource_names(workbook: &Workbook, groups: &[Group]) -> Vec<String> {
    if groups.len() == 1 {
        return vec!["data".to_owned()];
    }
    let own_sheet = |group: &Group| {
        let sheet = group.first().sheet;
        let on_it = groups.iter().filter(|other| other.first().sheet == sheet);
        let alone = on_it.count() == 1;
        workbook.sheets.get(sheet).filter(|_| alone)
    };
    let several = groups.iter().filter(|group| own_sheet(group).is_none());
    let width = several.count().to_string().len();
    let mut number = 0;
    let mut labels: Vec<String> = Vec::new();
    for group in groups {
        labels.push(if let Some(sheet) = own_sheet(group) {
            sheet.name.clone()
        } else {
            number += 1;
            format!("table_{number:0width$}")
        });
    }
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let mut free: Vec<String> = Vec::new();
    for made in names(&labels) {
        let short: String = made.name.chars().take(LONGEST_RESOURCE).collect();
        let is_free = |name: &str| !is_reserved(name) && !free.iter().any(|it| it == name);
        let numbered = (2u32..=9999).map(|number| format!("{short}_{number}"));
        let mut candidates = std::iter::once(short.clone()).chain(numbered);
        free.push(candidates.find(|name| is_free(name)).unwrap_or(made.name));
    }
    free
}

/// Letters of a resource's name, with room for a number behind it.
const LONGEST_RESOURCE: usize = 55;

/// The descriptor's part about one table.
fn resource(workbook: &Workbook, group: &Group, name: &str, told: &Told, file: &str) -> Json {
    let mut resource = json!({ "name": name });
    let Some(map) = resource.as_object_mut() else {
        return resource;
    };
    if !told.title.is_empty() {
        map.insert("title".to_owned(), json!(told.title));
    }
    map.insert("path".to_owned(), json!(file));
    let sheet = workbook.sheets.get(group.first().sheet);
    if let Some(sheet) = sheet
        && group.layouts.len() == 1
        && workbook.sheets.len() > 1
    {
        map.insert("dialect".to_owned(), json!({ "sheetName": sheet.name }));
    }
    resource
}

/// Sheets that are not drafted, and why. Where one sheet was asked for, the others are left out because of that.
fn left_out(workbook: &Workbook, only: Option<&str>) -> Vec<Message> {
    if only.is_some() {
        return Vec::new();
    }
    let hidden = workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.visibility != Visibility::Visible && sheet.used().is_some());
    hidden
        .map(|sheet| {
            let name = &sheet.name;
            say!(
                th: "แผ่นงาน \"{name}\" ซ่อนอยู่ จึงไม่นำมาร่าง",
                en: "sheet \"{name}\" is hidden and was left out"
            )
        })
        .collect()
}

fn refusal(refused: &Refused) -> Message {
    let (step, why) = (&refused.call.step, &refused.why);
    let (th, en) = (&why.th, &why.en);
    say!(
        th: "ไม่ได้ใส่ขั้นตอน {step} ไว้ในแผน: {th}",
        en: "step {step} was left out of the plan: {en}"
    )
}

/// JSON as a person reads it.
pub(super) fn pretty(value: &Json) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
