use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sheetpress::describe::{self, Profile};
use sheetpress::model::grammar::spelling;
use sheetpress::model::reference;
use tempfile::TempDir;

use crate::cli::{code, dataset, err, out, run};

const DICTIONARY: &str = "dictionaries/health-media-channels/channels.csv";

/// What `check` says of a copy of a dataset whose dictionary was changed: exit code and both outputs.
fn checked(change: impl FnOnce(&str) -> Vec<u8>, language: &str) -> (i32, String) {
    let root = TempDir::new().unwrap();
    dataset(root.path(), "health-media-channels");
    let file = root.path().join(DICTIONARY);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, change(&text)).unwrap();
    let output = run(
        root.path(),
        &["check", "datasets", "--fail-on", "info", "--lang", language],
    );
    (code(&output), format!("{}{}", out(&output), err(&output)))
}

/// The same after one text was replaced by another.
fn replaced(from: &str, to: &str) -> (i32, String) {
    let change = |text: &str| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1).into_bytes()
    };
    checked(change, "en")
}

#[test]
fn a_dictionary_that_is_no_table_of_fields_is_told_by_line_and_column() {
    for (from, to, line, message) in [
        (
            "unit,required",
            "units,required",
            1,
            "column F \"units\" is not known",
        ),
        (
            "label_en",
            "label_th",
            1,
            "column C is a second \"label_th\"",
        ),
        (
            "name,label_th",
            "note,label_th",
            1,
            "column M is a second \"note\"",
        ),
        ("source,note", ",note", 1, "column L has no heading"),
        (
            "\nname_th,",
            "\nkind,",
            3,
            "field \"kind\" stands twice, first in line 2",
        ),
        ("\nname_th,", "\n,", 3, "the field has no name"),
        // One value too many moves the others to the right.
        (
            "integer,,yes",
            "integer,,,yes",
            4,
            "the line has 14 values, the header 13",
        ),
        (
            "integer,,yes,yes,,,1,,",
            "integer,,yes,yes,,,1,,,x",
            4,
            "\"x\" stands in column N",
        ),
    ] {
        let (exit, said) = replaced(from, to);
        let place = format!("channels.csv, line {line}: ");
        assert_eq!(exit, 2, "{message}: {said}");
        assert!(
            said.contains(&format!("{place}{message}")),
            "{message}: {said}"
        );
    }
    let (exit, said) = checked(|text| text.replace(',', ";").into_bytes(), "en");
    assert_eq!(exit, 2, "{said}");
    assert!(said.contains("not separated by commas"), "{said}");
    let (_, said) = checked(|text| text.replace("unit,", "หน่วย,").into_bytes(), "th");
    assert!(said.contains("ไม่รู้จักคอลัมน์ F \"หน่วย\""), "{said}");
}

#[test]
fn a_line_that_moved_by_one_column_is_told() {
    let (exit, said) = replaced("integer,,yes,yes", "integer,,ลำดับ,yes");
    assert_eq!(exit, 2, "{said}");
    assert!(
        said.contains("line 4: \"ลำดับ\" in column G (required) is neither yes nor no"),
        "{said}"
    );
    // Thai words for yes and no are understood.
    let (exit, said) = replaced("integer,,yes,yes", "integer,,ใช่,จำเป็น");
    assert_eq!(exit, 0, "{said}");
}

