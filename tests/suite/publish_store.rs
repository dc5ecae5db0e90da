//! Releases are kept whole, and come back as they were.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sheetpress::catalog::files;
use sheetpress::model::artifact::{Artifact, Release};
use sheetpress::model::language::Language;
use sheetpress::pipeline::{self, Options};
use sheetpress::publish::store::{Error, Facts, Kept, Store, changes};

use crate::serving::{CSV, NAME, publish, release, release_of};

const PLACE: &str = "data.example.org_443";

fn facts(number: u32) -> Facts<'static> {
    Facts {
        place: PLACE,
        address: "https://data.example.org",
        number,
        published: "2026-11-20T15:00:11.921520",
        plan: "0f",
        descriptor: "1e",
        rolled_back_from: None,
    }
}

/// Every file of a folder with its content.
fn state(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The content of a folder by file name.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let state = state(folder).into_iter();
    let name = |path: &str| {
        let name = Path::new(path).file_name().unwrap();
        name.to_string_lossy().into_owned()
    };
    state.map(|(path, bytes)| (name(&path), bytes)).collect()
}

fn same(restored: &Release, built: &Release) {
    assert_eq!(restored.package, built.package);
    assert_eq!(restored.dictionaries, built.dictionaries);
    assert_eq!(restored.files, built.files);
}

#[test]
fn every_dataset_of_the_project_comes_back_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("catalog");
    let store = Store::new(&place);
    let mut names = Vec::new();
    for entry in fs::read_dir("datasets").unwrap() {
        let out = folder.path().join("out");
        let built = pipeline::build(&entry.unwrap().path(), &out, &Options::default()).unwrap();
        let built = built.release.unwrap();
        let text = serde_json::to_string(&built.files).unwrap();
        let files: Vec<Artifact> = serde_json::from_str(&text).unwrap();
        assert_eq!(files, built.files);
        let path = store.keep(&built, &facts(1)).unwrap();
        let before = state(&place);
        assert_eq!(store.keep(&built, &facts(1)).unwrap(), path);
        assert!(state(&place) == before, "the second time writes nothing");
        let name = built.package.name.clone();
        let kept = store.find(PLACE, &name, 1).unwrap();
        assert_eq!(kept, Kept::new(&built, &facts(1)));
        assert!(store.missing(&kept).is_empty());
        let laid = folder.path().join("laid").join(&name);
        let restored = store.restore(&kept, &laid).unwrap();
        same(&restored, &built);
        assert!(
            contents(&laid) == contents(&built.folder),
            "{name}: other files"
        );
        assert!(state(&place) == before, "the store is as it was");
        // Laid out already: left as it is.
        same(&store.restore(&kept, &laid).unwrap(), &built);
        names.push(name);
    }
    names.sort();
    assert_eq!(names.len(), 7);
    assert_eq!(store.datasets(PLACE).unwrap(), names);
    assert_eq!(store.places().unwrap(), [PLACE]);
    assert!(store.datasets("catalog").unwrap().is_empty());
}

#[test]
fn releases_are_listed_by_number_with_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().join("catalog"));
    assert!(store.places().unwrap().is_empty());
    let longer = format!("{CSV}ตาก,063,1,1,1,2024-01-01,true,\n");
    let build = |out: &str, csv: &str, title: &str| {
        let title = title.to_owned();
        release_of(&folder.path().join(out), csv, |it| {
            it["title"] = title.into();
        })
    };
    let first = build("one", CSV, "ราคาข้าว");
    store.keep(&first, &facts(2)).unwrap();
    store
        .keep(&build("two", &longer, "ราคาข้าว"), &facts(10))
        .unwrap();
    let back = Facts {
        rolled_back_from: Some(2),
        ..facts(11)
    };
    store.keep(&first, &back).unwrap();
    store
        .keep(&build("three", CSV, "ราคา"), &facts(12))
        .unwrap();
    assert_eq!(store.numbers(PLACE, NAME).unwrap(), [2, 10, 11, 12]);
    let listed = store.list(PLACE, NAME).unwrap();
    assert!(listed.unreadable.is_empty());
    let mut before = None;
    let mut said = Vec::new();
    for kept in &listed.releases {
        said.push(changes(before, kept).get(Language::English).to_owned());
        assert!(!changes(before, kept).get(Language::Thai).is_empty());
        before = Some(kept);
    }
    assert_eq!(
        said,
        [
            "first release kept",
            "~ prices 4 → 5 rows",
            "release 2 brought back · ~ prices 5 → 4 rows",
            "metadata"
        ]
    );
    assert_eq!(listed.releases[1].rows(), 5);
    assert_eq!(store.last(PLACE, NAME).unwrap().number, 12);
}

