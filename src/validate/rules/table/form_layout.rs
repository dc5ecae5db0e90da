use crate::model::address::CellRef;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The sheet is a form, not a table
    ///
    /// ## Why it matters
    /// A form holds one record, a label beside each value. Tables have the labels once, above many records.
    ///
    /// ## ทำไมจึงสำคัญ
    /// แบบฟอร์มเก็บข้อมูลเพียงรายการเดียวโดยมีป้ายกำกับทุกค่า ส่วนตารางมีชื่อคอลัมน์เพียงครั้งเดียวเหนือข้อมูลหลายแถว
    ///
    /// ## How to fix in Excel
    /// Begin a new sheet with the labels as names of columns in row 1 and one row for each form.
    ///
    /// ## วิธีแก้ใน Excel
    /// สร้างแผ่นงานใหม่ ใช้ป้ายกำกับเป็นชื่อคอลัมน์ในแถวที่ 1 แล้วใส่ข้อมูลแบบฟอร์มละหนึ่งแถว
    ///
    /// ## Flagged
    /// ```grid
    /// | หน่วยงาน: | กองแผนงาน |
    /// |---|---|
    /// | เรื่อง: | สถิติการให้บริการ |
    /// | ช่วงเวลา: | ไตรมาสแรก |
    /// | หมวดหมู่: | สาธารณสุข |
    /// ```
    /// ```report
    /// warning[form-layout] A1:B4: "หน่วยงาน:" and 3 further labels stand beside their values as in a form
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | หน่วยงาน | เรื่อง | หมวดหมู่ |
    /// |---|---|---|
    /// | กองแผนงาน | สถิติการให้บริการ | สาธารณสุข |
    /// | กองคลัง | รายงานการเงิน | เศรษฐกิจ |
    /// | กองช่าง | แผนซ่อมบำรุง | คมนาคม |
    /// ```
    "form-layout", Warning, Table(check), None, None, Constant,
    th: "แผ่นงานเป็นแบบฟอร์ม ไม่ใช่ตาราง", en: "The sheet is a form, not a table"
}

/// Labels that a form has at least, and at most.
const ROWS: std::ops::RangeInclusive<u32> = 3..=60;

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let range = table.layout.range;
    if !ROWS.contains(&range.height()) || range.width() > 6 {
        return;
    }
    let rows = range.first.row..=range.last.row;
    let texts = rows.map(|row| table.text(CellRef::new(row, range.first.column)));
    let mut labels: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
    let is_label = |text: &&String| text.trim_end().ends_with([':', '：']);
    let ending = labels.iter().filter(is_label).count();
    // The colon is the one sign that no list of names has; one line may lack it.
    if ending < 3 || ending + 1 < labels.len() {
        return;
    }
    let example = labels
        .first()
        .map_or_else(String::new, |text| shorten(text));
    labels.sort_unstable();
    labels.dedup();
    if labels.len() < ending {
        return;
    }
    let further = ending - 1;
    let message = say!(
        th: "\"{example}\" และป้ายกำกับอื่นอีก {further} ป้าย อยู่ข้างค่าของตัวเองแบบแบบฟอร์ม",
        en: "\"{example}\" and {further} further labels stand beside their values as in a form"
    );
    let help = say!(
        th: "ใช้ป้ายกำกับเป็นชื่อคอลัมน์ในแถวที่ 1 ของแผ่นงานใหม่ แล้วใส่ข้อมูลหนึ่งแถวต่อหนึ่งแบบฟอร์ม",
        en: "use the labels as names of columns in row 1 of a new sheet, with one row for each form"
    );
    sink.report(Finding::at(range, message, help));
}
