use serde_json::json;

use crate::portal::draft::{Draft, Table};
use crate::portal::look::{agrees, marker};
use crate::portal::place::{Place, writes};
use crate::portal::steward::{Steward, done, refused};

#[test]
fn an_earlier_release_comes_back_whole_and_the_later_one_as_well() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "back");
        let steward = Steward::with(&draft);
        let name = draft.name.clone();
        steward.published(place, &name, &[]);
        let first = steward.keep(&name, "first");
        draft.title.push_str(" ฉบับปรับปรุง");
        draft.tables[0].rows[0][2] = "4321".to_owned();
        draft.tables[0].columns[3].name = "rate_per_100000".to_owned();
        draft.tables.push(Table::areas());
        draft.write(steward.path());
        steward.published(place, &name, &[]);
        let second = steward.keep(&name, "second");
        let address = place.address();
        let run = |arguments: &[&str]| {
            steward.run(&place.token, &[arguments, &["--to", &address]].concat())
        };

        let listed = done(&run(&["releases", &name]));
        assert!(listed.contains('1') && listed.contains('2'), "{listed}");

        // Without a number: the release before.
        done(&run(&["rollback", &name]));
        agrees(place, &name, &first).unwrap();
        assert_eq!(marker(&place.shown(&name))["release"], 3);
        let receipts = steward.receipts(&name);
        assert_eq!(receipts[2]["rolled_back_from"], 1, "{receipts:#?}");

        // Back to what is there already: nothing to do.
        place.proxy.take();
        done(&run(&["rollback", &name, "--release", "1"]));
        assert_eq!(writes(&place.proxy.take()), [""; 0]);

        done(&run(&["rollback", &name, "--release", "2"]));
        agrees(place, &name, &second).unwrap();

        // What the steward's folder says is what is there.
        place.proxy.take();
        steward.published(place, &name, &[]);
        assert_eq!(writes(&place.proxy.take()), [""; 0]);

        let told = refused(&run(&["rollback", &name, "--release", "99"]));
        assert!(told.contains("99"), "{told}");
        let told = refused(&run(&["rollback", "no-such-dataset"]));
        assert!(told.contains("no-such-dataset"), "{told}");
    });
}

#[test]
fn a_rollback_respects_edits_by_hand() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "back-edited");
        let steward = Steward::with(&draft);
        let name = draft.name.clone();
        steward.published(place, &name, &[]);
        draft.tables[0].rows[0][2] = "4321".to_owned();
        draft.write(steward.path());
        steward.published(place, &name, &[]);
        place.act(
            "package_patch",
            &json!({"id": name, "notes": "แก้ไขบนหน้าเว็บ"}),
        );
        let before = place.shown(&name);
        place.proxy.take();
        let told =
            refused(&steward.run(&place.token, &["rollback", &name, "--to", &place.address()]));
        assert_eq!(writes(&place.proxy.take()), [""; 0], "{told}");
        assert_eq!(place.shown(&name), before);
    });
}
