//! A built dataset → a catalogue that holds it: plan, apply, verify, receipt; and what the catalogue then shows of it.
//!
//! The same release twice writes nothing the second time. A publication is there whole or not at all. What is not done
//! here: building (`pipeline`), asking the person (`cli`), deleting datasets.

pub mod apply;
pub mod compare;
mod error;
pub mod evidence;
pub mod order;
pub mod plan;
pub mod portal;
pub mod receipt;
pub mod rows;
pub mod stamp;
pub mod store;
pub mod targets;
pub mod verify;

use std::path::PathBuf;
use std::time::SystemTime;

use crate::catalog;
use crate::catalog::shelf::Catalog;
use crate::ckan;
use crate::ckan::fit::Said;
use crate::model::artifact::Release;
use crate::publish::order::Order;
use crate::publish::plan::Plan;
use crate::publish::portal::fault::Fault;
use crate::publish::receipt::Receipt;

/// What a publication did.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What was to be done; empty where the catalogue held the release already.
    pub plan: Plan,
    /// What was done and verified; of the earlier publication where there was nothing to do. None where that one was made
    /// elsewhere, and its receipt is not here.
    pub receipt: Option<Receipt>,
    /// Where the receipt lies.
    pub receipt_path: Option<PathBuf>,
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
    /// The portal cannot be spoken with, or refuses.
    #[error("{}", .0.message().en)]
    Portal(#[from] Fault),
    /// The portal does not know the token, or none was given.
    #[error("{0} does not know the token, or none was given")]
    NoUser(String),
    /// The portal would refuse the dataset. Nothing was written.
    #[error("the portal would refuse {dataset}: {}", listed(.problems))]
    Unfit {
        /// The dataset.
        dataset: String,
        /// Everything that it would refuse, by field.
        problems: Vec<Said>,
    },
    /// The portal has the dataset, but in another state than the plan started from. Nothing was written.
    #[error("{0} has changed on the portal since the plan was made")]
    Moved(String),
    /// The plan is not the approved one. Nothing was written.
    #[error(
        "what publishing {dataset} would change now is not what was approved; its plan has the hash {hash}"
    )]
    NotApproved {
        /// The dataset.
        dataset: String,
        /// Hash of the plan as it would be now.
        hash: String,
    },
    /// The portal has a dataset of this name that this program did not publish.
    #[error("the portal has a dataset {0} that sheetpress did not publish")]
    NotOurs(String),
    /// The portal has a dataset of this name that the token may not see.
    #[error("the portal has a dataset {0} that this token may not see")]
    Occupied(String),
    /// The dataset was deleted on the portal.
    #[error("{0} was deleted on the portal")]
    Deleted(String),
    /// Another dataset of the portal has the title.
    #[error("another dataset of the portal has the title \"{0}\"")]
    TitleTaken(String),
    /// The dataset that was published under the name has another name on the portal now.
    #[error("{dataset} has the name {name} on the portal now")]
    Renamed {
        /// The dataset.
        dataset: String,
        /// Its name on the portal.
        name: String,
    },
    /// The dataset belongs to another organization.
    #[error("{dataset} belongs to \"{owner}\" on the portal, not to \"{wanted}\"")]
    OtherOrganization {
        /// The dataset.
        dataset: String,
        /// Title of the organization that it belongs to.
        owner: String,
        /// Title of the organization that was to publish it.
        wanted: String,
    },
    /// Somebody edited the dataset on the portal since the last publication.
    #[error("{dataset} was edited on the portal since release {release}: {}", .fields.join(", "))]
    Edited {
        /// The dataset.
        dataset: String,
        /// The release that was published last.
        release: u32,
        /// What was edited.
        fields: Vec<String>,
    },
    /// Everything was written, but the public does not see it.
    #[error("{dataset} was written, but the public does not see it yet ({found})")]
    Unseen {
        /// The dataset.
        dataset: String,
        /// What was seen instead.
        found: String,
    },
    /// The portal takes no file of this size. Nothing that was public has changed.
    #[error("the portal does not take {path}, {bytes} bytes: it is too large")]
    TooLarge {
        /// The file.
        path: String,
        /// Its size.
        bytes: u64,
    },
    /// A file of the release cannot be read.
    #[error("cannot read {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The store of releases cannot be read or written.
    #[error(transparent)]
    Store(#[from] store::Error),
}

fn listed(problems: &[Said]) -> String {
    let one = |it: &Said| format!("{}: {}", it.field, it.message.en);
    problems.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What publishing a release would change in a catalogue. Changes nothing.
pub fn plan(release: &Release, catalog: &Catalog) -> Result<Plan, Error> {
    targets::catalog::plan(release, catalog, None)
}

/// Publishes a release to a catalogue. `now` becomes `metadata_modified` if anything changes.
pub fn publish(
    release: &Release,
    catalog: &mut Catalog,
    now: SystemTime,
) -> Result<Outcome, Error> {
    targets::catalog::publish(release, catalog, &Order::at(now))
}
