use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DatasetView;

rule! {
    /// An item of the metadata is not as the national catalogue advises
    ///
    /// ## Why it matters
    /// The catalogue's own form hides, fills in or shortens such an item, and other systems of the same standard refuse it: the
    /// dataset then reads otherwise there than here.
    ///
    /// ## ทำไมจึงสำคัญ
    /// แบบฟอร์มของบัญชีข้อมูลภาครัฐจะซ่อน เติม หรือตัดรายการเช่นนี้ และระบบอื่นที่ใช้มาตรฐานเดียวกันไม่รับ
    /// คำอธิบายชุดข้อมูลจึงไม่เหมือนกันในแต่ละระบบ
    ///
    /// ## How to fix in Excel
    /// Change the item in `datapackage.json` as the finding says, or in form 1 before it is imported.
    /// `sheetpress explain thai-gdc.created_date` tells what an item is and which kinds of datasets have it.
    ///
    /// ## วิธีแก้ใน Excel
    /// แก้รายการใน `datapackage.json` ตามที่ข้อค้นพบบอก หรือแก้ในแบบฟอร์มที่ 1 ก่อนนำเข้า
    /// `sheetpress explain thai-gdc.created_date` บอกว่ารายการนั้นคืออะไร และใช้กับชุดข้อมูลประเภทใด
    ///
    /// ## Flagged
    /// A title of 151 characters or more, a description of fewer than 30, a field of geoinformatics on a table of statistics, a
    /// year of the data in the common era, a person's name as the contact, a public dataset that does not say that anyone may have it.
    ///
    /// ## Clean
    /// A statistic with a unit, years such as 2567, a division as the contact, and the access condition of public data.
    "metadata-unusual", Warning, Dataset(check), None, None, Constant,
    th: "คำอธิบายชุดข้อมูลไม่เป็นไปตามคำแนะนำของบัญชีข้อมูลภาครัฐ", en: "An item of the metadata is not as the national catalogue advises"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for (path, message) in dataset.unusual {
        let help =
            say!(th: "แก้ {path} ใน datapackage.json", en: "correct {path} in datapackage.json");
        sink.report(Finding::of(path, message.clone(), help));
    }
}
