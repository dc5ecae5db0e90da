//! Filled forms → the files of their datasets.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::describe;
use crate::describe::form::{Change, Contents, DatasetForm, Remark, TableForm};
use crate::model::address::CellRef;
use crate::model::dictionary::{COLUMNS, Dictionary};
use crate::model::form::{Layout, layouts};
use crate::model::language::{Message, say};
use crate::model::package::Package;
use crate::pipeline::dataset::{read as read_text, root, shown};
use crate::pipeline::form::replace_all;
use crate::pipeline::{Dataset, Error};
use crate::read;

/// What importing forms came to.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// The files that changed, or would change.
    pub files: Vec<ChangedFile>,
    /// What is said of cells, each with its form's file.
    pub remarks: Vec<(String, Remark)>,
    /// Whether the files were replaced: not where a remark is grave, and not in a dry run.
    pub written: bool,
}

impl Import {
    /// Whether a cell keeps the forms from being imported.
    pub fn is_faulty(&self) -> bool {
        self.remarks.iter().any(|(_, remark)| remark.grave)
    }
}

/// A file that a form changes.
#[derive(Clone, Debug, Default)]
pub struct ChangedFile {
    /// The file as reports name it.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// What changes in it.
    pub changes: Vec<Change>,
    text: String,
}

/// How forms are imported.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The dataset's folder; without it a form's own code says it: `datasets/<code>`.
    pub to: Option<PathBuf>,
    /// Layouts to read by, instead of those that the program carries.
    pub layouts: Vec<Layout>,
    /// How files are read.
    pub read: read::Options,
    /// Change nothing.
    pub dry_run: bool,
}

/// Reads filled forms back into the files of their datasets. Where a cell is at fault, nothing changes.
pub fn import_forms(files: &[PathBuf], options: &ImportOptions) -> Result<Import, Error> {
    let mut importing = Importing {
        options,
        file: String::new(),
        remarks: Vec::new(),
        staged: BTreeMap::new(),
        tables: Vec::new(),
    };
    for file in files {
        importing.form(file)?;
    }
    let mut import = Import {
        files: importing.staged.into_values().collect(),
        remarks: importing.remarks,
        written: false,
    };
    import.files.retain(|file| !file.changes.is_empty());
    if !import.is_faulty() && !options.dry_run {
        let files = import.files.iter();
        replace_all(files.map(|file| (file.path.as_path(), file.text.as_bytes())))?;
        import.written = true;
    }
    Ok(import)
}

/// Forms on their way in: nothing is written before all of them are read.
struct Importing<'a> {
    options: &'a ImportOptions,
    /// The form that is being read.
    file: String,
    remarks: Vec<(String, Remark)>,
    staged: BTreeMap<PathBuf, ChangedFile>,
    /// Dictionaries that were read: a table may have one.
    tables: Vec<PathBuf>,
}

