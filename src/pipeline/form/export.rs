//! A dataset → its forms; empty forms to hand out.

use std::fs;
use std::path::{Path, PathBuf};

use crate::describe;
use crate::model::dictionary::Dictionary;
use crate::model::form::{Form, Layout, newest};
use crate::pipeline::form::{io, replace};
use crate::pipeline::{Dataset, Error};
use crate::write::forms::{form1, form2};

/// The layout to use for a form: the one that was asked for, or the newest.
fn layout_of(form: Form, chosen: &[Layout]) -> Result<&Layout, Error> {
    let own = chosen.iter().find(|layout| layout.form == form);
    own.or_else(|| newest(form)).ok_or_else(|| Error::Layout {
        name: "schemas/forms".to_owned(),
        why: "the program carries no layout of this form".to_owned(),
    })
}

/// Writes a form of a dataset into a folder: `<name>-form1.xlsx`.
pub fn export_form(
    folder: &Path,
    form: Form,
    chosen: &[Layout],
    out: &Path,
) -> Result<PathBuf, Error> {
    let layout = layout_of(form, chosen)?;
    let dataset = Dataset::open(folder)?;
    let mut package = dataset.package.clone();
    for (resource, files) in package.resources.iter_mut().zip(&dataset.files) {
        resource.schema.clone_from(&files.schema);
    }
    let dictionaries: Vec<Dictionary> = dataset
        .files
        .iter()
        .map(|files| {
            let inferred = || files.schema.as_ref().map(describe::inferred_dictionary);
            files
                .dictionary
                .clone()
                .or_else(inferred)
                .unwrap_or_default()
        })
        .collect();
    let (name, bytes) = match form {
        Form::Metadata => ("form1", form1(layout, Some(&package))),
        Form::Dictionary => ("form2", form2(layout, Some(&package), &dictionaries)),
    };
    place(bytes, &out.join(format!("{}-{name}.xlsx", package.name)))
}

/// Writes an empty form to hand out: `form1.xlsx`.
pub fn blank_form(form: Form, chosen: &[Layout], out: &Path) -> Result<PathBuf, Error> {
    let layout = layout_of(form, chosen)?;
    let (name, bytes) = match form {
        Form::Metadata => ("form1.xlsx", form1(layout, None)),
        Form::Dictionary => ("form2.xlsx", form2(layout, None, &[])),
    };
    place(bytes, &out.join(name))
}

/// Writes a new file. One that somebody may have filled in by now is never overwritten.
fn place(bytes: std::io::Result<Vec<u8>>, path: &Path) -> Result<PathBuf, Error> {
    let bytes = bytes.map_err(|source| io("write", path, source))?;
    if path.exists() {
        let there = fs::read(path).map_err(|source| io("read", path, source))?;
        if there != bytes {
            return Err(Error::FormInTheWay(path.to_owned()));
        }
        return Ok(path.to_owned());
    }
    replace(path, &bytes)?;
    Ok(path.to_owned())
}
