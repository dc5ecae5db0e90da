use crate::model::language::say;
use crate::model::schema::{FieldType, Schema};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DatasetView;

rule! {
    /// A schema promises nothing
    ///
    /// ## Why it matters
    /// A schema in which every field is text, nothing is required and no key is named passes any table, also a wrong one.
    ///
    /// ## ทำไมจึงสำคัญ
    /// schema ที่ทุกฟิลด์เป็นข้อความ ไม่มีฟิลด์บังคับ และไม่มีคีย์ จะยอมรับทุกตาราง รวมถึงตารางที่ผิด
    ///
    /// ## How to fix in Excel
    /// In the schema's file give numbers and dates their types, name the key (`primaryKey`), and mark what must not be empty
    /// (`"constraints": {"required": true}`).
    ///
    /// ## วิธีแก้ใน Excel
    /// แก้ไฟล์ schema โดยระบุชนิดของตัวเลขและวันที่ ระบุคีย์ (`primaryKey`) และระบุฟิลด์ที่ต้องมีค่า
    /// (`"constraints": {"required": true}`)
    ///
    /// ## Flagged
    /// A schema with the fields `code` and `name`, both of type `string`, without key and constraints.
    ///
    /// ## Clean
    /// The same schema with `"primaryKey": ["code"]`.
    "schema-too-loose", Info, Dataset(check), None, None, Constant,
    th: "schema ไม่ได้กำหนดอะไรเลย", en: "A schema promises nothing"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for resource in dataset.resources {
        let Some(schema) = resource.schema.as_ref().filter(|schema| is_loose(schema)) else {
            continue;
        };
        let (name, count) = (&resource.name, schema.fields.len());
        let message = say!(
            th: "schema ของ {name} ให้ทั้ง {count} ฟิลด์เป็นข้อความ ไม่มีคีย์และไม่มีเงื่อนไข",
            en: "the schema of {name} calls all {count} fields text and names no key and no constraint"
        );
        let file = &resource.schema_file;
        let help = say!(
            th: "ระบุชนิดข้อมูล คีย์ (primaryKey) และฟิลด์บังคับใน {file}",
            en: "state types, key (primaryKey) and required fields in {file}"
        );
        sink.report_in(file, Finding::of(name, message, help));
    }
}

/// A single column of words can hardly be promised more.
fn is_loose(schema: &Schema) -> bool {
    schema.fields.len() > 1
        && schema.primary_key.is_empty()
        && schema
            .fields
            .iter()
            .all(|field| field.kind == FieldType::String && field.constraints.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_loose;
    use crate::model::schema::{Constraints, Field, FieldType, Schema};

    #[test]
    fn a_type_a_key_or_a_constraint_is_a_promise() {
        let field = |name: &str| Field {
            name: name.to_owned(),
            ..Field::default()
        };
        let loose = Schema {
            fields: vec![field("code"), field("name")],
            ..Schema::default()
        };
        assert!(is_loose(&loose));
        let keyed = Schema {
            primary_key: vec!["code".to_owned()],
            ..loose.clone()
        };
        let mut typed = loose.clone();
        typed.fields[1].kind = FieldType::Date;
        let mut required = loose.clone();
        required.fields[0].constraints = Constraints {
            required: true,
            ..Constraints::default()
        };
        let single = Schema {
            fields: vec![field("name")],
            ..Schema::default()
        };
        for schema in [keyed, typed, required, single] {
            assert!(!is_loose(&schema));
        }
    }
}
