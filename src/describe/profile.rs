//! The profiles of our own files, and what breaks them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::describe::Error;
use crate::describe::conditions;
use crate::describe::messages;
use crate::describe::place::Schemas;
use crate::model::language::Message;

/// A profile that the program carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// `datasets/<name>/datapackage.json`.
    Descriptor,
    /// The `thai-gdc` part of it.
    ThaiGdc,
    /// The `thai-gdc` part of one of its resources.
    ThaiGdcResource,
    /// `datasets/<name>/tidy.json`.
    Plan,
    /// The report of a check.
    Report,
    /// Scores by KPI 2.5.
    Score,
}

/// Every profile with its file's name and text.
pub const PROFILES: [(Profile, &str, &str); 6] = [
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
        Profile::ThaiGdcResource,
        "thai-gdc-resource.json",
        include_str!("../../schemas/profiles/thai-gdc-resource.json"),
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

/// Where the profiles say that they are found; a `$ref` names them so.
const BASE: &str = "https://sheetpress.example/profiles/";

/// One thing that breaks a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where, dotted: `thai-gdc.objective`.
    pub path: String,
    /// What is wrong and what is allowed, naming the field in both languages.
    pub message: Message,
    /// A member that the profile does not know.
    pub unknown: bool,
}

/// Checks a value against a profile. Of one item the first fault is told; the next shows when that is mended.
pub fn violations(profile: Profile, value: &Value) -> Result<Vec<Violation>, Error> {
    let name = file(profile);
    let broken = |why: String| Error::Profile(name, why);
    let root = json(profile).ok_or_else(|| broken("no JSON".to_owned()))?;
    let parts: Vec<(String, Value)> = [Profile::ThaiGdc, Profile::ThaiGdcResource]
        .into_iter()
        .filter(|part| *part != profile)
        .filter_map(|part| Some((format!("{BASE}{}", file(part)), json(part)?)))
        .collect();
    let mut registry = jsonschema::Registry::new();
    for (uri, part) in &parts {
        registry = registry
            .add(uri, part.clone())
            .map_err(|error| broken(error.to_string()))?;
    }
    let registry = registry
        .prepare()
        .map_err(|error| broken(error.to_string()))?;
    let validator = jsonschema::options()
        .with_registry(&registry)
        .build(&root)
        .map_err(|error| broken(error.to_string()))?;
    let schemas = Schemas::new(&root, &parts);
    let mut found: Vec<Violation> = validator
        .iter_errors(value)
        .flat_map(|error| messages::violations_of(&error, value, &schemas))
        .collect();
    found.extend(conditions::broken(profile, value, &schemas));
    let mut seen = BTreeSet::new();
    found.retain(|violation| seen.insert(violation.path.clone()));
    Ok(found)
}

/// A profile's text as JSON.
pub(super) fn json(profile: Profile) -> Option<Value> {
    let (.., text) = PROFILES.iter().find(|(own, ..)| *own == profile)?;
    serde_json::from_str(text).ok()
}

fn file(profile: Profile) -> &'static str {
    PROFILES
        .iter()
        .find(|(own, ..)| *own == profile)
        .map_or("", |(_, name, _)| name)
}
