//! What was published and verified, as JSON: `<catalog>/receipts/<dataset>-<release>.json` for the embedded catalogue,
//! `<catalog>/receipts/<place>/<dataset>-<release>.json` for a portal. `schemas/profiles/receipt.json` describes it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::publish::Error;
use crate::publish::plan::Note;

/// A receipt. The same publication to the embedded catalogue gives the same bytes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// The portal's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The dataset's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Hash of the plan that was carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// The release whose content came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rolled_back_from: Option<u32>,
    /// The portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal: Option<PortalReceipt>,
    /// The organization that the dataset belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<UnitReceipt>,
    /// Name and version of this program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
    /// When the publication began, by this machine's clock: naive UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<String>,
    /// When all of it was verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<String>,
    /// `public`: somebody without a token saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<String>,
    /// Every file.
    pub files: Vec<FileReceipt>,
    /// What was compared after reading everything back; a receipt exists only when all of it agreed.
    pub verified: Vec<String>,
    /// What was not compared in full, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_verified: Vec<Note>,
    /// What the portal could not take as it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// What went over the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traffic: Option<Traffic>,
}

/// A portal as it introduced itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalReceipt {
    /// Version of CKAN, where the portal tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Title of the site.
    pub title: String,
    /// Name of the user that the token belongs to.
    pub user: String,
}

/// An organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitReceipt {
    /// `id`
    pub id: String,
    /// `name`
    pub name: String,
    /// `title`
    pub title: String,
}

/// What went over the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traffic {
    /// Requests.
    pub requests: u64,
    /// Requests that may change something.
    pub writes: u64,
    /// Requests that were asked again.
    pub retries: u64,
    /// Bytes of the requests' bodies.
    pub bytes_sent: u64,
    /// Bytes of the answers' bodies.
    pub bytes_received: u64,
}

/// One file of a receipt.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileReceipt {
    /// Path in the release's folder.
    pub path: String,
    /// The resource's id in the catalogue.
    pub resource: String,
    /// SHA-256 of the bytes that were read back.
    pub sha256: String,
    /// Bytes.
    pub bytes: u64,
    /// MD5, which CKAN's loaders compare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub md5: Option<String>,
    /// Address of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether its bytes were sent by this publication; those that were not are known by their SHA-256.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uploaded: Option<bool>,
    /// Rows that were read back, for a file with a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Rows of which every value was compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows_compared: Option<u64>,
    /// Seconds from the first row sent to the last one answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load_seconds: Option<f64>,
    /// The columns, as the portal tells them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldReceipt>,
}

/// One column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldReceipt {
    /// `id`
    pub id: String,
    /// PostgreSQL's name of the type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The label.
    pub label: String,
    /// Missing values among the rows compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nulls: Option<u64>,
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
