//! What later requests need from earlier answers: ids, a token, a time.

use std::collections::BTreeMap;

use serde_json::Value;

/// `update__resources__01f1f` names a resource by the first characters of its id; whose they were when it was recorded.
const ID_PREFIXES: [(&str, &str); 2] = [
    ("resources__01f1f", "uuid37"),
    ("resources__dcd7c", "uuid38"),
];

/// Names that the exchanges make and use begin with one of these.
const NAMES: [&str; 4] = ["ds-", "org-", "alias-", "-_-"];

/// What the placeholders of the recorded exchanges stand for on this portal.
pub(super) struct State {
    /// Put before every name, so that the exchanges can be replayed on a portal that is used for other things too.
    prefix: String,
    /// The portal's own address, written `http://ckan` in the record.
    site: String,
    /// Makes the ids that a client chooses new in each run.
    run: u32,
    ids: BTreeMap<String, String>,
    /// The last token that the portal gave.
    pub(super) token: String,
    /// The last `metadata_modified` of a dataset that was answered.
    modified: String,
}

impl State {
    /// `prefix`: put before names. `site`: the portal's address. `token`: what stands for `<jwt>` until the portal gives one.
    pub(super) fn new(prefix: &str, site: &str, token: &str, run: u32) -> Self {
        Self {
            prefix: prefix.to_owned(),
            site: site.to_owned(),
            run,
            ids: BTreeMap::new(),
            token: token.to_owned(),
            modified: String::new(),
        }
    }

    /// A recorded text as it is sent to this portal.
    pub(super) fn fill(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, name, after)) = placeholder(rest) {
            out.push_str(before);
            let value = match name {
                "timestamp" => self.modified.clone(),
                "jwt" => self.token.clone(),
                id => self.id(id),
            };
            out.push_str(&value);
            rest = after;
        }
        out.push_str(rest);
        for (recorded, id) in ID_PREFIXES {
            if out.contains(recorded) {
                let ours = format!("resources__{}", &self.id(id)[..8]);
                out = out.replace(recorded, &ours);
            }
        }
        self.named(&out)
    }

    /// The id that stands for `uuid7`; one that a client chose is made here.
    pub(super) fn id(&mut self, name: &str) -> String {
        let number: u64 = name.trim_start_matches("uuid").parse().unwrap();
        let made = format!("{:08x}-0000-4000-8000-{number:012x}", self.run);
        self.ids.entry(name.to_owned()).or_insert(made).clone()
    }

    /// Keeps the id of what a step between the exchanges made.
    pub(super) fn keep(&mut self, name: &str, id: &Value) {
        if let Some(id) = id.as_str() {
            self.ids.insert(name.to_owned(), id.to_owned());
        }
    }

    /// Keeps the time of an answer's dataset.
    pub(super) fn look(&mut self, body: &Value) {
        let result = &body["result"];
        for dataset in [result, &result["package"]] {
            if let Some(time) = dataset["metadata_modified"].as_str() {
                time.clone_into(&mut self.modified);
            }
        }
    }

    /// Whether a text of an answer is the recorded one. Placeholders that are met for the first time take what they stand
    /// for from `ours`; a number keeps its id from then on.
    pub(super) fn matches(&mut self, recorded: &str, ours: &str) -> bool {
        let recorded = recorded.replace("http://ckan", &self.site);
        let ours = match self.prefix.as_str() {
            "" => ours.to_owned(),
            prefix => ours.replace(prefix, ""),
        };
        let (mut told, mut rest) = (recorded.as_str(), ours.as_str());
        let mut met = Vec::new();
        while let Some((before, name, after)) = placeholder(told) {
            let Some(tail) = rest.strip_prefix(before) else {
                return false;
            };
            let next = placeholder(after).map_or(after, |(next, _, _)| next);
            let length = match name {
                "timestamp" | "jwt" if next.is_empty() => Some(tail.len()),
                "timestamp" | "jwt" => tail.find(next),
                "md5" => Some(32),
                _ => Some(36),
            };
            let Some((value, tail)) = length.and_then(|length| tail.split_at_checked(length))
            else {
                return false;
            };
            met.push((name, value));
            (told, rest) = (after, tail);
        }
        told == rest && met.iter().all(|(name, value)| self.agrees(name, value))
    }

    fn agrees(&mut self, name: &str, value: &str) -> bool {
        let is_id = |length: usize| {
            value.len() == length
                && value
                    .bytes()
                    .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
        };
        match name {
            "timestamp" => value.len() >= 19 && value.as_bytes()[10] == b'T',
            "jwt" => {
                value.clone_into(&mut self.token);
                !value.is_empty()
            }
            "md5" => is_id(32),
            _ => is_id(36) && *self.ids.entry(name.to_owned()).or_insert(value.to_owned()) == value,
        }
    }

    /// Names of the exchanges with the prefix before them.
    pub(super) fn named(&self, text: &str) -> String {
        if self.prefix.is_empty() {
            return text.to_owned();
        }
        let mut out = String::new();
        let mut last = ' ';
        for (at, character) in text.char_indices() {
            let inside = last.is_alphanumeric() || matches!(last, '-' | '_');
            if !inside && NAMES.iter().any(|name| text[at..].starts_with(name)) {
                out.push_str(&self.prefix);
            }
            out.push(character);
            last = character;
        }
        out
    }
}

/// The first placeholder of a text: what stands before it, its name, what stands behind.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find('<') {
        let start = from + at + 1;
        if let Some(length) = text[start..].find('>') {
            let name = &text[start..start + length];
            let is_number = name
                .strip_prefix("uuid")
                .is_some_and(|number| number.parse::<u32>().is_ok());
            if is_number || matches!(name, "timestamp" | "jwt" | "md5") {
                return Some((&text[..start - 1], name, &text[start + length + 1..]));
            }
        }
        from = start;
    }
    None
}
