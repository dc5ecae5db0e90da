//! Why a step cannot do its work.

use crate::model::address::CellRef;
use crate::model::language::{Message, Text, say};

/// Why a step cannot do its work.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A parameter is missing or of the wrong kind.
    #[error(
        "parameter \"{0}\" is missing or wrong; `sheetpress explain` of the step says what it takes"
    )]
    Parameter(&'static str),
    /// A column that is not there.
    #[error("there is no column \"{0}\"; columns are named by letter, label or new name")]
    NoColumn(String),
    /// A cell that the step cannot treat without a guess.
    #[error("{cell}: \"{text}\" {}", why.en)]
    Cell {
        /// The cell in the publisher's file.
        cell: CellRef,
        /// What it says.
        text: String,
        /// What is wrong with it, after the quoted text.
        why: Text,
    },
    /// A step that looks at rows of the sheet stands behind one that made new rows.
    #[error("must stand before the steps that reshape the table")]
    Reshaped,
    /// More cells than a table may have.
    #[error("would make {0} cells, more than a table may have")]
    TooLarge(u64),
}

impl Fault {
    /// What is wrong, in both languages.
    pub fn message(&self) -> Message {
        match self {
            Self::Parameter(name) => say!(
                th: "พารามิเตอร์ \"{name}\" ขาดหรือไม่ถูกต้อง",
                en: "{self}"
            ),
            Self::NoColumn(name) => say!(
                th: "ไม่มีคอลัมน์ \"{name}\" (อ้างคอลัมน์ด้วยตัวอักษร ป้ายกำกับ หรือชื่อใหม่)",
                en: "{self}"
            ),
            Self::Cell { cell, text, why } => Message {
                th: format!("{cell}: \"{text}\" {}", why.th),
                en: format!("{cell}: \"{text}\" {}", why.en),
            },
            Self::Reshaped => say!(
                th: "ต้องอยู่ก่อนขั้นตอนที่เปลี่ยนรูปตาราง",
                en: "{self}"
            ),
            Self::TooLarge(count) => say!(
                th: "จะได้ {count} เซลล์ ซึ่งเกินขนาดตารางที่รองรับ",
                en: "{self}"
            ),
        }
    }
}
