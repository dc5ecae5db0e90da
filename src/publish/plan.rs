//! What publishing would change, for a person and as JSON.

use serde::{Deserialize, Serialize};
use serde_json::json;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::digest::sha256;
use crate::model::language::{Message, say};

/// Longest value in a plan's text, in characters as a reader sees them; the JSON has it whole.
const SHOWN: usize = 60;

/// What publishing would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The dataset's name.
    pub dataset: String,
    /// The target's name: `catalog`, `ckan`.
    pub target: String,
    /// The portal's address; `catalog` for the embedded catalogue, wherever its folder lies.
    pub address: String,
    /// Number of the release that the catalogue would hold.
    pub release: u32,
    /// SHA-256 of everything that is wanted.
    pub descriptor: String,
    /// What the plan starts from; none for a new dataset. A dataset that is no longer this one is not changed.
    pub base: Option<Base>,
    /// The release whose content comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rolled_back_from: Option<u32>,
    /// Whether the public does not see the dataset while it changes.
    pub hidden: bool,
    /// Every difference, and every file that stays.
    pub changes: Vec<Change>,
    /// What the portal cannot take as it is, and where it goes instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// SHA-256 of the plan, see [`Plan::sealed`]: who approves the hash approves exactly this.
    pub hash: String,
}

/// The state of a dataset that a plan starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// The dataset's `id`.
    pub id: String,
    /// Its `metadata_modified`.
    pub metadata_modified: String,
    /// Digest of what was held.
    pub held: String,
}

/// A remark on a plan, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is about.
    pub field: String,
    /// ไทย
    pub th: String,
    /// English
    pub en: String,
}

/// One line of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What happens.
    pub mark: Mark,
    /// To what kind of thing.
    pub what: What,
    /// To which one: a metadata key, a file's path, a file's path and field.
    pub key: String,
    /// The value in the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The value in the release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// How many rows come, change, go and stay, where both tables could be compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<RowCounts>,
}

/// Rows of a table by what happens to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCounts {
    /// Rows that come.
    pub added: u64,
    /// Rows of which a value changes.
    pub changed: u64,
    /// Rows that go.
    pub removed: u64,
    /// Rows that stay as they are.
    pub same: u64,
}

/// Plans of several datasets, as `plan --save` writes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plans {
    /// Version of the format.
    pub publication_plan: u32,
    /// The plan's hash; of several plans SHA-256 of their hashes, joined by line feeds.
    pub hash: String,
    /// One plan a dataset.
    pub plans: Vec<Plan>,
}

impl Plans {
    /// The plans with their hash.
    pub fn of(plans: Vec<Plan>) -> Self {
        let hashes: Vec<&str> = plans.iter().map(|plan| plan.hash.as_str()).collect();
        let hash = match hashes.as_slice() {
            [one] => (*one).to_owned(),
            several => sha256(several.join("\n").as_bytes()),
        };
        Self {
            publication_plan: 1,
            hash,
            plans,
        }
    }
}

/// What happens to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// It is added.
    #[serde(rename = "+")]
    Add,
    /// It changes.
    #[serde(rename = "~")]
    Change,
    /// It is taken away.
    #[serde(rename = "-")]
    Remove,
    /// It stays.
    #[serde(rename = "=")]
    Same,
}

/// Kinds of things in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// The dataset itself.
    Dataset,
    /// The organization that it belongs to.
    Organization,
    /// A member of the dataset's metadata.
    Metadata,
    /// A file.
    File,
    /// A column of a table, or what the dictionary says of it.
    Field,
    /// The rows of a table.
    Rows,
}

impl Plan {
    /// The plan with its hash. Where it is made must not matter: what only this machine can tell, from releases that are kept
    /// here, does not count (row counts, the release's number, remarks); what is held and what is wanted do, by their digests.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        let mut counted = self.clone();
        counted.hash = String::new();
        counted.release = 0;
        counted.notes = Vec::new();
        for change in &mut counted.changes {
            change.rows = None;
        }
        self.hash = sha256(json!(counted).to_string().as_bytes());
        self
    }

    /// Whether the catalogue holds the release already.
    pub fn is_empty(&self) -> bool {
        self.changes.iter().all(|change| change.mark == Mark::Same)
    }

    /// Whether the catalogue does not know the dataset yet.
    pub fn is_new(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.what == What::Dataset && change.mark == Mark::Add)
    }

    /// The plan for a person, one change a line.
    pub fn text(&self) -> Message {
        let Self {
            dataset, release, ..
        } = self;
        let mut text = if self.is_empty() {
            say!(
                th: "{dataset}: ไม่มีอะไรเปลี่ยนแปลง บัญชีข้อมูลมีรุ่นนี้อยู่แล้ว (รุ่นที่ {release})\n",
                en: "{dataset}: no changes, the catalogue holds this release already (release {release})\n"
            )
        } else {
            say!(th: "{dataset}: รุ่นที่ {release}\n", en: "{dataset}: release {release}\n")
        };
        for change in &self.changes {
            let (mark, key) = (change.mark.sign(), &change.key);
            let what = change.what.label();
            let mut values = match (&change.before, &change.after) {
                (Some(before), Some(after)) if before == after => format!(": {}", shorten(after)),
                (Some(before), Some(after)) => {
                    format!(": {} → {}", shorten(before), shorten(after))
                }
                (Some(value), None) | (None, Some(value)) => format!(": {}", shorten(value)),
                (None, None) => String::new(),
            };
            if let Some(it) = change.rows {
                let (added, changed, removed, same) = (it.added, it.changed, it.removed, it.same);
                values = format!("{values} (+{added} ~{changed} -{removed} ={same})");
            }
            for (text, what) in [(&mut text.th, &what.th), (&mut text.en, &what.en)] {
                text.extend([format!("  {mark} {what} {key}{values}\n")]);
            }
        }
        for note in &self.notes {
            text.th
                .extend([format!("  ! {}: {}\n", note.field, note.th)]);
            text.en
                .extend([format!("  ! {}: {}\n", note.field, note.en)]);
        }
        if self.hidden {
            text.th.push_str("  ! ระหว่างเปลี่ยน ผู้ใช้ทั่วไปจะไม่เห็นชุดข้อมูลนี้ชั่วคราว จนกว่าจะตรวจครบ (--keep-visible ให้เห็นตลอด)\n");
            text.en.push_str("  ! while it changes the public does not see the dataset, until all of it is verified (--keep-visible leaves it visible)\n");
        }
        text
    }
}

impl Mark {
    /// `+`, `~`, `-` or `=`.
    pub fn sign(self) -> char {
        match self {
            Self::Add => '+',
            Self::Change => '~',
            Self::Remove => '-',
            Self::Same => '=',
        }
    }
}

impl What {
    fn label(self) -> Message {
        match self {
            Self::Dataset => say!(th: "ชุดข้อมูล", en: "dataset"),
            Self::Organization => say!(th: "องค์กร", en: "organization"),
            Self::Metadata => say!(th: "คำอธิบาย", en: "metadata"),
            Self::File => say!(th: "ไฟล์", en: "file"),
            Self::Field => say!(th: "ฟิลด์", en: "field"),
            Self::Rows => say!(th: "จำนวนแถว", en: "rows"),
        }
    }
}

fn shorten(text: &str) -> String {
    let mut shown: String = text.graphemes(true).take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    // What stands on a portal may be anybody's text: nothing of it steers the terminal.
    shown.replace(|letter: char| letter.is_control(), " ")
}
