//! Characters that a reader does not see, and what text from other programs brings along.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::model::grammar::glance::{Glance, Kinds};
use crate::model::grammar::thai;

pub use crate::model::grammar::mojibake::mend as mend_mojibake;

/// Names of HTML elements that come along with text from web pages.
const TAGS: [&str; 36] = [
    "a", "b", "big", "body", "br", "center", "code", "div", "em", "font", "h1", "h2", "h3", "h4",
    "head", "hr", "html", "i", "img", "input", "li", "ol", "p", "pre", "script", "small", "span",
    "strong", "style", "sub", "sup", "table", "td", "th", "tr", "ul",
];

/// Character references that come along with text from web pages.
const REFERENCES: [&str; 16] = [
    "nbsp", "amp", "lt", "gt", "quot", "apos", "ldquo", "rdquo", "lsquo", "rsquo", "ndash",
    "mdash", "hellip", "bull", "copy", "deg",
];

/// The first character without a width of its own: zero width space and joiners, byte order mark, direction marks, soft
/// hyphen, control characters, private use. Line breaks, tabs and odd spaces are white space, not invisible.
pub fn invisible(text: &str) -> Option<char> {
    let mut before = ' ';
    text.chars().find(|letter| {
        let hidden = is_hidden(before, *letter);
        before = *letter;
        hidden
    })
}

/// The text without its invisible characters.
pub fn visible(text: &str) -> String {
    let mut before = ' ';
    text.chars()
        .filter(|letter| {
            let hidden = is_hidden(before, *letter);
            before = *letter;
            !hidden
        })
        .collect()
}

/// Whether a character behind another one is invisible. In a picture of several, zero width joiners are at home.
fn is_hidden(before: char, letter: char) -> bool {
    let in_emoji = letter == '\u{200d}'
        && matches!(before, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{10000}'..);
    is_invisible(letter) && !in_emoji
}

/// Whether its invisible characters only say where a line may break, as they do in prose from web pages.
pub fn only_hints_at_breaks(text: &str) -> bool {
    text.chars()
        .filter(|letter| is_invisible(*letter))
        .all(|letter| matches!(letter, '\u{200b}' | '\u{ad}'))
}

/// The text in normalization form C.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\0'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            // U+F700 to U+F71A are old fonts' Thai marks, which the reader of Thai mends.
            | '\u{e000}'..='\u{f6ff}'
            | '\u{f71b}'..='\u{f8ff}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffc}'
    )
}

/// Whether the text has an invisible character, given what occurs in it.
pub(super) fn has_invisible(text: &str, seen: &Glance) -> bool {
    seen.has(Kinds::CONTROL.and(Kinds::LATIN_MORE).and(Kinds::FAR)) && invisible(text).is_some()
}

/// Whether the text is not in normalization form C, for another reason than Thai marks in disorder.
pub(super) fn is_not_nfc(text: &str, seen: &Glance) -> bool {
    seen.has(Kinds::COMBINING.and(Kinds::FAR)) && !seen.has(Kinds::THAI_FAULT) && !is_nfc(text)
}

/// Whether Thai marks are in disorder, given what occurs in the text.
pub(super) fn has_thai_fault(text: &str, seen: &Glance) -> bool {
    seen.has(Kinds::THAI_FAULT)
        || (seen.has(Kinds::LOOSE_MARK) && thai::has_loose_mark(text))
        || (seen.has(Kinds::FAR) && thai::has_shifted(text))
}

/// Whether the text has HTML tags, character references, or Excel's `_xHHHH_` for another character than a line break.
pub(super) fn has_markup(text: &str, seen: &Glance) -> bool {
    (seen.has(Kinds::MARKUP) && (has_tag(text) || has_reference(text)))
        || (seen.has(Kinds::UNDERSCORE) && escapes(text).any(|code| !is_break(code)))
}

/// Whether Excel's `_x000D_` or `_x000A_` stands in the text.
pub(super) fn has_escaped_break(text: &str, seen: &Glance) -> bool {
    seen.has(Kinds::UNDERSCORE) && escapes(text).any(is_break)
}

fn is_break(code: u32) -> bool {
    matches!(code, 0xa | 0xd)
}

fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let inside = text.get(at + 1..).unwrap_or_default();
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        let end = inside
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(inside.len());
        let (name, rest) = inside.split_at(end);
        rest.starts_with(['>', ' ', '/'])
            && rest.contains('>')
            && TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
    })
}

fn has_reference(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let inside = text.get(at + 1..).unwrap_or_default();
        let Some((name, _)) = inside.split_once(';') else {
            return false;
        };
        let number = name.strip_prefix('#').is_some_and(|number| {
            let number = number.strip_prefix(['x', 'X']).unwrap_or(number);
            (2..=6).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        number || REFERENCES.contains(&name)
    })
}

/// The codes of `_xHHHH_`.
fn escapes(text: &str) -> impl Iterator<Item = u32> {
    text.match_indices("_x").filter_map(move |(at, _)| {
        let code = text.get(at + 2..at + 6)?;
        let closed = text.get(at + 6..)?.starts_with('_');
        let digits = code.bytes().all(|byte| byte.is_ascii_hexdigit());
        (closed && digits)
            .then(|| u32::from_str_radix(code, 16).ok())
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::{Glance, has_escaped_break, has_invisible, has_markup, is_not_nfc};

    type Question = fn(&str, &Glance) -> bool;

    fn check(question: Question, yes: &[&str], no: &[&str]) {
        for text in yes {
            assert!(question(text, &Glance::over(text)), "{text}");
        }
        for text in no {
            assert!(!question(text, &Glance::over(text)), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_found() {
        check(
            has_invisible,
            &[
                "กรม\u{200b}อนามัย",
                "\u{feff}id",
                "co\u{ad}op",
                "a\u{b}b",
                "\u{200e}12",
                "\u{e000}",
            ],
            &[
                "กรมอนามัย",
                "ก\u{a0}ข",
                "ก\tข\nค",
                "👨\u{200d}👩\u{200d}👧",
                "✔\u{fe0f} ผ่าน",
                "ท\u{e35}\u{f70a}",
            ],
        );
        check(
            is_not_nfc,
            &["Cafe\u{301}", "A\u{30a}ngström", "5 \u{2126}"],
            &["Café", "5 Ω", "ที่ — ที่", "ทุ่ง…", "“คำ”"],
        );
    }

    #[test]
    fn markup_of_web_pages_is_found() {
        check(
            has_markup,
            &[
                "ก<br>ข",
                "<p>ก</p>",
                "ก&nbsp;ข",
                "R&amp;D",
                "&#39;ก&#39;",
                "ก_x0041_ข",
                "<a href=\"x\">ก</a>",
                "<BR/>",
            ],
            &[
                "a < b > c",
                "อายุ <5 ปี",
                "R&D; งานวิจัย",
                "<กรอกชื่อ>",
                "A&B",
                "max_x_value",
                "ก_x000D_ข",
                "x<y, p>0.05",
            ],
        );
        check(
            has_escaped_break,
            &["ก_x000D_ข", "ก_x000a_"],
            &["ก_x0041_ข", "a_x"],
        );
    }
}
