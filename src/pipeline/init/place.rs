//! A draft → three folders that appear together or not at all; an earlier dataset is never written over.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::pipeline::init::{Draft, pretty};
use crate::pipeline::{Dataset, Error, Options, check_dataset};

/// The folders that a dataset has; its own comes last, because it makes the dataset.
const KINDS: [&str; 3] = ["schemas", "dictionaries", "datasets"];

/// Items of the descriptor that a person is asked for although the file proposes a value.
const ASKED: [&str; 7] = [
    "/title",
    "/keywords",
    "/contributors/0/title",
    "/thai-gdc/data_type",
    "/thai-gdc/maintainer",
    "/thai-gdc/update_frequency_unit",
    "/thai-gdc/data_source",
];

/// The folder of the dataset that was made of this workbook, byte for byte; of that name, where one is given.
/// A dataset of that name with another workbook is an error, and so is one with another version of this file.
pub fn known(file: &Path, root: &Path, name: Option<&str>) -> Result<Option<PathBuf>, Error> {
    let bytes = read(file)?;
    if let Some(name) = name {
        let folder = root.join("datasets").join(name);
        if holds(&folder, &bytes)? {
            return Ok(Some(folder));
        }
        if holds_another_version(&folder, file) {
            return Err(Error::Changed {
                file: file.to_owned(),
                dataset: folder,
            });
        }
        let mut places = KINDS.iter().map(|kind| root.join(kind).join(name));
        return match places.find(|place| place.exists()) {
            Some(place) => Err(Error::Taken(place)),
            None => Ok(None),
        };
    }
    let folders = entries(&root.join("datasets"))?;
    for folder in &folders {
        if holds(folder, &bytes)? {
            return Ok(Some(folder.clone()));
        }
    }
    let changed = |folder: &PathBuf| holds_another_version(folder, file);
    match folders.into_iter().find(changed) {
        Some(dataset) => Err(Error::Changed {
            file: file.to_owned(),
            dataset,
        }),
        None => Ok(None),
    }
}

/// Whether a dataset's folder holds a file of the same name; that its bytes differ was looked at before.
fn holds_another_version(folder: &Path, file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default();
    folder.join("datapackage.json").is_file() && folder.join(name).is_file()
}

/// Whether a dataset's folder holds a file of these bytes.
fn holds(folder: &Path, bytes: &[u8]) -> Result<bool, Error> {
    if !folder.join("datapackage.json").is_file() {
        return Ok(false);
    }
    for file in entries(folder)? {
        let size = fs::metadata(&file).map(|it| it.len()).unwrap_or_default();
        if file.is_file() && size == bytes.len() as u64 && read(&file)? == bytes {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What lies in a folder, by name; nothing where there is no folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let io = |source| Error::Io {
        what: "read",
        path: folder.to_owned(),
        source,
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(io)? {
        found.push(entry.map_err(io)?.path());
    }
    found.sort();
    Ok(found)
}

fn read(file: &Path) -> Result<Vec<u8>, Error> {
    fs::read(file).map_err(|source| Error::Io {
        what: "read",
        path: file.to_owned(),
        source,
    })
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let io = |source| Error::Io {
        what: "write",
        path: file.to_owned(),
        source,
    };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(io)?;
    }
    fs::write(file, bytes).map_err(io)
}

/// Puts a draft below a root: `datasets/<name>`, `schemas/<name>`, `dictionaries/<name>`. Returns the dataset's folder.
/// With `asking`, items that a person is about to be asked for stay empty until they are answered.
pub fn place(
    draft: &Draft,
    root: &Path,
    asking: bool,
    options: &Options,
) -> Result<PathBuf, Error> {
    let name = draft.name.as_str();
    let mut targets = KINDS.iter().map(|kind| root.join(kind).join(name));
    if let Some(taken) = targets.find(|target| target.exists()) {
        return Err(Error::Taken(taken));
    }
    let io = |source| Error::Io {
        what: "create",
        path: root.to_owned(),
        source,
    };
    fs::create_dir_all(root).map_err(io)?;
    let staged = tempfile::Builder::new()
        .prefix(".sheetpress-init-")
        .tempdir_in(root)
        .map_err(io)?;
    stage(draft, staged.path(), asking)?;
    // What cannot be checked is no draft.
    let dataset = Dataset::open(&staged.path().join("datasets").join(name))?;
    check_dataset(&dataset, options)?;
    move_all(staged.path(), root, name)?;
    Ok(root.join("datasets").join(name))
}

/// Writes every file of a draft below a folder.
fn stage(draft: &Draft, root: &Path, asking: bool) -> Result<(), Error> {
    let name = draft.name.as_str();
    let folder = root.join("datasets").join(name);
    let workbook = draft.file.file_name().unwrap_or_default();
    write(&folder.join(workbook), &read(&draft.file)?)?;
    let descriptor = if asking {
        emptied(&draft.descriptor)
    } else {
        draft.descriptor.clone()
    };
    write(
        &folder.join("datapackage.json"),
        pretty(&descriptor).as_bytes(),
    )?;
    if let Some(plan) = &draft.plan {
        write(&folder.join("tidy.json"), pretty(&json!(plan)).as_bytes())?;
    }
    for (resource, schema, dictionary) in &draft.resources {
        let schema_file = root
            .join("schemas")
            .join(name)
            .join(format!("{resource}.json"));
        write(&schema_file, schema.as_bytes())?;
        let dictionary_file = root
            .join("dictionaries")
            .join(name)
            .join(format!("{resource}.csv"));
        write(&dictionary_file, dictionary.as_bytes())?;
    }
    Ok(())
}

/// The descriptor without what a person is about to be asked for.
fn emptied(descriptor: &Json) -> Json {
    let mut descriptor = descriptor.clone();
    for path in ASKED {
        if let Some(item) = descriptor.pointer_mut(path) {
            *item = if item.is_array() {
                json!([])
            } else {
                json!("")
            };
        }
    }
    descriptor
}

/// Moves the folders of a draft to their places; where one cannot be moved, none is.
fn move_all(from: &Path, root: &Path, name: &str) -> Result<(), Error> {
    let mut moved: Vec<PathBuf> = Vec::new();
    for kind in KINDS {
        let target = root.join(kind).join(name);
        let outcome = fs::create_dir_all(root.join(kind))
            .and_then(|()| fs::rename(from.join(kind).join(name), &target));
        if let Err(source) = outcome {
            for folder in &moved {
                // What cannot be taken back is told by the next run, which finds it in its way.
                let _left = fs::remove_dir_all(folder);
            }
            return Err(Error::Io {
                what: "create",
                path: target,
                source,
            });
        }
        moved.push(target);
    }
    Ok(())
}
