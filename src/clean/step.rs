//! What a step is: a name, a class, the rules that it settles, a page and one function.

use crate::clean::tidying::{Fault, Tidying};
use crate::model::diagnostic::Fix;
use crate::model::language::Text;
use crate::model::plan::StepCall;

/// A step, as declared by `step!`.
#[derive(Debug)]
pub struct Step {
    /// Kebab-case name.
    pub name: &'static str,
    /// Safe, to be confirmed, or unsafe.
    pub class: Fix,
    /// Rules of which none fires after it, on what it was applied to.
    pub settles: &'static [&'static str],
    /// Its title.
    pub title: Text,
    /// The doc comment of the declaration, Markdown: parameters and an example.
    pub doc: &'static str,
    /// Does the work.
    pub apply: fn(&mut Tidying, &StepCall) -> Result<(), Fault>,
}

/// Declares the step of a module; its doc comment is the page that `explain` prints.
macro_rules! step {
    (
        $(#[doc = $line:literal])+
        $name:literal, $class:ident, $apply:path, settles: [$($rule:literal),*], th: $th:literal, en: $en:literal
    ) => {
        $(#[doc = $line])+
        pub(crate) const STEP: $crate::clean::step::Step = $crate::clean::step::Step {
            name: $name,
            class: $crate::model::diagnostic::Fix::$class,
            settles: &[$($rule),*],
            title: $crate::model::language::Text { th: $th, en: $en },
            doc: concat!($($line, "\n"),+),
            apply: $apply,
        };
    };
}
pub(crate) use step;
