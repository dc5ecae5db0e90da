//! XML Schema of a table's `.xml`: names, types, limits, code lists, labels in both languages.
//!
//! A year of the Buddhist era is a number of four digits: `xs:gYear` counts in the Common Era. Uniqueness is not said.

use std::io;

use crate::model::artifact::Role;
use crate::model::markup::Markup;
use crate::model::schema::{Field, FieldType};
use crate::write::facets::{facets, is_buddhist_year, is_required};
use crate::write::format::{Format, TableInfo, Write};
use crate::write::xml_name;

/// The schema of the XML.
pub(super) const FORMAT: Format = Format {
    name: "xsd",
    file: ".xsd",
    label: "XSD",
    media_type: "application/xml",
    role: Role::Schema,
    write: Write::Table(write),
};

fn write(info: &TableInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut schema = Markup::new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let root = [
        ("xmlns:xs", "http://www.w3.org/2001/XMLSchema"),
        ("elementFormDefault", "qualified"),
    ];
    schema.element("xs:schema", &root, |schema| {
        schema.element("xs:element", &[("name", "records")], |records| {
            records.element("xs:complexType", &[], |kind| {
                kind.element("xs:sequence", &[], |sequence| record(info, sequence));
                for name in ["dataset", "resource"] {
                    let attribute = [("name", name), ("type", "xs:string"), ("use", "required")];
                    kind.empty("xs:attribute", &attribute);
                }
            });
        });
        schema.line();
    });
    out.write_all(&schema.finish())
}

fn record(info: &TableInfo<'_>, out: &mut Markup) {
    let record = [
        ("name", "record"),
        ("minOccurs", "0"),
        ("maxOccurs", "unbounded"),
    ];
    out.element("xs:element", &record, |out| {
        out.element("xs:complexType", &[], |out| {
            out.element("xs:sequence", &[], |out| {
                for field in &info.schema.fields {
                    out.line();
                    element(info, field, out);
                }
                out.line();
            });
        });
    });
}

fn element(info: &TableInfo<'_>, field: &Field, out: &mut Markup) {
    let name = xml_name(&field.name);
    let occurs = if is_required(field, info.schema) {
        "1"
    } else {
        "0"
    };
    let base = if is_buddhist_year(field) {
        "xs:integer"
    } else {
        field.kind.xsd()
    };
    let restrictions = restrictions(field);
    let mut attributes = vec![("name", name.as_str())];
    if restrictions.is_empty() {
        attributes.push(("type", base));
    }
    attributes.push(("minOccurs", occurs));
    let english = info.dictionary.entry(&field.name);
    let labels = [
        ("th", field.title.as_deref().unwrap_or_default()),
        ("en", english.map_or("", |entry| entry.label_en.as_str())),
    ];
    out.element("xs:element", &attributes, |out| {
        if labels.iter().any(|(_, label)| !label.is_empty()) {
            out.element("xs:annotation", &[], |out| {
                for (language, label) in labels.into_iter().filter(|(_, label)| !label.is_empty()) {
                    out.leaf("xs:documentation", &[("xml:lang", language)], label);
                }
            });
        }
        if restrictions.is_empty() {
            return;
        }
        out.element("xs:simpleType", &[], |out| {
            out.element("xs:restriction", &[("base", base)], |out| {
                for (facet, value) in &restrictions {
                    out.empty(facet, &[("value", value.as_str())]);
                }
            });
        });
    });
}

/// What is demanded of the values: the facet's element and its value.
fn restrictions(field: &Field) -> Vec<(&'static str, String)> {
    let facets = facets(field);
    let mut all = Vec::new();
    if is_buddhist_year(field) {
        all.push(("xs:pattern", "[0-9]{4}".to_owned()));
    }
    let year = |limit: String| {
        // `xs:gYear` has four digits at least.
        if field.kind == FieldType::Year && !is_buddhist_year(field) {
            format!("{limit:0>4}")
        } else {
            limit
        }
    };
    if let Some(limit) = facets.minimum {
        all.push(("xs:minInclusive", year(limit)));
    }
    if let Some(limit) = facets.maximum {
        all.push(("xs:maxInclusive", year(limit)));
    }
    if let Some(limit) = facets.max_length {
        all.push(("xs:maxLength", limit.to_string()));
    }
    let allowed = facets.allowed.into_iter();
    all.extend(allowed.map(|value| ("xs:enumeration", year(value))));
    all
}
