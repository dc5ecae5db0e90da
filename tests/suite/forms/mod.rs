//! Form 1 and form 2 as workbooks: written, filled by a person, read back.

mod by_hand;
mod faults;
mod round_trip;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Format, Workbook as Writer};
use serde_json::Value;
use sheetpress::model::address::CellRef;
use sheetpress::model::form::{Form, Layout, newest};
use sheetpress::read;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

use crate::cli::{code, dataset, err, out, run};

const NAME: &str = "budget-disbursement";

/// The cells of a form by sheet, to be changed as a person would and written anew.
struct Filled(Vec<(String, Cells)>);

type Cells = BTreeMap<(u32, u32), String>;

impl Filled {
    fn read(path: &Path) -> Self {
        let workbook = read::open(path, &read::Options::default()).unwrap();
        let sheets = workbook.sheets.iter().map(|sheet| {
            let mut cells = BTreeMap::new();
            for (number, column) in (0u32..).zip(&sheet.columns) {
                column.for_each(0, u32::MAX - 1, |row, cell| {
                    cells.insert((row, number), cell.value().to_text(&workbook.strings));
                });
            }
            (sheet.name.clone(), cells)
        });
        Self(sheets.collect())
    }

    fn sheet(&mut self, name: &str) -> &mut BTreeMap<(u32, u32), String> {
        let found = self.0.iter_mut().find(|(known, _)| known == name);
        &mut found.unwrap_or_else(|| panic!("{name}")).1
    }

    fn set(&mut self, sheet: &str, cell: &str, text: &str) {
        let at: CellRef = cell.parse().unwrap();
        self.sheet(sheet)
            .insert((at.row, at.column), text.to_owned());
    }

    fn get(&mut self, sheet: &str, cell: &str) -> String {
        let at: CellRef = cell.parse().unwrap();
        let cells = self.sheet(sheet);
        cells.get(&(at.row, at.column)).cloned().unwrap_or_default()
    }

    fn without(&mut self, sheet: &str) {
        self.0.retain(|(name, _)| name != sheet);
    }

    /// Takes a column away, or makes room for one.
    fn shift(&mut self, sheet: &str, from: u32, by: i64) {
        let cells = std::mem::take(self.sheet(sheet));
        let moved = cells.into_iter().filter_map(|((row, column), text)| {
            let target = if column >= from {
                u32::try_from(i64::from(column) + by).ok()
            } else {
                Some(column)
            };
            let gone = by < 0 && column == from;
            Some(((row, target.filter(|_| !gone)?), text))
        });
        *self.sheet(sheet) = moved.collect();
    }

    /// Writes the workbook. A text that begins with "=" is a formula, and has no value, as some programs leave it.
    fn save(&self, path: &Path) {
        let mut workbook = Writer::new();
        let mut formulas = false;
        for (name, cells) in &self.0 {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            for ((row, column), text) in cells {
                let column = u16::try_from(*column).unwrap();
                if text.starts_with('=') {
                    formulas = true;
                    sheet.write_formula(*row, column, text.as_str()).unwrap();
                } else {
                    sheet.write_string(*row, column, text).unwrap();
                }
            }
            // The title over the whole width, as agencies like it.
            if name.starts_with("Temp2") {
                let title = cells.get(&(0, 0)).cloned().unwrap_or_default();
                sheet
                    .merge_range(0, 0, 0, 5, &title, &Format::new())
                    .unwrap();
            }
        }
        workbook.save(path).unwrap();
        if formulas {
            without_values(path);
        }
    }
}

