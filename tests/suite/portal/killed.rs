use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::portal::draft::{Draft, Table};
use crate::portal::look::{agrees, leaks};
use crate::portal::matrix::is_thorough;
use crate::portal::place::{Kind, Place, writes};
use crate::portal::steward::Steward;

/// Publishes, and kills the program when its n-th request is at the proxy. False where it ended before.
fn killed_at(place: &Place, steward: &Steward, name: &str, at: usize) -> bool {
    let held = place.proxy.hold(at);
    let (dataset, address) = (format!("datasets/{name}"), place.address());
    let mut child = steward
        .command(&["publish", &dataset, "--to", &address])
        .env("SHEETPRESS_TOKEN", &place.token)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let reached = loop {
        match held.reached.recv_timeout(Duration::from_millis(20)) {
            Ok(()) => break true,
            Err(RecvTimeoutError::Timeout) if child.try_wait().unwrap().is_none() => {
                assert!(
                    begun.elapsed() < Duration::from_mins(2),
                    "neither ends nor asks"
                );
            }
            // It may have come between the two looks.
            Err(_) => break held.reached.try_recv().is_ok(),
        }
    };
    // SIGKILL: nothing can be tidied up.
    child.kill().unwrap();
    child.wait().unwrap();
    let _over = held.go.send(());
    place.proxy.take();
    reached
}

/// Nothing, the whole old or the whole new release is to be seen.
fn is_whole(place: &Place, name: &str, before: Option<&Path>, after: &Path) -> Result<(), String> {
    let (status, _) = place.ask(None, "package_show", &json!({"id": name}));
    if status != 200 {
        let leaks = leaks(place, name);
        return if leaks.is_empty() {
            Ok(())
        } else {
            Err(format!("hidden, but the public gets {leaks:?}"))
        };
    }
    let new = agrees(place, name, after);
    let old = before.map(|before| agrees(place, name, before));
    if new.is_ok() || old == Some(Ok(())) {
        Ok(())
    } else {
        Err(format!("half-done in public: {new:?} {old:?}"))
    }
}

/// The next run heals it, and the one after that has nothing to do.
fn heals(place: &Place, steward: &Steward, name: &str) {
    steward.published(place, name, &[]);
    agrees(place, name, &steward.built(name)).unwrap();
    place.proxy.take();
    steward.published(place, name, &[]);
    assert_eq!(writes(&place.proxy.take()), [""; 0]);
}

/// Requests at which the program is killed: every write and some of those between where it is to be thorough, else some of each.
/// What stands on the portal when a request comes is what the writes before it left.
fn moments(place: &Place) -> Vec<usize> {
    let seen = place.proxy.take();
    let step = match (place.kind, is_thorough()) {
        (Kind::Own, true) => 1,
        (Kind::Own, false) | (Kind::Ckan, true) => 3,
        (Kind::Ckan, false) => 7,
    };
    let writes = (1..)
        .zip(&seen)
        .filter(|(_, it)| it.is_write())
        .map(|(at, _)| at)
        .step_by(step);
    let mut moments: Vec<usize> = writes.chain((1..=seen.len()).step_by(8 * step)).collect();
    moments.sort_unstable();
    moments.dedup();
    moments
}

#[test]
fn a_first_publication_killed_anywhere_is_healed() {
    Place::each(|place| {
        let draft = Draft::new(place, "k");
        let steward = Steward::with(&draft);
        place.proxy.take();
        steward.published(place, &draft.name, &[]);
        let mut last = 0;
        for at in moments(place) {
            let draft = Draft::new(place, "killed");
            let steward = Steward::with(&draft);
            if !killed_at(place, &steward, &draft.name, at) {
                break;
            }
            is_whole(place, &draft.name, None, &steward.built(&draft.name))
                .unwrap_or_else(|why| panic!("killed at {at}: {why}"));
            heals(place, &steward, &draft.name);
            last = at;
        }
        assert!(last > 20, "{last}");
    });
}

#[test]
fn a_change_killed_anywhere_is_healed() {
    Place::each(|place| {
        let one = Draft::new(place, "killed-change");
        let mut two = one.clone();
        two.title.push_str(" ฉบับปรับปรุง");
        two.tables[0].rows[0][2] = "4321".to_owned();
        two.tables.push(Table::areas());
        let name = one.name.clone();
        let steward = Steward::with(&one);
        steward.published(place, &name, &[]);
        let first = steward.keep(&name, "first");
        two.write(steward.path());
        place.proxy.take();
        steward.published(place, &name, &[]);
        let moments = moments(place);
        let second = steward.keep(&name, "second");
        // There and back again: each change is killed on its way, healed, and the next one leads from what it gave.
        let mut is_at_second = true;
        for at in moments {
            let (draft, before, after) = if is_at_second {
                (&one, &second, &first)
            } else {
                (&two, &first, &second)
            };
            draft.write(steward.path());
            if killed_at(place, &steward, &name, at) {
                is_whole(place, &name, Some(before), after)
                    .unwrap_or_else(|why| panic!("killed at {at}: {why}"));
            }
            heals(place, &steward, &name);
            is_at_second = !is_at_second;
        }
    });
}
