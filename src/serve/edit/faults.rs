//! What is wrong with a request, member by member.

use serde_json::{Map, Value, json};

use crate::ckan::envelope::Failure;

/// Faults by member, in the order in which they are found.
#[derive(Debug, Default)]
pub(crate) struct Faults(Map<String, Value>);

impl Faults {
    /// Adds a sentence to those of a member.
    pub(crate) fn add(&mut self, member: &str, sentence: impl Into<String>) {
        let sentence = json!(sentence.into());
        match self.0.get_mut(member) {
            Some(Value::Array(sentences)) => sentences.push(sentence),
            _ => {
                self.0.insert(member.to_owned(), json!([sentence]));
            }
        }
    }

    /// Says what is wrong with each object of a list: `{}` for one that is right. CKAN leaves those at the end away.
    pub(crate) fn list(&mut self, member: &str, mut each: Vec<Map<String, Value>>) {
        while each.last().is_some_and(Map::is_empty) {
            each.pop();
        }
        if !each.is_empty() {
            self.0.insert(member.to_owned(), json!(each));
        }
    }

    /// Fails where anything is wrong.
    pub(crate) fn check(self) -> Result<(), Failure> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Failure::Validation(self.0))
        }
    }
}
