//! Searching for datasets, as several actions do.

use serde_json::Value;

use crate::catalog::query::Expression;
use crate::catalog::search::Search;
use crate::catalog::viewer::Included;
use crate::ckan::envelope::Failure;
use crate::serve::api::Context;
use crate::serve::dict;

/// Most datasets in one answer, as in CKAN (`ckan.search.rows_max`).
pub(super) const MAX_ROWS: u32 = 1000;

/// A number that is at most `limit`; the limit where none is given.
pub(super) fn capped(number: Option<u64>, limit: u32) -> u32 {
    number
        .and_then(|number| u32::try_from(number).ok())
        .map_or(limit, |number| number.min(limit))
}

/// The datasets of an organization.
pub(super) fn of_organization(name: &str) -> Search {
    let (field, value) = ("organization".to_owned(), name.to_owned());
    Search {
        query: Expression::All,
        filters: vec![Expression::Field {
            field,
            value,
            wild: false,
        }],
        sort: Vec::new(),
        limit: MAX_ROWS,
        offset: 0,
        included: Included::default(),
    }
}

/// Number of datasets that fit, and the dicts of those that were asked for.
pub(super) fn datasets(
    context: &Context<'_>,
    search: &Search,
) -> Result<(u64, Vec<Value>), Failure> {
    let found = context.reader.search(search)?;
    let mut dicts = Vec::new();
    for id in &found.ids {
        if let Some(dataset) = context.reader.dataset(id)? {
            dicts.push(dict::dataset(context.reader, context.site, &dataset)?);
        }
    }
    Ok((found.count, dicts))
}
