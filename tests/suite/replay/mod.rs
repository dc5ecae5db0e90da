//! What was asked of a genuine CKAN 2.11.6 is asked of our server, in the same order, and it answers alike.
//!
//! `SHEETPRESS_CKAN=FILE cargo test replay` puts the same requests to a genuine CKAN: FILE holds `CKAN_URL`, `CKAN_TOKEN` and
//! `CKAN_EDITOR_TOKEN`, as the rig of `tests/ckan` writes it. So it is seen that the record is read rightly.
//! `-- --nocapture` shows texts and numbers that differ too.

mod compare;
mod known;
mod own;
mod send;
mod setup;
mod state;
mod transcript;

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use compare::Found;
use known::{KNOWN, Known, LEFT_OUT, SHARED};
use own::Own;
use reqwest::header::HeaderMap;
use send::{Got, Portal};
use serde_json::{Map, Value, json};
use state::State;
use transcript::{Answer, Told};

const TRANSCRIPT: &str = "tests/ckan/transcript-2.11.6.md";

/// An exchange that was put.
struct Outcome {
    section: String,
    title: String,
    found: Found,
}

fn replay(portal: &Portal, state: &mut State) -> Vec<Outcome> {
    let text = fs::read_to_string(TRANSCRIPT).unwrap();
    let mut outcomes = Vec::new();
    for exchange in transcript::read(&text) {
        let (section, title) = (exchange.section.clone(), exchange.title.clone());
        if LEFT_OUT.iter().any(|(left_out, _)| *left_out == section) {
            continue;
        }
        let mut found = match setup::before(&section, &title, portal, state) {
            Ok(()) => Found::default(),
            Err(fault) => Found {
                shape: vec![format!("what comes before it: {fault}")],
                values: Vec::new(),
            },
        };
        match portal.put(&exchange, state) {
            Ok(got) => {
                let more = compare::answers(&exchange.answer, &got, state);
                found.shape.extend(more.shape);
                found.values.extend(more.values);
            }
            Err(fault) => found.shape.push(fault),
        }
        for value in &found.values {
            println!("{section} {title}: {value}");
        }
        outcomes.push(Outcome {
            section,
            title,
            found,
        });
    }
    outcomes
}

fn listed<'a>(list: &'a [Known], outcome: &Outcome) -> Option<&'a Known> {
    list.iter()
        .find(|known| known.section == outcome.section && known.title == outcome.title)
}

/// Exchanges that differ and are not listed, a line each.
fn unlisted(outcomes: &[Outcome], list: &[Known]) -> Vec<String> {
    outcomes
        .iter()
        .filter(|it| !it.found.shape.is_empty() && listed(list, it).is_none())
        .map(|it| format!("{} {}: {}", it.section, it.title, it.found.shape.join("; ")))
        .collect()
}

