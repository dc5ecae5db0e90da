//! `Layout` + plan → `Table` with its provenance and the account of every change.
//!
//! Nothing is guessed: what needs a guess stays a finding. Nothing leaves in silence: it stands in the account.

mod dates;
pub mod draft;
mod fault;
mod header;
mod molten;
mod parts;
pub mod plan;
mod profile;
mod ranges;
mod reshape;
mod scene;
mod sentences;
mod stack;
pub mod step;
pub mod steps;
mod tidying;
mod wording;

use crate::model::change::Account;
use crate::model::column::Column;
use crate::model::language::{Message, say};
use crate::model::layout::Layout;
use crate::model::plan::{Expected, StepCall};
use crate::model::table::{Origins, Table, TableColumn};
use crate::model::workbook::Workbook;

pub use fault::Fault;
pub use plan::Moved;
pub use profile::plan_schema;
pub use reshape::NewColumn;
pub use sentences::sentences;
pub use tidying::Tidying;

use step::Step;
use steps::STEPS;

/// Why a table could not be tidied.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The sheet is not the one the plan was written for.
    #[error("the layout has moved: {0}")]
    Moved(Moved),
    /// Tables of one resource that do not end with the same columns.
    #[error(
        "the table at {range} on sheet \"{sheet}\" ends with the columns {found}; the first one with {wanted}"
    )]
    Unlike {
        /// The sheet of the table that differs.
        sheet: String,
        /// A cell of it.
        range: String,
        /// Its columns.
        found: String,
        /// The columns of the first table.
        wanted: String,
    },
    /// A step that does not exist.
    #[error("there is no step \"{0}\"; the steps are {1}")]
    UnknownStep(String, String),
    /// A step could not do its work.
    #[error("step {step}: {fault}")]
    Step {
        /// The step.
        step: &'static str,
        /// What is wrong.
        fault: Fault,
    },
}

impl Error {
    /// What is wrong, in both languages.
    pub fn message(&self) -> Message {
        let said = self.to_string();
        match self {
            Self::Moved(moved) => {
                let (cell, expected, found) = (moved.cell, &moved.expected, &moved.found);
                say!(
                    th: "ผังตารางเปลี่ยนไป {cell}: แผนคาดว่าเป็น \"{expected}\" แต่ในแผ่นงานเป็น \"{found}\"",
                    en: "{said}"
                )
            }
            Self::Unlike {
                sheet,
                range,
                found,
                wanted,
            } => say!(
                th: "ตารางที่ {range} ในแผ่นงาน \"{sheet}\" ได้คอลัมน์ {found} แต่ตารางแรกได้ {wanted}",
                en: "{said}"
            ),
            Self::UnknownStep(name, names) => say!(
                th: "ไม่มีขั้นตอน \"{name}\" ขั้นตอนที่มีคือ {names}",
                en: "{said}"
            ),
            Self::Step { step, fault } => {
                let fault = fault.message();
                Message {
                    th: format!("ขั้นตอน {step}: {}", fault.th),
                    en: said,
                }
            }
        }
    }
}

/// A table of a workbook with what its plan expects and does.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// Where the table lies.
    pub layout: Layout,
    /// What the plan expects of its sheet; `None` where there is no plan.
    pub expects: Option<&'a Expected>,
    /// The steps, in order.
    pub steps: &'a [StepCall],
    /// The steps that follow on the table it is stacked into.
    pub then: &'a [StepCall],
}

/// Takes a table out of its sheet as it lies there, without a plan. The sheet's columns and the workbook's texts go with it.
pub fn extract(workbook: &mut Workbook, layout: &Layout) -> Table {
    extracted(workbook, layout, std::mem::take)
}

fn extracted(
    workbook: &mut Workbook,
    layout: &Layout,
    take: impl Fn(&mut Column) -> Column,
) -> Table {
    let strings = std::mem::take(&mut workbook.strings);
    let Some(sheet) = workbook.sheets.get_mut(layout.sheet) else {
        return Table {
            strings,
            ..Table::default()
        };
    };
    let columns = layout.fields.iter().map(|field| TableColumn {
        name: field.label.clone(),
        label: field.label.clone(),
        kind: field.kind,
        sources: vec![field.column],
        origins: Origins::default(),
        cells: sheet
            .columns
            .get_mut(field.column as usize)
            .map(&take)
            .unwrap_or_default(),
    });
    Table {
        sheets: vec![sheet.name.clone()],
        columns: columns.collect(),
        rows: layout.body.into_iter().collect(),
        strings,
    }
}

/// Takes the tables of a resource out of their sheets, applies their plans, and stacks them where there are several.
/// `last` says that nobody needs the sheets' cells afterwards: then they are moved and not copied.
pub fn tidy(
    workbook: &mut Workbook,
    parts: &[Part<'_>],
    last: bool,
) -> Result<(Table, Account), Error> {
    let then = parts.first().map_or(&[][..], |part| part.then);
    let mut done: Vec<(Table, Account)> = Vec::new();
    for part in parts {
        if let Some(expects) = part.expects {
            plan::check(workbook, &part.layout, expects).map_err(Error::Moved)?;
        }
        let mut tidying = Tidying::new(workbook, &part.layout, last && parts.len() == 1);
        let outcome = run(&mut tidying, part.steps);
        // The texts are the workbook's: the next table needs them, and so does whoever mends a plan that failed.
        workbook.strings = std::mem::take(&mut tidying.table.strings);
        outcome?;
        done.push((tidying.table, tidying.account));
    }
    let (mut table, account) = stack::stacked(done)?;
    table.strings = if last {
        std::mem::take(&mut workbook.strings)
    } else {
        workbook.strings.clone()
    };
    if then.is_empty() {
        return Ok((table, account));
    }
    let mut tidying = Tidying::stacked(table, account);
    run(&mut tidying, then)?;
    Ok((tidying.table, tidying.account))
}

/// Applies steps in order.
fn run(tidying: &mut Tidying, calls: &[StepCall]) -> Result<(), Error> {
    for call in calls {
        let step = step_of(&call.step).ok_or_else(|| {
            let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            Error::UnknownStep(call.step.clone(), names.join(", "))
        })?;
        tidying.step = step.name;
        (step.apply)(tidying, call).map_err(|fault| Error::Step {
            step: step.name,
            fault,
        })?;
        tidying.settle();
    }
    tidying.account.pieces = tidying.pieces;
    Ok(())
}

/// The step of a name.
pub fn step_of(name: &str) -> Option<&'static Step> {
    STEPS.iter().copied().find(|step| step.name == name)
}

/// The first of some steps that claims to settle a rule and fits: `fits` gets the columns that its call names. A step
/// that names none is applied to all.
pub fn settles<'a>(
    calls: impl IntoIterator<Item = &'a StepCall>,
    rule: &str,
    fits: impl Fn(&[&str]) -> bool,
) -> Option<&'static str> {
    calls.into_iter().find_map(|call| {
        let step = step_of(&call.step)?;
        let named = named_columns(call);
        let claims = step.settles.contains(&rule) && (named.is_empty() || fits(&named));
        claims.then_some(step.name)
    })
}

/// The columns that a call names, in any of its parameters.
fn named_columns(call: &StepCall) -> Vec<&str> {
    let mut named = call.texts("columns");
    named.extend(call.text("column"));
    named.extend(call.map("columns").into_iter().map(|(column, _)| column));
    named
}
