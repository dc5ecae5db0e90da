//! A built dataset → a catalogue that holds it: plan, apply, verify, receipt; and what the catalogue then shows of it.
//!
//! The same release twice writes nothing the second time. A publication is there whole or not at all. What is not done
//! here: building (`pipeline`), asking the person (`cli`), deleting datasets.

pub mod apply;
pub mod compare;
pub mod evidence;
pub mod plan;
pub mod receipt;
pub mod stamp;
pub mod targets;
pub mod verify;

use std::path::PathBuf;
use std::time::SystemTime;

use crate::catalog;
use crate::catalog::shelf::Catalog;
use crate::ckan;
use crate::model::artifact::Release;
use crate::model::language::{Message, say};
use crate::publish::plan::Plan;
use crate::publish::receipt::Receipt;

/// What a publication did.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What was to be done; empty where the catalogue held the release already.
    pub plan: Plan,
    /// What was done and verified; of the earlier publication where there was nothing to do.
    pub receipt: Receipt,
    /// Where the receipt lies.
    pub receipt_path: PathBuf,
}

/// Why a dataset is not published.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The catalogue refuses.
    #[error(transparent)]
    Catalog(#[from] catalog::Error),
    /// The dataset cannot be said in CKAN's terms.
    #[error(transparent)]
    Ckan(#[from] ckan::Error),
    /// A file of the release lies outside its folder.
    #[error("\"{0}\" is not a path inside the release's folder")]
    Path(String),
    /// What was read back is not what was published. Nothing of the publication was kept.
    #[error("{subject}: {check} read back as \"{found}\", expected \"{expected}\"")]
    Verification {
        /// What was compared.
        check: &'static str,
        /// Of which file or field.
        subject: String,
        /// What should be there.
        expected: String,
        /// What is there.
        found: String,
    },
    /// A receipt of the catalogue cannot be read or written.
    #[error("the receipt cannot be written as JSON")]
    Receipt(#[source] serde_json::Error),
    /// The catalogue holds the release, but no receipt of it.
    #[error("the catalogue has no receipt of {0}")]
    NoReceipt(String),
    /// No target publishes to such a place.
    #[error("nothing publishes to \"{0}\"")]
    Target(String),
}

impl Error {
    /// What to do about it.
    pub fn help(&self) -> Option<Message> {
        match self {
            Self::Catalog(error) => error.help(),
            Self::Ckan(error) => error.help(),
            Self::Path(_) => Some(say!(
                th: "สร้างชุดข้อมูลใหม่ด้วยคำสั่ง build",
                en: "build the dataset again"
            )),
            Self::Verification { .. } => Some(say!(
                th: "ไม่มีการเปลี่ยนแปลงใดถูกบันทึก ตรวจดิสก์และพื้นที่ว่าง แล้วเผยแพร่อีกครั้ง",
                en: "nothing was kept; check the disk and its free space, then publish again"
            )),
            Self::Target(_) => {
                let names: Vec<&str> = targets::TARGETS.iter().map(|target| target.name).collect();
                let names = names.join(", ");
                Some(say!(th: "ปลายทางที่มี: {names}", en: "the targets there are: {names}"))
            }
            Self::Receipt(_) | Self::NoReceipt(_) => None,
        }
    }
}

/// What publishing a release would change in a catalogue. Changes nothing.
pub fn plan(release: &Release, catalog: &Catalog) -> Result<Plan, Error> {
    targets::catalog::plan(release, catalog)
}

/// Publishes a release to a catalogue. `now` becomes `metadata_modified` if anything changes.
pub fn publish(
    release: &Release,
    catalog: &mut Catalog,
    now: SystemTime,
) -> Result<Outcome, Error> {
    targets::catalog::publish(release, catalog, now)
}
