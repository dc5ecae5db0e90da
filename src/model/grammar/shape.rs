//! How a text is spelt, and what it holds beside a plain word or number. Asked once of each distinct text of a workbook: one
//! look over its bytes tells which questions are worth asking, and a word of letters is done with after it.

use crate::model::grammar::class::Class;
use crate::model::grammar::glance::{Glance, Kinds};
use crate::model::grammar::period::{self, Span};
use crate::model::grammar::{
    amount, approximate, identity, lookalike, mojibake, person, phrase, spelling,
};
use crate::model::reference;

/// Numbers of characters at which programs cut: columns of databases, old forms, a cell of Excel.
const LIMITS: [usize; 3] = [255, 1024, 32_767];
/// Longest text that can be an amount, in bytes.
const AMOUNT: usize = 96;
/// Longest text that can be a name or an answer, in bytes.
const NAME: usize = 128;

/// The traits of a text's spelling.
pub(super) fn of(text: &str) -> Class {
    let seen = Glance::over(text);
    if seen.is_word() && text.len() < LIMITS[0] && seen.sara_e < 2 {
        return word(text);
    }
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Class::default();
    }
    spelt(text, trimmed, &seen).and(said(trimmed, &seen))
}

/// What a word of letters can be. Nothing else is asked of most texts.
fn word(text: &str) -> Class {
    if text.len() > NAME {
        return Class::default();
    }
    Class::default()
        .when(phrase::answer(text).is_some(), Class::YES_NO)
        .when(phrase::is_ditto(text), Class::DITTO)
        .when(text.len() <= 15 && phrase::goes_on(text), Class::CONTINUED)
        .when(reference::province(text).is_some(), Class::PROVINCE)
}

/// How the text is spelt.
fn spelt(text: &str, trimmed: &str, seen: &Glance) -> Class {
    let broken = seen.has(Kinds::BREAK) && trimmed.contains(['\n', '\r']);
    let class = Class::default()
        .when(trimmed.len() < text.len(), Class::OUTER_SPACE)
        .when(has_inner_space(trimmed, seen), Class::INNER_SPACE)
        .when(
            broken || spelling::has_escaped_break(trimmed, seen),
            Class::LINE_BREAK,
        )
        .when(is_at_limit(text), Class::AT_LIMIT);
    // What the wrong table leaves behind is one fault with one name.
    if mojibake::is_mojibake(text, seen) {
        return class.and(Class::MOJIBAKE);
    }
    class
        .when(spelling::has_invisible(text, seen), Class::INVISIBLE)
        .when(spelling::is_not_nfc(text, seen), Class::NOT_NFC)
        .when(spelling::has_thai_fault(text, seen), Class::THAI_SEQUENCE)
        .when(spelling::has_markup(text, seen), Class::MARKUP)
        .when(lookalike::has_lookalike(trimmed, seen), Class::LOOKALIKE)
        .when(
            lookalike::has_raised_mark(trimmed, seen),
            Class::SUPERSCRIPT,
        )
}

/// Two spaces in a row, a tab, or a space that is none of the usual ones.
fn has_inner_space(trimmed: &str, seen: &Glance) -> bool {
    (seen.has(Kinds::WIDE_SPACE) && (trimmed.contains("  ") || trimmed.contains('\t')))
        || (seen.has(Kinds::LATIN_MORE.and(Kinds::FAR)) && trimmed.contains(is_odd_space))
}

