use crate::model::language::{Text, say};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// A name refers to cells that are gone
    ///
    /// ## Why it matters
    /// Names whose cells were deleted (#REF!) are left over from older versions of the file; formulas that use them fail, and each copy of a sheet carries them on.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ชื่อที่อ้างถึงเซลล์ที่ถูกลบไปแล้ว (#REF!) เป็นเศษจากไฟล์รุ่นก่อน สูตรที่ใช้ชื่อนั้นจะผิดพลาด และติดไปกับทุกแผ่นงานที่คัดลอก
    ///
    /// ## How to fix in Excel
    /// Formulas > Name Manager > Filter > Names with Errors; select them all and choose Delete.
    ///
    /// ## วิธีแก้ใน Excel
    /// สูตร > ตัวจัดการชื่อ > ตัวกรอง > ชื่อที่มีข้อผิดพลาด เลือกทั้งหมด แล้วเลือก ลบ
    ///
    /// ## Flagged
    /// A workbook with the name `rate`, which refers to `#REF!$B$2`.
    ///
    /// ## Clean
    /// Names of ranges that exist; the names that Excel keeps for itself (print areas, filters).
    "defined-name-range", Info, Workbook(check), None, None, Constant,
    th: "ชื่อที่กำหนดไว้อ้างถึงเซลล์ที่ไม่มีแล้ว", en: "A name refers to cells that are gone"
}

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    // A name for cells of a hidden sheet is no fault of its own: hidden-sheet speaks of the sheet.
    let broken: Vec<&str> = file
        .workbook
        .names
        .iter()
        .filter(|name| name.refers_to.contains("#REF!") && !name.name.starts_with("_xlnm."))
        .map(|name| name.name.as_str())
        .collect();
    let Some(first) = broken.first() else { return };
    let (example, count) = (shorten(first), broken.len());
    let names = if count == 1 { "name" } else { "names" };
    let message = say!(
        th: "ชื่อ \"{example}\" อ้างถึงเซลล์ที่ถูกลบไปแล้ว ({count} ชื่อ)",
        en: "the name \"{example}\" refers to cells that were deleted ({count} {names})"
    );
    let help = Text {
        th: "เลือก สูตร > ตัวจัดการชื่อ > ตัวกรอง > ชื่อที่มีข้อผิดพลาด เลือกทั้งหมด แล้วเลือก ลบ",
        en: "choose Formulas > Name Manager > Filter > Names with Errors, select them all and choose Delete",
    };
    sink.report(Finding::of_file(message, help.into()).count(count as u64));
}
