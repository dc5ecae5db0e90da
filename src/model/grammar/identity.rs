//! Numbers and addresses that lead to one person: e-mail, telephone, national number, bank card, passport, plate.
//!
//! One text proves little: a random number of thirteen digits passes the check digit one time in ten. Rules look at columns.

use memchr::memmem;

use crate::model::grammar::digits;
use crate::model::number::Number;
use crate::model::reference;

/// Longest text that is a telephone number with its words, in bytes.
const LONGEST_PHONE: usize = 200;

/// Words before a telephone number.
const PHONE_WORDS: [&str; 9] = [
    "โทรศัพท์",
    "โทร.",
    "โทร",
    "มือถือ",
    "เบอร์",
    "Tel",
    "TEL",
    "tel",
    "Mobile",
];

/// Months and eras as they are written without dots: "มค 67" is no plate.
const NO_PLATES: [&str; 10] = ["มค", "กพ", "พค", "กค", "สค", "กย", "ตค", "พย", "ธค", "พศ"];

/// The first e-mail address in a text.
pub fn email(text: &str) -> Option<&str> {
    text.match_indices('@').find_map(|(at, _)| {
        let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
        let start = before
            .trim_end_matches(|letter: char| {
                letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '%' | '+' | '-')
            })
            .len();
        let rest = after.trim_start_matches(|letter: char| {
            letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-')
        });
        let domain = after.get(..after.len() - rest.len())?;
        let domain = domain.trim_end_matches(['.', '-']);
        let (host, top) = domain.rsplit_once('.')?;
        let valid = start < at
            && !host.is_empty()
            && !host.starts_with('.')
            && top.len() >= 2
            && top.bytes().all(|byte| byte.is_ascii_alphabetic());
        valid.then(|| text.get(start..=at + domain.len())).flatten()
    })
}

/// Whether a text is a Thai telephone number, or names one behind "โทร": `02-590-4000`, `081 234 5678`, `+66 2590 4000 ต่อ 5`.
pub fn is_phone(text: &str) -> bool {
    if text.len() > LONGEST_PHONE {
        return false;
    }
    // The shortest number has nine digits, and most texts have fewer.
    let plain = text.bytes().filter(u8::is_ascii_digit).count();
    if plain < 9 && !digits::has_thai(text) {
        return false;
    }
    let ascii = digits::to_ascii(text.trim());
    // A text that begins with a number is one, or it is no telephone number.
    let begins =
        ascii.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '('));
    // Codes such as "A-000123456" have neither a Thai letter nor a T or an M.
    let is_sign = |byte: u8| byte >= 0x80 || matches!(byte, b'T' | b't' | b'M');
    let may_name = !begins && ascii.bytes().any(is_sign);
    let named = PHONE_WORDS.iter().filter(|_| may_name).find_map(|word| {
        let at = memmem::find(ascii.as_bytes(), word.as_bytes())?;
        ascii.get(at + word.len()..)
    });
    let number = named.map_or(ascii.as_ref(), |rest| {
        rest.trim_start_matches(['.', ':', ' ', '/'])
    });
    let rest = number.trim_start_matches(|letter: char| {
        letter.is_ascii_digit() || matches!(letter, ' ' | '-' | '–' | '(' | ')' | '+')
    });
    let number = number.get(..number.len() - rest.len()).unwrap_or_default();
    // An extension, or another number.
    let ends = rest.is_empty()
        || rest.starts_with([',', '/', ';', '#', '\n'])
        || ["ต่อ", "ext", "Ext", "x", "ถึง", "หรือ", "และ"]
            .iter()
            .any(|word| rest.starts_with(*word));
    (ends || named.is_some()) && is_phone_number(number.trim())
}

fn is_phone_number(text: &str) -> bool {
    let home = text
        .strip_prefix("+66")
        .or_else(|| text.strip_prefix("(+66)"))
        .map(|rest| rest.trim_start().trim_start_matches("(0)"));
    let mut groups = [0usize; 6];
    let mut number = [0u32; 12];
    let (mut count, mut length) = (0, 0);
    let mut open = false;
    if home.is_some() {
        length = 1;
    }
    for letter in home.unwrap_or(text).chars() {
        let Some(digit) = digits::value(letter) else {
            open = false;
            continue;
        };
        if !open {
            count += 1;
            open = true;
        }
        let (Some(group), Some(place)) = (groups.get_mut(count - 1), number.get_mut(length)) else {
            return false;
        };
        *group += 1;
        *place = digit;
        length += 1;
    }
    // "02-590-4000-5" is a run of lines.
    let last = count.checked_sub(1).and_then(|at| groups.get(at)).copied();
    let whole = |length: usize| match (number[0], number[1]) {
        (0, 6 | 8 | 9) => length == 10,
        (0, 2..=5 | 7) => length == 9,
        _ => false,
    };
    let run = count > 2 && last.is_some_and(|last| last <= 2 && whole(length - last));
    whole(length) || run
}

