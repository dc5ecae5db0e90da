//! Descriptor, schema and dictionary as text → the model, checked against their profiles.
//!
//! Reads no files: the pipeline does. What a person left out of a descriptor is a finding; what cannot be a
//! descriptor at all is an error.

mod conditions;
mod dictionary;
pub mod draft;
mod fields;
pub mod form;
mod infer;
mod item;
mod messages;
mod place;
mod profile;
pub mod romanise;
mod statistics;
mod unfit;

pub use conditions::{OPEN_TO_ALL, unusual};
pub use dictionary::{dictionary_text, parse as dictionary};
pub use fields::{CatalogueField, DATA_TYPES, fields};
pub use infer::{dictionary as inferred_dictionary, machine_name, schema as inferred_schema};
pub use item::{Item, item};
pub use profile::{PROFILES, Profile, Violation, violations};
pub use statistics::distributions;

use std::collections::BTreeSet;

use crate::model::language::{Message, say};
use crate::model::package::Package;
use crate::model::plan::Plan;
use crate::model::schema::Schema;

/// Why a file of a dataset could not be understood.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No JSON or no CSV.
    #[error("{file}: {why}")]
    Malformed {
        /// The file.
        file: String,
        /// What is wrong, with line and column.
        why: String,
    },
    /// JSON of another shape than it must have.
    #[error("{file}: {}", .what.en)]
    Unfit {
        /// The file.
        file: String,
        /// What is wrong, with its place.
        what: Box<Message>,
        /// What to do about it.
        mend: Box<Message>,
    },
    /// A dictionary that is no table of fields.
    #[error("{file}, line {line}: {why}")]
    Dictionary {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong, with its column.
        why: String,
        /// What to do about it; in Thai also what is wrong.
        mend: Box<Message>,
    },
    /// A member that no profile knows: most often a slip of the pen.
    #[error("{file}: unknown member {path}")]
    Unknown {
        /// The file.
        file: String,
        /// Where it stands.
        path: String,
        /// What is known there.
        message: Message,
    },
    /// Two resources of one name: their files would overwrite each other.
    #[error("{file}: two resources are called \"{name}\"")]
    SameName {
        /// The file.
        file: String,
        /// The name.
        name: String,
    },
    /// The profiles that the program carries do not compile; a fault of the program.
    #[error("profile {0} does not compile: {1}")]
    Profile(&'static str, String),
}

