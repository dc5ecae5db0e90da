//! Numbers and addresses that lead to one person, and how a report may show them.

use crate::model::grammar::digits;

/// Digits of a national number.
const NATIONAL: usize = 13;
/// National numbers of persons as whole numbers: thirteen digits, the first 1 to 8. 0 is a juristic person's.
const PERSONS: std::ops::Range<i64> = 1_000_000_000_000..9_000_000_000_000;

/// Local parts of mailboxes that belong to an office, not to a person.
const ROLES: &[&str] = &[
    "info",
    "saraban",
    "contact",
    "webmaster",
    "admin",
    "office",
    "center",
    "centre",
    "service",
    "support",
    "help",
    "postmaster",
    "noreply",
    "reply",
    "mail",
    "email",
    "hr",
    "pr",
    "it",
    "ict",
    "finance",
    "library",
    "hospital",
    "hosp",
    "clinic",
    "school",
    "public",
    "media",
    "news",
    "data",
    "opendata",
    "sales",
    "marketing",
    "secretary",
    "account",
    "planning",
    "research",
    "register",
    "department",
    "sso",
    "ssj",
    "ppho",
    "moph",
    "obt",
    "sao",
    "municipality",
    "police",
    "callcenter",
    "complaint",
    "procurement",
    "group",
    "team",
    "club",
    "sasuk",
];

/// Whether a whole number is a person's national number, by its check digit.
pub fn is_national_number(number: i64) -> bool {
    PERSONS.contains(&number) && checks(&number.to_string())
}

/// Whether a text is a person's national number: thirteen digits, spaces and hyphens between them, Thai digits too.
pub fn is_national_id(text: &str) -> bool {
    let Some(digits) = only_digits(text, &[' ', '-'], NATIONAL) else {
        return false;
    };
    digits.len() == NATIONAL
        && matches!(digits.as_bytes().first(), Some(b'1'..=b'8'))
        && checks(&digits)
}

/// The check digit: (11 − (Σ digit × (13 − place) mod 11)) mod 10.
fn checks(digits: &str) -> bool {
    let values: Vec<u32> = digits
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .collect();
    let Some((check, rest)) = values.split_last() else {
        return false;
    };
    let sum: u32 = (2..=13)
        .rev()
        .zip(rest)
        .map(|(weight, digit)| weight * digit)
        .sum();
    rest.len() == 12 && (11 - sum % 11) % 10 == *check
}

/// Whether a text is the number of a mobile telephone, alone or first of several: `08x`, `09x`, `06x`, `+66 8`.
pub fn is_mobile(text: &str) -> bool {
    text.split([',', '/', ';', '\n']).any(|part| {
        only_digits(part, &[' ', '-', '.', '(', ')', '+'], 12).is_some_and(|digits| {
            let rest = digits
                .strip_prefix("66")
                .or_else(|| digits.strip_prefix('0'));
            rest.is_some_and(|rest| is_mobile_after_zero(rest.strip_prefix('0').unwrap_or(rest)))
        })
    })
}

/// Whether a whole number is one of a mobile telephone that has lost its leading zero.
pub fn is_mobile_number(number: i64) -> bool {
    is_mobile_after_zero(&number.to_string())
}

fn is_mobile_after_zero(digits: &str) -> bool {
    digits.len() == 9 && digits.starts_with(['6', '8', '9'])
}

/// The mailbox in a text: what stands before the `@`, and the domain.
pub fn mailbox(text: &str) -> Option<(&str, &str)> {
    let (before, after) = text.split_once('@')?;
    let allowed =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-' | '+');
    let from = before
        .char_indices()
        .rev()
        .take_while(|(_, letter)| allowed(*letter))
        .last()
        .map(|(at, _)| at)?;
    let local = before.get(from..)?;
    let end = after
        .find(|letter: char| !allowed(letter))
        .unwrap_or(after.len());
    let domain = after.get(..end)?.trim_end_matches('.');
    (domain.contains('.') && !domain.starts_with('.')).then_some((local, domain))
}

/// Whether a mailbox is a person's: `somchai.j`, and not `info`, `saraban`, `nan-hospital`.
pub fn is_personal_mailbox(local: &str) -> bool {
    let local = local.to_ascii_lowercase();
    let parts: Vec<&str> = local
        .split(|letter: char| !letter.is_ascii_alphabetic())
        .filter(|part| !part.is_empty())
        .collect();
    let is_role = |part: &&str| ROLES.contains(part);
    // "thungsonghospital": long words hide in others, short ones such as "it" and "pr" do not.
    let holds_role = ROLES
        .iter()
        .any(|role| role.len() >= 5 && local.contains(role));
    !parts.is_empty() && !parts.iter().any(is_role) && !holds_role
}

