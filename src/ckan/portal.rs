//! What a portal is and can do, out of its answers.

use std::fmt;

use serde_json::Value;

use crate::ckan::mapping::Unit;
use crate::ckan::scheming::DatasetSchema;

/// A version of CKAN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The 2 of 2.11.6.
    pub major: u32,
    /// The 11.
    pub minor: u32,
    /// The 6.
    pub patch: u32,
}

/// A CKAN and what the holder of the token may do there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portal {
    /// `ckan_version`; none where the portal hides it.
    pub version: Option<Version>,
    /// `site_url`: the address that it gives itself.
    pub site_url: String,
    /// `site_title`
    pub title: String,
    /// `extensions`; empty where the portal hides them.
    pub extensions: Vec<String>,
    /// Whose token it is; none where the portal does not know the token, or none was given.
    pub user: Option<User>,
    /// The organizations in which the user may create datasets.
    pub organizations: Vec<Unit>,
    /// The names of all organizations, as far as the portal lists them (1,000 unless it is set otherwise).
    pub organization_names: Vec<String>,
    /// The licences; empty where the portal does not tell them.
    pub licenses: Vec<License>,
    /// The schema of its datasets, where it runs ckanext-scheming.
    pub schema: Option<DatasetSchema>,
    /// Its abilities.
    pub features: Features,
}

/// Who uses a portal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// `name`
    pub name: String,
    /// Whether the portal is all theirs.
    pub sysadmin: bool,
}

/// A licence that a portal offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct License {
    /// `id`
    pub id: String,
    /// `title`
    pub title: String,
}

/// What a portal can do beside what every CKAN can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an ability of its own, with or without the others"
)]
pub struct Features {
    /// It holds rows (the extension `datastore`).
    pub datastore: bool,
    /// `package_revise`, since 2.9.
    pub revise: bool,
    /// `datastore_records_delete`, since 2.11.
    pub records_delete: bool,
    /// `resource_create_default_resource_views`
    pub default_views: bool,
    /// `package_resource_reorder`
    pub reorder: bool,
}

