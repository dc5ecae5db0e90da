//! The algebra of `package_revise`: what is matched, taken out and merged in, by keys such as `resources__1f9ab__name`.
//!
//! Pure: works on JSON alone. A part of a key is a member, an index (`-1` is the last) or at least five characters of an id.

use serde_json::{Map, Value};

/// A key that fits nothing, or a value that does not fit its key; in CKAN's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Misfit(pub(crate) String);

/// A pattern of a filter: whether it keeps what it fits, and its parts.
type Pattern<'a> = (bool, Vec<&'a str>);

/// Shortest piece of an id that counts as one.
const ID: usize = 5;

/// The paths at which `stated` differs from `held`, parts joined by `__`.
pub(crate) fn differences(held: &Value, stated: &Value, path: &str, found: &mut Vec<String>) {
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}__{key}")
        }
    };
    match (held, stated) {
        (Value::Object(held), Value::Object(stated)) => {
            let mut keys: Vec<&String> = stated.keys().collect();
            keys.sort();
            for key in keys {
                match (held.get(key), stated.get(key)) {
                    (Some(held), Some(stated)) => differences(held, stated, &below(key), found),
                    _ => found.push(below(key)),
                }
            }
        }
        (Value::Array(held), Value::Array(stated)) => {
            for (place, stated) in stated.iter().enumerate() {
                match held.get(place) {
                    Some(held) => differences(held, stated, &below(&place.to_string()), found),
                    None => found.push(below(&place.to_string())),
                }
            }
        }
        (held, stated) if held == stated => {}
        _ => found.push(path.to_owned()),
    }
}

/// The same for one flattened key.
pub(crate) fn differences_at(
    held: &Value,
    key: &str,
    stated: &Value,
    found: &mut Vec<String>,
) -> Result<(), Misfit> {
    let (value, path) = resolve(held, key)?;
    differences(value, stated, &path.join("__"), found);
    Ok(())
}

/// What a key leads to, and the way there with indexes for ids.
fn resolve<'a>(data: &'a Value, key: &str) -> Result<(&'a Value, Vec<String>), Misfit> {
    let mut path: Vec<String> = Vec::new();
    let mut current = data;
    for part in key.split("__") {
        let unmatched = || {
            let parts: Vec<&str> = path.iter().map(String::as_str).chain([part]).collect();
            Misfit(format!("Unmatched key {}", parts.join("__")))
        };
        let (step, next) = match current {
            Value::Object(map) => (part.to_owned(), map.get(part)),
            Value::Array(list) => {
                let place = place(list, part).ok_or_else(unmatched)?;
                (place.to_string(), list.get(place))
            }
            _ => return Err(unmatched()),
        };
        current = next.ok_or_else(unmatched)?;
        path.push(step);
    }
    Ok((current, path))
}

/// The place of a part of a key in a list.
fn place(list: &[Value], part: &str) -> Option<usize> {
    if part.len() >= ID {
        return list.iter().position(|item| {
            let id = item.get("id").and_then(Value::as_str);
            id.is_some_and(|id| id.starts_with(part))
        });
    }
    let index: i64 = part.parse().ok()?;
    let index = if index < 0 {
        index + i64::try_from(list.len()).ok()?
    } else {
        index
    };
    usize::try_from(index)
        .ok()
        .filter(|place| *place < list.len())
}

/// Takes out what the patterns say: `-resources__1`, `+title`, `-*`. What `+` named before a `-` stays.
pub(crate) fn filter(data: &mut Value, patterns: &[String]) {
    let parsed: Vec<Pattern<'_>> = patterns
        .iter()
        .map(|pattern| {
            let bare = pattern.trim_start_matches(['-', '+']);
            (pattern.starts_with('+'), bare.split("__").collect())
        })
        .collect();
    filter_parsed(data, &parsed);
}

