//! The tables of a workbook → resources, each with its plan, schema and dictionary.

use crate::clean;
use crate::clean::draft::{Refused, expected, knows, proposed, renaming, tried};
use crate::clean::step::Scene;
use crate::describe;
use crate::describe::draft::{Told, names};
use crate::detect;
use crate::model::diagnostic::Diagnostic;
use crate::model::dictionary::Dictionary;
use crate::model::grammar::month::month_name;
use crate::model::grammar::period;
use crate::model::layout::Layout;
use crate::model::plan::{StepCall, TablePlan};
use crate::model::reference;
use crate::model::schema::Schema;
use crate::model::table::Table;
use crate::model::workbook::{Format, Visibility, Workbook};
use crate::pipeline::Error;
use crate::pipeline::chosen;
use crate::pipeline::init::{hints, told_of_all};
use crate::validate;

/// The step that makes a column of the sheet's name.
const SHEET_STEP: &str = "sheet-to-column";

/// Why a person looks at names that were read and not looked up.
const NAMES: &str = "ชื่อบางชื่อถอดอักษรจากภาษาไทยโดยอัตโนมัติ โปรดตรวจและแก้ไข / some names were romanised; please correct them";

/// Why a person looks at sheets that are stacked.
const STACKED: &str = "นำตารางจากหลายแผ่นงานมาต่อกัน โปรดตรวจชื่อคอลัมน์ที่เก็บชื่อแผ่นงาน / tables of several sheets are stacked; please see the name of the new column";

/// Tables that make one resource: one, or one of each of several sheets.
#[derive(Debug)]
pub(super) struct Group {
    /// Where they lie; at least one.
    pub(super) layouts: Vec<Layout>,
    /// Visible sheets with tables of other kinds.
    except: Vec<String>,
    /// The first of them.
    first: Layout,
}

impl Group {
    /// The first of its tables.
    pub(super) fn first(&self) -> &Layout {
        &self.first
    }

    /// Whether there are several.
    pub(super) fn is_stacked(&self) -> bool {
        self.layouts.len() > 1
    }
}

/// What was drafted for a group.
#[derive(Debug)]
pub(super) struct Drafted {
    pub(super) plan: TablePlan,
    pub(super) schema: Schema,
    pub(super) dictionary: Dictionary,
    pub(super) refused: Vec<Refused>,
}

/// The tables of the visible sheets by resource, and all of them.
pub(super) fn groups(
    workbook: &Workbook,
    only: Option<&str>,
) -> Result<(Vec<Group>, Vec<Layout>), Error> {
    let wanted = only.map(|name| chosen::sheet(workbook, name)).transpose()?;
    let mut layouts: Vec<Layout> = Vec::new();
    for (number, sheet) in workbook.sheets.iter().enumerate() {
        let looked_at = match wanted {
            Some(wanted) => wanted == number,
            None => sheet.visibility == Visibility::Visible && !sheet.cellless,
        };
        if looked_at {
            layouts.extend(detect::sheet_tables(workbook, number));
        }
    }
    // A header without a row beneath tells neither types nor what a plan would do.
    layouts.retain(|layout| layout.record_count() > 0);
    if layouts.is_empty() {
        return Err(Error::NothingToDraft(workbook.path.clone()));
    }
    let mut groups: Vec<Group> = Vec::new();
    for layout in &layouts {
        let twin = |group: &&mut Group| {
            only.is_none()
                && workbook.format != Format::Csv
                && is_twin(&group.first, layout)
                && group
                    .layouts
                    .iter()
                    .all(|other| other.sheet != layout.sheet)
        };
        if let Some(group) = groups.iter_mut().find(twin) {
            group.layouts.push(layout.clone());
        } else {
            groups.push(Group {
                layouts: vec![layout.clone()],
                except: Vec::new(),
                first: layout.clone(),
            });
        }
    }
    for group in groups.iter_mut().filter(|group| group.is_stacked()) {
        let own: Vec<usize> = group.layouts.iter().map(|layout| layout.sheet).collect();
        let other = |sheet: &usize| !own.contains(sheet);
        let mut sheets: Vec<usize> = layouts
            .iter()
            .map(|layout| layout.sheet)
            .filter(other)
            .collect();
        sheets.dedup();
        let names = sheets
            .iter()
            .filter_map(|sheet| workbook.sheets.get(*sheet));
        group.except = names.map(|sheet| sheet.name.clone()).collect();
    }
    Ok((groups, layouts))
}

/// Whether two tables have the same labels in the same cells.
fn is_twin(one: &Layout, other: &Layout) -> bool {
    let labels = |layout: &Layout| -> Vec<String> {
        layout
            .fields
            .iter()
            .map(|field| field.label.clone())
            .collect()
    };
    one.header.is_some() && one.header == other.header && labels(one) == labels(other)
}

