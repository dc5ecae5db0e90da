//! What breaks a profile, said so that an officer can mend it.

use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

use crate::describe::place::{Place, Schemas, listed};
use crate::describe::profile::Violation;
use crate::model::grammar::date;
use crate::model::language::{Message, say};

/// Longest quotation of a value, in characters as a reader counts them.
const QUOTE: usize = 60;

/// The violations that one error of the validator stands for: an error about unknown members names several.
pub(super) fn violations_of(
    error: &jsonschema::ValidationError<'_>,
    whole: &Value,
    schemas: &Schemas<'_>,
) -> Vec<Violation> {
    let base = dotted(error.instance_path().as_str());
    match error.kind() {
        Kind::Required { property } => {
            let place = schemas.place(&join(&base, property.as_str().unwrap_or_default()));
            vec![Violation {
                message: missing(&place, schemas),
                path: place.path,
                unknown: false,
            }]
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let around = schemas.place(&base);
            let named = unexpected.iter();
            named
                .map(|name| Violation {
                    path: join(&base, name),
                    message: unknown(&around, &join(&base, name), name),
                    unknown: true,
                })
                .collect()
        }
        kind => {
            let place = schemas.place(&base);
            vec![Violation {
                message: wrong(kind, error.instance(), &place, whole, schemas),
                path: base,
                unknown: false,
            }]
        }
    }
}

fn join(base: &str, name: &str) -> String {
    if base.is_empty() {
        name.to_owned()
    } else {
        format!("{base}.{name}")
    }
}

/// `/thai-gdc/objective/0` as `thai-gdc.objective.0`.
fn dotted(pointer: &str) -> String {
    pointer
        .trim_start_matches('/')
        .replace('/', ".")
        .replace("~1", "/")
        .replace("~0", "~")
}

fn missing(place: &Place<'_>, schemas: &Schemas<'_>) -> Message {
    let Place { path, th, en, .. } = place;
    if let Some(parent) = place.word("x-parent") {
        let parent = schemas.place(&place.beside(parent));
        let (parent_th, parent_en) = (&parent.th, &parent.en);
        return say!(
            th: "ขาดรายการ \"{th}\" ({path}) เพราะ \"{parent_th}\" เลือกอื่นๆ ไว้ กรอกว่าหมายถึงอะไร หรือเลือกค่าอื่นแทน",
            en: "\"{en}\" ({path}) is missing, because \"{parent_en}\" says other (อื่นๆ); write what is meant, or choose another value"
        );
    }
    let how = place.how();
    let (how_th, how_en) = (how.th, how.en);
    say!(th: "ขาดรายการ \"{th}\" ({path}) {how_th}", en: "\"{en}\" ({path}) is missing; {how_en}")
}

fn unknown(around: &Place<'_>, path: &str, name: &str) -> Message {
    // The national catalogue's title, description and tags are the descriptor's own.
    let elsewhere = around.part("x-elsewhere").and_then(|list| list.get(name));
    if let Some(place) = elsewhere
        .and_then(|field| field.get("x-stands-in"))
        .and_then(Value::as_str)
    {
        return say!(
            th: "{path} ไม่ได้เขียนไว้ใน thai-gdc ให้ย้ายไปที่ {place} ซึ่งอยู่นอก thai-gdc",
            en: "{path} does not stand in thai-gdc; move it to {place}, outside of thai-gdc"
        );
    }
    let members = around.part("properties").and_then(Value::as_object);
    let near = members.and_then(|members| {
        let mut known = members.keys();
        known.find(|known| squeezed(known) == squeezed(name))
    });
    match near {
        Some(near) => say!(
            th: "ไม่รู้จักรายการ {path} น่าจะหมายถึง {near} แก้ตัวสะกด",
            en: "{path} is not known; {near} is probably meant: correct its spelling"
        ),
        None => say!(
            th: "ไม่รู้จักรายการ {path} ตรวจตัวสะกด หรือลบออก (รายการที่รู้จักอยู่ใน schemas/profiles)",
            en: "{path} is not known; correct its spelling or delete it (schemas/profiles lists what is known)"
        ),
    }
}

