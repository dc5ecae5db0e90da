//! Datasets in CKAN's terms, their files and their rows → one SQLite file and a folder of files named by their content.
//!
//! Knows nothing of HTTP or the build: `publish` and `serve` decide what is written, `serve` what is answered. Who may see what
//! is decided here, in [`viewer`]. Files are never deleted and releases stay recorded, so that an earlier one can come back.

pub mod cast;
pub mod datastore;
pub mod decimal;
pub mod files;
mod moment;
pub mod postgres;
pub mod query;
pub mod reader;
pub mod record;
pub mod rows;
pub mod search;
pub mod shelf;
pub mod table;
pub mod token;
pub mod viewer;
pub mod writer;

use std::path::PathBuf;

use crate::model::language::{Message, say};

/// Why the catalogue cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no catalogue in the folder.
    #[error("no catalogue in {0}")]
    Missing(PathBuf),
    /// Another process holds the catalogue.
    #[error("the catalogue in {0} is locked by another process")]
    Locked(PathBuf),
    /// The catalogue was made by a later version of this program.
    #[error("the catalogue in {folder} has format {found}, this program knows {known}")]
    Newer {
        /// The catalogue.
        folder: PathBuf,
        /// Its format.
        found: u32,
        /// The latest format that is known here.
        known: u32,
    },
    /// A file or folder of the catalogue cannot be used.
    #[error("cannot use {path}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// SQLite refuses.
    #[error("the catalogue in {folder} cannot be used")]
    Sqlite {
        /// The catalogue.
        folder: PathBuf,
        /// Why.
        #[source]
        source: rusqlite::Error,
    },
    /// JSON in the catalogue is not what was written.
    #[error("the catalogue holds a record that cannot be read")]
    Record(#[source] serde_json::Error),
    /// A file is not the one that the release lists.
    #[error("{path} has SHA-256 {found}, the release lists {expected}")]
    Digest {
        /// The file.
        path: PathBuf,
        /// Digest of the bytes on disk.
        found: String,
        /// Digest in the release.
        expected: String,
    },
    /// A CSV cannot be read.
    #[error("cannot read the rows of {path}")]
    Csv {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: csv::Error,
    },
    /// A CSV's header is not the schema's list of fields.
    #[error("{path} has the columns {found:?}, its schema {expected:?}")]
    Header {
        /// The file.
        path: PathBuf,
        /// Columns of the file.
        found: Vec<String>,
        /// Fields of the schema.
        expected: Vec<String>,
    },
    /// A value is not of its field's type.
    #[error("{path}, row {row}, field \"{field}\": \"{value}\" is not of type {expected}")]
    Value {
        /// The file.
        path: PathBuf,
        /// Row of the table, from 1, the header not counted.
        row: u64,
        /// The field.
        field: String,
        /// The text in the file.
        value: String,
        /// The type in the schema.
        expected: &'static str,
    },
    /// The operating system gives no random numbers.
    #[error("the operating system gives no random numbers")]
    Randomness,
    /// Another dataset has the name.
    #[error("another dataset of the catalogue is named \"{0}\"")]
    NameTaken(String),
    /// More columns than a table can have.
    #[error("{path} has {columns} columns; a table holds {limit}")]
    TooWide {
        /// The file.
        path: PathBuf,
        /// Its columns.
        columns: usize,
        /// The limit.
        limit: usize,
    },
}

impl Error {
    /// What to do about it.
    pub fn help(&self) -> Option<Message> {
        Some(match self {
            Self::Missing(_) => say!(
                th: "เผยแพร่ชุดข้อมูลแรกด้วยคำสั่ง publish หรือระบุโฟลเดอร์ด้วย --catalog",
                en: "publish a first dataset, or name the folder with --catalog"
            ),
            Self::Locked(_) => say!(
                th: "รอให้การเผยแพร่อีกงานหนึ่งเสร็จ หรือปิดโปรแกรมที่เปิดไฟล์ catalog.sqlite อยู่ แล้วสั่งใหม่",
                en: "wait until the other publication ends, or close the program that has catalog.sqlite open, then run again"
            ),
            Self::Newer { .. } => say!(
                th: "ใช้ sheetpress รุ่นใหม่กว่านี้",
                en: "use a newer version of sheetpress"
            ),
            Self::Digest { .. } | Self::Header { .. } => say!(
                th: "ไฟล์ถูกแก้หลังจากสร้าง ให้สร้างชุดข้อมูลใหม่ด้วยคำสั่ง build",
                en: "the file was changed after it was built; build the dataset again"
            ),
            Self::Value { .. } => say!(
                th: "แก้ค่าในไฟล์ต้นฉบับ หรือแก้ชนิดข้อมูลใน schema แล้วสร้างชุดข้อมูลใหม่",
                en: "mend the value in the workbook, or the type in the schema, and build the dataset again"
            ),
            Self::TooWide { .. } => say!(
                th: "แปลงตารางให้แคบลง เช่น ย้ายปีจากหัวคอลัมน์มาเป็นแถว",
                en: "make the table narrower, for instance by turning the columns of years into rows"
            ),
            Self::NameTaken(_) => say!(
                th: "เปลี่ยนชื่อในระบบ (name) ของชุดข้อมูลนี้ หรือเปลี่ยนชื่อหรือลบชุดข้อมูลเดิมในบัญชีข้อมูลก่อน",
                en: "give this dataset another name, or rename or delete the one in the catalogue first"
            ),
            _ => return None,
        })
    }
}