/// Drafts the plan, schema and dictionary of a group.
pub(super) fn drafted(
    workbook: &mut Workbook,
    group: &Group,
    told: &Told,
) -> Result<Drafted, Error> {
    let seen: &Workbook = workbook;
    let findings = findings(seen, &group.layouts);
    let tables = group.layouts.iter().zip(&findings);
    let scenes: Vec<Scene<'_>> = tables
        .map(|(layout, findings)| Scene {
            workbook: seen,
            layout,
            findings,
        })
        .collect();
    let mut calls = proposed(&scenes);
    // Names are given last, when every column is there.
    calls.retain(|call| call.step != "rename" && call.step != SHEET_STEP);
    if group.is_stacked() && knows(SHEET_STEP) {
        calls.push(sheet_call(workbook, group));
    }
    let mut drafted = finished(workbook, &group.layouts, calls, &findings, told)?;
    if group.is_stacked() {
        let expects = &mut drafted.plan.expects;
        "*".clone_into(&mut expects.sheet);
        expects.except.clone_from(&group.except);
        // Other sheets have other titles.
        expects.cells.clear();
    }
    Ok(drafted)
}

/// Drafts a table anew from the calls that are left of its plan.
pub(super) fn redrafted(
    workbook: &mut Workbook,
    layouts: &[Layout],
    calls: Vec<StepCall>,
) -> Result<Drafted, Error> {
    let findings = findings(workbook, layouts);
    let told = told_of_all(workbook, layouts);
    finished(workbook, layouts, calls, &findings, &told)
}

/// What is wrong with each table as received.
fn findings(workbook: &Workbook, layouts: &[Layout]) -> Vec<Vec<Diagnostic>> {
    let tables = layouts.iter().map(|layout| {
        let mut found = Vec::new();
        let own = std::slice::from_ref(layout);
        validate::sheet(workbook, layout.sheet, own, &mut found);
        found
    });
    tables.collect()
}

/// The plan that is left of some calls when they were tried, with a name for every column; schema and dictionary of what
/// comes out.
fn finished(
    workbook: &mut Workbook,
    layouts: &[Layout],
    calls: Vec<StepCall>,
    findings: &[Vec<Diagnostic>],
    told: &Told,
) -> Result<Drafted, Error> {
    let Some(first) = layouts.first() else {
        return Err(Error::NothingToDraft(workbook.path.clone()));
    };
    let fail = |fault: clean::Error, path: &str| Error::Plan {
        path: path.into(),
        fault,
    };
    let path = workbook.path.clone();
    let done = tried(workbook, layouts, calls).map_err(|fault| fail(fault, &path))?;
    let mut refused = done.refused;
    let mut calls = done.calls;
    calls.extend(renaming(&done.table, &column_names(&done.table), NAMES));
    let done = tried(workbook, layouts, calls).map_err(|fault| fail(fault, &path))?;
    refused.extend(done.refused);
    let mut table = done.table;
    for (number, column) in table.columns.iter_mut().enumerate() {
        column.name = describe::machine_name(&column.name, number + 1);
    }
    let expects = expected(workbook, first, &done.calls);
    let personal = hints::personal_columns(findings);
    let hints = hints::hints(&table, &done.account, &done.calls, &personal, told);
    let (schema, dictionary) = describe::draft::table(&table, &hints);
    Ok(Drafted {
        plan: TablePlan {
            expects,
            steps: done.calls,
            and: Vec::new(),
            then: Vec::new(),
        },
        schema,
        dictionary,
        refused,
    })
}

/// A name for each column that has none yet, and whether it is sure.
fn column_names(table: &Table) -> Vec<Option<(String, bool)>> {
    let is_named =
        |name: &str, label: &str| name != label && describe::machine_name(name, 0) == name;
    let labels: Vec<&str> = table
        .columns
        .iter()
        .map(|column| {
            if is_named(&column.name, &column.label) {
                column.name.as_str()
            } else {
                column.label.as_str()
            }
        })
        .collect();
    let proposals = names(&labels).into_iter().zip(&table.columns);
    proposals
        .map(|(proposal, column)| {
            (proposal.name != column.name).then_some((proposal.name, proposal.known))
        })
        .collect()
}

/// The call that makes a column of the sheets' names, called after what the names are.
fn sheet_call(workbook: &Workbook, group: &Group) -> StepCall {
    let sheets = group
        .layouts
        .iter()
        .filter_map(|layout| workbook.sheets.get(layout.sheet));
    let all: Vec<&str> = sheets.map(|sheet| sheet.name.trim()).collect();
    let every = |fits: &dyn Fn(&str) -> bool| all.iter().all(|name| fits(name));
    let (name, label) = if every(&|name| month_name(name).is_some()) {
        ("month", "เดือน")
    } else if every(&|name| period::parse(name).is_some_and(|read| read.span == period::Span::Year))
    {
        ("year", "ปี")
    } else if every(&|name| reference::province(name).is_some()) {
        ("province", "จังหวัด")
    } else {
        ("sheet", "แผ่นงาน")
    };
    StepCall::new(SHEET_STEP)
        .with("name", name)
        .with("label", label)
        .with("review", STACKED)
}
