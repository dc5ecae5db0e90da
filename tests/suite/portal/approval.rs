use std::fs;

use serde_json::{Value, json};

use crate::portal::draft::Draft;
use crate::portal::look::{agrees, marker};
use crate::portal::place::{Place, writes};
use crate::portal::steward::{PLAN, Steward, conforms, refused};

/// A published dataset with one cell changed since.
fn changed(place: &Place, stem: &str) -> (Draft, Steward) {
    let mut draft = Draft::new(place, stem);
    let steward = Steward::with(&draft);
    steward.published(place, &draft.name, &[]);
    "4321".clone_into(&mut draft.tables[0].rows[0][2]);
    draft.write(steward.path());
    (draft, steward)
}

fn saved(steward: &Steward) -> Value {
    let plan = fs::read_to_string(steward.path().join("plan.json")).unwrap();
    let plan: Value = serde_json::from_str(&plan).unwrap();
    conforms(PLAN, &plan);
    plan
}

#[test]
fn a_saved_plan_is_carried_out() {
    Place::each(|place| {
        let (draft, steward) = changed(place, "saved");
        place.proxy.take();
        steward.plan(place, &draft.name, &["--save", "plan.json"]);
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        let plan = saved(&steward);
        steward.published(place, &draft.name, &["--plan", "plan.json"]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        let receipts = steward.receipts(&draft.name);
        assert_eq!(receipts.len(), 2);
        assert_eq!(receipts[1]["plan"], plan["plans"][0]["hash"]);
        assert_eq!(
            marker(&place.shown(&draft.name))["plan"],
            plan["plans"][0]["hash"]
        );
    });
}

#[test]
fn a_saved_plan_is_refused_once_the_portal_moved() {
    Place::each(|place| {
        let (draft, steward) = changed(place, "moved");
        steward.plan(place, &draft.name, &["--save", "plan.json"]);
        // Somebody edits the dataset on the portal's own page.
        place.act(
            "package_patch",
            &json!({"id": draft.name, "version": "2.0"}),
        );
        let before = place.shown(&draft.name);
        place.proxy.take();
        let told = steward.refused(place, &draft.name, &["--plan", "plan.json"]);
        assert_eq!(writes(&place.proxy.take()), [""; 0], "{told}");
        assert!(told.contains("plan"), "{told}");
        assert_eq!(place.shown(&draft.name), before);
    });
}

#[test]
fn a_saved_plan_is_refused_once_the_dataset_changed() {
    Place::each(|place| {
        let (mut draft, steward) = changed(place, "rebuilt");
        steward.plan(place, &draft.name, &["--save", "plan.json"]);
        draft.tables[0].rows[1][2] = "1234".to_owned();
        draft.write(steward.path());
        place.proxy.take();
        let told = steward.refused(place, &draft.name, &["--plan", "plan.json"]);
        assert_eq!(writes(&place.proxy.take()), [""; 0], "{told}");
    });
}

#[test]
fn a_plan_that_somebody_altered_is_refused() {
    Place::each(|place| {
        let (draft, steward) = changed(place, "altered");
        steward.plan(place, &draft.name, &["--save", "plan.json"]);
        let mut plan = saved(&steward);
        plan["plans"][0]["changes"].as_array_mut().unwrap().pop();
        fs::write(steward.path().join("plan.json"), plan.to_string()).unwrap();
        place.proxy.take();
        let told = steward.refused(place, &draft.name, &["--plan", "plan.json"]);
        assert_eq!(writes(&place.proxy.take()), [""; 0], "{told}");
        fs::write(steward.path().join("plan.json"), "{\"plans\": []").unwrap();
        let told = steward.refused(place, &draft.name, &["--plan", "plan.json"]);
        assert!(told.contains("plan.json"), "{told}");
    });
}

#[test]
fn only_the_approved_plan_is_carried_out() {
    Place::each(|place| {
        let (draft, steward) = changed(place, "approved");
        let hash = steward.plan_json(place, &draft.name)["hash"]
            .as_str()
            .unwrap()
            .to_owned();
        let other = "0".repeat(64);
        place.proxy.take();
        let told = steward.refused(place, &draft.name, &["--approved", &other]);
        assert!(told.contains(&hash), "it says which plan there is: {told}");
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        steward.published(place, &draft.name, &["--approved", &hash]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        assert_eq!(steward.receipts(&draft.name)[1]["plan"], hash.as_str());
    });
}

#[test]
fn an_edit_while_a_publication_is_under_way_is_not_lost() {
    Place::each(|place| {
        let (draft, steward) = changed(place, "meanwhile");
        // The first write waits at the proxy, the other person is faster, and then the write goes on.
        place.proxy.take();
        let (name, token) = (draft.name.clone(), place.token.clone());
        let edited = std::sync::atomic::AtomicBool::new(false);
        let other = place.other_client();
        place.proxy.rule(move |_, request| {
            if request.is_write() && !edited.swap(true, std::sync::atomic::Ordering::SeqCst) {
                other(
                    &token,
                    "package_patch",
                    &json!({"id": name, "version": "3.0"}),
                );
            }
            None
        });
        let told = refused(&steward.publish(place, &draft.name, &[]));
        place.proxy.take();
        assert!(!told.is_empty());
        let dataset = place.shown(&draft.name);
        assert_eq!(dataset["version"], "3.0", "the other person's edit stands");
        assert_eq!(dataset["private"], false);
        steward.published(place, &draft.name, &["--overwrite"]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
    });
}
