//! The agency's forms: written filled or empty, and read back into a dataset's files, all of them or none.

mod export;
mod import;

pub use export::{blank_form, export_form};
pub use import::{ChangedFile, Import, ImportOptions, import_forms};

use std::fs;
use std::io::Write as _;
use std::path::Path;

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
    let fail = |source| io("write", path, source);
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(fail)?;
    let mut builder = tempfile::Builder::new();
    // As readable as the user's mask lets it be: others read a dataset too.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.as_file().sync_all().map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}
