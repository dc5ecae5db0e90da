//! A form's dataset → its descriptor. What the form does not know stays as it is, in its order.

use serde_json::{Map, Value, json};

use crate::describe::Error;
use crate::describe::form::Remark;
use crate::describe::form::metadata::{DatasetForm, Item, ResourceForm};
use crate::describe::profile::{Profile, Violation, violations};
use crate::model::address::CellRef;
use crate::model::form::OTHER;
use crate::model::grammar::likeness::key as likeness;
use crate::model::language::say;

/// One item of a descriptor that a form changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where, dotted: `thai-gdc.objective`, `resources.visits.title`.
    pub path: String,
    /// What stood there; empty for nothing.
    pub before: String,
    /// What stands there now; empty for nothing.
    pub after: String,
}

/// What a form did to a descriptor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// What changed.
    pub changes: Vec<Change>,
    /// What could not be done, or was left as it was.
    pub remarks: Vec<Remark>,
    /// For each resource of the form the number of the descriptor's, where there is one.
    places: Vec<Option<usize>>,
}

/// Writes what a form says into a descriptor.
pub fn apply(descriptor: &mut Value, form: &DatasetForm) -> Applied {
    let mut applied = Applied::default();
    let Some(root) = descriptor.as_object_mut() else {
        return applied;
    };
    let license = root
        .get("thai-gdc")
        .and_then(|gdc| gdc.get("license_id"))
        .cloned();
    for item in &form.items {
        match item.key.as_str() {
            "title" => put(root, "title", item, "", &mut applied),
            "notes" => put(root, "description", item, "", &mut applied),
            "tag_string" => {
                let words = Item {
                    value: words(&item.value),
                    ..item.clone()
                };
                put(root, "keywords", &words, "", &mut applied);
            }
            "owner_org" => publisher(root, item, &mut applied),
            // The page stays where the descriptor has it.
            "url" if root.contains_key("homepage") && !has(root, "url") => {
                put(root, "homepage", item, "", &mut applied);
            }
            key => put_gdc(root, key, item, "", &mut applied),
        }
    }
    drop_others(root, &form.items, "", &mut applied);
    licenses(root, license.as_ref(), form, &mut applied);
    resources(root, form, &mut applied);
    applied
}

/// What the changed descriptor breaks of its profile, at the cells of the form; `before` is the descriptor as it was.
pub fn broken(
    before: &Value,
    after: &Value,
    form: &DatasetForm,
    applied: &Applied,
) -> Result<Vec<Remark>, Error> {
    let known = violations(Profile::Descriptor, before)?;
    let mut remarks: Vec<Remark> = Vec::new();
    for violation in violations(Profile::Descriptor, after)? {
        let place = place(&violation, form, applied);
        // What was wrong before, and is no business of the form, is for `check` to say.
        if place.is_none() && known.iter().any(|it| it.path == violation.path) {
            continue;
        }
        let (sheet, cell) = place.unwrap_or((&form.sheet, form.cell));
        if !remarks
            .iter()
            .any(|it| it.sheet == *sheet && it.cell == cell)
        {
            remarks.push(Remark::fault(sheet, cell, violation.message));
        }
    }
    Ok(remarks)
}

/// The cell of the form that a violation is about.
fn place<'a>(
    violation: &Violation,
    form: &'a DatasetForm,
    applied: &Applied,
) -> Option<(&'a String, CellRef)> {
    let parts: Vec<&str> = violation.path.split('.').collect();
    let (items, key) = match parts.as_slice() {
        ["title", ..] => (&form.items, "title"),
        ["description", ..] => (&form.items, "notes"),
        ["keywords", ..] => (&form.items, "tag_string"),
        ["contributors", ..] => (&form.items, "owner_org"),
        ["homepage", ..] => (&form.items, "url"),
        ["thai-gdc", key, ..] => (&form.items, *key),
        ["resources", number, rest @ ..] => {
            let number: usize = number.parse().ok()?;
            let at = applied.places.iter().position(|it| *it == Some(number))?;
            let key = match rest {
                ["title", ..] => "resource_name",
                ["description", ..] => "description",
                ["thai-gdc", "url", ..] => "resource_url",
                ["thai-gdc", key, ..] => *key,
                _ => return None,
            };
            (&form.resources.get(at)?.items, key)
        }
        _ => return None,
    };
    let find = |key: &str| items.iter().find(|item| item.key == key);
    let item = find(key).or_else(|| find(key.strip_suffix("_other")?))?;
    Some((&item.sheet, item.cell))
}

