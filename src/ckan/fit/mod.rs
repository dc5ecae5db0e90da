//! A dataset as one portal takes it: what becomes a member, an extra or a tag there, and what the portal would refuse.
//!
//! Everything that is written to a portal is decided here, before the first request that writes.

mod checks;
mod dataset;
mod files;
mod labels;
mod licensing;
mod unit;

use serde_json::Value;

use crate::ckan::mapping::{Mapped, Unit};
use crate::ckan::naming;
use crate::ckan::portal::Portal;
use crate::ckan::scheming::Holds;
use crate::ckan::wanted::Wanted;
use crate::model::language::{Message, say};

/// How long a dataset's name may be on a national portal.
const NATIONAL_NAME: usize = 70;

/// What a person chose for the publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The organization to publish under, by its name on the portal; else the descriptor's unit.
    pub organization: Option<String>,
    /// Whether an organization that the portal does not have is to be made.
    pub create_organization: bool,
}

/// Something to be told before anything is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Where: a member of the dataset dict, or a file's path, a colon and a member or column of it.
    pub field: String,
    /// What.
    pub message: Message,
    /// What to do about it.
    pub help: Option<Message>,
}

/// A dataset in the terms of a portal.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// What is to be held there. Worth nothing where there are problems.
    pub wanted: Wanted,
    /// What the portal would refuse. Nothing may be written while there is one.
    pub problems: Vec<Said>,
    /// What is moved, renamed or left out on this portal.
    pub notes: Vec<Said>,
}

/// What is found while a dataset is fitted.
#[derive(Debug, Default)]
struct Findings {
    problems: Vec<Said>,
    notes: Vec<Said>,
}

impl Findings {
    fn problem(&mut self, field: &str, message: Message, help: Message) {
        self.problems.push(Said {
            field: field.to_owned(),
            message,
            help: Some(help),
        });
    }

    fn note(&mut self, field: &str, message: Message) {
        self.notes.push(Said {
            field: field.to_owned(),
            message,
            help: None,
        });
    }
}

/// Fits a dataset to a portal. `digests` gives the MD5 of a file of the release by its path, lower-case hexadecimal; none
/// where the file cannot be read.
pub fn fit(
    mapped: &Mapped,
    portal: &Portal,
    choice: &Choice,
    digests: &dyn Fn(&str) -> Option<String>,
) -> Fitted {
    let mut found = Findings::default();
    if portal.user.is_none() {
        found.problem(
            "token",
            say!(
                th: "พอร์ทัลไม่รู้จัก token ที่ใช้ หรือไม่ได้ให้ token",
                en: "the portal does not know the token, or none was given"
            ),
            say!(
                th: "สร้าง token ใหม่ในหน้าผู้ใช้ของพอร์ทัล แล้วส่งด้วย --token-file, --token-stdin หรือตัวแปร SHEETPRESS_TOKEN",
                en: "make a new token on your user page of the portal, and give it by --token-file, --token-stdin or the variable SHEETPRESS_TOKEN"
            ),
        );
    }
    let name = check_name(mapped, portal, &mut found);
    let organization = unit::organization(mapped, portal, choice, &mut found);
    let described = dataset::dataset(mapped, portal, &mut found);
    let resources = files::files(mapped, portal, digests, &mut found);
    Fitted {
        wanted: Wanted {
            name,
            members: described.members,
            tags: described.tags,
            extras: described.extras,
            organization,
            resources,
        },
        problems: found.problems,
        notes: found.notes,
    }
}

fn check_name(mapped: &Mapped, portal: &Portal, found: &mut Findings) -> String {
    let name = mapped.package.get("name").map(text).unwrap_or_default();
    let rule = say!(
        th: "ใช้ตัวอักษร a-z ตัวเลข 0-9 ขีดกลางหรือขีดล่าง ยาว 2 ถึง 100 ตัว (บัญชีข้อมูลภาครัฐไม่เกิน {NATIONAL_NAME} ตัว) และไม่ใช้คำว่า new, edit, search",
        en: "use 2 to 100 of a-z, 0-9, hyphen and underscore (at most {NATIONAL_NAME} in the national catalogue), and none of the words new, edit, search"
    );
    let length = name.len();
    if naming::check_name(&name).is_err() {
        found.problem(
            "name",
            say!(
                th: "ชื่อสำหรับระบบ \"{name}\" ใช้ในพอร์ทัลไม่ได้",
                en: "the portal does not take the name \"{name}\""
            ),
            rule,
        );
    } else if portal.is_national() && length > NATIONAL_NAME {
        found.problem(
            "name",
            say!(
                th: "ชื่อสำหรับระบบ \"{name}\" ยาว {length} ตัว พอร์ทัลนี้รับไม่เกิน {NATIONAL_NAME} ตัว",
                en: "the name \"{name}\" has {length} characters, this portal takes at most {NATIONAL_NAME}"
            ),
            rule,
        );
    }
    name
}

/// A value as CKAN keeps it in an extra or takes it from a form: a text. Lists are joined with a comma and a blank.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// A value in the form of a field that holds one text, or a list of texts. A text whose parts are separated by commas is a list,
/// unless it is one of the field's choices as a whole.
fn shaped(value: &Value, holds: Holds, choices: &[String]) -> Value {
    if holds != Holds::Several {
        return Value::String(text(value));
    }
    let parts: Vec<String> = match value {
        Value::Array(items) => items.iter().map(text).collect(),
        other => {
            let whole = text(other);
            if choices.contains(&whole) {
                vec![whole]
            } else {
                whole
                    .split(',')
                    .map(|part| part.trim().to_owned())
                    .collect()
            }
        }
    };
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    Value::Array(parts.map(Value::String).collect())
}

/// Whether a member says nothing: it is not sent.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// The organizations that a message lists, or other names, shortened to the first eight.
fn listed(names: &[String]) -> Message {
    const SHOWN: usize = 8;
    let shown = names.iter().take(SHOWN).map(String::as_str);
    let shown = shown.collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => Message {
            th: shown.clone(),
            en: shown,
        },
        more => say!(th: "{shown} และอีก {more} ค่า", en: "{shown} and {more} more"),
    }
}

/// The unit of nothing: where the organization cannot be told.
fn no_unit() -> Unit {
    Unit {
        id: String::new(),
        name: String::new(),
        title: String::new(),
    }
}
