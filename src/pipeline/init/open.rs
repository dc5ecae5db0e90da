//! What of a draft is still for a person to fill or to confirm: the same places of which `check` speaks.

use std::collections::BTreeMap;
use std::path::Path;

use crate::clean;
use crate::model::language::{Message, say};
use crate::pipeline::{Dataset, Error};

/// One thing that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// An item of the descriptor that is missing, empty or no value of the standard.
    Item {
        /// Where it stands, dotted: `thai-gdc.objective`.
        path: String,
        /// What is wrong with it.
        message: Message,
    },
    /// A column without a Thai label or a description.
    Column {
        /// The resource.
        resource: String,
        /// The field.
        field: String,
        /// Its label, in Thai or English.
        label: String,
        /// The column of the dictionary that is empty: `label_th` or `description`.
        key: &'static str,
    },
    /// A step that nobody has looked at.
    Step {
        /// The resource.
        resource: String,
        /// Its name.
        step: String,
        /// Its number in the plan of the resource, from 1.
        number: usize,
        /// The sheet of its table; `*` for every sheet with such a header.
        sheet: String,
        /// The header of its table, A1.
        header: String,
        /// What it does.
        says: Message,
        /// Why it needs a look, or a person's own words.
        why: Message,
    },
}

impl Open {
    /// Whether one line of text can answer it. What is a structure of its own, such as the roles of a unit, is for the file.
    pub fn is_asked(&self) -> bool {
        let Self::Item { path, .. } = self else {
            return true;
        };
        let parts: Vec<&str> = path.split('.').collect();
        matches!(
            parts.as_slice(),
            ["title" | "title_en" | "description" | "keywords" | "homepage" | "version"]
                | ["thai-gdc", _]
                | ["contributors", _, "title" | "email"]
        )
    }

    /// Where it is, as findings name it.
    pub fn place(&self) -> String {
        match self {
            Self::Item { path, .. } => path.clone(),
            Self::Column { field, .. } => field.clone(),
            Self::Step {
                resource, number, ..
            } => format!("{resource}.steps.{number}"),
        }
    }

    /// The resource that it is about; `None` for an item of the whole dataset.
    pub fn resource(&self) -> Option<&str> {
        match self {
            Self::Item { .. } => None,
            Self::Column { resource, .. } | Self::Step { resource, .. } => Some(resource),
        }
    }

    /// Where the table of a step lies.
    pub fn table(&self) -> Option<Message> {
        match self {
            Self::Step { sheet, header, .. } => Some(place_of(sheet, header)),
            _ => None,
        }
    }

    /// What it is, in a line.
    pub fn message(&self) -> Message {
        match self {
            Self::Item { message, .. } => message.clone(),
            Self::Column {
                resource,
                field,
                label,
                key,
            } => {
                let (th, en) = if *key == "label_th" {
                    ("ป้ายกำกับภาษาไทย", "Thai label")
                } else {
                    ("คำอธิบาย", "description")
                };
                say!(
                    th: "{field} \"{label}\" ใน {resource} ยังไม่มี{th}",
                    en: "{field} \"{label}\" of {resource} has no {en}"
                )
            }
            Self::Step {
                resource,
                number,
                sheet,
                header,
                says,
                ..
            } => {
                let place = place_of(sheet, header);
                let (place_th, place_en) = (&place.th, &place.en);
                let (th, en) = (&says.th, &says.en);
                say!(
                    th: "ขั้นตอนที่ {number} ของ {resource} ({place_th}) รอการตรวจ: {th}",
                    en: "step {number} of {resource} ({place_en}) waits for a look: {en}"
                )
            }
        }
    }
}

/// Where a table lies, by what its plan expects.
pub(super) fn place_of(sheet: &str, header: &str) -> Message {
    if sheet == "*" {
        say!(
            th: "ทุกแผ่นงานที่มีหัวตารางนี้ หัวตาราง {header}",
            en: "every sheet with this header, header {header}"
        )
    } else {
        say!(
            th: "แผ่นงาน \"{sheet}\" หัวตาราง {header}",
            en: "sheet \"{sheet}\", header {header}"
        )
    }
}

/// Everything that is open in a dataset, in the order in which it is best asked for: its title, then the steps, because they
/// change columns, then the other items, and the columns at last.
pub fn open(folder: &Path) -> Result<Vec<Open>, Error> {
    let dataset = Dataset::open(folder)?;
    let mut found: Vec<Open> = Vec::new();
    for (path, message) in &dataset.violations {
        let is_new =
            |other: &Open| !matches!(other, Open::Item { path: known, .. } if known == path);
        if found.iter().all(is_new) {
            found.push(Open::Item {
                path: path.clone(),
                message: message.clone(),
            });
        }
    }
    for files in &dataset.files {
        for entry in files.dictionary.iter().flat_map(|it| &it.fields) {
            let label = [&entry.label_th, &entry.label_en, &entry.name]
                .into_iter()
                .find(|label| !label.is_empty());
            let texts = [
                ("label_th", &entry.label_th),
                ("description", &entry.description),
            ];
            for (key, _) in texts.into_iter().filter(|(_, text)| text.is_empty()) {
                found.push(Open::Column {
                    resource: files.name.clone(),
                    field: entry.name.clone(),
                    label: label.cloned().unwrap_or_default(),
                    key,
                });
            }
        }
    }
    let plan = dataset.plan.iter().flat_map(|(_, plan)| &plan.resources);
    for (resource, table) in plan {
        let tables = table.parts();
        let tables = tables.flat_map(|(expects, steps)| std::iter::repeat_n(expects, steps.len()));
        // Steps on the stacked table are about its first part too.
        let tables = tables.chain(std::iter::repeat(&table.expects));
        for ((number, call), expects) in (1..).zip(table.calls()).zip(tables) {
            let Some(why) = call.review() else { continue };
            let step = clean::step_of(&call.step);
            let says = step.map_or_else(Message::default, |step| (step.says)(call));
            found.push(Open::Step {
                step: call.step.clone(),
                resource: resource.clone(),
                number,
                sheet: expects.sheet.clone(),
                header: expects.header.clone(),
                says,
                why: Message::halves(why),
            });
        }
    }
    let names = dataset.files.iter().map(|files| files.name.as_str());
    let places: BTreeMap<&str, usize> = names.zip(0..).collect();
    found.sort_by_key(|open| {
        let resource = open.resource().and_then(|name| places.get(name)).copied();
        let item = match open {
            Open::Item { path, .. } => rank(path),
            _ => 0,
        };
        (turn(open), resource, item)
    });
    Ok(found)
}

/// Title, steps, items, columns.
fn turn(open: &Open) -> u8 {
    match open {
        Open::Item { path, .. } if path == "title" => 0,
        Open::Step { .. } => 1,
        Open::Item { .. } => 2,
        Open::Column { .. } => 3,
    }
}

/// Items as a person thinks of them: what it is, whose it is, then the rest in the order of the profile.
fn rank(path: &str) -> usize {
    const FIRST: [&str; 8] = [
        "title",
        "description",
        "contributors",
        "thai-gdc.maintainer",
        "thai-gdc.maintainer_email",
        "keywords",
        "thai-gdc.data_type",
        "thai-gdc.data_source",
    ];
    let of = |first: &&str| {
        path == *first
            || path
                .strip_prefix(*first)
                .is_some_and(|rest| rest.starts_with('.'))
    };
    FIRST.iter().position(of).unwrap_or(FIRST.len())
}
