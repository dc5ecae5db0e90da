//! What keeps a file that is proper JSON from being what it must be, said with its place: field and line, table and step.

use serde::Deserialize as _;
use serde_json::Value;

use crate::describe::Error;
use crate::describe::form::nearness::nearest;
use crate::describe::profile::{self, Profile, Violation};
use crate::model::language::{Message, say};
use crate::model::schema::{Field, FieldType};

/// The error of a file that is proper JSON.
pub(super) fn unfit(file: &str, what: Message, mend: Message) -> Error {
    Error::Unfit {
        file: file.to_owned(),
        what: Box::new(what),
        mend: Box::new(mend),
    }
}

/// What to do about a file that breaks its profile.
pub(super) fn by_profile(profile: &str) -> Message {
    say!(
        th: "แก้รายการนั้นให้ตรงตาม schemas/profiles/{profile}",
        en: "correct that item; schemas/profiles/{profile} says what may stand there"
    )
}

/// A member of JSON that has another shape than it must, in the words of the program's reader.
pub(super) fn other_shape(why: &str) -> Message {
    say!(
        th: "โครงสร้างไม่ตรงตามที่กำหนด ({why})",
        en: "another shape than it must have: {why}"
    )
}

/// What is wrong with a schema that cannot be read, with the field and the line.
pub(super) fn of_schema(schema: &Value, error: &serde_json::Error) -> Message {
    let line = error.line();
    // The reader tells its place in the text beside what is wrong.
    let said = error.to_string();
    let why = said.split(" at line ").next().unwrap_or_default();
    let broken = |field: &&Value| serde_json::from_value::<Field>((*field).clone()).is_err();
    let fields = schema.get("fields").and_then(Value::as_array);
    let Some(field) = fields.into_iter().flatten().find(broken) else {
        return say!(
            th: "บรรทัดที่ {line}: โครงสร้างไม่ตรงตามที่กำหนด ({why})",
            en: "line {line}: {why}"
        );
    };
    let name = field.get("name").and_then(Value::as_str).unwrap_or("");
    let kind = field.get("type").cloned().unwrap_or_default();
    if let (Some(text), Err(_)) = (kind.as_str(), FieldType::deserialize(&kind)) {
        return say!(
            th: "บรรทัดที่ {line} ฟิลด์ \"{name}\": ไม่รู้จักชนิด (type) \"{text}\"",
            en: "line {line}, field \"{name}\": the type \"{text}\" is not known"
        );
    }
    say!(
        th: "บรรทัดที่ {line} ฟิลด์ \"{name}\": โครงสร้างไม่ตรงตามที่กำหนด ({why})",
        en: "line {line}, field \"{name}\": {why}"
    )
}

/// A name that two fields of a schema have.
pub(super) fn twice(text: &str, name: &str) -> Message {
    match lines_of_name(text, name).as_slice() {
        [first, second, ..] => say!(
            th: "ฟิลด์ชื่อ \"{name}\" อยู่ทั้งในบรรทัดที่ {first} และ {second} ชื่อต้องไม่ซ้ำกัน",
            en: "two fields are called \"{name}\", in lines {first} and {second}; names must differ"
        ),
        _ => say!(
            th: "มีสองฟิลด์ชื่อ \"{name}\" ชื่อต้องไม่ซ้ำกัน",
            en: "two fields are called \"{name}\"; names must differ"
        ),
    }
}

/// The lines, from 1, where a member `name` has a value. Empty where key and value stand on lines of their own.
fn lines_of_name(text: &str, name: &str) -> Vec<usize> {
    let bare = |text: &str| -> String { text.split_whitespace().collect() };
    let wanted = bare(&format!("\"name\":{}", Value::from(name)));
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| bare(line).contains(&wanted))
        .map(|(number, _)| number)
        .collect()
}

