//! A rule's page, as reports and `explain` show it.

use crate::model::diagnostic::{Fix, Severity};
use crate::model::language::{Language, Text};

/// What a report knows of a rule, whether it found something or not.
#[derive(Clone, Copy, Debug)]
pub struct RulePage {
    /// Its name.
    pub name: &'static str,
    /// Severity unless configured otherwise.
    pub severity: Severity,
    /// The criterion that it decides, `a` to `f`.
    pub criterion: Option<char>,
    /// What can mend it.
    pub fix: Fix,
    /// What it looks at: `sheet`, `table`, `column`, `data`, `dataset`.
    pub scope: &'static str,
    /// Its title.
    pub title: Text,
    /// The page, Markdown in both languages.
    pub doc: &'static str,
}

/// A section that stands on a page once in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Why it matters.
    Why,
    /// How to mend it in Excel.
    Mend,
}

impl Section {
    /// Its heading.
    pub fn heading(self) -> Text {
        match self {
            Self::Why => Text {
                th: "ทำไมจึงสำคัญ",
                en: "Why it matters",
            },
            Self::Mend => Text {
                th: "วิธีแก้ใน Excel",
                en: "How to fix in Excel",
            },
        }
    }
}

impl RulePage {
    /// The Markdown of a section in one language.
    pub fn section(&self, section: Section, language: Language) -> String {
        let heading = section.heading().get(language);
        let mut text = String::new();
        let mut inside = false;
        for line in lines(self.doc) {
            match line.strip_prefix("## ") {
                Some(other) => inside = other == heading,
                None if inside => {
                    text.push_str(line);
                    text.push('\n');
                }
                None => {}
            }
        }
        text.trim().to_owned()
    }

    /// The first paragraph of a section as one line.
    pub fn first_paragraph(&self, section: Section, language: Language) -> String {
        let text = self.section(section, language);
        let paragraph = text.lines().take_while(|line| !line.trim().is_empty());
        paragraph.map(str::trim).collect::<Vec<_>>().join(" ")
    }
}

/// A page without its title line and without the sections of the other language.
pub fn in_language(doc: &str, language: Language) -> String {
    let other = match language {
        Language::Thai => Language::English,
        Language::English => Language::Thai,
    };
    let skipped = [Section::Why, Section::Mend].map(|section| section.heading().get(other));
    let mut out = String::new();
    let mut skip = false;
    for line in lines(doc).skip(1).skip_while(|line| line.trim().is_empty()) {
        if let Some(heading) = line.strip_prefix("## ") {
            skip = skipped.contains(&heading);
        }
        if !skip {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The heading of the Thai part of a step's page; what stands before it is English.
const THAI: &str = "ภาษาไทย";

/// The page of a step without its title line and without what it says in the other language; its example stays.
pub fn step(doc: &str, language: Language) -> String {
    let mut out = String::new();
    let mut skip = language == Language::Thai;
    for line in lines(doc).skip(1) {
        match line.strip_prefix("## ") {
            Some(THAI) => {
                skip = language == Language::English;
                continue;
            }
            Some(_) => skip = false,
            None => {}
        }
        let leading = out.is_empty() && line.trim().is_empty();
        if !skip && !leading {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The lines of a doc comment without the space behind its slashes.
fn lines(doc: &str) -> impl Iterator<Item = &str> {
    doc.lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
}
