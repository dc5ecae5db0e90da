//! A dataset → the folder with every artifact, if the check lets it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::describe;
use crate::model::artifact::{Artifact, Release, Role};
use crate::model::change::Account;
use crate::model::dictionary::{Dictionary, Entry};
use crate::model::language::Language;
use crate::model::package::{Package, Resource};
use crate::model::report::{Report, Verdict};
use crate::model::schema::Schema;
use crate::model::table::Table;
use crate::pipeline::output::{Folder, HashedFile};
use crate::pipeline::whole::check_dataset;
use crate::pipeline::{Dataset, Error, Options};
use crate::pipeline::{promises, trace};
use crate::render;
use crate::write;
use crate::write::format::{DatasetInfo, Format, TableInfo, Write};
use crate::write::formats::FORMATS;

/// The built report is an artifact: the same on every machine, so in the language of those who publish it.
const REPORT_LANGUAGE: Language = Language::Thai;

/// What came of a build.
#[derive(Debug)]
pub struct Built {
    /// The report of the check.
    pub report: Report,
    /// The built dataset; `None` if the check failed, and then nothing was written.
    pub release: Option<Release>,
}

/// One table on its way out.
struct Part {
    table: Table,
    account: Account,
    schema: Schema,
    dictionary: Dictionary,
    /// For each field of the schema, the number of the table's column.
    columns: Vec<usize>,
}

/// Checks a dataset and builds it into `out/<name>`.
pub fn build(folder: &Path, out: &Path, options: &Options) -> Result<Built, Error> {
    let dataset = Dataset::open(folder)?;
    let checked = check_dataset(
        &dataset,
        &Options {
            portable: true,
            // What is published shows no cells of the workbook: a column that the plan takes out stays with its owner.
            detail: false,
            ..options.clone()
        },
    )?;
    if checked.report.verdict == Verdict::Fail {
        return Ok(Built {
            report: checked.report,
            release: None,
        });
    }
    let report = render::json(&checked.report, REPORT_LANGUAGE);
    let report_html = render::html(&checked.report, REPORT_LANGUAGE);
    let in_doubt = promises::are_in_doubt(&checked.report);
    let parts: Vec<Part> = checked
        .tables
        .into_iter()
        .zip(&dataset.files)
        .map(|((table, account), files)| {
            let schema = files
                .schema
                .clone()
                .unwrap_or_else(|| describe::inferred_schema(&table));
            let dictionary = files
                .dictionary
                .clone()
                .unwrap_or_else(|| describe::inferred_dictionary(&schema));
            let columns = columns(&table, &schema, &files.name)?;
            let schema = if in_doubt {
                promises::kept(&table, &schema)
            } else {
                schema
            };
            let dictionary = completed(&dictionary, &schema);
            let schema = described(schema, &dictionary);
            Ok(Part {
                table,
                account,
                schema,
                dictionary,
                columns,
            })
        })
        .collect::<Result<_, Error>>()?;
    let mut package = built_package(&dataset.package, &parts);
    reserved(&package)?;
    let folder = Folder::begin(out, &package.name)?;
    let mut files = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let made = table_files(&folder, &package, number, part, options.trace)?;
        if let (Some(csv), Some(resource)) = (
            made.iter().find(|file| file.format == "CSV"),
            package.resources.get_mut(number),
        ) {
            resource.bytes = Some(csv.bytes);
            resource.hash = Some(format!("sha256:{}", csv.sha256));
        }
        files.extend(made);
    }
    let dictionaries: Vec<Dictionary> = parts.iter().map(|part| part.dictionary.clone()).collect();
    let accounts: Vec<Account> = parts.into_iter().map(|part| part.account).collect();
    for format in FORMATS {
        if let Write::Dataset(write) = format.write {
            let info = DatasetInfo {
                package: &package,
                dictionaries: &dictionaries,
                accounts: &accounts,
                report: &report,
                report_html: &report_html,
                files: &files,
            };
            let mut file = folder.file(format.file)?;
            write(&info, &mut file).map_err(|source| io(format.file, source))?;
            files.push(artifact(format, format.file.to_owned(), None, file)?);
        }
    }
    sums(&folder, &files)?;
    let folder = folder.finish()?;
    Ok(Built {
        report: checked.report,
        release: Some(Release {
            folder,
            package,
            dictionaries,
            files,
        }),
    })
}

/// Refuses a resource whose files would have the name of one of the dataset's own: `report.json`, `dictionary.csv`.
fn reserved(package: &Package) -> Result<(), Error> {
    let names = package.resources.iter().map(|resource| &resource.name);
    let mut taken = names.filter(|name| is_reserved(name));
    taken
        .next()
        .map_or(Ok(()), |name| Err(Error::Reserved(name.clone())))
}

/// Whether a name is the stem of a file that a build makes for the dataset as a whole.
pub fn is_reserved(name: &str) -> bool {
    let own = FORMATS
        .iter()
        .filter(|format| matches!(format.write, Write::Dataset(_)));
    let mut stems = own.filter_map(|format| format.file.split('.').next());
    stems.any(|stem| stem == name)
}

/// For each field of the schema the number of its column. Whatever level a rule was given, no column is written under
/// another's name, and none is left out in silence.
fn columns(table: &Table, schema: &Schema, resource: &str) -> Result<Vec<usize>, Error> {
    let fault = |name: &str, why: &'static str| Error::Columns {
        resource: resource.to_owned(),
        name: name.to_owned(),
        why,
    };
    for (number, column) in table.columns.iter().enumerate() {
        let name = &column.name;
        if table.columns[..number]
            .iter()
            .any(|other| other.name == *name)
        {
            return Err(fault(name, "names two columns"));
        }
        if schema.field(name).is_none() {
            return Err(fault(name, "is a column that the schema does not know"));
        }
    }
    let number = |name: &str| table.columns.iter().position(|column| column.name == name);
    let fields = schema.fields.iter();
    fields
        .map(|field| {
            number(&field.name).ok_or_else(|| fault(&field.name, "is a field without a column"))
        })
        .collect()
}

