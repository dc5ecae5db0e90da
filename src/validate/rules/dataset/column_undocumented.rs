use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DatasetView;

rule! {
    /// A column has no label or description in the dictionary
    ///
    /// ## Why it matters
    /// KPI 2.5 level 2 asks for a data dictionary (form 2); a name alone tells nobody what was counted.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ตัวชี้วัด 2.5 ระดับ 2 กำหนดให้มีพจนานุกรมข้อมูล (แบบฟอร์มที่ 2) ชื่อคอลัมน์อย่างเดียวไม่บอกว่านับอะไร
    ///
    /// ## How to fix in Excel
    /// Fill the columns `label_th` and description of the dictionary's CSV file. Where the plan was changed and the file is about
    /// columns that are no more, delete it and run `sheetpress init` on the workbook again: it drafts what is missing.
    ///
    /// ## วิธีแก้ใน Excel
    /// กรอกคอลัมน์ `label_th` และ description ในไฟล์ CSV ของพจนานุกรม ถ้าเปลี่ยนแผนแล้วไฟล์กล่าวถึงคอลัมน์ที่ไม่มีแล้ว ให้ลบไฟล์นั้นแล้วสั่ง
    /// `sheetpress init` กับไฟล์ต้นฉบับอีกครั้ง โปรแกรมจะร่างไฟล์ที่ขาดให้
    ///
    /// ## Flagged
    /// An entry whose description is empty, or a resource without a dictionary.
    ///
    /// ## Clean
    /// A Thai label and a description for every field.
    "column-undocumented", Warning, Dataset(check), None, None, Constant,
    th: "คอลัมน์ไม่มีคำอธิบายในพจนานุกรมข้อมูล", en: "A column has no label or description in the dictionary"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for resource in dataset.resources {
        let Some(dictionary) = &resource.dictionary else {
            let name = &resource.name;
            let message =
                say!(th: "ทรัพยากร {name} ไม่มีพจนานุกรมข้อมูล", en: "resource {name} has no dictionary");
            let help = say!(th: "สร้างไฟล์ {file} หรือสั่ง sheetpress init กับไฟล์ต้นฉบับอีกครั้ง โปรแกรมจะร่างไฟล์ที่ขาดให้", en: "write {file}, or run sheetpress init on the workbook again: it drafts what is missing", file = resource.dictionary_file);
            sink.report_in(&resource.dictionary_file, Finding::of(name, message, help));
            continue;
        };
        for entry in &dictionary.fields {
            let (th, en) = match (entry.label_th.is_empty(), entry.description.is_empty()) {
                (false, false) => continue,
                (true, false) => ("ป้ายกำกับ", "label"),
                (false, true) => ("คำอธิบาย", "description"),
                (true, true) => ("ป้ายกำกับและคำอธิบาย", "label and description"),
            };
            let name = &entry.name;
            let message =
                say!(th: "{name} ไม่มี{th}ในพจนานุกรม", en: "{name} has no {en} in the dictionary");
            let help =
                say!(th: "กรอกใน {file}", en: "fill it in {file}", file = resource.dictionary_file);
            sink.report_in(&resource.dictionary_file, Finding::of(name, message, help));
        }
    }
}
