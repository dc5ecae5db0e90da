use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::portal::fault::{Canned, Fault};
use crate::portal::inside::{self, Edition};
use crate::portal::look::{difference, leaks, look};
use crate::portal::place::{Kind, Place, writes};

/// Every fault with its name in the table of outcomes.
fn faults() -> Vec<(&'static str, Fault)> {
    let page = |status, title| Canned::page(status, title);
    vec![
        ("connection reset", Fault::Refuse),
        ("cut before the portal", Fault::Cut),
        ("answer lost", Fault::Lose),
        ("answer truncated", Fault::Truncate),
        ("500", Fault::Answer(page(500, "Internal Server Error"))),
        ("502", Fault::Answer(page(502, "Bad Gateway"))),
        ("504", Fault::Answer(page(504, "Gateway Time-out"))),
        (
            "502, but done",
            Fault::AnswerAfter(page(502, "Bad Gateway")),
        ),
        (
            "504, but done",
            Fault::AnswerAfter(page(504, "Gateway Time-out")),
        ),
        (
            "500, but done",
            Fault::AnswerAfter(page(500, "Internal Server Error")),
        ),
        ("413", Fault::Answer(page(413, "Request Entity Too Large"))),
        ("login page", Fault::Answer(page(200, "Sign in"))),
        (
            "login page, but done",
            Fault::AnswerAfter(page(200, "Sign in")),
        ),
        (
            "maintenance",
            Fault::Answer(page(503, "Maintenance").with("Retry-After", "0")),
        ),
        (
            "429",
            Fault::Answer(page(429, "Too Many Requests").with("Retry-After", "0")),
        ),
        ("delay", Fault::Delay(Duration::from_millis(200))),
    ]
}

/// What is published while the fault comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Story {
    /// A new dataset.
    First,
    /// The second release of one: cells, metadata, a table more and one less; beside a link of somebody else.
    Second,
}

/// One story with one fault at one request.
#[derive(Clone, Copy, Debug)]
struct Case {
    story: Story,
    at: usize,
    fault: usize,
}

/// How a story goes when nothing goes wrong.
struct Undisturbed {
    story: Story,
    requests: usize,
    /// What the public sees before; null for nothing.
    before: Value,
    /// What the public sees after.
    after: Value,
    /// What the owner sees after.
    owner: Value,
}

/// What the public saw after the run with the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Through,
    Hidden,
    Before,
    After,
}

/// Tells the story on a place up to where the fault comes, and gives the release whose publication is disturbed.
fn prepare(
    place: &Place,
    story: Story,
    name: &str,
    folder: &std::path::Path,
) -> sheetpress::model::artifact::Release {
    let first = inside::release(&folder.join("first"), place, name, Edition::First);
    if story == Story::First {
        return first;
    }
    inside::publish(place, &first, &folder.join("catalog")).unwrap();
    let link =
        json!({"package_id": name, "name": "ของผู้อื่น", "url": "https://example.org/theirs.html"});
    place.act("resource_create", &link);
    inside::release(&folder.join("second"), place, name, Edition::Second)
}

fn undisturbed(place: &Place, story: Story) -> Undisturbed {
    let folder = tempfile::tempdir().unwrap();
    let name = place.name("u");
    let release = prepare(place, story, &name, folder.path());
    let before = look(place, &name, None).unwrap_or_default();
    place.proxy.take();
    inside::publish(place, &release, &folder.path().join("catalog")).unwrap();
    let requests = place.proxy.take().len();
    let after = look(place, &name, None).unwrap();
    let owner = look(place, &name, Some(&place.token)).unwrap();
    assert_ne!(before, after);
    Undisturbed {
        story,
        requests,
        before,
        after,
        owner,
    }
}

/// Runs a case; what was seen, or what was wrong.
fn run(
    place: &Place,
    undisturbed: &Undisturbed,
    case: Case,
    fault: &Fault,
) -> Result<Fate, String> {
    let folder = tempfile::tempdir().unwrap();
    let catalog = folder.path().join("catalog");
    let name = place.name("m");
    let release = prepare(place, case.story, &name, folder.path());
    place.proxy.arm(case.at, fault.clone());
    let disturbed = inside::publish(place, &release, &catalog);
    place.proxy.take();
    let seen = look(place, &name, None);
    let fate = match &seen {
        None => Fate::Hidden,
        Some(seen) if *seen == undisturbed.after && disturbed.is_ok() => Fate::Through,
        Some(seen) if *seen == undisturbed.after => Fate::After,
        Some(seen) if *seen == undisturbed.before => Fate::Before,
        Some(seen) => {
            let place = difference(seen, &undisturbed.after).unwrap_or_default();
            return Err(format!(
                "half-done in public: {place}; the run: {disturbed:?}"
            ));
        }
    };
    if disturbed.is_ok() && fate != Fate::Through {
        return Err(format!("said to be published, but {fate:?}"));
    }
    let leaks = if fate == Fate::Hidden {
        leaks(place, &name)
    } else {
        Vec::new()
    };
    if !leaks.is_empty() {
        return Err(format!("hidden, but the public gets {leaks:?}"));
    }
    inside::publish(place, &release, &catalog).map_err(|error| format!("the next run: {error}"))?;
    for (token, expected) in [
        (None, &undisturbed.after),
        (Some(place.token.as_str()), &undisturbed.owner),
    ] {
        let healed = look(place, &name, token).unwrap_or_default();
        if let Some(place) = difference(&healed, expected) {
            return Err(format!("healed otherwise: {place}"));
        }
    }
    place.proxy.take();
    inside::publish(place, &release, &catalog)
        .map_err(|error| format!("the third run: {error}"))?;
    let writes = writes(&place.proxy.take());
    if writes.is_empty() {
        Ok(fate)
    } else {
        Err(format!("the third run writes: {writes:?}"))
    }
}