#[test]
fn a_dictionary_in_another_encoding_is_named_with_its_mending() {
    let thai = |text: &str| encoding_rs::WINDOWS_874.encode(text).0.into_owned();
    let wide = |text: &str| {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let (exit, said) = checked(thai, "en");
    assert_eq!(exit, 2, "{said}");
    assert!(
        said.contains("channels.csv is written in windows-874, not in UTF-8")
            && said.contains("CSV UTF-8"),
        "{said}"
    );
    let (exit, said) = checked(wide, "th");
    assert_eq!(exit, 2, "{said}");
    assert!(
        said.contains("UTF-16LE") && said.contains("บันทึกเป็น"),
        "{said}"
    );
    // A byte order mark, as Excel writes it, is no fault.
    let (exit, said) = checked(|text| format!("\u{feff}{text}").into_bytes(), "en");
    assert_eq!(exit, 0, "{said}");
}

#[test]
fn what_dictionary_schema_and_data_say_of_each_other_is_checked() {
    let kind = "channel = ช่องทาง; media_type = ประเภทสื่อ; audience = กลุ่มเป้าหมาย";
    for (from, to, rule, message) in [
        (
            "order,ลำดับ",
            "ordr,ลำดับ",
            "dictionary-disagrees",
            "the dictionary does not describe order",
        ),
        (
            ",integer,,yes,yes",
            ",number,,yes,yes",
            "dictionary-disagrees",
            "order is number in the dictionary",
        ),
        (
            ",integer,,yes,yes",
            ",integer,,yes,",
            "dictionary-disagrees",
            "order is in the primaryKey",
        ),
        (
            "audience = กลุ่มเป้าหมาย",
            "",
            "dictionary-disagrees",
            "code \"audience\" of kind is not explained",
        ),
        (
            kind,
            "list: province",
            "dictionary-disagrees",
            "names the list \"province\"",
        ),
        (
            ",channel,,",
            ",chanel,,",
            "dictionary-example-unfit",
            "the example \"chanel\" of kind",
        ),
        (
            ",integer,,yes,yes,,,1,",
            ",integer,,yes,yes,,,หนึ่ง,",
            "dictionary-example-unfit",
            "is not of type integer",
        ),
        (
            ",integer,,",
            ",integer,บาด,",
            "unit-unknown",
            "is probably \"บาท\"",
        ),
        (
            ",string,,yes,,,,บทความ",
            ",string,,yes,,list: provinces,,น่าน",
            "value-undocumented",
            "that the dictionary explains for name_th",
        ),
    ] {
        let (exit, said) = replaced(from, to);
        assert_eq!(exit, 1, "{message}: {said}");
        assert!(
            said.contains(rule) && said.contains(message),
            "{message}: {said}"
        );
    }
    assert_eq!(replaced(",integer,,", ",integer,ลำดับ,").0, 0);
}

#[test]
fn a_unit_in_a_columns_name_is_compared_with_the_dictionary() {
    for (unit, found) in [("บาท", true), ("ร้อยละ", false), ("", false)] {
        let root = TempDir::new().unwrap();
        let folder = dataset(root.path(), "health-media-channels");
        fs::remove_dir_all(root.path().join("schemas")).unwrap();
        fs::write(
            folder.join("rows.csv"),
            "item,amount (%)\nA,10.5\nB,25.0\nC,7.5\n",
        )
        .unwrap();
        let descriptor = folder.join("datapackage.json");
        let text = fs::read_to_string(&descriptor).unwrap();
        fs::write(
            &descriptor,
            text.replace("health-media-channels.xlsx", "rows.csv"),
        )
        .unwrap();
        let dictionary = format!(
            "name,label_th,description,unit\nitem,รายการ,ชื่อรายการ,\namount,จำนวน,ร้อยละที่ทำได้,{unit}\n"
        );
        fs::write(root.path().join(DICTIONARY), dictionary).unwrap();
        let said = out(&run(root.path(), &["check", "datasets"]));
        assert_eq!(said.contains("unit-disagrees"), found, "{unit}: {said}");
    }
}

/// The rows of a shared list, the header first.
fn rows(file: &Path) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(file)
        .unwrap();
    reader.records().map(Result::unwrap).collect()
}

#[test]
fn shared_lists_are_well_formed_and_their_sources_named() {
    let readme = fs::read_to_string("dictionaries/shared/README.md").unwrap();
    let mut count = 0;
    for entry in fs::read_dir("dictionaries/shared").unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_none_or(|it| it != "csv") {
            continue;
        }
        count += 1;
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        assert!(
            readme.contains(&format!("`{name}`")),
            "{name} has no source"
        );
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.ends_with('\n') && !text.contains(['\r', '\u{feff}', '\t']),
            "{name}"
        );
        assert_eq!(spelling::composed(&text), text, "{name} is not NFC");
        let rows = rows(&file);
        let mut codes = BTreeSet::new();
        for row in &rows {
            for value in row {
                assert_eq!(value, value.trim(), "{name}: stray space in \"{value}\"");
                assert!(!value.contains("  "), "{name}: \"{value}\"");
            }
            // Of the choices a value stands once for each field.
            let width = if name == "metadata-choices.csv" { 2 } else { 1 };
            let code: Vec<&str> = row.iter().take(width).collect();
            assert!(code.iter().all(|part| !part.is_empty()), "{name}");
            assert!(
                codes.insert(code.join("|")),
                "{name}: {code:?} stands twice"
            );
        }
        assert!(rows.len() > 13, "{name}");
    }
    assert_eq!(count, 6);
}

#[test]
fn the_choices_of_the_shared_list_are_those_of_the_profile() {
    let listed: Vec<(String, String, String)> =
        rows(Path::new("dictionaries/shared/metadata-choices.csv"))
            .iter()
            .skip(1)
            .map(|row| (row[0].to_owned(), row[1].to_owned(), row[3].to_owned()))
            .collect();
    let mut due = Vec::new();
    for profile in [Profile::ThaiGdc, Profile::ThaiGdcResource] {
        for field in describe::fields(profile) {
            let choices = field.choices.into_iter();
            due.extend(choices.map(|(value, english)| (field.key.clone(), value, english)));
        }
    }
    assert_eq!(listed, due);
}

#[test]
fn lists_that_a_dictionary_may_name_are_the_shared_files() {
    for (name, code, th, count) in [
        ("provinces", "50", "เชียงใหม่", 77),
        ("districts", "5001", "เมืองเชียงใหม่", 928),
        ("health-areas", "1", "เขตสุขภาพที่ 1", 13),
    ] {
        let list = reference::list(name).unwrap();
        assert_eq!(list.rows().len(), count, "{name}");
        let values = list.values();
        assert!(values.contains(code) && values.contains(th), "{name}");
        assert!(Path::new(&format!("dictionaries/shared/{name}.csv")).is_file());
    }
    assert_eq!(reference::LISTS.len(), 3);
    assert!(reference::list("province").is_none());
}
