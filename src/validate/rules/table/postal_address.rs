use crate::model::grammar::class::Class;
use crate::model::language::{Message, say};
use crate::validate::columns::TableColumns;
use crate::validate::persons;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::TableView;

rule! {
    /// Home addresses stand beside the names of persons
    ///
    /// ## Why it matters
    /// Name and house number together lead a stranger to the door. Addresses of shops and offices are no fault.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ชื่อพร้อมบ้านเลขที่พาคนแปลกหน้าไปถึงบ้านได้ ส่วนที่อยู่ของร้านค้าและหน่วยงานเผยแพร่ได้
    ///
    /// ## How to fix in Excel
    /// Keep the subdistrict, district and province in columns of their own, and delete house number, village and road.
    ///
    /// ## วิธีแก้ใน Excel
    /// เก็บเฉพาะตำบล อำเภอ และจังหวัดแยกคอลัมน์ แล้วลบบ้านเลขที่ หมู่ และถนน
    ///
    /// ## Flagged
    /// ```grid
    /// | no | ผู้ป่วย | ที่อยู่ |
    /// |---|---|---|
    /// | 11 | นายสมชาย ใจดี | 12/3 หมู่ 4 ต.หนองหาร อ.สันทราย จ.เชียงใหม่ 50290 |
    /// | 12 | นางมาลี มีสุข | 45 หมู่ 7 ต.บางกร่าง อ.เมือง จ.นนทบุรี 11000 |
    /// | 13 | นางสาวสุดา รักเรียน | 8/1 หมู่ 2 ต.ดู่ใต้ อ.เมือง จ.น่าน 55000 |
    /// ```
    /// ```report
    /// warning[postal-address] C2:C4: column C "ที่อยู่" holds addresses beside the names of persons (3 of 3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "postal-address", Warning, Table(check), None, None, Constant,
    th: "มีที่อยู่คู่กับชื่อบุคคล", en: "Home addresses stand beside the names of persons"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let columns = TableColumns::of(table);
    for column in columns.all() {
        let Some(hits) = column.find_class(Class::ADDRESS) else {
            continue;
        };
        let values = column.field.profile.values();
        let enough = hits.count >= persons::FEW && hits.count * 2 >= values;
        if !enough || !persons::are_several(&column, &hits) || !persons::are_named(table) {
            continue;
        }
        let Message { th, en } = column.name();
        let count = hits.count;
        let message = say!(
            th: "{th} มีที่อยู่คู่กับชื่อบุคคล ({count} จาก {values} เซลล์)",
            en: "{en} holds addresses beside the names of persons ({count} of {values} cells)"
        );
        let help = say!(
            th: "เก็บเฉพาะตำบล อำเภอ จังหวัด แล้วลบบ้านเลขที่ หมู่ และถนน",
            en: "keep subdistrict, district and province, and delete house number, village and road"
        );
        sink.report(column.finding(hits, message, help));
    }
}
