use crate::model::exception::{Instruction, instruction};
use crate::model::language::{Text, say};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// A note asks for an exception without rule or reason
    ///
    /// ## Why it matters
    /// An exception that does not say which rule and why cannot be judged by whoever reads the report; it is not granted.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ข้อยกเว้นที่ไม่ระบุกฎและเหตุผล ผู้อ่านรายงานพิจารณาไม่ได้ จึงไม่มีผล
    ///
    /// ## How to fix in Excel
    /// Right-click the cell, choose Edit Note and write `sheetpress: allow RULE - reason`, for example
    /// `sheetpress: allow placeholder - the regulation asks for a dash`. On the header the exception is good for the column.
    ///
    /// ## วิธีแก้ใน Excel
    /// คลิกขวาที่เซลล์ เลือก แก้ไขบันทึกย่อ แล้วพิมพ์ `sheetpress: ยกเว้น ชื่อกฎ เพราะ เหตุผล` เช่น
    /// `sheetpress: ยกเว้น placeholder เพราะระเบียบให้ใช้ขีด` หากเขียนที่หัวตารางจะมีผลทั้งคอลัมน์
    ///
    /// ## Flagged
    /// ```grid
    /// note B3: sheetpress: allow placeholder
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    /// ```report
    /// warning[exception-unclear] B3: the note "sheetpress: allow placeholder" names no rule or no reason
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// note B3: sheetpress: allow placeholder - the regulation asks for a dash
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "exception-unclear", Warning, Sheet(check), None, None, Constant,
    th: "บันทึกย่อขอยกเว้นโดยไม่ระบุกฎหรือเหตุผล", en: "A note asks for an exception without rule or reason"
}

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    for comment in &sheet.sheet.facts.comments {
        let fault = match instruction(&comment.text) {
            None => continue,
            Some(Instruction::Allow { rule, .. }) if crate::validate::rule(rule).is_some() => {
                continue;
            }
            Some(Instruction::Allow { rule, .. }) => say!(
                th: "บันทึกย่ออ้างถึงกฎ \"{rule}\" ซึ่งไม่มีอยู่",
                en: "the note speaks of a rule \"{rule}\" that there is not"
            ),
            Some(Instruction::Unclear) => {
                let text = shorten(&comment.text);
                say!(
                    th: "บันทึกย่อ \"{text}\" ไม่ระบุกฎหรือเหตุผล",
                    en: "the note \"{text}\" names no rule or no reason"
                )
            }
        };
        let help = Text {
            th: "แก้บันทึกย่อเป็น \"sheetpress: ยกเว้น ชื่อกฎ เพราะ เหตุผล\"",
            en: "edit the note so that it reads \"sheetpress: allow RULE - reason\"",
        };
        sink.report(Finding::at(comment.cell, fault, help.into()));
    }
}
