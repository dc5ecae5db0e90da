//! A person at the command line: a folder with datasets, and the program as it is installed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use sheetpress::model::digest::sha256;
use tempfile::TempDir;

use crate::cli::{code, err, out};
use crate::portal::draft::Draft;
use crate::portal::place::Place;

/// JSON Schema of receipts.
pub(crate) const RECEIPT: &str = "schemas/profiles/receipt.json";
/// JSON Schema of plans, printed and saved.
pub(crate) const PLAN: &str = "schemas/profiles/publication-plan.json";

/// A working folder.
pub(crate) struct Steward {
    folder: TempDir,
}

impl Steward {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A steward with a dataset.
    pub(crate) fn with(draft: &Draft) -> Self {
        let steward = Self::new();
        draft.write(steward.path());
        steward
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program in the working folder, in English, without a token.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sheetpress"));
        command
            .args(arguments)
            .args(["--lang", "en"])
            .current_dir(self.path());
        for variable in [
            "http_proxy",
            "HTTP_PROXY",
            "https_proxy",
            "HTTPS_PROXY",
            "all_proxy",
            "ALL_PROXY",
        ] {
            command.env_remove(variable);
        }
        command
            .env_remove("SHEETPRESS_TOKEN")
            .env("LANG", "C.UTF-8");
        command
    }

    /// Runs the program with a token.
    pub(crate) fn run(&self, token: &str, arguments: &[&str]) -> Output {
        self.command(arguments)
            .env("SHEETPRESS_TOKEN", token)
            .output()
            .unwrap()
    }

    /// `publish datasets/NAME --to PLACE`
    pub(crate) fn publish(&self, place: &Place, name: &str, more: &[&str]) -> Output {
        let (dataset, address) = (format!("datasets/{name}"), place.address());
        let arguments = ["publish", &dataset, "--to", &address];
        self.run(&place.token, &[&arguments, more].concat())
    }

    /// The same, and it must succeed.
    pub(crate) fn published(&self, place: &Place, name: &str, more: &[&str]) -> String {
        done(&self.publish(place, name, more))
    }

    /// The same, and it must be refused with exit 2; what is said on standard error.
    pub(crate) fn refused(&self, place: &Place, name: &str, more: &[&str]) -> String {
        refused(&self.publish(place, name, more))
    }

    /// `plan datasets/NAME --to PLACE`, which must succeed.
    pub(crate) fn plan(&self, place: &Place, name: &str, more: &[&str]) -> String {
        let (dataset, address) = (format!("datasets/{name}"), place.address());
        let arguments = ["plan", &dataset, "--to", &address];
        done(&self.run(&place.token, &[&arguments, more].concat()))
    }

    /// The plan of one dataset as JSON.
    pub(crate) fn plan_json(&self, place: &Place, name: &str) -> Value {
        self.plan_json_with(place, name, &[])
    }

    /// The same, with more flags.
    pub(crate) fn plan_json_with(&self, place: &Place, name: &str, more: &[&str]) -> Value {
        let text = self.plan(place, name, &[&["--format", "json"], more].concat());
        let plans: Value = serde_json::from_str(&text).unwrap();
        conforms(PLAN, &plans);
        assert_eq!(plans["plans"].as_array().unwrap().len(), 1, "{plans:#}");
        plans["plans"][0].clone()
    }

    /// The folder of a built dataset.
    pub(crate) fn built(&self, name: &str) -> PathBuf {
        self.path().join("out").join(name)
    }

    /// A built dataset put aside, so that it can be looked at when the next release was built.
    pub(crate) fn keep(&self, name: &str, as_what: &str) -> PathBuf {
        let to = self.path().join(as_what);
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(self.built(name)).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
        to
    }

    /// Receipts of a dataset, in the order of its releases.
    pub(crate) fn receipts(&self, name: &str) -> Vec<Value> {
        let mut receipts = Vec::new();
        for (path, bytes) in everything(&self.path().join("catalog")) {
            if !path.contains("/receipts/") {
                continue;
            }
            let receipt: Value = serde_json::from_slice(&bytes).unwrap();
            if receipt["dataset"] == name {
                conforms(RECEIPT, &receipt);
                receipts.push(receipt);
            }
        }
        receipts.sort_by_key(|it| it["release"].as_u64());
        receipts
    }
}

/// What was printed by a run that must succeed.
pub(crate) fn done(output: &Output) -> String {
    assert_eq!(code(output), 0, "{}{}", out(output), err(output));
    out(output)
}

/// What a run said that must be refused.
pub(crate) fn refused(output: &Output) -> String {
    assert_eq!(code(output), 2, "{}{}", out(output), err(output));
    err(output)
}

/// What a run said that must be refused because the dataset, as it is, does not fit this portal: exit 1 or 2.
pub(crate) fn unfit(output: &Output) -> String {
    assert!(
        matches!(code(output), 1 | 2),
        "{}{}",
        out(output),
        err(output)
    );
    err(output)
}

/// SHA-256 of every file of a folder by name.
pub(crate) fn sums(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, sha256(&fs::read(entry.path()).unwrap()))
        })
        .collect()
}

/// Every file under a folder with its bytes.
pub(crate) fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
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

/// The document is what its profile says.
pub(crate) fn conforms(profile: &str, document: &Value) {
    let schema: Value = serde_json::from_str(&fs::read_to_string(profile).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults = validator.iter_errors(document);
    let faults: Vec<String> = faults
        .map(|it| format!("{}: {it}", it.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{profile}: {faults:#?}\n{document:#}");
}
