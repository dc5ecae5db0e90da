//! Faults of spelling: what a reader does not see, and what takes other signs for the right ones.

use sheetpress::model::address::CellRef;

use super::room::{all_cells, is_untouched, untouched};
use super::{Defect, Expected};
use crate::harness::book::{Book, Kind, Tab};
use crate::harness::dice::Dice;

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "white space before or behind a text",
        put: outer_space,
    },
    Defect {
        name: "two spaces in a row",
        put: two_spaces,
    },
    Defect {
        name: "a zero width space or a byte order mark",
        put: invisible,
    },
    Defect {
        name: "a line break in a cell",
        put: line_break,
    },
    Defect {
        name: "an accent stored by itself",
        put: lone_accent,
    },
    Defect {
        name: "two characters for one, or marks in disorder",
        put: thai_disorder,
    },
    Defect {
        name: "the wrong character set",
        put: wrong_charset,
    },
    Defect {
        name: "codes of a web page",
        put: markup,
    },
    Defect {
        name: "a text that is run as a formula",
        put: formula,
    },
    Defect {
        name: "texts cut off at 255 characters",
        put: cut_off,
    },
    Defect {
        name: "the letter O for a zero",
        put: letter_for_digit,
    },
    Defect {
        name: "a space inside a category",
        put: another_writing,
    },
    Defect {
        name: "a mark left out of a category",
        put: slip,
    },
    Defect {
        name: "white space in the name of a column",
        put: header_space,
    },
];

/// Whether a text is as tidy tables have it: Thai letters, single spaces and dots.
fn is_plain(text: &str) -> bool {
    let known = |letter: char| matches!(letter, ' ' | '.') || ('ก'..='\u{e4e}').contains(&letter);
    !text.is_empty() && text.trim() == text && !text.contains("  ") && text.chars().all(known)
}

/// A column of words to which nothing was done.
pub(super) fn of_words(tab: &Tab, kinds: &[Kind], dice: &mut Dice) -> Option<usize> {
    let plain = |cell| is_plain(&tab.text(cell));
    let columns: Vec<usize> = tab
        .of(kinds)
        .into_iter()
        .filter(|column| is_untouched(tab, *column))
        .filter(|column| all_cells(tab, *column).into_iter().all(plain))
        .collect();
    (!columns.is_empty()).then(|| *dice.pick(&columns))
}

/// One to so many cells of a column.
fn some(tab: &Tab, column: usize, most: u32, dice: &mut Dice) -> Vec<CellRef> {
    let count = dice.within(1, most);
    let records = dice.some(count, tab.records);
    records
        .iter()
        .map(|record| tab.at(*record, column))
        .collect()
}

/// Changes one or two texts of a column of words. Every changed cell is a finding of the rule.
fn change(
    book: &mut Book,
    dice: &mut Dice,
    kinds: &[Kind],
    rule: &'static str,
    how: impl Fn(&str) -> Option<String>,
) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = of_words(tab, kinds, dice)?;
    let cells = some(tab, column, 2, dice);
    let new: Option<Vec<String>> = cells.iter().map(|cell| how(&tab.text(*cell))).collect();
    for (cell, text) in cells.iter().zip(new?) {
        tab.set_text(*cell, text);
    }
    Some(vec![Expected::at(book, rule, cells)])
}

/// Puts something between two syllables; `None` where the text has one only.
pub(super) fn between(text: &str, what: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let leads = |letter: char| ('เ'..='ไ').contains(&letter);
    let at = (2..letters.len().saturating_sub(1)).find(|at| {
        let (before, letter) = (letters[*at - 1], letters[*at]);
        let begins = ('ก'..='ฮ').contains(&letter) || leads(letter);
        let ends = ('ก'..='\u{e4e}').contains(&before) && !leads(before);
        begins && ends && letters[*at + 1] != ' '
    })?;
    let (head, tail) = letters.split_at(at);
    let (head, tail): (String, String) = (head.iter().collect(), tail.iter().collect());
    Some(format!("{head}{what}{tail}"))
}

fn outer_space(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let (before, behind) = *dice.pick(&[(" ", ""), ("", " "), ("", "\u{a0}"), ("", "  ")]);
    let kinds = [Kind::Words, Kind::Category, Kind::Province];
    change(book, dice, &kinds, "outer-whitespace", |text| {
        Some(format!("{before}{text}{behind}"))
    })
}

fn two_spaces(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let gap = *dice.pick(&["  ", "\u{a0}"]);
    let kinds = [Kind::Words, Kind::Category];
    change(book, dice, &kinds, "inner-whitespace", |text| {
        between(text, gap)
    })
}

fn invisible(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let letter = *dice.pick(&["\u{200b}", "\u{feff}", "\u{200e}", "\u{ad}"]);
    let kinds = [Kind::Words, Kind::Category];
    change(book, dice, &kinds, "invisible-character", |text| {
        between(text, letter)
    })
}

