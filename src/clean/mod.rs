//! `Layout` + plan → `Table` with its provenance and the account of every change.
//!
//! Nothing is guessed: what needs a guess stays a finding. Nothing leaves in silence: it stands in the account.

pub mod plan;
pub mod step;
pub mod steps;
mod tidying;

use crate::model::change::Account;
use crate::model::layout::Layout;
use crate::model::plan::TablePlan;
use crate::model::table::{Table, TableColumn};
use crate::model::workbook::Workbook;

pub use plan::Moved;
pub use tidying::{Fault, Tidying};

use steps::STEPS;

/// Why a table could not be tidied.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The sheet is not the one the plan was written for.
    #[error("the layout has moved: {0}")]
    Moved(Moved),
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

/// Takes a table out of its sheet as it lies there, without a plan. The sheet's columns go with it.
pub fn extract(workbook: &mut Workbook, layout: &Layout) -> Table {
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
        constant: None,
        cells: sheet
            .columns
            .get_mut(field.column as usize)
            .map(std::mem::take)
            .unwrap_or_default(),
    });
    Table {
        sheet: sheet.name.clone(),
        columns: columns.collect(),
        rows: layout.body.into_iter().collect(),
        strings,
    }
}

/// Takes a table out of its sheet and applies a plan to it.
pub fn tidy(
    workbook: &mut Workbook,
    layout: &Layout,
    plan: &TablePlan,
) -> Result<(Table, Account), Error> {
    plan::check(workbook, layout, &plan.expects).map_err(Error::Moved)?;
    let mut tidying = Tidying::new(workbook, layout);
    for call in &plan.steps {
        let step = STEPS
            .iter()
            .find(|step| step.name == call.step)
            .ok_or_else(|| {
                let names = STEPS
                    .iter()
                    .map(|step| step.name)
                    .collect::<Vec<_>>()
                    .join(", ");
                Error::UnknownStep(call.step.clone(), names)
            })?;
        tidying.step = step.name;
        (step.apply)(&mut tidying, call).map_err(|fault| Error::Step {
            step: step.name,
            fault,
        })?;
    }
    Ok((tidying.table, tidying.account))
}

/// The first step of a plan that claims to settle a rule and fits: `fits` gets the columns that its call names. A step
/// that names none is applied to all.
pub fn settles(
    plan: &TablePlan,
    rule: &str,
    fits: impl Fn(&[&str]) -> bool,
) -> Option<&'static str> {
    plan.steps.iter().find_map(|call| {
        let step = STEPS.iter().find(|step| step.name == call.step)?;
        let named = call.texts("columns");
        let claims = step.settles.contains(&rule) && (named.is_empty() || fits(&named));
        claims.then_some(step.name)
    })
}
