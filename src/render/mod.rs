//! `Report` → the forms in which people and machines read it; scores likewise. Renders only; prints nothing.

mod annotate;
mod csv;
mod difference;
mod frictionless;
mod github;
mod html;
mod json_v1;
mod junit;
mod sarif;
mod score;
mod text;
mod width;
mod words;

pub use annotate::{Error as AnnotateError, annotate, is_annotated, subject};
pub use difference::difference;
pub use html::html;
pub use json_v1::json;
pub use score::{SCORE_FORMS, ScoreForm};
pub use text::text;
pub use width::pad;

use crate::model::language::Language;
use crate::model::report::Report;

/// A form of the report.
#[derive(Debug)]
pub struct Renderer {
    /// Its name on the command line.
    pub name: &'static str,
    /// How names of its files end, without the point in front.
    pub endings: &'static [&'static str],
    /// It has ANSI styles, which are taken out where no terminal reads.
    pub styled: bool,
    /// It shows cells and statistics of columns, which a check gathers only when asked to.
    pub needs_detail: bool,
    /// Renders a report.
    pub render: fn(&Report, Language) -> Vec<u8>,
}

/// The registry. The first is the default.
pub const RENDERERS: &[&Renderer] = &[
    &Renderer {
        name: "text",
        endings: &["txt"],
        styled: true,
        needs_detail: false,
        render: |report, language| text(report, language).into_bytes(),
    },
    &Renderer {
        name: "json",
        endings: &["json"],
        styled: false,
        needs_detail: false,
        render: |report, language| json(report, language).into_bytes(),
    },
    &Renderer {
        name: "html",
        endings: &["html", "htm"],
        styled: false,
        needs_detail: true,
        render: html,
    },
    &Renderer {
        name: "sarif",
        endings: &["sarif", "sarif.json"],
        styled: false,
        needs_detail: false,
        render: sarif::sarif,
    },
    &Renderer {
        name: "junit",
        endings: &["xml"],
        styled: false,
        needs_detail: false,
        render: junit::junit,
    },
    &Renderer {
        name: "github",
        endings: &[],
        styled: false,
        needs_detail: false,
        render: github::github,
    },
    &Renderer {
        name: "csv",
        endings: &["csv"],
        styled: false,
        needs_detail: false,
        render: csv::csv,
    },
    &Renderer {
        name: "frictionless",
        endings: &["frictionless.json"],
        styled: false,
        needs_detail: true,
        render: frictionless::frictionless,
    },
];
