//! Publishing to the embedded catalogue.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use sheetpress::catalog;
use sheetpress::catalog::datastore::Rows;
use sheetpress::catalog::record::Cell;
use sheetpress::catalog::shelf::Catalog;
use sheetpress::model::language::Language;
use sheetpress::publish::order::Order;
use sheetpress::publish::plan::{Mark, What};
use sheetpress::publish::portal::connection::Settings;
use sheetpress::publish::targets::{self, Access, Opening};
use sheetpress::publish::{self, receipt::Receipt};

use crate::serving::{CSV, NAME, now, publish, release, release_of};

/// Every file of a folder with its content and time of change.
fn state(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let changed = path.metadata().unwrap().modified().unwrap();
                files.insert(
                    path.display().to_string(),
                    (fs::read(&path).unwrap(), changed),
                );
            }
        }
    }
    files
}

#[test]
fn a_first_publication_lists_everything_as_new() {
    let folder = tempfile::tempdir().unwrap();
    let release = release(&folder.path().join("out"));
    let place = folder.path().join("catalog");
    let plan = publish::plan(&release, &Catalog::peek(&place).unwrap()).unwrap();
    assert!(!place.exists(), "a plan changes nothing");
    assert!(plan.changes.iter().all(|change| change.mark == Mark::Add));
    assert_eq!(
        plan.changes
            .iter()
            .filter(|change| change.what == What::File)
            .count(),
        6
    );
    let text = plan.text();
    assert!(
        text.get(Language::Thai)
            .contains("+ จำนวนแถว prices.csv: 4"),
        "{}",
        text.th
    );
    assert!(
        text.get(Language::English).contains("+ rows prices.csv: 4"),
        "{}",
        text.en
    );
}

#[test]
fn a_second_publication_writes_nothing_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let release = release(&folder.path().join("out"));
    let place = folder.path().join("catalog");
    let first = publish(&release, &place).unwrap();
    let before = state(&place);
    let second = publish(&release, &place).unwrap();
    assert!(second.plan.is_empty());
    assert!(second.plan.text().en.contains("no changes"));
    assert_eq!(second.receipt, first.receipt);
    assert_eq!(state(&place), before);
}

#[test]
fn a_receipt_says_what_was_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let release = release(&folder.path().join("out"));
    let outcome = publish(&release, &folder.path().join("catalog")).unwrap();
    let text = fs::read_to_string(outcome.receipt_path.as_ref().unwrap()).unwrap();
    assert!(
        outcome
            .receipt_path
            .as_ref()
            .unwrap()
            .ends_with(format!("receipts/{NAME}-1.json"))
    );
    assert_eq!(Some(Receipt::parse(&text).unwrap()), outcome.receipt);
    let rows = &outcome.receipt.as_ref().unwrap().files[0];
    assert_eq!(
        (rows.path.as_str(), rows.rows, &rows.sha256),
        ("prices.csv", Some(4), &release.files[0].sha256)
    );
    assert_eq!(
        outcome.receipt.as_ref().unwrap().metadata_modified,
        "2026-11-20T15:00:11.921520"
    );
    assert_eq!(
        outcome.receipt.as_ref().unwrap().verified,
        ["bytes", "row-count", "fields", "sampled-rows"]
    );
}

#[test]
fn a_lost_receipt_is_written_again_by_the_next_run() {
    let folder = tempfile::tempdir().unwrap();
    let release = release(&folder.path().join("out"));
    let place = folder.path().join("catalog");
    let path = publish(&release, &place).unwrap().receipt_path.unwrap();
    let text = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(publish(&release, &place).unwrap().plan.is_empty());
    assert_eq!(fs::read(&path).unwrap(), text);
}