fn line_break(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let kinds = [Kind::Words, Kind::Category];
    change(book, dice, &kinds, "line-break-in-cell", |text| {
        between(text, "\n")
    })
}

fn lone_accent(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    change(book, dice, &[Kind::Words], "not-nfc", |text| {
        Some(format!("{text} Cafe\u{301}"))
    })
}

fn thai_disorder(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let kinds = [Kind::Words, Kind::Category];
    change(book, dice, &kinds, "thai-sequence", |text| {
        [
            ("แ", "เเ"),
            ("\u{e33}", "\u{e4d}\u{e32}"),
            ("\u{e35}\u{e48}", "\u{e48}\u{e35}"),
            ("\u{e48}", "\u{e48}\u{e48}"),
        ]
        .iter()
        .find(|(right, _)| text.contains(right))
        .map(|(right, wrong)| text.replacen(right, wrong, 1))
    })
}

fn wrong_charset(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let utf8 = dice.below(2) == 0;
    change(book, dice, &[Kind::Words], "mojibake", |text| {
        let (thai, ..) = encoding_rs::WINDOWS_874.encode(text);
        let bytes = if utf8 { text.as_bytes() } else { &thai[..] };
        let (read, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
        Some(read.into_owned())
    })
}

fn markup(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let code = *dice.pick(&["<br>", "&nbsp;", "</p>"]);
    change(book, dice, &[Kind::Words], "html-or-markup", |text| {
        Some(format!("{text}{code}"))
    })
}

fn formula(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let formula = *dice.pick(&["=SUM(A1:A3)", "@SUM(A1:A3)", "+HYPERLINK(A1)"]);
    change(book, dice, &[Kind::Words], "csv-injection", |_| {
        Some(formula.to_owned())
    })
}

fn cut_off(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = of_words(tab, &[Kind::Prose], dice)?;
    let mut cells = Vec::new();
    let records = dice.some(3, tab.records);
    for (record, first) in records.iter().zip(["ครั้งแรก", "รอบหลัง", "ต่อมา"])
    {
        let cell = tab.at(*record, column);
        let sentence = tab.text(cell);
        let long = format!("{first}{}", sentence.repeat(6));
        let text: String = long.chars().take(255).collect();
        tab.set_text(cell, text.replace(' ', "ก"));
        cells.push(cell);
    }
    Some(vec![Expected::at(book, "truncated-text", cells)])
}

fn letter_for_digit(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Count], dice)?;
    let cell = some(tab, column, 1, dice)[0];
    let digits = tab.text(cell);
    let (first, rest) = digits.split_at(1);
    if rest.is_empty() {
        return None;
    }
    tab.set_text(cell, format!("{first}O{rest}"));
    // A word among numbers, and which one is meant.
    Some(vec![
        Expected::at(book, "lookalike-character", [cell]),
        Expected::at(book, "mixed-types", [cell]),
    ])
}

/// A category of a column with a record that holds it, and how often it stands.
fn category(tab: &Tab, column: usize, dice: &mut Dice) -> (CellRef, String, usize) {
    let cell = tab.at(dice.below(tab.records), column);
    let text = tab.text(cell);
    let same = (0..tab.records).filter(|record| tab.text(tab.at(*record, column)) == text);
    let count = same.count();
    (cell, text, count)
}

/// Changes one of the cells that hold a category.
fn rewrite(
    book: &mut Book,
    dice: &mut Dice,
    least: usize,
    how: impl Fn(&str) -> Option<String>,
) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = of_words(tab, &[Kind::Category], dice)?;
    let (cell, text, count) = category(tab, column, dice);
    let new = how(&text).filter(|_| count >= least)?;
    tab.set_text(cell, new);
    Some(vec![Expected::at(book, "spelling-variants", [cell])])
}

fn another_writing(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    rewrite(book, dice, 3, |text| between(text, " "))
}

fn slip(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    rewrite(book, dice, 9, |text| {
        let is_mark = |letter: &char| matches!(letter, '\u{e31}' | '\u{e34}'..='\u{e39}' | '\u{e47}'..='\u{e4c}');
        let letters: Vec<char> = text.chars().collect();
        let at = letters.iter().position(is_mark)?;
        let mut left = letters.clone();
        left.remove(at);
        let bare = left.iter().filter(|letter| !matches!(letter, ' ' | '.'));
        (bare.count() >= 7).then(|| left.iter().collect())
    })
}

fn header_space(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let gap = *dice.pick(&["\n", "  "]);
    let kinds = [Kind::Count, Kind::Amount, Kind::Category, Kind::Words];
    let cell = tab.header(untouched(tab, &kinds, dice)?);
    let label = between(&tab.text(cell), gap)?;
    tab.set_text(cell, label);
    Some(vec![Expected::at(book, "header-whitespace", [cell])])
}
