use crate::model::cell::{Cell, Value};
use crate::model::diagnostic::Severity;
use crate::model::grammar::class::Class;
use crate::model::grammar::heading::{self, Heading};
use crate::model::grammar::personal;
use crate::model::language::{Message, say};
use crate::validate::persons;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::{ColumnView, Hits};

rule! {
    /// A column holds numbers of mobile telephones
    ///
    /// ## Why it matters
    /// A mobile telephone is a person's. Once published, its owner gets calls from strangers and swindlers. Switchboards and
    /// hotlines of offices are no fault.
    ///
    /// ## ทำไมจึงสำคัญ
    /// หมายเลขโทรศัพท์มือถือเป็นของบุคคล เมื่อเผยแพร่แล้วเจ้าของอาจถูกคนแปลกหน้าหรือมิจฉาชีพโทรหา
    /// ส่วนหมายเลขกลางและสายด่วนของหน่วยงานเผยแพร่ได้
    ///
    /// ## How to fix in Excel
    /// Delete the column (right click its letter > Delete), or put the telephone of the office in its place.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบคอลัมน์ (คลิกขวาที่ตัวอักษรของคอลัมน์ > ลบ) หรือใช้หมายเลขกลางของหน่วยงานแทน
    ///
    /// ## Flagged
    /// ```grid
    /// | no | ผู้ป่วย | โทรศัพท์ |
    /// |---|---|---|
    /// | 11 | นายสมชาย ใจดี | '081-000-0001 |
    /// | 12 | นางมาลี มีสุข | '089-000-0002 |
    /// | 13 | นางสาวสุดา รักเรียน | '062-000-0003 |
    /// ```
    /// ```report
    /// warning[phone-number] C2:C4: column C "โทรศัพท์" holds numbers of mobile telephones, such as xxx-xxx-xx01 (3 of 3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "phone-number", Warning, Column(check), None, None, Distinct,
    th: "มีหมายเลขโทรศัพท์มือถือ", en: "A column holds numbers of mobile telephones"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let Some(hits) = mobiles(column) else { return };
    let values = column.field.profile.values();
    let enough = hits.count >= persons::FEW && hits.count * 2 >= values;
    if !enough || !persons::are_several(column, &hits) {
        return;
    }
    let persons_named = persons::are_named_beside(column);
    if !persons_named && persons::belongs_to_organisation(column) {
        return;
    }
    let Message { th, en } = column.name();
    let (example, count) = (personal::masked(&hits.example), hits.count);
    let message = say!(
        th: "{th} มีหมายเลขโทรศัพท์มือถือ เช่น {example} ({count} จาก {values} เซลล์)",
        en: "{en} holds numbers of mobile telephones, such as {example} ({count} of {values} cells)"
    );
    let help = say!(
        th: "ลบคอลัมน์นี้ก่อนเผยแพร่ หรือใช้หมายเลขกลางของหน่วยงานแทน",
        en: "delete the column before publishing, or put the telephone of the office in its place"
    );
    let finding = column.finding(hits, message, help);
    // Without names beside it, the telephone may be a shop's or an office's.
    sink.report(if persons_named {
        finding
    } else {
        finding.weaker(Severity::Info, 0.6)
    });
}

/// The cells with a mobile telephone; as numbers, without the leading zero, where the label says so.
fn mobiles(column: &ColumnView<'_>) -> Option<Hits> {
    let typed = persons::find_texts(column, Class::PHONE, personal::is_mobile);
    typed.or_else(|| {
        let said = heading::of(&column.field.label) == Some(Heading::Phone);
        if !said || column.field.profile.integers == 0 {
            return None;
        }
        column.find(|cell: Cell| match cell.value() {
            Value::Number(number) => number.to_integer().is_some_and(personal::is_mobile_number),
            _ => false,
        })
    })
}