impl Importing<'_> {
    fn form(&mut self, file: &Path) -> Result<(), Error> {
        let workbook = read::open(file, &self.options.read)?;
        self.file = shown(file);
        let mut candidates: Vec<&Layout> = self.options.layouts.iter().collect();
        for layout in layouts() {
            if !self
                .options
                .layouts
                .iter()
                .any(|own| own.form == layout.form)
            {
                candidates.push(layout);
            }
        }
        let reading = describe::form::read(&workbook, &candidates)
            .ok_or_else(|| Error::NotAForm(self.file.clone()))?;
        let file = &self.file;
        let remarks = reading.remarks.into_iter();
        self.remarks
            .extend(remarks.map(|remark| (file.clone(), remark)));
        match reading.contents {
            Contents::Metadata(datasets) => self.metadata(&datasets),
            Contents::Dictionary(tables) => self.dictionaries(&tables),
        }
    }

    fn metadata(&mut self, datasets: &[DatasetForm]) -> Result<(), Error> {
        let mut found = false;
        for form in datasets {
            let place = (form.sheet.as_str(), form.cell);
            let Some(dataset) = self.dataset(&form.code, place)? else {
                continue;
            };
            if slug(&form.code) != dataset.package.name {
                let (code, name) = (&form.code, &dataset.package.name);
                if datasets.len() > 1 {
                    self.say(
                        place,
                        false,
                        say!(
                            th: "ข้ามแถวนี้: รหัส \"{code}\" ไม่ใช่ชุดข้อมูล {name}",
                            en: "this row is passed over: code \"{code}\" is not dataset {name}"
                        ),
                    );
                    continue;
                }
                self.say(place, false, say!(
                    th: "รหัส \"{code}\" ต่างจากชื่อ {name} ใน datapackage.json ชื่อไม่เปลี่ยน",
                    en: "code \"{code}\" differs from the name {name} in datapackage.json; the name stays"
                ));
            }
            found = true;
            self.descriptor(&dataset, form)?;
        }
        if self.options.to.is_some() && datasets.len() > 1 && !found {
            let first = datasets.first().map(|it| (it.sheet.as_str(), it.cell));
            self.say(first.unwrap_or_default(), true, say!(
                th: "แบบฟอร์มนี้มีหลายชุดข้อมูล และไม่มีรหัสใดตรงกับชุดข้อมูลที่ระบุใน --to",
                en: "the form describes several datasets, and none has the code of the one named with --to"
            ));
        }
        Ok(())
    }

    /// Stages the descriptor of one dataset.
    fn descriptor(&mut self, dataset: &Dataset, form: &DatasetForm) -> Result<(), Error> {
        let path = &dataset.descriptor;
        let text = match self.staged.get(path) {
            Some(staged) => staged.text.clone(),
            None => read_text(path)?.unwrap_or_default(),
        };
        let malformed = |error: serde_json::Error| describe::Error::Malformed {
            file: shown(path),
            why: error.to_string(),
        };
        let before: Value =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(malformed)?;
        let mut after = before.clone();
        let applied = describe::form::apply(&mut after, form);
        let broken = describe::form::broken(&before, &after, form, &applied)?;
        for remark in applied.remarks.into_iter().chain(broken) {
            let said = |(file, it): &(String, Remark)| {
                *file == self.file
                    && it.grave
                    && (&it.sheet, it.cell) == (&remark.sheet, remark.cell)
            };
            // One fault a cell: what a faulty cell leaves open is no second one.
            if !self.remarks.iter().any(said) {
                self.remarks.push((self.file.clone(), remark));
            }
        }
        let mut text = serde_json::to_string_pretty(&after).map_err(malformed)?;
        text.push('\n');
        let staged = self.staged.entry(path.clone()).or_default();
        staged.path.clone_from(path);
        staged.name = shown(path);
        staged.changes.extend(applied.changes);
        staged.text = text;
        Ok(())
    }

    fn dictionaries(&mut self, tables: &[TableForm]) -> Result<(), Error> {
        for table in tables {
            let place = (table.sheet.as_str(), CellRef::new(1, 1));
            let code = table.dataset.as_deref().unwrap_or_default();
            let Some(dataset) = self.dataset(code, place)? else {
                continue;
            };
            let name = &dataset.package.name;
            if !code.is_empty() && slug(code) != *name {
                self.say(
                    place,
                    true,
                    say!(
                        th: "แผ่นนี้เป็นของชุดข้อมูล \"{code}\" ไม่ใช่ {name}",
                        en: "this sheet belongs to dataset \"{code}\", not to {name}"
                    ),
                );
                continue;
            }
            let only = tables.len() == 1;
            let Some(number) = resource_of(&dataset.package, table, only) else {
                let names = dataset.package.resources.iter().map(|it| it.name.as_str());
                let names = names.collect::<Vec<_>>().join(", ");
                self.say((table.sheet.as_str(), table.cell), true, say!(
                    th: "ไม่พบทรัพยากรของแผ่นนี้ ให้ระบุชื่อในช่อง B3 ชื่อที่มีคือ {names}",
                    en: "the sheet names no resource of the dataset; write its name into B3; there are {names}"
                ));
                continue;
            };
            self.dictionary(&dataset, number, table)?;
        }
        Ok(())
    }

    /// Stages the dictionary of one table.
    fn dictionary(
        &mut self,
        dataset: &Dataset,
        number: usize,
        table: &TableForm,
    ) -> Result<(), Error> {
        let Some(files) = dataset.files.get(number) else {
            return Ok(());
        };
        for (field, cell, text) in &table.sizes {
            let schema = files.schema.as_ref().and_then(|it| it.field(field));
            let longest = schema.and_then(|it| it.constraints.max_length);
            if longest.map(|it| it.to_string()).as_ref() != Some(text) {
                let file = &files.schema_file;
                self.say((table.sheet.as_str(), *cell), false, say!(
                    th: "พจนานุกรมข้อมูลไม่เก็บขนาด ถ้าต้องการบังคับ ให้ใส่ maxLength: {text} ใน {file}",
                    en: "a dictionary keeps no size; to enforce it, set maxLength: {text} in {file}"
                ));
            }
        }
        let path = root(&dataset.folder).join(&files.dictionary_file);
        if self.tables.contains(&path) {
            self.say(
                (table.sheet.as_str(), table.cell),
                true,
                say!(
                    th: "มีสองแผ่นของทรัพยากรเดียวกัน",
                    en: "two sheets are about the same resource"
                ),
            );
            return Ok(());
        }
        self.tables.push(path.clone());
        let before = read_text(&path)?.unwrap_or_default();
        let held = files.dictionary.clone().unwrap_or_default();
        let line_end = if before.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        let bom = before.starts_with('\u{feff}');
        let text = describe::dictionary_text(&table.dictionary, line_end, bom)?;
        self.staged.insert(
            path.clone(),
            ChangedFile {
                name: files.dictionary_file.clone(),
                path,
                changes: differences(&held, &table.dictionary),
                text,
            },
        );
        Ok(())
    }

    /// The dataset that a form is for. Where there is none, the cell that should name it is at fault.
    fn dataset(&mut self, code: &str, place: (&str, CellRef)) -> Result<Option<Dataset>, Error> {
        if let Some(folder) = &self.options.to {
            return Dataset::open(folder).map(Some);
        }
        let name = slug(code);
        let folder = Path::new("datasets").join(&name);
        let safe = !name.is_empty() && !name.contains(['/', '\\', ':']) && !name.starts_with('.');
        if safe && folder.join("datapackage.json").is_file() {
            return Dataset::open(&folder).map(Some);
        }
        self.say(place, true, say!(
            th: "ไม่มีชุดข้อมูล \"{code}\" ในโฟลเดอร์ datasets ให้ระบุโฟลเดอร์ด้วย --to หรือสร้างชุดข้อมูลก่อนด้วย sheetpress init",
            en: "there is no dataset \"{code}\" in the folder datasets; name its folder with --to, or make it first with sheetpress init"
        ));
        Ok(None)
    }

    fn say(&mut self, (sheet, cell): (&str, CellRef), grave: bool, message: Message) {
        let remark = Remark {
            sheet: sheet.to_owned(),
            cell,
            message,
            grave,
        };
        self.remarks.push((self.file.clone(), remark));
    }
}

