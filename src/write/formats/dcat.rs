//! DCAT-AP 3 as JSON-LD: the dataset with a distribution for each file of rows.
//!
//! A build does not know where it will be published, and the same input gives the same bytes; so every address of ours is
//! relative: `dcat.jsonld#dataset`, `disbursement.csv`. Wherever the folder is put, a reader of JSON-LD resolves them against the
//! address from which it read this file, and finds the files beside it. The dataset's lasting name is `dct:identifier`.
//! A catalogue (`dcat:Catalog`) is for the portal to say: a folder is none. Nodes of shared vocabularies carry their class, so
//! that SHACL shapes pass without fetching anything.

use std::io;

use serde_json::{Value, json};

use crate::model::artifact::{Artifact, Role};
use crate::model::moment::Moment;
use crate::model::package::{Package, Resource};
use crate::write::about::{self, Area};
use crate::write::format::{DatasetInfo, Format, Write};
use crate::write::formats::dictionary_json::pretty;
use crate::write::linked::{in_both, node, tagged, thing, typed};

/// The metadata for harvesters of DCAT-AP.
pub(super) const FORMAT: Format = Format {
    name: "dcat",
    file: "dcat.jsonld",
    label: "JSON-LD",
    media_type: "application/ld+json",
    role: Role::Metadata,
    write: Write::Dataset(write),
};

/// The EU's authority tables.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// Formats of rows: ours, in the authority table `file-type`, and the schema of the file.
const FORMS: [(&str, &str, &str); 3] = [
    ("CSV", "CSV", "CSVW"),
    ("JSON", "JSON", "JSON Schema"),
    ("XML", "XML", "XSD"),
];

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    pretty(&dataset(info), out)
}

fn dataset(info: &DatasetInfo<'_>) -> Value {
    let package = info.package;
    let keywords: Vec<Value> = package.keywords.iter().map(|it| tagged(it)).collect();
    let frequency = about::frequency(package);
    let frequency = frequency.map(|code| code_of("frequency", code, "dct:Frequency"));
    let access = about::access(package);
    let access = access.map(|code| code_of("access-right", code, "dct:RightsStatement"));
    let source = about::said(package, "data_source")
        .map(|text| json!({ "@type": "dct:ProvenanceStatement", "rdfs:label": tagged(&text) }));
    let standard = package
        .profile
        .as_deref()
        .filter(|it| about::is_address(it));
    let home = package
        .homepage
        .as_deref()
        .filter(|it| about::is_address(it));
    let modified = about::said(package, "last_updated_date").filter(|text| is_day(text));
    let pages = info.files.iter().filter(|file| file.format == "HTML");
    let pages: Vec<Value> = pages
        .map(|file| thing(&file.path, "foaf:Document"))
        .collect();
    let distributions: Vec<Value> = package
        .resources
        .iter()
        .flat_map(|resource| distributions(info, resource))
        .collect();
    node([
        ("@context", context()),
        ("@id", json!("#dataset")),
        ("@type", json!("dcat:Dataset")),
        ("dct:identifier", json!(package.name)),
        (
            "dct:title",
            in_both(Some(&package.title), package.title_en.as_deref()),
        ),
        (
            "dct:description",
            in_both(package.description.as_deref(), None),
        ),
        ("dct:publisher", publisher(package)),
        ("dcat:contactPoint", contact(package)),
        ("dcat:keyword", json!(keywords)),
        ("dct:accrualPeriodicity", json!(frequency)),
        ("dct:spatial", spatial(package)),
        ("dct:temporal", temporal(package)),
        ("dct:language", languages(package)),
        ("dct:accessRights", json!(access)),
        ("dct:provenance", json!(source)),
        (
            "dct:conformsTo",
            json!(standard.map(|address| thing(address, "dct:Standard"))),
        ),
        (
            "dct:modified",
            json!(modified.map(|day| typed(&day, "xsd:date"))),
        ),
        ("dcat:version", json!(package.version)),
        (
            "dcat:landingPage",
            json!(home.map(|address| thing(address, "foaf:Document"))),
        ),
        ("foaf:page", json!(pages)),
        ("dcat:distribution", json!(distributions)),
    ])
}

fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn code_of(table: &str, code: &str, class: &str) -> Value {
    thing(&format!("{AUTHORITY}/{table}/{code}"), class)
}

