//! What the profiles say of an item of the descriptor: its title, what it means, which values it may have.

use serde_json::Value as Json;

use crate::describe::profile::{PROFILES, Profile};
use crate::model::language::Message;

/// An item that a person is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its title.
    pub title: Message,
    /// What it means, where the profile says so.
    pub meaning: Message,
    /// The values that are allowed; empty where any text is.
    pub choices: Vec<String>,
    /// Several values, a list.
    pub many: bool,
}

/// The item at a path of the descriptor: `title`, `thai-gdc.objective`. An unknown one has its path for a title.
pub fn item(path: &str) -> Item {
    let (profile, key) = match path.strip_prefix("thai-gdc.") {
        Some(key) => (Profile::ThaiGdc, key),
        None => (Profile::Descriptor, path),
    };
    // `contributors.0.title` is one text of a list.
    let (key, deeper) = key
        .split_once('.')
        .map_or((key, false), |(key, _)| (key, true));
    let text = PROFILES.iter().find(|(known, ..)| *known == profile);
    let profile: Json = text
        .and_then(|(.., text)| serde_json::from_str(text).ok())
        .unwrap_or_default();
    let Some(found) = profile.pointer(&format!("/properties/{key}")) else {
        return Item {
            title: both(path, path),
            ..Item::default()
        };
    };
    let said = |key: &str| found.get(key).and_then(Json::as_str).unwrap_or_default();
    let listed = found.get("enum").or_else(|| found.pointer("/items/enum"));
    let choices = listed.and_then(Json::as_array).into_iter().flatten();
    Item {
        title: both(said("x-title-th"), said("title")),
        meaning: both(said("x-description-th"), said("description")),
        choices: choices
            .filter_map(Json::as_str)
            .map(str::to_owned)
            .collect(),
        many: !deeper && found.get("type").and_then(Json::as_str) == Some("array"),
    }
}

/// A text in both languages; where one is missing, the other stands for it.
fn both(th: &str, en: &str) -> Message {
    let or = |own: &str, other: &str| if own.is_empty() { other } else { own }.to_owned();
    Message {
        th: or(th, en),
        en: or(en, th),
    }
}

#[cfg(test)]
mod tests {
    use super::item;

    #[test]
    fn items_come_from_the_profiles() {
        let objective = item("thai-gdc.objective");
        assert!(objective.many && objective.choices.len() > 10);
        assert_eq!(objective.title.th, "วัตถุประสงค์");
        assert_eq!(item("title").title.th, "ชื่อชุดข้อมูล");
        assert!(item("keywords").many && item("keywords").choices.is_empty());
        assert!(!item("contributors.0.title").many);
        assert_eq!(item("no.such").title.en, "no.such");
    }
}
