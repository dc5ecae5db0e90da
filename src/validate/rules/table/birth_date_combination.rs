use crate::model::grammar::class::Class;
use crate::model::grammar::heading::Heading;
use crate::model::language::{Message, say};
use crate::validate::columns::{TableColumns, labelled};
use crate::validate::persons;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::TableView;

rule! {
    /// Birth date, sex and place together single out persons
    ///
    /// ## Why it matters
    /// Few people of one sex in one district were born on the same day: the three columns name a person without a name.
    ///
    /// ## ทำไมจึงสำคัญ
    /// คนเพศเดียวกันในอำเภอเดียวกันที่เกิดวันเดียวกันมีไม่กี่คน สามคอลัมน์นี้รวมกันจึงระบุตัวบุคคลได้แม้ไม่มีชื่อ
    ///
    /// ## How to fix in Excel
    /// Put the age or an age group in place of the birth date (`=DATEDIF(C2,TODAY(),"Y")`, then copy and Paste Special > Values), and delete
    /// the column of birth dates.
    ///
    /// ## วิธีแก้ใน Excel
    /// ใช้อายุหรือกลุ่มอายุแทนวันเกิด (`=DATEDIF(C2,TODAY(),"Y")` แล้วคัดลอกและวางแบบพิเศษ > ค่า) จากนั้นลบคอลัมน์วันเกิด
    ///
    /// ## Flagged
    /// ```grid
    /// | province | เพศ | วันเกิด |
    /// |---|---|---|
    /// | เชียงใหม่ | ชาย | 1971-05-04 |
    /// | น่าน | หญิง | 1980-11-23 |
    /// | แพร่ | หญิง | 1965-02-17 |
    /// ```
    /// ```report
    /// warning[birth-date-combination] C2:C4: column C "วันเกิด" together with sex and place singles out persons (3 records)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | sex | cases |
    /// |---|---|---|
    /// | เชียงใหม่ | ชาย | 12 |
    /// | เชียงใหม่ | หญิง | 7 |
    /// ```
    "birth-date-combination", Warning, Table(check), None, None, Constant,
    th: "วันเกิด เพศ และพื้นที่รวมกันระบุตัวบุคคลได้", en: "Birth date, sex and place together single out persons"
}

/// Labels of places, from small to large.
const PLACES: [Heading; 5] = [
    Heading::Subdistrict,
    Heading::DistrictName,
    Heading::DistrictCode,
    Heading::ProvinceName,
    Heading::ProvinceCode,
];

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let columns = TableColumns::of(table);
    let columns = columns.all();
    let Some(births) = labelled(&columns, Heading::BirthDate) else {
        return;
    };
    let profile = &births.field.profile;
    let dates = profile.all_dates() >= persons::FEW && births.leans_to_dates();
    let sexes = labelled(&columns, Heading::Sex);
    let of_sex = sexes.is_some_and(|column| column.field.profile.values() > 0);
    let addressed = |traits: Class| traits.has(Class::ADDRESS);
    let placed = PLACES
        .iter()
        .any(|place| labelled(&columns, *place).is_some())
        || columns
            .iter()
            .any(|column| addressed(column.field.profile.traits));
    if !dates || !of_sex || !placed {
        return;
    }
    let Some(hits) = births.find(|cell| !cell.is_empty()) else {
        return;
    };
    let Message { th, en } = births.name();
    let count = hits.count;
    let message = say!(
        th: "{th} รวมกับเพศและพื้นที่ระบุตัวบุคคลได้ ({count} แถว)",
        en: "{en} together with sex and place singles out persons ({count} records)"
    );
    let help = say!(
        th: "ใช้อายุหรือกลุ่มอายุแทนวันเกิด แล้วลบคอลัมน์วันเกิด",
        en: "put the age or an age group in place of the birth date, and delete the column"
    );
    sink.report(births.finding(hits, message, help));
}
