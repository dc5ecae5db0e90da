//! Texts that answer, repeat, go on, say several things at once, or would be run by a spreadsheet.

use memchr::memmem;

use crate::model::grammar::{date, digits, number, unit};

/// Longest text that says the same in two languages, or a code and its name, in bytes.
const LONGEST: usize = 300;

/// The pair of words that an answer belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pair {
    /// มี, ไม่มี
    Have,
    /// ใช่, ไม่ใช่
    Is,
    /// Yes, No
    Words,
    /// Y, N
    Letters,
    /// True, False
    Truth,
}

/// Reads a word for yes or no, and which pair it belongs to.
pub fn answer(text: &str) -> Option<(bool, Pair)> {
    let text = text.trim();
    let english = |words: [&str; 2], pair| {
        let at = words
            .iter()
            .position(|word| word.eq_ignore_ascii_case(text))?;
        Some((at == 0, pair))
    };
    match text {
        "มี" => Some((true, Pair::Have)),
        "ไม่มี" => Some((false, Pair::Have)),
        "ใช่" => Some((true, Pair::Is)),
        "ไม่ใช่" => Some((false, Pair::Is)),
        _ if text.len() > 5 => None,
        _ => english(["yes", "no"], Pair::Words)
            .or_else(|| english(["y", "n"], Pair::Letters))
            .or_else(|| english(["true", "false"], Pair::Truth)),
    }
}

/// Words and signs that say "as above".
const DITTO: [&str; 20] = [
    "\"",
    "\"\"",
    "''",
    "“",
    "”",
    "„",
    "〃",
    ",,",
    "-\"-",
    "- \" -",
    "--\"--",
    "-,,-",
    "ditto",
    "เช่นเดียวกัน",
    "เช่นเดียวกันกับข้างต้น",
    "เช่นเดียวกับข้างต้น",
    "เหมือนข้างต้น",
    "เหมือนข้างบน",
    "as above",
    "same as above",
];

