//! A dataset's files: descriptor, plan, schemas and dictionaries.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use crate::describe;
use crate::model::language::Message;
use crate::model::package::Package;
use crate::model::plan::Plan;
use crate::pipeline::Error;
use crate::validate::view::ResourceFiles;

/// A dataset as it stands on disk, its data not read.
#[derive(Debug)]
pub struct Dataset {
    /// The folder in `datasets/`.
    pub folder: PathBuf,
    /// The descriptor's file.
    pub descriptor: PathBuf,
    /// The descriptor.
    pub package: Package,
    /// What the descriptor lacks or breaks of its profile.
    pub violations: Vec<(String, Message)>,
    /// What is unusual about the descriptor though its profile takes it.
    pub unusual: Vec<(String, Message)>,
    /// The tidy plan and its file, where there is one.
    pub plan: Option<(PathBuf, Plan)>,
    /// Schemas and dictionaries, one entry a resource.
    pub files: Vec<ResourceFiles>,
}

/// The datasets that a path means: one folder with a descriptor, or every such folder in it, by name.
pub fn find(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.exists() {
        return Err(Error::NotFound(path.to_owned()));
    }
    if path.join("datapackage.json").is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let io = |source| Error::Io {
        what: "read",
        path: path.to_owned(),
        source,
    };
    let mut folders = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(io)? {
            let folder = entry.map_err(io)?.path();
            if folder.join("datapackage.json").is_file() {
                folders.push(folder);
            }
        }
    }
    folders.sort();
    if folders.is_empty() {
        Err(Error::NoDataset(path.to_owned()))
    } else {
        Ok(folders)
    }
}

/// The datasets that some files belong to: workbook, descriptor or plan in the folder itself, schema or dictionary under
/// the dataset's name beside `datasets/`. Files of no dataset are passed over, and files that are gone count.
pub fn of_files(files: &[PathBuf]) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = files.iter().flat_map(|file| of_file(file)).collect();
    folders.sort();
    folders.dedup();
    folders
}

fn of_file(file: &Path) -> Vec<PathBuf> {
    let is_dataset = |folder: &PathBuf| folder.join("datapackage.json").is_file();
    let mut ancestors = file.ancestors().skip(1).map(Path::to_owned);
    if let Some(own) = ancestors.find(is_dataset) {
        return vec![own];
    }
    // schemas/<name>/… and dictionaries/<name>/… belong to datasets/<name>.
    for folder in file.ancestors().skip(1) {
        let (Some(name), Some(kind)) = (folder.file_name(), folder.parent()) else {
            continue;
        };
        let root = kind.parent();
        let known = ["schemas", "dictionaries"];
        if !kind
            .file_name()
            .is_some_and(|kind| known.iter().any(|it| kind == *it))
        {
            continue;
        }
        let datasets = root.map_or_else(|| PathBuf::from("datasets"), |root| root.join("datasets"));
        // What all datasets share concerns all of them.
        if name == "shared" || name == "profiles" {
            return find(&datasets).unwrap_or_default();
        }
        return Some(datasets.join(name))
            .filter(is_dataset)
            .into_iter()
            .collect();
    }
    Vec::new()
}

impl Dataset {
    /// Reads a dataset's descriptor, plan, schemas and dictionaries.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let descriptor = folder.join("datapackage.json");
        let text = read(&descriptor)?.ok_or_else(|| Error::NoDataset(folder.to_owned()))?;
        let (package, violations) = describe::package(&text, &shown(&descriptor))?;
        let unusual = describe::unusual(&package);
        let name = fs::canonicalize(folder).ok().and_then(|full| {
            full.file_name()
                .map(|name| name.to_string_lossy().into_owned())
        });
        if let Some(name) = name
            && !package.name.is_empty()
            && name != package.name
        {
            return Err(Error::Name {
                folder: name,
                name: package.name,
            });
        }
        let plan_file = folder.join("tidy.json");
        let plan = match read(&plan_file)? {
            Some(text) => Some((
                plan_file.clone(),
                describe::plan(&text, &shown(&plan_file))?,
            )),
            None => None,
        };
        if let Some((path, plan)) = &plan {
            every_plan_has_its_table(path, plan, &package)?;
        }
        let root = root(folder);
        let mut files = Vec::new();
        for resource in &package.resources {
            let schema_file = root
                .join("schemas")
                .join(&package.name)
                .join(format!("{}.json", resource.name));
            let dictionary_file = root
                .join("dictionaries")
                .join(&package.name)
                .join(format!("{}.csv", resource.name));
            let schema = match read(&schema_file)? {
                Some(text) => Some(describe::schema(&text, &shown(&schema_file))?),
                None => None,
            };
            let dictionary = match read(&dictionary_file)? {
                Some(text) => Some(describe::dictionary(&text, &shown(&dictionary_file))?),
                None => None,
            };
            // Named from the project's root, so that a report reads the same wherever the project lies.
            files.push(ResourceFiles {
                name: resource.name.clone(),
                schema_file: format!("schemas/{}/{}.json", package.name, resource.name),
                schema,
                dictionary_file: format!("dictionaries/{}/{}.csv", package.name, resource.name),
                dictionary,
            });
        }
        Ok(Self {
            folder: folder.to_owned(),
            descriptor,
            package,
            violations,
            unusual,
            plan,
            files,
        })
    }
}

/// A plan of a table that is not there would do nothing, in silence. A descriptor that could not be understood names none.
fn every_plan_has_its_table(path: &Path, plan: &Plan, package: &Package) -> Result<(), Error> {
    let names: Vec<&str> = package
        .resources
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    let stray = plan
        .resources
        .keys()
        .find(|name| !names.contains(&name.as_str()));
    match stray {
        Some(name) if !names.is_empty() => Err(Error::PlanOfNothing {
            path: path.to_owned(),
            name: name.clone(),
            names: names.join(", "),
        }),
        _ => Ok(()),
    }
}

/// The folder that holds `datasets/`, `schemas/` and `dictionaries/`.
pub(super) fn root(folder: &Path) -> PathBuf {
    // `.` and `./x` have no parents to go by but those of the folder that they mean.
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    whole
        .parent()
        .and_then(Path::parent)
        .map_or_else(|| folder.join("../.."), Path::to_owned)
}

/// A path as reports show it: with forward slashes on every system.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// A file's text; `None` if there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<String>, Error> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => {
            return Err(Error::Io {
                what: "read",
                path: path.to_owned(),
                source,
            });
        }
    };
    // Old Excel writes "CSV" in the Windows code page, and "Unicode text" in UTF-16.
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(Some(text)),
        other => {
            let bytes = other.map_or_else(FromUtf8Error::into_bytes, String::into_bytes);
            Err(Error::NotUtf8 {
                path: path.to_owned(),
                encoding: crate::read::encoding(&bytes).unwrap_or("another encoding"),
            })
        }
    }
}