/// A code as the national importer makes a name of it.
fn slug(code: &str) -> String {
    let words: Vec<&str> = code.split_whitespace().collect();
    words.join("-").to_lowercase()
}

/// The resource that a sheet of form 2 is about: named above its header, or by the tab; the only sheet is for the only table.
fn resource_of(package: &Package, table: &TableForm, only: bool) -> Option<usize> {
    let find = |name: &str| package.resources.iter().position(|it| it.name == name);
    match &table.resource {
        Some(name) => find(name),
        None => find(&table.sheet).or((only && package.resources.len() == 1).then_some(0)),
    }
}

/// What differs between two dictionaries, field by field.
fn differences(before: &Dictionary, after: &Dictionary) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut change = |path: String, before: &str, after: &str| {
        if before != after {
            changes.push(Change {
                path,
                before: before.to_owned(),
                after: after.to_owned(),
            });
        }
    };
    for entry in &after.fields {
        let held = before.entry(&entry.name).cloned().unwrap_or_default();
        let values = held.values().into_iter().zip(entry.values());
        for ((key, ..), (old, new)) in COLUMNS.iter().zip(values) {
            change(format!("{}.{key}", entry.name), old, new);
        }
    }
    for entry in &before.fields {
        if after.entry(&entry.name).is_none() {
            change(entry.name.clone(), &entry.name, "");
        }
    }
    let order = |dictionary: &Dictionary| {
        let names = dictionary.fields.iter().map(|entry| entry.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    };
    let (old, new) = (order(before), order(after));
    if before.fields.len() == after.fields.len() {
        change("fields".to_owned(), &old, &new);
    }
    changes
}
