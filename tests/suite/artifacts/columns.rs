//! What each artifact says of a table's columns, in one form, so that they can be compared.

use serde_json::Value;

use crate::artifacts::tree::{Node, parse};

/// A column as one artifact describes it; the type in that artifact's language.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) th: String,
    pub(super) en: String,
    pub(super) required: bool,
    /// The values that are allowed; empty where nothing is said.
    pub(super) allowed: Vec<String>,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn shown(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn list(value: &Value) -> Vec<&Value> {
    value.as_array().into_iter().flatten().collect()
}

/// From `datapackage.json`, which has no English, and the English of `dictionary.json`. A year of the Buddhist era is `year-be`.
pub(super) fn of_package(resource: &Value, dictionary: &Value) -> Vec<Column> {
    let schema = &resource["schema"];
    let key = list(&schema["primaryKey"]);
    list(&schema["fields"])
        .into_iter()
        .map(|field| {
            let entry = list(dictionary)
                .into_iter()
                .find(|entry| entry["name"] == field["name"]);
            let kind = text(&field["type"]);
            Column {
                name: text(&field["name"]),
                kind: if field["calendar"] == "buddhist" {
                    format!("{kind}-be")
                } else {
                    kind
                },
                th: text(&field["title"]),
                en: text(&entry.unwrap()["label_en"]),
                required: field["constraints"]["required"] == true || key.contains(&&field["name"]),
                allowed: list(&field["constraints"]["enum"])
                    .into_iter()
                    .map(shown)
                    .collect(),
            }
        })
        .collect()
}

/// The codes of `code = meaning; code = meaning`.
fn codes(allowed: &str) -> Vec<String> {
    let parts = allowed
        .split(';')
        .map(str::trim)
        .filter(|it| !it.is_empty());
    parts
        .map(|part| part.split('=').next().unwrap().trim().to_owned())
        .collect()
}

/// From the entries of one table in `dictionary.json`.
pub(super) fn of_dictionary(entries: &Value) -> Vec<Column> {
    list(entries)
        .into_iter()
        .map(|entry| Column {
            name: text(&entry["name"]),
            kind: text(&entry["type"]),
            th: text(&entry["label_th"]),
            en: text(&entry["label_en"]),
            required: entry["required"] == "yes" || entry["key"] == "yes",
            allowed: codes(&text(&entry["allowed"])),
        })
        .collect()
}

/// From the lines of one table in `dictionary.csv`.
pub(super) fn of_dictionary_csv(csv: &str, resource: &str) -> Vec<Column> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let value = |record: &csv::StringRecord, key: &str| {
        let at = headers.iter().position(|header| header == key).unwrap();
        record[at].to_owned()
    };
    records
        .iter()
        .filter(|record| value(record, "resource") == resource)
        .map(|record| Column {
            name: value(record, "name"),
            kind: value(record, "type"),
            th: value(record, "label_th"),
            en: value(record, "label_en"),
            required: value(record, "required") == "yes" || value(record, "key") == "yes",
            allowed: codes(&value(record, "allowed")),
        })
        .collect()
}

/// From the section of one table in `dictionary.html`.
pub(super) fn of_page(page: &Node, resource: &str) -> Vec<Column> {
    let sections = page.all("section");
    let section = sections
        .into_iter()
        .find(|section| section.all("h2")[0].attribute("id") == resource)
        .unwrap();
    let rows = section.all("tbody")[0].all("tr");
    rows.into_iter()
        .map(|row| {
            let name = row.all("th")[0].all("code")[0].text.clone();
            let cells = row.all("td");
            let says_yes = |at: usize| cells[at].text.trim() == "ใช่";
            let code = |at: usize| cells[at].all("code").into_iter();
            // A limit has English beside it; a code has none.
            let items = cells[6].all("li").into_iter();
            let codes = items.filter(|item| item.all("span").is_empty());
            Column {
                name,
                kind: code(2).next().unwrap().text.clone(),
                th: cells[0].text.trim().to_owned(),
                en: cells[0].text_of("span", "lang", "en"),
                required: says_yes(4) || says_yes(5),
                allowed: codes.map(|it| it.all("code")[0].text.clone()).collect(),
            }
        })
        .collect()
}

/// From the table's XML Schema.
pub(super) fn of_xsd(xsd: &str) -> Vec<Column> {
    let schema = parse(xsd);
    let record = schema.all("xs:sequence")[1];
    let mut columns = Vec::new();
    for element in &record.children {
        let restriction = element.all("xs:restriction").first().copied();
        let base = restriction.map(|it| it.attribute("base"));
        let allowed = element.all("xs:enumeration").into_iter();
        columns.push(Column {
            name: element.attribute("name").to_owned(),
            kind: base.unwrap_or(element.attribute("type")).to_owned(),
            th: element.text_of("xs:documentation", "xml:lang", "th"),
            en: element.text_of("xs:documentation", "xml:lang", "en"),
            required: element.attribute("minOccurs") == "1",
            allowed: allowed.map(|it| it.attribute("value").to_owned()).collect(),
        });
    }
    columns
}

/// From the JSON Schema of the records.
pub(super) fn of_json_schema(schema: &Value) -> Vec<Column> {
    let properties = schema["items"]["properties"].as_object().unwrap();
    properties
        .iter()
        .map(|(name, property)| {
            let kind = &property["type"];
            let enumerated = list(&property["enum"]).into_iter();
            Column {
                name: name.clone(),
                kind: text(if kind.is_array() { &kind[0] } else { kind }),
                th: text(&property["title"]),
                en: text(&property["x-title-en"]),
                required: kind.is_string(),
                allowed: enumerated.filter(|it| !it.is_null()).map(shown).collect(),
            }
        })
        .collect()
}

/// From the CSVW metadata.
pub(super) fn of_csvw(metadata: &Value) -> Vec<Column> {
    let schema = &metadata["tableSchema"];
    let key = list(&schema["primaryKey"]);
    list(&schema["columns"])
        .into_iter()
        .map(|column| {
            let kind = &column["datatype"];
            // A validator compares the titles with the header.
            assert_eq!(column["titles"]["und"], column["name"]);
            let pattern = text(&kind["format"]).replace('\\', "");
            let inner = pattern.trim_start_matches("^(?:").trim_end_matches(")$");
            let allowed = inner.split('|').filter(|it| !it.is_empty());
            Column {
                name: text(&column["name"]),
                kind: text(if kind.is_object() {
                    &kind["base"]
                } else {
                    kind
                }),
                th: text(&column["titles"]["th"]),
                en: text(&column["titles"]["en"]),
                required: column["required"] == true || key.contains(&&column["name"]),
                allowed: allowed.map(str::to_owned).collect(),
            }
        })
        .collect()
}

/// Name, Thai and English label from the variables of `schema-org.jsonld` that belong to a table.
pub(super) fn of_schema_org(dataset: &Value, resource: &str) -> Vec<(String, String, String)> {
    let of_table = format!("{resource}.csv#col=");
    list(&dataset["variableMeasured"])
        .into_iter()
        .filter(|it| text(&it["propertyID"]).starts_with(&of_table))
        .map(|it| {
            let labels = &it["alternateName"];
            (text(&it["name"]), text(&labels[0]), text(&labels[1]))
        })
        .collect()
}
