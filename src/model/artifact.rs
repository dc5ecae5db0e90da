//! What is built for a dataset, ready to be published.

use std::borrow::Cow;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::model::dictionary::Dictionary;
use crate::model::package::Package;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A table's rows.
    Data,
    /// A table's schema in the format's own language (XSD, Table Schema).
    Schema,
    /// The data dictionary.
    Dictionary,
    /// The dataset's metadata.
    Metadata,
    /// The report of the check.
    Report,
}

/// One file that was built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artifact {
    /// File name inside the dataset's folder.
    pub path: String,
    /// What it is for.
    pub role: Role,
    /// The table that it belongs to; `None` for a file of the whole dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// CKAN's `format`, such as `CSV`.
    pub format: Cow<'static, str>,
    /// Media type.
    pub media_type: Cow<'static, str>,
    /// Size.
    pub bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// A built dataset on disk.
#[derive(Clone, Debug)]
pub struct Release {
    /// The folder that holds the files.
    pub folder: PathBuf,
    /// The built descriptor: `resources` are the CSV files with their schema and row count.
    pub package: Package,
    /// One dictionary a resource, in the order of [`Package::resources`].
    pub dictionaries: Vec<Dictionary>,
    /// Every file, in the order of the build.
    pub files: Vec<Artifact>,
}