/// Everything but missing and unknown members.
fn wrong(
    kind: &Kind,
    instance: &Value,
    place: &Place<'_>,
    whole: &Value,
    schemas: &Schemas<'_>,
) -> Message {
    let Place { path, th, en, .. } = place;
    let given = shown(instance);
    let how = place.how();
    let (how_th, how_en) = (how.th, how.en);
    match kind {
        Kind::Enum { options } => not_chosen(options, instance, place, whole, schemas),
        Kind::Type { .. } => of_another_type(instance, place),
        Kind::Pattern { .. } if given.trim().is_empty() && place.word("x-parent").is_some() => {
            missing(place, schemas)
        }
        Kind::Pattern { .. } => ill_formed(&given, place),
        Kind::MaxLength { limit: 0 } => superfluous(&given, place, schemas),
        Kind::MinLength { limit } => {
            say!(th: "\"{th}\" ({path}) เป็น \"{given}\" ซึ่งสั้นเกินไป ต้องยาวอย่างน้อย {limit} ตัวอักษร {how_th}", en: "\"{en}\" ({path}) is \"{given}\", which is too short: at least {limit} characters; {how_en}")
        }
        Kind::MaxLength { limit } => {
            say!(th: "\"{th}\" ({path}) เป็น \"{given}\" ซึ่งยาวเกิน {limit} ตัวอักษร เขียนให้สั้นลง", en: "\"{en}\" ({path}) is \"{given}\", which is longer than {limit} characters; shorten it")
        }
        Kind::MinItems { limit } => {
            say!(th: "\"{th}\" ({path}) ต้องมีอย่างน้อย {limit} ค่า {how_th}", en: "\"{en}\" ({path}) needs {limit} or more values; {how_en}")
        }
        Kind::MaxItems { limit } => {
            say!(th: "\"{th}\" ({path}) มีได้ไม่เกิน {limit} ค่า ลบค่าที่เกินออก", en: "\"{en}\" ({path}) may have {limit} values at the most; delete the others")
        }
        Kind::UniqueItems => {
            let twice = repeated(instance);
            say!(th: "\"{th}\" ({path}) มีค่าซ้ำ \"{twice}\" ลบค่าที่ซ้ำออก", en: "\"{en}\" ({path}) holds \"{twice}\" twice; delete one of them")
        }
        Kind::Minimum { limit } | Kind::ExclusiveMinimum { limit } => {
            say!(th: "\"{th}\" ({path}) เป็น {given} ต้องไม่น้อยกว่า {limit} แก้ตัวเลข", en: "\"{en}\" ({path}) is {given}, less than {limit}; correct the number")
        }
        Kind::Maximum { limit } | Kind::ExclusiveMaximum { limit } => {
            say!(th: "\"{th}\" ({path}) เป็น {given} ต้องไม่มากกว่า {limit} แก้ตัวเลข", en: "\"{en}\" ({path}) is {given}, more than {limit}; correct the number")
        }
        Kind::Constant { expected_value } => {
            let expected = shown(expected_value);
            say!(th: "\"{th}\" ({path}) เป็น \"{given}\" ต้องเป็น \"{expected}\" เท่านั้น", en: "\"{en}\" ({path}) is \"{given}\"; write \"{expected}\", nothing else is allowed")
        }
        Kind::Contains if path == "contributors" => say!(
            th: "ขาด \"องค์กร\" ({path} ที่มี roles: [\"publisher\"]) เพิ่มหน่วยงานที่เผยแพร่ชุดข้อมูล",
            en: "\"Organisation\" is missing (a contributor with roles: [\"publisher\"]); add the unit that publishes the dataset"
        ),
        _ => unlike_its_profile(place),
    }
}

/// What a profile demands in a way that no sentence above tells.
fn unlike_its_profile(place: &Place<'_>) -> Message {
    let Place { path, th, en, .. } = place;
    if path.is_empty() {
        return say!(
            th: "โครงสร้างของไฟล์ไม่ถูกต้อง ดูตัวอย่างใน datasets และรูปแบบใน schemas/profiles",
            en: "the file as a whole has another shape than it must; see the examples in datasets and the profiles in schemas/profiles"
        );
    }
    say!(
        th: "\"{th}\" ({path}) ไม่ถูกรูปแบบ แก้ตามรูปแบบใน schemas/profiles",
        en: "\"{en}\" ({path}) has another form than it must; correct it by schemas/profiles"
    )
}

