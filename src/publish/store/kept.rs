//! The record of a kept release: what was published, when, and which files it consists of.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::model::artifact::{Artifact, Release, Role};
use crate::model::dictionary::Dictionary;
use crate::model::language::{Message, say};
use crate::model::package::{Package, Resource};

/// Version of the record that this program writes.
pub(super) const VERSION: u32 = 1;

/// A release in the local store, as `<catalog>/releases/<place>/<dataset>/<number>.json` (`schemas/profiles/kept-release.json`).
/// The same release with the same facts gives the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Version of the record.
    pub kept: u32,
    /// The dataset's name.
    pub dataset: String,
    /// The place in the store: `catalog`, or the file-name-safe key of a portal's address.
    pub place: String,
    /// The place for a person: a portal's address, or `catalog`.
    pub address: String,
    /// Number of the release at its place, from 1.
    pub number: u32,
    /// When it was published: naive UTC, ISO 8601, microseconds.
    pub published: String,
    /// SHA-256 of the plan by which it was published; empty where the plan has none.
    pub plan: String,
    /// SHA-256 of everything that the release says at its place.
    pub descriptor: String,
    /// Number of the earlier release that was brought back, where this is the work of a rollback.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rolled_back_from: Option<u32>,
    /// Name and version of the program that kept it.
    pub program: String,
    /// The built descriptor.
    pub package: Package,
    /// One dictionary a resource, in the order of [`Package::resources`].
    pub dictionaries: Vec<Dictionary>,
    /// Every file, in the order of the build; the bytes lie in the store by their SHA-256.
    pub files: Vec<Artifact>,
}

/// What is known of a publication when its release is kept.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// See [`Kept::place`].
    pub place: &'a str,
    /// See [`Kept::address`].
    pub address: &'a str,
    /// See [`Kept::number`].
    pub number: u32,
    /// See [`Kept::published`].
    pub published: &'a str,
    /// See [`Kept::plan`].
    pub plan: &'a str,
    /// See [`Kept::descriptor`].
    pub descriptor: &'a str,
    /// See [`Kept::rolled_back_from`].
    pub rolled_back_from: Option<u32>,
}

impl Kept {
    /// The record of a release.
    pub fn new(release: &Release, facts: &Facts<'_>) -> Self {
        Self {
            kept: VERSION,
            dataset: release.package.name.clone(),
            place: facts.place.to_owned(),
            address: facts.address.to_owned(),
            number: facts.number,
            published: facts.published.to_owned(),
            plan: facts.plan.to_owned(),
            descriptor: facts.descriptor.to_owned(),
            rolled_back_from: facts.rolled_back_from,
            program: concat!("sheetpress ", env!("CARGO_PKG_VERSION")).to_owned(),
            package: release.package.clone(),
            dictionaries: release.dictionaries.clone(),
            files: release.files.clone(),
        }
    }

    /// The release, with its files said to lie in a folder; [`Store::restore`](super::Store::restore) lays them out.
    pub fn release(&self, folder: &Path) -> Release {
        Release {
            folder: folder.to_owned(),
            package: self.package.clone(),
            dictionaries: self.dictionaries.clone(),
            files: self.files.clone(),
        }
    }

    /// Rows of all its tables.
    pub fn rows(&self) -> u64 {
        let tables = self.package.resources.iter();
        tables.filter_map(|table| table.rows).sum()
    }

    /// Bytes of all its files.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// Whether both are the same data, metadata, dictionaries and files, whenever and wherever they were published.
    pub fn is_same_release(&self, other: &Self) -> bool {
        self.package == other.package
            && self.dictionaries == other.dictionaries
            && self.files == other.files
    }

    /// The files of a table's rows, path and digest.
    fn data(&self, table: &str) -> Vec<(&str, &str)> {
        let files = self.files.iter();
        files
            .filter(|it| it.role == Role::Data && it.resource.as_deref() == Some(table))
            .map(|it| (it.path.as_str(), it.sha256.as_str()))
            .collect()
    }
}

