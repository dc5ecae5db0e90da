use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// Every value is given in Thai and English in one cell
    ///
    /// ## Why it matters
    /// Neither the Thai nor the English name can be used to join or filter; two columns serve both readers.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ใช้ชื่อไทยหรือชื่ออังกฤษเชื่อมตารางหรือกรองไม่ได้ ถ้าแยกเป็นสองคอลัมน์จะใช้ได้ทั้งสองภาษา
    ///
    /// ## How to fix in Excel
    /// Select the column, choose Data > Text to Columns > Delimited, give the bracket or slash as delimiter, and name the new column.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกคอลัมน์ เลือก ข้อมูล > ข้อความเป็นคอลัมน์ > มีตัวคั่น ระบุวงเล็บหรือเครื่องหมายทับเป็นตัวคั่น แล้วตั้งชื่อคอลัมน์ใหม่
    ///
    /// ## Flagged
    /// ```grid
    /// | โรค | ผู้ป่วย |
    /// |---|---|
    /// | ไข้เลือดออก (Dengue) | 12 |
    /// | หัด (Measles) | 7 |
    /// | คางทูม (Mumps) | 9 |
    /// ```
    /// ```report
    /// info[mixed-language-value] A2:A4: "ไข้เลือดออก (Dengue)" and the other values are given in Thai and English (3 of 3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | โรค | disease | ผู้ป่วย |
    /// |---|---|---|
    /// | ไข้เลือดออก | Dengue | 12 |
    /// | หัด | Measles | 7 |
    /// ```
    "mixed-language-value", Info, Column(check), None, Confirm, Constant,
    th: "ค่าเดียวกันเขียนทั้งไทยและอังกฤษในเซลล์เดียว", en: "Every value is given in Thai and English in one cell"
}

/// Cells that make a habit.
const ENOUGH: u64 = 3;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let Some(hits) = column.find_class(Class::TWO_LANGUAGES) else {
        return;
    };
    let values = column.field.profile.values();
    // A few English words in brackets are a remark, not a translation of every value.
    if hits.count < ENOUGH
        || hits.count * 10 < values * 9
        || texts::is_one_text(column, &hits.runs)
        || texts::is_prose(column)
    {
        return;
    }
    let (example, count) = (shorten(&hits.example), hits.count);
    let message = say!(
        th: "\"{example}\" และค่าอื่นเขียนทั้งไทยและอังกฤษในเซลล์เดียว ({count} จาก {values} เซลล์)",
        en: "\"{example}\" and the other values are given in Thai and English ({count} of {values} cells)"
    );
    let help = say!(
        th: "แยกเป็นสองคอลัมน์ด้วย ข้อมูล > ข้อความเป็นคอลัมน์ > มีตัวคั่น",
        en: "split the column in two with Data > Text to Columns > Delimited"
    );
    sink.report(column.finding(hits, message, help));
}
