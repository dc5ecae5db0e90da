//! Every artifact of a dataset describes the same rows, names, types, labels and files.

mod columns;
mod tree;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use sheetpress::model::digest::sha256;
use sheetpress::pipeline::{self, Options};
use sheetpress::write::xml_name;
use tempfile::TempDir;

use columns::{
    Column, of_csvw, of_dictionary, of_dictionary_csv, of_json_schema, of_package, of_page,
    of_schema_org, of_xsd,
};

/// The files of a built dataset.
struct Built(BTreeMap<String, String>);

impl Built {
    fn text(&self, file: &str) -> &str {
        self.0.get(file).unwrap_or_else(|| panic!("no {file}"))
    }

    fn json(&self, file: &str) -> Value {
        serde_json::from_str(self.text(file)).unwrap()
    }

    /// The tables: the entry in `datapackage.json` and that in `dictionary.json`.
    fn tables(&self) -> Vec<(Value, Value)> {
        let package = self.json("datapackage.json");
        let dictionary = self.json("dictionary.json");
        let resources = package["resources"].as_array().unwrap().clone();
        let entries = dictionary["resources"].as_array().unwrap().clone();
        assert_eq!(resources.len(), entries.len());
        resources.into_iter().zip(entries).collect()
    }
}

/// Builds every dataset of the project, and looks at each.
fn each_dataset(look: impl Fn(&str, &Built)) {
    let mut seen = 0;
    for entry in fs::read_dir("datasets").unwrap() {
        let folder = entry.unwrap().path();
        if !folder.join("datapackage.json").is_file() {
            continue;
        }
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        look(&name, &build(&folder));
        seen += 1;
    }
    assert!(seen > 0);
}

fn build(folder: &Path) -> Built {
    let out = TempDir::new().unwrap();
    let built = pipeline::build(folder, out.path(), &Options::default()).unwrap();
    let entries = fs::read_dir(built.release.unwrap().folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    // Forms are workbooks; tests of their own read them.
    let texts = paths.filter(|path| path.extension().is_none_or(|it| it != "xlsx"));
    let files = texts.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    });
    Built(files.collect())
}

/// A value as CSV writes it.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Whether two texts are the same value: a reader of JSON may drop the last zero of `1.10`.
fn same(one: &str, other: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    one == other || number(one).is_some() && number(one) == number(other)
}

#[test]
fn rows_are_the_same_in_every_format() {
    each_dataset(|dataset, built| {
        for (resource, _) in built.tables() {
            let name = resource["name"].as_str().unwrap();
            let csv = built.text(&format!("{name}.csv"));
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let header: Vec<String> = reader
                .headers()
                .unwrap()
                .iter()
                .map(str::to_owned)
                .collect();
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            let records: Vec<serde_json::Map<String, Value>> =
                serde_json::from_str(built.text(&format!("{name}.json"))).unwrap();
            let xml = tree::parse(built.text(&format!("{name}.xml")));
            let root = &xml.children[0];
            assert_eq!(root.attribute("dataset"), dataset);
            assert_eq!(root.attribute("resource"), name);
            let elements = root.all("record");
            let counts = [rows.len(), records.len(), elements.len()];
            let count = usize::try_from(resource["rows"].as_u64().unwrap()).unwrap();
            assert_eq!(counts, [count; 3], "{dataset}/{name}");
            for ((row, record), element) in rows.iter().zip(&records).zip(elements) {
                assert_eq!(
                    record.keys().collect::<Vec<_>>(),
                    header.iter().collect::<Vec<_>>()
                );
                for (field, text) in header.iter().zip(row) {
                    let in_json = plain(&record[field]);
                    let tag = xml_name(field);
                    let found = element.all(&tag);
                    let in_xml = found.first().map_or("", |it| it.text.as_str());
                    assert!(
                        same(&in_json, text),
                        "{dataset}/{name} {field}: {in_json} / {text}"
                    );
                    assert_eq!(in_xml, text, "{dataset}/{name} {field}");
                }
            }
        }
    });
}

