//! The order of things: read → detect → validate → clean → validate again → describe → write.
//!
//! The one module that knows all verbs, and the one that touches a dataset's files.

mod again;
mod build;
mod check;
mod chosen;
mod dataset;
mod detail;
mod error;
mod excerpt;
mod form;
pub mod init;
mod output;
mod promises;
mod settled;
mod trace;
mod whole;

pub use build::{Built, build, is_reserved};
pub use check::{check_file, nothing, refused};
pub use dataset::{Dataset, find, of_files};
pub use error::Error;
pub use form::{
    ChangedFile, Import, ImportOptions, blank_form, export_form, form_layout, import_forms,
};
pub use whole::{Checked, check_dataset};

use std::path::PathBuf;

use crate::model::baseline::Baseline;
use crate::model::diagnostic::Severity;
use crate::read;
use crate::validate::profiles::{self, Profile};
use crate::validate::{Judge, Levels};

/// How to run.
#[derive(Clone, Debug)]
pub struct Options {
    /// How files are read.
    pub read: read::Options,
    /// The level at which a check fails.
    pub fail_on: Severity,
    /// Levels of rules from the command line.
    pub levels: Levels,
    /// The profile from the command line, instead of the descriptor's.
    pub profile: Option<&'static Profile>,
    /// Findings that are known, and the file that lists them.
    pub baseline: Baseline,
    /// The baseline's file as the user named it.
    pub baseline_file: Option<String>,
    /// Look at this sheet only.
    pub sheet: Option<String>,
    /// Name files by the dataset and not by where it lies, so that a built report is the same on every machine.
    pub portable: bool,
    /// Gather cells and statistics of columns for a report that shows them.
    pub detail: bool,
    /// Build the trace of every table: which cell each value was made from.
    pub trace: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            read: read::Options::default(),
            fail_on: Severity::Error,
            levels: Levels::default(),
            profile: None,
            baseline: Baseline::default(),
            baseline_file: None,
            sheet: None,
            portable: false,
            detail: false,
            trace: false,
        }
    }
}

impl Options {
    /// The judge of a file, or of a dataset with its own levels and profile.
    fn judge(&self, dataset: Option<&Dataset>) -> Result<Judge, Error> {
        let settings = dataset.map(|dataset| &dataset.package.sheetpress);
        let fault = |why| Error::Level {
            path: dataset.map_or_else(PathBuf::new, |dataset| dataset.descriptor.clone()),
            why,
        };
        let own = match settings.and_then(|settings| settings.profile.as_deref()) {
            Some(name) => Some(profiles::profile(name).ok_or_else(|| {
                let names: Vec<_> = profiles::PROFILES.iter().map(|it| it.name).collect();
                fault(format!(
                    "there is no profile \"{name}\"; there are {}",
                    names.join(", ")
                ))
            })?),
            None => None,
        };
        let levels = settings.map_or(&[][..], |settings| &settings.levels);
        let profile = self.profile.or(own);
        Judge::new(&self.levels, levels, profile, self.baseline.clone()).map_err(fault)
    }
}
