//! What of a draft is still for a person to fill or to confirm: the same places of which `check` speaks.

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
        /// Its number in the plan of the resource, from 1.
        number: usize,
        /// What it does.
        says: Message,
        /// Why it needs a look: Thai and English in one text, or a person's own words.
        why: String,
    },
}

impl Open {
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
                says,
                ..
            } => {
                let (th, en) = (&says.th, &says.en);
                say!(
                    th: "ขั้นตอนที่ {number} ของ {resource} รอการตรวจ: {th}",
                    en: "step {number} of {resource} waits for a look: {en}"
                )
            }
        }
    }
}

/// Everything that is open in a dataset: items of the descriptor, columns, steps.
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
    // In the order in which people think of them, whatever the order of the profile.
    found.sort_by_key(|open| rank(&open.place()));
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
        for (number, call) in (1..).zip(table.calls()) {
            let Some(why) = call.review() else { continue };
            let step = clean::step_of(&call.step);
            let says = step.map_or_else(Message::default, |step| (step.says)(call));
            found.push(Open::Step {
                resource: resource.clone(),
                number,
                says,
                why: why.to_owned(),
            });
        }
    }
    Ok(found)
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
