//! The licence register: CKAN's own fifteen and the values of the Thai national catalogue.

use serde_json::{Map, Value, json};

/// A licence that a dataset may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct License {
    /// `license_id`.
    pub id: &'static str,
    /// `license_title`.
    pub title: &'static str,
    /// `license_url`; empty where there is none.
    pub url: &'static str,
    /// Whether it meets the Open Definition (`isopen`).
    pub open: bool,
}

const fn entry(id: &'static str, title: &'static str, url: &'static str, open: bool) -> License {
    License {
        id,
        title,
        url,
        open,
    }
}

/// Every licence, in the order of CKAN's `license_list`, then those of `ckanext-thai_gdc` 2.2.4, whose id is their title.
pub const LICENSES: &[License] = &[
    entry("notspecified", "License not specified", "", false),
    entry(
        "odc-pddl",
        "Open Data Commons Public Domain Dedication and License (PDDL)",
        "http://www.opendefinition.org/licenses/odc-pddl",
        true,
    ),
    entry(
        "odc-odbl",
        "Open Data Commons Open Database License (ODbL)",
        "http://www.opendefinition.org/licenses/odc-odbl",
        true,
    ),
    entry(
        "odc-by",
        "Open Data Commons Attribution License",
        "http://www.opendefinition.org/licenses/odc-by",
        true,
    ),
    entry(
        "cc-zero",
        "Creative Commons CCZero",
        "http://www.opendefinition.org/licenses/cc-zero",
        true,
    ),
    entry(
        "cc-by",
        "Creative Commons Attribution",
        "http://www.opendefinition.org/licenses/cc-by",
        true,
    ),
    entry(
        "cc-by-sa",
        "Creative Commons Attribution Share-Alike",
        "http://www.opendefinition.org/licenses/cc-by-sa",
        true,
    ),
    entry(
        "gfdl",
        "GNU Free Documentation License",
        "http://www.opendefinition.org/licenses/gfdl",
        true,
    ),
    entry("other-open", "Other (Open)", "", true),
    entry("other-pd", "Other (Public Domain)", "", true),
    entry("other-at", "Other (Attribution)", "", true),
    entry(
        "uk-ogl",
        "UK Open Government Licence (OGL)",
        "http://reference.data.gov.uk/id/open-government-licence",
        true,
    ),
    entry(
        "cc-nc",
        "Creative Commons Non-Commercial (Any)",
        "http://creativecommons.org/licenses/by-nc/2.0/",
        false,
    ),
    entry("other-nc", "Other (Non-Commercial)", "", false),
    entry("other-closed", "Other (Not Open)", "", false),
    entry("Open Data Common", "Open Data Common", "", true),
    entry(
        "Creative Commons Attributions",
        "Creative Commons Attributions",
        "",
        true,
    ),
    entry(
        "Creative Commons Attribution Non-Commercial",
        "Creative Commons Attribution Non-Commercial",
        "",
        false,
    ),
    entry(
        "Creative Commons Attribution Share-Alike",
        "Creative Commons Attribution Share-Alike",
        "",
        true,
    ),
    entry(
        "Creative Commons Attribution Non-Commercial Share-Alike",
        "Creative Commons Attribution Non-Commercial Share-Alike",
        "",
        false,
    ),
    entry(
        "Creative Commons Attribution Non-Commercial No-Derivs",
        "Creative Commons Attribution Non-Commercial No-Derivs",
        "",
        false,
    ),
    entry(
        "Creative Commons Attribution No-Derivs",
        "Creative Commons Attribution No-Derivs",
        "",
        false,
    ),
    entry("อื่นๆ", "อื่นๆ", "", false),
];

/// The licence of an id, of a name in SPDX's or the Open Definition's style (`CC-BY-4.0`, `ODC-By-1.0`) or of a title.
pub fn find(name: &str) -> Option<&'static License> {
    let exact = LICENSES
        .iter()
        .find(|license| license.id == name || license.title == name);
    exact.or_else(|| {
        let lower = name.to_ascii_lowercase();
        let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
        let id = match bare {
            "cc0" | "cc" | "cc-zero" => "cc-zero",
            "odbl" => "odc-odbl",
            "pddl" => "odc-pddl",
            "ogl-uk" => "uk-ogl",
            other => other,
        };
        LICENSES.iter().find(|license| license.id == id)
    })
}

/// One member of `license_list`, with the keys that CKAN gives, booleans as its texts.
pub fn describe(license: &License) -> Map<String, Value> {
    let generic = license.id.starts_with("other") || license.id == "notspecified";
    let text = |flag: bool| if flag { "True" } else { "False" };
    let conformance = if license.open && !generic {
        "approved"
    } else {
        "not reviewed"
    };
    let value = json!({
        "domain_content": "False",
        "id": license.id,
        "domain_data": text(license.id.starts_with("odc") || license.id.starts_with("cc")),
        "domain_software": "False",
        "family": "",
        "is_generic": text(generic),
        "od_conformance": conformance,
        "osd_conformance": "not reviewed",
        "maintainer": "",
        "status": "active",
        "url": license.url,
        "title": license.title,
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
