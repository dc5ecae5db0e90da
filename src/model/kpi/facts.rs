//! What a score is judged from.

use crate::model::artifact::{Artifact, Release};
use crate::model::package::Package;
use crate::model::report::Report;

/// Everything that a score looks at.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The dataset's name.
    pub dataset: &'a str,
    /// Its folder, as a command takes it.
    pub folder: &'a str,
    /// Its descriptor, as a person wrote it.
    pub package: &'a Package,
    /// The report of its check.
    pub report: &'a Report,
    /// What is built of it now; `None` where its check fails.
    pub release: Option<&'a Release>,
    /// What the catalogue holds of it.
    pub shelf: &'a Shelf,
    /// Whether its licence is an open one; `None` for a licence that nobody knows.
    pub licence_is_open: Option<bool>,
}

impl<'a> Facts<'a> {
    /// Every file that is built.
    pub(super) fn files(&self) -> impl Iterator<Item = &'a Artifact> {
        self.release.into_iter().flat_map(|release| &release.files)
    }

    /// Where the catalogue has a file, if it has what is built now.
    pub(super) fn link(&self, path: &str) -> Option<String> {
        let file = self.shelf.current()?.file(path)?;
        Some(file.download.clone())
    }
}

/// A catalogue, and what it holds of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The catalogue's folder, as a command takes it.
    pub folder: String,
    /// The address under which people open it, without a slash at the end.
    pub site: String,
    /// What it holds; `None` where it does not know the dataset, or where there is no catalogue.
    pub held: Option<Held>,
}

impl Shelf {
    /// What the catalogue holds, if that is exactly what is built now.
    pub fn current(&self) -> Option<&Held> {
        let held = self.held.as_ref()?;
        let changes = held.changes.as_ref()?;
        changes.is_empty().then_some(held)
    }
}

/// A dataset in a catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Number of its release, from 1.
    pub release: u32,
    /// When it last changed: naive UTC, ISO 8601.
    pub modified: String,
    /// SHA-256 of everything that the release says.
    pub digest: String,
    /// What publishing now would change: files, fields, items of the metadata. `None` where nothing can be built to compare.
    pub changes: Option<Vec<String>>,
    /// Its files.
    pub files: Vec<HeldFile>,
}

impl Held {
    /// The file of a path.
    pub fn file(&self, path: &str) -> Option<&HeldFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// A file in a catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldFile {
    /// Path in the folder of what was built.
    pub path: String,
    /// The resource's id.
    pub id: String,
    /// Address of the file.
    pub download: String,
    /// Rows that stand in its database table, where it has one.
    pub rows: Option<u64>,
}