/// What a release changed against the one before it, in a line.
pub fn changes(before: Option<&Kept>, after: &Kept) -> Message {
    let mut parts = Vec::new();
    if let Some(number) = after.rolled_back_from {
        parts.push(say!(
            th: "นำรุ่นที่ {number} กลับมา",
            en: "release {number} brought back"
        ));
    }
    let Some(before) = before else {
        if parts.is_empty() {
            parts.push(say!(th: "รุ่นแรกที่เก็บไว้", en: "first release kept"));
        }
        return joined(&parts);
    };
    tables(before, after, &mut parts);
    let both = pairs(before, after);
    if both.iter().any(|(then, now)| then.0.schema != now.0.schema) {
        parts.push(say!(th: "โครงสร้างคอลัมน์", en: "columns"));
    }
    if both.iter().any(|(then, now)| then.1 != now.1) {
        parts.push(say!(th: "พจนานุกรมข้อมูล", en: "dictionary"));
    }
    let words = both
        .iter()
        .any(|(then, now)| described(then.0) != described(now.0));
    if words || whole(&before.package) != whole(&after.package) {
        parts.push(say!(th: "คำอธิบายชุดข้อมูล", en: "metadata"));
    }
    if parts.is_empty() {
        parts.push(if before.files == after.files {
            say!(th: "ไฟล์ทั้งหมดเหมือนรุ่นก่อน", en: "the same files")
        } else {
            say!(th: "เฉพาะไฟล์ประกอบ", en: "accompanying files only")
        });
    }
    joined(&parts)
}

/// Tables that came, went, or have other rows.
fn tables(before: &Kept, after: &Kept, parts: &mut Vec<Message>) {
    let table = |kept: &Kept, name: &str| -> Option<Resource> {
        let mut tables = kept.package.resources.iter();
        tables.find(|it| it.name == name).cloned()
    };
    for now in &after.package.resources {
        let name = &now.name;
        let Some(then) = table(before, name) else {
            let rows = now.rows.unwrap_or(0);
            parts.push(say!(th: "+ {name} {rows} แถว", en: "+ {name} {rows} rows"));
            continue;
        };
        if let (Some(then), Some(now)) = (then.rows, now.rows)
            && then != now
        {
            parts.push(say!(
                th: "~ {name} {then} → {now} แถว",
                en: "~ {name} {then} → {now} rows"
            ));
        } else if before.data(name) != after.data(name) {
            parts.push(say!(th: "~ {name}", en: "~ {name}"));
        }
    }
    for then in &before.package.resources {
        if table(after, &then.name).is_none() {
            let name = &then.name;
            parts.push(say!(th: "- {name}", en: "- {name}"));
        }
    }
}

/// A table with its dictionary.
type Table<'a> = (&'a Resource, Option<&'a Dictionary>);

/// The tables that both releases have.
fn pairs<'a>(before: &'a Kept, after: &'a Kept) -> Vec<(Table<'a>, Table<'a>)> {
    let of = |kept: &'a Kept, name: &str| -> Option<Table<'a>> {
        let mut tables = kept.package.resources.iter().enumerate();
        let (number, table) = tables.find(|(_, it)| it.name == name)?;
        Some((table, kept.dictionaries.get(number)))
    };
    let names = after.package.resources.iter().map(|it| it.name.as_str());
    names
        .filter_map(|name| Some((of(before, name)?, of(after, name)?)))
        .collect()
}

/// A table's words, without what its rows, columns and bytes say.
fn described(table: &Resource) -> Resource {
    Resource {
        rows: None,
        bytes: None,
        hash: None,
        schema: None,
        ..table.clone()
    }
}

/// The words of the dataset as a whole.
fn whole(package: &Package) -> Package {
    Package {
        resources: Vec::new(),
        ..package.clone()
    }
}

fn joined(parts: &[Message]) -> Message {
    let th: Vec<&str> = parts.iter().map(|part| part.th.as_str()).collect();
    let en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
    Message {
        th: th.join(" · "),
        en: en.join(" · "),
    }
}
