//! The agency's forms: written filled or empty, and read back into a dataset's files, all of them or none.

mod export;
mod import;

pub use export::{blank_form, export_form};
pub use import::{ChangedFile, Import, ImportOptions, import_forms};

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::model::form::{Form, Layout, layouts};
use crate::pipeline::Error;
use crate::pipeline::dataset::read as read_text;

/// The layout of a version (`2.1.0`), or the one in a file.
pub fn form_layout(name: &str) -> Result<Layout, Error> {
    let known = layouts()
        .iter()
        .find(|it| it.form == Form::Metadata && it.version == name);
    if let Some(layout) = known {
        return Ok(layout.clone());
    }
    let fault = |why: String| Error::Layout {
        name: name.to_owned(),
        why,
    };
    let Some(text) = read_text(Path::new(name))? else {
        let versions = layouts().iter().filter(|it| it.form == Form::Metadata);
        let versions: Vec<&str> = versions.map(|it| it.version.as_str()).collect();
        let versions = versions.join(", ");
        return Err(fault(format!(
            "no such file, and no version; there are {versions}"
        )));
    };
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| fault(error.to_string()))
}

fn io(what: &'static str, path: &Path, source: std::io::Error) -> Error {
    Error::Io {
        what,
        path: path.to_owned(),
        source,
    }
}

/// Puts a file in its place, whole.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    replace_all(std::iter::once((path, bytes)))
}

/// Puts several files in their places, whole: all of them, or none.
fn replace_all<'a>(files: impl Iterator<Item = (&'a Path, &'a [u8])>) -> Result<(), Error> {
    let staged: Result<Vec<Staged>, Error> = files
        .map(|(path, bytes)| Staged::new(path, bytes))
        .collect();
    settle(staged?)
}

/// A new file beside the place where it belongs, with a copy of what stands there.
struct Staged {
    path: PathBuf,
    new: NamedTempFile,
    /// `None` where nothing stands there yet.
    old: Option<NamedTempFile>,
}

impl Staged {
    fn new(path: &Path, bytes: &[u8]) -> Result<Self, Error> {
        let fail = |source| io("write", path, source);
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(fail)?;
        let mut builder = tempfile::Builder::new();
        // As readable as the user's mask lets it be: others read a dataset too.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut new = builder.tempfile_in(folder).map_err(fail)?;
        new.write_all(bytes).map_err(fail)?;
        new.as_file().sync_all().map_err(fail)?;
        let old = if path.exists() {
            let old = builder.tempfile_in(folder).map_err(fail)?;
            fs::copy(path, old.path()).map_err(fail)?;
            Some(old)
        } else {
            None
        };
        Ok(Self {
            path: path.to_owned(),
            new,
            old,
        })
    }
}

/// Moves staged files to their places. Where one cannot be moved, those before it are put back as they were.
fn settle(staged: Vec<Staged>) -> Result<(), Error> {
    let mut done: Vec<(PathBuf, Option<NamedTempFile>)> = Vec::new();
    for Staged { path, new, old } in staged {
        if let Err(error) = new.persist(&path) {
            for (path, old) in done.into_iter().rev() {
                let put_back = match old {
                    Some(old) => old.persist(&path).map(|_| ()).map_err(|it| it.error),
                    None => fs::remove_file(&path),
                };
                put_back.map_err(|source| io("put back", &path, source))?;
            }
            return Err(io("write", &path, error.error));
        }
        done.push((path, old));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Staged, settle};

    #[test]
    fn where_the_second_file_cannot_be_placed_the_first_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("first"), "old").unwrap();
        fs::write(at("second"), "old").unwrap();
        let stage = || -> Vec<Staged> {
            ["first", "new", "second"]
                .map(|name| Staged::new(&at(name), b"changed").unwrap())
                .into_iter()
                .collect()
        };
        let staged = stage();
        // A folder in the way keeps even an administrator from placing a file.
        fs::remove_file(at("second")).unwrap();
        fs::create_dir(at("second")).unwrap();
        let fault = settle(staged).unwrap_err();
        assert!(fault.to_string().contains("cannot write"), "{fault}");
        assert_eq!(fs::read_to_string(at("first")).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no rests");
        fs::remove_dir(at("second")).unwrap();
        settle(stage()).unwrap();
        for name in ["first", "new", "second"] {
            assert_eq!(fs::read_to_string(at(name)).unwrap(), "changed");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