/// Whether every fault is tried at every request, which takes minutes.
pub(crate) fn is_thorough() -> bool {
    std::env::var("SHEETPRESS_FAULTS").is_ok_and(|it| it == "all")
}

/// Which cases are run: all where it is to be thorough; else at each request of our own server one or two faults, others each
/// time, and on a genuine CKAN less. Odd steps, so that every fault meets every kind of request.
fn cases(kind: Kind, undisturbed: &[Undisturbed]) -> Vec<Case> {
    let (requests, step) = match (kind, is_thorough()) {
        (Kind::Own, true) => (1, 1),
        (Kind::Own, false) => (1, 11),
        (Kind::Ckan, true) => (3, 3),
        (Kind::Ckan, false) => (3, 11),
    };
    let mut cases = Vec::new();
    for it in undisturbed {
        for at in (1..=it.requests).step_by(requests) {
            let faults = (0..faults().len()).filter(|fault| (at + fault) % step == 0);
            cases.extend(faults.map(|fault| Case {
                story: it.story,
                at,
                fault,
            }));
        }
    }
    cases
}

/// Fates by fault, as Markdown.
fn table(outcomes: &BTreeMap<usize, Vec<Fate>>) -> String {
    let mut text = "| fault | cases | went through | stopped: not public | stopped: as before | stopped: all of it public | healed by the next run | third run without a write |\n|---|---|---|---|---|---|---|---|\n".to_owned();
    let names = faults();
    for (fault, fates) in outcomes {
        let count = |fate: Fate| fates.iter().filter(|it| **it == fate).count();
        let (all, name) = (fates.len(), names[*fault].0);
        let [through, hidden, before, after] =
            [Fate::Through, Fate::Hidden, Fate::Before, Fate::After].map(count);
        text.push_str(&format!(
            "| {name} | {all} | {through} | {hidden} | {before} | {after} | {all} | {all} |\n"
        ));
    }
    text
}

/// Runs the cases on several places of a kind at once.
fn on(kind: Kind, place: impl Fn() -> Place + Sync) {
    let first = place();
    let stories = [Story::First, Story::Second].map(|story| undisturbed(&first, story));
    let requests = stories.each_ref().map(|it| it.requests);
    drop(first);
    let all = cases(kind, &stories);
    println!(
        "\n{kind:?}: {requests:?} requests when nothing goes wrong, {} cases\n",
        all.len()
    );
    let queue = Mutex::new(all.into_iter());
    let outcomes: Mutex<BTreeMap<usize, Vec<Fate>>> = Mutex::default();
    let wrong: Mutex<Vec<String>> = Mutex::default();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let place = place();
                let stories = [Story::First, Story::Second].map(|story| undisturbed(&place, story));
                let faults = faults();
                loop {
                    let Some(case) = queue.lock().unwrap().next() else {
                        return;
                    };
                    let (name, fault) = &faults[case.fault];
                    let undisturbed = stories.iter().find(|it| it.story == case.story).unwrap();
                    match run(&place, undisturbed, case, fault) {
                        Ok(fate) => outcomes
                            .lock()
                            .unwrap()
                            .entry(case.fault)
                            .or_default()
                            .push(fate),
                        Err(what) => {
                            let (story, at) = (case.story, case.at);
                            wrong.lock().unwrap().push(format!(
                                "{story:?} publication, {name} at request {at}: {what}"
                            ));
                        }
                    }
                }
            });
        }
    });
    println!("{}", table(&outcomes.into_inner().unwrap()));
    let wrong = wrong.into_inner().unwrap();
    assert!(
        wrong.is_empty(),
        "{} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_fault_at_every_request_is_healed_by_the_next_run() {
    on(Kind::Own, Place::own);
}

#[test]
fn faults_are_healed_on_a_genuine_ckan() {
    if Place::ckan().is_some() {
        on(Kind::Ckan, || Place::ckan().unwrap());
    }
}
