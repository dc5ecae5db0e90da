use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::grammar::label;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A long number has lost its last digits
    ///
    /// ## Why it matters
    /// Excel keeps fifteen digits of a number. An account or card number typed as a number ends in zeros that are not its
    /// own, and 1.23457E+12 keeps six digits. No program can bring the others back.
    ///
    /// ## ทำไมจึงสำคัญ
    /// Excel เก็บตัวเลขได้เพียง 15 หลัก เลขบัญชีหรือเลขทะเบียนที่ยาวกว่านั้นจะลงท้ายด้วย 0 ที่ไม่ใช่ของจริง และ 1.23457E+12
    /// เหลือเพียงหกหลัก ไม่มีโปรแกรมใดกู้คืนได้
    ///
    /// ## How to fix in Excel
    /// Format the column as text first (Home > Number Format > Text), then type or paste the numbers again from their
    /// source.
    ///
    /// ## วิธีแก้ใน Excel
    /// กำหนดคอลัมน์เป็นข้อความก่อน (หน้าแรก > รูปแบบตัวเลข > ข้อความ) แล้วพิมพ์หรือวางเลขใหม่จากเอกสารต้นทาง
    ///
    /// ## Flagged
    /// ```grid
    /// | โครงการ | รหัสครุภัณฑ์ |
    /// |---|---|
    /// | ปรับปรุงอาคาร | 1.23457E+12 |
    /// | จัดซื้อรถ | 1.30042E+12 |
    /// | ซ่อมถนน | 1.41188E+12 |
    /// ```
    /// ```report
    /// warning[precision-loss] B2:B4: "1.23457E+12" has lost the last digits of a long number (3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | โครงการ | ระยะห่าง |
    /// |---|---|
    /// | ปรับปรุงอาคาร | 12.5 |
    /// | จัดซื้อรถ | 7.25 |
    /// | ซ่อมถนน | 8.75 |
    /// ```
    "precision-loss", Warning, Column(check), None, None, Constant,
    th: "เลขยาวถูกตัดหลักท้าย", en: "A long number has lost its last digits"
}

/// The least number of sixteen digits.
const LONG: f64 = 1e15;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let field = column.field;
    let names = field.code || label::has(&field.label, &["เลขบัญชี", "account", "imei"]);
    // Amounts may be that large; numbers that name things are not computed.
    let stored = names && field.profile.numbers > 0;
    let stored = stored.then(|| column.find(is_cut_number)).flatten();
    let typed = field.profile.traits.has(Class::EXPONENT);
    let typed = typed.then(|| {
        column.find(|cell| {
            column.class(cell).has(Class::EXPONENT) && (names || is_long(&column.text(cell)))
        })
    });
    for hits in [stored, typed.flatten()].into_iter().flatten() {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        let message = say!(
            th: "\"{example}\" เป็นเลขยาวที่หลักท้ายหายไป ({count} เซลล์)",
            en: "\"{example}\" has lost the last digits of a long number ({count} {cells})"
        );
        let help = say!(
            th: "กำหนดคอลัมน์เป็นข้อความ แล้วพิมพ์เลขใหม่จากเอกสารต้นทาง เพราะหลักที่หายไปกู้คืนไม่ได้",
            en: "format the column as text and retype the numbers from their source: the lost digits cannot be brought back"
        );
        sink.report(column.finding(hits, message, help));
    }
}

/// Whether a number has more digits than Excel keeps. Zeros at the end of a shorter one may be its own: codes of budgets.
fn is_cut_number(cell: Cell) -> bool {
    match cell.value() {
        Value::Number(number) => number.to_f64() >= LONG,
        _ => false,
    }
}

/// Whether a number in scientific notation has twelve digits or more, which a measurement hardly ever has.
fn is_long(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let exponent = text.split_once('e').map(|(_, exponent)| exponent);
    exponent.is_some_and(|it| it.parse().is_ok_and(|exponent: i32| exponent >= 11))
}
