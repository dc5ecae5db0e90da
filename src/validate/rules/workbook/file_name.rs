use std::ffi::OsStr;
use std::path::Path;

use crate::model::language::{Message, say};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// The file's name cannot be used everywhere
    ///
    /// ## Why it matters
    /// Some characters are forbidden on other systems, invisible ones make a name that nobody can type, and Excel opens no file whose path is longer than 218 characters.
    ///
    /// ## ทำไมจึงสำคัญ
    /// อักขระบางตัวใช้เป็นชื่อไฟล์ในระบบอื่นไม่ได้ อักขระที่มองไม่เห็นทำให้พิมพ์ชื่อไฟล์ไม่ได้ และ Excel เปิดไฟล์ที่เส้นทางยาวเกิน 218 อักขระไม่ได้
    ///
    /// ## How to fix in Excel
    /// Rename the file in File Explorer (select it and press F2). Thai letters and single spaces may stay.
    ///
    /// ## วิธีแก้ใน Excel
    /// เปลี่ยนชื่อไฟล์ (เลือกไฟล์แล้วกด F2) ใช้ตัวอักษรไทยและเว้นวรรคปกติได้
    ///
    /// ## Flagged
    /// `งบ 2567 .xlsx` (a space before the ending), `ผลงาน:ไตรมาส1.xlsx`, a name with a zero width space, a name of more than 218 characters.
    ///
    /// ## Clean
    /// `รายงานผลการเบิกจ่าย ปีงบประมาณ พ.ศ. 2567 (แก้ไข).xlsx`
    "file-name", Info, Workbook(check), None, Confirm, Constant,
    th: "ชื่อไฟล์ใช้ไม่ได้ในทุกระบบ", en: "The file's name cannot be used everywhere"
}

/// Windows forbids these; a file that was named elsewhere cannot be saved there.
const FORBIDDEN: [char; 8] = ['<', '>', ':', '"', '|', '?', '*', '\\'];

/// Longest path that Excel opens; a name alone may not be longer.
const LONGEST: usize = 218;

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let path = Path::new(&file.workbook.path);
    let text = |part: Option<&OsStr>| part.and_then(OsStr::to_str).map(str::to_owned);
    let (Some(name), Some(stem)) = (text(path.file_name()), text(path.file_stem())) else {
        return;
    };
    let mut reasons: Vec<Message> = Vec::new();
    if let Some(letter) = name.chars().find(|letter| FORBIDDEN.contains(letter)) {
        reasons.push(say!(
            th: "อักขระ {letter} ใช้ใน Windows ไม่ได้",
            en: "Windows forbids the character {letter}"
        ));
    }
    if name.chars().any(is_unseen) {
        reasons.push(say!(th: "มีอักขระที่มองไม่เห็น", en: "it has a character that nobody sees"));
    }
    if stem.trim() != stem {
        reasons.push(say!(
            th: "มีช่องว่างที่ต้นหรือท้ายชื่อ",
            en: "a space stands at the beginning or the end of it"
        ));
    }
    let length = name.chars().count();
    if length > LONGEST {
        reasons.push(say!(
            th: "ยาว {length} อักขระ Excel เปิดได้ไม่เกิน {LONGEST}",
            en: "it has {length} characters, Excel opens {LONGEST} at most"
        ));
    }
    if reasons.is_empty() {
        return;
    }
    let th: Vec<&str> = reasons.iter().map(|reason| reason.th.as_str()).collect();
    let en: Vec<&str> = reasons.iter().map(|reason| reason.en.as_str()).collect();
    let (th, en) = (th.join(", "), en.join(", "));
    let message = say!(
        th: "ชื่อไฟล์ใช้ไม่ได้ในทุกระบบ: {th}",
        en: "the file's name cannot be used everywhere: {en}"
    );
    let help =
        say!(th: "เปลี่ยนชื่อไฟล์ (เลือกไฟล์แล้วกด F2)", en: "rename the file (select it and press F2)");
    sink.report(Finding::of_file(message, help));
}

/// Control characters, zero width characters, marks of direction and spaces that look like others.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}
