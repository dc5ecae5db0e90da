use crate::model::language::say;
use crate::model::workbook::Format;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// A sheet is empty
    ///
    /// ## Why it matters
    /// A sheet with a name of its own and nothing in it looks as if data had been forgotten or lost.
    ///
    /// ## ทำไมจึงสำคัญ
    /// แผ่นงานที่ตั้งชื่อไว้แต่ไม่มีข้อมูล ดูเหมือนลืมใส่ข้อมูลหรือข้อมูลสูญหาย
    ///
    /// ## How to fix in Excel
    /// Enter the data, or delete the sheet: right-click its tab > Delete.
    ///
    /// ## วิธีแก้ใน Excel
    /// ใส่ข้อมูลให้ครบ หรือลบแผ่นงาน: คลิกขวาที่แท็บ > ลบ
    ///
    /// ## Flagged
    /// ```grid
    /// | |
    /// |---|
    /// ```
    /// ```report
    /// info[blank-sheet] example.xlsx: sheet "example" is empty
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "blank-sheet", Info, Sheet(check), None, Safe, Constant,
    th: "แผ่นงานว่างเปล่า", en: "A sheet is empty"
}

/// How programs name sheets that nobody has named, before the number.
const UNNAMED: [&str; 4] = ["sheet", "แผ่น", "แผ่นงาน", "worksheet"];

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    let it = sheet.sheet;
    let facts = &it.facts;
    // A text file has one sheet, named after the file; a chart may stand on a sheet alone.
    let shows_something = it.cellless
        || sheet.workbook.format == Format::Csv
        || !facts.objects.is_empty()
        || !facts.pivots.is_empty();
    if shows_something || it.used().is_some() || is_unnamed(&it.name) {
        return;
    }
    let name = shorten(&it.name);
    let message = say!(th: "แผ่นงาน \"{name}\" ว่างเปล่า", en: "sheet \"{name}\" is empty");
    let help = say!(
        th: "ใส่ข้อมูลให้ครบ หรือลบแผ่นงาน (คลิกขวาที่แท็บ > ลบ)",
        en: "enter the data, or delete the sheet (right-click its tab > Delete)"
    );
    sink.report_on(&it.name, Finding::of_file(message, help));
}

/// `Sheet2`, `แผ่น3`: left over from the days when every new workbook had three sheets.
fn is_unnamed(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let word = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    UNNAMED.contains(&word.trim_end())
}
