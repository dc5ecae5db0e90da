//! `package_revise`

use serde_json::{Value, json};

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::dataset;
use crate::serve::edit::revise;

/// Changes a dataset if it is as expected: compare and swap, with files.
pub(super) const ACTION: Action = Action {
    name: "package_revise",
    doc: "Changes a dataset if it is as expected: compare and swap, with files.\n\n\
          :param match: members that must be as stated; name or id at least\n\
          :param filter: patterns of members to take out, such as -resources__1f9ab\n\
          :param update: members to merge in; also update__resources__1f9ab__name, update__resources__extend, …\n\
          :param include: patterns of members of the answer",
    about: Text {
        th: "แก้ชุดข้อมูลเมื่อค่าปัจจุบันตรงกับที่ระบุ",
        en: "Changes a dataset if it is as expected: compare and swap, with files.",
    },
    example: "",
    call: Call::Write(call),
};

/// What is asked for, with flattened keys beside the objects.
struct Asked {
    matching: Option<Value>,
    matching_at: Vec<(String, Value)>,
    filter: Vec<String>,
    update: Option<Value>,
    update_at: Vec<(String, Value)>,
    include: Vec<String>,
}

impl Asked {
    fn read(params: &Params) -> Self {
        let at = |prefix: &str| {
            let mut found: Vec<(String, Value)> = params
                .all()
                .iter()
                .filter_map(|(key, value)| {
                    let key = key.strip_prefix(prefix)?;
                    Some((key.to_owned(), parsed(value)))
                })
                .collect();
            // Lists are made longer before their items are changed: `-1` is then the new one.
            found.sort_by_key(|(key, _)| (!key.ends_with("extend"), key.clone()));
            found
        };
        let object = |name: &str| params.value(name).map(parsed).filter(Value::is_object);
        Self {
            matching: object("match"),
            matching_at: at("match__"),
            filter: params.list("filter"),
            update: object("update"),
            update_at: at("update__"),
            include: params.list("include"),
        }
    }

    /// The dataset's id or name.
    fn identity(&self) -> Option<String> {
        let flat = |key: &str| {
            let found = self.matching_at.iter().find(|(it, _)| it == key);
            found.and_then(|(_, value)| value.as_str().map(str::to_owned))
        };
        let within = |key: &str| Some(self.matching.as_ref()?.get(key)?.as_str()?.to_owned());
        flat("id")
            .or_else(|| within("id"))
            .or_else(|| flat("name"))
            .or_else(|| within("name"))
            .filter(|id| !id.is_empty())
    }
}

/// A form sends objects, lists, yes and no as text.
fn parsed(value: &Value) -> Value {
    let json = value
        .as_str()
        .and_then(|text| serde_json::from_str::<Value>(text).ok());
    json.filter(|it| !it.is_number())
        .unwrap_or_else(|| value.clone())
}

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let asked = Asked::read(params);
    let Some(id) = asked.identity() else {
        return Err(Failure::fields([("match__id", json!("Missing value"))]));
    };
    let held = change.dataset(&id)?;
    let mut dict = Value::Object(dataset::show(change, &held.id)?);
    let mut unmatched = Vec::new();
    if let Some(stated) = &asked.matching {
        revise::differences(&dict, stated, "", &mut unmatched);
    }
    for (key, stated) in &asked.matching_at {
        if revise::differences_at(&dict, key, stated, &mut unmatched).is_err() {
            unmatched.push(key.clone());
        }
    }
    if !unmatched.is_empty() {
        return Err(Failure::fields([("match", json!(unmatched))]));
    }
    if !asked.filter.is_empty() {
        revise::filter(&mut dict, &asked.filter);
    }
    if let Some(stated) = asked.update {
        revise::merge(&mut dict, stated, "")
            .map_err(|misfit| Failure::invalid("update", misfit.to_string()))?;
    }
    for (key, stated) in asked.update_at {
        revise::merge_at(&mut dict, &key, stated)
            .map_err(|misfit| Failure::invalid(&key, misfit.to_string()))?;
    }
    let Value::Object(dict) = dict else {
        return Err(Failure::Internal);
    };
    dataset::update(change, &held, &dict, None)?;
    let mut answer = json!({"package": dataset::show(change, &held.id)?});
    if !asked.include.is_empty() {
        revise::filter(&mut answer, &asked.include);
    }
    Ok(answer.to_string())
}