/// A value that is not among the choices, or not among those that another item leaves.
fn not_chosen(
    options: &Value,
    instance: &Value,
    place: &Place<'_>,
    whole: &Value,
    schemas: &Schemas<'_>,
) -> Message {
    let Place { path, th, en, .. } = place;
    let given = shown(instance);
    let full = place.choices();
    let left: Vec<&str> = options
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if left.len() < full.len() && full.contains(&given.as_str()) {
        // The one choice that depends on another: the category decides the classification.
        let category = schemas.place(&place.beside("data_category"));
        let pointer = format!("/{}", category.path.replace('.', "/"));
        let chosen = whole.pointer(&pointer).map(shown).unwrap_or_default();
        let (category_th, category_en) = (&category.th, &category.en);
        let list = listed(&left);
        return say!(
            th: "\"{th}\" ({path}) เป็น \"{given}\" ซึ่งใช้กับ \"{category_th}\" ที่เป็น \"{chosen}\" ไม่ได้ เลือกจาก {list} หรือแก้หมวดหมู่",
            en: "\"{en}\" ({path}) is \"{given}\", which does not go with \"{category_en}\" being \"{chosen}\"; choose from {list}, or correct the category"
        );
    }
    let choices = if full.is_empty() { &left } else { &full };
    let near = choices
        .iter()
        .find(|choice| squeezed(choice) == squeezed(&given));
    if let Some(near) = near {
        return say!(
            th: "\"{th}\" ({path}) มีค่า \"{given}\" ซึ่งไม่อยู่ในรายการของมาตรฐาน แก้เป็น \"{near}\"",
            en: "\"{en}\" ({path}) is \"{given}\", which is not in the standard's list; write \"{near}\""
        );
    }
    let list = listed(choices);
    say!(
        th: "\"{th}\" ({path}) มีค่า \"{given}\" ซึ่งไม่อยู่ในรายการของมาตรฐาน เลือกจาก {list}",
        en: "\"{en}\" ({path}) is \"{given}\", which is not in the standard's list; choose from {list}"
    )
}

/// A text where a list is due, a number where a text is due.
fn of_another_type(instance: &Value, place: &Place<'_>) -> Message {
    let Place { path, th, en, .. } = place;
    let (is_th, is_en) = match instance {
        Value::Null => ("ค่าว่าง (null)", "nothing (null)"),
        Value::Bool(_) => ("true หรือ false", "true or false"),
        Value::Number(_) => ("ตัวเลข", "a number"),
        Value::String(_) => ("ข้อความ", "a text"),
        Value::Array(_) => ("รายการหลายค่า", "a list"),
        Value::Object(_) => ("กลุ่มรายการ", "a group of members"),
    };
    let (due_th, due_en) = match place.word("type") {
        Some("string") => ("ข้อความในเครื่องหมายคำพูด", "a text in quotes"),
        Some("array") => ("รายการในวงเล็บเหลี่ยม", "a list in square brackets"),
        Some("object") => ("กลุ่มรายการในวงเล็บปีกกา", "a group of members in braces"),
        Some("integer") => ("จำนวนเต็ม", "a whole number"),
        Some("number") => ("ตัวเลข", "a number"),
        Some("boolean") => ("true หรือ false", "true or false"),
        _ => return unlike_its_profile(place),
    };
    let given = shown(instance);
    let written = match (place.word("type"), instance) {
        (Some("array"), Value::String(_)) => Some(format!("[\"{given}\"]")),
        (Some("string"), Value::Number(_)) => Some(format!("\"{given}\"")),
        // The catalogue keeps yes and no as the texts True and False.
        (Some("string"), Value::Bool(yes)) => {
            Some(if *yes { "\"True\"" } else { "\"False\"" }.to_owned())
        }
        (Some("string"), Value::Array(items)) if items.len() == 1 => {
            items.first().map(|item| format!("\"{}\"", shown(item)))
        }
        _ => None,
    };
    let how = written.map_or_else(
        || place.how(),
        |text| say!(th: "เขียนเป็น {text}", en: "write {text}"),
    );
    let (how_th, how_en) = (how.th, how.en);
    say!(
        th: "\"{th}\" ({path}) เป็น{is_th} ({given}) ต้องเป็น{due_th} {how_th}",
        en: "\"{en}\" ({path}) is {is_en} ({given}) and must be {due_en}; {how_en}"
    )
}

