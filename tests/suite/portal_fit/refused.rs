//! What a portal would refuse is told before anything is written.

use serde_json::{Value, json};
use sheetpress::ckan::fit::{Choice, fit};
use sheetpress::ckan::portal::{Portal, licenses};

use crate::portal_fit::{MD5, fields, fitted, mapped, national, ours, problems, stock};

#[test]
fn what_is_missing_is_told_by_the_portals_own_label() {
    let found = problems(&national(), |it| {
        let items = it["thai-gdc"].as_object_mut().unwrap();
        for key in ["geo_coverage", "objective", "maintainer"] {
            items.shift_remove(key);
        }
        it["keywords"] = json!([]);
        it["description"] = json!("");
    });
    assert_eq!(
        fields(&found),
        [
            "maintainer",
            "tag_string",
            "notes",
            "objective",
            "geo_coverage"
        ]
    );
    let objective = &found[3];
    assert!(
        objective.message.th.contains("วัตถุประสงค์"),
        "{}",
        objective.message.th
    );
    assert!(objective.message.en.contains("Objective"));
    assert!(objective.help.as_ref().unwrap().th.contains("ยุทธศาสตร์ชาติ"));
    // Nothing of it is demanded by a portal without that schema.
    let found = problems(&stock(), |it| it["description"] = json!(""));
    assert!(found.is_empty());
}

#[test]
fn a_value_that_the_portal_does_not_offer_is_told_with_those_that_it_does() {
    let found = problems(&national(), |it| {
        it["thai-gdc"]["objective"] = json!(["พันธกิจหน่วยงาน", "เพื่อความสนุก"]);
        it["thai-gdc"]["data_type"] = json!("ข้อมูลสถิติ ");
    });
    assert_eq!(fields(&found), ["data_type", "objective"]);
    assert!(found[1].message.th.contains("เพื่อความสนุก"));
    assert!(!found[1].message.th.contains("พันธกิจหน่วยงาน"));
    assert!(found[1].help.as_ref().unwrap().en.contains("and 6 more"));
}

#[test]
fn a_buddhist_year_never_stands_in_a_date() {
    for portal in [stock(), national()] {
        let found = problems(&portal, |it| {
            it["thai-gdc"]["last_updated_date"] = json!("2567-01-31");
        });
        assert_eq!(fields(&found), ["last_updated_date"]);
        assert!(found[0].message.th.contains("พ.ศ."));
    }
    let found = problems(&national(), |it| {
        it["thai-gdc"]["last_updated_date"] = json!("31/1/2024");
    });
    assert_eq!(fields(&found), ["last_updated_date"]);
    // Years of the data are Buddhist on the national catalogue.
    let good = problems(&national(), |it| {
        it["thai-gdc"]["first_year_of_data"] = json!("2567");
        it["thai-gdc"]["last_updated_date"] = json!("2024-01-31");
    });
    assert_eq!(fields(&good), [""; 0]);
    let found = problems(&national(), |it| {
        it["resources"][0]["thai-gdc"] = json!({"resource_created_date": "2567-01-31"});
    });
    assert!(!found.is_empty());
    assert!(
        found
            .iter()
            .all(|it| it.field.ends_with(": resource_created_date"))
    );
}

#[test]
fn the_organization_is_one_in_which_the_user_may_create() {
    let choose = |name: Option<&str>, create: bool, portal: &Portal| {
        let choice = Choice {
            organization: name.map(str::to_owned),
            create_organization: create,
        };
        fit(&mapped(|_| {}), portal, &choice, &|_| Some(MD5.to_owned()))
    };
    let mut portal = stock();
    let id = portal.organizations[0].id.clone();
    for name in ["department-of-health", "กรมอนามัย", id.as_str()] {
        let fitted = choose(Some(name), false, &portal);
        assert_eq!(fields(&fitted.problems), [""; 0], "{name}");
        assert_eq!(fitted.wanted.organization.id, id);
    }
    // It is there, but not for this user: also where it may be made.
    let found = choose(Some("treasury"), true, &portal).problems;
    assert_eq!(fields(&found), ["owner_org"]);
    assert!(found[0].message.en.contains("editor may not"));
    // It is not there: the descriptor's own unit.
    let found = choose(None, false, &portal).problems;
    assert_eq!(fields(&found), ["owner_org"]);
    assert!(
        found[0]
            .help
            .as_ref()
            .unwrap()
            .en
            .contains("--create-organization")
    );
    let fitted = choose(None, true, &portal);
    assert!(fitted.problems.is_empty());
    assert_eq!(fields(&fitted.notes), ["owner_org", "tags"]);
    assert_eq!(fitted.wanted.organization.title, "กรมตัวอย่าง");
    assert!(
        fitted.wanted.organization.id.is_empty() && !fitted.wanted.organization.name.is_empty()
    );
    // The same unit under another name on the portal.
    portal.organizations[0].title = "กรมตัวอย่าง".to_owned();
    assert_eq!(choose(None, false, &portal).wanted.organization.id, id);
    // Without a user the token is told, and the rights that it does not have are not.
    portal.user = None;
    portal.organizations.clear();
    assert_eq!(fields(&choose(None, false, &portal).problems), ["token"]);
}

