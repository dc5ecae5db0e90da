//! schema.org `Dataset` as JSON-LD, for search engines: put it into a page, or beside it.
//!
//! Addresses of files are relative, as in `dcat.jsonld`. A variable is told by its column in the CSV (RFC 7111: `#col=1`).

use std::io;

use serde_json::{Value, json};

use crate::model::artifact::Role;
use crate::model::dictionary::{Dictionary, Entry};
use crate::model::package::{Package, Resource};
use crate::model::schema::Field;
use crate::write::about::{self, Area};
use crate::write::facets::{as_json, facets};
use crate::write::format::{DatasetInfo, Format, Write};
use crate::write::formats::dictionary_json::pretty;
use crate::write::linked::node;

/// The metadata for search engines.
pub(super) const FORMAT: Format = Format {
    name: "schema-org",
    file: "schema-org.jsonld",
    label: "JSON-LD",
    media_type: "application/ld+json",
    role: Role::Metadata,
    write: Write::Dataset(write),
};

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let package = info.package;
    let tongues: Vec<&str> = about::tongues(package).iter().map(|it| it.tag).collect();
    let license = about::license(package).map(str::to_owned);
    let open = about::access(package).map(|code| code == "PUBLIC");
    let years = about::years(package).map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}/{last}")
        }
    });
    let variables: Vec<Value> = package
        .resources
        .iter()
        .zip(info.dictionaries)
        .flat_map(|(resource, dictionary)| variables(resource, dictionary))
        .collect();
    let document = node([
        ("@context", json!("https://schema.org/")),
        ("@id", json!("#dataset")),
        ("@type", json!("Dataset")),
        ("identifier", json!(package.name)),
        ("name", json!(package.title)),
        ("alternateName", json!(package.title_en)),
        ("description", json!(package.description)),
        ("keywords", json!(package.keywords)),
        ("version", json!(package.version)),
        ("url", json!(package.homepage)),
        (
            "license",
            json!(license.or_else(|| about::license_name(package))),
        ),
        ("creator", organization(package, "creator")),
        ("publisher", organization(package, "publisher")),
        ("inLanguage", json!(tongues)),
        ("isAccessibleForFree", json!(open)),
        ("temporalCoverage", json!(years)),
        ("spatialCoverage", place(package)),
        (
            "dateModified",
            json!(about::said(package, "last_updated_date")),
        ),
        ("distribution", downloads(info)),
        ("variableMeasured", json!(variables)),
    ]);
    pretty(&document, out)
}

/// The unit of a role; where nobody is said to have made the data, its publisher did.
fn organization(package: &Package, role: &str) -> Value {
    let mut units = package.contributors.iter();
    let unit = units.find(|unit| unit.roles.iter().any(|it| it == role));
    let Some(unit) = unit.or_else(|| about::publisher(package)) else {
        return Value::Null;
    };
    let contact = about::contact(package).filter(|_| role == "publisher");
    let contact = contact.map(|contact| {
        node([
            ("@type", json!("ContactPoint")),
            ("name", json!(contact.name)),
            ("email", json!(contact.email)),
        ])
    });
    node([
        ("@type", json!("Organization")),
        ("name", json!(unit.title)),
        ("url", json!(unit.path)),
        ("contactPoint", json!(contact)),
    ])
}

fn place(package: &Package) -> Value {
    match about::area(package) {
        None => Value::Null,
        Some(Area::Country) => {
            json!({ "@type": "Country", "name": "ประเทศไทย", "alternateName": "Thailand", "identifier": "TH" })
        }
        Some(Area::Words(words)) => json!({ "@type": "Place", "name": words }),
    }
}

fn downloads(info: &DatasetInfo<'_>) -> Value {
    let data = info.files.iter().filter(|file| file.role == Role::Data);
    let downloads = data.map(|file| {
        let mut resources = info.package.resources.iter();
        let resource = resources.find(|it| Some(&it.name) == file.resource.as_ref());
        let title = resource.and_then(|resource| resource.title.as_deref());
        json!({
            "@type": "DataDownload",
            "name": format!("{} ({})", title.unwrap_or(&file.path), file.format),
            "contentUrl": file.path,
            "encodingFormat": file.media_type,
            "contentSize": format!("{} B", file.bytes),
            "sha256": file.sha256,
        })
    });
    Value::Array(downloads.collect())
}

fn variables(resource: &Resource, dictionary: &Dictionary) -> Vec<Value> {
    let fields = resource.schema.iter().flat_map(|schema| &schema.fields);
    (1..)
        .zip(fields)
        .map(|(number, field)| variable(resource, number, field, dictionary.entry(&field.name)))
        .collect()
}

fn variable(resource: &Resource, number: usize, field: &Field, entry: Option<&Entry>) -> Value {
    let facets = facets(field);
    let limit = |limit: Option<String>| {
        let limit = limit.filter(|_| field.kind.is_bare_in_json());
        limit.map_or(Value::Null, |limit| as_json(field.kind, &limit))
    };
    let labels = [
        field.title.as_deref(),
        entry.map(|entry| entry.label_en.as_str()),
    ];
    let labels: Vec<&str> = labels
        .into_iter()
        .flatten()
        .filter(|label| !label.is_empty())
        .collect();
    node([
        ("@type", json!("PropertyValue")),
        ("name", json!(field.name)),
        ("alternateName", json!(labels)),
        ("description", json!(field.description)),
        (
            "propertyID",
            json!(format!("{}.csv#col={number}", resource.name)),
        ),
        ("unitText", json!(entry.map(|entry| &entry.unit))),
        ("minValue", limit(facets.minimum)),
        ("maxValue", limit(facets.maximum)),
    ])
}