#[test]
fn columns_are_described_alike_by_every_artifact() {
    each_dataset(|dataset, built| {
        let page = tree::parse(built.text("dictionary.html"));
        let search = built.json("schema-org.jsonld");
        for (resource, dictionary) in built.tables() {
            let name = resource["name"].as_str().unwrap();
            assert_eq!(dictionary["name"], name);
            let expected = of_package(&resource, &dictionary["fields"]);
            let csv = built.text(&format!("{name}.csv"));
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let names: Vec<&str> = expected.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names);
            let schema = of_json_schema(&built.json(&format!("{name}.schema.json")));
            let csvw = of_csvw(&built.json(&format!("{name}.csv-metadata.json")));
            let mut xsd = of_xsd(built.text(&format!("{name}.xsd")));
            for (column, expected) in xsd.iter_mut().zip(&expected) {
                assert_eq!(column.name, xml_name(&expected.name));
                column.name.clone_from(&expected.name);
            }
            let page = of_page(&page, name);
            let entries = of_dictionary(&dictionary["fields"]);
            let lines = of_dictionary_csv(built.text("dictionary.csv"), name);
            let place = format!("{dataset}/{name}");
            agree(&place, "XSD", &xsd, &expected, in_xsd);
            agree(&place, "JSON Schema", &schema, &expected, in_json);
            agree(&place, "CSVW", &csvw, &expected, in_csvw);
            let own: fn(&str) -> &str = |kind| kind.trim_end_matches("-be");
            agree(&place, "dictionary.json", &entries, &expected, own);
            agree(&place, "dictionary.csv", &lines, &expected, own);
            agree(&place, "dictionary.html", &page, &expected, own);
            let labels: Vec<_> = expected
                .iter()
                .map(|it| (it.name.clone(), it.th.clone(), it.en.clone()))
                .collect();
            assert_eq!(of_schema_org(&search, name), labels, "{place} schema.org");
        }
    });
}

/// Compares what an artifact says with what the descriptor says. A dictionary may list codes that no schema demands, and none
/// where one does.
fn agree(
    place: &str,
    artifact: &str,
    found: &[Column],
    expected: &[Column],
    kind: impl Fn(&str) -> &str,
) {
    let expected: Vec<Column> = expected
        .iter()
        .zip(found)
        .map(|(expected, found)| Column {
            kind: kind(&expected.kind).to_owned(),
            allowed: if artifact.starts_with("dictionary")
                && (expected.allowed.is_empty() || found.allowed.is_empty())
            {
                found.allowed.clone()
            } else if artifact == "CSVW" && expected.kind != "string" {
                // It has patterns for texts only.
                Vec::new()
            } else {
                expected.allowed.clone()
            },
            ..expected.clone()
        })
        .collect();
    assert_eq!(found, expected, "{place} {artifact}");
}

fn in_xsd(kind: &str) -> &str {
    match kind {
        "string" => "xs:string",
        "integer" | "year-be" => "xs:integer",
        "number" => "xs:decimal",
        "boolean" => "xs:boolean",
        "date" => "xs:date",
        "datetime" => "xs:dateTime",
        "time" => "xs:time",
        "year" => "xs:gYear",
        same => same,
    }
}

fn in_json(kind: &str) -> &str {
    match kind {
        "year" | "year-be" => "integer",
        "date" | "datetime" | "time" => "string",
        same => same,
    }
}

fn in_csvw(kind: &str) -> &str {
    match kind {
        "number" => "decimal",
        "year-be" => "integer",
        "year" => "gYear",
        same => same,
    }
}

#[test]
fn catalogues_are_told_the_true_size_and_digest_of_every_file_of_rows() {
    each_dataset(|dataset, built| {
        let package = built.json("datapackage.json");
        let dcat = built.json("dcat.jsonld");
        let search = built.json("schema-org.jsonld");
        let described = dcat["dcat:distribution"].as_array().unwrap();
        let downloads = search["distribution"].as_array().unwrap();
        let mut paths = Vec::new();
        for resource in package["resources"].as_array().unwrap() {
            let name = resource["name"].as_str().unwrap();
            let csv = built.text(&format!("{name}.csv"));
            assert_eq!(resource["path"], format!("{name}.csv"));
            assert_eq!(resource["bytes"], csv.len());
            assert_eq!(
                resource["hash"],
                format!("sha256:{}", sha256(csv.as_bytes()))
            );
            paths.extend(["csv", "json", "xml"].map(|ending| format!("{name}.{ending}")));
        }
        assert_eq!(described.len(), paths.len(), "{dataset}");
        assert_eq!(downloads.len(), paths.len(), "{dataset}");
        for ((path, distribution), download) in paths.iter().zip(described).zip(downloads) {
            let content = built.text(path).as_bytes();
            assert_eq!(distribution["dcat:downloadURL"]["@id"], *path);
            assert_eq!(distribution["dcat:accessURL"]["@id"], *path);
            let size = &distribution["dcat:byteSize"]["@value"];
            assert_eq!(*size, content.len().to_string(), "{path}");
            let checksum = &distribution["spdx:checksum"]["spdx:checksumValue"]["@value"];
            assert_eq!(*checksum, sha256(content), "{path}");
            // What a file conforms to stands beside it.
            let schema = distribution["dct:conformsTo"]["@id"].as_str().unwrap();
            assert!(!built.text(schema).is_empty());
            assert_eq!(download["contentUrl"], *path);
            assert_eq!(download["sha256"], sha256(content), "{path}");
            assert_eq!(download["contentSize"], format!("{} B", content.len()));
        }
    });
}