fn is_odd_space(letter: char) -> bool {
    matches!(
        letter,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

fn is_at_limit(text: &str) -> bool {
    let may_be = LIMITS
        .iter()
        .any(|limit| (*limit..=limit * 4).contains(&text.len()));
    may_be && LIMITS.contains(&text.chars().count())
}

/// What the text holds.
fn said(text: &str, seen: &Glance) -> Class {
    let mut class = Class::default()
        .when(
            text.starts_with(['=', '+', '-', '@']) && phrase::is_formula(text),
            Class::FORMULA_START,
        )
        .when(
            seen.has(Kinds::AT) && identity::email(text).is_some(),
            Class::EMAIL,
        )
        .when(
            seen.has(Kinds::LATIN)
                && seen.has(Kinds::COLON.and(Kinds::SIGN))
                && phrase::has_link(text),
            Class::LINK,
        )
        .when(
            seen.has(Kinds::DIVIDER.and(Kinds::BREAK)) && phrase::separator(text).is_some(),
            Class::LIST,
        )
        .when(
            seen.has(Kinds::THAI) && seen.has(Kinds::LATIN) && phrase::is_in_two_languages(text),
            Class::TWO_LANGUAGES,
        )
        .when(
            text.len() <= 2 * NAME && phrase::goes_on(text),
            Class::CONTINUED,
        )
        .when(
            seen.has_letter() && seen.has(Kinds::SPACE) && person::is_person(text),
            Class::PERSON,
        );
    if seen.has_digit() {
        let amount = amounts(text, seen);
        let things = numbers_of_things(text, seen);
        // "1.2 ล้าน" and "99 ถนนพหลโยธิน ..." are no codes with their names.
        let labelled = seen.has_letter()
            && amount == Class::default()
            && !things.has(Class::ADDRESS)
            && phrase::code_and_name(text).is_some();
        return class
            .and(amount)
            .and(things)
            .when(labelled, Class::CODE_AND_NAME);
    }
    if text.len() <= NAME {
        class = class
            .when(phrase::answer(text).is_some(), Class::YES_NO)
            .when(phrase::is_ditto(text), Class::DITTO)
            .when(
                seen.has_letter() && reference::province(text).is_some(),
                Class::PROVINCE,
            );
    }
    class
}

/// What a text with a digit can be as an amount or a time.
fn amounts(text: &str, seen: &Glance) -> Class {
    let digits = Kinds::DIGIT.and(Kinds::THAI_DIGIT);
    if text.len() > AMOUNT || seen.kinds.is_only(digits) {
        return Class::default();
    }
    let bracketed = text.starts_with('(') || text.ends_with('-');
    let triangle = seen.has(Kinds::FAR) && amount::has_triangle(text);
    let mut class = Class::default()
        .when(approximate::approximate(text).is_some(), Class::APPROXIMATE)
        .when(
            (bracketed && amount::accounting(text).is_some()) || triangle,
            Class::ACCOUNTING,
        )
        .when(
            seen.has(Kinds::COMMA) && amount::decimal_comma(text).is_some(),
            Class::DECIMAL_COMMA,
        )
        .when(amount::noted(text).is_some(), Class::NOTE_MARK)
        .when(
            seen.has(Kinds::LATIN) && amount::is_shortened(text),
            Class::EXPONENT,
        )
        .when(amount::has_currency(text), Class::CURRENCY);
    if seen.has_letter() {
        class = class.when(amount::multiplied(text).is_some(), Class::MULTIPLIER);
    }
    if may_be_period(text, seen)
        && let Some(period) = period::parse(text)
    {
        let trait_of = if period.span == Span::Year {
            Class::YEAR_WORD
        } else {
            Class::PERIOD
        };
        class = class.when(period.year.is_some(), trait_of);
    }
    class
}

/// A cheap look: parts of years end with the year, begin with a word, or begin with the year (`2024-05`, `2024Q1`).
fn may_be_period(text: &str, seen: &Glance) -> bool {
    let ends = text.ends_with(|last: char| last.is_numeric() || last == ')');
    let begins = text.starts_with(char::is_alphabetic)
        || (text.len() == 7 && text.contains('-'))
        || (seen.has(Kinds::LATIN) && text.contains(['q', 'Q']));
    ends && begins
}

/// What a text with a digit can be beside an amount: a number that stands for a person or a thing.
fn numbers_of_things(text: &str, seen: &Glance) -> Class {
    let begins = text.starts_with(|first: char| first.is_numeric());
    let class = Class::default()
        .when(begins && identity::national_id(text), Class::NATIONAL_ID)
        .when(begins && identity::is_card(text), Class::CARD)
        .when(identity::is_phone(text), Class::PHONE);
    if !seen.has_letter() {
        return class;
    }
    class
        .when(person::is_address(text), Class::ADDRESS)
        .when(identity::is_plate(text), Class::PLATE)
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::model::grammar::class::Class;

    #[test]
    fn words_names_remarks_and_codes_have_no_trait() {
        let words = "กรมอนามัย¦โรงพยาบาลส่งเสริมสุขภาพตำบลบ้านสวน¦ศูนย์อนามัยที่ 1¦ส่งเสริมสุขภาพ¦ดีเยี่ยม¦ดีมาก¦พื้นฐาน¦อยู่ระหว่างดำเนินการ¦\
             แล้วเสร็จ¦เด็กปฐมวัย¦วัยทำงาน¦ผู้สูงอายุ¦รพ.สต.¦สสจ.น่าน¦อบต.บ้านใหม่¦เทศบาลเมืองน่าน¦น้ำบริโภค¦กิจกรรมทางกาย¦ชั้น 5¦\
             ห้องประชุม 1¦ครั้งที่ 3¦รุ่นที่ 12¦ข้อ 5¦กลุ่มที่ 2¦ระยะที่ 1¦แผนงานที่ 3.2¦มาตรา 44¦ตัวชี้วัดที่ 1.1.2¦Excel¦Microsoft Word¦\
             COVID-19¦H1N1¦BMI¦pH¦PM2.5¦CO2¦B12¦วัคซีน mRNA¦วิตามิน C¦โครงการ To Be Number One¦องค์การอนามัยโลก (WHO)¦\
             ระบบ HDC¦บริษัท ABC จำกัด¦มีเงื่อนไข¦ไม่มีกำหนด¦ใช่เกณฑ์¦ต่อเนื่อง¦หน้าที่ของครู¦ที่ต่อเติม¦กำลังต่อเติม¦เช่น ตลาดสด¦\
             นายอำเภอ¦นายกเทศมนตรี¦นายช่างโยธา ชำนาญงาน¦นางพยาบาล¦คุณภาพชีวิต¦พระครูวิมล¦เด็กหญิง¦เด็กชาย";
        let remarks = "จัดอบรมให้แก่อาสาสมัครสาธารณสุขในพื้นที่และติดตามผลการดำเนินงานเป็นระยะตลอดปี¦\
             รณรงค์ลดการบริโภคหวาน มัน เค็ม ในตลาดสดและร้านอาหารที่เข้าร่วมโครงการ¦เริ่มดำเนินการเมื่อ ต.ค. 66 แล้วเสร็จ มี.ค. 67 นี้¦\
             ประชุม 3 ครั้ง ผู้เข้าร่วม 120 คน¦ปรับแผน (ครั้งที่ 2) ตามหนังสือ สธ 0905.02/ว 123¦ผ่านเกณฑ์ร้อยละ 80 ขึ้นไปในทุกไตรมาส¦\
             ขอบคุณครับ/ค่ะ 5 ดาว¦ดูแลผู้ป่วย 24 ชม. ทุกวัน¦งบ 1.2 ล้านบาท จากกองทุน¦รับสมัครถึง 31 ม.ค. 67 เท่านั้น¦\
             ราคา 5-10 บาทต่อชิ้น และ 20 บาทต่อกล่อง¦เปรียบเทียบปี 2566 กับ 2567 แล้ว¦ยังไม่ได้รับข้อมูลจาก อปท. 5 แห่ง";
        let codes = "00123¦0501¦P001¦A-12¦กค0409¦สธ 0905.02¦12345¦A01B¦X¦2567/001¦ว 123¦5/2567¦99/1¦12A¦1.2.3¦1-1-1¦TH-50¦\
             ISBN 978-616-11-1234-5¦50-001-A¦0000¦10200";
        for text in [words, remarks, codes]
            .into_iter()
            .flat_map(|list| list.split('¦'))
        {
            assert_eq!(of(text), Class::default(), "{text}");
        }
        for text in [
            "",
            " ",
            "\t",
            "100",
            "1,234",
            "-5",
            "45.5",
            "31/12/2567",
            "1 ม.ค. 2567",
            "-",
            "–",
            "N/A",
        ] {
            let blank = of(text);
            assert_eq!(blank, Class::default(), "{text}");
        }
    }

    #[test]
    fn each_trait_is_seen() {
        for (text, class) in [
            (" กรม", Class::OUTER_SPACE),
            ("กรม\u{a0}", Class::OUTER_SPACE),
            ("กรม  อนามัย", Class::INNER_SPACE),
            ("กรม\u{a0}อนามัย", Class::INNER_SPACE),
            ("กรม\u{200b}อนามัย", Class::INVISIBLE),
            ("กรม\nอนามัย ก", Class::LINE_BREAK.and(Class::LIST)),
            ("Cafe\u{301}", Class::NOT_NFC),
            ("เเม่น้ำ", Class::THAI_SEQUENCE),
            ("กรม\u{fffd}", Class::MOJIBAKE),
            ("ก<br>ข", Class::MARKUP),
            ("=SUM(A1:A3)", Class::FORMULA_START),
            ("1O0", Class::LOOKALIKE),
            ("info@moph.go.th", Class::EMAIL),
            ("02-590-4000", Class::PHONE),
            ("1-2345-45678-78-1", Class::NATIONAL_ID),
            ("นายสมชาย ใจดี", Class::PERSON),
            ("ประมาณ 100", Class::APPROXIMATE),
            ("(1,234)", Class::ACCOUNTING),
            ("▲5", Class::ACCOUNTING),
            ("1.2 ล้าน", Class::MULTIPLIER),
            ("1,5", Class::DECIMAL_COMMA),
            ("1,234*", Class::NOTE_MARK),
            ("แดง; เขียว", Class::LIST),
            ("ชาย/หญิง", Class::LIST),
            ("10 กรุงเทพมหานคร", Class::CODE_AND_NAME),
            ("ไตรมาส 1/2567", Class::PERIOD),
            ("ม.ค. 67", Class::PERIOD),
            ("ปีงบประมาณ 2567", Class::YEAR_WORD),
            ("เช่นเดียวกัน", Class::DITTO),
            ("\"", Class::DITTO),
            ("1.23457E+12", Class::EXPONENT),
            ("4111 1111 1111 1111", Class::CARD),
            ("99/1 หมู่ 5 ต.บางพูด อ.ปากเกร็ด จ.นนทบุรี", Class::ADDRESS),
            ("1กก 1234", Class::PLATE),
            ("ไม่มี", Class::YES_NO),
            ("Yes", Class::YES_NO),
            ("ตารางที่ 1 (ต่อ)", Class::CONTINUED),
            ("หน้า 2", Class::CONTINUED),
            ("https://moph.go.th", Class::LINK),
            ("ไข้เลือดออก (Dengue)", Class::TWO_LANGUAGES),
            ("฿100", Class::CURRENCY),
            ("12³", Class::SUPERSCRIPT),
            ("จำนวน¹", Class::SUPERSCRIPT),
        ] {
            assert_eq!(of(text), class, "{text}");
        }
        assert_eq!(of(&"ก".repeat(255)), Class::AT_LIMIT);
        assert_eq!(of(&"ก".repeat(254)), Class::default());
        assert_eq!(of("เชียงใหม่"), Class::PROVINCE);
        assert!(of("จ.เชียงใหม่").has(Class::PROVINCE));
    }
}
