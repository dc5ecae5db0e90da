//! What a dataset becomes on a portal, and what the portal would refuse, against answers of genuine CKANs.

mod refused;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sheetpress::ckan::fit::{Choice, Fitted, Said, fit};
use sheetpress::ckan::mapping::{self, Mapped};
use sheetpress::ckan::portal::{Portal, User, Version, licenses, organizations};
use sheetpress::ckan::scheming::{DatasetSchema, Holds};
use sheetpress::model::artifact::Release;
use sheetpress::pipeline::{self, Options};
use tempfile::TempDir;

use crate::serving::release_of;

const MD5: &str = "0123456789abcdef0123456789abcdef";
const CSV: &str =
    "province,code,v2567,price,amount,day,open,note\nน่าน,55,1,1.5,2,2024-01-31,true,\n";

fn recorded(file: &str) -> Value {
    let path = Path::new("tests/ckan/recorded/2.11.6").join(format!("{file}.json"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let answer: Value = serde_json::from_str(&text).unwrap();
    answer["result"].clone()
}

fn portal(status: &str, schema: Option<&str>) -> Portal {
    let mut portal = Portal::read(&recorded(status));
    portal.user = Some(User::read(&recorded("user_show")));
    portal.organizations = organizations(&recorded("organization_list_for_user"));
    portal.organization_names = vec!["department-of-health".to_owned(), "treasury".to_owned()];
    portal.licenses = licenses(&recorded("license_list"));
    portal.schema = schema.map(|file| DatasetSchema::read(&recorded(file)).unwrap());
    portal
}

fn stock() -> Portal {
    portal("status_show", None)
}

fn scheming() -> Portal {
    portal("status_show-scheming", Some("scheming_dataset_schema_show"))
}

fn national() -> Portal {
    portal(
        "status_show-national",
        Some("scheming_dataset_schema_show-national"),
    )
}

fn ours() -> Choice {
    Choice {
        organization: Some("department-of-health".to_owned()),
        create_organization: false,
    }
}

fn fitted(mapped: &Mapped, portal: &Portal) -> Fitted {
    fit(mapped, portal, &ours(), &|_| Some(MD5.to_owned()))
}

/// The dataset of the tests of the server, with what the national catalogue demands beside, and a change.
fn mapped(change: impl FnOnce(&mut Value)) -> Mapped {
    let folder = TempDir::new().unwrap();
    let release = release_of(folder.path(), CSV, |it| {
        it["thai-gdc"]["geo_coverage"] = json!("ประเทศ");
        it["thai-gdc"]["data_source"] = json!("กรมตัวอย่าง");
        it["thai-gdc"]["data_category"] = json!("ข้อมูลสาธารณะ");
        change(it);
    });
    mapping::dataset(&release).unwrap()
}

fn fields(said: &[Said]) -> Vec<&str> {
    said.iter().map(|it| it.field.as_str()).collect()
}

fn problems(portal: &Portal, change: impl FnOnce(&mut Value)) -> Vec<Said> {
    fitted(&mapped(change), portal).problems
}

/// Every dataset of the project, as it is built.
fn datasets() -> Vec<Release> {
    let mut folders: Vec<_> = fs::read_dir("datasets")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let build = |folder: &PathBuf| {
        let out = TempDir::new().unwrap();
        let built = pipeline::build(folder, out.path(), &Options::default()).unwrap();
        built.release.unwrap()
    };
    folders.iter().map(build).collect()
}

#[test]
fn recorded_answers_are_read() {
    let stock = stock();
    assert_eq!(stock.version, Version::parse("2.11.6"));
    assert_eq!(stock.user.as_ref().unwrap().name, "editor");
    assert_eq!(stock.organizations[0].name, "department-of-health");
    assert_eq!(stock.licenses.len(), 15);
    assert!(stock.features.datastore && stock.features.revise && stock.features.records_delete);
    assert!(!stock.hides_features() && !stock.is_national() && !stock.takes_tag_string());

    let scheming = scheming();
    assert!(!scheming.is_national() && scheming.takes_tag_string() && !scheming.takes_any_tag());

    let national = national();
    assert!(national.is_national() && national.takes_tag_string() && national.takes_any_tag());
    assert!(national.wants_unique_titles() && !scheming.wants_unique_titles());
    let schema = national.schema.as_ref().unwrap();
    let objective = schema.dataset_field("objective").unwrap();
    assert!(objective.is_required && objective.choices.len() > 10);
    assert_eq!(objective.holds, Holds::Several);
    assert_eq!(objective.label.th, "วัตถุประสงค์");
    assert_eq!(
        schema.dataset_field("created_date").unwrap().holds,
        Holds::Day
    );
    let disaggregate = schema.resource_field("resource_disaggregate").unwrap();
    assert_eq!(disaggregate.holds, Holds::Several);
}

#[test]
fn every_dataset_of_the_project_fits_every_kind_of_portal() {
    let releases = datasets();
    assert_eq!(releases.len(), 7);
    for release in &releases {
        let mapped = mapping::dataset(release).unwrap();
        for portal in [stock(), scheming(), national()] {
            let fitted = fitted(&mapped, &portal);
            let kind = &portal.extensions;
            assert!(
                fitted.problems.is_empty(),
                "{} {kind:?}: {:#?}",
                release.package.name,
                fitted.problems
            );
            assert_eq!(fitted.wanted.organization.id, portal.organizations[0].id);
            assert_eq!(fitted.wanted.resources.len(), release.files.len());
            assert!(fitted.wanted.resources.iter().any(|it| it.table.is_some()));
        }
    }
}

#[test]
fn on_a_stock_portal_the_national_items_are_extras() {
    let fitted = fitted(&mapped(|_| {}), &stock());
    assert_eq!(fields(&fitted.problems), [""; 0]);
    let wanted = fitted.wanted;
    let members: Vec<&str> = wanted.members.keys().map(String::as_str).collect();
    assert_eq!(
        members,
        [
            "title",
            "notes",
            "maintainer",
            "maintainer_email",
            "license_id"
        ]
    );
    assert_eq!(wanted.extras["objective"], "พันธกิจหน่วยงาน, กฎหมายที่เกี่ยวข้อง");
    assert_eq!(wanted.extras["data_format"], "CSV");
    assert_eq!(wanted.extras["update_frequency_interval"], "1");
    assert_eq!(wanted.extras["high_value_dataset"], "False");
    assert_eq!(wanted.extras["title_en"], "Monthly rice prices");
    // ข้าว has a tone mark, which CKAN's own rule does not take.
    assert_eq!(wanted.tags, ["rice", "ราคา"]);
    assert_eq!(wanted.extras["keywords"], "ข้าว");
    assert_eq!(fields(&fitted.notes), ["tags"]);
}

#[test]
fn on_a_national_portal_the_national_items_are_members() {
    let fitted = fitted(&mapped(|_| {}), &national());
    assert_eq!(fields(&fitted.problems), [""; 0]);
    let wanted = fitted.wanted;
    assert_eq!(
        wanted.members["objective"],
        json!(["พันธกิจหน่วยงาน", "กฎหมายที่เกี่ยวข้อง"])
    );
    assert_eq!(wanted.members["data_format"], json!(["CSV"]));
    assert_eq!(wanted.members["update_frequency_interval"], json!("1"));
    assert_eq!(wanted.members["high_value_dataset"], json!("False"));
    assert_eq!(wanted.tags, ["rice", "ข้าว", "ราคา"]);
    let extras: Vec<&str> = wanted.extras.keys().map(String::as_str).collect();
    assert_eq!(extras, ["title_en"]);
    // The national catalogue has its own words for CC BY.
    assert_eq!(
        wanted.members["license_id"],
        json!("Creative Commons Attributions")
    );
    assert_eq!(fields(&fitted.notes), ["license_id"]);
}

#[test]
fn a_schema_of_its_own_takes_what_it_knows() {
    let mut portal = scheming();
    let schema = json!({
        "dataset_fields": [
            {"field_name": "title"},
            {"field_name": "objective", "preset": "multiple_checkbox"},
            {"field_name": "data_source", "required": true},
            {"field_name": "data_format", "form_snippet": "select.html"},
            {"field_name": "maintainer", "repeating_subfields": [{"field_name": "name"}]},
        ],
        "resource_fields": [{"field_name": "role", "choices": [{"value": "data"}]}],
    });
    portal.schema = DatasetSchema::read(&schema);
    let fitted = fitted(&mapped(|_| {}), &portal);
    let wanted = &fitted.wanted;
    assert_eq!(wanted.members["data_source"], json!("กรมตัวอย่าง"));
    assert_eq!(wanted.members["data_format"], json!("CSV"));
    assert!(wanted.members["objective"].is_array());
    assert!(wanted.extras.contains_key("geo_coverage"));
    // A member that every CKAN keeps stays one, whether the schema names it or not; one that has parts cannot be filled.
    assert!(wanted.members.contains_key("license_id"));
    assert!(
        !wanted.members.contains_key("maintainer") && !wanted.extras.contains_key("maintainer")
    );
    assert!(fields(&fitted.notes).contains(&"maintainer"));
    // Files of another role than the portal knows.
    assert!(!fitted.problems.is_empty());
    assert!(
        fitted
            .problems
            .iter()
            .all(|it| it.field.ends_with(": role"))
    );
}

#[test]
fn files_carry_their_digests_and_are_texts() {
    for portal in [stock(), national()] {
        let wanted = fitted(&mapped(|_| {}), &portal).wanted;
        for file in &wanted.resources {
            assert_eq!(file.md5, MD5);
            assert_eq!(file.members["hash"], json!(MD5));
            assert_eq!(file.members["sha256"], json!(file.sha256));
            assert_eq!(file.members["sheetpress_path"], json!(file.path));
            for gone in ["size", "hash_algorithm", "datastore_active"] {
                assert!(!file.members.contains_key(gone), "{gone}");
            }
            assert!(
                file.members.values().all(Value::is_string),
                "{:?}",
                file.members
            );
            assert!(!file.media_type.is_empty());
        }
        let table = wanted
            .resources
            .iter()
            .find(|it| it.table.is_some())
            .unwrap();
        assert_eq!(table.rows, Some(1));
        assert_eq!(table.members["rows"], json!("1"));
        let kinds: Vec<&str> = table
            .table
            .as_ref()
            .unwrap()
            .iter()
            .map(|it| it.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                "text", "text", "int8", "numeric", "numeric", "date", "bool", "text"
            ]
        );
    }
}

#[test]
fn a_portal_without_datastore_gets_files_only() {
    let mut portal = stock();
    portal.features.datastore = false;
    let fitted = fitted(&mapped(|_| {}), &portal);
    assert!(fitted.problems.is_empty());
    assert!(
        fitted
            .wanted
            .resources
            .iter()
            .all(|it| it.table.is_none() && it.rows.is_none())
    );
    assert!(fields(&fitted.notes).contains(&"datastore"));
}

#[test]
fn the_same_dataset_gives_the_same_bytes() {
    let mapped = mapped(|_| {});
    let digest = || fitted(&mapped, &national()).wanted.digest();
    assert_eq!(digest(), digest());
    assert_ne!(digest(), fitted(&mapped, &stock()).wanted.digest());
}
