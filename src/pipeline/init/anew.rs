//! Files of a dataset drafted from its tables as they are now: those that are missing, and those of a table whose columns a
//! refused step has changed. What a person wrote is never written over.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use serde_json::json;

use crate::describe;
use crate::model::dictionary::Dictionary;
use crate::model::schema::Schema;
use crate::pipeline::chosen::parts_of;
use crate::pipeline::dataset::root;
use crate::pipeline::init::answers::{json_of, replace, text_of};
use crate::pipeline::init::resources::workbook_of;
use crate::pipeline::init::tables::{self, Drafted};
use crate::pipeline::init::{hints, pretty, told_of_all};
use crate::pipeline::{Dataset, Error, Options, check_dataset};
use crate::validate::view::ResourceFiles;

/// Writes the schemas and dictionaries that a dataset lacks, from its tidied tables. Returns what was written, named from the
/// project's root.
pub fn missing(folder: &Path, options: &Options) -> Result<Vec<String>, Error> {
    let dataset = Dataset::open(folder)?;
    let lacks = |files: &ResourceFiles| files.schema.is_none() || files.dictionary.is_none();
    if !dataset.files.iter().any(lacks) {
        return Ok(Vec::new());
    }
    let checked = check_dataset(&dataset, options)?;
    let report = &checked.report;
    let suppressed = report.suppressed.iter().map(|it| &it.finding);
    let findings = report.findings.iter().chain(&report.settled);
    let findings: Vec<_> = findings.chain(suppressed).collect();
    let root = root(folder);
    let mut written = Vec::new();
    let resources = dataset.package.resources.iter().zip(&dataset.files);
    let made = checked.tables.iter().zip(&checked.layouts);
    for ((resource, files), ((table, account), layouts)) in resources.zip(made) {
        if !lacks(files) {
            continue;
        }
        let workbook = workbook_of(folder, resource, options)?;
        let told = told_of_all(&workbook, layouts);
        let plans = dataset.plan.as_ref().map(|(_, plan)| &plan.resources);
        let plan = plans.and_then(|plans| plans.get(&resource.name));
        let calls = plan.map_or_else(Vec::new, |plan| plan.calls().cloned().collect());
        let own = findings.iter().filter(|finding| {
            let sheet = finding.location.sheet.as_ref();
            sheet.is_none_or(|sheet| account.sheets.contains(sheet))
        });
        let own: Vec<_> = own.map(|finding| (*finding).clone()).collect();
        let personal = hints::personal_columns(&[own]);
        let hints = hints::hints(table, account, &calls, &personal, &told);
        let (schema, dictionary) = describe::draft::table(table, &hints);
        let dictionary = match &files.schema {
            Some(known) => fitted(&dictionary, known),
            None => dictionary,
        };
        if files.schema.is_none() {
            let text = pretty(&json!(schema));
            write_new(&root.join(&files.schema_file), &text)?;
            written.push(files.schema_file.clone());
        }
        if files.dictionary.is_none() {
            let file = root.join(&files.dictionary_file);
            write_new(&file, &describe::dictionary_text(&dictionary, "\n", false)?)?;
            written.push(files.dictionary_file.clone());
        }
    }
    Ok(written)
}

/// The entries of a drafted dictionary for the fields of a schema that is there already: what the schema says, holds.
fn fitted(drafted: &Dictionary, schema: &Schema) -> Dictionary {
    let mut whole = describe::inferred_dictionary(schema);
    for entry in &mut whole.fields {
        let is_key = schema.primary_key.contains(&entry.name);
        if let Some(own) = drafted.entry(&entry.name) {
            let said = std::mem::replace(entry, own.clone());
            entry.kind = said.kind;
            entry.required = said.required;
            entry.description = said.description;
        }
        if is_key { "yes" } else { "" }.clone_into(&mut entry.key);
        if is_key {
            "yes".clone_into(&mut entry.required);
        }
    }
    whole
}

/// Drafts plan, schema and dictionary of a resource anew without one of its steps. Whether it was done: not where a person has
/// described a column, where the table is made of several plans, or where nothing fits without the step.
pub(super) fn without(
    folder: &Path,
    resource: &str,
    number: usize,
    options: &Options,
) -> Result<bool, Error> {
    let dataset = Dataset::open(folder)?;
    let mut all = dataset.package.resources.iter().zip(&dataset.files);
    let plans = dataset.plan.as_ref().map(|(_, plan)| &plan.resources);
    let (Some((own, files)), Some(plan)) = (
        all.find(|(known, _)| known.name == resource),
        plans.and_then(|plans| plans.get(resource)),
    ) else {
        return Ok(false);
    };
    let mut entries = files.dictionary.iter().flat_map(|it| &it.fields);
    let is_put_together = !plan.and.is_empty() || !plan.then.is_empty();
    if is_put_together || entries.any(|entry| !entry.description.is_empty()) {
        return Ok(false);
    }
    let mut calls = plan.steps.clone();
    let Some(at) = number.checked_sub(1).filter(|at| *at < calls.len()) else {
        return Ok(false);
    };
    calls.remove(at);
    let mut workbook = workbook_of(folder, own, options)?;
    let (parts, _) = parts_of(&workbook, own, Some(plan))?;
    let layouts: Vec<_> = parts.into_iter().map(|part| part.layout).collect();
    let Ok(drafted) = tables::redrafted(&mut workbook, &layouts, calls) else {
        return Ok(false);
    };
    replaced(folder, files, &drafted, options)
}

/// Puts a drafted table in the place of an earlier one; what does not fit is taken back.
fn replaced(
    folder: &Path,
    files: &ResourceFiles,
    drafted: &Drafted,
    options: &Options,
) -> Result<bool, Error> {
    let plan_file = folder.join("tidy.json");
    let root = root(folder);
    let schema_file = root.join(&files.schema_file);
    let dictionary_file = root.join(&files.dictionary_file);
    let mut plan = json_of(&plan_file)?;
    if let Some(steps) = plan
        .pointer_mut("/resources")
        .and_then(|tables| tables.get_mut(&files.name)?.get_mut("steps"))
    {
        *steps = json!(drafted.plan.steps);
    }
    let new = [
        (&plan_file, pretty(&plan)),
        (&schema_file, pretty(&json!(drafted.schema))),
        (
            &dictionary_file,
            describe::dictionary_text(&drafted.dictionary, "\n", false)?,
        ),
    ];
    let mut before = Vec::new();
    for (file, new) in &new {
        // A file that was not there needs no way back.
        before.extend(text_of(file).ok().map(|text| (*file, text)));
        replace(file, new)?;
    }
    let fits = Dataset::open(folder)
        .and_then(|dataset| check_dataset(&dataset, options))
        .is_ok();
    if !fits {
        for (file, text) in before {
            replace(file, &text)?;
        }
    }
    Ok(fits)
}

/// Writes a file that is not there yet.
fn write_new(file: &Path, text: &str) -> Result<(), Error> {
    let io = |source| Error::Io {
        what: "write",
        path: file.to_owned(),
        source,
    };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(io)?;
    }
    let mut new = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file)
        .map_err(io)?;
    new.write_all(text.as_bytes()).map_err(io)
}
