//! Why a file could not be read as a workbook, as a fact about the file.

/// What stood in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A password.
    Password,
    /// Parts that are cut off, missing or malformed.
    Damage,
    /// It would cost more memory or time than is allowed.
    Size,
    /// It is a web page under a workbook's name.
    WebPage,
    /// It is something else than a workbook.
    Foreign,
    /// It has no byte.
    Nothing,
}

/// A file that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file as the user named it.
    pub path: String,
    /// What stood in the way.
    pub obstacle: Obstacle,
    /// The place in the file and what is wrong there, or what the file is; in English, as the reader saw it.
    pub detail: String,
}