/// Whether the text says "as above".
pub fn is_ditto(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 72 && DITTO.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Words that say that something goes on, where they stand at the end of a text or alone.
const GOES_ON: [&str; 8] = [
    "(ต่อ)",
    "( ต่อ )",
    "(มีต่อ)",
    "(continued)",
    "(cont.)",
    "(cont)",
    "(cont'd)",
    "(contd.)",
];

/// Whether the text says that a table goes on from another page, or is a page's number: `(ต่อ)`, `หน้า 2`.
pub fn goes_on(text: &str) -> bool {
    let text = text.trim();
    let ends = GOES_ON.iter().any(|word| {
        let tail = text.len().checked_sub(word.len());
        tail.and_then(|at| text.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(word))
    });
    ends || matches!(text, "ต่อ" | "มีต่อ") || text.eq_ignore_ascii_case("continued") || is_page(text)
}

fn is_page(text: &str) -> bool {
    let Some(rest) = ["หน้าที่", "หน้า", "Page", "page", "PAGE"]
        .iter()
        .find_map(|word| text.strip_prefix(*word))
    else {
        return false;
    };
    let ascii = digits::to_ascii(rest);
    let are_digits =
        |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    let rest = ascii.trim();
    let between = ["/", "จาก", "of"];
    are_digits(rest)
        || between.iter().any(|word| {
            rest.split_once(*word)
                .is_some_and(|(page, pages)| are_digits(page.trim()) && are_digits(pages.trim()))
        })
}

/// Whether a web address stands in the text.
pub fn has_link(text: &str) -> bool {
    let begins = |head: &str| {
        text.get(..head.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(head))
    };
    let has = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    (has("://") || has("www.")) && (begins("www.") || begins("http") || has("http") || has(" www."))
}

/// What stands between the values of a text that holds several; `None` for a single value.
pub fn separator(text: &str) -> Option<char> {
    let text = text.trim();
    [';', '|', '\n', '/']
        .into_iter()
        .find(|sign| divides(text, *sign))
}

fn divides(text: &str, sign: char) -> bool {
    if !text.contains(sign) {
        return false;
    }
    let parts = || text.split(sign).map(str::trim);
    // "a; b;" ends its last value too.
    let filled = parts().filter(|part| !part.is_empty()).count();
    if filled < 2 || parts().rev().skip(1).any(str::is_empty) {
        return false;
    }
    if sign != '/' {
        return parts().all(|part| part.is_empty() || part.chars().any(char::is_alphanumeric));
    }
    // Fractions, dates, house numbers, addresses of pages and "per" are no lists of words.
    let words = parts().all(|part| {
        let long = part.chars().nth(1).is_some();
        long && part
            .chars()
            .all(|it| !it.is_numeric() && it != ':' && it != '.')
    });
    words && unit::known(text).is_none() && !text.contains("และ/หรือ")
}

/// A code and its name in one text: `10 กรุงเทพมหานคร`, `01 - ชาย`, `A01: ไข้`.
pub fn code_and_name(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let bracketed = text.strip_prefix('[').or_else(|| text.strip_prefix('('));
    let (code, rest) = if let Some(inner) = bracketed {
        inner.split_once([']', ')'])?
    } else {
        let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.')?;
        text.split_at(end)
    };
    let code = code.trim_end_matches('.');
    if !is_code(code) {
        return None;
    }
    let name = rest.trim_start_matches([' ', '-', '–', ':', '.', ')', '_', '=']);
    // "12กม." is a number with its unit, "1-2" a range, "10 แห่ง" a count.
    let parted = bracketed.is_some() || name.len() < rest.len();
    let named = name.starts_with(char::is_alphabetic);
    let word = name.split([' ', '/', '(']).next().unwrap_or(name);
    let counted = unit::known(word).is_some() || number::parse(text).is_some();
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    (parted && named && letters >= 2 && !counted && date::parse(text).is_none())
        .then_some((code, name))
}

/// Digits, perhaps behind a letter or two, perhaps in groups: `10`, `A01`, `1.2`.
fn is_code(code: &str) -> bool {
    let digits = code.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let letters = code.len() - digits.len();
    (1..=13).contains(&digits.len())
        && letters <= 3
        && digits.bytes().all(|it| it.is_ascii_digit() || it == b'.')
        && digits.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether the text says the same in Thai and in Latin letters: `กรุงเทพฯ (Bangkok)`, `ชาย / Male`.
pub fn is_in_two_languages(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST {
        return false;
    }
    if let Some((head, inner)) = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
    {
        return are_two_languages(head, inner);
    }
    ["/", " - ", " – ", "|", "\n"].iter().any(|sign| {
        text.split_once(*sign)
            .is_some_and(|(first, second)| are_two_languages(first, second))
    })
}

fn are_two_languages(first: &str, second: &str) -> bool {
    (is_thai(first) && is_latin(second)) || (is_latin(first) && is_thai(second))
}

fn is_thai(text: &str) -> bool {
    let mut letters = 0;
    text.chars().all(|letter| {
        letters += u32::from(('ก'..='\u{e4e}').contains(&letter));
        !letter.is_ascii_alphabetic()
    }) && letters >= 2
}

/// Words of Latin letters. An abbreviation (`WHO`, `mRNA`) is no translation.
fn is_latin(text: &str) -> bool {
    let (mut small, mut large) = (0, 0);
    text.chars().all(|letter| {
        small += u32::from(letter.is_ascii_lowercase());
        large += u32::from(letter.is_ascii_uppercase());
        letter.is_ascii() && !letter.is_ascii_digit()
    }) && small >= 2
        && small >= large * 2
}

/// Functions that a text must name behind `+`, `-` or `@` to be a formula.
const FUNCTIONS: [&str; 16] = [
    "SUM",
    "AVERAGE",
    "COUNT",
    "IF",
    "MAX",
    "MIN",
    "ROUND",
    "VLOOKUP",
    "INDEX",
    "TEXT",
    "CONCATENATE",
    "HYPERLINK",
    "WEBSERVICE",
    "IMPORTXML",
    "IMPORTDATA",
    "EXEC",
];

/// Whether a spreadsheet would run the text as a formula when it opens it from a CSV file. A sign before a telephone
/// number, a dash before an item of a list, `-` and `@` for themselves, `@name` and `+ve` are what people write.
pub fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches(['\t', '\r', '\n', ' ']);
    let mut letters = text.chars();
    let (Some(first), rest) = (letters.next(), letters.as_str()) else {
        return false;
    };
    match first {
        '=' => rest.starts_with(|next: char| {
            next.is_alphanumeric() || matches!(next, '(' | '+' | '-' | '@' | '"' | '$' | '\'')
        }),
        '+' | '-' | '@' => {
            let function = FUNCTIONS.iter().any(|name| {
                let head = rest.get(..name.len()).unwrap_or_default();
                let behind = rest.get(name.len()..).unwrap_or_default();
                head.eq_ignore_ascii_case(name) && behind.starts_with('(')
            });
            // A command of the system stands behind a bar.
            function || (rest.contains('|') && rest.contains('!'))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Pair, answer, code_and_name, goes_on, has_link, is_ditto, is_formula, is_in_two_languages,
        separator,
    };

    fn check(question: fn(&str) -> bool, yes: &str, no: &str) {
        for text in yes.split('¦') {
            assert!(question(text), "{text}");
        }
        for text in no.split('¦') {
            assert!(!question(text), "{text}");
        }
    }

    #[test]
    fn answers_repetitions_and_pages_are_told() {
        assert_eq!(answer(" ไม่มี "), Some((false, Pair::Have)));
        assert_eq!(answer("YES"), Some((true, Pair::Words)));
        assert_eq!(answer("n"), Some((false, Pair::Letters)));
        assert_eq!(answer("มีมาก"), None);
        let honest = "\"ก\"¦-¦เช่น¦เหมือน¦'7¦”ก¦";
        check(is_ditto, "\"¦〃¦เช่นเดียวกัน¦-\"-¦Ditto¦”", honest);
        check(
            goes_on,
            "(ต่อ)¦ตารางที่ 1 (ต่อ)¦หน้า 2¦หน้าที่ ๒¦หน้า 2/5¦Page 2 of 5¦ต่อ¦Continued",
            "ต่อเนื่อง¦หน้าที่¦หน้าที่ของครู¦หน้า¦ต่อ 5¦ที่ต่อ¦หน้า 2 และ 3¦หน้าร้อน¦(ต่อเติม)¦",
        );
    }

    #[test]
    fn several_values_are_told_from_one() {
        for (text, sign) in [
            ("ก; ข; ค", Some(';')),
            ("มะม่วง|ทุเรียน", Some('|')),
            ("ชาย/หญิง", Some('/')),
            ("ก\nข", Some('\n')),
            ("แดง; เขียว;", Some(';')),
            ("31/12/2567", None),
            ("99/1", None),
            ("บาท/คน", None),
            ("n/a", None),
            ("https://moph.go.th/a", None),
            ("และ/หรือ", None),
            ("ก;", None),
            (";;", None),
            ("กม./ชม.", None),
            ("/", None),
            ("เชียงใหม่", None),
        ] {
            assert_eq!(separator(text), sign, "{text}");
        }
        for (text, both) in [
            ("10 กรุงเทพมหานคร", Some(("10", "กรุงเทพมหานคร"))),
            ("01 - ชาย", Some(("01", "ชาย"))),
            ("A01: ไข้ไทฟอยด์", Some(("A01", "ไข้ไทฟอยด์"))),
            ("[50] เชียงใหม่", Some(("50", "เชียงใหม่"))),
            ("1. ส่วนกลาง", Some(("1", "ส่วนกลาง"))),
            ("1.2 งานบริหาร", Some(("1.2", "งานบริหาร"))),
            ("10 แห่ง", None),
            ("3 คน จาก 5 คน", None),
            ("2 ปี 3 เดือน", None),
            ("1 ต.ค. 66", None),
            ("10กรุงเทพ", None),
            ("กรุงเทพ 10", None),
            ("5G ทั่วไทย", None),
            ("COVID19 ระลอก", None),
            ("10", None),
            ("10 - 20", None),
            ("1,200 ก", None),
            ("(ก) ข้อแรก", None),
        ] {
            assert_eq!(code_and_name(text), both, "{text}");
        }
    }

    #[test]
    fn translations_links_and_formulas_are_told() {
        check(
            is_in_two_languages,
            "กรุงเทพฯ (Bangkok)¦ชาย / Male¦Chiang Mai (เชียงใหม่)¦ไข้เลือดออก - Dengue fever¦ชาย/Male",
            "องค์การอนามัยโลก (WHO)¦วัคซีน mRNA¦วัคซีน (mRNA)¦บริษัท ABC จำกัด¦โรค (COVID-19)¦Bangkok¦เชียงใหม่ (เมือง)¦\
             ระบบ HDC / ระบบ JHCIS¦กลุ่ม A/B¦(Bangkok)¦5 (five)¦",
        );
        check(
            has_link,
            "https://moph.go.th¦www.moph.go.th¦ดูที่ http://a.th¦ดู www.a.th",
            "moph.go.th¦http¦www¦ก://ข¦",
        );
        check(
            is_formula,
            "=SUM(A1:A3)¦=1+1¦=cmd|' /C calc'!A0¦+SUM(A1)¦@SUM(1)¦-HYPERLINK(\"x\")¦\t=A1¦=\"x\"¦+cmd|'/C x'!A1",
            "+66 2 590 4000¦+66812345678¦-¦--¦@¦- ข้อความ¦-ข้อความ¦+ve¦-5¦+5%¦@moph¦=¦==¦=>¦= 5¦-PM(2.5)¦-N/A¦+¦O+¦\
             -10-20¦- ตรวจ (ครบ)¦• ก¦",
        );
    }
}
