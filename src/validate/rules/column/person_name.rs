use crate::model::diagnostic::Severity;
use crate::model::grammar::heading::{self, Heading};
use crate::model::language::{Message, say};
use crate::validate::persons;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A column names persons
    ///
    /// ## Why it matters
    /// Names make every other column of the row a fact about a person. Names of officials, contractors and authors may be public; those
    /// of patients, pupils and applicants may not.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ชื่อบุคคลทำให้ทุกคอลัมน์ในแถวเป็นข้อมูลส่วนบุคคล ชื่อเจ้าหน้าที่ คู่สัญญา หรือผู้แต่งอาจเผยแพร่ได้
    /// แต่ชื่อผู้ป่วย นักเรียน หรือผู้ยื่นคำขอเผยแพร่ไม่ได้
    ///
    /// ## How to fix in Excel
    /// Ask for which purpose and on which legal ground the names are published. If there is none, delete the column (right click its
    /// letter > Delete) and number the rows instead.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจสอบว่าเผยแพร่ชื่อเพื่อวัตถุประสงค์ใดและมีฐานกฎหมายใดรองรับ หากไม่มี ให้ลบคอลัมน์ (คลิกขวาที่ตัวอักษรของคอลัมน์ > ลบ)
    /// แล้วใช้เลขลำดับแทน
    ///
    /// ## Flagged
    /// ```grid
    /// | ผู้ป่วย | age |
    /// |---|---|
    /// | นายสมชาย ใจดี | 52 |
    /// | นางมาลี มีสุข | 47 |
    /// | นางสาวสุดา รักเรียน | 39 |
    /// ```
    /// ```report
    /// warning[person-name] A2:A4: column A "ผู้ป่วย" names persons (3 of 3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "person-name", Warning, Column(check), None, None, Constant,
    th: "มีชื่อบุคคล", en: "A column names persons"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let Some(hits) = persons::names(column) else {
        return;
    };
    let Message { th, en } = column.name();
    let (count, values) = (hits.count, column.field.profile.values());
    // Never with an example: a report travels further than its file.
    let message = say!(
        th: "{th} มีชื่อบุคคล ({count} จาก {values} เซลล์)",
        en: "{en} names persons ({count} of {values} cells)"
    );
    let help = say!(
        th: "ตรวจสอบวัตถุประสงค์และฐานกฎหมายของการเผยแพร่ชื่อ หากไม่มีให้ลบคอลัมน์แล้วใช้เลขลำดับแทน",
        en: "ask for the purpose and legal ground of publishing the names; if there is none, delete the column and number the rows instead"
    );
    let finding = column.finding(hits, message, help);
    let mut labels = column.layout.fields.iter().map(|field| &field.label);
    let lawful = heading::names_office_holder(&column.field.label)
        || labels.any(|label| heading::of(label) == Some(Heading::Position));
    sink.report(if lawful {
        finding.weaker(Severity::Info, 0.5)
    } else {
        finding
    });
}