#[test]
fn the_dataset_has_one_title_licence_and_publisher_everywhere() {
    each_dataset(|dataset, built| {
        let package = built.json("datapackage.json");
        let metadata = built.json("metadata.json");
        let dcat = built.json("dcat.jsonld");
        let search = built.json("schema-org.jsonld");
        let title = &package["title"];
        assert_eq!(metadata["title"], *title);
        assert_eq!(dcat["dct:title"][0]["@value"], *title);
        assert_eq!(search["name"], *title);
        let page = tree::parse(built.text("dictionary.html"));
        let facts: Vec<&str> = page.all("dd").iter().map(|it| it.text.trim()).collect();
        assert_eq!(facts[0], title.as_str().unwrap(), "{dataset}");
        assert_eq!(dcat["dct:title"][1]["@value"], package["title_en"]);
        assert_eq!(search["alternateName"], package["title_en"]);
        assert_eq!(dcat["dct:identifier"], dataset);
        assert_eq!(search["identifier"], dataset);
        let license = &package["licenses"][0]["path"];
        assert_eq!(search["license"], *license);
        for distribution in dcat["dcat:distribution"].as_array().unwrap() {
            assert_eq!(distribution["dct:license"]["@id"], *license);
        }
        let publisher = &metadata["owner_org"];
        assert_eq!(search["publisher"]["name"], *publisher);
        assert_eq!(dcat["dct:publisher"]["foaf:name"]["@value"], *publisher);
        for (resource, _) in built.tables() {
            let name = resource["name"].as_str().unwrap();
            let csvw = built.json(&format!("{name}.csv-metadata.json"));
            assert_eq!(csvw["dc:title"][0]["@value"], resource["title"]);
            assert_eq!(csvw["dc:license"]["@id"], *license);
            assert_eq!(csvw["url"], resource["path"]);
            let schema = built.json(&format!("{name}.schema.json"));
            assert_eq!(schema["title"], resource["title"]);
        }
    });
}

#[test]
fn records_keep_their_json_schema_and_a_spoilt_one_does_not() {
    each_dataset(|dataset, built| {
        for (resource, _) in built.tables() {
            let name = resource["name"].as_str().unwrap();
            let schema = built.json(&format!("{name}.schema.json"));
            let mut records = built.json(&format!("{name}.json"));
            let validator = jsonschema::validator_for(&schema).unwrap();
            let errors = validator.iter_errors(&records).map(|it| it.to_string());
            assert_eq!(
                errors.collect::<Vec<_>>(),
                Vec::<String>::new(),
                "{dataset}/{name}"
            );
            let first = records[0].as_object_mut().unwrap();
            let field = first.keys().next().unwrap().clone();
            first.insert(field, Value::Bool(true));
            assert!(!validator.is_valid(&records), "{dataset}/{name}");
        }
    });
}

#[test]
fn a_promise_that_a_row_breaks_is_told_in_the_report_and_made_nowhere() {
    let built = build(Path::new("datasets/cybersecurity-action-plan"));
    let report = built.json("report.json");
    assert_eq!(report["findings"][0]["rule"], "constraint-error");
    let package = built.json("datapackage.json");
    let fields = package["resources"][0]["schema"]["fields"]
        .as_array()
        .unwrap();
    let field = fields.iter().find(|it| it["name"] == "start_date").unwrap();
    // One date lies before the smallest; the largest holds.
    assert_eq!(
        field["constraints"],
        serde_json::json!({ "maximum": "2024-09-30" })
    );
    let end = fields.iter().find(|it| it["name"] == "end_date").unwrap();
    assert_eq!(end["constraints"]["minimum"], "2023-10-01");
}

#[test]
fn pages_are_well_formed_and_run_nothing() {
    each_dataset(|dataset, built| {
        for file in ["dictionary.html", "report.html"] {
            let text = built.text(file);
            let page = tree::parse(text);
            assert_eq!(page.all("html")[0].attribute("lang"), "th");
            assert!(page.all("script").is_empty());
            for forbidden in ["javascript:", "http-equiv", " src=", "url(", "@import"] {
                assert!(!text.contains(forbidden), "{dataset}/{file}: {forbidden}");
            }
        }
    });
}
