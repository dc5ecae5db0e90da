//! Cells that hold several parts or lines.

use crate::clean::fault::Fault;
use crate::model::plan::StepCall;

/// How the parts of a cell are told apart, as a call says it.
#[derive(Debug)]
pub(super) struct Cutting<'a> {
    /// What stands between two parts; `None` for a new line.
    separator: Option<&'a str>,
    /// What is taken off both ends of a part.
    strip: Vec<&'a str>,
}

impl<'a> Cutting<'a> {
    /// From the parameters `separator` (a new line where it says nothing) and `strip`.
    pub(super) fn of(call: &'a StepCall) -> Result<Self, Fault> {
        let separator = match call.text("separator") {
            Some("") => return Err(Fault::Parameter("separator")),
            None | Some("lines") => None,
            separator => separator,
        };
        Ok(Self {
            separator,
            strip: call.texts("strip"),
        })
    }

    /// The parts in order, bare of white space; blank ones too.
    pub(super) fn parts<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let bare = |part: &'t str| {
            self.strip.iter().fold(part.trim(), |part, word| {
                let part = part.strip_prefix(*word).unwrap_or(part);
                part.strip_suffix(*word).unwrap_or(part).trim()
            })
        };
        match self.separator {
            Some(separator) => text.split(separator).map(bare).collect(),
            None => text.lines().map(bare).collect(),
        }
    }

    /// The parts that say something, in order.
    pub(super) fn values<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut parts = self.parts(text);
        parts.retain(|part| !part.is_empty());
        parts
    }
}

/// The text with runs of white space as one space, as detection joins the lines of a header's cell.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
