//! Where a release can be published.

pub mod catalog;

use std::time::SystemTime;

use crate::model::artifact::Release;
use crate::model::language::Text;
use crate::publish::plan::Plan;
use crate::publish::{Error, Outcome};

/// Every target, the first that fits a place is used.
pub const TARGETS: &[Target] = &[catalog::TARGET];

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
    pub open: fn(&str, Access) -> Result<Open, Error>,
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
    /// What publishing would change. Changes nothing.
    fn plan(&self, release: &Release) -> Result<Plan, Error>;

    /// Plans, applies, verifies and gives the receipt. `now` becomes the time of the change where there is one.
    fn publish(&mut self, release: &Release, now: SystemTime) -> Result<Outcome, Error>;
}

/// Opens the place with the target that fits it.
pub fn open(place: &str, access: Access) -> Result<Open, Error> {
    let target = TARGETS.iter().find(|target| (target.fits)(place));
    let target = target.ok_or_else(|| Error::Target(place.to_owned()))?;
    (target.open)(place, access)
}
