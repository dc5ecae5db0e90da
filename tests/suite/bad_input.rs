use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::cli::{code, dataset, err, out, run, tidy_sheet, workbook};

/// Changes the descriptor of a copied dataset.
fn edit(dataset: &Path, change: impl FnOnce(&mut serde_json::Value)) {
    let path = dataset.join("datapackage.json");
    let mut value: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    change(&mut value);
    fs::write(path, value.to_string()).unwrap();
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_do_and_exit_2() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    workbook(at, "tidy.xlsx", tidy_sheet);
    fs::write(at.join("empty.xlsx"), b"").unwrap();
    fs::write(
        at.join("page.xls"),
        "<html><table><tr><td>1</td></tr></table></html>",
    )
    .unwrap();
    let whole = fs::read(at.join("tidy.xlsx")).unwrap();
    fs::write(at.join("cut.xlsx"), &whole[..whole.len() / 2]).unwrap();
    let mut encrypted = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    fs::write(at.join("locked.xlsx"), encrypted).unwrap();
    fs::create_dir(at.join("folder")).unwrap();
    for (arguments, message) in [
        (vec!["check", "missing.xlsx"], "does not exist"),
        (vec!["check", "folder"], "holds no dataset"),
        (vec!["cells", "empty.xlsx"], "is empty (0 bytes)"),
        (
            vec!["check", "tidy.xlsx", "--sheet", "แผ่นที่ไม่มี"],
            "has no sheet \"แผ่นที่ไม่มี\"; it has \"Sheet1\"",
        ),
        (vec!["build", "folder"], "holds no dataset"),
        (
            vec!["check", "tidy.xlsx", "--deny", "no-such-rule"],
            "there is no rule \"no-such-rule\"",
        ),
        (
            vec!["explain", "no-such-rule"],
            "is neither a rule nor a step",
        ),
        (vec!["serve", "--catalog", "nowhere"], "nowhere"),
    ] {
        let output = run(at, &arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", err(&output));
        assert!(
            err(&output).contains(message),
            "{arguments:?}: {}",
            err(&output)
        );
        assert!(out(&output).is_empty(), "{arguments:?} printed a report");
    }
    // What is no workbook is told on standard error, and stands in the report for those who read that; the files beside
    // it are checked all the same.
    for (file, message, rule) in [
        ("empty.xlsx", "is empty (0 bytes)", "empty-file"),
        ("page.xls", "is a web page (HTML)", "web-page-as-workbook"),
        ("cut.xlsx", "is damaged", "damaged-package"),
        (
            "locked.xlsx",
            "is protected by a password",
            "password-protected",
        ),
    ] {
        let output = run(at, &["check", file, "tidy.xlsx", "--format", "json"]);
        assert_eq!(code(&output), 2, "{file}: {}", err(&output));
        assert!(err(&output).contains(message), "{file}: {}", err(&output));
        let report: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
        assert_eq!(report["findings"][0]["rule"], rule);
        assert_eq!(report["verdict"], "fail");
        assert_eq!(report["files"][0]["path"], "tidy.xlsx");
    }
    let thai = run(at, &["check", "empty.xlsx", "--lang", "th"]);
    assert!(err(&thai).contains("วิธีแก้"), "{}", err(&thai));
}

#[test]
fn a_sheet_without_a_table_is_neither_pass_nor_fail() {
    let folder = TempDir::new().unwrap();
    workbook(folder.path(), "letter.xlsx", |sheet| {
        sheet.write(0, 0, "เรียน ผู้อำนวยการ").unwrap();
    });
    let output = run(folder.path(), &["check", "letter.xlsx"]);
    assert_eq!(code(&output), 3, "{}", out(&output));
    assert!(
        out(&output).contains("no table was found"),
        "{}",
        out(&output)
    );
}

#[test]
fn a_header_without_records_is_said() {
    let folder = TempDir::new().unwrap();
    workbook(folder.path(), "header.xlsx", |sheet| {
        sheet.write(0, 0, "จังหวัด").unwrap();
        sheet.write(0, 1, "จำนวน").unwrap();
    });
    let output = run(
        folder.path(),
        &["check", "header.xlsx", "--fail-on", "warning"],
    );
    assert_eq!(code(&output), 1, "{}", out(&output));
    assert!(out(&output).contains("empty-table"), "{}", out(&output));
}

#[test]
fn a_broken_descriptor_is_told_item_by_item_and_builds_nothing() {
    type Edit = fn(&mut serde_json::Value);
    let cases: [(i32, &str, Edit); 7] = [
        (2, "unknown member licence", |it| it["licence"] = "x".into()),
        (2, "two resources are called \"channels\"", |it| {
            let twin = it["resources"][0].clone();
            it["resources"].as_array_mut().unwrap().push(twin);
        }),
        (1, "\"Objective\" (thai-gdc.objective) is missing", |it| {
            it["thai-gdc"].as_object_mut().unwrap().remove("objective");
        }),
        (1, "\"License\" (thai-gdc.license_id) is \"CC BY\"", |it| {
            it["thai-gdc"]["license_id"] = "CC BY".into();
        }),
        (1, "\"Keywords\" (keywords)", |it| {
            it["keywords"] = serde_json::json!([]);
        }),
        (2, "no sheet \"ไม่มี\"", |it| {
            it["resources"][0]["dialect"] = serde_json::json!({ "sheetName": "ไม่มี" });
        }),
        (2, "cannot read", |it| {
            it["resources"][0]["path"] = "missing.xlsx".into();
        }),
    ];
    for (exit, message, change) in cases {
        let root = TempDir::new().unwrap();
        let folder = dataset(root.path(), "health-media-channels");
        edit(&folder, change);
        let output = run(root.path(), &["build", "datasets"]);
        let said = format!("{}{}", out(&output), err(&output));
        assert_eq!(code(&output), exit, "{message}: {said}");
        assert!(said.contains(message), "{message}: {said}");
        assert!(
            !root.path().join("out/health-media-channels").exists(),
            "{message}: half-built"
        );
    }
}

#[test]
fn a_declared_layout_that_no_longer_fits_is_a_finding() {
    let root = TempDir::new().unwrap();
    let folder = dataset(root.path(), "health-media-channels");
    edit(&folder, |it| {
        it["resources"][0]["dialect"] = serde_json::json!({ "headerRows": [1] });
    });
    assert_eq!(code(&run(root.path(), &["check", "datasets"])), 0);
    edit(&folder, |it| {
        it["resources"][0]["dialect"] = serde_json::json!({ "headerRows": [20] });
    });
    let output = run(root.path(), &["check", "datasets"]);
    assert_eq!(code(&output), 1, "{}{}", out(&output), err(&output));
    assert!(out(&output).contains("layout-mismatch"), "{}", out(&output));
}

#[test]
fn an_out_folder_that_cannot_be_written_leaves_nothing() {
    let root = TempDir::new().unwrap();
    dataset(root.path(), "health-media-channels");
    fs::write(root.path().join("out"), "a file where a folder is needed").unwrap();
    let output = run(root.path(), &["build", "datasets"]);
    assert_eq!(code(&output), 2, "{}", err(&output));
    assert!(
        err(&output).contains("cannot create out") || err(&output).contains("cannot create ./out"),
        "{}",
        err(&output)
    );
    assert_eq!(
        fs::read_to_string(root.path().join("out")).unwrap(),
        "a file where a folder is needed"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_leaves_nothing() {
    // A file-size limit is what a full disk looks like to a program, and needs no privileges to set up.
    let root = TempDir::new().unwrap();
    dataset(root.path(), "health-media-channels");
    let output = Command::new("sh")
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 1; exec \"$0\" build datasets")
        .arg(env!("CARGO_BIN_EXE_sheetpress"))
        .current_dir(root.path())
        .output()
        .unwrap();
    assert_eq!(code(&output), 2, "{}{}", out(&output), err(&output));
    assert!(err(&output).contains("cannot write"), "{}", err(&output));
    let left: Vec<_> = fs::read_dir(root.path().join("out")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_catalogue_in_use_is_told_and_keeps_what_it_holds() {
    let root = TempDir::new().unwrap();
    dataset(root.path(), "health-media-channels");
    assert_eq!(code(&run(root.path(), &["publish", "datasets"])), 0);
    let other = rusqlite::Connection::open(root.path().join("catalog/catalog.sqlite")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let folder = root.path().join("datasets/health-media-channels");
    edit(&folder, |it| it["title"] = "ชื่อใหม่".into());
    let output = run(root.path(), &["publish", "datasets"]);
    assert_eq!(code(&output), 2, "{}{}", out(&output), err(&output));
    assert!(
        err(&output).contains("locked by another process"),
        "{}",
        err(&output)
    );
    other.execute_batch("ROLLBACK").unwrap();
    let output = run(root.path(), &["publish", "datasets"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("ชื่อใหม่"), "{}", out(&output));
}

#[test]
fn one_broken_dataset_does_not_stop_the_others() {
    let root = TempDir::new().unwrap();
    let broken = dataset(root.path(), "budget-disbursement");
    dataset(root.path(), "health-media-channels");
    fs::write(broken.join("tidy.json"), "{").unwrap();
    let output = run(root.path(), &["publish", "datasets"]);
    assert_eq!(code(&output), 2, "{}", err(&output));
    assert!(out(&output).contains("1 of 2 datasets"), "{}", out(&output));
    let again = run(root.path(), &["publish", "datasets/health-media-channels"]);
    assert!(out(&again).contains("nothing changed"), "{}", out(&again));
}

/// Builds a dataset of one CSV file without schema, and returns the output and the CSV that was built.
fn build_csv(
    csv: &str,
    change: impl FnOnce(&mut serde_json::Value),
) -> (i32, String, Option<String>) {
    let root = TempDir::new().unwrap();
    let folder = dataset(root.path(), "health-media-channels");
    for file in ["schemas", "dictionaries"] {
        fs::remove_dir_all(root.path().join(file)).unwrap();
    }
    fs::write(folder.join("rows.csv"), csv).unwrap();
    edit(&folder, |it| {
        it["resources"][0]["path"] = "rows.csv".into();
        change(it);
    });
    let output = run(root.path(), &["build", "datasets"]);
    let built = fs::read_to_string(root.path().join("out/health-media-channels/channels.csv")).ok();
    (
        code(&output),
        format!("{}{}", out(&output), err(&output)),
        built,
    )
}

#[test]
fn two_columns_of_one_machine_name_are_never_written_as_one() {
    let (exit, said, built) = build_csv("district,men,men -\nA,10,55\nB,20,66\n", |_| {});
    assert_eq!((exit, built), (1, None), "{said}");
    assert!(said.contains("two columns are called men"), "{said}");
    let allow = serde_json::json!({ "levels": [{ "rule": "schema-mismatch", "level": "allow", "reason": "later" }] });
    let (exit, said, built) = build_csv("district,men,men -\nA,10,55\nB,20,66\n", |it| {
        it["sheetpress"] = allow;
    });
    assert_eq!((exit, built), (2, None), "{said}");
    assert!(said.contains("\"men\" names two columns"), "{said}");
}

#[test]
fn amounts_with_decimal_zeros_are_numbers_not_integers() {
    let (exit, said, built) = build_csv("item,amount\nA,100.00\nB,250.00\nC,75.50\n", |_| {});
    assert_eq!(exit, 0, "{said}");
    assert_eq!(
        built.unwrap(),
        "item,amount\r\nA,100.00\r\nB,250.00\r\nC,75.50\r\n"
    );
}

#[test]
fn no_name_or_path_leads_out_of_the_dataset() {
    let allow = || serde_json::json!({ "levels": [{ "rule": "metadata-missing", "level": "allow", "reason": "later" }] });
    for (key, value) in [("path", "../../outside.csv"), ("name", "../../escaped")] {
        let (exit, said, _) = build_csv("a,b\nx,1\ny,2\n", |it| {
            it["sheetpress"] = allow();
            it["resources"][0][key] = value.into();
        });
        assert_eq!(exit, 2, "{key}: {said}");
        assert!(said.contains(&format!("resources.0.{key}")), "{said}");
    }
}

#[test]
fn a_table_does_not_take_the_place_of_another_file() {
    for name in ["report", "dictionary", "metadata", "changes"] {
        let (exit, said, _) = build_csv("a,b\nx,1\ny,2\n", |it| {
            it["resources"][0]["name"] = name.into();
        });
        assert_eq!(exit, 2, "{name}: {said}");
    }
}

#[test]
fn a_folder_that_no_build_has_made_is_left_alone() {
    let root = TempDir::new().unwrap();
    let folder = dataset(root.path(), "health-media-channels");
    let before = fs::read(folder.join("health-media-channels.xlsx")).unwrap();
    let output = run(root.path(), &["build", "datasets", "--out", "datasets"]);
    assert_eq!(code(&output), 2, "{}", out(&output));
    assert!(err(&output).contains("is left alone"), "{}", err(&output));
    assert_eq!(
        fs::read(folder.join("health-media-channels.xlsx")).unwrap(),
        before
    );
    let workbook = "datasets/health-media-channels/health-media-channels.xlsx";
    let output = run(root.path(), &["check", workbook, "--report", workbook]);
    assert_eq!(code(&output), 2, "{}", out(&output));
    assert_eq!(
        fs::read(folder.join("health-media-channels.xlsx")).unwrap(),
        before
    );
}

#[test]
fn a_plan_of_a_table_that_is_not_there_is_refused() {
    let root = TempDir::new().unwrap();
    let folder = dataset(root.path(), "budget-disbursement");
    let plan = folder.join("tidy.json");
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, text.replace("\"disbursement\"", "\"disbursment\"")).unwrap();
    let output = run(root.path(), &["check", "datasets"]);
    assert_eq!(code(&output), 2, "{}", out(&output));
    assert!(
        err(&output).contains("plans \"disbursment\""),
        "{}",
        err(&output)
    );
    let thai = run(root.path(), &["check", "datasets", "--lang", "th"]);
    assert!(err(&thai).contains("ที่มีคือ disbursement"), "{}", err(&thai));
}
