//! What a step is: a name, a class, the rules that it settles, its parameters, a page, and three functions.

use crate::clean::fault::Fault;
use crate::clean::tidying::Tidying;
use crate::model::address::Letters;
use crate::model::diagnostic::{Diagnostic, Fix};
use crate::model::language::{Message, Text};
use crate::model::layout::Layout;
use crate::model::plan::StepCall;
use crate::model::workbook::Workbook;

/// A step, as declared by `step!`.
#[derive(Debug)]
pub struct Step {
    /// Kebab-case name.
    pub name: &'static str,
    /// Safe, to be confirmed, or unsafe.
    pub class: Fix,
    /// Rules of which none fires after it, on what it was applied to.
    pub settles: &'static [&'static str],
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// Its title.
    pub title: Text,
    /// The doc comment of the declaration, Markdown: what it does in both languages, and an example that is run.
    pub doc: &'static str,
    /// Does the work.
    pub apply: fn(&mut Tidying, &StepCall) -> Result<(), Fault>,
    /// A call of it as a sentence.
    pub says: fn(&StepCall) -> Message,
    /// The calls that a table seems to need.
    pub proposes: fn(&Step, &Scene<'_>) -> Vec<StepCall>,
}

/// What a step takes.
#[derive(Debug)]
pub struct Parameter {
    /// Its key in the plan.
    pub name: &'static str,
    /// What may stand there.
    pub kind: Kind,
    /// Whether it must.
    pub required: bool,
    /// What it means.
    pub text: Text,
}

/// What may stand at a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A column by letter, label or new name.
    Column,
    /// A list of columns, or one.
    Columns,
    /// An object whose keys are columns and whose values are texts.
    ColumnMap,
    /// An object of texts by text.
    TextMap,
    /// The machine name of a new column.
    Name,
    /// A list of machine names of new columns.
    Names,
    /// A text.
    Text,
    /// A list of texts, or one.
    Texts,
    /// The address of a cell, A1.
    Cell,
    /// A whole number.
    Number,
    /// true or false.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// What the step's page says: an object or a list of its own form.
    Own,
}

/// A parameter that must be given.
pub(crate) const fn need(
    name: &'static str,
    kind: Kind,
    th: &'static str,
    en: &'static str,
) -> Parameter {
    Parameter {
        name,
        kind,
        required: true,
        text: Text { th, en },
    }
}

/// A parameter that may be given.
pub(crate) const fn may(
    name: &'static str,
    kind: Kind,
    th: &'static str,
    en: &'static str,
) -> Parameter {
    Parameter {
        name,
        kind,
        required: false,
        text: Text { th, en },
    }
}

/// What a proposal is made from: a table as received, and what is wrong with it.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The file.
    pub workbook: &'a Workbook,
    /// Where the table lies.
    pub layout: &'a Layout,
    /// What was found in it.
    pub findings: &'a [Diagnostic],
}

impl Scene<'_> {
    /// Whether a rule found something.
    pub fn found(&self, rules: &[&str]) -> bool {
        self.findings
            .iter()
            .any(|finding| rules.contains(&finding.rule))
    }

    /// Letters of the table's columns in which one of the rules found something, in order.
    pub fn columns(&self, rules: &[&str]) -> Vec<String> {
        let places = self
            .findings
            .iter()
            .filter(|finding| rules.contains(&finding.rule))
            .flat_map(|finding| finding.location.range.iter().chain(&finding.evidence));
        let ranges: Vec<_> = places.collect();
        let fields = self.layout.fields.iter().map(|field| field.column);
        fields
            .filter(|column| {
                ranges
                    .iter()
                    .any(|range| (range.first.column..=range.last.column).contains(column))
            })
            .map(|column| Letters(column).to_string())
            .collect()
    }
}

/// Never proposed: only a person knows when it is wanted.
pub(crate) fn never(_step: &Step, _scene: &Scene<'_>) -> Vec<StepCall> {
    Vec::new()
}

/// Proposed once where a rule that the step settles found something.
pub(crate) fn once(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    if scene.found(step.settles) {
        vec![StepCall::new(step.name)]
    } else {
        Vec::new()
    }
}

/// Proposed for the columns in which a rule that the step settles found something.
pub(crate) fn by_columns(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let columns = scene.columns(step.settles);
    if columns.is_empty() {
        return Vec::new();
    }
    vec![StepCall::new(step.name).with("columns", columns)]
}

/// Declares the step of a module; its doc comment is the page that `explain` prints.
macro_rules! step {
    (
        $(#[doc = $line:literal])+
        $name:literal, $class:ident, $apply:path, settles: [$($rule:literal),*],
        takes: [$($parameter:expr),* $(,)?], says: $says:path, proposes: $proposes:path,
        th: $th:literal, en: $en:literal
    ) => {
        $(#[doc = $line])+
        pub(crate) const STEP: $crate::clean::step::Step = $crate::clean::step::Step {
            name: $name,
            class: $crate::model::diagnostic::Fix::$class,
            settles: &[$($rule),*],
            parameters: &[$($parameter),*],
            title: $crate::model::language::Text { th: $th, en: $en },
            doc: concat!($($line, "\n"),+),
            apply: $apply,
            says: $says,
            proposes: $proposes,
        };
    };
}
pub(crate) use step;
