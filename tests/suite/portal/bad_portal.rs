use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::cli::{code, err, out};
use crate::portal::draft::{Draft, Table};
use crate::portal::fault::{Canned, Fault};
use crate::portal::look::{agrees, files, leaks};
use crate::portal::message::Message;
use crate::portal::place::{Place, writes};
use crate::portal::proxy::{Proxy, Seen};
use crate::portal::steward::{Steward, refused};

/// A port on which nobody listens.
fn closed_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn maintenance() -> Fault {
    Fault::Answer(Canned::page(503, "Down for maintenance").with("Retry-After", "0"))
}

/// What answers in the place of a portal, and words of which one must be said.
type Odd = (
    &'static str,
    fn(&Seen) -> Option<Fault>,
    &'static [&'static str],
);

const ODD: [Odd; 6] = [
    (
        "a website",
        |_| Some(Fault::Answer(Canned::page(200, "Welcome"))),
        &["CKAN"],
    ),
    (
        "another API",
        |_| Some(Fault::Answer(Canned::json(200, &json!({"hello": "world"})))),
        &["CKAN"],
    ),
    (
        "no such page",
        |_| Some(Fault::Answer(Canned::page(404, "Not Found"))),
        &["CKAN"],
    ),
    (
        "a login page",
        |_| Some(Fault::Answer(Canned::page(401, "Sign in"))),
        &["CKAN", "401"],
    ),
    (
        "maintenance",
        |_| Some(maintenance()),
        &["maintenance", "503"],
    ),
    (
        "redirecting",
        |seen| {
            let canned = Canned::page(301, "Moved").with(
                "Location",
                &format!("https://catalogue.example.org{}", seen.path),
            );
            Some(Fault::Answer(canned))
        },
        &["catalogue.example.org"],
    ),
];

#[test]
fn what_is_no_portal_is_told_and_gets_no_write() {
    let place = Place::own();
    let draft = Draft::new(&place, "odd");
    thread::scope(|scope| {
        for (what, answer, words) in ODD {
            let (draft, token) = (&draft, &place.token);
            scope.spawn(move || {
                let site = Proxy::start("127.0.0.1:9");
                site.rule(move |_, seen| answer(seen));
                let steward = Steward::with(draft);
                let dataset = format!("datasets/{}", draft.name);
                for command in ["plan", "publish"] {
                    let output = steward.run(token, &[command, &dataset, "--to", &site.address()]);
                    let told = refused(&output);
                    assert!(
                        words.iter().any(|word| told.contains(word)),
                        "{what}: {told}"
                    );
                }
                assert_eq!(writes(&site.take()), [""; 0], "{what}");
            });
        }
    });
}

#[test]
fn a_portal_that_is_down_is_told() {
    let place = Place::own();
    let draft = Draft::new(&place, "down");
    let steward = Steward::with(&draft);
    let address = format!("http://127.0.0.1:{}", closed_port());
    let dataset = format!("datasets/{}", draft.name);
    let begun = Instant::now();
    let told = refused(&steward.run(&place.token, &["publish", &dataset, "--to", &address]));
    assert!(told.contains(&address), "{told}");
    assert!(
        begun.elapsed() < Duration::from_mins(1),
        "{:?}",
        begun.elapsed()
    );
    for address in [
        "127.0.0.1:5000",
        "ftp://127.0.0.1",
        "http://",
        "http://127.0.0.1:5000/?q=1",
    ] {
        let told = refused(&steward.run(&place.token, &["publish", &dataset, "--to", address]));
        assert!(told.contains("http"), "{address}: {told}");
    }
}

#[test]
fn a_portal_that_goes_into_maintenance_is_finished_later() {
    Place::each(|place| {
        let draft = Draft::new(place, "maintained");
        let steward = Steward::with(&draft);
        place
            .proxy
            .rule(|number, _| (number > 20).then(maintenance));
        let told = steward.refused(place, &draft.name, &[]);
        assert!(
            told.contains("503") || told.contains("maintenance"),
            "{told}"
        );
        place.proxy.take();
        let (status, _) = place.ask(None, "package_show", &json!({"id": draft.name}));
        assert!(
            status == 403 || status == 404,
            "half of it is to be seen: {status}"
        );
        assert_eq!(leaks(place, &draft.name), [""; 0]);
        steward.published(place, &draft.name, &[]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
    });
}

#[test]
fn a_portal_that_can_only_be_read_stays_as_it_was() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "read-only");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        let kept = steward.keep(&draft.name, "kept");
        draft.tables[0].rows[0][2] = "4321".to_owned();
        draft.write(steward.path());
        place.proxy.rule(|_, seen| {
            let error = json!({"success": false, "error": {"__type": "Authorization Error", "message": "Access denied"}});
            seen.is_write().then(|| Fault::Answer(Canned::json(403, &error)))
        });
        let told = steward.refused(place, &draft.name, &[]);
        place.proxy.take();
        assert!(
            told.contains("Access denied"),
            "the portal's own words: {told}"
        );
        agrees(place, &draft.name, &kept).unwrap();
        steward.published(place, &draft.name, &[]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
    });
}