#[test]
fn a_change_is_told_apart_by_kind() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("catalog");
    publish(&release(&folder.path().join("one")), &place).unwrap();
    let longer = format!("{CSV}ตาก,063,1,1,1,2024-01-01,true,\n");
    let mut next = release_of(&folder.path().join("two"), &longer, |it| {
        it["title"] = "ราคาข้าว".into();
        it["resources"][0]["schema"]["fields"][7]["title"] = "บันทึก".into();
    });
    next.files.retain(|file| file.path != "prices.xml");
    let outcome = publish(&next, &place).unwrap();
    let has = |mark: Mark, what: What, key: &str| {
        outcome
            .plan
            .changes
            .iter()
            .any(|it| (it.mark, it.what, it.key.as_str()) == (mark, what, key))
    };
    assert!(has(Mark::Change, What::Metadata, "title"));
    assert!(has(Mark::Change, What::File, "prices.csv"));
    assert!(has(Mark::Remove, What::File, "prices.xml"));
    assert!(has(Mark::Change, What::Field, "prices.csv note"));
    assert!(has(Mark::Change, What::Rows, "prices.csv"));
    assert!(has(Mark::Same, What::File, "report.json"));
    assert_eq!(outcome.receipt.as_ref().unwrap().release, 2);
    let catalog = Catalog::open_read_only(&place).unwrap();
    let dataset = catalog.reader().dataset(NAME).unwrap().unwrap();
    assert_eq!(
        catalog.reader().releases(&dataset.id).unwrap().len(),
        2,
        "the old release stays recorded"
    );
    assert_eq!(catalog.reader().resources(&dataset.id).unwrap().len(), 5);
    assert!(publish(&next, &place).unwrap().plan.is_empty());
}

#[test]
fn a_bad_value_in_the_middle_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("catalog");
    publish(&release(&folder.path().join("one")), &place).unwrap();
    let before = state(&place)
        .remove(&place.join("catalog.sqlite").display().to_string())
        .unwrap()
        .0;
    let broken = CSV.replace("9.9,0", "เก้า,0");
    let fault = publish(
        &release_of(&folder.path().join("two"), &broken, |_| {}),
        &place,
    )
    .unwrap_err();
    let publish::Error::Catalog(catalog::Error::Value {
        row, field, value, ..
    }) = &fault
    else {
        panic!("{fault:?}");
    };
    assert_eq!((*row, field.as_str(), value.as_str()), (3, "price", "เก้า"));
    assert!(fault.help().is_some());
    let after = state(&place)
        .remove(&place.join("catalog.sqlite").display().to_string())
        .unwrap()
        .0;
    assert!(before == after, "the database changed");
    assert!(!place.join(format!("receipts/{NAME}-2.json")).exists());
    assert!(
        publish(&release(&folder.path().join("one")), &place)
            .unwrap()
            .plan
            .is_empty()
    );
}

#[test]
fn a_file_that_changed_after_the_build_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let release = release(&folder.path().join("out"));
    fs::write(folder.path().join("out/report.json"), "{\"changed\": 1}\n").unwrap();
    let fault = publish(&release, &folder.path().join("catalog")).unwrap_err();
    assert!(
        matches!(
            fault,
            publish::Error::Catalog(catalog::Error::Digest { .. })
        ),
        "{fault:?}"
    );
}

#[test]
fn a_path_outside_the_release_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut release = release(&folder.path().join("out"));
    release.files[5].path = "../out/report.json".to_owned();
    let fault = publish(&release, &folder.path().join("catalog")).unwrap_err();
    assert!(matches!(fault, publish::Error::Path(_)), "{fault:?}");
}

#[test]
fn a_file_that_the_catalogue_lost_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let release = release(&folder.path().join("out"));
    let place = folder.path().join("catalog");
    publish(&release, &place).unwrap();
    let lost = catalog::files::path(&place, &release.files[0].sha256).unwrap();
    fs::remove_file(&lost).unwrap();
    assert!(!publish(&release, &place).unwrap().plan.is_empty());
    assert!(lost.is_file());
    assert!(publish(&release, &place).unwrap().plan.is_empty());
}

#[test]
fn a_second_process_is_told_that_the_catalogue_is_locked() {
    let folder = tempfile::tempdir().unwrap();
    let release = release(&folder.path().join("out"));
    let place = folder.path().join("catalog");
    publish(&release, &place).unwrap();
    let mut holder = Catalog::open(&place).unwrap();
    let writer = holder.writer().unwrap();
    let begun = std::time::Instant::now();
    let fault = publish(&release, &place).unwrap_err();
    assert!(
        matches!(fault, publish::Error::Catalog(catalog::Error::Locked(_))),
        "{fault:?}"
    );
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert!(fault.help().is_some());
    drop(writer);
    assert!(publish(&release, &place).unwrap().plan.is_empty());
}