impl Version {
    /// Reads `2.11.6`, `2.12.0a0`, `2.9`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('.').map(|part| {
            let digits = part.find(|c: char| !c.is_ascii_digit());
            part.get(..digits.unwrap_or(part.len()))?.parse().ok()
        });
        Some(Self {
            major: parts.next()??,
            minor: parts.next()??,
            patch: parts.next().flatten().unwrap_or_default(),
        })
    }

    /// Whether it is the version of two numbers or a later one.
    pub fn is_at_least(self, major: u32, minor: u32) -> bool {
        (self.major, self.minor) >= (major, minor)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl Features {
    /// What a genuine CKAN of a version and with these extensions can do.
    pub fn of(version: Version, extensions: &[String]) -> Self {
        Self {
            datastore: extensions.iter().any(|it| it == "datastore"),
            revise: version.is_at_least(2, 9),
            records_delete: version.is_at_least(2, 11),
            default_views: version.is_at_least(2, 3),
            reorder: version.is_at_least(2, 3),
        }
    }
}

impl Portal {
    /// Reads the result of `status_show`; the other answers are filled in by whoever asked for them. What version and
    /// extensions do not tell ([`Portal::hides_features`]) is false.
    pub fn read(status: &Value) -> Self {
        let extensions: Vec<String> = items(status.get("extensions"))
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        let version = status.get("ckan_version").and_then(Value::as_str);
        let version = version.and_then(Version::parse);
        Self {
            site_url: text(status, "site_url"),
            title: text(status, "site_title"),
            features: version
                .map(|version| Features::of(version, &extensions))
                .unwrap_or_default(),
            version,
            extensions,
            ..Self::default()
        }
    }

    /// Whether the portal has to be asked for each action that it can do: it hides its version or its extensions, or it is
    /// none of CKAN's own but follows one.
    pub fn hides_features(&self) -> bool {
        self.version.is_none() || self.extensions.is_empty() || self.has_extension("sheetpress")
    }

    /// Whether it runs an extension, by its name or the beginning of its name.
    pub fn has_extension(&self, name: &str) -> bool {
        self.extensions.iter().any(|it| it.starts_with(name))
    }

    /// Whether it is a portal of the Thai national catalogue: by its schema, or by the extension where the schema was changed.
    pub fn is_national(&self) -> bool {
        let schema = self.schema.as_ref();
        schema.is_some_and(DatasetSchema::is_national) || self.has_extension("thai_gdc")
    }

    /// Whether CKAN's rule for tags is lifted, so that Thai words are taken.
    pub fn takes_any_tag(&self) -> bool {
        self.is_national() || self.has_extension("sheetpress")
    }

    /// Whether tags travel as one text `tag_string` with commas between: a schema that has this field may require it.
    pub fn takes_tag_string(&self) -> bool {
        let schema = self.schema.as_ref();
        schema.is_some_and(|schema| schema.dataset_field("tag_string").is_some())
    }

    /// Whether no two datasets may have one title.
    pub fn wants_unique_titles(&self) -> bool {
        let field = |schema: &DatasetSchema| {
            let title = schema.dataset_field("title");
            title.is_some_and(|title| title.validators.contains("package_title_validator"))
        };
        self.is_national() || self.schema.as_ref().is_some_and(field)
    }
}

impl User {
    /// Reads the result of `user_show`.
    pub fn read(user: &Value) -> Self {
        Self {
            name: text(user, "name"),
            sysadmin: user.get("sysadmin") == Some(&Value::Bool(true)),
        }
    }
}

/// Reads the result of `license_list`.
pub fn licenses(result: &Value) -> Vec<License> {
    let read = |license: &Value| License {
        id: text(license, "id"),
        title: text(license, "title"),
    };
    items(Some(result))
        .map(read)
        .filter(|license| !license.id.is_empty())
        .collect()
}

/// Reads the result of `organization_list_for_user` or `organization_autocomplete`.
pub fn organizations(result: &Value) -> Vec<Unit> {
    let read = |unit: &Value| Unit {
        id: text(unit, "id"),
        name: text(unit, "name"),
        title: text(unit, "title"),
    };
    items(Some(result))
        .map(read)
        .filter(|unit| !unit.id.is_empty())
        .collect()
}

/// Reads the result of `organization_list`.
pub fn names(result: &Value) -> Vec<String> {
    items(Some(result))
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

fn items(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

fn text(value: &Value, key: &str) -> String {
    value
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        let version = |text: &str| Version::parse(text).unwrap();
        assert!(version("2.9.11") < version("2.10.0"));
        assert!(version("2.10.11") < version("2.11.0"));
        assert_eq!(version("2.12.0a0").to_string(), "2.12.0");
        assert_eq!(version(" 2.9 ").patch, 0);
        assert!(version("3.0.0").is_at_least(2, 12));
        assert!(!version("2.8.9").is_at_least(2, 9));
        for other in ["", "2", "master", "v2.9", "2.x"] {
            assert_eq!(Version::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_version_tells_the_abilities() {
        let portal = |version: &str, extension: &str| {
            Portal::read(&json!({"ckan_version": version, "extensions": [extension]}))
        };
        assert!(!portal("2.8.9", "datastore").features.revise);
        assert!(portal("2.9.0", "datastore").features.revise);
        assert!(!portal("2.10.7", "datastore").features.records_delete);
        assert!(portal("2.11.0", "datastore").features.records_delete);
        assert!(!portal("2.11.0", "image_view").features.datastore);
    }

    #[test]
    fn what_is_hidden_is_asked_for() {
        let whole = json!({"ckan_version": "2.11.6", "extensions": ["datastore"]});
        assert!(!Portal::read(&whole).hides_features());
        for hidden in [
            json!({"extensions": ["datastore"]}),
            json!({"ckan_version": "2.11.6"}),
            json!({"ckan_version": "2.11.6", "extensions": ["datastore", "sheetpress"]}),
            json!("anything"),
        ] {
            assert!(Portal::read(&hidden).hides_features(), "{hidden}");
        }
    }

    #[test]
    fn other_answers_than_lists_hold_nothing() {
        assert!(licenses(&json!({"id": "cc-by"})).is_empty());
        assert!(organizations(&json!(null)).is_empty());
        assert_eq!(names(&json!(["a", 1, "b"])), ["a", "b"]);
    }
}
