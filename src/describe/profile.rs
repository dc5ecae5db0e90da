//! The profiles of our own files, and what breaks them, in both languages.

use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use crate::describe::Error;
use crate::model::language::{Message, say};

/// A profile that the program carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// `datasets/<name>/datapackage.json`.
    Descriptor,
    /// The `thai-gdc` part of it.
    ThaiGdc,
    /// `datasets/<name>/tidy.json`.
    Plan,
    /// The report of a check.
    Report,
    /// Scores by KPI 2.5.
    Score,
}

/// Every profile with its file's name and text.
pub const PROFILES: [(Profile, &str, &str); 5] = [
    (
        Profile::Descriptor,
        "descriptor.json",
        include_str!("../../schemas/profiles/descriptor.json"),
    ),
    (
        Profile::ThaiGdc,
        "thai-gdc.json",
        include_str!("../../schemas/profiles/thai-gdc.json"),
    ),
    (
        Profile::Plan,
        "plan.json",
        include_str!("../../schemas/profiles/plan.json"),
    ),
    (
        Profile::Report,
        "report-v1.json",
        include_str!("../../schemas/profiles/report-v1.json"),
    ),
    (
        Profile::Score,
        "score.json",
        include_str!("../../schemas/profiles/score.json"),
    ),
];

/// One thing that breaks a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where, dotted: `thai-gdc.objective`.
    pub path: String,
    /// What is wrong, naming the field in both languages.
    pub message: Message,
    /// A member that the profile does not know.
    pub unknown: bool,
}

/// Checks a value against a profile.
pub fn violations(profile: Profile, value: &Value) -> Result<Vec<Violation>, Error> {
    let name = file(profile);
    let broken = |why: String| Error::Profile(name, why);
    let schema = text(profile)
        .and_then(|text| serde_json::from_str::<Value>(text).ok())
        .ok_or_else(|| broken("no JSON".to_owned()))?;
    let gdc: Value = text(Profile::ThaiGdc)
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    let registry = jsonschema::Registry::new()
        .add(
            "https://sheetpress.example/profiles/thai-gdc.json",
            gdc.clone(),
        )
        .and_then(jsonschema::RegistryBuilder::prepare)
        .map_err(|error| broken(error.to_string()))?;
    let validator = jsonschema::options()
        .with_registry(&registry)
        .build(&schema)
        .map_err(|error| broken(error.to_string()))?;
    let mut found: Vec<Violation> = validator
        .iter_errors(value)
        .flat_map(|error| describe(&error, &schema, &gdc))
        .collect();
    found.dedup();
    Ok(found)
}

fn file(profile: Profile) -> &'static str {
    PROFILES
        .iter()
        .find(|(own, ..)| *own == profile)
        .map_or("", |(_, name, _)| name)
}

fn text(profile: Profile) -> Option<&'static str> {
    PROFILES
        .iter()
        .find(|(own, ..)| *own == profile)
        .map(|(.., text)| *text)
}

fn describe(
    error: &jsonschema::ValidationError<'_>,
    schema: &Value,
    gdc: &Value,
) -> Vec<Violation> {
    let base = dotted(error.instance_path().as_str());
    let join = |name: &str| {
        if base.is_empty() {
            name.to_owned()
        } else {
            format!("{base}.{name}")
        }
    };
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let path = join(property.as_str().unwrap_or_default());
            let (th, en) = titles(&path, schema, gdc);
            vec![Violation {
                message: say!(th: "ขาดรายการ \"{th}\" ({path})", en: "\"{en}\" ({path}) is missing"),
                path,
                unknown: false,
            }]
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| {
                let path = join(name);
                Violation {
                    message: say!(
                        th: "ไม่รู้จักรายการ {path} ตรวจตัวสะกด หรือลบออก (รายการที่รู้จักอยู่ใน schemas/profiles)",
                        en: "{path} is not known; correct its spelling or delete it (schemas/profiles lists what is known)"
                    ),
                    path,
                    unknown: true,
                }
            })
            .collect(),
        ValidationErrorKind::Enum { options } => {
            let (th, en) = titles(&base, schema, gdc);
            let given = error.instance().as_str().map_or_else(|| error.instance().to_string(), str::to_owned);
            let allowed = options.as_array().into_iter().flatten().filter_map(Value::as_str).take(6).collect::<Vec<_>>().join(", ");
            vec![Violation {
                message: say!(
                    th: "\"{th}\" ({base}) มีค่า \"{given}\" ซึ่งไม่อยู่ในรายการของมาตรฐาน เช่น {allowed}",
                    en: "\"{en}\" ({base}) is \"{given}\", which is not in the standard's list, such as {allowed}"
                ),
                path: base,
                unknown: false,
            }]
        }
        ValidationErrorKind::Contains if base == "contributors" => vec![Violation {
            message: say!(
                th: "ขาด \"องค์กร\" ({base} ที่มี roles: [\"publisher\"])",
                en: "\"Organisation\" is missing (a contributor with roles: [\"publisher\"])"
            ),
            path: base,
            unknown: false,
        }],
        _ => {
            let (th, en) = titles(&base, schema, gdc);
            let place = if base.is_empty() { "the whole file".to_owned() } else { base.clone() };
            vec![Violation {
                message: say!(th: "\"{th}\" ({place}) ไม่ถูกรูปแบบ: {error}", en: "\"{en}\" ({place}) is not well-formed: {error}"),
                path: base,
                unknown: false,
            }]
        }
    }
}

/// `/thai-gdc/objective/0` as `thai-gdc.objective.0`.
fn dotted(pointer: &str) -> String {
    pointer
        .trim_start_matches('/')
        .replace('/', ".")
        .replace("~1", "/")
        .replace("~0", "~")
}

/// The Thai and English title of an item, by its path.
fn titles(path: &str, schema: &Value, gdc: &Value) -> (String, String) {
    let parts = path
        .split('.')
        .filter(|part| part.parse::<usize>().is_err())
        .collect::<Vec<_>>();
    let found = match parts.as_slice() {
        ["thai-gdc", item, ..] => gdc.pointer(&format!("/properties/{item}")),
        ["resources", item, ..] => {
            schema.pointer(&format!("/properties/resources/items/properties/{item}"))
        }
        ["sheetpress", "kpi", item, ..] => schema.pointer(&format!(
            "/properties/sheetpress/properties/kpi/properties/{item}"
        )),
        [item, ..] => schema.pointer(&format!("/properties/{item}")),
        [] => None,
    };
    let title = |key: &str| {
        found
            .and_then(|found| found.get(key))
            .and_then(Value::as_str)
            .unwrap_or(path)
            .to_owned()
    };
    (title("x-title-th"), title("title"))
}
