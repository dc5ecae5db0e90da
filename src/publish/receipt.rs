//! What was published and verified, as JSON: `<catalog>/receipts/<dataset>-<release>.json`.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::publish::Error;

/// A receipt. The same publication gives the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Version of the receipt's format.
    pub receipt: u32,
    /// The dataset's name.
    pub dataset: String,
    /// The dataset's id in the catalogue.
    pub id: String,
    /// The target's name.
    pub target: String,
    /// Number of the release in the catalogue, from 1.
    pub release: u32,
    /// The catalogue's `metadata_modified`: naive UTC, ISO 8601, microseconds.
    pub metadata_modified: String,
    /// SHA-256 of the mapped dataset.
    pub descriptor: String,
    /// Every file.
    pub files: Vec<FileReceipt>,
    /// What was compared after reading everything back; a receipt exists only when all of it agreed.
    pub verified: Vec<String>,
}

/// One file of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReceipt {
    /// Path in the release's folder.
    pub path: String,
    /// The resource's id in the catalogue.
    pub resource: String,
    /// SHA-256 of the bytes that were read back.
    pub sha256: String,
    /// Bytes.
    pub bytes: u64,
    /// Rows that were read back, for a file with a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
}

impl Receipt {
    /// The receipt's text, with a line feed at the end.
    pub fn json(&self) -> Result<String, Error> {
        let mut text = serde_json::to_string_pretty(self).map_err(Error::Receipt)?;
        text.push('\n');
        Ok(text)
    }

    /// Reads a receipt's text.
    pub fn parse(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text).map_err(Error::Receipt)
    }

    /// Where the receipt lies in a catalogue's folder.
    pub fn path(&self, catalog: &Path) -> PathBuf {
        catalog
            .join("receipts")
            .join(format!("{}-{}.json", self.dataset, self.release))
    }
}