impl Error {
    /// What is wrong, in both languages.
    pub fn message(&self) -> Message {
        let said = self.to_string();
        match self {
            Self::Malformed { file, why } => say!(th: "อ่าน {file} ไม่ได้: {why}", en: "{said}"),
            Self::Unfit { file, what, .. } => {
                let what = &what.th;
                say!(th: "{file}: {what}", en: "{said}")
            }
            // The help tells the rest, in Thai too.
            Self::Dictionary { file, line, .. } => {
                say!(th: "{file} บรรทัดที่ {line} ไม่ถูกต้อง", en: "{said}")
            }
            Self::Unknown { file, path, .. } => {
                say!(th: "{file}: ไม่รู้จักรายการ {path}", en: "{said}")
            }
            Self::SameName { file, name } => {
                say!(th: "{file}: มีทรัพยากรสองรายการชื่อ \"{name}\"", en: "{said}")
            }
            Self::Profile(name, why) => {
                say!(th: "ใช้โพรไฟล์ {name} ของโปรแกรมไม่ได้: {why}", en: "{said}")
            }
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Message {
        match self {
            Self::Malformed { .. } => {
                say!(th: "แก้ไฟล์ให้เป็น JSON หรือ CSV ที่ถูกต้อง", en: "correct the file; a JSON or CSV checker shows the place")
            }
            Self::Unfit { mend, .. } | Self::Dictionary { mend, .. } => (**mend).clone(),
            Self::Unknown { message, .. } => message.clone(),
            Self::SameName { .. } => {
                say!(th: "ตั้งชื่อทรัพยากรให้ไม่ซ้ำกัน", en: "give each resource its own name")
            }
            Self::Profile(..) => {
                say!(th: "โปรดแจ้งผู้พัฒนา", en: "please report this as a fault of the program")
            }
        }
    }
}

/// A descriptor, and what it lacks or breaks of its profile: path and message.
pub fn package(text: &str, file: &str) -> Result<(Package, Vec<(String, Message)>), Error> {
    let value = json(text, file)?;
    let violations = violations(Profile::Descriptor, &value)?;
    if let Some(unknown) = violations.iter().find(|violation| violation.unknown) {
        return Err(Error::Unknown {
            file: file.to_owned(),
            path: unknown.path.clone(),
            message: unknown.message.clone(),
        });
    }
    // Names and paths become files: what breaks their pattern is no finding that a level could allow.
    if let Some(unsafe_name) = violations
        .iter()
        .find(|violation| names_a_file(&violation.path))
    {
        let mend = unfit::by_profile("descriptor.json");
        return Err(unfit::unfit(file, unsafe_name.message.clone(), mend));
    }
    let broken = violations
        .into_iter()
        .map(|violation| (violation.path, violation.message))
        .collect::<Vec<_>>();
    let package: Package = match serde_json::from_value(value) {
        Ok(package) => package,
        // The profile says it better, cell by cell.
        Err(_) if !broken.is_empty() => Package::default(),
        Err(error) => {
            let what = unfit::other_shape(&error.to_string());
            return Err(unfit::unfit(
                file,
                what,
                unfit::by_profile("descriptor.json"),
            ));
        }
    };
    let names = package.resources.iter();
    if let Some(name) = repeated(names.map(|resource| resource.name.as_str())) {
        return Err(Error::SameName {
            file: file.to_owned(),
            name: name.to_owned(),
        });
    }
    Ok((package, broken))
}

/// A tidy plan.
pub fn plan(text: &str, file: &str) -> Result<Plan, Error> {
    let value = json(text, file)?;
    let found = violations(Profile::Plan, &value)?;
    // A misspelt parameter is the cause where one is missing as well.
    let unknown = found.iter().find(|violation| violation.unknown);
    if let Some(first) = unknown.or(found.first()) {
        let (what, mend) = unfit::of_plan(&value, first);
        return Err(unfit::unfit(file, what, mend));
    }
    serde_json::from_value(value).map_err(|error| {
        let what = unfit::other_shape(&error.to_string());
        unfit::unfit(file, what, unfit::by_profile("plan.json"))
    })
}

/// A Table Schema.
pub fn schema(text: &str, file: &str) -> Result<Schema, Error> {
    let value = json(text, file)?;
    let broken = |what: Message| {
        let mend = say!(
            th: "แก้ schema ตามมาตรฐาน Table Schema ของ Data Package ชนิดที่ใช้ได้คือ string, integer, number, boolean, date, datetime, time, year",
            en: "correct the schema as Table Schema of Data Package has it; the types are string, integer, number, boolean, date, datetime, time, year"
        );
        unfit::unfit(file, what, mend)
    };
    // Read from the text, not from the value: the error then knows its line.
    let schema: Schema = serde_json::from_str(bare(text))
        .map_err(|error| broken(unfit::of_schema(&value, &error)))?;
    if let Some(name) = repeated(schema.fields.iter().map(|field| field.name.as_str())) {
        return Err(broken(unfit::twice(text, name)));
    }
    if let Some(key) = schema
        .primary_key
        .iter()
        .find(|key| schema.field(key).is_none())
    {
        return Err(broken(say!(
            th: "primaryKey ระบุ \"{key}\" ซึ่งไม่ใช่ชื่อฟิลด์ใด",
            en: "primaryKey names \"{key}\", which is no field"
        )));
    }
    Ok(schema)
}

/// Whether an item of a descriptor is used as the name of a file or folder.
fn names_a_file(path: &str) -> bool {
    let parts: Vec<&str> = path.split('.').collect();
    matches!(
        parts.as_slice(),
        ["name"] | ["resources", _, "name" | "path"]
    )
}

/// The first name that stands twice.
fn repeated<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = BTreeSet::new();
    names.into_iter().find(|name| !seen.insert(*name))
}

/// A text without the mark that some editors put in front.
fn bare(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn json(text: &str, file: &str) -> Result<serde_json::Value, Error> {
    serde_json::from_str(bare(text)).map_err(|error| Error::Malformed {
        file: file.to_owned(),
        why: error.to_string(),
    })
}
