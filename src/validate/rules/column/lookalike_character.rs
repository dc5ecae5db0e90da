use crate::model::cell::Cell;
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// A letter stands for one that looks like it
    ///
    /// ## Why it matters
    /// 1O0 with the letter O is no number, and a Cyrillic А is no A: the value is lost to every sum and search.
    ///
    /// ## ทำไมจึงสำคัญ
    /// 1O0 ที่ใช้ตัวอักษร O แทนเลขศูนย์ไม่ใช่ตัวเลข และอักษรต่างภาษาที่หน้าตาเหมือนกันก็ไม่ใช่ตัวเดียวกัน ค่านี้จึงหายไปจากการรวมและการค้นหา
    ///
    /// ## How to fix in Excel
    /// Type the value anew with the keys 0 and 1 instead of the letters O and l.
    ///
    /// ## วิธีแก้ใน Excel
    /// พิมพ์ค่าใหม่ด้วยปุ่มตัวเลข 0 และ 1 แทนตัวอักษร O และ l
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 120 |
    /// | น่าน | 1O5 |
    /// | แพร่ | 90 |
    /// | ตาก | 81 |
    /// | เลย | 77 |
    /// ```
    /// ```report
    /// warning[lookalike-character] B3: "1O5" has letters that look like others: "105" is probably meant (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 120 |
    /// | น่าน | 105 |
    /// ```
    "lookalike-character", Warning, Column(check), None, Confirm, Constant,
    th: "ใช้ตัวอักษรที่หน้าตาคล้ายกันแทนกัน", en: "A letter stands for one that looks like it"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    if !profile.traits.has(Class::LOOKALIKE) {
        return;
    }
    // Codes may have letters; only among digits alone do they stand for digits.
    let digits = (profile.all_numbers() + profile.codes) * 10 >= profile.values() * 7;
    let strings = &column.workbook.strings;
    let meant = |cell: Cell| {
        cell.as_text().is_some_and(|id| {
            strings.class(id).has(Class::LOOKALIKE) && (digits || !strings.get(id).is_ascii())
        })
    };
    let Some(hits) = column.find(meant) else {
        return;
    };
    let right = with_digits(&hits.example);
    let (example, meant, count) = (shorten(&hits.example), shorten(&right), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" มีตัวอักษรที่หน้าตาคล้ายตัวอื่น น่าจะหมายถึง \"{meant}\" ({count} เซลล์)",
        en: "\"{example}\" has letters that look like others: \"{meant}\" is probably meant ({count} {cells})"
    );
    let help = say!(
        th: "พิมพ์ค่านี้ใหม่ทั้งหมดจากแป้นพิมพ์ โดยใช้ปุ่มตัวเลขแทนตัวอักษร O และ l",
        en: "type the value anew, with the keys for digits instead of the letters O and l"
    );
    let suggestion = texts::is_one_text(column, &hits.runs).then_some(right);
    sink.report(column.finding(hits, message, help).suggest(suggestion));
}

/// The text with digits for the letters that look like them, and Latin letters for their twins.
fn with_digits(text: &str) -> String {
    let number = text.is_ascii();
    text.trim()
        .chars()
        .map(|letter| match letter {
            'O' | 'o' if number => '0',
            'l' | 'I' if number => '1',
            'Α' | 'А' => 'A',
            'Β' | 'В' => 'B',
            'Ε' | 'Е' => 'E',
            'Ζ' => 'Z',
            'Η' | 'Н' => 'H',
            'Ι' | 'І' => 'I',
            'Κ' | 'К' => 'K',
            'Μ' | 'М' => 'M',
            'Ν' => 'N',
            'Ο' | 'О' => 'O',
            'Ρ' | 'Р' => 'P',
            'С' => 'C',
            'Ѕ' => 'S',
            'Τ' | 'Т' => 'T',
            'Υ' | 'У' => 'Y',
            'Χ' | 'Х' => 'X',
            'а' => 'a',
            'е' => 'e',
            'ο' | 'о' => 'o',
            'р' => 'p',
            'с' => 'c',
            'у' => 'y',
            'х' => 'x',
            'і' => 'i',
            'ѕ' => 's',
            'ј' => 'j',
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
                char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter)
            }
            other => other,
        })
        .collect()
}
