//! The catalogue's records → CKAN's dicts.

use serde_json::Value;

use crate::catalog;
use crate::catalog::reader::Reader;
use crate::catalog::record::{Dataset, Organization, Resource};
use crate::ckan::wire::{self, DatasetFacts, OrganizationFacts, ResourceFacts};

/// A dataset with its organization and resources.
pub(crate) fn dataset(
    reader: Reader<'_>,
    site: &str,
    it: &Dataset,
) -> Result<Value, catalog::Error> {
    let unit = match &it.organization {
        Some(id) => reader.organization(id)?,
        None => None,
    };
    let resources = reader
        .resources(&it.id)?
        .iter()
        .map(|file| resource(site, file))
        .collect();
    let facts = DatasetFacts {
        id: &it.id,
        created: &it.created,
        modified: &it.modified,
        name: &it.name,
        title: &it.title,
        private: it.private,
        state: it.state.as_str(),
        creator: it.creator.as_deref(),
        owner: it.organization.as_deref(),
    };
    Ok(wire::dataset(
        &it.members,
        facts,
        unit.as_ref().map(|unit| wire::organization(facts_of(unit))),
        resources,
    ))
}

/// A resource.
pub(crate) fn resource(site: &str, it: &Resource) -> Value {
    wire::resource(
        site,
        &it.members,
        ResourceFacts {
            id: &it.id,
            dataset: &it.dataset,
            position: it.position,
            file_name: &it.file_name,
            link: &it.link,
            url_type: it.url_type.as_deref(),
            created: &it.created,
            last_modified: &it.last_modified,
            modified: &it.modified,
            rows: it.rows,
            is_release: !it.path.is_empty(),
        },
    )
}

/// What the dicts of an organization say.
pub(crate) fn facts_of(it: &Organization) -> OrganizationFacts<'_> {
    OrganizationFacts {
        id: &it.id,
        name: &it.name,
        title: &it.title,
        created: &it.created,
        description: &it.description,
        image_url: &it.image_url,
        state: it.state.as_str(),
    }
}