/// Puts, replaces or takes away one property; the others keep their order.
fn put(object: &mut Map<String, Value>, key: &str, item: &Item, path: &str, applied: &mut Applied) {
    let before = object.get(key).cloned();
    if item.alone
        && let (Some(Value::Array(held)), Value::Array(said)) = (&before, &item.value)
        && held.len() > said.len()
        && said.iter().all(|value| held.contains(value))
    {
        applied.remarks.push(Remark::note(
            &item.sheet,
            item.cell,
            say!(
                th: "ช่องนี้ใส่ได้ค่าเดียว จึงคงค่าเดิมทั้งหมดไว้: {}",
                en: "the cell holds one value only, so all values are kept: {}",
                text(before.as_ref())
            ),
        ));
        return;
    }
    if item.value.is_null() {
        object.shift_remove(key);
    } else {
        object.insert(key.to_owned(), item.value.clone());
    }
    let after = object.get(key);
    if before.as_ref() != after {
        applied.changes.push(Change {
            path: format!("{path}{key}"),
            before: text(before.as_ref()),
            after: text(after),
        });
    }
}

/// The same for an item of the national catalogue.
fn put_gdc(
    object: &mut Map<String, Value>,
    key: &str,
    item: &Item,
    path: &str,
    applied: &mut Applied,
) {
    if item.value.is_null() && !object.contains_key("thai-gdc") {
        return;
    }
    let gdc = object
        .entry("thai-gdc")
        .or_insert_with(|| Value::Object(Map::new()));
    if let Some(gdc) = gdc.as_object_mut() {
        put(gdc, key, item, &format!("{path}thai-gdc."), applied);
    }
}

/// Takes away what was said beside "something else" where that is not chosen any more.
fn drop_others(object: &mut Map<String, Value>, items: &[Item], path: &str, applied: &mut Applied) {
    for item in items {
        let other = format!("{}_other", item.key);
        let said = items.iter().any(|it| it.key == other);
        if said || !has(object, &other) || is_other(gdc(object, &item.key)) {
            continue;
        }
        let dropped = Item {
            value: Value::Null,
            ..item.clone()
        };
        put_gdc(object, &other, &dropped, path, applied);
    }
}

fn is_other(value: Option<&Value>) -> bool {
    match value {
        Some(Value::String(text)) => text == OTHER || text == "ข้อมูลประเภทอื่นๆ",
        Some(Value::Array(items)) => items.iter().any(|item| item == OTHER),
        _ => false,
    }
}

fn gdc<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    object.get("thai-gdc")?.get(key)
}

fn has(object: &Map<String, Value>, key: &str) -> bool {
    gdc(object, key).is_some()
}

/// The organisation is the contributor that publishes.
fn publisher(root: &mut Map<String, Value>, item: &Item, applied: &mut Applied) {
    if item.value.is_null() {
        applied.remarks.push(Remark::fault(
            &item.sheet,
            item.cell,
            say!(th: "ต้องกรอกองค์กร", en: "the organisation is mandatory"),
        ));
        return;
    }
    let contributors = root
        .entry("contributors")
        .or_insert_with(|| Value::Array(Vec::new()));
    let Some(contributors) = contributors.as_array_mut() else {
        return;
    };
    let publishes = |it: &Value| {
        let roles = it["roles"].as_array();
        roles.is_some_and(|roles| roles.iter().any(|role| role == "publisher"))
    };
    let at = contributors.iter().position(publishes).unwrap_or(0);
    if contributors.is_empty() {
        contributors.push(json!({ "title": "", "roles": ["publisher"] }));
    }
    if let Some(one) = contributors.get_mut(at).and_then(Value::as_object_mut) {
        put(one, "title", item, &format!("contributors.{at}."), applied);
    }
}

/// The licence in the words of Data Package follows the one of the national catalogue, if it was that one before.
fn licenses(
    root: &mut Map<String, Value>,
    before: Option<&Value>,
    form: &DatasetForm,
    applied: &mut Applied,
) {
    let now = gdc(root, "license_id").cloned();
    let (Some(now), Some(list)) = (now, root.get("licenses").cloned()) else {
        return;
    };
    if before == Some(&now) {
        return;
    }
    let Some(item) = form.items.iter().find(|item| item.key == "license_id") else {
        return;
    };
    let followed = list.as_array().is_some_and(
        |list| matches!(list.as_slice(), [one] if before.is_some() && one.get("title") == before),
    );
    if followed {
        let own = Item {
            value: json!([license(&now)]),
            alone: false,
            ..item.clone()
        };
        put(root, "licenses", &own, "", applied);
    } else {
        let stays = text(Some(&list));
        applied.remarks.push(Remark::note(
            &item.sheet,
            item.cell,
            say!(
                th: "licenses ใน datapackage.json ยังเป็น {stays} ให้ตรวจว่าตรงกับสัญญาอนุญาตใหม่",
                en: "licenses in datapackage.json is still {stays}; see whether it goes with the new licence"
            ),
        ));
    }
}

