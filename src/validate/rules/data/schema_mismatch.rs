use crate::model::grammar::period;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DataView;

rule! {
    /// Columns and schema do not agree
    ///
    /// ## Why it matters
    /// A field without a column, or a column without a field, means that one of the two is out of date.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ฟิลด์ที่ไม่มีคอลัมน์ หรือคอลัมน์ที่ไม่มีฟิลด์ แปลว่าฝ่ายใดฝ่ายหนึ่งล้าสมัย
    ///
    /// ## How to fix in Excel
    /// Bring the columns (by the step `rename` of the plan) and the fields of the schema to the same names and order.
    ///
    /// ## วิธีแก้ใน Excel
    /// ทำให้ชื่อและลำดับของคอลัมน์ (ขั้นตอน `rename` ในแผน) ตรงกับฟิลด์ใน schema
    ///
    /// ## Flagged
    /// A schema with the field `unit` for a table without such a column.
    ///
    /// ## Clean
    /// The same names in the same order.
    "schema-mismatch", Error, Data(check), None, None, Constant,
    th: "คอลัมน์ไม่ตรงกับ schema", en: "Columns and schema do not agree"
}

fn check(view: &DataView<'_>, sink: &mut Sink<'_>) {
    let help = say!(
        th: "แก้ขั้นตอน rename ใน tidy.json หรือแก้ฟิลด์ใน schema ให้ชื่อตรงกัน",
        en: "correct the step rename in tidy.json or the fields of the schema so that the names agree"
    );
    for field in &view.schema.fields {
        if view.table.column(&field.name).is_none() {
            let name = &field.name;
            let message = say!(th: "ไม่มีคอลัมน์สำหรับฟิลด์ {name}", en: "no column for the field {name} of the schema");
            sink.report(Finding::of(name, message, help.clone()));
        }
    }
    for (number, column) in view.table.columns.iter().enumerate() {
        let twin = view.table.columns[..number]
            .iter()
            .find(|other| other.name == column.name);
        if twin.is_some() {
            let name = &column.name;
            let message = say!(
                th: "สองคอลัมน์มีชื่อเดียวกันว่า {name}",
                en: "two columns are called {name}"
            );
            let cell = column
                .origin(view.table.rows.first().map_or(0, |(first, _)| *first))
                .cell;
            let finding = Finding::at(cell, message, help.clone());
            sink.report(finding.column(Some(name), &column.label));
        }
        if view.schema.field(&column.name).is_none() {
            let (name, label) = (&column.name, &column.label);
            let message = say!(
                th: "คอลัมน์ {name} (\"{label}\") ไม่มีในฟิลด์ของ schema",
                en: "column {name} (\"{label}\") is not among the fields of the schema"
            );
            let cell = column
                .origin(view.table.rows.first().map_or(0, |(first, _)| *first))
                .cell;
            // A period as the name of a column is one more column to melt, not a field of its own.
            let help = if period::parse(label).is_some() {
                say!(
                    th: "หากเป็นช่วงเวลาใหม่ของตารางที่ใช้ขั้นตอน melt ให้เพิ่มคอลัมน์นี้ใน columns ของ melt ใน tidy.json หากไม่ใช่ ให้แก้ rename หรือ schema",
                    en: "if it is a new period of a table that is melted, add its column to the columns of melt in tidy.json; else correct rename or the schema"
                )
            } else {
                help.clone()
            };
            sink.report(Finding::at(cell, message, help).column(Some(name), label));
        }
    }
}
