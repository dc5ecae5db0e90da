use crate::model::cell::Cell;
use crate::model::grammar::class::Class;
use crate::model::grammar::heading::{self, Heading};
use crate::model::language::{Message, say};
use crate::validate::columns::TableColumns;
use crate::validate::persons;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::{ColumnView, TableView};

rule! {
    /// Diagnoses stand beside numbers or names of patients
    ///
    /// ## Why it matters
    /// Health is sensitive data under section 26 of the Personal Data Protection Act; a table with one row for each patient cannot be
    /// open data.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ข้อมูลสุขภาพเป็นข้อมูลอ่อนไหวตามมาตรา 26 แห่งพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล ตารางที่มีหนึ่งแถวต่อผู้ป่วยหนึ่งคนจึงเผยแพร่ไม่ได้
    ///
    /// ## How to fix in Excel
    /// Publish counts instead: Insert > `PivotTable` with disease and area as rows and the number of patients as values. At least delete
    /// HN, AN, names and national numbers.
    ///
    /// ## วิธีแก้ใน Excel
    /// เผยแพร่เป็นจำนวนแทน: แทรก > `PivotTable` ใช้โรคและพื้นที่เป็นแถว และจำนวนผู้ป่วยเป็นค่า อย่างน้อยต้องลบ HN AN ชื่อ และเลขประจำตัวประชาชน
    ///
    /// ## Flagged
    /// ```grid
    /// | HN | age | การวินิจฉัย |
    /// |---|---|---|
    /// | '64001234 | 52 | เบาหวาน |
    /// | '65004321 | 47 | ความดันโลหิตสูง |
    /// | '66007788 | 39 | เบาหวาน |
    /// ```
    /// ```report
    /// warning[sensitive-health] C2:C4: column C "การวินิจฉัย" tells the health of single persons, whom column A "HN" identifies (3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | disease | cases |
    /// |---|---|
    /// | เบาหวาน | 12 |
    /// | ความดันโลหิตสูง | 7 |
    /// ```
    "sensitive-health", Warning, Table(check), None, None, Constant,
    th: "มีข้อมูลสุขภาพรายบุคคล", en: "Diagnoses stand beside numbers or names of patients"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let columns = TableColumns::of(table);
    let columns = columns.all();
    let tells = |column: &&ColumnView<'_>| {
        let profile = &column.field.profile;
        heading::of(&column.field.label) == Some(Heading::Diagnosis)
            && profile.texts() >= persons::FEW
            && profile.texts() * 2 >= profile.values()
    };
    let Some(health) = columns.iter().find(tells) else {
        return;
    };
    let Some(who) = columns.iter().find(|column| identifies(column)) else {
        return;
    };
    let Some(hits) = health.find(|cell| says_something(health, cell)) else {
        return;
    };
    let Message { th, en } = health.name();
    let (who, count) = (who.name(), hits.count);
    let (by_th, by_en) = (who.th, who.en);
    let message = say!(
        th: "{th} เป็นข้อมูลสุขภาพรายบุคคล ซึ่งระบุตัวได้จาก{by_th} ({count} เซลล์)",
        en: "{en} tells the health of single persons, whom {by_en} identifies ({count} cells)"
    );
    let help = say!(
        th: "เผยแพร่เป็นจำนวนตามโรคและพื้นที่แทน หรืออย่างน้อยลบคอลัมน์ที่ระบุตัวบุคคล",
        en: "publish counts by disease and area instead, or at least delete the columns that identify persons"
    );
    sink.report(health.finding(hits, message, help));
}

/// A cell that says something.
fn says_something(column: &ColumnView<'_>, cell: Cell) -> bool {
    let nothing = Class::BLANK.and(Class::PLACEHOLDER).and(Class::ERROR);
    !column.class(cell).has(nothing)
}

/// Whether a column tells one patient from another: by HN or AN, by national number, or by name.
fn identifies(column: &ColumnView<'_>) -> bool {
    let values = column.field.profile.values();
    if values < persons::FEW {
        return false;
    }
    let numbered = || {
        let hits = column.find_class(Class::NATIONAL_ID);
        hits.is_some_and(|hits| hits.count >= persons::FEW && hits.count * 2 >= values)
    };
    let named =
        || !heading::names_office_holder(&column.field.label) && persons::names(column).is_some();
    match heading::of(&column.field.label) {
        Some(Heading::HospitalNumber) => true,
        Some(Heading::NationalId) => numbered(),
        _ => numbered() || named(),
    }
}