#[test]
fn a_slow_portal_with_a_wrong_clock_is_no_trouble() {
    Place::each(|place| {
        let draft = Draft::new(place, "slow");
        let steward = Steward::with(&draft);
        place.proxy.rule(|number, _| {
            Some(if number % 8 == 0 {
                Fault::Delay(Duration::from_millis(300))
            } else {
                Fault::Edit(|answer: &mut Message| {
                    answer.remove("date");
                    answer.headers.push((
                        "Date".to_owned(),
                        "Thu, 01 Jan 2026 03:00:00 GMT".to_owned(),
                    ));
                })
            })
        });
        steward.published(place, &draft.name, &[]);
        place.proxy.take();
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
    });
}

#[test]
fn a_file_that_is_too_large_is_named() {
    let too_large = json!({"success": false, "error": {"__type": "Validation Error", "upload": ["File upload too large"]}});
    let answers = [
        Canned::page(413, "Request Entity Too Large"),
        Canned::json(409, &too_large),
    ];
    Place::each(|place| {
        for answer in &answers {
            let draft = Draft::new(place, "large");
            let steward = Steward::with(&draft);
            let canned = answer.clone();
            place.proxy.rule(move |_, seen| {
                let is_it = seen.is_upload() && seen.body.contains("filename=\"form1.xlsx\"");
                is_it.then(|| Fault::Answer(canned.clone()))
            });
            let told = steward.refused(place, &draft.name, &[]);
            place.proxy.take();
            assert!(told.contains("form1.xlsx"), "{told}");
            let (status, _) = place.ask(None, "package_show", &json!({"id": draft.name}));
            assert!(status == 403 || status == 404, "{status}");
            steward.published(place, &draft.name, &[]);
            agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        }
    });
}

/// The portal without its DataStore: its actions are unknown, and its status does not name it.
fn without_datastore(seen: &Seen) -> Option<Fault> {
    let asks_for_it = seen.action() == "help_show"
        && (seen.path.contains("datastore") || seen.body.contains("datastore"));
    if asks_for_it {
        let error = json!({"success": false, "error": {"__type": "Not Found Error", "message": "Not found: Action \"datastore_create\" not found."}});
        return Some(Fault::Answer(Canned::json(404, &error)));
    }
    if seen.action().starts_with("datastore_") {
        let error = Value::from(format!(
            "Bad request - Action name not known: {}",
            seen.action()
        ));
        return Some(Fault::Answer(Canned::json(400, &error)));
    }
    (seen.action() == "status_show").then_some(Fault::Edit(|answer: &mut Message| {
        let mut status: Value = serde_json::from_slice(&answer.body).unwrap();
        if let Some(extensions) = status["result"]["extensions"].as_array_mut() {
            extensions.retain(|it| it != "datastore");
        }
        answer.body = status.to_string().into_bytes();
    }))
}

/// Publishes to a place that has no DataStore.
fn files_only(place: &Place) {
    let mut draft = Draft::new(place, "no-datastore");
    let steward = Steward::with(&draft);
    let plan = steward.plan(place, &draft.name, &[]);
    assert!(
        plan.contains("DataStore"),
        "the plan says that there will be no table: {plan}"
    );
    for change in ["1", "2"] {
        draft.tables[0].rows[0][2].push_str(change);
        draft.write(steward.path());
        let output = steward.publish(place, &draft.name, &[]);
        assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
        let dataset = place.shown(&draft.name);
        assert_eq!(dataset["private"], false);
        assert!(files(&dataset).all(|it| it["datastore_active"] != true));
        let before = dataset["metadata_modified"].clone();
        steward.published(place, &draft.name, &[]);
        assert_eq!(
            place.shown(&draft.name)["metadata_modified"],
            before,
            "the second time there is nothing to do"
        );
    }
}

#[test]
fn a_portal_without_datastore_gets_the_files() {
    let place = Place::own();
    place.proxy.rule(|_, seen| without_datastore(seen));
    files_only(&place);
    if let Some(place) = Place::beside("CKAN_PLAIN_URL") {
        files_only(&place);
    }
}

#[test]
fn a_store_that_cannot_be_written_is_told_and_the_next_run_repairs_it() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "full");
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &[]);
        let kept = steward.keep(&draft.name, "kept");
        draft.tables.push(Table::areas());
        draft.write(steward.path());
        // As a full disk does: nothing can be written where releases and receipts are kept.
        std::fs::write(steward.path().join("blocked"), "").unwrap();
        let told = steward.refused(place, &draft.name, &["--catalog", "blocked"]);
        assert!(told.contains("blocked"), "{told}");
        let built = steward.built(&draft.name);
        assert!(
            agrees(place, &draft.name, &kept).is_ok() || agrees(place, &draft.name, &built).is_ok()
        );
        steward.published(place, &draft.name, &[]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
    });
}
