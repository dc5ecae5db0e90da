//! Why a release is not kept, or does not come back.

use std::io;
use std::path::PathBuf;

use crate::catalog;
use crate::model::language::{Message, say};

/// Why a release is not kept, or does not come back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file cannot be stored.
    #[error(transparent)]
    Catalog(#[from] catalog::Error),
    /// A file or folder of the store cannot be used.
    #[error("cannot use {path}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A name of a place or dataset that cannot be the name of a folder.
    #[error("\"{0}\" cannot be the name of a folder in the store of releases")]
    Name(String),
    /// A file of the release lies outside its folder.
    #[error("\"{0}\" is not a path inside the release's folder")]
    Path(String),
    /// A record is not the JSON of a kept release.
    #[error("{path} is not the record of a kept release")]
    Record {
        /// The record.
        path: PathBuf,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// A record lies where the one of another release belongs.
    #[error("{0} is the record of another release")]
    Misplaced(PathBuf),
    /// A record was written by a later version of this program.
    #[error("{path} has format {found}, this program knows {known}")]
    Newer {
        /// The record.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The format that is known here.
        known: u32,
    },
    /// Nothing is kept of a dataset.
    #[error("no release of \"{dataset}\" is kept for {place}")]
    UnknownDataset {
        /// The dataset that was asked for.
        dataset: String,
        /// The place.
        place: String,
        /// The datasets that are kept for the place.
        known: Vec<String>,
    },
    /// A release is not kept.
    #[error("release {number} of {dataset} is not kept here")]
    UnknownRelease {
        /// The dataset.
        dataset: String,
        /// The number that was asked for.
        number: u32,
        /// The numbers that are kept.
        known: Vec<u32>,
    },
    /// There is no release before the one that is published now.
    #[error("no release of {dataset} comes before number {number}, which is published now")]
    NothingBefore {
        /// The dataset.
        dataset: String,
        /// The release that is published now; 0 where there is none.
        number: u32,
        /// The numbers that are kept.
        known: Vec<u32>,
    },
    /// A file of a kept release is not in the store.
    #[error(
        "{file} of release {number} of {dataset} is missing: no file of SHA-256 {sha256} is kept"
    )]
    MissingFile {
        /// The dataset.
        dataset: String,
        /// Number of the release.
        number: u32,
        /// Path of the file in the release.
        file: String,
        /// Its digest.
        sha256: String,
    },
    /// A file of a kept release is not what it was.
    #[error("{file} is damaged: {path} has SHA-256 {found}, the release lists {sha256}")]
    Damaged {
        /// Path of the file in the release.
        file: String,
        /// Where its bytes lie.
        path: PathBuf,
        /// Digest of the bytes on disk.
        found: String,
        /// Digest in the release.
        sha256: String,
    },
    /// A file in the way of one that is to be laid out.
    #[error("{0} is there already and is another file; it is left alone")]
    InTheWay(PathBuf),
}

impl Error {
    /// What is wrong, in both languages; `None` where the chain of causes says it.
    pub fn message(&self) -> Option<Message> {
        Some(match self {
            Self::UnknownDataset { dataset, place, .. } => say!(
                th: "ไม่มีรุ่นใดของ \"{dataset}\" เก็บไว้สำหรับ {place}",
                en: "{self}"
            ),
            Self::UnknownRelease {
                dataset, number, ..
            } => say!(
                th: "ไม่มีรุ่นที่ {number} ของ {dataset} เก็บไว้ที่นี่",
                en: "{self}"
            ),
            Self::NothingBefore {
                dataset, number, ..
            } => say!(
                th: "ไม่มีรุ่นของ {dataset} ก่อนรุ่นที่ {number} ซึ่งเผยแพร่อยู่ในขณะนี้",
                en: "{self}"
            ),
            Self::MissingFile {
                dataset,
                number,
                file,
                sha256,
            } => say!(
                th: "ไฟล์ {file} ของ {dataset} รุ่นที่ {number} หายไป: ไม่มีไฟล์ที่มีค่า SHA-256 {sha256} เก็บไว้",
                en: "{self}"
            ),
            Self::Damaged {
                file,
                path,
                found,
                sha256,
            } => {
                let path = path.display();
                say!(
                    th: "ไฟล์ {file} เสียหาย: {path} มีค่า SHA-256 {found} แต่รุ่นที่เผยแพร่ระบุ {sha256}",
                    en: "{self}"
                )
            }
            Self::Record { path, .. } | Self::Misplaced(path) => {
                let path = path.display();
                say!(
                    th: "{path} ไม่ใช่ระเบียนของรุ่นที่เก็บไว้ ณ ตำแหน่งนั้น",
                    en: "{self}"
                )
            }
            Self::Newer { path, .. } => {
                let path = path.display();
                say!(
                    th: "{path} เขียนโดยโปรแกรมรุ่นใหม่กว่า",
                    en: "{self}"
                )
            }
            Self::InTheWay(path) => {
                let path = path.display();
                say!(
                    th: "มีไฟล์อื่นอยู่ที่ {path} แล้ว จึงไม่เขียนทับ",
                    en: "{self}"
                )
            }
            Self::Catalog(_) | Self::Io { .. } | Self::Name(_) | Self::Path(_) => return None,
        })
    }