#[test]
fn our_server_answers_as_ckan_did() {
    let own = Own::start();
    let mut state = State::new("", &own.address, &own.editor, 0);
    let outcomes = replay(&own.portal(), &mut state);
    assert_eq!(outcomes.len(), 345, "exchanges");
    let mut lines = unlisted(&outcomes, KNOWN);
    for outcome in &outcomes {
        if let Some(known) = listed(KNOWN, outcome)
            && outcome.found.shape.is_empty()
        {
            lines.push(format!(
                "{} {}: does not differ; listed because {}",
                known.section, known.title, known.reason
            ));
        }
    }
    for known in KNOWN {
        if !outcomes
            .iter()
            .any(|it| it.section == known.section && it.title == known.title)
        {
            lines.push(format!(
                "{} {}: listed, but there is no such exchange",
                known.section, known.title
            ));
        }
    }
    println!(
        "{} exchanges, {} differ on purpose",
        outcomes.len(),
        KNOWN.len()
    );
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

#[test]
fn a_genuine_ckan_answers_as_it_did() {
    let Some(file) = std::env::var_os("SHEETPRESS_CKAN_REPLAY") else {
        println!("not run: SHEETPRESS_CKAN_REPLAY is not set");
        return;
    };
    let text = fs::read_to_string(file).unwrap();
    let value = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
            .unwrap()
    };
    let (address, editor) = (value("CKAN_URL"), value("CKAN_EDITOR_TOKEN"));
    let portal = Portal::new(address, value("CKAN_TOKEN"), editor);
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let run = u32::try_from(seconds.as_secs() % u64::from(u32::MAX)).unwrap();
    let prefix = format!("replay{:04x}-", run % 0x1_0000);
    let mut state = State::new(&prefix, address, editor, run);
    let outcomes = replay(&portal, &mut state);
    let mut lines = unlisted(&outcomes, SHARED);
    lines.extend(setup::sweep(&portal, &state).err());
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

#[test]
fn what_is_left_out_exists() {
    let text = fs::read_to_string(TRANSCRIPT).unwrap();
    let exchanges = transcript::read(&text);
    assert_eq!(exchanges.len(), 365);
    for (section, reason) in LEFT_OUT {
        assert!(
            exchanges.iter().any(|it| it.section == *section),
            "{section}: {reason}"
        );
    }
}

#[test]
fn the_comparison_sees_what_differs() {
    let told = json!({"success": true, "result": {
        "id": "<uuid1>",
        "size": 3,
        "list": [{"a": "x"}, "… 1 more"],
        "organization": {"name": "o", "…": "…"},
    }});
    let ours = json!({"help": "h", "success": true, "result": {
        "id": "6f1de5d1-0000-4000-8000-000000000001",
        "size": 3.0,
        "list": [{"a": "x"}, {"a": "y"}],
        "organization": {"name": "o", "title": "t"},
    }});
    let mut state = State::new("", "http://127.0.0.1:1", "t", 0);
    let mut differs = |ours: &Value, told: &Value, status: u16| {
        let answer = Answer {
            status: 200,
            headers: Map::new(),
            kind: None,
            told: Told::Json(told.clone()),
        };
        let got = Got {
            status,
            headers: HeaderMap::new(),
            body: ours.to_string().into_bytes(),
        };
        let found = compare::answers(&answer, &got, &mut state);
        (found.shape.join("; "), found.values.join("; "))
    };
    let none = (String::new(), String::new());
    assert_eq!(differs(&ours, &told, 200), none);
    assert!(
        differs(&ours, &told, 409)
            .0
            .starts_with("status 409, not 200")
    );
    let cases = [
        ("/result/id", json!("not an id"), "", ".result.id"),
        (
            "/result/id",
            json!("6f1de5d1-0000-4000-8000-000000000002"),
            "",
            ".result.id",
        ),
        ("/result/size", json!("3"), ".result.size", ""),
        ("/result/size", json!(4), "", ".result.size"),
        ("/result/list/0", json!({}), ".result.list[0].a", ""),
        (
            "/result/list/0",
            json!({"a": "x", "b": 1}),
            ".result.list[0].b",
            "",
        ),
        ("/result/list", json!([{"a": "x"}]), ".result.list", ""),
        (
            "/result/organization",
            json!({}),
            ".result.organization.name",
            "",
        ),
    ];
    for (place, value, shape, values) in cases {
        let mut changed = ours.clone();
        *changed.pointer_mut(place).unwrap() = value;
        let found = differs(&changed, &told, 200);
        assert!(found.0.starts_with(shape), "{place}: {found:?}");
        assert!(found.1.starts_with(values), "{place}: {found:?}");
        assert_eq!(
            (found.0.is_empty(), found.1.is_empty()),
            (shape.is_empty(), values.is_empty()),
            "{place}: {found:?}"
        );
    }
    let told = json!({"error": {"__type": "Validation Error", "name": ["a", "b"]}});
    let ours = json!({"error": {"__type": "Validation Error", "name": ["c"]}});
    assert_eq!(differs(&ours, &told, 200).0, "");
    let ours = json!({"error": {"__type": "Not Found Error", "name": ["c"]}});
    assert!(differs(&ours, &told, 200).0.contains("__type"));
    let ours = json!({"error": {"__type": "Validation Error", "title": ["c"]}});
    assert!(
        differs(&ours, &told, 200)
            .0
            .contains(".error.name is missing")
    );
}
