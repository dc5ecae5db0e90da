//! Names of files, sheets and columns in a message.

use crate::validate::rules::shorten;

/// Names that a message lists.
const LISTED: usize = 5;

/// The first names, quoted short; an ellipsis stands for the others.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let mut list = names
        .by_ref()
        .take(LISTED)
        .map(|name| format!("\"{}\"", shorten(name)))
        .collect::<Vec<_>>()
        .join(", ");
    if names.next().is_some() {
        list.push_str(", …");
    }
    list
}