/// A unit has no address of its own that would last; within the file it has.
fn publisher(package: &Package) -> Value {
    let Some(unit) = about::publisher(package) else {
        return Value::Null;
    };
    let home = unit.path.as_deref().filter(|it| about::is_address(it));
    node([
        ("@id", json!("#publisher")),
        ("@type", json!("foaf:Agent")),
        ("foaf:name", tagged(&unit.title)),
        (
            "foaf:homepage",
            json!(home.map(|address| thing(address, "foaf:Document"))),
        ),
    ])
}

fn contact(package: &Package) -> Value {
    let Some(contact) = about::contact(package) else {
        return Value::Null;
    };
    let mailbox = contact.email.filter(|email| about::is_iri(email));
    node([
        ("@id", json!("#contact")),
        ("@type", json!(["vcard:Kind", "vcard:Organization"])),
        ("vcard:fn", tagged(&contact.name)),
        (
            "vcard:hasEmail",
            json!(mailbox.map(|email| json!({ "@id": format!("mailto:{email}") }))),
        ),
    ])
}

fn spatial(package: &Package) -> Value {
    match about::area(package) {
        None => Value::Null,
        Some(Area::Country) => code_of("country", "THA", "dct:Location"),
        Some(Area::Words(words)) => {
            json!({ "@type": "dct:Location", "skos:prefLabel": tagged(&words) })
        }
    }
}

fn temporal(package: &Package) -> Value {
    let Some((first, last)) = about::years(package) else {
        return Value::Null;
    };
    json!({
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": typed(&first.to_string(), "xsd:gYear"),
        "dcat:endDate": typed(&last.to_string(), "xsd:gYear"),
    })
}

fn languages(package: &Package) -> Value {
    let tongues = about::tongues(package).into_iter();
    let codes = tongues.map(|it| code_of("language", it.code, "dct:LinguisticSystem"));
    Value::Array(codes.collect())
}

fn license(package: &Package) -> Value {
    let name = about::license_name(package);
    match about::license(package) {
        Some(address) => thing(address, "dct:LicenseDocument"),
        None => json!(
            name.map(|name| json!({ "@type": "dct:LicenseDocument", "dct:title": tagged(&name) }))
        ),
    }
}

/// The files of one table's rows.
fn distributions(info: &DatasetInfo<'_>, resource: &Resource) -> Vec<Value> {
    let mine = |file: &&Artifact| file.resource.as_ref() == Some(&resource.name);
    let data = info.files.iter().filter(mine);
    data.filter(|file| file.role == Role::Data)
        .map(|file| distribution(info, resource, file))
        .collect()
}

fn distribution(info: &DatasetInfo<'_>, resource: &Resource, file: &Artifact) -> Value {
    let form = FORMS.iter().find(|(format, ..)| *format == file.format);
    let schema = form.and_then(|(_, _, schema)| {
        let mut files = info.files.iter();
        files.find(|it| it.format == *schema && it.resource == file.resource)
    });
    let title = resource.title.as_deref().unwrap_or(&resource.name);
    let title = format!("{title} ({})", file.format);
    let media = format!(
        "http://www.iana.org/assignments/media-types/{}",
        file.media_type
    );
    node([
        ("@id", json!(format!("#{}", file.path))),
        ("@type", json!("dcat:Distribution")),
        ("dct:title", tagged(&title)),
        (
            "dct:description",
            in_both(resource.description.as_deref(), None),
        ),
        ("dcat:accessURL", json!({ "@id": file.path })),
        ("dcat:downloadURL", json!({ "@id": file.path })),
        (
            "dct:format",
            json!(form.map(|(_, code, _)| code_of("file-type", code, "dct:MediaTypeOrExtent"))),
        ),
        ("dcat:mediaType", thing(&media, "dct:MediaType")),
        (
            "dcat:byteSize",
            typed(&file.bytes.to_string(), "xsd:nonNegativeInteger"),
        ),
        (
            "spdx:checksum",
            json!({
                "@type": "spdx:Checksum",
                "spdx:algorithm": thing(
                    "http://spdx.org/rdf/terms#checksumAlgorithm_sha256",
                    "spdx:ChecksumAlgorithm",
                ),
                "spdx:checksumValue": typed(&file.sha256, "xsd:hexBinary"),
            }),
        ),
        ("dct:license", license(info.package)),
        ("dct:language", languages(info.package)),
        (
            "dct:conformsTo",
            json!(schema.map(|schema| thing(&schema.path, "dct:Standard"))),
        ),
    ])
}

/// Whether a text is a day as `xsd:date` writes it.
fn is_day(text: &str) -> bool {
    Moment::from_iso(text).is_some_and(|moment| moment.to_string() == text && text.len() == 10)
}