fn filter_parsed(data: &mut Value, patterns: &[Pattern<'_>]) {
    match data {
        Value::Object(map) => filter_members(map, patterns),
        Value::Array(list) => filter_items(list, patterns),
        _ => {}
    }
}

fn filter_members(map: &mut Map<String, Value>, patterns: &[Pattern<'_>]) {
    let mut protected: Map<String, Value> = Map::new();
    let mut below: Vec<(String, Vec<Pattern<'_>>)> = Vec::new();
    for (keeps, parts) in patterns {
        let Some((head, rest)) = parts.split_first() else {
            continue;
        };
        if *head == "*" {
            if *keeps {
                protected.extend(map.iter().map(|(key, value)| (key.clone(), value.clone())));
            } else {
                map.clear();
            }
        } else if let Some(value) = map.get(*head) {
            if !rest.is_empty() {
                let pattern = (*keeps, rest.to_vec());
                match below.iter_mut().find(|(key, _)| key == head) {
                    Some((_, patterns)) => patterns.push(pattern),
                    None => below.push(((*head).to_owned(), vec![pattern])),
                }
            } else if *keeps {
                protected.insert((*head).to_owned(), value.clone());
            } else {
                map.remove(*head);
            }
        }
    }
    map.extend(protected);
    for (key, patterns) in below {
        if let Some(value) = map.get_mut(&key) {
            filter_parsed(value, &patterns);
        }
    }
}

fn filter_items(list: &mut Vec<Value>, patterns: &[Pattern<'_>]) {
    let mut protected = vec![false; list.len()];
    let mut removed = vec![false; list.len()];
    let mut below: Vec<(usize, bool, Vec<&str>)> = Vec::new();
    for (keeps, parts) in patterns {
        let Some((head, rest)) = parts.split_first() else {
            continue;
        };
        let places: Vec<usize> = match *head {
            "*" => (0..list.len()).collect(),
            head => place(list, head).into_iter().collect(),
        };
        for place in places {
            if !rest.is_empty() {
                below.push((place, *keeps, rest.to_vec()));
                continue;
            }
            let (marks, others) = if *keeps {
                (&mut protected, &removed)
            } else {
                (&mut removed, &protected)
            };
            // The first pattern that fits decides.
            if others.get(place) == Some(&false)
                && let Some(mark) = marks.get_mut(place)
            {
                *mark = true;
            }
        }
    }
    for (place, keeps, rest) in below {
        if let Some(item) = list.get_mut(place) {
            filter_parsed(item, &[(keeps, rest)]);
        }
    }
    let mut marks = removed.into_iter();
    list.retain(|_| !marks.next().unwrap_or(false));
}

/// Merges objects member by member and lists item by item; anything else is replaced.
pub(crate) fn merge(held: &mut Value, stated: Value, path: &str) -> Result<(), Misfit> {
    match (held, stated) {
        (Value::Object(held), Value::Object(stated)) => {
            for (key, value) in stated {
                match held.get_mut(&key) {
                    Some(before @ (Value::Object(_) | Value::Array(_))) => {
                        merge(before, value, &format!("{path}__{key}"))?;
                    }
                    _ => {
                        held.insert(key, value);
                    }
                }
            }
            Ok(())
        }
        (Value::Array(held), Value::Array(stated)) => {
            for (place, value) in stated.into_iter().enumerate() {
                match held.get_mut(place) {
                    Some(before @ (Value::Object(_) | Value::Array(_))) => {
                        merge(before, value, &format!("{path}__{place}"))?;
                    }
                    Some(before) => *before = value,
                    None => held.push(value),
                }
            }
            Ok(())
        }
        (Value::Object(_), _) => Err(Misfit(format!(
            "Expected dict for {}",
            path.trim_start_matches('_')
        ))),
        (Value::Array(_), _) => Err(Misfit(format!(
            "Expected list for {}",
            path.trim_start_matches('_')
        ))),
        (held, stated) => {
            *held = stated;
            Ok(())
        }
    }
}

/// Merges a value at one flattened key; `__extend` adds the items of a list to a list.
pub(crate) fn merge_at(data: &mut Value, key: &str, stated: Value) -> Result<(), Misfit> {
    let (parent, last) = key.rsplit_once("__").unwrap_or(("", key));
    let way = if parent.is_empty() {
        Vec::new()
    } else {
        resolve(data, parent)?.1
    };
    let unmatched = || Misfit(format!("Unmatched key {key}"));
    let mut target = data;
    for step in &way {
        target = match target {
            Value::Object(map) => map.get_mut(step),
            Value::Array(list) => step
                .parse()
                .ok()
                .and_then(|place: usize| list.get_mut(place)),
            _ => None,
        }
        .ok_or_else(unmatched)?;
    }
    match target {
        Value::Object(_) => {
            let member = Value::Object(Map::from_iter([(last.to_owned(), stated)]));
            merge(target, member, parent)
        }
        Value::Array(list) if last == "extend" => match stated {
            Value::Array(items) => {
                list.extend(items);
                Ok(())
            }
            _ => Err(Misfit(format!("Expected list for {parent}"))),
        },
        Value::Array(list) => {
            let found = place(list, last).and_then(|place| list.get_mut(place));
            let item = found.ok_or_else(|| Misfit(format!("Unmatched key {last}")))?;
            merge(item, stated, key)
        }
        _ => Err(Misfit(format!("Expected list or dict for {parent}"))),
    }
}
