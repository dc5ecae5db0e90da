use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// Several tables stand on one sheet
    ///
    /// ## Why it matters
    /// A CSV file holds one table; the others become rows or columns of the first.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ไฟล์ CSV เก็บได้ตารางเดียว ตารางอื่นจะกลายเป็นแถวหรือคอลัมน์ของตารางแรก
    ///
    /// ## How to fix in Excel
    /// Cut each table and paste it into a sheet of its own, starting at A1.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตัดแต่ละตารางไปวางในแผ่นงานของตัวเอง เริ่มที่เซลล์ A1
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases | | ปี | visits |
    /// |---|---|---|---|---|
    /// | เชียงใหม่ | 12 | | ก | 5 |
    /// | น่าน | 7 | | ข | 6 |
    /// | แพร่ | 9 | | | |
    /// ```
    /// ```report
    /// error[several-tables-in-sheet] D1:E3: 2 tables stand on this sheet: A1:B4, D1:E3
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "several-tables-in-sheet", Error, Sheet(check), Some('f'), Confirm, Constant,
    th: "มีหลายตารางในแผ่นงานเดียว", en: "Several tables stand on one sheet"
}

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    let [_, second, rest @ ..] = sheet.layouts else {
        return;
    };
    let count = sheet.layouts.len();
    let ranges = sheet
        .layouts
        .iter()
        .take(8)
        .map(|layout| layout.range.to_string())
        .collect::<Vec<_>>()
        .join(", ");
    let message = say!(
        th: "แผ่นงานนี้มี {count} ตาราง: {ranges}",
        en: "{count} tables stand on this sheet: {ranges}"
    );
    let help = say!(
        th: "ตัดตาราง {range} ไปวางในแผ่นงานใหม่ เริ่มที่เซลล์ A1",
        en: "cut the table {range} and paste it into a new sheet at A1",
        range = second.range
    );
    let others = rest.iter().map(|layout| layout.range);
    sink.report(
        Finding::at(second.range, message, help)
            .count(count as u64 - 1)
            .evidence(others),
    );
}
