use std::collections::BTreeSet;

use crate::model::diagnostic::Severity;
use crate::model::dictionary::{Dictionary, Entry};
use crate::model::language::{Message, say};
use crate::model::reference;
use crate::model::schema::{Field, Schema};
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
    /// Open the dictionary's CSV file and bring names, order, types, keys and allowed values to what the schema says, or the reverse.
    /// A list of allowed values is written `code = meaning; code = meaning`, or `list: provinces` for a list of `dictionaries/shared`.
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ CSV ของพจนานุกรม แล้วแก้ชื่อ ลำดับ ชนิด คีย์ และค่าที่เป็นไปได้ให้ตรงกับ schema หรือแก้ schema
    /// ค่าที่เป็นไปได้เขียนว่า `รหัส = ความหมาย; รหัส = ความหมาย` หรือ `รายการ: provinces` เมื่อใช้รายการใน `dictionaries/shared`
    ///
    /// ## Flagged
    /// A dictionary that calls a field `number` and a schema that calls it `integer`; a key in one of them only; codes that only one
    /// of them lists; `list: province`, which is no list; fields in another order.
    ///
    /// ## Clean
    /// The same fields in the same order, with the same types, required marks, keys and codes in both.
    "dictionary-disagrees", Error, Dataset(check), None, None, Constant,
    th: "พจนานุกรมข้อมูลไม่ตรงกับ schema", en: "Dictionary and schema do not agree"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for resource in dataset.resources {
        let Some(dictionary) = &resource.dictionary else {
            continue;
        };
        let file = &resource.dictionary_file;
        for (name, message) in unknown_lists(dictionary) {
            sink.report_in(file, finding(file, name, message));
        }
        let Some(schema) = &resource.schema else {
            continue;
        };
        for (name, message) in disagreements(schema, dictionary) {
            sink.report_in(file, finding(file, name, message));
        }
        // Nobody is misled by the order alone.
        if let Some((name, message)) = order(schema, dictionary) {
            let found = finding(file, name, message).weaker(Severity::Warning, 1.0);
            sink.report_in(file, found);
        }
    }
}

fn finding(file: &str, name: &str, message: Message) -> Finding {
    let help = say!(th: "แก้ {name} ใน {file} หรือใน schema", en: "correct {name} in {file} or in the schema");
    Finding::of(name, message, help)
}

/// What differs, with the field's name.
fn disagreements<'a>(schema: &'a Schema, dictionary: &'a Dictionary) -> Vec<(&'a str, Message)> {
    let mut found = Vec::new();
    // A dictionary that marks no key says nothing of keys.
    let marks_keys = dictionary.fields.iter().any(|entry| !entry.key.is_empty());
    for field in &schema.fields {
        let name = field.name.as_str();
        let Some(entry) = dictionary.entry(name) else {
            found.push((
                name,
                say!(th: "พจนานุกรมไม่มีฟิลด์ {name}", en: "the dictionary does not describe {name}"),
            ));
            continue;
        };
        let is_key = schema.primary_key.iter().any(|key| key == name);
        let mut add = |message: Option<Message>| {
            found.extend(message.map(|message| (name, message)));
        };
        add(types(field, entry));
        add(required(field, entry, is_key));
        add(key(name, entry, is_key, marks_keys));
        for message in codes(field, entry) {
            add(Some(message));
        }
    }
    for entry in &dictionary.fields {
        let name = entry.name.as_str();
        if schema.field(name).is_none() {
            found.push((
                name,
                say!(th: "พจนานุกรมมีฟิลด์ {name} ที่ไม่มีใน schema", en: "the dictionary describes {name}, which the schema lacks"),
            ));
        }
    }
    found
}

fn types(field: &Field, entry: &Entry) -> Option<Message> {
    let (said, is, name) = (entry.kind.as_str(), field.kind.as_str(), &field.name);
    (!said.is_empty() && said != is).then(|| {
        say!(
            th: "{name} เป็นชนิด {said} ในพจนานุกรม แต่เป็น {is} ใน schema",
            en: "{name} is {said} in the dictionary and {is} in the schema"
        )
    })
}

