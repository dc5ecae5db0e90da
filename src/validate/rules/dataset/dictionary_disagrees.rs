use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DatasetView;

rule! {
    /// Dictionary and schema do not agree
    ///
    /// ## Why it matters
    /// People read the dictionary, machines the schema; if the two differ, one of them misleads.
    ///
    /// ## ทำไมจึงสำคัญ
    /// คนอ่านพจนานุกรมข้อมูล เครื่องอ่าน schema หากไม่ตรงกัน ฝ่ายใดฝ่ายหนึ่งจะเข้าใจผิด
    ///
    /// ## How to fix in Excel
    /// Open the dictionary's CSV file and bring names, types, keys and allowed values to what the schema says, or the reverse.
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ CSV ของพจนานุกรม แล้วแก้ชื่อ ชนิด คีย์ และค่าที่อนุญาตให้ตรงกับ schema หรือแก้ schema
    ///
    /// ## Flagged
    /// A dictionary that calls a field `number` and a schema that calls it `integer`.
    ///
    /// ## Clean
    /// The same fields, types and required marks in both.
    "dictionary-disagrees", Error, Dataset(check), None, None, Constant,
    th: "พจนานุกรมข้อมูลไม่ตรงกับ schema", en: "Dictionary and schema do not agree"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for resource in dataset.resources {
        let (Some(schema), Some(dictionary)) = (&resource.schema, &resource.dictionary) else {
            continue;
        };
        let mut say_of = |name: &str, th: String, en: String| {
            let help = say!(
                th: "แก้ {name} ใน {file} หรือใน schema", en: "correct {name} in {file} or in the schema",
                file = resource.dictionary_file
            );
            let message = crate::model::language::Message { th, en };
            sink.report_in(&resource.dictionary_file, Finding::of(name, message, help));
        };
        for field in &schema.fields {
            let name = &field.name;
            let Some(entry) = dictionary.entry(name) else {
                say_of(
                    name,
                    format!("พจนานุกรมไม่มีฟิลด์ {name}"),
                    format!("the dictionary does not describe {name}"),
                );
                continue;
            };
            let (said, is) = (entry.kind.as_str(), field.kind.as_str());
            if !said.is_empty() && said != is {
                say_of(
                    name,
                    format!("{name} เป็นชนิด {said} ในพจนานุกรม แต่เป็น {is} ใน schema"),
                    format!("{name} is {said} in the dictionary and {is} in the schema"),
                );
            }
            let required = field.constraints.required || schema.primary_key.contains(name);
            if !entry.required.is_empty() && (entry.required == "yes") != required {
                say_of(
                    name,
                    format!("{name} จำเป็นต้องมีหรือไม่ ไม่ตรงกันระหว่างพจนานุกรมกับ schema"),
                    format!("whether {name} is required differs between dictionary and schema"),
                );
            }
            let codes = entry.codes();
            for allowed in &field.constraints.allowed {
                let code = allowed
                    .as_str()
                    .map_or_else(|| allowed.to_string(), str::to_owned);
                if !codes.is_empty() && !codes.iter().any(|(known, _)| *known == code) {
                    say_of(
                        name,
                        format!("รหัส \"{code}\" ของ {name} ไม่มีคำอธิบายในพจนานุกรม"),
                        format!("code \"{code}\" of {name} is not explained in the dictionary"),
                    );
                }
            }
        }
        for entry in &dictionary.fields {
            let name = &entry.name;
            if schema.field(name).is_none() {
                say_of(
                    name,
                    format!("พจนานุกรมมีฟิลด์ {name} ที่ไม่มีใน schema"),
                    format!("the dictionary describes {name}, which the schema lacks"),
                );
            }
        }
    }
}
