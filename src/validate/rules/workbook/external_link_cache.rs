use crate::model::language::{Text, say};
use crate::validate::names::listed;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// Formulas take values from other workbooks
    ///
    /// ## Why it matters
    /// The file carries copies of the cells that its formulas read in other files, and the path of each of them with the names of servers and users. A reader's Excel asks for files that nobody has.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ไฟล์เก็บสำเนาค่าที่สูตรอ่านจากไฟล์อื่น พร้อมเส้นทางที่มีชื่อเครื่องแม่ข่ายและชื่อผู้ใช้ และ Excel ของผู้อ่านจะถามหาไฟล์ที่ไม่มี
    ///
    /// ## How to fix in Excel
    /// Data > Edit Links (newer Excel: Data > Workbook Links), select every link and choose Break Link; the formulas become values. A link that stays hides in a name: Formulas > Name Manager.
    ///
    /// ## วิธีแก้ใน Excel
    /// ข้อมูล > แก้ไขลิงก์ (Excel รุ่นใหม่: ข้อมูล > ลิงก์เวิร์กบุ๊ก) เลือกทุกลิงก์แล้วเลือก ตัดลิงก์ สูตรจะกลายเป็นค่า หากยังเหลือลิงก์ ให้ดูที่ สูตร > ตัวจัดการชื่อ
    ///
    /// ## Flagged
    /// A workbook whose formulas refer to `งบประมาณ 2567.xlsx` in another folder.
    ///
    /// ## Clean
    /// A workbook whose formulas refer to its own sheets only.
    "external-link-cache", Warning, Workbook(check), None, Safe, Constant,
    th: "สูตรดึงค่าจากเวิร์กบุ๊กอื่น", en: "Formulas take values from other workbooks"
}

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let mut names: Vec<String> = Vec::new();
    for target in &file.workbook.external_links {
        // The path is left out: it names servers and users, and a report may be published too.
        let name = file_of(target);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return;
    }
    let count = names.len();
    let list = listed(names.iter().map(String::as_str));
    let files = if count == 1 { "file" } else { "files" };
    let message = say!(
        th: "สูตรดึงค่าจากไฟล์อื่น {count} ไฟล์: {list}",
        en: "formulas take values from {count} other {files}: {list}"
    );
    let help = Text {
        th: "เลือก ข้อมูล > แก้ไขลิงก์ (หรือ ลิงก์เวิร์กบุ๊ก) เลือกทุกลิงก์แล้วเลือก ตัดลิงก์ สูตรจะกลายเป็นค่า แล้วบันทึก",
        en: "choose Data > Edit Links (or Workbook Links), select every link and choose Break Link; the formulas become values; then save",
    };
    sink.report(Finding::of_file(message, help.into()).count(count as u64));
}

/// The name at the end of a path or address, readable.
fn file_of(target: &str) -> String {
    let text = decoded(target);
    let name = text
        .rsplit(['/', '\\'])
        .find(|part| !part.trim().is_empty());
    name.unwrap_or_default().trim().to_owned()
}

/// `%E0%B8%87` is how a link writes ง.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        match (byte, hex(ahead.next()), hex(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high * 16 + low);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(byte: Option<u8>) -> Option<u8> {
    let digit = char::from(byte?).to_digit(16)?;
    u8::try_from(digit).ok()
}

#[cfg(test)]
mod tests {
    use super::file_of;

    #[test]
    fn only_the_name_of_a_file_is_told() {
        for (target, name) in [
            ("file:///C:\\Users\\somchai\\งบ\\2567.xlsx", "2567.xlsx"),
            ("/share/%E0%B8%87%E0%B8%9A%202567.xlsx", "งบ 2567.xlsx"),
            ("https://example.org/a/b.xlsx/", "b.xlsx"),
            ("รวม.xlsx", "รวม.xlsx"),
            ("100%.xlsx", "100%.xlsx"),
            ("", ""),
        ] {
            assert_eq!(file_of(target), name, "{target}");
        }
    }
}