#[test]
fn every_target_has_a_name_of_its_own_and_a_folder_has_one() {
    for (place, target) in targets::TARGETS.iter().enumerate() {
        assert!(
            targets::TARGETS[..place]
                .iter()
                .all(|other| other.name != target.name)
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let release = release(&folder.path().join("out"));
    let place = folder.path().join("catalog").display().to_string();
    let open = |place: &str, access: Access| {
        targets::open(Opening {
            place,
            access,
            catalog: folder.path(),
            token: None,
            settings: Settings::default(),
        })
    };
    let order = Order::at(now());
    let mut target = open(&place, Access::Write).unwrap();
    let done = target.publish(&release, &order, &mut |_| {}).unwrap();
    assert!(!done.plan.is_empty());
    let mut target = open(&place, Access::Read).unwrap();
    assert!(target.plan(&release, &order).unwrap().is_empty());
    assert!(open("ftp://example.org", Access::Read).is_err());
}

#[test]
fn one_digit_is_a_change_and_the_rows_follow() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("catalog");
    publish(&release(&folder.path().join("one")), &place).unwrap();
    let other = CSV.replace("1.10", "1.20");
    let outcome = publish(
        &release_of(&folder.path().join("two"), &other, |_| {}),
        &place,
    )
    .unwrap();
    let changed = outcome
        .plan
        .changes
        .iter()
        .find(|change| change.key == "prices.csv" && change.mark == Mark::Change)
        .unwrap();
    assert_eq!(changed.what, What::File);
    let catalog = Catalog::open_read_only(&place).unwrap();
    let id = sheetpress::ckan::naming::resource_id(NAME, "prices.csv");
    let table = catalog.reader().table(&id).unwrap().unwrap();
    let rows = Rows {
        columns: vec!["price".to_owned()],
        limit: 1,
        ..Rows::default()
    };
    let price = Cell::Number("1.20".to_owned());
    assert_eq!(
        catalog.reader().table_rows(&table, &rows).unwrap(),
        [[price]]
    );
}

#[test]
fn a_killed_publication_leaves_the_release_before_it() {
    use std::fmt::Write as _;
    const DATASET: &str = "health-media-channels";
    let mut csv = "kind,name_th,order\n".to_owned();
    for order in 1..=60_000 {
        writeln!(csv, "channel,ช่องทางที่ {order},{order}").unwrap();
    }
    for patience in [200, 700, 1400] {
        let root = tempfile::tempdir().unwrap();
        let folder = crate::cli::dataset(root.path(), DATASET);
        let program = |arguments: &[&str]| crate::cli::run(root.path(), arguments);
        assert!(program(&["publish", "datasets"]).status.success());
        // The same dataset with many more rows, so that there is something to interrupt.
        fs::write(folder.join("channels.csv"), &csv).unwrap();
        let descriptor = folder.join("datapackage.json");
        let text = fs::read_to_string(&descriptor).unwrap();
        fs::write(
            &descriptor,
            text.replace("health-media-channels.xlsx", "channels.csv"),
        )
        .unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_sheetpress"))
            .args(["publish", "datasets"])
            .current_dir(root.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(patience));
        child.kill().unwrap();
        child.wait().unwrap();
        let catalog = Catalog::open_read_only(&root.path().join("catalog")).unwrap();
        let release = catalog.reader().dataset(DATASET).unwrap().unwrap().release;
        let id = sheetpress::ckan::naming::resource_id(DATASET, "channels.csv");
        let table = catalog.reader().table(&id).unwrap().unwrap();
        let rows = catalog.reader().stored_rows(&table).unwrap();
        let whole = if release == 1 { 12 } else { 60_000 };
        assert_eq!(
            (rows, table.rows),
            (whole, whole),
            "killed after {patience} ms"
        );
        drop(catalog);
        let again = program(&["publish", "datasets"]);
        assert!(
            again.status.success(),
            "{}",
            String::from_utf8_lossy(&again.stderr)
        );
        let third = program(&["publish", "datasets"]);
        assert!(String::from_utf8_lossy(&third.stdout).contains("nothing changed"));
        let catalog = Catalog::open_read_only(&root.path().join("catalog")).unwrap();
        let table = catalog.reader().table(&id).unwrap().unwrap();
        assert_eq!(catalog.reader().stored_rows(&table).unwrap(), 60_000);
    }
}
