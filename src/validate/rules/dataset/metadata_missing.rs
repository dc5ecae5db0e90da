use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DatasetView;

rule! {
    /// The metadata lacks a mandatory item or breaks the standard
    ///
    /// ## Why it matters
    /// The national catalogue refuses a dataset without its 14 mandatory items (form 1), and KPI 2.5 counts them.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ระบบบัญชีข้อมูลภาครัฐไม่รับชุดข้อมูลที่ขาดรายการบังคับ 14 รายการ (แบบฟอร์มที่ 1) และตัวชี้วัด 2.5 นับรายการเหล่านี้
    ///
    /// ## How to fix in Excel
    /// Fill the item in `datapackage.json`, under `thai-gdc`. `sheetpress explain thai-gdc` lists all items, and
    /// `sheetpress explain thai-gdc.objective` the values that one of them may have.
    ///
    /// ## วิธีแก้ใน Excel
    /// กรอกรายการนั้นใน `datapackage.json` ภายใต้ `thai-gdc` ใช้ `sheetpress explain thai-gdc` เพื่อดูรายการทั้งหมด และ
    /// `sheetpress explain thai-gdc.objective` เพื่อดูค่าที่รายการหนึ่งใช้ได้
    ///
    /// ## Flagged
    /// A descriptor without `thai-gdc.objective`; a classification that does not go with the category; a western edge of the map
    /// that lies east of the eastern one.
    ///
    /// ## Clean
    /// A descriptor with all 14 items, each with a value of the standard's lists.
    "metadata-missing", Error, Dataset(check), None, None, Constant,
    th: "คำอธิบายชุดข้อมูลขาดรายการบังคับหรือไม่ตรงมาตรฐาน", en: "The metadata lacks a mandatory item or breaks the standard"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for (path, message) in dataset.profile {
        let help = match field(path) {
            Some(field) => say!(
                th: "แก้ {path} ใน datapackage.json ดูคำอธิบายด้วย sheetpress explain thai-gdc.{field}",
                en: "correct {path} in datapackage.json; sheetpress explain thai-gdc.{field} tells what it is"
            ),
            None => {
                say!(th: "แก้ {path} ใน datapackage.json", en: "correct {path} in datapackage.json")
            }
        };
        sink.report(Finding::of(path, message.clone(), help));
    }
}

/// The catalogue's field in the path of an item: `objective` of `thai-gdc.objective.0`.
fn field(path: &str) -> Option<&str> {
    let mut parts = path.split('.').skip_while(|part| *part != "thai-gdc");
    parts.nth(1)
}
