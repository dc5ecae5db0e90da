//! Names of persons with their title, and where they live.

use crate::model::grammar::{digits, number};
use crate::model::reference;

/// Longest text that is a person's name with its title, in bytes.
const LONGEST_NAME: usize = 240;
/// Longest text that is an address, in bytes.
const LONGEST_ADDRESS: usize = 600;

/// Titles before a name. A longer one stands before a shorter one that begins it.
const TITLES: [&str; 78] = [
    "นายแพทย์",
    "นายสัตวแพทย์",
    "นาย",
    "นางสาว",
    "นาง",
    "น.ส.",
    "นส.",
    "เด็กชาย",
    "เด็กหญิง",
    "ด.ช.",
    "ด.ญ.",
    "ว่าที่ ร.ต.",
    "ว่าที่ร.ต.",
    "ว่าที่ร้อยตรี",
    "ว่าที่ร้อยโท",
    "ว่าที่ร้อยเอก",
    "ว่าที่พันตรี",
    "พล.ต.อ.",
    "พล.ต.ท.",
    "พล.ต.ต.",
    "พ.ต.อ.",
    "พ.ต.ท.",
    "พ.ต.ต.",
    "ร.ต.อ.",
    "ร.ต.ท.",
    "ร.ต.ต.",
    "จ.ส.ต.",
    "ส.ต.อ.",
    "ส.ต.ท.",
    "ส.ต.ต.",
    "ด.ต.",
    "พล.อ.",
    "พล.ท.",
    "พล.ต.",
    "พ.อ.",
    "พ.ท.",
    "พ.ต.",
    "ร.อ.",
    "ร.ท.",
    "ร.ต.",
    "จ.ส.อ.",
    "จ.ส.ท.",
    "จ.อ.",
    "ส.อ.",
    "พลตำรวจเอก",
    "พลตำรวจโท",
    "พลตำรวจตรี",
    "พันตำรวจเอก",
    "พันตำรวจโท",
    "พันตำรวจตรี",
    "ร้อยตำรวจเอก",
    "ร้อยตำรวจโท",
    "ร้อยตำรวจตรี",
    "ดาบตำรวจ",
    "พลเอก",
    "พลโท",
    "พลตรี",
    "พันเอก",
    "พันโท",
    "พันตรี",
    "ร้อยเอก",
    "ร้อยโท",
    "ร้อยตรี",
    "แพทย์หญิง",
    "ทันตแพทย์หญิง",
    "ทันตแพทย์",
    "นพ.",
    "พญ.",
    "ทพญ.",
    "ทพ.",
    "ภญ.",
    "ภก.",
    "รศ.",
    "ผศ.",
    "ศ.",
    "ดร.",
    "ม.ร.ว.",
    "ม.ล.",
];

/// English titles, each with a name in Latin letters behind it.
const ENGLISH: [&str; 8] = ["Mr.", "Mrs.", "Ms.", "Mr ", "Mrs ", "Ms ", "Miss ", "Dr."];

/// What follows "นาย" and "นาง" in words for offices and things, by its beginning.
const OFFICES: [&str; 32] = [
    "กเทศมนตรี",
    "กรัฐมนตรี",
    "กองค์การ",
    "กอบต",
    "กสมาคม",
    "กสภา",
    "กเมือง",
    "กสโมสร",
    "กเหล่า",
    "อำเภอ",
    "ทะเบียน",
    "ช่าง",
    "จ้าง",
    "หน้า",
    "สถานี",
    "ตรวจ",
    "ทหาร",
    "ตำรวจ",
    "ไปรษณีย์",
    "พยาบาล",
    "ชำนาญการ",
    "ชำนาญงาน",
    "ทรงคุณวุฒิ",
    "ปฏิบัติการ",
    "สาธารณสุข",
    "ประจำ",
    "ผู้",
    "ใหญ่",
    "วิชา",
    "หมวด",
    "สัตวแพทย์",
    "ทุน",
];

/// What follows them so as a whole.
const THINGS: [&str; 20] = [
    "ก",
    "ท่า",
    "ร้อย",
    "สิบ",
    "พัน",
    "เวร",
    "เรือ",
    "ด่าน",
    "แบบ",
    "รอง",
    "เลิ้ง",
    "แอ่น",
    "พญา",
    "เอก",
    "สนม",
    "รำ",
    "กวัก",
    "บวช",
    "แพทย์",
    "ฟ้า",
];

/// Beginnings of a second word that is no family name.
const NO_FAMILY: [&str; 13] = [
    "จังหวัด",
    "อำเภอ",
    "ตำบล",
    "ประจำ",
    "ด้าน",
    "และ",
    "หรือ",
    "ของ",
    "ระดับ",
    "ชำนาญการ",
    "ปฏิบัติการ",
    "เชี่ยวชาญ",
    "ตำแหน่ง",
];

