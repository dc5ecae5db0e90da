use crate::model::address::Range;
use crate::model::diagnostic::Severity;
use crate::model::language::say;
use crate::model::schema::FieldType;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// A column has no values, or hardly any
    ///
    /// ## Why it matters
    /// Whoever uses the data cannot tell whether there was nothing to report or the values were never filled in.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้ใช้ข้อมูลแยกไม่ออกว่าไม่มีเรื่องจะรายงานหรือยังไม่ได้กรอก
    ///
    /// ## How to fix in Excel
    /// Fill in the values, or delete the column: right-click its letter > Delete.
    ///
    /// ## วิธีแก้ใน Excel
    /// กรอกค่าให้ครบ หรือลบคอลัมน์: คลิกขวาที่ตัวอักษรของคอลัมน์ > ลบ
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases | เตียง |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | |
    /// | น่าน | 7 | |
    /// | แพร่ | 9 | |
    /// ```
    /// ```report
    /// warning[high-missing] C2:C4: column C "เตียง" has a name and not one value (3 records)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases | หมายเหตุ |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | |
    /// | น่าน | 7 | |
    /// | แพร่ | 9 | |
    /// ```
    "high-missing", Warning, Column(check), None, Confirm, Constant,
    th: "คอลัมน์ไม่มีค่าหรือแทบไม่มีค่า", en: "A column has no values, or hardly any"
}

/// Records below which an empty column may be filled in later.
const FEW: u64 = 3;
/// Records below which a share says little.
const MANY: u64 = 30;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    let (Some((first, last)), missing) = (column.layout.body, profile.missing + profile.blanks)
    else {
        return;
    };
    let records = column.layout.record_count();
    // Without a name it is a blank column; a column for remarks has nothing to say of most records.
    if records < FEW || column.field.label.is_empty() || texts::is_for_remarks(column) {
        return;
    }
    let empty = missing == records;
    // Words and dates are often asked of some records only; measures are meant for all.
    let measure = matches!(column.field.kind, FieldType::Integer | FieldType::Number);
    let hardly = measure && records >= MANY && missing * 10 >= records * 9;
    if !empty && !hardly {
        return;
    }
    let place = Range::of((first, last), (column.field.column, column.field.column));
    let (name, filled) = (column.name(), records - missing);
    let (th, en) = (name.th, name.en);
    let help = say!(
        th: "กรอกค่าให้ครบ หรือคลิกขวาที่ตัวอักษรของคอลัมน์แล้วเลือก ลบ",
        en: "fill in the values, or right-click the column's letter and choose Delete"
    );
    if empty {
        let message = say!(
            th: "{th} มีชื่อแต่ไม่มีค่าเลย ({records} ระเบียน)",
            en: "{en} has a name and not one value ({records} records)"
        );
        let finding = Finding::at(place, message, help).count(records);
        sink.report(finding.column(None, &column.field.label));
        return;
    }
    let message = say!(
        th: "{th} มีค่าเพียง {filled} จาก {records} ระเบียน",
        en: "{en} has a value in only {filled} of {records} records"
    );
    let finding = Finding::at(place, message, help).count(missing);
    let finding = finding.column(None, &column.field.label);
    sink.report(finding.weaker(Severity::Info, 0.6));
}
