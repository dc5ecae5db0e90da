//! The tidy plan: steps with parameters that a person reviews and next month's workbook replays.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `tidy.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Where its JSON Schema is, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// Version of the file's form: 1.
    pub plan: u32,
    /// The plan of each table, by resource name.
    pub resources: BTreeMap<String, TablePlan>,
}

/// The plan of one table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TablePlan {
    /// What the sheet must look like for the plan to apply.
    pub expects: Expected,
    /// The steps, in order.
    pub steps: Vec<StepCall>,
}

/// The layout that a plan was written for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Name of the sheet.
    pub sheet: String,
    /// The header's range, A1.
    pub header: String,
    /// The label of each column, as detection joins it.
    pub labels: Vec<String>,
    /// Cells of titles and notes that the plan reads, A1, with the words that they must still hold.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cells: BTreeMap<String, String>,
}

/// One step with its parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepCall {
    /// Name of the step.
    pub step: String,
    /// Its parameters; each step says in its page which it takes.
    #[serde(flatten)]
    pub parameters: Map<String, Value>,
}

impl StepCall {
    /// A text parameter.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.parameters.get(key).and_then(Value::as_str)
    }

    /// A list of texts; one text alone counts as a list.
    pub fn texts(&self, key: &str) -> Vec<&str> {
        match self.parameters.get(key) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(text)) => vec![text],
            _ => Vec::new(),
        }
    }

    /// A map of texts.
    pub fn map(&self, key: &str) -> Vec<(&str, &str)> {
        match self.parameters.get(key) {
            Some(Value::Object(map)) => map
                .iter()
                .filter_map(|(from, to)| Some((from.as_str(), to.as_str()?)))
                .collect(),
            _ => Vec::new(),
        }
    }
}