/// The parts of a workbook's file.
fn parts(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    (0..zip.len())
        .map(|number| {
            let mut part = zip.by_index(number).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Takes the values of all formulas away.
fn without_values(path: &Path) {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts(path) {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            let mut xml = String::from_utf8(bytes).unwrap();
            while let Some(at) = xml.find("</f><v>") {
                let from = at + "</f>".len();
                let to = from + xml[from..].find("</v>").unwrap() + "</v>".len();
                xml.replace_range(from..to, "");
            }
            zip.write_all(xml.as_bytes()).unwrap();
        } else {
            zip.write_all(&bytes).unwrap();
        }
    }
    fs::write(path, zip.finish().unwrap().into_inner()).unwrap();
}

/// The address of an item in the first row of data of a sheet.
fn at(layout: &Layout, sheet: &str, key: &str) -> String {
    let found = layout.sheets.iter().find(|it| it.name == sheet).unwrap();
    CellRef::new(layout.first_row, found.column(key).unwrap()).to_string()
}

fn layout() -> &'static Layout {
    newest(Form::Metadata).unwrap()
}

/// A folder with the dataset, and its exported form 1.
fn exported(arguments: &[&str]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    dataset(folder.path(), NAME);
    let path = export(folder.path(), arguments);
    (folder, path)
}

fn export(root: &Path, arguments: &[&str]) -> PathBuf {
    let path = format!("datasets/{NAME}");
    let output = run(
        root,
        &[&["form", "export", &path, "--out", "forms"], arguments].concat(),
    );
    assert_eq!(code(&output), 0, "{}", err(&output));
    root.join(format!("forms/{NAME}-form1.xlsx"))
}

fn descriptor(root: &Path) -> PathBuf {
    root.join("datasets").join(NAME).join("datapackage.json")
}

fn json_of(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn import(root: &Path, form: &str) -> (i32, String) {
    let output = run(root, &["form", "import", form]);
    (code(&output), format!("{}{}", out(&output), err(&output)))
}

#[test]
fn the_form_is_what_the_national_importer_wants() {
    let (folder, path) = exported(&[]);
    let mut form = Filled::read(&path);
    let sheet = "Temp2_Meta_Stat";
    let mut cell = |key: &str| form.get(sheet, &at(layout(), sheet, key));
    assert_eq!(cell("name"), NAME);
    assert_eq!(cell("objective"), "พันธกิจหน่วยงาน");
    assert_eq!(
        cell("official_statistics"),
        "ไม่ใช่",
        "a blank cell would count as yes"
    );
    assert_eq!(form.get("Temp3_Resource_Stat", "A6"), NAME);
    // Every cell is text, also years and numbers.
    let mut workbook: Xlsx<_> = open_workbook(&path).unwrap();
    let names = workbook.sheet_names();
    for sheet in &layout().sheets {
        assert!(names.contains(&sheet.name), "{}", sheet.name);
        let range = workbook.worksheet_range(&sheet.name).unwrap();
        assert_eq!(range.width(), sheet.columns.len(), "{}", sheet.name);
        assert!(
            range
                .used_cells()
                .all(|(.., cell)| matches!(cell, Data::String(_) | Data::Empty))
        );
    }
    // The same bytes every time: exporting again finds the same file, and another one is never overwritten.
    export(folder.path(), &[]);
    fs::write(&path, "filled by somebody").unwrap();
    let arguments = [
        "form",
        "export",
        &format!("datasets/{NAME}"),
        "--out",
        "forms",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), 2);
    assert_eq!(fs::read_to_string(&path).unwrap(), "filled by somebody");
}

#[test]
fn what_is_no_form_is_refused_and_empty_forms_can_be_handed_out() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    crate::cli::workbook(root, "other.xlsx", crate::cli::tidy_sheet);
    let output = run(root, &["form", "import", "other.xlsx"]);
    assert!(
        code(&output) == 2 && err(&output).contains("neither form 1 nor form 2"),
        "{}",
        err(&output)
    );
    let output = run(root, &["form", "export", "--blank", "--out", "forms"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let form = read::open(&root.join("forms/form1.xlsx"), &read::Options::default()).unwrap();
    assert_eq!(form.sheets.len(), layout().sheets.len() + 2);
    let (ended, said) = import(root, "forms/form1.xlsx");
    assert!(ended == 0 && said.contains("nothing changed"), "{said}");
    let output = run(
        root,
        &["form", "export", "--blank", "--layout", "9.9", "--out", "f"],
    );
    assert!(
        code(&output) == 2 && err(&output).contains("2.2.4, 2.1.0"),
        "{}",
        err(&output)
    );
}

#[test]
fn the_forms_print_on_a4_with_headers_and_names_on_every_page() {
    let (folder, form1) = exported(&[]);
    let form2 = folder.path().join(format!("forms/{NAME}-form2.xlsx"));
    for path in [&form1, &form2] {
        for (name, bytes) in parts(path) {
            if name.starts_with("xl/worksheets/sheet") {
                let xml = String::from_utf8(bytes).unwrap();
                for word in [
                    "paperSize=\"9\"",
                    "orientation=\"landscape\"",
                    "<pageSetUpPr fitToPage=\"1\"/>",
                ] {
                    assert!(xml.contains(word), "{} {name}: {word}", path.display());
                }
            }
        }
        let workbook = read::open(path, &read::Options::default()).unwrap();
        let titles = workbook.names.iter();
        let titles = titles.filter(|it| it.name == "_xlnm.Print_Titles");
        assert_eq!(titles.count(), workbook.sheets.len());
    }
    // Thirty columns beside each other can be read on several pages only, and each of them names the dataset.
    let workbook = read::open(&form1, &read::Options::default()).unwrap();
    let wide = workbook
        .names
        .iter()
        .find(|it| it.name == "_xlnm.Print_Titles" && it.refers_to.contains("Temp2_Meta_Stat"));
    let wide = &wide.unwrap().refers_to;
    assert!(wide.contains("$A:$A") && wide.contains("$4:$5"), "{wide}");
}

/// `LibreOffice` opens both forms and shows the Thai text of their cells.
#[test]
fn libreoffice_opens_both_forms() {
    if std::env::var_os("SHEETPRESS_LIBREOFFICE").is_none() {
        return;
    }
    let (folder, path) = exported(&[]);
    let root = folder.path();
    let form2 = root.join(format!("forms/{NAME}-form2.xlsx"));
    for (path, text) in [(path, "ผลการเบิกจ่ายงบประมาณ"), (form2, "ประเภทของงบประมาณ")]
    {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for form in ["pdf", "xlsx:Calc MS Excel 2007 XML"] {
            let output = Command::new("soffice")
                .arg("--headless")
                .arg(format!(
                    "-env:UserInstallation=file://{}",
                    root.join("profile").display()
                ))
                .args(["--convert-to", form, "--outdir"])
                .arg(root.join("again"))
                .arg(&path)
                .output()
                .unwrap();
            assert!(output.status.success(), "{}", err(&output));
        }
        assert!(
            root.join("again")
                .join(name.replace(".xlsx", ".pdf"))
                .exists()
        );
        let again = Filled::read(&root.join("again").join(name));
        let shows = |text: &str| {
            again
                .0
                .iter()
                .any(|(_, cells)| cells.values().any(|it| it.contains(text)))
        };
        assert!(shows(text));
    }
}