/// Whether a text below a table is who signed it: `ลงชื่อ .......... ผู้รายงาน`, `(นายสมชาย ใจดี)`.
pub fn is_signature(text: &str) -> bool {
    let bare = text.trim().trim_matches(['(', ')', '.', '_', '…', ' ']);
    bare.starts_with("ลงชื่อ") || bare.starts_with("ลงนาม") || is_person(bare)
}

/// Whether a text begins with a person's title, given name and family name: `นายสมชาย ใจดี`, `พ.ต.ท.หญิง ก้อย รักไทย`.
pub fn is_person(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST_NAME || !text.contains(' ') {
        return false;
    }
    if let Some(rest) = ENGLISH.iter().find_map(|title| text.strip_prefix(*title)) {
        return is_english_name(rest);
    }
    let Some((title, rest)) = without_titles(text) else {
        return false;
    };
    let mut words = rest.split_whitespace();
    let (Some(given), Some(family)) = (words.next(), words.next()) else {
        return false;
    };
    let noble = family == "ณ";
    let family = if noble {
        // "ณ อยุธยา" is a family name of two words.
        words.next().unwrap_or_default()
    } else {
        family
    };
    let office = OFFICES.iter().any(|office| given.starts_with(*office));
    let thing = matches!(title, "นาย" | "นาง") && THINGS.contains(&given);
    let behind = NO_FAMILY.iter().any(|word| family.starts_with(*word));
    is_thai_name(given)
        && is_thai_name(family)
        && !office
        && !thing
        && !behind
        && words.count() <= 4
        && (noble || reference::province(family).is_none())
}

/// The last of the titles at the front, and what follows it.
fn without_titles(text: &str) -> Option<(&'static str, &str)> {
    let (mut last, mut rest) = (None, text);
    for _ in 0..4 {
        let found = TITLES
            .iter()
            .find_map(|title| Some((*title, rest.strip_prefix(*title)?)));
        let Some((title, behind)) = found else {
            break;
        };
        // "พ.ต.ท.หญิง" is the rank of a woman.
        let woman = behind.strip_prefix("หญิง").filter(|_| title.ends_with('.'));
        rest = woman.unwrap_or(behind).trim_start();
        last = Some(title);
    }
    Some((last?, rest))
}

/// Two letters of Thai at the least, beginning with one that a word begins with.
fn is_thai_name(word: &str) -> bool {
    let begins = word
        .starts_with(|first: char| ('ก'..='ฮ').contains(&first) || ('เ'..='ไ').contains(&first));
    let thai = word
        .chars()
        .all(|letter| ('ก'..='\u{e3a}').contains(&letter) || ('เ'..='\u{e4e}').contains(&letter));
    begins && thai && word.chars().nth(1).is_some()
}

fn is_english_name(text: &str) -> bool {
    let named = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_uppercase())
            && word.len() >= 2
            && word
                .bytes()
                .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'.' | b'\''))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len()) && words.into_iter().all(named)
}

/// Words of an address, each with whether a number follows it or a name.
const PLACES: [(&str, bool); 22] = [
    ("หมู่ที่", true),
    ("หมู่", true),
    ("ม.", true),
    ("Moo", true),
    ("ซอย", false),
    ("ซ.", false),
    ("ตรอก", false),
    ("ถนน", false),
    ("ถ.", false),
    ("แขวง", false),
    ("ตำบล", false),
    ("ต.", false),
    ("อำเภอ", false),
    ("อ.", false),
    ("เขต", false),
    ("จังหวัด", false),
    ("จ.", false),
    ("กทม", false),
    ("กรุงเทพ", false),
    ("Soi", false),
    ("Road", false),
    ("Rd.", false),
];

/// Whether a text is a postal address: a house number, a road or village right behind it, and a further word of an address
/// (`99/1 หมู่ 5 ต.บางพูด อ.ปากเกร็ด`).
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    if !(12..=LONGEST_ADDRESS).contains(&text.len()) {
        return false;
    }
    let ascii = digits::to_ascii(text);
    let bare = ["บ้านเลขที่", "เลขที่", "ที่อยู่"]
        .iter()
        .find_map(|word| ascii.strip_prefix(*word));
    let start = bare.unwrap_or(&ascii).trim_start_matches([' ', ':', '.']);
    let rest = start
        .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '/' | '-'));
    let house = start.get(..start.len() - rest.len()).unwrap_or_default();
    let numbered = house.starts_with(|first: char| first.is_ascii_digit())
        && house.len() <= 12
        && house.matches('/').count() <= 1
        && number::parse(&ascii).is_none();
    if !numbered {
        return false;
    }
    let words: Vec<&str> = rest.split_whitespace().take(40).collect();
    // "12 ตำบล 3 อำเภอ" counts; a place has its name right behind the word.
    let at = |number: usize| place(&words, number);
    let near = at(0) || (at(1) && !words.first().is_some_and(|word| word.ends_with(['.', ','])));
    let places = (0..words.len()).filter(|number| at(*number)).count();
    let postcode = words
        .last()
        .is_some_and(|word| word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit()));
    let certain = bare.is_some() || house.contains('/');
    near && (places + usize::from(postcode) >= 2 || (certain && places > 0))
}

