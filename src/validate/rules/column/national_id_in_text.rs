use crate::model::cell::Cell;
use crate::model::grammar::class::Class;
use crate::model::grammar::{identity, personal};
use crate::model::language::{Message, say};
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A remark holds a person's identification number
    ///
    /// ## Why it matters
    /// One number in a remark is enough to find a person and everything else that is kept under it; it is easily overlooked
    /// before publishing.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เลขเดียวในหมายเหตุก็พอที่จะค้นหาตัวบุคคลและข้อมูลอื่นของผู้นั้นได้ และมักหลุดรอดสายตาก่อนเผยแพร่
    ///
    /// ## How to fix in Excel
    /// Select the column, press Ctrl+F and search for the last digits named; delete the number from the text. Look through the
    /// other remarks of the table too.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกคอลัมน์ กด Ctrl+F ค้นหาเลขท้ายที่ระบุ แล้วลบเลขออกจากข้อความ และตรวจหมายเหตุอื่นในตารางด้วย
    ///
    /// ## Flagged
    /// ```grid
    /// | หน่วยงาน | หมายเหตุ |
    /// |---|---|
    /// | น่าน | ส่งเอกสารครบแล้ว |
    /// | แพร่ | ผู้ร้อง เลขบัตร 2100000000014 รอผล |
    /// | พะเยา | นัดตรวจอีกครั้ง |
    /// ```
    /// ```report
    /// warning[national-id-in-text] B3: a text holds the identification number of a person, xxxxxxxxxxx14 (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | หน่วยงาน | หมายเหตุ |
    /// |---|---|
    /// | น่าน | เลขที่หนังสือ 2100000000014 ลงวันที่ |
    /// | แพร่ | รอผลตรวจจากห้องปฏิบัติการ |
    /// | พะเยา | นัดตรวจอีกครั้ง |
    /// ```
    "national-id-in-text", Warning, Column(check), None, Unsafe, Constant,
    th: "ข้อความมีเลขประจำตัวประชาชน", en: "A remark holds a person's identification number"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !column.field.profile.traits.has(Class::MANY_DIGITS) {
        return;
    }
    let strings = &column.workbook.strings;
    let of = |cell: Cell| {
        let id = cell.as_text()?;
        // A cell that is nothing but the number is national-id's.
        let class = strings.class(id);
        (class.has(Class::MANY_DIGITS) && !class.has(Class::NATIONAL_ID))
            .then(|| identity::national_id_within(strings.get(id)))
            .flatten()
    };
    let Some(hits) = column.find(|cell| of(cell).is_some()) else {
        return;
    };
    let number = identity::national_id_within(&hits.example).unwrap_or_default();
    let (example, count) = (personal::masked(number), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message: Message = say!(
        th: "ข้อความมีเลขประจำตัวประชาชน {example} ({count} เซลล์)",
        en: "a text holds the identification number of a person, {example} ({count} {cells})"
    );
    let help = say!(
        th: "ลบเลขออกจากข้อความก่อนเผยแพร่ และตรวจข้อความอื่นในคอลัมน์ด้วย",
        en: "delete the number from the text before publishing, and look through the other texts of the column"
    );
    sink.report(column.finding(hits, message, help));
}
