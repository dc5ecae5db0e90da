//! The order of things: read → detect → validate → clean → validate again → describe → write.
//!
//! The one module that knows all verbs, and the one that touches a dataset's files.

mod again;
mod build;
mod check;
mod chosen;
mod dataset;
mod detail;
mod excerpt;
mod output;
mod settled;
mod whole;

pub use build::{Built, build};
pub use check::{check_file, nothing, refused};
pub use dataset::{Dataset, find, of_files};
pub use whole::{Checked, check_dataset};

use std::path::PathBuf;

use crate::clean;
use crate::describe;
use crate::model::baseline::Baseline;
use crate::model::diagnostic::Severity;
use crate::model::language::{Message, say};
use crate::read;
use crate::validate::profiles::{self, Profile};
use crate::validate::{Judge, Levels};

/// How to run.
#[derive(Clone, Debug)]
pub struct Options {
    /// How files are read.
    pub read: read::Options,
    /// The level at which a check fails.
    pub fail_on: Severity,
    /// Levels of rules from the command line.
    pub levels: Levels,
    /// The profile from the command line, instead of the descriptor's.
    pub profile: Option<&'static Profile>,
    /// Findings that are known, and the file that lists them.
    pub baseline: Baseline,
    /// The baseline's file as the user named it.
    pub baseline_file: Option<String>,
    /// Look at this sheet only.
    pub sheet: Option<String>,
    /// Name files by the dataset and not by where it lies, so that a built report is the same on every machine.
    pub portable: bool,
    /// Gather cells and statistics of columns for a report that shows them.
    pub detail: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            read: read::Options::default(),
            fail_on: Severity::Error,
            levels: Levels::default(),
            profile: None,
            baseline: Baseline::default(),
            baseline_file: None,
            sheet: None,
            portable: false,
            detail: false,
        }
    }
}

impl Options {
    /// The judge of a file, or of a dataset with its own levels and profile.
    fn judge(&self, dataset: Option<&Dataset>) -> Result<Judge, Error> {
        let settings = dataset.map(|dataset| &dataset.package.sheetpress);
        let fault = |why| Error::Level {
            path: dataset.map_or_else(PathBuf::new, |dataset| dataset.descriptor.clone()),
            why,
        };
        let own = match settings.and_then(|settings| settings.profile.as_deref()) {
            Some(name) => Some(profiles::profile(name).ok_or_else(|| {
                let names: Vec<_> = profiles::PROFILES.iter().map(|it| it.name).collect();
                fault(format!(
                    "there is no profile \"{name}\"; there are {}",
                    names.join(", ")
                ))
            })?),
            None => None,
        };
        let levels = settings.map_or(&[][..], |settings| &settings.levels);
        let profile = self.profile.or(own);
        Judge::new(&self.levels, levels, profile, self.baseline.clone()).map_err(fault)
    }
}

