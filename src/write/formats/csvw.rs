//! CSVW (W3C, Metadata Vocabulary for Tabular Data): what a table's `.csv` holds, beside it under the name that readers of
//! CSVW look for.
//!
//! CSVW has no list of allowed values; for texts a pattern that matches exactly these says the same. The name of the column stands
//! among the titles (`und`), since a validator compares the titles with the header.

use std::fmt::Write as _;
use std::io;

use serde_json::{Value, json};

use crate::model::artifact::Role;
use crate::model::schema::{Field, FieldType};
use crate::write::about;
use crate::write::facets::{as_json, facets, is_buddhist_year};
use crate::write::format::{Format, TableInfo, Write};
use crate::write::formats::dictionary_json::pretty;
use crate::write::linked::{in_both, node, tagged};

/// The metadata of the CSV.
pub(super) const FORMAT: Format = Format {
    name: "csvw",
    file: ".csv-metadata.json",
    label: "CSVW",
    media_type: "application/csvm+json",
    role: Role::Schema,
    write: Write::Table(write),
};

fn write(info: &TableInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let (package, resource) = (info.package, info.resource);
    let title = resource.title.as_deref().unwrap_or(&package.title);
    let english = package
        .title_en
        .as_deref()
        .filter(|_| package.resources.len() == 1);
    let description = resource.description.as_deref();
    let description = description.or(package.description.as_deref());
    let keywords: Vec<Value> = package.keywords.iter().map(|it| tagged(it)).collect();
    let tongues: Vec<&str> = about::tongues(package).iter().map(|it| it.tag).collect();
    let license = about::license(package).map(|address| json!({ "@id": address }));
    let publisher = about::publisher(package).map(|unit| tagged(&unit.title));
    let key: Vec<String> = info
        .schema
        .primary_key
        .iter()
        .map(|name| column_name(name))
        .collect();
    let columns: Vec<Value> = info
        .schema
        .fields
        .iter()
        .map(|field| column(info, field))
        .collect();
    let document = node([
        ("@context", json!("http://www.w3.org/ns/csvw")),
        ("url", json!(format!("{}.csv", resource.name))),
        ("dc:title", in_both(Some(title), english)),
        ("dc:description", in_both(description, None)),
        ("dc:identifier", json!(package.name)),
        ("dc:publisher", json!(publisher)),
        ("dc:license", json!(license)),
        ("dc:language", json!(tongues)),
        ("dcat:keyword", json!(keywords)),
        (
            "dialect",
            json!({
                "encoding": "utf-8",
                "delimiter": ",",
                "quoteChar": "\"",
                "doubleQuote": true,
                "lineTerminators": ["\r\n"],
                "header": true,
                "headerRowCount": 1,
                "trim": false,
                // The standard's own value, "#", would take a row that begins with it for a remark.
                "commentPrefix": null,
            }),
        ),
        (
            "tableSchema",
            node([("columns", json!(columns)), ("primaryKey", json!(key))]),
        ),
    ]);
    pretty(&document, out)
}

fn column(info: &TableInfo<'_>, field: &Field) -> Value {
    let entry = info.dictionary.entry(&field.name);
    let said = |text: Option<&String>| json!(text.filter(|text| !text.is_empty()));
    let titles = node([
        ("und", json!(field.name)),
        ("th", said(field.title.as_ref())),
        ("en", said(entry.map(|entry| &entry.label_en))),
    ]);
    let unit = entry.map(|entry| entry.unit.as_str());
    let unit = unit.filter(|unit| !unit.is_empty()).map(tagged);
    node([
        ("name", json!(column_name(&field.name))),
        ("titles", titles),
        ("rdfs:comment", in_both(field.description.as_deref(), None)),
        ("schema:unitText", json!(unit)),
        ("datatype", datatype(field)),
        ("null", json!([""])),
        // A key's columns are told by the key.
        (
            "required",
            json!(field.constraints.required.then_some(true)),
        ),
    ])
}

fn datatype(field: &Field) -> Value {
    let base = match field.kind {
        FieldType::String => "string",
        FieldType::Integer => "integer",
        FieldType::Number => "decimal",
        FieldType::Boolean => "boolean",
        FieldType::Date => "date",
        FieldType::Datetime => "datetime",
        FieldType::Time => "time",
        FieldType::Year if is_buddhist_year(field) => "integer",
        FieldType::Year => "gYear",
    };
    let facets = facets(field);
    // The standard has limits for numbers, days and times; a year counts as neither.
    let limit = |limit: Option<String>| {
        let limit = limit.filter(|_| base != "gYear");
        limit.map_or(Value::Null, |limit| as_json(field.kind, &limit))
    };
    let list = (field.kind == FieldType::String && !facets.allowed.is_empty())
        .then(|| exactly(&facets.allowed));
    let full = node([
        ("base", json!(base)),
        ("format", json!(list)),
        ("minimum", limit(facets.minimum)),
        ("maximum", limit(facets.maximum)),
        ("maxLength", json!(facets.max_length)),
    ]);
    if full.as_object().is_some_and(|members| members.len() == 1) {
        json!(base)
    } else {
        full
    }
}

/// A pattern (ECMAScript) that matches these texts and no others.
fn exactly(texts: &[String]) -> String {
    let mut pattern = String::from("^(?:");
    for (number, text) in texts.iter().enumerate() {
        if number > 0 {
            pattern.push('|');
        }
        for letter in text.chars() {
            if r"\^$.*+?()[]{}|/".contains(letter) {
                pattern.push('\\');
            }
            pattern.push(letter);
        }
    }
    pattern.push_str(")$");
    pattern
}

/// A name as CSVW allows it: letters and digits of ASCII, `_` not in front; anything else percent-encoded, as in a URI template.
fn column_name(name: &str) -> String {
    let mut out = String::new();
    for (at, byte) in name.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || byte == b'_' && at > 0 {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _infallible = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{column_name, exactly};

    #[test]
    fn names_and_patterns_are_what_the_standard_allows() {
        assert_eq!(column_name("total_baht"), "total_baht");
        assert_eq!(column_name("_id"), "%5Fid");
        assert_eq!(column_name("ปี"), "%E0%B8%9B%E0%B8%B5");
        let texts = ["a.b".to_owned(), "(c)".to_owned()];
        assert_eq!(exactly(&texts), r"^(?:a\.b|\(c\))$");
    }
}
