//! What a file tells of a dataset → the descriptor's draft. What it does not tell stands there empty, for a person.

use serde_json::{Map, Value as Json, json};

use crate::describe::draft::told::{Told, body_in, years};

/// What the file is about, as far as it was looked at.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// Machine name.
    pub name: String,
    /// What is told around the first table.
    pub told: Told,
    /// Properties of the document.
    pub properties: Vec<(String, String)>,
    /// Name of the sheet of the first table.
    pub sheet: String,
    /// Labels of every column: years may stand in them.
    pub labels: Vec<String>,
    /// The kind of table that it looks like: `register`, `statistical-table`, `time-series`, `survey`.
    pub kind: Option<&'static str>,
    /// The format in the standard's words: `XLS` or `CSV`.
    pub format: &'static str,
    /// The resources, whole.
    pub resources: Vec<Json>,
}

/// The descriptor that the file tells; empty items are for a person to fill. The licence is never guessed.
pub fn descriptor(subject: &Subject) -> Json {
    let told = &subject.told;
    let title = title(subject);
    let publisher = publisher(subject);
    let mut gdc = Map::new();
    let mut put = |key: &str, value: Json| {
        gdc.insert(key.to_owned(), value);
    };
    let statistics = matches!(subject.kind, Some("statistical-table" | "time-series"));
    put(
        "data_type",
        json!(match subject.kind {
            Some(_) if statistics => "ข้อมูลสถิติ",
            Some(_) => "ข้อมูลระเบียน",
            None => "",
        }),
    );
    put("maintainer", json!(publisher));
    put("maintainer_email", json!(""));
    put("objective", json!([]));
    put("update_frequency_unit", json!(told.frequency));
    if !told.frequency.is_empty() {
        put("update_frequency_interval", json!("1"));
    }
    put("geo_coverage", json!(""));
    put("data_source", json!(told.source));
    put("data_format", json!([subject.format]));
    put("data_category", json!(""));
    put("license_id", json!(""));
    put("data_language", json!(["ไทย"]));
    if let Some(day) = told.as_of {
        put("last_updated_date", json!(day.to_string()));
    }
    if statistics {
        if !told.unit.is_empty() {
            put("unit_of_measure", json!(told.unit));
            let multiplier = if told.multiplier.is_empty() {
                "หน่วย"
            } else {
                told.multiplier.as_str()
            };
            put("unit_of_multiplier", json!(multiplier));
        }
        if let Some((first, last)) = told.years.or_else(|| years(&subject.labels)) {
            put("first_year_of_data", json!(first.to_string()));
            put("last_year_of_data", json!(last.to_string()));
        }
    }
    let mut package = Map::new();
    let mut put = |key: &str, value: Json| {
        package.insert(key.to_owned(), value);
    };
    put("name", json!(subject.name));
    put("title", json!(title));
    put("description", json!(""));
    put("keywords", json!(keywords(&title)));
    put(
        "contributors",
        json!([{ "title": publisher, "roles": ["publisher", "contact"] }]),
    );
    if !told.source.is_empty() {
        put("sources", json!([{ "title": told.source }]));
    }
    put("thai-gdc", Json::Object(gdc));
    put("resources", json!(subject.resources));
    Json::Object(package)
}

/// The title above the table, else the document's, else the sheet's name where a person gave it one.
fn title(subject: &Subject) -> String {
    let property = |name: &str| {
        let found = subject.properties.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    };
    if !subject.told.title.is_empty() {
        return subject.told.title.clone();
    }
    let numbered = ["Sheet", "แผ่น", "ชีต", "Table"];
    let is_own = |name: &&String| {
        let rest = numbered.iter().find_map(|word| name.strip_prefix(word));
        !name.is_empty()
            && rest.is_none_or(|rest| !rest.trim().bytes().all(|byte| byte.is_ascii_digit()))
    };
    property("title")
        .or_else(|| Some(&subject.sheet).filter(is_own).cloned())
        .unwrap_or_default()
}

/// The body that the sheet names, else the document's company where that is a public body.
fn publisher(subject: &Subject) -> String {
    if !subject.told.publisher.is_empty() {
        return subject.told.publisher.clone();
    }
    let company = subject.properties.iter().find(|(key, _)| key == "Company");
    company.map_or_else(String::new, |(_, value)| body_in(value))
}

/// The first word of the title, where it can only be its subject. The body that publishes is no keyword: it has an item of
/// its own. Thai writes no spaces between words, so more would be a guess.
fn keywords(title: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    // "ตารางที่ 4 ผู้ป่วย…" begins with a number of a page, not with its subject.
    let title = title.trim_start_matches("ตารางที่").trim_start();
    let numbered = title.trim_start_matches(|it: char| it.is_numeric() || it == '.');
    let title = numbered.trim_start();
    let first = title.split([' ', '(', ',', ':']).next().unwrap_or("");
    let count = first.chars().count();
    let stop = ["ตาราง", "ข้อมูล", "รายงาน", "รายการ", "สรุป"];
    if (4..=40).contains(&count) && !stop.contains(&first) && body_in(first).is_empty() {
        words.push(first.to_owned());
    }
    words
}