fn required(field: &Field, entry: &Entry, is_key: bool) -> Option<Message> {
    let (name, required) = (&field.name, field.constraints.required || is_key);
    (!entry.required.is_empty() && (entry.required == "yes") != required).then(|| {
        say!(
            th: "{name} จำเป็นต้องมีหรือไม่ ไม่ตรงกันระหว่างพจนานุกรมกับ schema",
            en: "whether {name} is required differs between dictionary and schema"
        )
    })
}

fn key(name: &str, entry: &Entry, is_key: bool, marks_keys: bool) -> Option<Message> {
    match (entry.key == "yes", is_key) {
        (true, false) => Some(say!(
            th: "พจนานุกรมระบุว่า {name} เป็นคีย์ แต่ primaryKey ใน schema ไม่มี {name}",
            en: "{name} is a key in the dictionary and not in the primaryKey of the schema"
        )),
        (false, true) if marks_keys => Some(say!(
            th: "{name} อยู่ใน primaryKey ของ schema แต่พจนานุกรมไม่ได้ระบุว่าเป็นคีย์",
            en: "{name} is in the primaryKey of the schema and no key in the dictionary"
        )),
        _ => None,
    }
}

/// Codes that only one of the two lists.
fn codes(field: &Field, entry: &Entry) -> Vec<Message> {
    let name = &field.name;
    let listed: Vec<String> = field
        .constraints
        .allowed
        .iter()
        .map(|code| {
            code.as_str()
                .map_or_else(|| code.to_string(), str::to_owned)
        })
        .collect();
    if let Some(list) = entry.list().and_then(reference::list) {
        let list_name = list.name;
        let held: BTreeSet<String> = list.values();
        let outside = listed.iter().filter(|code| !held.contains(*code));
        return outside
            .map(|code| {
                say!(
                    th: "รหัส \"{code}\" ของ {name} ใน schema ไม่อยู่ในรายการ {list_name} ที่พจนานุกรมอ้างถึง",
                    en: "code \"{code}\" of {name} in the schema is not in the list {list_name} that the dictionary names"
                )
            })
            .collect();
    }
    let explained = entry.codes();
    if explained.is_empty() {
        return Vec::new();
    }
    let silent = listed
        .iter()
        .filter(|code| !explained.iter().any(|(known, _)| known == code));
    let mut found: Vec<Message> = silent
        .map(|code| {
            say!(
                th: "รหัส \"{code}\" ของ {name} ไม่มีคำอธิบายในพจนานุกรม",
                en: "code \"{code}\" of {name} is not explained in the dictionary"
            )
        })
        .collect();
    // Without a list in the schema the dictionary may know more than the schema enforces.
    let refused = explained
        .iter()
        .filter(|(code, _)| !listed.is_empty() && !listed.iter().any(|known| known == code));
    found.extend(refused.map(|(code, _)| {
        say!(
            th: "พจนานุกรมอธิบายรหัส \"{code}\" ของ {name} ซึ่ง schema ไม่ยอมรับ",
            en: "the dictionary explains code \"{code}\" of {name}, which the schema does not allow"
        )
    }));
    found
}

/// The first field that stands at another place than in the schema, where both have the same fields.
fn order<'a>(schema: &'a Schema, dictionary: &'a Dictionary) -> Option<(&'a str, Message)> {
    if schema.fields.len() != dictionary.fields.len() {
        return None;
    }
    let same = |entry: &Entry| schema.field(&entry.name).is_some();
    let mut pairs = schema.fields.iter().zip(&dictionary.fields);
    let (due, entry) = pairs.find(|(field, entry)| field.name != entry.name)?;
    let (name, due) = (entry.name.as_str(), &due.name);
    dictionary.fields.iter().all(same).then(|| {
        (
            name,
            say!(
                th: "ลำดับฟิลด์ในพจนานุกรมไม่ตรงกับ schema: พบ {name} ในที่ของ {due}",
                en: "the order of fields differs from the schema's: {name} stands where {due} is due"
            ),
        )
    })
}