    /// What to do about it.
    pub fn help(&self) -> Option<Message> {
        if self.is_full() {
            return Some(say!(
                th: "เพิ่มพื้นที่ว่างในดิสก์ที่เก็บโฟลเดอร์ --catalog แล้วสั่งใหม่ ไม่มีไฟล์ใดถูกเก็บไว้เพียงครึ่งเดียว",
                en: "make room on the disk that holds the --catalog folder, then run again; no file was kept half-written"
            ));
        }
        Some(match self {
            Self::Catalog(error) => return error.help(),
            Self::Path(_) => say!(
                th: "สร้างชุดข้อมูลใหม่ด้วยคำสั่ง build",
                en: "build the dataset again"
            ),
            Self::Newer { .. } => say!(
                th: "ใช้ sheetpress รุ่นใหม่กว่านี้",
                en: "use a newer version of sheetpress"
            ),
            Self::UnknownDataset { known, .. } if known.is_empty() => say!(
                th: "ยังไม่มีชุดข้อมูลใดเก็บไว้สำหรับปลายทางนี้ ตรวจ --catalog และ --to",
                en: "nothing is kept for this place yet; look at --catalog and --to"
            ),
            Self::UnknownDataset { known, .. } => {
                let known = known.join(", ");
                say!(th: "ชุดข้อมูลที่เก็บไว้: {known}", en: "the datasets that are kept: {known}")
            }
            Self::UnknownRelease { known, .. } => listed(known),
            Self::NothingBefore { known, .. } => {
                let Message { th, en } = listed(known);
                say!(th: "{th} ระบุรุ่นด้วย --release", en: "{en}; name one with --release")
            }
            Self::MissingFile { .. } | Self::Damaged { .. } => say!(
                th: "นำไฟล์นั้นกลับมาจากสำเนาสำรองของโฟลเดอร์ --catalog หรือสร้างรุ่นนั้นใหม่จากไฟล์ต้นฉบับแล้วเผยแพร่",
                en: "bring the file back from a backup of the --catalog folder, or build that release again from its workbook and publish it"
            ),
            Self::Record { .. } | Self::Misplaced(_) => say!(
                th: "นำระเบียนนั้นกลับมาจากสำเนาสำรองของโฟลเดอร์ --catalog หรือลบทิ้ง รุ่นอื่นยังใช้ได้",
                en: "bring the record back from a backup of the --catalog folder, or delete it; the other releases can be used"
            ),
            Self::InTheWay(_) => say!(
                th: "ย้ายไฟล์นั้นออกไปก่อน หรือใช้โฟลเดอร์ว่าง",
                en: "move that file away first, or use an empty folder"
            ),
            Self::Io { .. } | Self::Name(_) => return None,
        })
    }

    /// Whether a disk or a quota is full.
    fn is_full(&self) -> bool {
        let (Self::Io { source, .. } | Self::Catalog(catalog::Error::Io { source, .. })) = self
        else {
            return false;
        };
        matches!(
            source.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
        )
    }
}

fn listed(known: &[u32]) -> Message {
    let known: Vec<String> = known.iter().map(u32::to_string).collect();
    let known = known.join(", ");
    say!(th: "รุ่นที่เก็บไว้: {known}", en: "the releases that are kept: {known}")
}
