//! File → `Workbook`: what stands around the cells first, then the cells in one streaming pass.
//!
//! Reads what is there and judges nothing: whether a merged cell is a fault is for `validate` to say.

mod csv;
pub mod legacy;
mod limits;
mod sniff;
mod xlsx;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

pub use csv::encoding;
pub use limits::Limits;
pub use xlsx::visit::{RawCell, visit_cells};

use crate::model::language::{Message, Text, say};
use crate::model::refusal::{Obstacle, Refusal};
use crate::model::workbook::{Format, Workbook};

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What a file may cost.
    pub limits: Limits,
    /// The program that reads `.xls`, `.xlsb` and `.ods` in a process of its own, so that an endless loop or an
    /// abort in a library ends there. Called with [`legacy::COMMAND`] and the path. `None`: read in this process.
    pub legacy_reader: Option<PathBuf>,
    /// CSV: the character between fields, where a person declares it.
    pub delimiter: Option<char>,
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file is not there or may not be read.
    #[error("cannot read {path}")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A folder was given where a file is needed.
    #[error("{path} is a folder, not a workbook")]
    Folder {
        /// The folder.
        path: String,
    },
    /// Zero bytes.
    #[error("{path} is empty (0 bytes)")]
    Empty {
        /// The file.
        path: String,
    },
    /// A password protects it.
    #[error("{path} is protected by a password")]
    Encrypted {
        /// The file.
        path: String,
    },
    /// A web page under a workbook's name.
    #[error("{path} is a web page (HTML), not a workbook")]
    Html {
        /// The file.
        path: String,
    },
    /// A format that is known and not read.
    #[error("{path} is {what}, which is not read")]
    Unsupported {
        /// The file.
        path: String,
        /// What it is.
        what: &'static str,
    },
    /// Nothing that is known.
    #[error("{path} is no workbook: {why}")]
    Unknown {
        /// The file.
        path: String,
        /// What was looked for.
        why: &'static str,
    },
    /// A part is cut off, missing or malformed.
    #[error("{path} is damaged: {part}: {why}")]
    Damaged {
        /// The file.
        path: String,
        /// The part of the package, or the place in the file.
        part: String,
        /// What is wrong with it.
        why: String,
    },
    /// The file would cost more than is allowed.
    #[error("{path} was refused: {why}")]
    Limit {
        /// The file.
        path: String,
        /// Which limit, with its number.
        why: String,
    },
}

impl Error {
    /// The error as a fact about the file; `None` where the file was not reached at all.
    pub fn refusal(&self) -> Option<Refusal> {
        let (path, obstacle, detail) = match self {
            Self::Io { .. } | Self::Folder { .. } => return None,
            Self::Empty { path } => (path, Obstacle::Nothing, String::new()),
            Self::Encrypted { path } => (path, Obstacle::Password, String::new()),
            Self::Html { path } => (path, Obstacle::WebPage, String::new()),
            Self::Unsupported { path, what } => (path, Obstacle::Foreign, (*what).to_owned()),
            Self::Unknown { path, why } => (path, Obstacle::Foreign, (*why).to_owned()),
            Self::Damaged { path, part, why } => (path, Obstacle::Damage, format!("{part}: {why}")),
            Self::Limit { path, why } => (path, Obstacle::Size, why.clone()),
        };
        Some(Refusal {
            path: path.clone(),
            obstacle,
            detail,
        })
    }

    /// What the user can do about it.
    pub fn help(&self) -> Message {
        match self {
            Self::Io { .. } => say!(th: "ตรวจสอบชื่อไฟล์และสิทธิ์การอ่าน", en: "check the name and that the file may be read"),
            Self::Folder { .. } => say!(th: "ระบุชื่อไฟล์ในโฟลเดอร์นั้น", en: "name a file in that folder"),
            Self::Empty { .. } => say!(th: "ไฟล์อาจคัดลอกไม่สำเร็จ ให้คัดลอกใหม่จากต้นฉบับ", en: "the copy may have failed; copy the file again from its source"),
            Self::Encrypted { .. } => Text {
                th: "เปิดใน Excel แล้วเลือก ไฟล์ > ข้อมูล > ป้องกันเวิร์กบุ๊ก > เข้ารหัสลับด้วยรหัสผ่าน ลบรหัสผ่านออก แล้วบันทึก",
                en: "open it in Excel, choose File > Info > Protect Workbook > Encrypt with Password, clear the password and save",
            }
            .into(),
            Self::Html { .. } | Self::Unsupported { .. } => say!(
                th: "เปิดไฟล์ใน Excel แล้วบันทึกเป็น \"Excel Workbook (.xlsx)\"",
                en: "open the file in Excel and save it as \"Excel Workbook (.xlsx)\""
            ),
            Self::Unknown { .. } => say!(th: "รองรับ .xlsx .xlsm .xls .xlsb .ods และ .csv", en: "readable are .xlsx, .xlsm, .xls, .xlsb, .ods and .csv"),
            Self::Damaged { .. } => say!(
                th: "ขอไฟล์ใหม่จากต้นทาง หรือเปิดใน Excel ให้ซ่อมแซมแล้วบันทึกใหม่",
                en: "get the file again from its source, or let Excel repair it and save it anew"
            ),
            Self::Limit { .. } => say!(
                th: "ไฟล์นี้ใหญ่ผิดปกติหรืออาจเป็นอันตราย ลบแถวและคอลัมน์ว่างที่จัดรูปแบบไว้ แล้วบันทึกใหม่",
                en: "the file is unusually large or hostile; delete empty formatted rows and columns and save it again"
            ),
        }
    }
}

/// What a file is, told from its content.
pub fn format(path: &Path, options: &Options) -> Result<Format, Error> {
    let name = path.display().to_string();
    let io = |source| Error::Io {
        path: name.clone(),
        source,
    };
    if path.is_dir() {
        return Err(Error::Folder { path: name });
    }
    let file = File::open(path).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    if size > options.limits.file_bytes {
        let why = format!("{size} bytes, more than {}", options.limits.file_bytes);
        return Err(Error::Limit { path: name, why });
    }
    let mut head = Vec::new();
    file.take(8192).read_to_end(&mut head).map_err(io)?;
    sniff::format(&name, path, &head)
}

/// Reads a file into memory. The format is told from the content, whatever the extension says.
pub fn open(path: &Path, options: &Options) -> Result<Workbook, Error> {
    let name = path.display().to_string();
    let format = format(path, options)?;
    let mut workbook = match format {
        Format::Xlsx => xlsx::read(&name, path, &options.limits)?,
        Format::Csv => csv::read(&name, path, options)?,
        legacy_format => legacy::read(&name, path, legacy_format, options)?,
    };
    if workbook.strings.is_full() {
        return Err(Error::Limit {
            path: name,
            why: "more than 4 GiB of distinct text".to_owned(),
        });
    }
    workbook.path = name;
    workbook.strings.freeze();
    Ok(workbook)
}
