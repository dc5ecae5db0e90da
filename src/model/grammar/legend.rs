//! What a sheet says of its own signs: "- หมายถึง ไม่มีข้อมูล", "n/a = ยังไม่รายงาน".

use crate::model::grammar::missing;

/// Words and signs between a sign and its meaning. "=" first: the others are written as it.
const MEANS: [&str; 5] = ["=", "หมายถึง", "หมายความว่า", " means ", " คือ "];

/// What may stand around a sign.
const AROUND: [char; 12] = ['"', '\'', '“', '”', '‘', '’', '(', ')', '[', ']', ',', ':'];

/// Longest meaning, in characters: more is a sentence about something else.
const LONGEST: usize = 60;

/// The signs that a text explains, each with its meaning. Only signs that may stand for a missing value are looked for.
pub fn legend(text: &str) -> Vec<(String, String)> {
    text.lines().flat_map(of_line).collect()
}

fn of_line(line: &str) -> Vec<(String, String)> {
    let mut spaced = line.to_owned();
    for word in MEANS {
        spaced = spaced.replace(word, " = ");
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let places: Vec<usize> = (0..words.len())
        .filter(|at| words.get(*at) == Some(&"="))
        .collect();
    let mut found = Vec::new();
    for (number, at) in places.iter().enumerate() {
        let Some(sign) = at.checked_sub(1).and_then(|before| words.get(before)) else {
            continue;
        };
        let sign = sign.trim_matches(AROUND);
        // The word before the next "=" is the next sign.
        let end = places.get(number + 1).map_or(words.len(), |next| next - 1);
        let meaning = words.get(at + 1..end).unwrap_or_default().join(" ");
        let meaning = meaning.split([';', ',']).next().unwrap_or_default();
        let meaning = meaning.trim_matches([' ', '.', '"', '(', ')']);
        let fits = !meaning.is_empty() && meaning.chars().count() <= LONGEST;
        if fits && missing::is_placeholder(sign) {
            found.push((sign.to_owned(), meaning.to_owned()));
        }
    }
    found
}

/// Whether a meaning may be zero: "there is none" is a number, and no gap.
pub fn may_be_zero(meaning: &str) -> bool {
    let meaning = meaning.trim().to_lowercase();
    ["ไม่มี", "0", "๐", "none"].contains(&meaning.as_str())
        || ["ศูนย์", "zero", "เป็น 0"]
            .iter()
            .any(|word| meaning.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{legend, may_be_zero};

    #[test]
    fn a_legend_is_read_sign_by_sign() {
        let read = |text: &str| -> Vec<String> {
            let pairs = legend(text).into_iter();
            pairs
                .map(|(sign, meaning)| format!("{sign}>{meaning}"))
                .collect()
        };
        assert_eq!(
            read("หมายเหตุ : - หมายถึง ไม่มี  .. หมายถึง ไม่มีข้อมูล"),
            ["->ไม่มี", "..>ไม่มีข้อมูล"]
        );
        assert_eq!(
            read("\"n/a\" หมายถึงยังไม่รายงาน\n- = ศูนย์"),
            ["n/a>ยังไม่รายงาน", "->ศูนย์"]
        );
        for text in [
            "ผู้สูงอายุ หมายถึง ผู้มีอายุ 60 ปีขึ้นไป",
            "a = b",
            "=",
            "หมายถึง",
            "- =",
        ] {
            assert!(legend(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn none_may_be_zero_and_no_data_is_not() {
        assert!(may_be_zero("ไม่มี") && may_be_zero("มีค่าเป็นศูนย์") && may_be_zero("zero"));
        assert!(!may_be_zero("ไม่มีข้อมูล") && !may_be_zero("ยังไม่รายงาน"));
    }
}