#[test]
fn what_is_not_kept_is_told_with_what_is() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().join("catalog"));
    let nothing = store.find(PLACE, NAME, 1).unwrap_err();
    assert!(nothing.help().unwrap().en.contains("nothing is kept"));
    store
        .keep(&release(&folder.path().join("out")), &facts(3))
        .unwrap();
    let fault = store.find(PLACE, NAME, 2).unwrap_err();
    assert!(matches!(&fault, Error::UnknownRelease { known, .. } if *known == [3]));
    assert!(fault.help().unwrap().th.ends_with("รุ่นที่เก็บไว้: 3"));
    for name in ["other", "../catalog", ""] {
        let fault = store.last(PLACE, name).unwrap_err();
        assert!(matches!(&fault, Error::UnknownDataset { known, .. } if *known == [NAME]));
        assert!(fault.help().unwrap().en.contains(NAME));
        assert!(!fault.message().unwrap().th.is_empty());
    }
}

#[test]
fn a_run_that_was_killed_is_made_good_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("catalog");
    let store = Store::new(&place);
    let release = release(&folder.path().join("out"));
    let record = store.keep(&release, &facts(1)).unwrap();
    let whole = state(&place);
    // Killed before the record: nothing is listed.
    fs::remove_file(&record).unwrap();
    assert!(store.list(PLACE, NAME).unwrap().releases.is_empty());
    assert!(store.datasets(PLACE).unwrap().is_empty());
    store.keep(&release, &facts(1)).unwrap();
    assert!(state(&place) == whole);
    // A file that a failing disk cut short is not taken for whole.
    let csv = files::path(&place, &release.files[0].sha256).unwrap();
    fs::write(&csv, "half").unwrap();
    let kept = store.find(PLACE, NAME, 1).unwrap();
    assert_eq!(store.missing(&kept), [&release.files[0]]);
    store.keep(&release, &facts(1)).unwrap();
    assert!(state(&place) == whole);
    // Likewise a record.
    fs::write(&record, &fs::read(&record).unwrap()[..100]).unwrap();
    let listed = store.list(PLACE, NAME).unwrap();
    let [(1, fault @ Error::Record { path, .. })] = &listed.unreadable[..] else {
        panic!("{listed:?}");
    };
    assert_eq!(*path, record);
    assert!(fault.help().is_some());
    store.keep(&release, &facts(1)).unwrap();
    assert!(state(&place) == whole);
}

#[test]
fn a_broken_record_hides_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().join("catalog"));
    let release = release(&folder.path().join("out"));
    let records = [1, 2, 3, 4].map(|number| store.keep(&release, &facts(number)).unwrap());
    fs::copy(&records[0], &records[1]).unwrap();
    let later = fs::read_to_string(&records[2]).unwrap();
    let later = later.replacen("\"kept\": 1", "\"kept\": 2", 1);
    fs::write(&records[2], later).unwrap();
    let listed = store.list(PLACE, NAME).unwrap();
    let numbers: Vec<u32> = listed.releases.iter().map(|kept| kept.number).collect();
    assert_eq!(numbers, [1, 4]);
    assert!(
        matches!(
            &listed.unreadable[..],
            [(2, Error::Misplaced(_)), (3, Error::Newer { found: 2, .. })]
        ),
        "{listed:?}"
    );
    // What a later version wrote is not overwritten.
    let fault = store.keep(&release, &facts(3)).unwrap_err();
    assert!(matches!(fault, Error::Newer { .. }), "{fault:?}");
}

#[test]
fn a_file_that_is_missing_or_damaged_is_named_with_its_digest() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("catalog");
    let store = Store::new(&place);
    let release = release(&folder.path().join("out"));
    store.keep(&release, &facts(1)).unwrap();
    let kept = store.find(PLACE, NAME, 1).unwrap();
    let sha256 = &release.files[0].sha256;
    let csv = store.file(sha256).unwrap();
    // One letter, so that only reading it tells.
    let bytes = fs::read(&csv).unwrap();
    let mut other = bytes.clone();
    other[10] ^= 1;
    fs::write(&csv, &other).unwrap();
    assert!(store.missing(&kept).is_empty());
    let into = folder.path().join("into");
    let fault = store.restore(&kept, &into).unwrap_err();
    assert!(matches!(fault, Error::Damaged { .. }), "{fault:?}");
    for said in ["prices.csv", sha256.as_str()] {
        assert!(fault.to_string().contains(said), "{fault}");
        assert!(fault.message().unwrap().th.contains(said));
    }
    assert!(
        !into.join("prices.csv").exists(),
        "nothing damaged is laid out"
    );
    fs::remove_file(&csv).unwrap();
    assert!(store.file(sha256).is_none());
    let fault = store.restore(&kept, &into).unwrap_err();
    assert!(matches!(fault, Error::MissingFile { .. }), "{fault:?}");
    assert!(fault.to_string().contains(sha256), "{fault}");
    assert!(fault.help().unwrap().th.contains("สำเนาสำรอง"));
    fs::write(&csv, &bytes).unwrap();
    same(&store.restore(&kept, &into).unwrap(), &release);
    // Somebody's own file is not overwritten, and through it no file of the store.
    fs::remove_file(into.join("prices.csv")).unwrap();
    fs::write(into.join("prices.csv"), "mine").unwrap();
    let fault = store.restore(&kept, &into).unwrap_err();
    assert!(matches!(fault, Error::InTheWay(_)), "{fault:?}");
    assert_eq!(fs::read(&csv).unwrap(), bytes);
}