/// A text that does not match the pattern of its item.
fn ill_formed(given: &str, place: &Place<'_>) -> Message {
    let Place { path, th, en, .. } = place;
    let how = place.how();
    let (how_th, how_en) = (how.th, how.en);
    if given.trim().is_empty() {
        return say!(th: "\"{th}\" ({path}) ว่างอยู่ {how_th}", en: "\"{en}\" ({path}) is empty; {how_en}");
    }
    let (Some(form_th), Some(form)) = (place.word("x-form-th"), place.word("x-form")) else {
        let pattern = place.word("pattern").unwrap_or_default();
        return say!(
            th: "\"{th}\" ({path}) เป็น \"{given}\" ซึ่งไม่ตรงรูปแบบ {pattern} แก้ให้ตรง",
            en: "\"{en}\" ({path}) is \"{given}\", which does not match {pattern}; correct it"
        );
    };
    let is_day = path.ends_with("_date") || path.ends_with("_calendar");
    match gregorian(given).filter(|_| is_day) {
        Some(day) => say!(
            th: "\"{th}\" ({path}) เป็น \"{given}\" ต้องเป็น{form_th} แก้เป็น {day}",
            en: "\"{en}\" ({path}) is \"{given}\"; it must be {form}: write {day}"
        ),
        None => say!(
            th: "\"{th}\" ({path}) เป็น \"{given}\" ต้องเป็น{form_th}",
            en: "\"{en}\" ({path}) is \"{given}\"; it must be {form}"
        ),
    }
}

/// The day that a text means which is written as Thai officers write it, `2024-01-31` for `31 ม.ค. 2567`.
fn gregorian(text: &str) -> Option<String> {
    let day = date::parse(text).and_then(|date| date.day_of(None))?;
    Some(day.to_string())
}

/// A text that explains an other which was not chosen.
fn superfluous(given: &str, place: &Place<'_>, schemas: &Schemas<'_>) -> Message {
    let Place { path, th, en, .. } = place;
    let Some(parent) = place.word("x-parent") else {
        return say!(th: "\"{th}\" ({path}) ต้องว่าง ลบออก", en: "\"{en}\" ({path}) must be empty; delete it");
    };
    let parent = schemas.place(&place.beside(parent));
    let (parent_th, parent_en, parent_path) = (&parent.th, &parent.en, &parent.path);
    say!(
        th: "\"{th}\" ({path}) เป็น \"{given}\" ทั้งที่ \"{parent_th}\" ({parent_path}) ไม่ได้เลือกอื่นๆ ลบรายการนี้ หรือเลือกอื่นๆ",
        en: "\"{en}\" ({path}) is \"{given}\" although \"{parent_en}\" ({parent_path}) does not say other (อื่นๆ); delete it, or choose อื่นๆ"
    )
}

/// The first value of a list that stands in it twice.
fn repeated(list: &Value) -> String {
    let items = list.as_array().map_or(&[][..], Vec::as_slice);
    let mut numbered = items.iter().enumerate();
    let twice = numbered.find(|(at, item)| items.iter().take(*at).any(|before| before == *item));
    twice.map(|(_, item)| shown(item)).unwrap_or_default()
}

/// A value for a message: one line, cut between characters.
fn shown(value: &Value) -> String {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.graphemes(true).count() <= QUOTE {
        return line;
    }
    line.graphemes(true).take(QUOTE - 1).chain(["…"]).collect()
}

/// What is left of a word when only its letters count.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}
