use crate::model::address::CellRef;
use crate::model::cell::{Cell, Value};
use crate::model::diagnostic::Severity;
use crate::model::grammar::class::Class;
use crate::model::grammar::heading::{self, Heading};
use crate::model::grammar::personal;
use crate::model::language::{Message, say};
use crate::validate::persons;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A column holds national identification numbers
    ///
    /// ## Why it matters
    /// The number names one person for life. To publish it breaks the Personal Data Protection Act, and what is published cannot
    /// be taken back.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เลขประจำตัวประชาชนระบุตัวบุคคลได้ตลอดชีวิต การเผยแพร่ขัดต่อพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล และเรียกคืนไม่ได้
    ///
    /// ## How to fix in Excel
    /// Delete the column (right click its letter > Delete). If rows must be told apart, put a running number in its place. Check that
    /// no other sheet, hidden column or pivot table still holds it.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบคอลัมน์ (คลิกขวาที่ตัวอักษรของคอลัมน์ > ลบ) หากต้องแยกแต่ละแถว ให้ใช้เลขลำดับแทน
    /// และตรวจว่าไม่มีเลขนี้อยู่ในแผ่นงานอื่น คอลัมน์ที่ซ่อน หรือ `PivotTable`
    ///
    /// ## Flagged
    /// ```grid
    /// | no | เลขประจำตัวประชาชน |
    /// |---|---|
    /// | 11 | '1100000000016 |
    /// | 12 | '1100000000024 |
    /// | 13 | '1100000000032 |
    /// | 14 | 3100000000071 |
    /// | 15 | 5100000000086 |
    /// ```
    /// ```report
    /// error[national-id] B2:B6: column B "เลขประจำตัวประชาชน" holds national identification numbers, such as xxxxxxxxxxx16 (5 of 5 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "national-id", Error, Column(check), None, None, Constant,
    th: "มีเลขประจำตัวประชาชน", en: "A column holds national identification numbers"
}

/// Different numbers from which on chance is ruled out: one in twelve numbers of thirteen digits passes the check.
const CERTAIN: u64 = 5;
/// Records that are looked at to learn whether numbers may be of thirteen digits.
const SAMPLE: usize = 64;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    let texts = profile.traits.has(Class::NATIONAL_ID);
    if !texts && !(profile.integers > 0 && begins_with_long_numbers(column)) {
        return;
    }
    let is_one = |cell: Cell| match cell.value() {
        Value::Text(_) => column.class(cell).has(Class::NATIONAL_ID),
        Value::Number(number) => number
            .to_integer()
            .is_some_and(personal::is_national_number),
        _ => false,
    };
    let Some(hits) = column.find(is_one) else {
        return;
    };
    let values = profile.values();
    let said = heading::of(&column.field.label) == Some(Heading::NationalId);
    let most = hits.count * 5 >= values * 4;
    let half = hits.count * 2 >= values;
    let certain = (most && persons::differ(column, &hits, CERTAIN))
        || (said && half && persons::are_several(column, &hits));
    let likely = said || (half && persons::are_several(column, &hits));
    if !certain && !likely {
        return;
    }
    let Message { th, en } = column.name();
    let (example, count) = (personal::masked(&hits.example), hits.count);
    let message = say!(
        th: "{th} มีเลขประจำตัวประชาชน เช่น {example} ({count} จาก {values} เซลล์)",
        en: "{en} holds national identification numbers, such as {example} ({count} of {values} cells)"
    );
    let help = say!(
        th: "ลบคอลัมน์นี้ก่อนเผยแพร่ หากต้องแยกแต่ละแถวให้ใช้เลขลำดับแทน",
        en: "delete the column before publishing; if rows must be told apart, put a running number in its place"
    );
    let finding = column.finding(hits, message, help);
    sink.report(if certain {
        finding
    } else {
        finding.weaker(Severity::Warning, 0.7)
    });
}

/// Whether at least half of the first numbers have thirteen digits: only then is every number looked at.
fn begins_with_long_numbers(column: &ColumnView<'_>) -> bool {
    let rows = column
        .records
        .iter()
        .flat_map(|(first, last)| *first..=*last);
    let (mut numbers, mut long) = (0u32, 0u32);
    for row in rows.take(SAMPLE) {
        let cell = column.sheet.cell(CellRef::new(row, column.field.column));
        if let Value::Number(number) = cell.value() {
            numbers += 1;
            let whole = number.to_integer().unwrap_or(0);
            long += u32::from((1_000_000_000_000..10_000_000_000_000).contains(&whole));
        }
    }
    long > 0 && long * 2 >= numbers
}
