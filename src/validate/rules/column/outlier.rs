use crate::model::address::{CellRef, Range};
use crate::model::language::say;
use crate::validate::amounts;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::ColumnView;

rule! {
    /// One number is hundreds of times larger than all others
    ///
    /// ## Why it matters
    /// A number with three zeros too many, or in baht among thousands of baht, decides every sum and average by itself.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ตัวเลขที่มีศูนย์เกินมาสามตัว หรือหน่วยเป็นบาทปนกับพันบาท จะทำให้ผลรวมและค่าเฉลี่ยผิดไปทั้งหมด
    ///
    /// ## How to fix in Excel
    /// Compare the cell with its source. If it is right, leave it and say so in the remarks.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจสอบเซลล์กับเอกสารต้นทาง ถ้าค่าถูกต้องแล้วไม่ต้องแก้ ให้บอกไว้ในหมายเหตุ
    ///
    /// ## Flagged
    /// ```grid
    /// | สถานี | ผู้โดยสาร |
    /// |---|---|
    /// | สถานี ก | 412 |
    /// | สถานี ข | 388 |
    /// | สถานี ค | 455 |
    /// | สถานี ง | 501 |
    /// | สถานี จ | 367 |
    /// | สถานี ฉ | 423000 |
    /// | สถานี ช | 391 |
    /// | สถานี ซ | 478 |
    /// | สถานี ฌ | 444 |
    /// | สถานี ญ | 376 |
    /// | สถานี ฐ | 409 |
    /// | สถานี ฑ | 432 |
    /// | สถานี ณ | 398 |
    /// | สถานี ด | 467 |
    /// | สถานี ต | 385 |
    /// | สถานี ถ | 451 |
    /// | สถานี ท | 420 |
    /// | สถานี ธ | 436 |
    /// | สถานี น | 402 |
    /// | สถานี บ | 379 |
    /// ```
    /// ```report
    /// info[outlier] B7: 423000 is 844 times the next largest number of the column; check it
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | สถานี | ผู้โดยสาร |
    /// |---|---|
    /// | สถานี ก | 412 |
    /// | สถานี ข | 388 |
    /// | สถานี ค | 9455 |
    /// ```
    "outlier", Info, Column(check), None, None, Rows,
    th: "มีตัวเลขหนึ่งมากกว่าค่าอื่นหลายร้อยเท่า", en: "One number is hundreds of times larger than all others"
}

/// Numbers that a column must have: below, one may well stand out.
const ENOUGH: u64 = 20;
/// How much larger it is than the next. Provinces, firms and budgets differ by less: Bangkok is three times the second.
const THAN_NEXT: f64 = 100.0;
/// How much larger it is than most.
const THAN_MIDDLE: f64 = 500.0;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let field = column.field;
    if !amounts::is_numeric(field.kind) || field.code || field.profile.numbers < ENOUGH {
        return;
    }
    let (mut first, mut second) = ((0u32, 0.0f64), 0.0f64);
    amounts::each_number(column, |row, value| {
        let size = value.abs();
        if size > first.1 {
            second = first.1;
            first = (row, size);
        } else if size > second {
            second = size;
        }
    });
    let (row, largest) = first;
    if second <= 0.0 || largest < second * THAN_NEXT {
        return;
    }
    let mut sizes = Vec::new();
    amounts::each_number(column, |_, value| sizes.push(value.abs()));
    let middle = sizes.len() / 2;
    let (_, middle, _) = sizes.select_nth_unstable_by(middle, f64::total_cmp);
    // A column of zeros with a few numbers has no middle to compare with.
    if *middle <= 0.0 || largest < *middle * THAN_MIDDLE {
        return;
    }
    let cell = CellRef::new(row, field.column);
    let text = column.text(column.sheet.cell(cell));
    let times = (largest / second).floor();
    let message = say!(
        th: "{text} มากกว่าค่าที่มากรองลงมาของคอลัมน์ {times} เท่า ควรตรวจสอบ",
        en: "{text} is {times} times the next largest number of the column; check it"
    );
    let help = say!(
        th: "เทียบเซลล์ {cell} กับเอกสารต้นทาง ดูว่ามีศูนย์เกินหรือหน่วยต่างจากค่าอื่นหรือไม่",
        en: "compare cell {cell} with its source: are there zeros too many, or another unit?"
    );
    sink.report(Finding::at(Range::from(cell), message, help).column(None, &field.label));
}
