//! Where a release can be published.

pub mod catalog;
pub mod ckan;

use std::path::Path;

use crate::ckan::fit::Said;
use crate::model::artifact::Release;
use crate::model::language::Text;
use crate::publish::order::{Order, Watcher};
use crate::publish::plan::Plan;
use crate::publish::portal::address::Address;
use crate::publish::portal::connection::Settings;
use crate::publish::portal::secret::Token;
use crate::publish::{Error, Outcome};

/// Every target.
pub const TARGETS: &[Target] = &[catalog::TARGET, ckan::TARGET];

/// A kind of place to publish to.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name in plans and receipts.
    pub name: &'static str,
    /// What it is.
    pub about: Text,
    /// Whether it publishes to such a place: a folder, an address.
    pub fits: fn(&str) -> bool,
    /// Connects, to read only or to publish.
    pub open: fn(Opening<'_>) -> Result<Open, Error>,
}

/// What a target needs to know to connect.
#[derive(Debug)]
pub struct Opening<'a> {
    /// A folder, or an address.
    pub place: &'a str,
    /// What it is opened for.
    pub access: Access,
    /// Folder of the embedded catalogue, which also keeps what is published elsewhere.
    pub catalog: &'a Path,
    /// Who publishes, for a portal.
    pub token: Option<Token>,
    /// How a portal is asked.
    pub settings: Settings,
}

/// A destination of any kind.
pub type Open = Box<dyn Destination>;

/// What a destination is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Planning: nothing may change.
    Read,
    /// Publishing.
    Write,
}

/// An open place to publish to.
pub trait Destination {
    /// Makes sure that the place can be spoken with and that the caller may publish there, and tells what is to be known of it.
    fn greet(&mut self) -> Result<Vec<Said>, Error>;

    /// What publishing would change. Changes nothing.
    fn plan(&mut self, release: &Release, order: &Order) -> Result<Plan, Error>;

    /// Plans, applies, verifies and gives the receipt.
    fn publish(
        &mut self,
        release: &Release,
        order: &Order,
        watch: &mut Watcher<'_>,
    ) -> Result<Outcome, Error>;

    /// Its name in the store of releases.
    fn place(&self) -> String;

    /// Number of the release that it holds of a dataset, where it holds one that was finished.
    fn held(&self, dataset: &str) -> Result<Option<u32>, Error>;
}

/// Opens the place with the target that fits it.
pub fn open(opening: Opening<'_>) -> Result<Open, Error> {
    let target = TARGETS.iter().find(|target| (target.fits)(opening.place));
    let target = target.ok_or_else(|| Error::Target(opening.place.to_owned()))?;
    (target.open)(opening)
}

/// A portal as a destination; what was published there is kept in the catalogue's folder.
pub fn open_portal(
    address: &str,
    token: Option<Token>,
    settings: Settings,
    catalog: &Path,
) -> Result<Open, Error> {
    let address = Address::parse(address)?;
    Ok(Box::new(ckan::Remote::open(
        address, token, settings, catalog,
    )?))
}
