use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::several;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A cell holds several values
    ///
    /// ## Why it matters
    /// "มะม่วง; ทุเรียน" is counted as a fruit of its own: nobody can count, filter or join by the single value.
    ///
    /// ## ทำไมจึงสำคัญ
    /// "มะม่วง; ทุเรียน" จะถูกนับเป็นผลไม้อีกชนิดหนึ่ง ไม่สามารถนับ กรอง หรือเชื่อมตารางตามค่าเดี่ยวได้
    ///
    /// ## How to fix in Excel
    /// Give each value a row of its own: load the table with Data > From Table/Range, select the column, choose Split Column > By
    /// Delimiter > Advanced options > Rows. Or make one column for each value and write yes or no.
    ///
    /// ## วิธีแก้ใน Excel
    /// แยกให้แต่ละค่าอยู่คนละแถว: เลือก ข้อมูล > จากตาราง/ช่วง เลือกคอลัมน์ แล้วเลือก แยกคอลัมน์ > ตามตัวคั่น > ตัวเลือกขั้นสูง > แถว
    /// หรือทำหนึ่งคอลัมน์ต่อหนึ่งค่าแล้วระบุว่ามีหรือไม่มี
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ผลไม้ | ไร่ |
    /// |---|---|---|
    /// | ระยอง | มะม่วง; ทุเรียน | 12 |
    /// | ตราด | ทุเรียน; เงาะ | 7 |
    /// | จันทบุรี | มะม่วง; เงาะ; ทุเรียน | 9 |
    /// | น่าน | มะม่วง | 4 |
    /// | เลย | เงาะ | 8 |
    /// ```
    /// ```report
    /// warning[multi-value-cell] B2:B4: "มะม่วง; ทุเรียน" holds several values with ";" between them (3 of 5 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | ผลไม้ | ไร่ |
    /// |---|---|---|
    /// | ระยอง | มะม่วง | 5 |
    /// | ระยอง | ทุเรียน | 7 |
    /// | ตราด | เงาะ | 9 |
    /// ```
    "multi-value-cell", Warning, Column(check), None, Confirm, Distinct,
    th: "มีหลายค่าในเซลล์เดียว", en: "A cell holds several values"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let Some(sign) = several::separator(column) else {
        return;
    };
    let Some(hits) = column.find(|cell| several::holds_several(column, cell, sign)) else {
        return;
    };
    let (example, count) = (shorten(&hits.example), hits.count);
    let values = column.field.profile.values();
    let (th, en) = match sign {
        '\n' => ("การขึ้นบรรทัดใหม่".to_owned(), "line breaks".to_owned()),
        sign => (format!("\"{sign}\""), format!("\"{sign}\"")),
    };
    let message = say!(
        th: "\"{example}\" มีหลายค่าในเซลล์เดียว คั่นด้วย{th} ({count} จาก {values} เซลล์)",
        en: "\"{example}\" holds several values with {en} between them ({count} of {values} cells)"
    );
    let help = say!(
        th: "แยกให้แต่ละค่าอยู่คนละแถวด้วย ข้อมูล > จากตาราง/ช่วง > แยกคอลัมน์ > ตามตัวคั่น > แถว หรือทำหนึ่งคอลัมน์ต่อหนึ่งค่า",
        en: "give each value its own row with Data > From Table/Range > Split Column > By Delimiter > Rows, or make one column for each value"
    );
    sink.report(column.finding(hits, message, help));
}
