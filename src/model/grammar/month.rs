//! Names of months, Thai and English, full and short, with and without dots.

/// Thai months, full and short without dots (CLDR th), and English, full and short.
const MONTHS: [[&str; 4]; 12] = [
    ["มกราคม", "มค", "january", "jan"],
    ["กุมภาพันธ์", "กพ", "february", "feb"],
    ["มีนาคม", "มีค", "march", "mar"],
    ["เมษายน", "เมย", "april", "apr"],
    ["พฤษภาคม", "พค", "may", "may"],
    ["มิถุนายน", "มิย", "june", "jun"],
    ["กรกฎาคม", "กค", "july", "jul"],
    ["สิงหาคม", "สค", "august", "aug"],
    ["กันยายน", "กย", "september", "sep"],
    ["ตุลาคม", "ตค", "october", "oct"],
    ["พฤศจิกายน", "พย", "november", "nov"],
    ["ธันวาคม", "ธค", "december", "dec"],
];

/// Longest name of a month with its dots, spaces and era, in bytes.
const LONGEST: usize = 64;

/// A leading month name: its number, what follows, whether it is Thai.
pub(super) fn month_name(text: &str) -> Option<(u32, &str, bool)> {
    let is_letter = |letter: char| {
        letter.is_ascii_alphabetic() || ('ก'..='\u{e4e}').contains(&letter) || letter == '.'
    };
    // Most texts with a number are no dates, and few begin with the letter of a month.
    let first = text.chars().next()?;
    if !matches!(
        first.to_ascii_lowercase(),
        'ม' | 'ก'
            | 'เ'
            | 'พ'
            | 'ส'
            | 'ต'
            | 'ธ'
            | 'j'
            | 'f'
            | 'm'
            | 'a'
            | 's'
            | 'o'
            | 'n'
            | 'd'
    ) {
        return None;
    }
    // "ม. ค." is written too; a space between dotted letters belongs to the name.
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        let inside = is_letter(letter)
            || (letter == ' ' && text.get(..at).is_some_and(|before| before.ends_with('.')) && {
                let after = text.get(at + 1..).unwrap_or("");
                let mut letters = after.chars();
                letters
                    .next()
                    .is_some_and(|next| ('ก'..='ฮ').contains(&next))
                    && letters.next() == Some('.')
            });
        if !inside {
            break;
        }
        if at > LONGEST {
            return None;
        }
        end = at + letter.len_utf8();
    }
    let mut word: String = text
        .get(..end)?
        .chars()
        .filter(|letter| !matches!(letter, '.' | ' '))
        .collect();
    word.make_ascii_lowercase();
    // The era may follow without a space: "ต.ค.พ.ศ.2566".
    let mut rest_at = end;
    if let Some(short) = word.strip_suffix("พศ") {
        rest_at = text.get(..end)?.rfind("พ.ศ").unwrap_or(end);
        word = short.to_owned();
    }
    let month = MONTHS.iter().position(|names| {
        names.contains(&word.as_str()) || (word == "sept" && names[3] == "sep")
    })?;
    Some((
        u32::try_from(month).ok()? + 1,
        text.get(rest_at..)?,
        !word.is_ascii(),
    ))
}
