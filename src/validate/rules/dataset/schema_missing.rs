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
    /// Write the schema: names, types, key and constraints of the fields, in `schemas/`.
    ///
    /// ## วิธีแก้ใน Excel
    /// เขียน schema ที่ระบุชื่อ ชนิด คีย์ และเงื่อนไขของฟิลด์ไว้ใน `schemas/`
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
        let help = say!(th: "เขียน {file}", en: "write {file}");
        sink.report_in(file, Finding::of(name, message, help));
    }
}
