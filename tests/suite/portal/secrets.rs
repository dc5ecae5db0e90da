use std::process::Output;

use crate::cli::{err, out};
use crate::portal::draft::Draft;
use crate::portal::fault::{Canned, Fault};
use crate::portal::look::agrees;
use crate::portal::place::Place;
use crate::portal::proxy::Proxy;
use crate::portal::steward::{Steward, everything, refused};

/// The token is in nothing that was printed or written.
fn is_nowhere(token: &str, steward: &Steward, outputs: &[Output]) {
    for output in outputs {
        let told = format!("{}{}", out(output), err(output));
        assert!(!told.contains(token), "{}", told.replace(token, "[TOKEN]"));
    }
    for (path, bytes) in everything(steward.path()) {
        let found = bytes.windows(token.len()).any(|it| it == token.as_bytes());
        assert!(!found, "{path} holds the token");
    }
}

#[test]
fn the_token_is_in_no_output_and_no_file() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "secret");
        let steward = Steward::with(&draft);
        let dataset = format!("datasets/{}", draft.name);
        let address = place.address();
        let run = |arguments: &[&str]| {
            steward.run(&place.token, &[arguments, &["--to", &address]].concat())
        };
        let mut outputs = vec![
            run(&["plan", &dataset, "--format", "json"]),
            run(&["plan", &dataset, "--save", "plan.json"]),
            run(&["publish", &dataset]),
            run(&["publish", &dataset, "--approved", &"0".repeat(64)]),
        ];
        draft.tables[0].rows[0][2] = "4321".to_owned();
        draft.write(steward.path());
        // A portal that sends back what it got.
        let echo = place.token.clone();
        place.proxy.rule(move |_, seen| {
            let page = Canned::page(500, &format!("Authorization: {echo}"));
            seen.is_write().then_some(Fault::Answer(page))
        });
        outputs.push(run(&["publish", &dataset]));
        place.proxy.take();
        outputs.push(run(&["publish", &dataset]));
        outputs.push(run(&["rollback", &draft.name]));
        is_nowhere(&place.token, &steward, &outputs);
    });
}

#[test]
fn a_token_is_not_taken_from_the_command_line() {
    let place = Place::own();
    let draft = Draft::new(&place, "argument");
    let steward = Steward::with(&draft);
    let dataset = format!("datasets/{}", draft.name);
    let address = place.address();
    let given = format!("--token={}", place.token);
    for more in [vec!["--token", &place.token], vec![given.as_str()]] {
        let arguments = [&["publish", &dataset, "--to", &address], &more[..]].concat();
        refused(&steward.command(&arguments).output().unwrap());
    }
    // Nor from the address, where every list of processes shows it.
    let port = place.proxy.port();
    for address in [
        format!("http://user:hunter2@127.0.0.1:{port}"),
        format!("http://hunter2@127.0.0.1:{port}"),
    ] {
        let output = steward.run(&place.token, &["publish", &dataset, "--to", &address]);
        assert!(!refused(&output).contains("hunter2"));
    }
    assert_eq!(place.proxy.take().len(), 0, "nothing was asked");
}

#[test]
fn the_token_does_not_follow_a_redirect_of_the_api() {
    let place = Place::own();
    let draft = Draft::new(&place, "redirected");
    let steward = Steward::with(&draft);
    for status in [301, 302, 307, 308] {
        let elsewhere = Proxy::start("127.0.0.1:9");
        let to = elsewhere.address();
        elsewhere.rule(|_, _| Some(Fault::Answer(Canned::page(200, "Thank you"))));
        place.proxy.rule(move |_, seen| {
            let moved =
                Canned::page(status, "Moved").with("Location", &format!("{to}{}", seen.path));
            Some(Fault::Answer(moved))
        });
        let told = steward.refused(&place, &draft.name, &[]);
        assert!(
            told.contains(&elsewhere.address()),
            "it says where to: {told}"
        );
        assert_eq!(
            elsewhere.take().len(),
            0,
            "nothing follows a redirected call"
        );
        place.proxy.take();
    }
}

#[test]
fn files_that_lie_on_another_host_are_fetched_without_the_token() {
    Place::each(|place| {
        let draft = Draft::new(place, "elsewhere");
        let steward = Steward::with(&draft);
        // As a portal does whose files lie in a cloud: it sends the reader on to an address that needs no more token.
        let store = Proxy::start(&place.upstream());
        let token = place.token.clone();
        store.rule(move |_, _| Some(Fault::Signed(token.clone())));
        let to = store.address();
        place.proxy.rule(move |_, seen| {
            let is_file = seen.method == "GET" && seen.path.contains("/download/");
            let moved = Canned::page(302, "Found").with("Location", &format!("{to}{}", seen.path));
            is_file.then_some(Fault::Answer(moved))
        });
        steward.published(place, &draft.name, &[]);
        place.proxy.take();
        let fetched = store.take();
        assert!(!fetched.is_empty(), "files are read back");
        assert!(
            fetched.iter().all(|it| it.authorization.is_none()),
            "{fetched:#?}"
        );
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
    });
}

#[test]
fn plain_http_beyond_this_machine_is_warned_of() {
    let place = Place::own();
    let draft = Draft::new(&place, "plain");
    let steward = Steward::with(&draft);
    let dataset = format!("datasets/{}", draft.name);
    // 0.0.0.0 is no loopback address, and leads here all the same.
    let address = format!("http://0.0.0.0:{}", place.proxy.port());
    place
        .proxy
        .rule(|_, _| Some(Fault::Answer(Canned::page(404, "Not Found"))));
    let far = refused(&steward.run(&place.token, &["publish", &dataset, "--to", &address]));
    assert!(far.contains("encrypt"), "{far}");
    let near = refused(&steward.run(
        &place.token,
        &["publish", &dataset, "--to", &place.address()],
    ));
    assert!(!near.contains("encrypt"), "{near}");
}
