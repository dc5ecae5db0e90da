use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DatasetView;

rule! {
    /// A table has no schema
    ///
    /// ## Why it matters
    /// Without a schema the types are those that today's values show, and nothing is enforced next month.
    ///
    /// ## ทำไมจึงสำคัญ
    /// หากไม่มี schema ชนิดข้อมูลจะเป็นไปตามค่าที่เห็นวันนี้ และเดือนหน้าไม่มีอะไรบังคับให้คงเดิม
    ///
    /// ## How to fix in Excel
    /// Run `sheetpress init` on the workbook again: it drafts what is missing, from the tidied table. Or write the schema: names,
    /// types, key and constraints of the fields, in `schemas/`. A schema about columns that are no more may be deleted first.
    ///
    /// ## วิธีแก้ใน Excel
    /// สั่ง `sheetpress init` กับไฟล์ต้นฉบับอีกครั้ง โปรแกรมจะร่างไฟล์ที่ขาดจากตารางที่จัดระเบียบแล้ว หรือเขียน schema
    /// ที่ระบุชื่อ ชนิด คีย์ และเงื่อนไขของฟิลด์ไว้ใน `schemas/` เอง หาก schema เดิมกล่าวถึงคอลัมน์ที่ไม่มีแล้ว ให้ลบไฟล์เดิมก่อน
    ///
    /// ## Flagged
    /// A resource for which there is no file in `schemas/`.
    ///
    /// ## Clean
    /// A schema for every resource.
    "schema-missing", Warning, Dataset(check), None, None, Constant,
    th: "ตารางไม่มี schema", en: "A table has no schema"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for resource in dataset
        .resources
        .iter()
        .filter(|resource| resource.schema.is_none())
    {
        let (name, file) = (&resource.name, &resource.schema_file);
        let message = say!(
            th: "ทรัพยากร {name} ไม่มี schema จึงใช้ชนิดข้อมูลตามค่าที่พบ",
            en: "resource {name} has no schema; its types are those that its values show"
        );
        let help = say!(
            th: "สั่ง sheetpress init กับไฟล์ต้นฉบับอีกครั้งเพื่อร่างไฟล์ที่ขาด หรือเขียน {file} เอง",
            en: "run sheetpress init on the workbook again: it drafts what is missing; or write {file}"
        );
        sink.report_in(file, Finding::of(name, message, help));
    }
}
