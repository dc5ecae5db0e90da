//! `Report` → text for a terminal and JSON v1. Renders only; prints nothing.

mod json_v1;
mod text;
mod width;

pub use json_v1::json;
pub use text::text;
pub use width::pad;

use crate::model::language::Language;
use crate::model::report::Report;

/// A form of the report.
#[derive(Debug)]
pub struct Renderer {
    /// Its name on the command line.
    pub name: &'static str,
    /// Renders a report.
    pub render: fn(&Report, Language) -> String,
}

/// The registry. The first is the default.
pub const RENDERERS: &[&Renderer] = &[
    &Renderer {
        name: "text",
        render: text,
    },
    &Renderer {
        name: "json",
        render: json,
    },
];
