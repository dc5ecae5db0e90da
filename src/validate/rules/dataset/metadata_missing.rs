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
    /// Fill the item in `datapackage.json`, under `thai-gdc`.
    ///
    /// ## วิธีแก้ใน Excel
    /// กรอกรายการนั้นใน `datapackage.json` ภายใต้ `thai-gdc`
    ///
    /// ## Flagged
    /// A descriptor without `thai-gdc.objective`.
    ///
    /// ## Clean
    /// A descriptor with all 14 items, each with a value of the standard's lists.
    "metadata-missing", Error, Dataset(check), None, None, Constant,
    th: "คำอธิบายชุดข้อมูลขาดรายการบังคับหรือไม่ตรงมาตรฐาน", en: "The metadata lacks a mandatory item or breaks the standard"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for (path, message) in dataset.profile {
        let help =
            say!(th: "แก้ {path} ใน datapackage.json", en: "correct {path} in datapackage.json");
        sink.report(Finding::of(path, message.clone(), help));
    }
}
