//! Machine names for columns: a list of usual words first, Latin letters for the rest.

use crate::describe::infer::machine_name;
use crate::describe::romanise::romanise;
use crate::model::grammar::digits;

/// Usual labels with their names; see `dictionaries/shared/README.md`.
const NAMES: &str = include_str!("../../../dictionaries/shared/column-names.csv");

/// Bytes of a name at most: the DataStore's limit (PostgreSQL, NAMEDATALEN).
const LONGEST: usize = 63;

/// A name for a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// ASCII `snake_case`, at most 63 bytes, no two alike.
    pub name: String,
    /// Every word of the label is in the list, or the label was a name already. Else a person should look.
    pub known: bool,
}

/// A name for each label, in order. No two are alike.
pub fn names(labels: &[&str]) -> Vec<Proposal> {
    let mut made: Vec<Proposal> = Vec::with_capacity(labels.len());
    for (number, label) in (1..).zip(labels) {
        let mut proposal = name(label, number);
        proposal.name = unlike(&made, &proposal.name);
        made.push(proposal);
    }
    made
}

/// The name with a number behind it where another column has it already.
fn unlike(made: &[Proposal], name: &str) -> String {
    let is_free = |name: &str| made.iter().all(|other| other.name != name);
    if is_free(name) {
        return name.to_owned();
    }
    let mut number = 2u32;
    loop {
        let suffix = format!("_{number}");
        let numbered = format!("{}{suffix}", cut(name, LONGEST - suffix.len()));
        if is_free(&numbered) {
            return numbered;
        }
        number += 1;
    }
}

fn name(label: &str, number: usize) -> Proposal {
    let label = label.trim();
    if !label.is_empty() && label.is_ascii() {
        let name = machine_name(label, number);
        let known = !name.starts_with("column_");
        if known {
            return Proposal { name, known };
        }
    }
    let mut words: Vec<String> = Vec::new();
    let mut known = true;
    for part in label.split(" / ") {
        for piece in part.split(['(', ')', '[', ']']) {
            let (word, listed) = translated(piece);
            known &= listed;
            if !word.is_empty() && words.last() != Some(&word) {
                words.push(word);
            }
        }
    }
    let joined = words.join("_");
    let name = cut(&joined, LONGEST);
    if name.is_empty() {
        return Proposal {
            name: format!("column_{number}"),
            known: false,
        };
    }
    // A name begins with a letter: a year is one of a series, anything else a number of its own.
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        let is_year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
        let prefix = if is_year { "year_" } else { "no_" };
        return Proposal {
            name: cut(&format!("{prefix}{name}"), LONGEST).to_owned(),
            known: known && is_year,
        };
    }
    Proposal {
        name: name.to_owned(),
        known,
    }
}

/// A piece of a label as words of a name, and whether the list has all of it.
fn translated(piece: &str) -> (String, bool) {
    let ascii = digits::to_ascii(piece.trim());
    let piece = ascii.split_whitespace().collect::<Vec<_>>().join(" ");
    if piece.is_empty() {
        return (String::new(), true);
    }
    if let Some(name) = listed(&piece) {
        return (name.to_owned(), true);
    }
    let mut words = Vec::new();
    let mut known = true;
    for word in piece.split(|letter: char| letter == ' ' || letter.is_ascii_punctuation()) {
        if word.is_empty() {
            continue;
        }
        if let Some(name) = listed(word) {
            words.push(name.to_owned());
        } else if word.is_ascii() {
            words.push(word.to_ascii_lowercase());
        } else {
            known = false;
            words.push(composed(word).unwrap_or_else(|| latin(word)));
        }
    }
    (words.join("_"), known)
}

/// A word that is made of listed words only: จำนวนผู้ป่วยชาย.
fn composed(word: &str) -> Option<String> {
    let mut names = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let (thai, name) = entries()
            .filter(|(thai, _)| rest.starts_with(*thai))
            .max_by_key(|(thai, _)| thai.len())?;
        names.push(name);
        rest = rest.get(thai.len()..)?;
    }
    Some(names.join("_"))
}

/// A word in Latin letters, and nothing that a name cannot hold.
fn latin(word: &str) -> String {
    let letters = romanise(word);
    let letters = letters.chars().filter(char::is_ascii_alphanumeric);
    letters.collect::<String>().to_ascii_lowercase()
}

fn listed(text: &str) -> Option<&'static str> {
    entries()
        .find(|(thai, _)| *thai == text)
        .map(|(_, name)| name)
}

fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
}

/// The beginning of a name of ASCII letters, cut between words where one ends near the limit.
fn cut(name: &str, limit: usize) -> &str {
    let name = name.trim_matches('_');
    let Some(short) = name.get(..limit).filter(|_| name.len() > limit) else {
        return name;
    };
    let whole = short.rfind('_').filter(|at| at * 2 > limit);
    short.get(..whole.unwrap_or(limit)).unwrap_or(short)
}

#[cfg(test)]
mod tests {
    use super::{entries, names};

    fn made(labels: &[&str]) -> Vec<String> {
        names(labels).into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn usual_labels_get_english_names_and_the_rest_a_reading() {
        assert_eq!(
            made(&[
                "จังหวัด",
                "จำนวน (คน)",
                "ปี ๒๕๖๗",
                "รวม / ชาย",
                "2567",
                "Total cases",
                ""
            ]),
            [
                "province",
                "count_persons",
                "year_2567",
                "total_male",
                "year_2567_2",
                "total_cases",
                "column_7"
            ]
        );
        let known: Vec<bool> = names(&["จังหวัด", "บึงกาฬ", "จำนวนผู้ป่วยชาย"])
            .into_iter()
            .map(|it| it.known)
            .collect();
        assert_eq!(known, [true, false, false]);
        assert_eq!(
            made(&["บึงกาฬ", "จำนวนผู้ป่วยชาย"]),
            ["buengkan", "patients_male"]
        );
    }

    #[test]
    fn every_name_is_legal_and_no_two_are_alike() {
        let long = "ร้อยละของผู้สูงอายุที่ได้รับการคัดกรองสุขภาพช่องปากและฟันอย่างต่อเนื่อง".repeat(3);
        let labels = [
            &long,
            &long,
            "จำนวน",
            "จำนวน",
            "---",
            "1. ที่",
            "ก่อน/หลัง",
            "ร้อยละ",
        ];
        let names = made(&labels);
        for name in &names {
            assert!(name.len() <= 63, "{name}");
            assert!(
                name.starts_with(|first: char| first.is_ascii_lowercase()),
                "{name}"
            );
            let legal = |letter: char| {
                letter == '_' || letter.is_ascii_lowercase() || letter.is_ascii_digit()
            };
            assert!(name.chars().all(legal), "{name}");
        }
        let mut sorted = names.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), labels.len(), "{names:?}");
    }

    #[test]
    fn the_list_has_each_label_once_and_legal_names() {
        let mut labels: Vec<&str> = entries().map(|(thai, _)| thai).collect();
        assert!(labels.len() > 200);
        labels.sort_unstable();
        assert!(labels.windows(2).all(|pair| pair[0] != pair[1]));
        for (_, name) in entries() {
            assert!(
                name.bytes()
                    .all(|byte| byte == b'_' || byte.is_ascii_lowercase()),
                "{name}"
            );
        }
    }
}
