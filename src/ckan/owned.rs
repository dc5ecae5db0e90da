//! Which members and extras of a dataset a publication sets, and which it leaves to the portal and to other people.

use std::sync::LazyLock;

use serde_json::Value;

/// CKAN's own members that come from a descriptor.
const CORE: [&str; 9] = [
    "title",
    "notes",
    "url",
    "version",
    "author",
    "author_email",
    "maintainer",
    "maintainer_email",
    "license_id",
];
/// Extras for what CKAN has no member for.
const EXTRAS: [&str; 3] = ["source", "title_en", "keywords"];

/// The national catalogue's fields, by the profile that this program checks them with.
static NATIONAL: LazyLock<Vec<String>> = LazyLock::new(|| {
    let profile = include_str!("../../schemas/profiles/thai-gdc.json");
    let profile: Value = serde_json::from_str(profile).unwrap_or_default();
    let fields = profile.get("properties").and_then(Value::as_object);
    fields
        .into_iter()
        .flatten()
        .map(|(key, _)| key.clone())
        .collect()
});

/// Whether a publication sets the member or extra of a name. All others are somebody else's: they are neither compared nor
/// changed.
pub fn is_ours(key: &str) -> bool {
    CORE.contains(&key) || EXTRAS.contains(&key) || NATIONAL.iter().any(|it| it == key)
}
