//! Thai and English, side by side.

use std::fmt;
use std::str::FromStr;

/// A language that the product speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// ไทย
    Thai,
    /// English
    #[default]
    English,
}

impl Language {
    /// `th` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Thai => "th",
            Self::English => "en",
        }
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "th" => Ok(Self::Thai),
            "en" => Ok(Self::English),
            other => Err(format!("\"{other}\" is not a language: th or en")),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A fixed text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// ไทย
    pub th: &'static str,
    /// English
    pub en: &'static str,
}

impl Text {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &'static str {
        match language {
            Language::Thai => self.th,
            Language::English => self.en,
        }
    }
}

/// A composed text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// ไทย
    pub th: String,
    /// English
    pub en: String,
}

impl Message {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Thai => &self.th,
            Language::English => &self.en,
        }
    }
}

impl Message {
    /// A text that says the same in Thai and in English with " / " between, such as the reason why a step needs a look; any
    /// other text stands for both languages.
    pub fn halves(text: &str) -> Self {
        let is_thai = |letter: char| ('\u{e01}'..='\u{e5b}').contains(&letter);
        let halves = text.match_indices(" / ").find_map(|(at, sign)| {
            let (th, en) = (text.get(..at)?, text.get(at + sign.len()..)?);
            let english = en.starts_with(|first: char| first.is_ascii_alphabetic());
            (english && th.contains(is_thai)).then_some((th, en))
        });
        let (th, en) = halves.unwrap_or((text, text));
        Self {
            th: th.to_owned(),
            en: en.to_owned(),
        }
    }
}

impl From<Text> for Message {
    fn from(text: Text) -> Self {
        Self {
            th: text.th.to_owned(),
            en: text.en.to_owned(),
        }
    }
}

/// Composes a [`Message`]: `say!(th: "คอลัมน์ {x}", en: "column {x}")`.
macro_rules! say {
    (th: $th:literal, en: $en:literal $(, $($rest:tt)*)?) => {
        $crate::model::language::Message {
            th: format!($th $(, $($rest)*)?),
            en: format!($en $(, $($rest)*)?),
        }
    };
}
pub(crate) use say;