/// Whether a text is the national number of a person: thirteen digits, the first 1 to 8, with their check digit.
/// Spaces, hyphens and Thai digits are read over.
pub fn national_id(text: &str) -> bool {
    thirteen(text).is_some_and(|digits| (1..=8).contains(&digits[0]) && is_checked(&digits))
}

/// Whether a text is the number of a company or an agency: thirteen digits, the first 0, with their check digit.
pub fn juristic_id(text: &str) -> bool {
    thirteen(text).is_some_and(|digits| digits[0] == 0 && is_checked(&digits))
}

/// Whether a number cell holds the national number of a person.
pub fn national_id_number(value: f64) -> bool {
    if !(1e12..9e12).contains(&value) {
        return false;
    }
    let Some(mut rest) = Number::from_f64(value).to_integer() else {
        return false;
    };
    let mut digits = [0; 13];
    for place in digits.iter_mut().rev() {
        *place = u32::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    is_checked(&digits)
}

/// Words that say whose number follows.
const NUMBER_WORDS: [&str; 7] = [
    "เลขบัตร",
    "บัตรประชาชน",
    "เลขประจำตัว",
    "เลขประชาชน",
    "ปชช",
    "ID",
    "CID",
];

/// The national number of a person inside a longer text that names it: thirteen digits in a row, or in the groups 1-4-5-2-1,
/// that pass the check, behind a word such as `เลขบัตร`. Without the word one number in twelve would pass by chance.
pub fn national_id_within(text: &str) -> Option<&str> {
    // Most texts have fewer digits, and this is asked of every remark.
    if text.bytes().filter(u8::is_ascii_digit).count() < 13 {
        return None;
    }
    let starts = text.char_indices().filter(|(at, letter)| {
        letter.is_ascii_digit() && !text[..*at].ends_with(|before: char| before.is_ascii_digit())
    });
    for (start, _) in starts {
        let rest = &text[start..];
        let end = rest
            .find(|letter: char| !letter.is_ascii_digit() && letter != '-')
            .unwrap_or(rest.len());
        let number = rest[..end].trim_end_matches('-');
        let named = NUMBER_WORDS
            .iter()
            .any(|word| memmem::find(&text.as_bytes()[..start], word.as_bytes()).is_some());
        if named && national_id(number) {
            return Some(number);
        }
    }
    None
}

fn thirteen(text: &str) -> Option<[u32; 13]> {
    let text = text.trim();
    if !(13..=60).contains(&text.len()) {
        return None;
    }
    let mut digits = [0; 13];
    let mut count = 0;
    for letter in text.chars() {
        if let Some(digit) = digits::value(letter) {
            *digits.get_mut(count)? = digit;
            count += 1;
        } else if !matches!(letter, ' ' | '-' | '–' | '\u{a0}') {
            return None;
        }
    }
    (count == 13).then_some(digits)
}

/// The check digit of the Department of Provincial Administration: (11 − Σ dᵢ·(13−i) mod 11) mod 10.
fn is_checked(digits: &[u32; 13]) -> bool {
    let sum: u32 = digits
        .iter()
        .zip((2..=13).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    digits[12] == (11 - sum % 11) % 10
}

/// Whether a text is the number of a bank card: an issuer's first digits and length, Luhn's check digit, and in groups, if
/// in any, as on a card.
pub fn is_card(text: &str) -> bool {
    let text = text.trim();
    if !(14..=23).contains(&text.len()) {
        return false;
    }
    let plain: String = text
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-'))
        .collect();
    if !plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let groups: Vec<usize> = text.split([' ', '-']).map(str::len).collect();
    let grouped = matches!(
        groups.as_slice(),
        [_] | [4, 4, 4, 4] | [4, 6, 5 | 4] | [4, 4, 4, 4, 3]
    );
    let first = |count: usize| plain.get(..count).and_then(|head| head.parse::<u32>().ok());
    let issued = matches!(
        (plain.len(), first(2), first(4)),
        (14, Some(36 | 38), _)
            | (15, Some(34 | 37), _)
            | (16, Some(35 | 40..=49 | 51..=55 | 62 | 65), _)
            | (16, _, Some(2221..=2720 | 6011))
            | (19, Some(40..=49 | 62), _)
    );
    grouped && issued && has_luhn(&plain)
}

fn has_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let digit = u32::from(byte.saturating_sub(b'0'));
            match (at % 2, digit * 2) {
                (0, _) => digit,
                (_, double) if double > 9 => double - 9,
                (_, double) => double,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a text is the number of a passport (`AB1234567`) or the plate of a Thai vehicle (`1กก 1234 กรุงเทพมหานคร`).
pub fn is_plate(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 90 {
        return false;
    }
    let passport = text.len() == 9
        && text.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
        && text.bytes().skip(2).all(|byte| byte.is_ascii_digit());
    passport || is_vehicle(text)
}

fn is_vehicle(text: &str) -> bool {
    let ascii = digits::to_ascii(text);
    let series = ascii.trim_start_matches(|letter: char| matches!(letter, '1'..='9'));
    let lead = ascii.len() - series.len();
    let rest = series.trim_start_matches(|letter: char| ('ก'..='ฮ').contains(&letter));
    let letters = series.get(..series.len() - rest.len()).unwrap_or_default();
    let rest = rest.trim_start_matches([' ', '-']);
    let place = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = rest.get(..rest.len() - place.len()).unwrap_or_default();
    let shape = lead <= 1
        && matches!(letters.chars().count(), 2 | 3)
        && (1..=4).contains(&number.len())
        && !number.starts_with('0')
        && !NO_PLATES.contains(&letters);
    if !shape {
        return false;
    }
    let place = place.trim();
    if place.is_empty() {
        return lead == 1 || number.len() >= 3;
    }
    reference::province(place).is_some()
}

#[cfg(test)]
mod tests {
    use super::{email, is_card, is_phone, is_plate, juristic_id, national_id, national_id_number};

    fn check(question: fn(&str) -> bool, yes: &str, no: &str) {
        for text in yes.split('¦') {
            assert!(question(text), "{text}");
        }
        for text in no.split('¦') {
            assert!(!question(text), "{text}");
        }
    }

    #[test]
    fn addresses_and_telephones_are_found() {
        assert_eq!(email("somchai.j@moph.go.th"), Some("somchai.j@moph.go.th"));
        assert_eq!(
            email("ติดต่อ a_b@anamai.mail.go.th."),
            Some("a_b@anamai.mail.go.th")
        );
        for text in ["@", "a@b", "@moph", "ก@ข.ค", "5 @ 10.00", "a@.th", "a@b.1"] {
            assert_eq!(email(text), None, "{text}");
        }
        check(
            is_phone,
            "02-590-4000¦0 2590 4000¦025904000¦081-234-5678¦0812345678¦+66 2 590 4000¦(053) 211048¦๐๘๑-๒๓๔-๕๖๗๘¦\
             โทร. 02-590-4000 ต่อ 5¦02-590-4000, 02-590-4001¦02-590-4000 ต่อ 4123¦02-5904000-5¦ติดต่อคุณก โทร 081 234 5678 เวลาราชการ¦\
             +66812345678¦089 123 4567 / 02 590 4000",
            "¦1669¦2567¦31/12/2567¦02-01-2567¦1-2345-67890-12-3¦0¦0.812345678¦12-14¦โทรทัศน์ 10 เครื่อง¦99/1¦10200¦\
             0012345678¦081-234-567¦02 590 4000 กรมอนามัย¦0 1 2 3 4 5 6 7 8¦1,234,567¦-¦เบอร์รอง 5¦081-234-56789",
        );
    }

    #[test]
    fn national_numbers_have_their_check_digit() {
        check(
            national_id,
            "3100600445635¦1234545678781¦3-1006-00445-63-5¦3 1006 00445 63 5¦๓๑๐๐๖๐๐๔๔๕๖๓๕",
            "1234545678789¦0994000617721¦310060044563¦31006004456355¦3100600445634¦กขค¦3100600445635 ก¦-------------",
        );
        assert!(juristic_id("0994000617721") && !juristic_id("3100600445635"));
        assert!(national_id_number(3_100_600_445_635.0) && national_id_number(1_234_545_678_781.0));
        assert!(!national_id_number(1_234_545_678_789.0) && !national_id_number(994_000_617_721.0));
        assert!(!national_id_number(3_100_600_445_635.5) && !national_id_number(f64::NAN));
        assert!(!national_id_number(-3_100_600_445_635.0));
    }

    #[test]
    fn cards_and_plates_have_their_shape() {
        check(
            is_card,
            "4111111111111111¦4111 1111 1111 1111¦4111-1111-1111-1111¦378282246310005¦3782 822463 10005¦5555555555554444",
            "4111111111111112¦411111 1111111111¦1234567812345670¦3100600445635¦41 11 11 11 11 11 11 11¦4111111111111111 ก¦",
        );
        check(
            is_plate,
            "AB1234567¦1กก 1234¦กก 1234¦กข-123¦1กก1234¦ฮก 123",
            "AB123456¦ab1234567¦มค 67¦พศ 2567¦กค 0409¦กก 5¦สธ 0905.02¦12กก 1234¦กกกก 123¦ก 1234¦เชียงใหม่ 123¦กก¦กก 12345¦\
             กก 123 แห่ง¦",
        );
    }
}