/// Whether the digits of a text are a bank card's by Luhn's check digit.
pub fn is_card(text: &str) -> bool {
    let Some(digits) = only_digits(text, &[' ', '-'], 19) else {
        return false;
    };
    let doubled = |(place, digit): (usize, char)| {
        let value = digit.to_digit(10).unwrap_or(0);
        match (place % 2, value) {
            (0, value) => value,
            (_, value @ 0..=4) => value * 2,
            (_, value) => value * 2 - 9,
        }
    };
    let sum: u32 = digits.chars().rev().enumerate().map(doubled).sum();
    (13..=19).contains(&digits.len()) && sum.is_multiple_of(10) && sum > 0
}

/// Whether a text is nothing but so many digits at the least and most, with separators between them.
pub fn is_account(text: &str) -> bool {
    only_digits(text, &[' ', '-'], 15).is_some_and(|digits| digits.len() >= 10)
}

/// The digits of a text that holds nothing beside them and some separators; `None` where it does, or has too many.
fn only_digits(text: &str, separators: &[char], most: usize) -> Option<String> {
    let text = text.trim();
    if text.len() > most * 6 {
        return None;
    }
    let ascii = digits::to_ascii(text);
    let fits = ascii
        .chars()
        .all(|letter| letter.is_ascii_digit() || separators.contains(&letter));
    let digits: String = ascii.chars().filter(char::is_ascii_digit).collect();
    (fits && !digits.is_empty() && digits.len() <= most).then_some(digits)
}

/// A number or mailbox as a report may show it: every letter and digit but the last two as `x`, of a mailbox those before the
/// `@`. A report travels further than its file.
pub fn masked(text: &str) -> String {
    let text = text.trim();
    let (hidden, shown) = text
        .find('@')
        .and_then(|at| text.split_at_checked(at))
        .unwrap_or((text, ""));
    let mut left = hidden
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .count();
    let mask = |letter: char| {
        if !letter.is_alphanumeric() {
            return letter;
        }
        left -= 1;
        if left < 2 { letter } else { 'x' }
    };
    hidden.chars().map(mask).chain(shown.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::{
        is_account, is_card, is_mobile, is_mobile_number, is_national_id, is_national_number,
        is_personal_mailbox, mailbox, masked,
    };

    #[test]
    fn a_national_number_is_known_by_its_check_digit() {
        // Numbers of the library python-stdnum, and made-up ones with a right check digit.
        for text in [
            "3100600445635",
            "1234545678781",
            "1-1000-00000-01-6",
            "๑๑๐๐๐๐๐๐๐๐๐๒๔",
            " 5100000000086 ",
        ] {
            assert!(is_national_id(text), "{text}");
        }
        for text in [
            "",
            "1234545678789",
            "0994000617721",
            "123454567878",
            "12345456787811",
            "1234545678781 คน",
        ] {
            assert!(!is_national_id(text), "{text}");
        }
        assert!(is_national_number(3_100_600_445_635));
        assert!(!is_national_number(994_000_617_721) && !is_national_number(-3));
    }

    #[test]
    fn a_mobile_telephone_is_told_from_a_switchboard() {
        for text in [
            "0812345678",
            "081-234-5678",
            "+66 81 234 5678",
            "๐๘๑ ๒๓๔ ๕๖๗๘",
            "02 123 4567, 089-123-4567",
        ] {
            assert!(is_mobile(text), "{text}");
        }
        for text in [
            "",
            "02-590-4000",
            "053 123 456",
            "1669",
            "812345678",
            "08123456789",
            "ไม่มี",
        ] {
            assert!(!is_mobile(text), "{text}");
        }
        assert!(is_mobile_number(812_345_678) && !is_mobile_number(25_904_000));
    }

    #[test]
    fn a_mailbox_is_a_persons_or_an_offices() {
        assert_eq!(
            mailbox("ติดต่อ somchai.j@anamai.example, โทร"),
            Some(("somchai.j", "anamai.example"))
        );
        for text in ["", "@", "a@b", "@anamai.example", "line: @anamai"] {
            assert_eq!(mailbox(text), None, "{text}");
        }
        for local in ["somchai.j", "somchai_jaidee", "sj1975"] {
            assert!(is_personal_mailbox(local), "{local}");
        }
        for local in [
            "info",
            "saraban",
            "pr.nan",
            "nan-hospital",
            "thungsonghospital",
            "it",
            "1669",
        ] {
            assert!(!is_personal_mailbox(local), "{local}");
        }
    }

    #[test]
    fn cards_and_accounts_have_their_digits() {
        assert!(is_card("4111 1111 1111 1111") && !is_card("4111 1111 1111 1112"));
        assert!(!is_card("0000 0000 0000 0000") && !is_card("79927398713"));
        assert!(is_account("123-4-56789-0") && !is_account("12345") && !is_account("A123456789"));
    }

    #[test]
    fn a_report_shows_two_digits_at_the_most() {
        assert_eq!(masked("1-1000-00000-01-6"), "x-xxxx-xxxxx-x1-6");
        assert_eq!(masked("0812345678"), "xxxxxxxx78");
        assert_eq!(
            masked("somchai.j@anamai.example"),
            "xxxxxxi.j@anamai.example"
        );
        assert_eq!(masked(""), "");
        assert_eq!(masked("7"), "7");
    }
}
