use crate::model::grammar::class::Class;
use crate::model::language::{Text, say};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// The file's properties name a person
    ///
    /// ## Why it matters
    /// The name of who made or saved the file is published with it, although the agency is the publisher.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ชื่อผู้สร้างหรือผู้บันทึกไฟล์จะถูกเผยแพร่ไปกับไฟล์ ทั้งที่ผู้เผยแพร่คือหน่วยงาน
    ///
    /// ## How to fix in Excel
    /// File > Info > Check for Issues > Inspect Document, Inspect, and Remove All beside "Document Properties and Personal Information"; save.
    ///
    /// ## วิธีแก้ใน Excel
    /// ไฟล์ > ข้อมูล > ตรวจหาปัญหา > ตรวจสอบเอกสาร กดตรวจสอบ แล้วเลือก เอาออกทั้งหมด ที่ "คุณสมบัติเอกสารและข้อมูลส่วนบุคคล" และบันทึก
    ///
    /// ## Flagged
    /// A workbook whose author is "สมชาย ใจดี", "นางสาวสมหญิง รักดี" or "Somchai Jaidee".
    ///
    /// ## Clean
    /// A workbook whose author is empty, an agency ("กรมอนามัย"), a computer ("HP", "Windows User") or a program ("openpyxl").
    "document-properties", Info, Workbook(check), None, Safe, Constant,
    th: "คุณสมบัติของไฟล์มีชื่อบุคคล", en: "The file's properties name a person"
}

/// Properties that hold a user's name. `Company` holds a person's name only where a title says so.
const OF_USERS: [&str; 3] = ["creator", "lastModifiedBy", "Manager"];

/// Thai words of agencies, firms and computers; they stand inside longer ones.
const OF_AGENCIES: &str = "กรม กอง สำนัก กระทรวง ศูนย์ วิทยาลัย โรงพยาบาล รพ. รพสต เทศบาล องค์การ องค์กร อบต อบจ บริษัท ห้าง \
    ธนาคาร จังหวัด อำเภอ ตำบล ฝ่าย งาน กลุ่ม คณะ โรงเรียน สถาบัน สสจ สสอ สพป สพม ผู้ใช้ ผู้ดูแล เจ้าหน้าที่ เครื่อง คอมพิวเตอร์ \
    สถิติ สาธารณสุข ระบบ ข้อมูล";

/// English words of agencies and firms, and of the names that computers and programs give themselves.
const OF_OTHERS: &str = "user users admin administrator office windows microsoft excel libre google apache poi aspose crystal \
    report reports sas spss oracle sap ibm wps kingsoft tableau power acer asus dell hewlett packard lenovo computer \
    notebook owner guest test corporation company limited department division bureau center centre ministry university \
    hospital school thailand thai public health national statistic statistics system systems data team group section unit \
    digital planning finance service services solution solutions software technology default unknown desktop home lab";

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let mut names: Vec<&str> = Vec::new();
    for (property, value) in &file.workbook.properties {
        let value = value.trim();
        let of_user = OF_USERS.contains(&property.as_str());
        let person = Class::of(value).has(Class::PERSON.and(Class::EMAIL));
        let named = (of_user && (person || is_full_name(value)))
            || (property.as_str() == "Company" && person);
        if named && !names.contains(&value) {
            names.push(value);
        }
    }
    let Some(first) = names.first() else { return };
    let (example, count) = (shorten(first), names.len());
    let people = if count == 1 { "name" } else { "names" };
    let message = say!(
        th: "คุณสมบัติของไฟล์มีชื่อบุคคล \"{example}\" ({count} ชื่อ)",
        en: "the file's properties hold a person's name: \"{example}\" ({count} {people})"
    );
    let help = Text {
        th: "เลือก ไฟล์ > ข้อมูล > ตรวจหาปัญหา > ตรวจสอบเอกสาร กดตรวจสอบ แล้วเลือก เอาออกทั้งหมด ที่ \"คุณสมบัติเอกสารและข้อมูลส่วนบุคคล\" และบันทึก",
        en: "choose File > Info > Check for Issues > Inspect Document, Inspect, then Remove All beside \"Document Properties and Personal Information\", and save",
    };
    sink.report(Finding::of_file(message, help.into()).count(count as u64));
}

/// Name and surname: two Thai words, or two to three Latin ones with a capital each, none of them an agency's,
/// a computer's or a program's.
fn is_full_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let foreign = |word: &&str| {
        let mut others = OF_OTHERS.split_whitespace();
        others.any(|other| other.eq_ignore_ascii_case(word))
    };
    if OF_AGENCIES
        .split_whitespace()
        .any(|word| text.contains(word))
        || words.iter().any(foreign)
    {
        return false;
    }
    let thai = words.len() == 2 && words.iter().all(|word| is_thai_word(word));
    let latin = (2..=3).contains(&words.len()) && words.iter().all(|word| is_latin_name(word));
    thai || latin
}

/// Letters and marks of the Thai block, no digits; three of them at least.
fn is_thai_word(word: &str) -> bool {
    word.chars()
        .all(|letter| matches!(letter, '\u{e01}'..='\u{e4e}') && letter != '฿')
        && word.chars().count() >= 3
}

/// `Somchai`, `Jai-dee`: a capital, then small letters.
fn is_latin_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_uppercase())
        && letters.clone().count() >= 2
        && letters.all(|letter| letter.is_ascii_lowercase() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::is_full_name;

    #[test]
    fn names_of_people_are_told_from_names_of_agencies_and_programs() {
        for name in ["สมชาย ใจดี", "Somchai Jaidee", "Anna Maria Smith"] {
            assert!(is_full_name(name), "{name}");
        }
        for name in [
            "",
            "HP",
            "admin",
            "openpyxl",
            "Windows User",
            "Microsoft Office User",
            "กรมอนามัย",
            "กรมอนามัย กระทรวงสาธารณสุข",
            "กองแผนงาน",
            "somchai",
            "Data Team 1",
            "IT Center",
            "SOMCHAI JAIDEE",
            "Apache POI",
            "Department Of Health",
        ] {
            assert!(!is_full_name(name), "{name}");
        }
    }
}
