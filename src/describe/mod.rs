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

pub use conditions::unusual;
pub use dictionary::parse as dictionary;
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
    /// No JSON, or JSON of another shape.
    #[error("{file}: {why}")]
    Malformed {
        /// The file.
        file: String,
        /// What is wrong, with line and column where it is the syntax.
        why: String,
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
        mend: Message,
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
    /// What to do about it.
    pub fn help(&self) -> Message {
        match self {
            Self::Malformed { .. } => {
                say!(th: "แก้ไฟล์ให้เป็น JSON หรือ CSV ที่ถูกต้อง", en: "correct the file; a JSON or CSV checker shows the place")
            }
            Self::Unknown { message: mend, .. } | Self::Dictionary { mend, .. } => mend.clone(),
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
        return Err(Error::Malformed {
            file: file.to_owned(),
            why: unsafe_name.message.en.clone(),
        });
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
            return Err(Error::Malformed {
                file: file.to_owned(),
                why: error.to_string(),
            });
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
    if let Some(first) = violations(Profile::Plan, &value)?.into_iter().next() {
        return Err(Error::Malformed {
            file: file.to_owned(),
            why: format!("{}: {}", first.path, first.message.en),
        });
    }
    serde_json::from_value(value).map_err(|error| Error::Malformed {
        file: file.to_owned(),
        why: error.to_string(),
    })
}

/// A Table Schema.
pub fn schema(text: &str, file: &str) -> Result<Schema, Error> {
    let malformed = |why: String| Error::Malformed {
        file: file.to_owned(),
        why,
    };
    let schema: Schema =
        serde_json::from_value(json(text, file)?).map_err(|error| malformed(error.to_string()))?;
    if let Some(name) = repeated(schema.fields.iter().map(|field| field.name.as_str())) {
        return Err(malformed(format!("two fields are called \"{name}\"")));
    }
    if let Some(key) = schema
        .primary_key
        .iter()
        .find(|key| schema.field(key).is_none())
    {
        return Err(malformed(format!(
            "primaryKey names \"{key}\", which is no field"
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

fn json(text: &str, file: &str) -> Result<serde_json::Value, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|error| Error::Malformed {
        file: file.to_owned(),
        why: error.to_string(),
    })
}