/// Whether a word of a text, with the one behind it, names a part of an address.
fn place(words: &[&str], number: usize) -> bool {
    let Some(word) = words.get(number) else {
        return false;
    };
    PLACES.iter().any(|(known, numbered)| {
        let Some(tail) = word.strip_prefix(*known) else {
            return false;
        };
        let next = words.get(number + 1).copied().unwrap_or_default();
        let begins = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
        if *numbered {
            return begins(tail) || (tail.is_empty() && begins(next));
        }
        let named = tail.starts_with(char::is_alphabetic);
        let capital = matches!(*known, "กทม" | "กรุงเทพ" | "Soi" | "Road" | "Rd.");
        named || capital
    })
}

#[cfg(test)]
mod tests {
    use super::{is_address, is_person};

    fn check(question: fn(&str) -> bool, yes: &str, no: &str) {
        for text in yes.split('¦') {
            assert!(question(text), "{text}");
        }
        for text in no.split('¦') {
            assert!(!question(text), "{text}");
        }
    }

    #[test]
    fn names_with_titles_are_persons() {
        check(
            is_person,
            "นายสมชาย ใจดี¦นาย สมชาย ใจดี¦นางสาวกมล  รักไทย¦น.ส. สุดา แก้วดี¦ด.ช.เอก ดีงาม¦พ.ต.ท.หญิง ก้อย รักไทย¦\
             ดร.สมศรี มีสุข¦ผศ.ดร.กิตติ พงษ์ไทย¦นพ.วิชัย เจริญดี¦ว่าที่ ร.ต.หญิง กนก ใจดี¦Mr. John Smith¦Miss Anna Lee¦\
             นายกิตติ ณ อยุธยา¦นายสมชาย ใจดี ผู้อำนวยการ¦พลเอก ประเสริฐ มั่นคง¦นายแพทย์สมชาย ใจดี¦เด็กหญิงพลอย งามตา",
            "นายอำเภอ เมืองน่าน¦นายกเทศมนตรี ตำบลบ้านใหม่¦นายก อบต. บ้านใหม่¦นายช่างโยธา ปฏิบัติงาน¦นายแพทย์ ชำนาญการ พิเศษ¦\
             นายทะเบียน อำเภอ¦นางรอง บุรีรัมย์¦นางพยาบาล วิชาชีพ¦นางแอ่น กินรัง¦น.ส. 3 ก¦น.ส.3 ก.¦คุณภาพชีวิต ที่ดี¦นายจ้าง และลูกจ้าง¦\
             ดร. 5 คน¦พ.ศ. 2567¦ศ. 5¦สมชาย ใจดี¦นายสมชาย¦เด็กชาย 12 คน¦เด็กหญิง อายุ 5 ปี ขึ้นไป ที่ได้รับวัคซีน ครบ¦ร้อยเอ็ด ขอนแก่น¦\
             Dr. House (TV)¦Mr.¦Miss Universe 2024¦โรงพยาบาลศูนย์ขอนแก่น ภาค 4¦¦พระนครศรีอยุธยา อ่างทอง¦นพ.สสจ. น่าน",
        );
    }

    #[test]
    fn house_numbers_with_roads_are_addresses() {
        check(
            is_address,
            "99/1 หมู่ 5 ต.บางพูด อ.ปากเกร็ด จ.นนทบุรี 11120¦88/22 ม.4 ตำบลตลาดขวัญ อำเภอเมือง¦123 ถนนพหลโยธิน แขวงจตุจักร กทม. 10900¦\
             เลขที่ 12 ซอยสุขุมวิท 5 แขวงคลองเตย¦๑๒ หมู่ที่ ๓ ตำบลในเวียง¦บ้านเลขที่ 7 หมู่ 2¦99 Moo 5 Soi 3",
            "12 ตำบล 3 อำเภอ¦3 หมู่บ้าน¦10 ม.5¦ต.ในเมือง อ.เมือง จ.ขอนแก่น¦ถนนสายบ้านก ตำบลข อำเภอค¦1. ก่อสร้างถนน หมู่ที่ 5 ตำบลบ้านใหม่¦\
             5 ตำบลนำร่อง¦31/12/2567¦99/1¦เชียงใหม่¦12 แห่ง ใน 3 อำเภอ¦¦2567 ถึง 2568 จ.น่าน¦10 กรุงเทพมหานคร¦5 ถนน ลาดยาง",
        );
    }
}