#[test]
fn a_licence_is_one_of_the_portals() {
    let id = |portal: &Portal, change: &dyn Fn(&mut Value)| {
        let fitted = fitted(&mapped(change), portal);
        let id = fitted.wanted.members.get("license_id").cloned();
        (id.unwrap_or_default(), fitted.problems.len())
    };
    let national_words = |it: &mut Value| {
        it["thai-gdc"]["license_id"] = json!("Open Data Common");
        it["licenses"] =
            json!([{"name": "ODC-BY-1.0", "path": "https://opendatacommons.org/licenses/by/1-0/"}]);
    };
    assert_eq!(id(&stock(), &national_words), (json!("odc-by"), 0));
    assert_eq!(
        id(&national(), &national_words),
        (json!("Open Data Common"), 0)
    );
    let by_title = |it: &mut Value| it["thai-gdc"]["license_id"] = json!("Creative Commons CCZero");
    assert_eq!(id(&stock(), &by_title), (json!("cc-zero"), 0));
    let unknown = |it: &mut Value| {
        it["thai-gdc"]["license_id"] = json!("ใช้ได้ตามสบาย");
        it["licenses"] = json!([]);
    };
    assert_eq!(id(&stock(), &unknown), (json!("ใช้ได้ตามสบาย"), 1));
    // A portal that tells no licences takes what is said; one with two versions of a licence leaves the choice to people.
    let mut portal = stock();
    portal.licenses.clear();
    assert_eq!(id(&portal, &unknown).1, 0);
    portal.licenses = licenses(&json!([
        {"id": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"},
        {"id": "ODC-BY-1.0", "title": "ODC Attribution"},
    ]));
    assert_eq!(id(&portal, &|_| {}), (json!("CC-BY-4.0"), 0));
    portal.licenses[1].id = "CC-BY-3.0".to_owned();
    assert_eq!(id(&portal, &|_| {}), (json!("cc-by"), 1));
}

#[test]
fn texts_that_a_portal_breaks_off_at_are_told() {
    let long = "ก".repeat(10_923);
    for portal in [stock(), national()] {
        let found = problems(&portal, |it| it["thai-gdc"]["data_source"] = json!(long));
        assert_eq!(fields(&found), ["data_source"]);
        let found = problems(&portal, |it| it["title"] = json!(long));
        assert_eq!(fields(&found), ["title"]);
        assert!(problems(&portal, |it| it["description"] = json!(long)).is_empty());
        let found = problems(&portal, |it| it["description"] = json!("ก\u{0}ข"));
        assert_eq!(fields(&found), ["notes"]);
        assert!(found[0].message.en.contains("U+0000"));
        assert!(problems(&portal, |it| it["description"] = json!("ก\n\tข")).is_empty());
        let found = problems(&portal, |it| it["title"] = json!("ก\nข"));
        assert_eq!(fields(&found), ["title"]);
        let found = problems(&portal, |it| it["version"] = json!("1".repeat(101)));
        assert_eq!(fields(&found), ["version"]);
        let found = problems(&portal, |it| {
            it["thai-gdc"]["maintainer_email"] = json!("ไม่มี");
        });
        assert_eq!(fields(&found), ["maintainer_email"]);
    }
}

#[test]
fn names_are_shorter_on_a_national_portal() {
    let long = |it: &mut Value| it["name"] = json!("a".repeat(71));
    assert!(problems(&stock(), long).is_empty());
    assert_eq!(fields(&problems(&national(), long)), ["name"]);
}

#[test]
fn a_file_that_cannot_be_read_and_a_table_that_is_too_wide_are_told() {
    let mapped = mapped(|_| {});
    let unread = fit(&mapped, &stock(), &ours(), &|path| {
        (path != "prices.csv").then(|| MD5.to_owned())
    });
    assert_eq!(fields(&unread.problems), ["prices.csv"]);

    let mut wide = mapped.clone();
    let table = wide
        .resources
        .iter_mut()
        .find(|it| it.columns.is_some())
        .unwrap();
    let columns = table.columns.as_mut().unwrap();
    let first = columns[0].clone();
    columns.clear();
    for number in 0..1598 {
        let mut column = first.clone();
        column.field.name = format!("c{number}");
        columns.push(column);
    }
    assert!(fitted(&wide, &stock()).problems.is_empty());
    let table = wide
        .resources
        .iter_mut()
        .find(|it| it.columns.is_some())
        .unwrap();
    let columns = table.columns.as_mut().unwrap();
    columns.push(first);
    assert_eq!(fields(&fitted(&wide, &stock()).problems), ["prices.csv"]);
}

#[test]
fn columns_that_a_datastore_cannot_tell_apart_are_told() {
    let mut mapped = mapped(|_| {});
    let table = mapped
        .resources
        .iter_mut()
        .find(|it| it.columns.is_some())
        .unwrap();
    let columns = table.columns.as_mut().unwrap();
    columns[1].field.name = "Province".to_owned();
    columns[2].field.name = "ก".repeat(22);
    let found = fitted(&mapped, &stock()).problems;
    let thai = format!("prices.csv: {}", "ก".repeat(22));
    assert_eq!(fields(&found), ["prices.csv: Province", thai.as_str()]);
}
