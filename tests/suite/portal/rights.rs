use serde_json::json;

use crate::portal::draft::Draft;
use crate::portal::look::agrees;
use crate::portal::place::{Place, unique, writes};
use crate::portal::steward::{Steward, refused, unfit};

#[test]
fn a_wrong_token_is_told_before_anything_else() {
    Place::each(|place| {
        let draft = Draft::new(place, "wrong-token");
        let steward = Steward::with(&draft);
        let (dataset, address) = (format!("datasets/{}", draft.name), place.address());
        let arguments = ["publish", &dataset, "--to", &address];
        for token in ["no-such-token", "eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiJ4In0.AAAA"] {
            let told = refused(&steward.run(token, &arguments));
            assert!(told.contains("token") && !told.contains(token), "{told}");
        }
        let none = steward.command(&arguments).output().unwrap();
        assert!(
            refused(&none).contains("SHEETPRESS_TOKEN"),
            "it says where a token goes"
        );
        let empty = refused(&steward.run("", &arguments));
        assert!(empty.contains("token"), "{empty}");
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        let (status, _) = place.ask(
            Some(&place.token),
            "package_show",
            &json!({"id": draft.name}),
        );
        assert_eq!(status, 404);
    });
}

#[test]
fn a_user_without_right_in_the_organization_writes_nothing() {
    Place::each(|place| {
        let Some(stranger) = &place.stranger else {
            return;
        };
        let draft = Draft::new(place, "no-right");
        let steward = Steward::with(&draft);
        let (dataset, address) = (format!("datasets/{}", draft.name), place.address());
        let told = unfit(&steward.run(stranger, &["publish", &dataset, "--to", &address]));
        assert!(told.contains(&place.organization), "{told}");
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        // Neither where the dataset is there already.
        steward.published(place, &draft.name, &[]);
        let before = place.shown(&draft.name);
        let mut changed = draft.clone();
        changed.title.push_str(" ฉบับปรับปรุง");
        changed.write(steward.path());
        place.proxy.take();
        unfit(&steward.run(stranger, &["publish", &dataset, "--to", &address]));
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        assert_eq!(place.shown(&draft.name), before);
    });
}

#[test]
fn a_missing_organization_is_told_and_created_on_demand() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "no-unit");
        draft.organization = unique("new-unit");
        let steward = Steward::with(&draft);
        let told = unfit(&steward.publish(place, &draft.name, &[]));
        assert!(told.contains(&draft.organization), "{told}");
        assert!(told.contains("--create-organization"), "{told}");
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        place.will_go(&draft.organization);
        steward.published(place, &draft.name, &["--create-organization"]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        assert_eq!(
            place.shown(&draft.name)["organization"]["name"],
            draft.organization.as_str()
        );
    });
}

#[test]
fn the_organization_can_be_named() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "named-unit");
        draft.organization = "กรมตัวอย่างเพื่อการทดสอบ".to_owned();
        let steward = Steward::with(&draft);
        steward.published(place, &draft.name, &["--organization", &place.organization]);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        assert_eq!(
            place.shown(&draft.name)["organization"]["name"],
            place.organization.as_str()
        );
        let missing = unique("no-unit");
        let told = unfit(&steward.publish(place, &draft.name, &["--organization", &missing]));
        assert!(told.contains(&missing), "{told}");
    });
}

#[test]
fn a_token_comes_from_a_file_or_standard_input() {
    use std::io::Write as _;
    use std::process::Stdio;

    Place::each(|place| {
        let draft = Draft::new(place, "token-file");
        let steward = Steward::with(&draft);
        let (dataset, address) = (format!("datasets/{}", draft.name), place.address());
        std::fs::write(steward.path().join("token"), format!("{}\n", place.token)).unwrap();
        let arguments = ["publish", &dataset, "--to", &address];
        let by_file = steward
            .command(&[&arguments[..], &["--token-file", "token"]].concat())
            .output()
            .unwrap();
        crate::portal::steward::done(&by_file);
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        let mut child = steward
            .command(&[&arguments[..], &["--token-stdin"]].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "{}", place.token).unwrap();
        let by_stdin = crate::portal::steward::done(&child.wait_with_output().unwrap());
        assert!(by_stdin.contains("nothing changed"), "{by_stdin}");
        let missing = steward
            .command(&[&arguments[..], &["--token-file", "no-such-file"]].concat())
            .output()
            .unwrap();
        assert!(refused(&missing).contains("no-such-file"));
    });
}
