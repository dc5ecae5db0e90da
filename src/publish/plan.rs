//! What publishing would change, for a person and as JSON.

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::language::{Message, say};

/// Longest value in a plan's text, in characters as a reader sees them; the JSON has it whole.
const SHOWN: usize = 60;

/// What publishing would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The dataset's name.
    pub dataset: String,
    /// The target's name.
    pub target: &'static str,
    /// Number of the release that the catalogue would hold.
    pub release: u32,
    /// Every difference, and every file that stays.
    pub changes: Vec<Change>,
}

/// One line of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What happens.
    pub mark: Mark,
    /// To what kind of thing.
    pub what: What,
    /// To which one: a metadata key, a file's path, a file's path and field.
    pub key: String,
    /// The value in the catalogue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The value in the release.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What happens to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// The dataset itself.
    Dataset,
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
            let values = match (&change.before, &change.after) {
                (Some(before), Some(after)) => {
                    format!(": {} → {}", shorten(before), shorten(after))
                }
                (Some(value), None) | (None, Some(value)) => format!(": {}", shorten(value)),
                (None, None) => String::new(),
            };
            for (text, what) in [(&mut text.th, &what.th), (&mut text.en, &what.en)] {
                text.extend([format!("  {mark} {what} {key}{values}\n")]);
            }
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
    shown.replace('\n', " ")
}
