use crate::model::grammar::class::Class;
use crate::model::grammar::phrase;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// Every value is a code with its name in one cell
    ///
    /// ## Why it matters
    /// Other tables hold the code or the name. Neither of them joins with "50 เชียงใหม่".
    ///
    /// ## ทำไมจึงสำคัญ
    /// ตารางอื่นใช้รหัสหรือชื่ออย่างใดอย่างหนึ่ง จึงเชื่อมกับ "50 เชียงใหม่" ไม่ได้
    ///
    /// ## How to fix in Excel
    /// Select the column, choose Data > Text to Columns > Delimited > Space, set the code's column to Text, and name both columns.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกคอลัมน์ เลือก ข้อมูล > ข้อความเป็นคอลัมน์ > มีตัวคั่น > ช่องว่าง กำหนดคอลัมน์รหัสเป็นข้อความ แล้วตั้งชื่อทั้งสองคอลัมน์
    ///
    /// ## Flagged
    /// ```grid
    /// | พื้นที่ | cases |
    /// |---|---|
    /// | 50 เชียงใหม่ | 12 |
    /// | 55 น่าน | 7 |
    /// | 54 แพร่ | 9 |
    /// | 63 ตาก | 4 |
    /// ```
    /// ```report
    /// info[value-plus-label] A2:A5: "50 เชียงใหม่" and the other values are a code with its name (4 of 4 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | รหัสจังหวัด | จังหวัด | cases |
    /// |---|---|---|
    /// | '50 | เชียงใหม่ | 12 |
    /// | '55 | น่าน | 7 |
    /// ```
    "value-plus-label", Info, Column(check), None, Confirm, Distinct,
    th: "รหัสและชื่ออยู่ในเซลล์เดียวกัน", en: "Every value is a code with its name in one cell"
}

/// Different values that make a habit.
const ENOUGH: usize = 3;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let Some(hits) = column.find_class(Class::CODE_AND_NAME) else {
        return;
    };
    let values = column.field.profile.values();
    if hits.count * 10 < values * 9 || !are_codes(column) || texts::is_prose(column) {
        return;
    }
    let (example, count) = (shorten(&hits.example), hits.count);
    let message = say!(
        th: "\"{example}\" และค่าอื่นเป็นรหัสกับชื่อในเซลล์เดียว ({count} จาก {values} เซลล์)",
        en: "\"{example}\" and the other values are a code with its name ({count} of {values} cells)"
    );
    let help = say!(
        th: "แยกเป็นสองคอลัมน์ด้วย ข้อมูล > ข้อความเป็นคอลัมน์ > มีตัวคั่น > ช่องว่าง โดยกำหนดคอลัมน์รหัสเป็นข้อความ",
        en: "split the column in two with Data > Text to Columns > Delimited > Space, with the code's column as Text"
    );
    sink.report(column.finding(hits, message, help));
}

/// Whether each code belongs to one name and each name to one code. Counts ("3 ชั้น", "5 ชั้น") and numbers of items in a list
/// (1. 2. 3.) are no codes.
fn are_codes(column: &ColumnView<'_>) -> bool {
    let Some(distinct) = column.distinct() else {
        return false;
    };
    let strings = &column.workbook.strings;
    let texts = distinct
        .values
        .iter()
        .filter_map(|entry| entry.cell.as_text());
    let pairs: Vec<(&str, &str)> = texts
        .filter_map(|id| phrase::code_and_name(strings.get(id)))
        .collect();
    if pairs.len() < ENOUGH {
        return false;
    }
    let unlike = |mut list: Vec<&str>| {
        let all = list.len();
        list.sort_unstable();
        list.dedup();
        list.len() == all
    };
    let codes: Vec<&str> = pairs.iter().map(|(code, _)| *code).collect();
    let names: Vec<&str> = pairs.iter().map(|(_, name)| *name).collect();
    let wide = codes.first().map_or(0, |code| code.len());
    let one_width = codes.iter().all(|code| code.len() == wide);
    let counted = codes.iter().zip(1u64..).all(|(code, number)| {
        code.parse::<u64>().is_ok_and(|code| code == number) && !code.starts_with('0')
    });
    // Numbered items that stand once each are a list; short codes of different width are numbers.
    let repeated = distinct.total() > distinct.values.len() as u64;
    let meant = repeated || (wide >= 2 && one_width);
    meant && (repeated || !counted) && unlike(codes) && unlike(names)
}
