//! `Package` and its files → the JSON that CKAN's Action API speaks, and its envelope.
//!
//! Pure: no file, no clock, no network. What is not done here: deciding what changes (`publish`), keeping it (`catalog`)
//! and answering requests (`serve`). Facts were measured on CKAN 2.10 to 2.12.

pub mod envelope;
pub mod fit;
pub mod held;
pub mod licenses;
pub mod mapping;
pub mod naming;
pub mod owned;
pub mod portal;
pub mod resource;
pub mod scheming;
pub mod tags;
pub mod wanted;
pub mod wire;

use crate::model::language::{Message, say};

/// Why something cannot be said in CKAN's terms.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A dataset's name that CKAN refuses.
    #[error("\"{0}\" is not a dataset name")]
    Name(String),
    /// A column's name that a DataStore refuses or cuts.
    #[error("\"{0}\" is not a field name")]
    Field(String),
    /// Two columns of one table that a DataStore cannot tell apart.
    #[error("field \"{0}\" stands twice")]
    DuplicateField(String),
    /// A data file of a table that the descriptor does not have.
    #[error("file \"{path}\" belongs to \"{table}\", which the descriptor does not list")]
    UnknownTable {
        /// The file.
        path: String,
        /// The table that it names.
        table: String,
    },
}

impl Error {
    /// What to do about it.
    pub fn help(&self) -> Option<Message> {
        Some(match self {
            Self::Name(_) => say!(
                th: "ใช้ตัวอักษร a-z ตัวเลข 0-9 ขีดกลางหรือขีดล่าง ยาว 2 ถึง 100 ตัว และไม่ใช้คำว่า new, edit, search",
                en: "use 2 to 100 of a-z, 0-9, hyphen and underscore, and none of the words new, edit, search"
            ),
            Self::Field(_) | Self::DuplicateField(_) => say!(
                th: "ตั้งชื่อฟิลด์ใน schema เป็น snake_case ภาษาอังกฤษที่ไม่ซ้ำกัน ยาวไม่เกิน 63 ไบต์ ไม่ขึ้นต้นด้วยขีดล่าง",
                en: "give the field a unique ASCII snake_case name of at most 63 bytes in the schema, not beginning with an underscore"
            ),
            Self::UnknownTable { .. } => say!(
                th: "สร้างชุดข้อมูลใหม่ด้วยคำสั่ง build แล้วเผยแพร่อีกครั้ง",
                en: "build the dataset again, then publish it"
            ),
        })
    }
}
