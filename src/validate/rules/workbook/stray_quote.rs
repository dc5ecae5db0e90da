use crate::model::address::{CellRef, Range};
use crate::model::language::say;
use crate::model::workbook::{Sheet, Workbook};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// A quotation mark stands where CSV allows none
    ///
    /// ## Why it matters
    /// In CSV a quotation mark begins a value that may contain commas and line breaks. A single one inside a value is read differently by every program; some swallow the rest of the file.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ใน CSV อัญประกาศใช้ครอบค่าที่มีจุลภาคหรือขึ้นบรรทัด หากอยู่เดี่ยว ๆ กลางค่า แต่ละโปรแกรมจะอ่านต่างกัน บางโปรแกรมรวมข้อมูลที่เหลือทั้งไฟล์เป็นค่าเดียว
    ///
    /// ## How to fix in Excel
    /// Open the file, look at the rows named, and save it again: File > Save As and the type "CSV UTF-8 (Comma delimited) (.csv)". Excel doubles quotation marks inside values.
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ ตรวจแถวที่ระบุ แล้วบันทึกใหม่: ไฟล์ > บันทึกเป็น ชนิด "CSV UTF-8 (คั่นด้วยจุลภาค) (.csv)" Excel จะใส่อัญประกาศซ้อนในค่าให้เอง
    ///
    /// ## Flagged
    /// The line `ท่อ 12" เหล็ก,5` in a CSV file.
    ///
    /// ## Clean
    /// The line `"ท่อ 12"" เหล็ก",5`: the value is quoted, and the mark inside it is doubled.
    "stray-quote", Warning, Workbook(check), None, Safe, Constant,
    th: "มีอัญประกาศในตำแหน่งที่ CSV ไม่อนุญาต", en: "A quotation mark stands where CSV allows none"
}

/// Places that are looked up; the count stays exact.
const PLACES: usize = 1000;

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let Some(csv) = &file.workbook.csv else {
        return;
    };
    let Some(sheet) = file.workbook.sheets.first() else {
        return;
    };
    let count = csv.stray_quotes.len();
    let places = csv
        .stray_quotes
        .iter()
        .take(PLACES)
        .map(|row| Range::from(quoted(file.workbook, sheet, *row)));
    let found = Finding::over(places, |first, _| {
        let cell = sheet.cell(first.first).value();
        let text = shorten(&cell.to_text(&file.workbook.strings));
        let rows = if count == 1 { "row" } else { "rows" };
        (
            say!(
                th: "ค่า {text} มีอัญประกาศที่ไม่ได้ครอบค่าหรือไม่ได้ซ้อน ({count} แถว)",
                en: "the value {text} has a quotation mark that is neither around it nor doubled ({count} {rows})"
            ),
            say!(
                th: "เปิดใน Excel ตรวจแถวที่ระบุ แล้วเลือก ไฟล์ > บันทึกเป็น ชนิด \"CSV UTF-8 (คั่นด้วยจุลภาค) (.csv)\"",
                en: "open the file in Excel, look at the rows named, and choose File > Save As and the type \"CSV UTF-8 (Comma delimited) (.csv)\""
            ),
        )
    });
    if let Some(finding) = found {
        sink.report(finding.count(count as u64));
    }
}

/// The first value of a row that holds a quotation mark; the row's beginning where the reader has taken it away.
fn quoted(workbook: &Workbook, sheet: &Sheet, row: u32) -> CellRef {
    let columns = (0u32..).zip(&sheet.columns);
    let mut holders = columns.filter(|(_, column)| {
        let text = column.get(row).as_text();
        text.is_some_and(|id| workbook.strings.get(id).contains('"'))
    });
    CellRef::new(row, holders.next().map_or(0, |(number, _)| number))
}