#[test]
fn a_place_that_counts_anew_loses_no_record() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().join("catalog"));
    let first = release(&folder.path().join("one"));
    let path = store.keep(&first, &facts(1)).unwrap();
    let record = fs::read(&path).unwrap();
    let other = release_of(&folder.path().join("two"), CSV, |it| {
        it["title"] = "ราคาอื่น".into();
    });
    assert_eq!(store.keep(&other, &facts(1)).unwrap(), path);
    let kept = store.find(PLACE, NAME, 1).unwrap();
    assert_eq!(kept.package.title, "ราคาอื่น");
    assert_eq!(store.numbers(PLACE, NAME).unwrap(), [1]);
    // The older record lies beside it, and its files are there.
    let beside = fs::read_dir(path.parent().unwrap()).unwrap();
    let mut beside = beside.map(|entry| entry.unwrap().path());
    let aside = beside.find(|it| *it != path).unwrap();
    assert_eq!(fs::read(aside).unwrap(), record);
    let older = Kept::new(&first, &facts(1));
    assert!(store.missing(&older).is_empty());
}

#[test]
fn no_path_leads_out_of_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("catalog");
    let store = Store::new(&place);
    let release = release(&folder.path().join("one"));
    store.keep(&release, &facts(1)).unwrap();
    let before = state(&place);
    let outside = Facts {
        place: "../elsewhere",
        ..facts(2)
    };
    let fault = store.keep(&release, &outside).unwrap_err();
    assert!(matches!(fault, Error::Name(_)), "{fault:?}");
    let mut kept = store.find(PLACE, NAME, 1).unwrap();
    kept.files[0].path = "../escaped.csv".to_owned();
    let fault = store
        .restore(&kept, &folder.path().join("into"))
        .unwrap_err();
    assert!(matches!(fault, Error::Path(_)), "{fault:?}");
    assert!(!folder.path().join("escaped.csv").exists());
    let mut changed = release.clone();
    changed.files[0].sha256 = "0".repeat(64);
    assert!(store.keep(&changed, &facts(2)).is_err());
    assert!(state(&place) == before, "nothing was written");
}

#[test]
fn a_release_that_came_back_publishes_like_one_that_was_built() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("catalog");
    let store = Store::new(folder.path().join("store"));
    let first = release(&folder.path().join("one"));
    publish(&first, &place).unwrap();
    store.keep(&first, &facts(1)).unwrap();
    let other = CSV.replace("1.10", "1.20");
    publish(
        &release_of(&folder.path().join("two"), &other, |_| {}),
        &place,
    )
    .unwrap();
    fs::remove_dir_all(folder.path().join("one")).unwrap();
    let kept = store.last(PLACE, NAME).unwrap();
    let restored = store.restore(&kept, &folder.path().join("back")).unwrap();
    let done = publish(&restored, &place).unwrap();
    assert_eq!(done.plan.release, 3);
    let receipt = done.receipt.unwrap();
    let published = receipt.files.iter();
    let mut published: Vec<_> = published.map(|it| (&it.path, &it.sha256)).collect();
    let mut built: Vec<_> = first
        .files
        .iter()
        .map(|it| (&it.path, &it.sha256))
        .collect();
    published.sort();
    built.sort();
    assert_eq!(published, built);
    assert!(publish(&restored, &place).unwrap().plan.is_empty());
}

#[test]
fn a_full_disk_is_told_with_what_to_do() {
    let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
    let fault = Error::Io {
        path: "catalog/files/0f".into(),
        source: full,
    };
    assert!(fault.help().unwrap().en.contains("make room"));
    let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
    let fault = Error::Catalog(sheetpress::catalog::Error::Io {
        path: "catalog/files/0f".into(),
        source: full,
    });
    assert!(fault.help().unwrap().th.contains("พื้นที่ว่าง"));
}
