use crate::model::address::{CellRef, Range};
use crate::model::cell::Value;
use crate::model::grammar::label;
use crate::model::language::say;
use crate::model::schema::FieldType;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::ColumnView;

rule! {
    /// The running number skips or repeats
    ///
    /// ## Why it matters
    /// After 5 comes 7: a record was deleted, hidden in another sheet or never copied, and readers cannot tell which.
    ///
    /// ## ทำไมจึงสำคัญ
    /// หลังลำดับที่ 5 เป็น 7 แสดงว่ามีแถวถูกลบ ถูกย้ายไปแผ่นงานอื่น หรือคัดลอกมาไม่ครบ โดยผู้อ่านไม่รู้ว่าเป็นแบบใด
    ///
    /// ## How to fix in Excel
    /// Look for the missing record in the source. If nothing is missing, number the rows again: type 1 and 2, select both
    /// cells and double-click the small square at their corner.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจสอบกับต้นทางว่ามีแถวใดหายไป ถ้าครบแล้วให้ใส่ลำดับใหม่: พิมพ์ 1 และ 2 เลือกทั้งสองเซลล์ แล้วดับเบิลคลิกที่มุมขวาล่าง
    ///
    /// ## Flagged
    /// ```grid
    /// | ลำดับ | หน่วยงาน |
    /// |---|---|
    /// | 1 | กองคลัง |
    /// | 2 | กองแผนงาน |
    /// | 4 | กองช่าง |
    /// | 5 | สำนักเลขานุการ |
    /// | 6 | กองกลาง |
    /// ```
    /// ```report
    /// info[sequence-gap] A4: after 2 comes 4 in column A "ลำดับ" (1 place)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | ลำดับ | หน่วยงาน |
    /// |---|---|
    /// | 1 | กองคลัง |
    /// | 2 | กองแผนงาน |
    /// | 3 | กองช่าง |
    /// ```
    "sequence-gap", Info, Column(check), None, None, Constant,
    th: "เลขลำดับขาดหรือซ้ำ", en: "The running number skips or repeats"
}

/// Numbers that a sequence has at least.
const ENOUGH: u64 = 5;
/// Places beyond which the numbers are not the table's own: an extract keeps those of the whole.
const FEW: u64 = 3;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let field = column.field;
    let running = field.kind == FieldType::Integer && label::is_running(&field.label);
    let (Some(cells), true) = (column.sheet.columns.get(field.column as usize), running) else {
        return;
    };
    let (mut numbers, mut breaks) = (0u64, 0u64);
    let mut places: Vec<Range> = Vec::new();
    let mut odd: Option<(i64, i64)> = None;
    let mut begins = true;
    let mut before: Option<i64> = None;
    for (first, last) in column.records {
        cells.for_each(*first, *last, |row, cell| {
            let Value::Number(number) = cell.value() else {
                return;
            };
            let Some(value) = number.to_integer() else {
                return;
            };
            numbers += 1;
            match before {
                None => begins = value == 1,
                // A table in groups counts each of them from 1.
                Some(previous) if value != previous + 1 && value != 1 => {
                    breaks += 1;
                    odd.get_or_insert((previous, value));
                    if breaks <= FEW {
                        places.push(Range::from(CellRef::new(row, field.column)));
                    }
                }
                Some(_) => {}
            }
            before = Some(value);
        });
    }
    let few = breaks <= FEW && breaks * 10 <= numbers.max(10);
    let (Some((previous, value)), true) = (odd, begins && few && numbers >= ENOUGH) else {
        return;
    };
    let (name, count) = (column.name(), breaks);
    let (name_th, name_en) = (name.th, name.en);
    let finding = Finding::over(places, |_, _| {
        let places = if count == 1 { "place" } else { "places" };
        (
            say!(
                th: "หลัง {previous} เป็น {value} ใน{name_th} ({count} แห่ง)",
                en: "after {previous} comes {value} in {name_en} ({count} {places})"
            ),
            say!(
                th: "ตรวจสอบว่ามีแถวหายไปหรือซ้ำ แล้วใส่ลำดับใหม่ให้ต่อเนื่อง",
                en: "look for a record that is missing or stands twice, then number the rows again"
            ),
        )
    });
    if let Some(finding) = finding {
        sink.report(finding.column(None, &field.label));
    }
}
