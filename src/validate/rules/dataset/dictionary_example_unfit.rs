use std::collections::BTreeSet;

use crate::model::dictionary::Entry;
use crate::model::grammar::number;
use crate::model::language::{Message, say};
use crate::model::moment::Moment;
use crate::model::number::Number;
use crate::model::reference;
use crate::model::schema::{Field, FieldType};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DatasetView;

rule! {
    /// The dictionary's example is no value of its field
    ///
    /// ## Why it matters
    /// Who writes a program looks at the example first. One that is not of the field's type, or not among its codes, makes a program
    /// that fails on the real values.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้เขียนโปรแกรมดูตัวอย่างก่อนสิ่งอื่น ตัวอย่างที่ไม่ตรงชนิดข้อมูลหรือไม่อยู่ในรายการรหัส ทำให้เขียนโปรแกรมที่ใช้กับข้อมูลจริงไม่ได้
    ///
    /// ## How to fix in Excel
    /// Open the dictionary's CSV file and put a value into the column `example` as it stands in the published table: a day as
    /// 2024-01-31, a number without separators, a code of the list.
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ CSV ของพจนานุกรม แล้วใส่ค่าในคอลัมน์ `example` ตามที่อยู่ในตารางที่เผยแพร่ เช่น วันที่เป็น 2024-01-31
    /// ตัวเลขไม่มีจุลภาค และรหัสที่อยู่ในรายการ
    ///
    /// ## Flagged
    /// The example `1 ต.ค. 2566` of a field of type `date`; the example `3` of a field with the codes 1 and 2.
    ///
    /// ## Clean
    /// The example `2023-10-01` of a field of type `date`; the example `1` of a field with the codes 1 and 2.
    "dictionary-example-unfit", Warning, Dataset(check), None, None, Constant,
    th: "ตัวอย่างในพจนานุกรมไม่ใช่ค่าของฟิลด์นั้น", en: "The dictionary's example is no value of its field"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for resource in dataset.resources {
        let entries = resource.dictionary.iter().flat_map(|it| &it.fields);
        for entry in entries {
            let field = resource
                .schema
                .as_ref()
                .and_then(|it| it.field(&entry.name));
            let Some(message) = misfit(entry, field) else {
                continue;
            };
            let (name, file) = (&entry.name, &resource.dictionary_file);
            let help = say!(
                th: "แก้คอลัมน์ example ของ {name} ใน {file}",
                en: "correct the column example of {name} in {file}"
            );
            sink.report_in(file, Finding::of(name, message, help));
        }
    }
}

/// Why an example cannot be a value of its field. Of several examples one that fits is enough.
fn misfit(entry: &Entry, field: Option<&Field>) -> Option<Message> {
    let (name, example) = (&entry.name, entry.example.trim());
    if example.is_empty() {
        return None;
    }
    let parts = || {
        let several = example.split([';', ',', '\n']).map(str::trim);
        std::iter::once(example).chain(several)
    };
    let shown = shorten(example);
    if let Some(kind) = field.map(|field| field.kind)
        && !parts().any(|part| is_of(kind, part))
    {
        let kind = kind.as_str();
        return Some(say!(
            th: "ตัวอย่าง \"{shown}\" ของ {name} ไม่ใช่ชนิด {kind}",
            en: "the example \"{shown}\" of {name} is not of type {kind}"
        ));
    }
    let allowed = allowed(entry, field)?;
    (!parts().any(|part| allowed.contains(part))).then(|| {
        say!(
            th: "ตัวอย่าง \"{shown}\" ของ {name} ไม่อยู่ในค่าที่เป็นไปได้",
            en: "the example \"{shown}\" of {name} is not among its allowed values"
        )
    })
}

/// The values that may stand in a field, where schema or dictionary list them.
fn allowed(entry: &Entry, field: Option<&Field>) -> Option<BTreeSet<String>> {
    if let Some(field) = field.filter(|field| !field.constraints.allowed.is_empty()) {
        let codes = field.constraints.allowed.iter();
        let plain = codes.map(|code| {
            code.as_str()
                .map_or_else(|| code.to_string(), str::to_owned)
        });
        return Some(plain.collect());
    }
    if let Some(list) = entry.list() {
        return Some(reference::list(list)?.values());
    }
    // "0 = no report" explains one number among many, not all that may stand there.
    let words = field.is_none_or(|field| field.kind == FieldType::String);
    (words && entry.explains_codes() && entry.codes().len() > 1).then(|| {
        let codes = entry.codes().into_iter().chain(entry.missing_codes());
        codes.map(|(code, _)| code.to_owned()).collect()
    })
}

/// Whether a text can be a value of a type. Thousands separators are let pass: the number is plain.
fn is_of(kind: FieldType, text: &str) -> bool {
    let plain = || Number::parse(text.as_bytes()).is_some() || number::parse(text).is_some();
    match kind {
        FieldType::String | FieldType::Boolean => true,
        FieldType::Number => plain(),
        FieldType::Integer => {
            plain() && Number::parse(text.as_bytes()).is_none_or(Number::is_written_whole)
        }
        FieldType::Year => text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()),
        FieldType::Date => matches!(Moment::from_iso(text), Some(Moment::Date(_))),
        FieldType::Datetime => matches!(Moment::from_iso(text), Some(Moment::DateTime(..))),
        FieldType::Time => matches!(Moment::from_iso(text), Some(Moment::Time(_))),
    }
}

#[cfg(test)]
mod tests {
    use super::misfit;
    use crate::model::dictionary::Entry;
    use crate::model::schema::{Field, FieldType};

    #[test]
    fn an_example_is_of_the_type_and_among_the_codes() {
        use FieldType::{Date, Integer, Number, String, Year};

        let said = |kind: FieldType, example: &str, allowed: &str| {
            let field = Field {
                kind,
                ..Field::default()
            };
            let entry = Entry {
                example: example.to_owned(),
                allowed: allowed.to_owned(),
                ..Entry::default()
            };
            misfit(&entry, Some(&field)).is_some()
        };
        for (kind, example, allowed) in [
            (Date, "1 ต.ค. 2566", ""),
            (Integer, "0.5", ""),
            (Number, "ไม่มี", ""),
            (Year, "67", ""),
            (String, "3", "1 = ชาย; 2 = หญิง"),
            (String, "เชียงไหม่", "list: provinces"),
        ] {
            assert!(said(kind, example, allowed), "{example}");
        }
        for (kind, example, allowed) in [
            (Date, "2023-10-01", ""),
            (Date, "2023-10-01, 2023-11-01", ""),
            (Integer, "1,234", ""),
            (Number, "0.20", ""),
            (Year, "2567", ""),
            (String, "บทความ, วิดีโอ", ""),
            (String, "1", "1 = ชาย; 2 = หญิง"),
            (Integer, "15", "0 = ไม่มีรายงาน; 99 = ไม่ทราบ"),
            (String, "เชียงใหม่", "รายการ: provinces"),
            (String, "50", "list: provinces"),
            (String, "x", "list: unknown"),
            (String, "", "1 = ชาย; 2 = หญิง"),
        ] {
            assert!(!said(kind, example, allowed), "{example}");
        }
    }
}