/// What is wrong with a plan, and what to do. A step is named by table and number, counted as everywhere from 1 over `steps`,
/// those of `and`, and `then`.
pub(super) fn of_plan(plan: &Value, violation: &Violation) -> (Message, Message) {
    let Some(step) = Step::of(plan, &violation.path) else {
        return (violation.message.clone(), by_profile("plan.json"));
    };
    let (resource, number, name) = (step.resource, step.number, step.name);
    if name.is_empty() {
        let Message { th, en } = step.shortened(&violation.path, &violation.message);
        let what = say!(
            th: "{resource} ขั้นตอนที่ {number}: {th}",
            en: "{resource}, step {number}: {en}"
        );
        return (what, by_profile("plan.json"));
    }
    let (what, mend) = match step.inside.as_str() {
        "step" => no_such_step(name),
        inside if violation.unknown => (no_such_parameter(name, inside), explained(name)),
        _ => (
            step.shortened(&violation.path, &violation.message),
            explained(name),
        ),
    };
    let Message { th, en } = what;
    let what = say!(
        th: "{resource} ขั้นตอนที่ {number} ({name}): {th}",
        en: "{resource}, step {number} ({name}): {en}"
    );
    (what, mend)
}

/// Where to read about a step's parameters.
fn explained(step: &str) -> Message {
    say!(
        th: "แก้ขั้นตอนนี้ใน tidy.json; sheetpress explain {step} บอกพารามิเตอร์ที่ใช้ได้",
        en: "correct the step in tidy.json; sheetpress explain {step} says what it takes"
    )
}

/// What is said of a step that does not exist, and what to do.
fn no_such_step(name: &str) -> (Message, Message) {
    let plan = profile::json(Profile::Plan).unwrap_or_default();
    let names = plan.pointer("/$defs/call/properties/step/enum");
    let names = texts(names.and_then(Value::as_array).into_iter().flatten());
    let what = say!(th: "ไม่มีขั้นตอนชื่อนี้", en: "there is no such step");
    if let Some(near) = nearest(name, &names) {
        let mend = say!(
            th: "น่าจะหมายถึง {near} แก้ชื่อใน tidy.json; sheetpress explain {near} บอกว่าขั้นตอนนี้ทำอะไร",
            en: "{near} is probably meant: correct the name in tidy.json; sheetpress explain {near} says what that step does"
        );
        return (what, mend);
    }
    let all = names.join(", ");
    let mend = say!(th: "แก้ชื่อใน tidy.json ขั้นตอนที่มีคือ {all}", en: "correct the name in tidy.json; the steps are {all}");
    (what, mend)
}

/// What is said of a parameter that a step does not take.
fn no_such_parameter(step: &str, name: &str) -> Message {
    let plan = profile::json(Profile::Plan).unwrap_or_default();
    let rules = plan.pointer("/$defs/call/allOf").and_then(Value::as_array);
    let mut rules = rules.into_iter().flatten();
    let own = rules.find(|rule| rule["if"]["properties"]["step"]["const"] == step);
    let known = own.and_then(|rule| rule["then"]["properties"].as_object());
    let known: Vec<String> = known
        .into_iter()
        .flat_map(|known| known.keys().cloned())
        .filter(|known| known != "step" && known != "review")
        .collect();
    match nearest(name, &known) {
        Some(near) => say!(
            th: "ไม่รู้จักพารามิเตอร์ \"{name}\" น่าจะหมายถึง \"{near}\"",
            en: "parameter \"{name}\" is not known; \"{near}\" is probably meant"
        ),
        None => say!(
            th: "ไม่รู้จักพารามิเตอร์ \"{name}\"",
            en: "parameter \"{name}\" is not known"
        ),
    }
}

fn texts<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<String> {
    values
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// A step of a plan that a path leads to.
struct Step<'a> {
    resource: &'a str,
    /// From 1.
    number: usize,
    /// Its name; empty where it has none.
    name: &'a str,
    /// The rest of the path: `columns.0`; empty for the step itself.
    inside: String,
}

