use crate::model::diagnostic::Severity;
use crate::model::grammar::class::Class;
use crate::model::grammar::personal;
use crate::model::language::{Message, say};
use crate::validate::persons;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A column holds e-mail addresses of persons
    ///
    /// ## Why it matters
    /// Published addresses are gathered by machines for unwanted and fraudulent mail. A mailbox of an office (info@, saraban@) is no
    /// fault.
    ///
    /// ## ทำไมจึงสำคัญ
    /// อีเมลที่เผยแพร่จะถูกเก็บไปใช้ส่งอีเมลขยะและหลอกลวง ส่วนอีเมลกลางของหน่วยงาน (info@ saraban@) เผยแพร่ได้
    ///
    /// ## How to fix in Excel
    /// Delete the column (right click its letter > Delete), or put the mailbox of the office in its place.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบคอลัมน์ (คลิกขวาที่ตัวอักษรของคอลัมน์ > ลบ) หรือใช้อีเมลกลางของหน่วยงานแทน
    ///
    /// ## Flagged
    /// ```grid
    /// | no | ผู้ป่วย | อีเมล |
    /// |---|---|---|
    /// | 11 | นายสมชาย ใจดี | somchai.j@mail.example |
    /// | 12 | นางมาลี มีสุข | malee_m@mail.example |
    /// | 13 | นางสาวสุดา รักเรียน | suda.r@mail.example |
    /// ```
    /// ```report
    /// warning[email-address] C2:C4: column C "อีเมล" holds e-mail addresses of persons, such as xxxxxxi.j@mail.example (3 of 3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "email-address", Warning, Column(check), None, None, Distinct,
    th: "มีอีเมลของบุคคล", en: "A column holds e-mail addresses of persons"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let hits = persons::find_texts(column, Class::EMAIL, |text| {
        personal::mailbox(text).is_some_and(|(local, _)| personal::is_personal_mailbox(local))
    });
    let Some(hits) = hits else { return };
    let values = column.field.profile.values();
    let enough = hits.count >= persons::FEW && hits.count * 2 >= values;
    if !enough || !persons::are_several(column, &hits) {
        return;
    }
    let persons_named = persons::are_named_beside(column);
    if !persons_named && persons::belongs_to_organisation(column) {
        return;
    }
    let shown = personal::mailbox(&hits.example).map_or_else(String::new, |(local, domain)| {
        personal::masked(&format!("{local}@{domain}"))
    });
    let Message { th, en } = column.name();
    let count = hits.count;
    let message = say!(
        th: "{th} มีอีเมลของบุคคล เช่น {shown} ({count} จาก {values} เซลล์)",
        en: "{en} holds e-mail addresses of persons, such as {shown} ({count} of {values} cells)"
    );
    let help = say!(
        th: "ลบคอลัมน์นี้ก่อนเผยแพร่ หรือใช้อีเมลกลางของหน่วยงานแทน",
        en: "delete the column before publishing, or put the mailbox of the office in its place"
    );
    let finding = column.finding(hits, message, help);
    // Without names beside it, the mailbox may be a shop's or an office's.
    sink.report(if persons_named {
        finding
    } else {
        finding.weaker(Severity::Info, 0.6)
    });
}
