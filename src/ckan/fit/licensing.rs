//! A dataset's licence in the words of a portal.

use serde_json::{Map, Value};

use crate::ckan::fit::{Findings, labels, listed, text};
use crate::ckan::licenses;
use crate::ckan::portal::{License, Portal};
use crate::model::language::{Message, say};

/// Values of the national catalogue and what CKAN's own register calls the same licence.
const NATIONAL: [(&str, &str); 2] = [
    ("Creative Commons Attributions", "cc-by"),
    ("Creative Commons Attribution Non-Commercial", "cc-nc"),
];
/// Parts of a licence's address, and what CKAN's own register calls it. The longer comes first where one begins another.
const ADDRESSES: [(&str, &str); 9] = [
    ("creativecommons.org/licenses/by-sa/", "cc-by-sa"),
    ("creativecommons.org/licenses/by-nc/", "cc-nc"),
    ("creativecommons.org/licenses/by/", "cc-by"),
    ("creativecommons.org/publicdomain/zero/", "cc-zero"),
    ("opendatacommons.org/licenses/odbl", "odc-odbl"),
    ("opendatacommons.org/licenses/pddl", "odc-pddl"),
    ("opendatacommons.org/licenses/by", "odc-by"),
    (
        "nationalarchives.gov.uk/doc/open-government-licence",
        "uk-ogl",
    ),
    ("gnu.org/licenses/fdl", "gfdl"),
];

/// The portal's `license_id` for the licence of a dataset dict. What the portal does not have stays as it is, and is a problem.
pub(super) fn license(
    package: &Map<String, Value>,
    portal: &Portal,
    found: &mut Findings,
) -> String {
    let stated = package.get("license_id").map(text).unwrap_or_default();
    let offered = offered(portal);
    // Without a word the portal says what is missing, where it wants one.
    if offered.is_empty() || stated.is_empty() {
        return stated;
    }
    let exact = |license: &&License| license.id == stated || license.title == stated;
    if let Some(license) = offered.iter().find(exact) {
        return license.id.clone();
    }
    let address = package.get("license_url").map(text).unwrap_or_default();
    let mut same: Vec<&License> = Vec::new();
    for known in [registered(&stated), at_address(&address)]
        .into_iter()
        .flatten()
    {
        same = offered
            .iter()
            .filter(|it| registered(&it.id).or_else(|| registered(&it.title)) == Some(known))
            .collect();
        if !same.is_empty() {
            break;
        }
    }
    if let [license] = same.as_slice() {
        let License { id, title } = license;
        found.note(
            "license_id",
            say!(
                th: "พอร์ทัลเรียกสัญญาอนุญาต \"{stated}\" ว่า \"{id}\" ({title})",
                en: "the portal calls the licence \"{stated}\" \"{id}\" ({title})"
            ),
        );
        return license.id.clone();
    }
    refuse(&stated, &offered, portal, found);
    stated
}

fn refuse(stated: &str, offered: &[License], portal: &Portal, found: &mut Findings) {
    let field = portal.schema.as_ref();
    let field = field.and_then(|schema| schema.dataset_field("license_id"));
    let Message { th, en } = labels::label("license_id", field);
    let ids: Vec<String> = offered.iter().map(|license| license.id.clone()).collect();
    let names = listed(&ids);
    let (names_th, names_en) = (names.th, names.en);
    found.problem(
        "license_id",
        say!(
            th: "\"{th}\" เป็น \"{stated}\" ซึ่งพอร์ทัลไม่มี หรือมีหลายแบบจนเลือกไม่ได้ พอร์ทัลมี {names_th}",
            en: "\"{en}\" is \"{stated}\", which the portal does not have, or has in several forms; it has {names_en}"
        ),
        say!(
            th: "เลือกสัญญาอนุญาตของพอร์ทัลใส่ใน thai-gdc.license_id หรือ licenses ของ datapackage.json",
            en: "write one of the portal's licences into thai-gdc.license_id or licenses of datapackage.json"
        ),
    );
}

/// What the portal offers: the choices of its schema, else its register.
fn offered(portal: &Portal) -> Vec<License> {
    let field = portal.schema.as_ref();
    let field = field.and_then(|schema| schema.dataset_field("license_id"));
    match field {
        Some(field) if !field.choices.is_empty() => field
            .choices
            .iter()
            .map(|choice| License {
                id: choice.clone(),
                title: choice.clone(),
            })
            .collect(),
        _ => portal.licenses.clone(),
    }
}

/// What CKAN's own register calls a licence of any name.
fn registered(name: &str) -> Option<&'static str> {
    let national = NATIONAL.iter().find(|(value, _)| *value == name);
    national
        .map(|(_, id)| *id)
        .or_else(|| licenses::find(name).map(|license| license.id))
}

fn at_address(address: &str) -> Option<&'static str> {
    ADDRESSES
        .iter()
        .find(|(part, _)| address.contains(part))
        .map(|(_, id)| *id)
}