/// Fields whose values are said to be in a list that there is not.
fn unknown_lists(dictionary: &Dictionary) -> impl Iterator<Item = (&str, Message)> {
    let named = dictionary
        .fields
        .iter()
        .filter_map(|entry| Some((entry.name.as_str(), entry.list()?)));
    let unknown = named.filter(|(_, list)| reference::list(list).is_none());
    unknown.map(|(name, list)| {
        let known: Vec<&str> = reference::LISTS.iter().map(|list| list.name).collect();
        let known = known.join(", ");
        let message = say!(
            th: "{name} อ้างถึงรายการ \"{list}\" ซึ่งไม่มีใน dictionaries/shared ใช้ได้: {known}",
            en: "{name} names the list \"{list}\", which is not in dictionaries/shared; there are {known}"
        );
        (name, message)
    })
}

#[cfg(test)]
mod tests {
    use super::{disagreements, order, unknown_lists};
    use crate::model::dictionary::{Dictionary, Entry};
    use crate::model::schema::{Field, FieldType, Schema};

    fn schema() -> Schema {
        let field = |name: &str, kind: FieldType, codes: &[&str]| {
            let mut field = Field {
                name: name.to_owned(),
                kind,
                ..Field::default()
            };
            field.constraints.allowed = codes.iter().map(|code| (*code).into()).collect();
            field
        };
        Schema {
            fields: vec![
                field("province", FieldType::String, &[]),
                field("sex", FieldType::String, &["1", "2"]),
                field("cases", FieldType::Integer, &[]),
            ],
            primary_key: vec!["province".to_owned(), "sex".to_owned()],
            ..Schema::default()
        }
    }

    fn dictionary(change: impl FnOnce(&mut Vec<Entry>)) -> Dictionary {
        let entry = |name: &str, kind: &str, key: &str, allowed: &str| Entry {
            name: name.to_owned(),
            kind: kind.to_owned(),
            key: key.to_owned(),
            allowed: allowed.to_owned(),
            ..Entry::default()
        };
        let mut fields = vec![
            entry("province", "string", "yes", "list: provinces"),
            entry("sex", "string", "yes", "1 = ชาย; 2 = หญิง"),
            entry("cases", "integer", "", ""),
        ];
        change(&mut fields);
        Dictionary { fields }
    }

    #[test]
    fn each_disagreement_is_told_once_and_agreement_is_silent() {
        type Change = fn(&mut Vec<Entry>);
        let cases: [(&str, Change); 6] = [
            ("cases is number in the dictionary", |it| {
                it[2].kind = "number".to_owned();
            }),
            ("whether cases is required", |it| {
                it[2].required = "yes".to_owned();
            }),
            ("cases is a key in the dictionary", |it| {
                it[2].key = "yes".to_owned();
            }),
            ("sex is in the primaryKey", |it| it[1].key = "no".to_owned()),
            ("code \"2\" of sex is not explained", |it| {
                it[1].allowed = "1 = ชาย".to_owned();
            }),
            ("explains code \"9\" of sex", |it| {
                it[1].allowed.push_str("; 9 = ไม่ทราบ");
            }),
        ];
        assert!(disagreements(&schema(), &dictionary(|_| {})).is_empty());
        for (message, change) in cases {
            let (schema, dictionary) = (schema(), dictionary(change));
            let found = disagreements(&schema, &dictionary);
            assert_eq!(found.len(), 1, "{message}: {found:?}");
            assert!(found[0].1.en.contains(message), "{message}: {found:?}");
        }
    }

    #[test]
    fn another_order_is_told_by_the_first_field_that_moved() {
        let (schema, swapped) = (schema(), dictionary(|it| it.swap(1, 2)));
        assert!(disagreements(&schema, &swapped).is_empty());
        let (name, message) = order(&schema, &swapped).unwrap();
        assert_eq!(name, "cases");
        assert!(message.en.contains("cases stands where sex is due"));
        assert!(order(&schema, &dictionary(|_| {})).is_none());
    }

    #[test]
    fn a_list_that_there_is_not_is_told() {
        let right = dictionary(|_| {});
        assert_eq!(unknown_lists(&right).count(), 0);
        let wrong = dictionary(|it| it[0].allowed = "รายการ: province".to_owned());
        let found: Vec<_> = unknown_lists(&wrong).collect();
        assert!(
            found.len() == 1 && found[0].1.en.contains("\"province\""),
            "{found:?}"
        );
    }
}
