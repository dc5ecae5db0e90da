use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::model::moment::Moment;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Excel has made a date of a code or a house number
    ///
    /// ## Why it matters
    /// Whoever types 12/3 into a cell gets 12 March of this year. The house number, class or code is gone.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เมื่อพิมพ์ 12/3 ลงในเซลล์ Excel จะเปลี่ยนเป็นวันที่ 12 มีนาคม บ้านเลขที่ ห้องเรียน หรือรหัสเดิมจึงหายไป
    ///
    /// ## How to fix in Excel
    /// Format the column as text (Home > Number Format > Text), then type these cells again.
    ///
    /// ## วิธีแก้ใน Excel
    /// กำหนดคอลัมน์เป็นข้อความ (หน้าแรก > รูปแบบตัวเลข > ข้อความ) แล้วพิมพ์เซลล์เหล่านี้ใหม่
    ///
    /// ## Flagged
    /// ```grid
    /// | ร้าน | แผงค้า |
    /// |---|---|
    /// | ครัวดอกไม้ | '45/6 |
    /// | ครัวไพลิน | '118/2 |
    /// | ครัวริมน้ำ | 2024-03-12 |
    /// | ครัวสวนผัก | '7/14 |
    /// | ครัวบ้านไร่ | '31/5 |
    /// | ครัวตะวัน | '9/27 |
    /// ```
    /// ```report
    /// warning[excel-autoconverted] B4: 2024-03-12 is a date among codes such as "45/6": Excel may have made it (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | ร้าน | แผงค้า |
    /// |---|---|
    /// | ครัวดอกไม้ | '45/6 |
    /// | ครัวไพลิน | '118/2 |
    /// | ครัวริมน้ำ | '12/3 |
    /// | ครัวสวนผัก | '7/14 |
    /// ```
    "excel-autoconverted", Warning, Column(check), None, None, Constant,
    th: "Excel เปลี่ยนรหัสหรือบ้านเลขที่เป็นวันที่", en: "Excel has made a date of a code or a house number"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    let dates = profile.dates;
    // A column of dates has other faults; this is about a few among codes.
    if dates == 0 || profile.texts() < 3 || dates * 5 > profile.values() || column.leans_to_dates()
    {
        return;
    }
    let Some(codes) = column.find(|cell| is_code(column, cell)) else {
        return;
    };
    let others = profile.values() - dates;
    // House numbers without a slash are numbers; words are none of both.
    let explained = codes.count + profile.all_numbers();
    if codes.count < 3 || codes.count * 3 < others || explained * 10 < others * 9 {
        return;
    }
    let hits = column.find(|cell| matches!(cell.value(), Value::Moment(Moment::Date(_))));
    let Some(hits) = hits else { return };
    let (example, code, count) = (hits.example.clone(), codes.example.trim(), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "{example} เป็นวันที่ปนกับรหัสอย่าง \"{code}\" Excel อาจเปลี่ยนให้เอง ({count} เซลล์)",
        en: "{example} is a date among codes such as \"{code}\": Excel may have made it ({count} {cells})"
    );
    let help = say!(
        th: "กำหนดคอลัมน์เป็นข้อความ แล้วพิมพ์ค่าเดิมใหม่ (ดูวันและเดือนในเซลล์ว่าเดิมพิมพ์ว่าอะไร)",
        en: "format the column as text and retype what stood there; day and month of the date tell what was typed"
    );
    sink.report(column.finding(hits, message, help));
}

/// Whether a text is a code with a slash or hyphen, as Excel takes for dates: `12/3`, `AB-12`, `1-2`.
fn is_code(column: &ColumnView<'_>, cell: Cell) -> bool {
    let class = column.class(cell);
    if cell.as_text().is_none() || class.has(Class::DATE.and(Class::NUMBER).and(Class::PERIOD)) {
        return false;
    }
    let text = column.text(cell);
    let text = text.trim();
    let plain = text.len() <= 12
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-'));
    let Some((before, after)) = text.split_once(['/', '-']).filter(|_| plain) else {
        return false;
    };
    // "1/2567" is a document's number of a year, or a month.
    let is_year = after.len() == 4 && after.starts_with(['1', '2']);
    let has_digit = after.bytes().any(|byte| byte.is_ascii_digit());
    !before.is_empty() && has_digit && !is_year
}
