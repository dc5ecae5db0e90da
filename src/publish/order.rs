//! What a publication is asked for beside the release itself, and how it tells how far it is.

use std::time::SystemTime;

/// How to publish a release.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own on the command line"
)]
pub struct Order {
    /// The moment of the publication, for receipts and the embedded catalogue's `metadata_modified`.
    pub now: SystemTime,
    /// The release whose content this one brings back.
    pub rolled_back_from: Option<u32>,
    /// Hash of the one plan that may be carried out; none for any.
    pub approved: Option<String>,
    /// Whether what people changed on the portal since the last publication may be overwritten.
    pub overwrite: bool,
    /// Whether a dataset that this program did not create may be taken over.
    pub adopt: bool,
    /// Whether the dataset stays visible while its files and rows change.
    pub keep_visible: bool,
    /// Name of the portal's organization; none for the descriptor's.
    pub organization: Option<String>,
    /// Whether a missing organization is created.
    pub create_organization: bool,
}

impl Order {
    /// The most careful order.
    pub fn at(now: SystemTime) -> Self {
        Self {
            now,
            rolled_back_from: None,
            approved: None,
            overwrite: false,
            adopt: false,
            keep_visible: false,
            organization: None,
            create_organization: false,
        }
    }
}

/// How far a publication is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress<'a> {
    /// Bytes of a file that were sent.
    Uploading {
        /// Path of the file.
        path: &'a str,
        /// Bytes sent.
        sent: u64,
        /// Bytes in all.
        total: u64,
    },
    /// Rows of a table that were loaded.
    Loading {
        /// Path of the file with the rows.
        path: &'a str,
        /// Rows loaded.
        rows: u64,
        /// Rows in all, where they are known.
        total: u64,
    },
    /// Something is read back and compared.
    Checking {
        /// Path of the file.
        path: &'a str,
    },
}

/// Who is told.
pub type Watcher<'a> = dyn FnMut(&Progress<'_>) + 'a;
