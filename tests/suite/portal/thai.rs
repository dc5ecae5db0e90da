use serde_json::{Value, json};

use crate::portal::draft::Draft;
use crate::portal::look::{agrees, extras, tags};
use crate::portal::place::{Kind, Place, writes};
use crate::portal::steward::{Steward, unfit};

#[test]
fn thai_tags_stay_tags_where_the_portal_takes_them() {
    Place::each(|place| {
        let mut draft = Draft::new(place, "tags");
        draft.keywords = ["ข้าว", "ข้อมูล", "ราคา", "rice"].map(str::to_owned).to_vec();
        let steward = Steward::with(&draft);
        let text = steward.plan(place, &draft.name, &[]);
        steward.published(place, &draft.name, &[]);
        let dataset = place.shown(&draft.name);
        if place.kind == Kind::Own {
            assert_eq!(tags(&dataset), ["rice", "ข้อมูล", "ข้าว", "ราคา"]);
            assert_eq!(extras(&dataset).get("keywords"), None);
        } else {
            // Stock CKAN takes no vowel or tone mark above or below in a tag.
            assert_eq!(tags(&dataset), ["rice", "ราคา"]);
            let keywords = extras(&dataset)["keywords"].as_str().unwrap().to_owned();
            assert!(
                keywords.contains("ข้าว") && keywords.contains("ข้อมูล"),
                "{keywords}"
            );
            assert!(
                text.contains("ข้าว"),
                "the plan says what becomes of them: {text}"
            );
        }
        agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
        place.proxy.take();
        steward.published(place, &draft.name, &[]);
        assert_eq!(writes(&place.proxy.take()), [""; 0]);
        // One tag less, and none at all.
        for keywords in [vec!["rice".to_owned()], vec!["ข้าว".to_owned()]] {
            draft.keywords = keywords;
            draft.write(steward.path());
            steward.published(place, &draft.name, &[]);
            place.proxy.take();
            steward.published(place, &draft.name, &[]);
            assert_eq!(writes(&place.proxy.take()), [""; 0]);
        }
        let stock: &[&str] = if place.kind == Kind::Own {
            &["ข้าว"]
        } else {
            &[]
        };
        assert_eq!(tags(&place.shown(&draft.name)), stock);
    });
}

/// Publishes a dataset to a portal twice and gives it as the portal holds it.
fn held(place: &Place, draft: &Draft) -> Value {
    let steward = Steward::with(draft);
    steward.published(place, &draft.name, &[]);
    agrees(place, &draft.name, &steward.built(&draft.name)).unwrap();
    place.proxy.take();
    let text = steward.published(place, &draft.name, &[]);
    assert_eq!(writes(&place.proxy.take()), [""; 0], "{text}");
    place.shown(&draft.name)
}

#[test]
fn national_fields_stand_at_the_top_on_a_thai_portal() {
    let Some(place) = Place::beside("CKAN_GDC_URL") else {
        return;
    };
    let mut draft = Draft::new(&place, "national");
    draft.keywords = ["ข้าว", "ข้อมูล"].map(str::to_owned).to_vec();
    let dataset = held(&place, &draft);
    assert_eq!(tags(&dataset), ["ข้อมูล", "ข้าว"]);
    assert_eq!(dataset["data_type"], "ข้อมูลสถิติ");
    assert_eq!(
        dataset["objective"],
        json!(["พันธกิจหน่วยงาน"]),
        "several choices are a list"
    );
    assert_eq!(dataset["update_frequency_unit"], "เดือน");
    assert_eq!(dataset["license_id"], "Creative Commons Attributions");
    assert_eq!(extras(&dataset).get("data_type"), None);
}

#[test]
fn a_portal_with_a_schema_of_its_own_gets_what_it_has_fields_for() {
    let Some(place) = Place::beside("CKAN_SCHEMING_URL") else {
        return;
    };
    let draft = Draft::new(&place, "scheming");
    let dataset = held(&place, &draft);
    assert_eq!(dataset["title"], draft.title.as_str());
    assert_eq!(dataset["private"], false);
}

#[test]
fn a_name_that_is_too_long_for_a_thai_portal_is_told_before_the_first_write() {
    let Some(place) = Place::beside("CKAN_GDC_URL") else {
        return;
    };
    let draft = Draft::new(&place, &"long-name-".repeat(8));
    let steward = Steward::with(&draft);
    let told = unfit(&steward.publish(&place, &draft.name, &[]));
    assert!(told.contains("70"), "{told}");
    assert_eq!(writes(&place.proxy.take()), [""; 0]);
}
