//! An item of a file with what its profile says of it: labels, choices, examples.

use serde_json::Value;

use crate::model::language::{Message, say};

/// Choices that a message lists; `explain` lists all.
const LISTED: usize = 8;

/// A profile with those that it refers to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schemas<'a> {
    root: &'a Value,
    parts: &'a [(String, Value)],
}

impl<'a> Schemas<'a> {
    /// `parts` are the profiles that a `$ref` may name, by their address.
    pub(super) fn new(root: &'a Value, parts: &'a [(String, Value)]) -> Self {
        Self { root, parts }
    }

    /// The item at a dotted path: `resources.0.thai-gdc.resource_created_date`. Without a label of its own it has that of the
    /// item that it stands in.
    pub(super) fn place(&self, path: &str) -> Place<'a> {
        let mut node = Some(self.root);
        let mut labels = None;
        for part in path.split('.').filter(|part| !part.is_empty()) {
            let around = node.map(|node| self.resolved(node));
            let member = around
                .and_then(|around| around.get("properties"))
                .and_then(|properties| properties.get(part));
            let item = || {
                part.parse::<usize>().ok()?;
                around?.get("items")
            };
            node = member.or_else(item);
            if let Some(found) =
                node.and_then(|node| Some((text(node, "x-title-th")?, text(node, "title")?)))
            {
                labels = Some(found);
            }
        }
        let (th, en) = labels.unwrap_or((path, path));
        Place {
            path: path.to_owned(),
            th: th.to_owned(),
            en: en.to_owned(),
            node: node.map(|node| self.resolved(node)),
        }
    }

    /// What a `$ref` means.
    fn resolved(&self, node: &'a Value) -> &'a Value {
        let named = text(node, "$ref");
        let part = named.and_then(|uri| self.parts.iter().find(|(known, _)| known == uri));
        part.map_or(node, |(_, part)| part)
    }
}

/// One item, with what its profile says.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    /// Where it stands, dotted.
    pub(super) path: String,
    /// Thai label.
    pub(super) th: String,
    /// English label.
    pub(super) en: String,
    node: Option<&'a Value>,
}

impl<'a> Place<'a> {
    /// A word of the profile about the item: `x-form`, `x-parent`, `type`.
    pub(super) fn word(&self, key: &str) -> Option<&'a str> {
        text(self.node?, key)
    }

    /// A part of the profile about the item.
    pub(super) fn part(&self, key: &str) -> Option<&'a Value> {
        self.node?.get(key)
    }

    /// The values that may be chosen; none where any may stand.
    pub(super) fn choices(&self) -> Vec<&'a str> {
        let own = self.part("enum");
        let of_items = || self.part("items")?.get("enum");
        let list = own.or_else(of_items).and_then(Value::as_array);
        list.into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    /// The path of an item beside this one.
    pub(super) fn beside(&self, key: &str) -> String {
        match self.path.rsplit_once('.') {
            Some((before, _)) => format!("{before}.{key}"),
            None => key.to_owned(),
        }
    }

    /// What to write there.
    pub(super) fn how(&self) -> Message {
        let choices = self.choices();
        if !choices.is_empty() {
            let list = listed(&choices);
            return say!(th: "เลือกจาก {list}", en: "choose from {list}");
        }
        let example = self.part("examples").and_then(|list| list.get(0));
        match example.and_then(Value::as_str) {
            Some(example) => {
                say!(th: "กรอก เช่น \"{example}\"", en: "write for instance \"{example}\"")
            }
            None => say!(th: "กรอกรายการนี้", en: "fill it in"),
        }
    }
}

/// A list of choices for a message.
pub(super) fn listed(choices: &[&str]) -> String {
    let mut list = choices
        .iter()
        .take(LISTED)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    if choices.len() > LISTED {
        list.push_str(", …");
    }
    list
}

fn text<'a>(node: &'a Value, key: &str) -> Option<&'a str> {
    node.get(key).and_then(Value::as_str)
}