/// Why the job could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read as a workbook.
    #[error(transparent)]
    Read(#[from] read::Error),
    /// A descriptor, schema, dictionary or plan could not be understood.
    #[error(transparent)]
    Describe(#[from] describe::Error),
    /// A file of a dataset could not be read or written.
    #[error("cannot {what} {path}")]
    Io {
        /// `read`, `write`, `create`.
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// Columns and schema that cannot be brought together.
    #[error("{resource}: \"{name}\" {why}")]
    Columns {
        /// The resource.
        resource: String,
        /// The column or field.
        name: String,
        /// What is wrong.
        why: &'static str,
    },
    /// A folder in the way that holds more than an earlier build.
    #[error("{0} holds files that no build has made, and is left alone")]
    NotOurs(PathBuf),
    /// A folder without datasets.
    #[error("{0} holds no dataset")]
    NoDataset(PathBuf),
    /// Nothing at that path.
    #[error("{0} does not exist")]
    NotFound(PathBuf),
    /// The folder and the descriptor disagree about the dataset's name.
    #[error("the folder is called \"{folder}\", the descriptor says \"{name}\"")]
    Name {
        /// The folder.
        folder: String,
        /// `name` in the descriptor.
        name: String,
    },
    /// A sheet that is not there.
    #[error("{path} has no sheet \"{sheet}\"; it has {sheets}")]
    NoSheet {
        /// The workbook.
        path: String,
        /// The sheet asked for.
        sheet: String,
        /// The sheets there are.
        sheets: String,
    },
    /// No table where one is needed.
    #[error("{path} has no table on sheet \"{sheet}\"")]
    NoTable {
        /// The workbook.
        path: String,
        /// The sheet.
        sheet: String,
    },
    /// Several tables where the dialect names none.
    #[error(
        "{path} has {count} tables on sheet \"{sheet}\", and the descriptor does not say which one: {ranges}"
    )]
    SeveralTables {
        /// The workbook.
        path: String,
        /// The sheet.
        sheet: String,
        /// How many.
        count: usize,
        /// Where they lie.
        ranges: String,
    },
    /// The plan cannot be applied.
    #[error("cannot apply {path}")]
    Plan {
        /// The plan's file.
        path: PathBuf,
        /// Why.
        #[source]
        fault: clean::Error,
    },
    /// A level for a rule that is not there.
    #[error("{path}: {why}")]
    Level {
        /// The descriptor.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
}

impl Error {
    /// What the user can do about it.
    pub fn help(&self) -> Message {
        match self {
            Self::Read(error) => error.help(),
            Self::Describe(error) => error.help(),
            Self::Io { .. } => {
                say!(th: "ตรวจสอบเนื้อที่ดิสก์และสิทธิ์ของโฟลเดอร์", en: "check the disk's free space and the folder's permissions")
            }
            Self::Columns { .. } => say!(
                th: "ตั้งชื่อคอลัมน์ด้วยขั้นตอน rename ใน tidy.json หรือแก้ schema ให้ชื่อตรงกันและไม่ซ้ำกัน",
                en: "name the columns with the step rename in tidy.json, or correct the schema, so that names agree and none stands twice"
            ),
            Self::NotOurs(_) => say!(
                th: "ระบุโฟลเดอร์อื่นด้วย --out หรือย้ายไฟล์เหล่านั้นออกก่อน",
                en: "name another folder with --out, or move those files away first"
            ),
            Self::NoDataset(_) => say!(
                th: "ชุดข้อมูลคือโฟลเดอร์ที่มี datapackage.json และไฟล์ต้นฉบับ",
                en: "a dataset is a folder with a datapackage.json and the workbook"
            ),
            Self::NotFound(_) => {
                say!(th: "ตรวจสอบชื่อไฟล์หรือโฟลเดอร์", en: "check the name of the file or folder")
            }
            Self::Name { .. } => {
                say!(th: "ตั้งชื่อโฟลเดอร์ให้ตรงกับ name ใน datapackage.json", en: "give the folder and name in datapackage.json the same name")
            }
            Self::NoSheet { .. } => {
                say!(th: "ระบุชื่อแผ่นงานที่มีอยู่ด้วย --sheet หรือ dialect.sheetName", en: "name one of its sheets with --sheet, or in dialect.sheetName")
            }
            Self::NoTable { .. } => {
                say!(th: "ตารางต้องมีหัวตารางและอย่างน้อยสองคอลัมน์", en: "a table needs a header and at least two columns; name the sheet in dialect.sheetName")
            }
            Self::SeveralTables { .. } => say!(
                th: "ระบุ dialect.headerRows และ firstColumn lastColumn ของตารางที่ต้องการ",
                en: "say in dialect.headerRows, firstColumn and lastColumn which table is meant"
            ),
            Self::Plan {
                fault: clean::Error::UnknownStep(..) | clean::Error::Step { .. },
                ..
            } => say!(
                th: "แก้ขั้นตอนใน tidy.json; sheetpress explain ตามด้วยชื่อขั้นตอนบอกพารามิเตอร์ที่ใช้ได้",
                en: "correct the step in tidy.json; sheetpress explain and the step's name say what it takes"
            ),
            Self::Plan { .. } => say!(
                th: "เปิดไฟล์ดูเซลล์ที่ระบุ แล้วแก้ tidy.json ให้ตรงกับไฟล์ใหม่",
                en: "look at the cell named and bring tidy.json to the new workbook"
            ),
            Self::Level { .. } => {
                say!(th: "แก้ sheetpress.levels ใน datapackage.json", en: "correct sheetpress.levels in datapackage.json")
            }
        }
    }
}
