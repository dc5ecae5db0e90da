//! Names and identifiers that survive in CKAN.

use crate::ckan::Error;
use crate::model::digest::sha256;

/// PostgreSQL cuts an identifier after 63 bytes (`NAMEDATALEN` - 1), in silence.
const FIELD_BYTES: usize = 63;
/// Words that are pages of CKAN under `/dataset/`.
const RESERVED: [&str; 3] = ["new", "edit", "search"];
/// CKAN's limits for `name`.
const NAME_LENGTH: std::ops::RangeInclusive<usize> = 2..=100;

/// Checks a dataset's or an organization's `name`: 2 to 100 of `[a-z0-9_-]`, and not a reserved word.
pub fn check_name(name: &str) -> Result<(), Error> {
    let legal = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    if NAME_LENGTH.contains(&name.len()) && name.bytes().all(legal) && !RESERVED.contains(&name) {
        Ok(())
    } else {
        Err(Error::Name(name.to_owned()))
    }
}

/// Checks a column's name: not empty, no `_` first, no `"`, no control character, no space at the ends, at most 63 bytes.
pub fn check_field(id: &str) -> Result<(), Error> {
    let refused = id.is_empty()
        || id.len() > FIELD_BYTES
        || id.starts_with('_')
        || id.trim() != id
        || id.chars().any(|c| c == '"' || c.is_control());
    if refused {
        Err(Error::Field(id.to_owned()))
    } else {
        Ok(())
    }
}

/// A UUID (version 8, RFC 9562 section 5.8) that is the same for the same thing on every machine, so that links stay.
/// `kind` keeps a dataset and an organization of one name apart.
pub fn identifier(kind: &str, key: &str) -> String {
    let mut digits: Vec<char> = sha256(format!("{kind}\n{key}").as_bytes())
        .chars()
        .take(32)
        .collect();
    // The version stands in digit 12, the variant in the two high bits of digit 16.
    if let Some(version) = digits.get_mut(12) {
        *version = '8';
    }
    if let Some(variant) = digits.get_mut(16) {
        let low = variant.to_digit(16).unwrap_or(0) & 3;
        *variant = char::from_digit(8 | low, 16).unwrap_or('8');
    }
    let text: String = digits.into_iter().collect();
    [0..8, 8..12, 12..16, 16..20, 20..32]
        .into_iter()
        .filter_map(|range| text.get(range))
        .collect::<Vec<_>>()
        .join("-")
}

/// The dataset's `id`.
pub fn dataset_id(name: &str) -> String {
    identifier("dataset", name)
}

/// The `id` of one file of a dataset; it stays when the file's content changes.
pub fn resource_id(dataset: &str, path: &str) -> String {
    identifier("resource", &format!("{dataset}\n{path}"))
}

/// The file name under which a file is offered: lower-case ASCII with its extension, as CKAN would munge it, but never
/// empty: CKAN turns `ราคาข้าว.csv` into `.csv`.
pub fn upload_name(path: &str) -> String {
    let base = path.rsplit('/').next().unwrap_or(path);
    let munged: String = base
        .chars()
        .map(|c| {
            if c == ' ' {
                '-'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        .collect();
    let (stem, extension) = munged.rsplit_once('.').unwrap_or((&munged, ""));
    if stem.chars().any(|c| c.is_ascii_alphanumeric()) && base.is_ascii() {
        return munged;
    }
    let digest: String = sha256(path.as_bytes()).chars().take(8).collect();
    match extension {
        "" => format!("file-{digest}"),
        extension => format!("file-{digest}.{extension}"),
    }
}

/// An organization's `name` out of its title: the title itself where it is a legal name, its ASCII letters otherwise, and
/// `org-` with a digest for a Thai title, which has none.
pub fn organization_name(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches('-');
    if title.is_ascii() && check_name(slug).is_ok() {
        return slug.to_owned();
    }
    let digest: String = sha256(title.as_bytes()).chars().take(12).collect();
    format!("org-{digest}")
}