impl<'a> Step<'a> {
    /// The step that a dotted path of a plan leads into: `resources.visits.and.0.steps.2.column`.
    fn of(plan: &'a Value, path: &'a str) -> Option<Self> {
        let parts: Vec<&str> = path.split('.').collect();
        let ["resources", resource, rest @ ..] = parts.as_slice() else {
            return None;
        };
        let resource = *resource;
        let table = plan.get("resources")?.get(resource)?;
        let listed = |list: Option<&'a Value>| list.and_then(Value::as_array);
        let count = |list: Option<&'a Value>| listed(list).map_or(0, Vec::len);
        let first = count(table.get("steps"));
        let further = listed(table.get("and")).map_or(&[][..], Vec::as_slice);
        let before = |parts: usize| -> usize {
            let counts = further.iter().take(parts);
            first + counts.map(|part| count(part.get("steps"))).sum::<usize>()
        };
        let (list, skipped, at, inside) = match rest {
            ["steps", at, inside @ ..] => (table.get("steps"), 0, at, inside),
            ["and", part, "steps", at, inside @ ..] => {
                let part: usize = part.parse().ok()?;
                (further.get(part)?.get("steps"), before(part), at, inside)
            }
            ["then", at, inside @ ..] => (table.get("then"), before(further.len()), at, inside),
            _ => return None,
        };
        let at: usize = at.parse().ok()?;
        let call = listed(list)?.get(at)?;
        Some(Self {
            resource,
            number: skipped + at + 1,
            name: call.get("step").and_then(Value::as_str).unwrap_or_default(),
            inside: inside.join("."),
        })
    }

    /// A message about a part of the step, with the part's name instead of the whole path, and once.
    fn shortened(&self, path: &str, message: &Message) -> Message {
        let base = path.strip_suffix(self.inside.as_str());
        let Some(base) = base.filter(|_| !self.inside.is_empty()) else {
            return message.clone();
        };
        let short = |text: &str| {
            let text = text.replace(base, "");
            let part = &self.inside;
            text.replace(&format!("\"{part}\" ({part})"), &format!("\"{part}\""))
        };
        Message {
            th: short(&message.th),
            en: short(&message.en),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::describe::{self, Error};

    fn told(error: &Error) -> [String; 3] {
        let message = error.message();
        [message.en, message.th, error.help().en]
    }

    fn plan(step: &Value) -> [String; 3] {
        let expects = json!({ "sheet": "a", "header": "A1:B1", "labels": ["a", "b"] });
        let steps = json!([{ "step": "drop-blanks" }, { "step": "drop-blanks" }]);
        let plan = json!({ "plan": 1, "resources": { "visits": {
            "expects": expects,
            "steps": steps,
            "and": [{ "expects": expects, "steps": [step] }],
        } } });
        told(&describe::plan(&plan.to_string(), "tidy.json").unwrap_err())
    }

    #[test]
    fn a_step_of_a_plan_is_named_by_table_and_number() {
        let [en, th, help] = plan(&json!({ "step": "drop-blank" }));
        assert_eq!(
            en,
            "tidy.json: visits, step 3 (drop-blank): there is no such step"
        );
        assert!(th.contains("visits ขั้นตอนที่ 3 (drop-blank)"), "{th}");
        assert!(help.contains("drop-blanks is probably meant"), "{help}");
        let [en, _, help] = plan(&json!({ "step": "rename", "column": { "A": "a" } }));
        assert!(
            en.contains("step 3 (rename): parameter \"column\" is not known; \"columns\""),
            "{en}"
        );
        assert!(help.contains("sheetpress explain rename"), "{help}");
        let [en, th, _] = plan(&json!({ "step": "rename", "columns": 5 }));
        for said in [&en, &th] {
            assert!(
                said.contains("\"columns\"") && !said.contains("resources."),
                "{said}"
            );
        }
    }

    #[test]
    fn a_fault_of_a_schema_is_named_by_field_and_line() {
        let schema = |kind: &str, second: &str| {
            format!(
                "{{ \"fields\": [\n{{ \"name\": \"a\", \"type\": \"string\" }},\n{{ \"name\": \"{second}\",\n\"type\": \"{kind}\" }}\n] }}"
            )
        };
        let fault = |text: &str| told(&describe::schema(text, "a.json").unwrap_err());
        let [en, th, help] = fault(&schema("money", "b"));
        assert_eq!(
            en,
            "a.json: line 4, field \"b\": the type \"money\" is not known"
        );
        assert!(th.contains("บรรทัดที่ 4 ฟิลด์ \"b\""), "{th}");
        assert!(help.contains("integer"), "{help}");
        let [en, ..] = fault(&schema("string", "a"));
        assert!(en.contains("called \"a\", in lines 2 and 3"), "{en}");
    }
}