/// A licence of the national catalogue in Data Package's words; of the others the catalogue says neither version nor address.
fn license(title: &Value) -> Value {
    if title == "Open Data Common" {
        return json!({
            "name": "ODC-BY-1.0",
            "path": "https://opendatacommons.org/licenses/by/1-0/",
            "title": title,
        });
    }
    json!({ "title": title })
}

/// Writes what the form says of its resources.
fn resources(root: &mut Map<String, Value>, form: &DatasetForm, applied: &mut Applied) {
    let Some(held) = root.get_mut("resources").and_then(Value::as_array_mut) else {
        return;
    };
    for resource in &form.resources {
        let found = which(held, resource, form.resources.len());
        let found = found.filter(|at| !applied.places.contains(&Some(*at)));
        applied.places.push(found);
        let names: Vec<&str> = held.iter().filter_map(|it| it["name"].as_str()).collect();
        let names = names.join(", ");
        let Some(object) = found.and_then(|at| held.get_mut(at)?.as_object_mut()) else {
            applied.remarks.push(Remark::fault(
                &resource.sheet,
                resource.cell,
                say!(
                    th: "ไม่พบทรัพยากรนี้ใน datapackage.json หรือซ้ำกับแถวอื่น ให้ใช้ชื่อที่มีอยู่แล้ว: {names}",
                    en: "this resource is not in datapackage.json, or another row is the same one; use the title or name of one of {names}"
                ),
            ));
            continue;
        };
        let name = object.get("name").and_then(Value::as_str).unwrap_or("");
        let name = name.to_owned();
        let path = format!("resources.{name}.");
        for item in &resource.items {
            match item.key.as_str() {
                // The machine name fills the cell where there is no title, and CSV is what is published.
                "resource_name" if !object.contains_key("title") && item.value == *name => {}
                "format" if !has(object, "format") && item.value == "CSV" => {}
                "resource_name" => put(object, "title", item, &path, applied),
                "description" => put(object, "description", item, &path, applied),
                "resource_url" => put_gdc(object, "url", item, &path, applied),
                key => put_gdc(object, key, item, &path, applied),
            }
        }
        drop_others(object, &resource.items, &path, applied);
    }
}

/// The descriptor's resource that a row means: by machine name where our own sheet tells it, else by title or name; the only
/// row is the only resource.
fn which(held: &[Value], resource: &ResourceForm, rows: usize) -> Option<usize> {
    let title = resource.items.iter().find(|it| it.key == "resource_name");
    let title = title.and_then(|it| it.value.as_str()).unwrap_or_default();
    let called = |it: &Value, member: &str| {
        it[member]
            .as_str()
            .is_some_and(|text| likeness(text) == likeness(title))
    };
    let by_title = held
        .iter()
        .position(|it| called(it, "title") || called(it, "name"));
    let Some(name) = &resource.name else {
        let only = (rows == 1 && held.len() == 1).then_some(0);
        return by_title.or(only);
    };
    let by_name = held.iter().position(|it| it["name"] == *name.as_str())?;
    // Rows that were sorted apart from our own sheet would swap their resources.
    let own = held
        .get(by_name)
        .is_some_and(|it| called(it, "title") || called(it, "name"));
    (own || by_title.is_none()).then_some(by_name)
}

/// The words between commas or on lines of their own.
fn words(value: &Value) -> Value {
    let Some(text) = value.as_str() else {
        return Value::Null;
    };
    let mut words: Vec<&str> = Vec::new();
    for word in text.split([',', '\n']).map(str::trim) {
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    json!(words)
}

/// A value as a person reads it.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            let texts: Vec<String> = items.iter().map(|item| text(Some(item))).collect();
            texts.join(", ")
        }
        Some(Value::Object(members)) => members
            .get("title")
            .map_or_else(|| json!(members).to_string(), |title| text(Some(title))),
        Some(other) => other.to_string(),
    }
}
