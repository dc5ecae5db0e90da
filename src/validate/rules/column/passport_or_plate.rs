use crate::model::grammar::class::Class;
use crate::model::grammar::heading::{self, Heading};
use crate::model::grammar::personal;
use crate::model::language::{Message, say};
use crate::validate::persons;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A column holds numbers of passports or vehicle plates
    ///
    /// ## Why it matters
    /// A passport names one person, and a plate leads to the owner of the vehicle.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เลขหนังสือเดินทางระบุตัวบุคคล และเลขทะเบียนรถสืบถึงเจ้าของรถได้
    ///
    /// ## How to fix in Excel
    /// Delete the column (right click its letter > Delete). If rows must be told apart, put a running number in its place.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบคอลัมน์ (คลิกขวาที่ตัวอักษรของคอลัมน์ > ลบ) หากต้องแยกแต่ละแถว ให้ใช้เลขลำดับแทน
    ///
    /// ## Flagged
    /// ```grid
    /// | no | passport |
    /// |---|---|
    /// | 11 | AA1234567 |
    /// | 12 | AB2345678 |
    /// | 13 | AC3456789 |
    /// ```
    /// ```report
    /// warning[passport-or-plate] B2:B4: column B "passport" holds numbers of passports, such as xxxxxxx67 (3 of 3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "passport-or-plate", Warning, Column(check), None, None, Constant,
    th: "มีเลขหนังสือเดินทางหรือเลขทะเบียนรถ", en: "A column holds numbers of passports or vehicle plates"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    // The shape alone is that of many codes; the label must say it.
    let (kind, kind_en) = match heading::of(&column.field.label) {
        Some(Heading::Passport) => ("เลขหนังสือเดินทาง", "passports"),
        Some(Heading::Plate) => ("เลขทะเบียนรถ", "vehicle plates"),
        _ => return,
    };
    let Some(hits) = column.find_class(Class::PLATE) else {
        return;
    };
    let values = column.field.profile.values();
    let enough = hits.count >= persons::FEW && hits.count * 2 >= values;
    if !enough || !persons::are_several(column, &hits) {
        return;
    }
    // Vehicles of an office are no secret; those of persons who are named beside them are.
    if kind_en == "vehicle plates" && !persons::are_named_beside(column) {
        return;
    }
    let Message { th, en } = column.name();
    let (example, count) = (personal::masked(&hits.example), hits.count);
    let message = say!(
        th: "{th} มี{kind} เช่น {example} ({count} จาก {values} เซลล์)",
        en: "{en} holds numbers of {kind_en}, such as {example} ({count} of {values} cells)"
    );
    let help = say!(
        th: "ลบคอลัมน์นี้ก่อนเผยแพร่ หากต้องแยกแต่ละแถวให้ใช้เลขลำดับแทน",
        en: "delete the column before publishing; if rows must be told apart, put a running number in its place"
    );
    sink.report(column.finding(hits, message, help));
}
