use crate::model::cell::{Cell, Value};
use crate::model::language::say;
use crate::model::moment::Moment;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Some dates have a time of day, others have none
    ///
    /// ## Why it matters
    /// The whole column is published with times; a day without one becomes midnight, as if that had been recorded.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ทั้งคอลัมน์จะเผยแพร่เป็นวันที่พร้อมเวลา วันที่ที่ไม่มีเวลาจะกลายเป็นเที่ยงคืนทั้งที่ไม่ได้บันทึกไว้
    ///
    /// ## How to fix in Excel
    /// If days are meant, compute =INT(B2) beside the column, paste the result over it as values and format it as a date. If
    /// times are meant, fill in the missing ones.
    ///
    /// ## วิธีแก้ใน Excel
    /// ถ้าต้องการเฉพาะวันที่ ให้คำนวณ =INT(B2) ไว้ข้าง ๆ แล้ววางทับเป็นค่าและจัดรูปแบบเป็นวันที่ ถ้าต้องการเวลาด้วย ให้เติมเวลาที่ขาด
    ///
    /// ## Flagged
    /// ```grid
    /// | เรื่อง | วันที่รับ |
    /// |---|---|
    /// | คำขอ ก | 2024-01-05 |
    /// | คำขอ ข | 2024-01-09T08:30:00 |
    /// | คำขอ ค | 2024-02-14 |
    /// | คำขอ ง | 2024-03-20 |
    /// ```
    /// ```report
    /// info[date-vs-datetime] B3: 2024-01-09T08:30:00 has a time of day and the other dates have none (1 of 4 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | เรื่อง | วันที่รับ |
    /// |---|---|
    /// | คำขอ ก | 2024-01-05T09:15:00 |
    /// | คำขอ ข | 2024-01-09T08:30:00 |
    /// | คำขอ ค | 2024-02-14T13:40:00 |
    /// ```
    "date-vs-datetime", Info, Column(check), None, None, Constant,
    th: "วันที่บางเซลล์มีเวลา บางเซลล์ไม่มี", en: "Some dates have a time of day, others have none"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    let (days, times) = (profile.dates, profile.datetimes);
    // Dates typed as text are another rule's; here Excel itself holds both.
    if days == 0 || times == 0 || !column.leans_to_dates() {
        return;
    }
    let few_have_times = times <= days;
    let Some(hits) = column.find(|cell| has_time(cell) == Some(few_have_times)) else {
        return;
    };
    let (example, count, all) = (hits.example.clone(), hits.count, days + times);
    let message = if few_have_times {
        say!(
            th: "{example} มีเวลา แต่วันที่อื่นในคอลัมน์ไม่มี ({count} จาก {all} เซลล์)",
            en: "{example} has a time of day and the other dates have none ({count} of {all} cells)"
        )
    } else {
        say!(
            th: "{example} ไม่มีเวลา แต่วันที่อื่นในคอลัมน์มี ({count} จาก {all} เซลล์)",
            en: "{example} has no time of day and the other dates have one ({count} of {all} cells)"
        )
    };
    let help = say!(
        th: "ใช้แบบเดียวทั้งคอลัมน์: ตัดเวลาด้วย INT แล้ววางเป็นค่า หรือเติมเวลาที่ขาด",
        en: "use one form in the whole column: cut the time off with INT and paste values, or fill in the missing times"
    );
    sink.report(column.finding(hits, message, help));
}

fn has_time(cell: Cell) -> Option<bool> {
    match cell.value() {
        Value::Moment(Moment::DateTime(..)) => Some(true),
        Value::Moment(Moment::Date(_)) => Some(false),
        _ => None,
    }
}
