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
    /// Further tables that are stacked beneath the first; each ends with columns of the same names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub and: Vec<PartPlan>,
    /// Steps on the table that was stacked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<StepCall>,
}

impl TablePlan {
    /// The plan of each table that the resource is made of, the first one too.
    pub fn parts(&self) -> impl Iterator<Item = (&Expected, &[StepCall])> {
        let first = std::iter::once((&self.expects, self.steps.as_slice()));
        first.chain(
            self.and
                .iter()
                .map(|part| (&part.expects, part.steps.as_slice())),
        )
    }

    /// Every step in the order of the file.
    pub fn calls(&self) -> impl Iterator<Item = &StepCall> {
        self.parts()
            .flat_map(|(_, steps)| steps)
            .chain(self.then.iter())
    }
}

/// The plan of a further table of a resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartPlan {
    /// What its sheet must look like.
    pub expects: Expected,
    /// Its steps, in order.
    pub steps: Vec<StepCall>,
}

/// The layout that a plan was written for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Name of the sheet; `*` for every visible sheet that has a table with this header and these labels.
    pub sheet: String,
    /// Sheets that `*` passes over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
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
    /// A call without parameters.
    pub fn new(step: &str) -> Self {
        Self {
            step: step.to_owned(),
            parameters: Map::new(),
        }
    }

    /// The same call with one parameter more.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.parameters.insert(key.to_owned(), value.into());
        self
    }

    /// Why a person must look at the call before it may run: a proposal nobody has confirmed.
    pub fn review(&self) -> Option<&str> {
        self.text("review")
    }

    /// A whole number.
    pub fn number(&self, key: &str) -> Option<u64> {
        self.parameters.get(key).and_then(Value::as_u64)
    }

    /// Whether a flag is set.
    pub fn flag(&self, key: &str) -> bool {
        self.parameters.get(key).and_then(Value::as_bool) == Some(true)
    }

    /// A list or one text, for a sentence: `B, C, D`.
    pub fn listed(&self, key: &str) -> String {
        self.texts(key).join(", ")
    }

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

    /// The label that the call's `labels` give a new column; its name where they give none.
    pub fn label_for<'a>(&'a self, name: &'a str) -> &'a str {
        let mut labels = self.map("labels").into_iter();
        let label = labels.find(|(known, _)| *known == name);
        label.map_or(name, |(_, label)| label)
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