fn io(path: &str, source: std::io::Error) -> Error {
    Error::Io {
        what: "write",
        path: PathBuf::from(path),
        source,
    }
}

fn artifact(
    format: &Format,
    path: String,
    resource: Option<&str>,
    file: HashedFile,
) -> Result<Artifact, Error> {
    let (bytes, sha256) = file.finish()?;
    Ok(Artifact {
        path,
        role: format.role,
        resource: resource.map(str::to_owned),
        format: format.label.into(),
        media_type: format.media_type.into(),
        bytes,
        sha256,
    })
}

/// Writes every file of one table.
fn table_files(
    folder: &Folder,
    package: &Package,
    number: usize,
    part: &Part,
    traced: bool,
) -> Result<Vec<Artifact>, Error> {
    let Some(resource) = package.resources.get(number) else {
        return Ok(Vec::new());
    };
    let info = TableInfo {
        package,
        resource,
        schema: &part.schema,
        dictionary: &part.dictionary,
        strings: &part.table.strings,
    };
    let name = |format: &Format| format!("{}{}", resource.name, format.file);
    let mut by_rows = Vec::new();
    let mut writers = Vec::new();
    let mut made = Vec::new();
    for format in FORMATS {
        match format.write {
            Write::Rows(writer) => {
                writers.push(writer(&info));
                by_rows.push((*format, folder.file(&name(format))?));
            }
            Write::Table(write) => {
                let mut file = folder.file(&name(format))?;
                write(&info, &mut file).map_err(|source| io(&name(format), source))?;
                made.push(artifact(format, name(format), Some(&resource.name), file)?);
            }
            Write::Dataset(_) => {}
        }
    }
    {
        let mut sinks: Vec<&mut dyn std::io::Write> = Vec::new();
        for (_, file) in &mut by_rows {
            sinks.push(file);
        }
        write::rows(&part.table, &part.columns, &mut writers, &mut sinks)
            .map_err(|source| io(&resource.name, source))?;
    }
    let mut files = Vec::new();
    for (format, file) in by_rows {
        files.push(artifact(format, name(format), Some(&resource.name), file)?);
    }
    files.extend(made);
    if traced {
        files.push(trace_file(folder, &resource.name, part)?);
    }
    Ok(files)
}

/// `<resource>.trace.csv`: which cell each value was made from.
fn trace_file(folder: &Folder, resource: &str, part: &Part) -> Result<Artifact, Error> {
    let path = format!("{resource}{}", trace::ENDING);
    let mut file = folder.file(&path)?;
    write::trace(&part.table, &part.columns, &mut file).map_err(|source| io(&path, source))?;
    let (bytes, sha256) = file.finish()?;
    Ok(Artifact {
        path,
        role: Role::Report,
        resource: Some(resource.to_owned()),
        format: "trace".into(),
        media_type: "text/csv".into(),
        bytes,
        sha256,
    })
}

/// `SHA256SUMS`, in the form that `sha256sum --check` reads.
fn sums(folder: &Folder, files: &[Artifact]) -> Result<(), Error> {
    let mut file = folder.file("SHA256SUMS")?;
    for artifact in files {
        writeln!(file, "{}  {}", artifact.sha256, artifact.path)
            .map_err(|source| io("SHA256SUMS", source))?;
    }
    file.finish().map(|_| ())
}

/// The descriptor of what is built: the tables are CSV files with their schema.
fn built_package(package: &Package, parts: &[Part]) -> Package {
    let resources = package.resources.iter().zip(parts);
    let resources = resources.map(|(resource, part)| Resource {
        path: format!("{}.csv", resource.name),
        format: Some("csv".to_owned()),
        mediatype: Some("text/csv".to_owned()),
        encoding: Some("utf-8".to_owned()),
        bytes: None,
        hash: None,
        rows: Some(part.table.len()),
        dialect: None,
        schema: Some(part.schema.clone()),
        ..resource.clone()
    });
    Package {
        profile: Some("https://datapackage.org/profiles/2.0/datapackage.json".to_owned()),
        resources: resources.collect(),
        ..package.clone()
    }
}

/// A schema with the dictionary's words, so that every file that is built says the same of a field. Words of the dictionary
/// come first: it is written for people.
fn described(mut schema: Schema, dictionary: &Dictionary) -> Schema {
    for field in &mut schema.fields {
        let Some(entry) = dictionary.entry(&field.name) else {
            continue;
        };
        if !entry.label_th.is_empty() {
            field.title = Some(entry.label_th.clone());
        }
        if !entry.description.is_empty() {
            field.description = Some(entry.description.clone());
        }
    }
    schema
}

/// A dictionary with an entry for every field, in the order of the schema, with the schema's types, and its words where the
/// dictionary has none.
fn completed(dictionary: &Dictionary, schema: &Schema) -> Dictionary {
    let fields = schema.fields.iter().map(|field| {
        let mut entry = dictionary
            .entry(&field.name)
            .cloned()
            .unwrap_or_else(|| Entry {
                name: field.name.clone(),
                ..Entry::default()
            });
        field.kind.as_str().clone_into(&mut entry.kind);
        if entry.label_th.is_empty() {
            entry.label_th = field.title.clone().unwrap_or_default();
        }
        if entry.description.is_empty() {
            entry.description = field.description.clone().unwrap_or_default();
        }
        entry
    });
    Dictionary {
        fields: fields.collect(),
    }
}
