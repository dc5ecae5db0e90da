//! The name that a text misspells.

use crate::model::reference::names::letters;

/// Letters of a text that may be a misspelt name; in a shorter one two wrong letters leave nothing.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=24;
/// From this length on two letters may be wrong, below it one: short names of places are that near by chance.
const LONG: usize = 8;

/// The only item whose name is that near.
pub(super) fn only<T>(
    text: &str,
    items: &'static [T],
    name: impl Fn(&T) -> &'static str,
) -> Option<&'static T> {
    let text: Vec<char> = letters(text).take(LENGTHS.end() + 1).collect();
    if !LENGTHS.contains(&text.len()) {
        return None;
    }
    let limit = if text.len() < LONG { 1 } else { 2 };
    let mut best: Option<(usize, &'static T)> = None;
    let mut tied = false;
    for item in items {
        let known: Vec<char> = letters(name(item)).collect();
        if known.len().abs_diff(text.len()) > limit {
            continue;
        }
        let away = distance(&text, &known);
        if away > limit {
            continue;
        }
        match best {
            Some((nearest, _)) if away > nearest => {}
            Some((nearest, _)) if away == nearest => tied = true,
            _ => {
                best = Some((away, item));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied).map(|(_, item)| item)
}

/// Levenshtein's distance: letters put in, left out or changed.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (done, from) in a.iter().enumerate() {
        let mut diagonal = done;
        let mut left = done + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (to, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let changed = diagonal + usize::from(from != to);
            diagonal = *cell;
            left = changed.min(left + 1).min(*cell + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn letters_are_counted() {
        let of = |a: &str, b: &str| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            distance(&letters(a), &letters(b))
        };
        for (a, b, away) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("kitten", "sitting", 3),
            ("เชียงใหม", "เชียงใหม่", 1),
            ("น่าน", "น่าน", 0),
        ] {
            assert_eq!(of(a, b), away, "{a} {b}");
        }
    }
}
