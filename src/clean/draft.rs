//! A plan from the steps' own proposals, tried on the tables before anybody sees it: a draft never ends in an error.

use serde_json::Value as Json;

use crate::clean::step::Scene;
use crate::clean::steps::STEPS;
use crate::clean::tidying::Tidying;
use crate::clean::{Error, Fault, run, stack, step_of};
use crate::model::address::{CellRef, Letters};
use crate::model::change::Account;
use crate::model::diagnostic::Fix;
use crate::model::language::{Message, say};
use crate::model::layout::Layout;
use crate::model::plan::{Expected, StepCall};
use crate::model::table::{Table, TableColumn};
use crate::model::workbook::Workbook;

/// Why a person looks at a call of a step that changes what the data says, where the step gives no reason of its own.
const GENERAL: &str =
    "โปรดตรวจว่าขั้นตอนนี้ตรงกับความหมายของข้อมูล / please see that this step keeps what the data means";

/// Steps after which the sheet's columns are no more: what mends cells by the letter of their column stands before them.
const RESHAPING: [&str; 2] = ["transpose", "melt"];

/// One thing that a step did, for a person who is asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glimpse {
    /// The sheet.
    pub sheet: String,
    /// The cell or range, A1.
    pub place: String,
    /// What stands there.
    pub before: String,
    /// What the table has instead; `None` where it leaves the table.
    pub after: Option<String>,
}

/// Calls that were tried, and what came of them.
#[derive(Debug)]
pub struct Tried {
    /// The calls that did their work.
    pub calls: Vec<StepCall>,
    /// The calls that would not.
    pub refused: Vec<Refused>,
    /// The table after the calls; of several tables, stacked.
    pub table: Table,
    /// What they did.
    pub account: Account,
}

/// A call that a step refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// The call.
    pub call: StepCall,
    /// Why.
    pub why: Message,
}

/// What the steps propose for tables of one signature: in the order of the registry, those that reshape the table last.
/// Calls that only a person can confirm say so.
pub fn proposed(scenes: &[Scene<'_>]) -> Vec<StepCall> {
    let mut calls: Vec<StepCall> = Vec::new();
    for step in STEPS {
        let mut own: Vec<StepCall> = Vec::new();
        for scene in scenes {
            for call in (step.proposes)(step, scene) {
                merge(&mut own, call);
            }
        }
        calls.extend(own.into_iter().map(|call| {
            let unsure =
                matches!(step.class, Fix::Confirm | Fix::Unsafe) && call.review().is_none();
            if unsure {
                call.with("review", GENERAL)
            } else {
                call
            }
        }));
    }
    calls.sort_by_key(|call| RESHAPING.contains(&call.step.as_str()));
    calls
}

/// Adds a call; one that differs from another in its list of columns only adds its columns to it.
fn merge(calls: &mut Vec<StepCall>, call: StepCall) {
    let bare = without_columns(&call);
    let lists = |call: &StepCall| matches!(call.parameters.get("columns"), Some(Json::Array(_)));
    let same = |other: &&mut StepCall| {
        **other == call || (lists(other) && lists(&call) && without_columns(other) == bare)
    };
    let Some(other) = calls.iter_mut().find(same) else {
        calls.push(call);
        return;
    };
    if lists(other) {
        let mut columns: Vec<Json> = other.texts("columns").into_iter().map(Json::from).collect();
        for column in call.texts("columns") {
            if !columns.iter().any(|known| known == column) {
                columns.push(Json::from(column));
            }
        }
        other
            .parameters
            .insert("columns".to_owned(), Json::Array(columns));
    }
}

/// Applies calls to tables of one signature and leaves out those that are refused. A call for several columns of which one
/// is refused keeps the others; one for a column that an earlier call made into others is dropped without a word, because
/// there is nothing left that it could mend. The sheets keep their cells.
pub fn tried(
    workbook: &mut Workbook,
    layouts: &[Layout],
    calls: Vec<StepCall>,
) -> Result<Tried, Error> {
    let mut calls: Vec<(StepCall, bool)> = calls.into_iter().map(|call| (call, false)).collect();
    let mut refused = Vec::new();
    loop {
        let (at, error) = match attempt(workbook, layouts, &calls) {
            Ok((table, account)) => {
                return Ok(Tried {
                    calls: joined(calls),
                    refused,
                    table,
                    account,
                });
            }
            Err(failure) => failure,
        };
        if at >= calls.len() {
            return Err(error);
        }
        let (call, _) = calls.remove(at);
        let single = by_column(&call);
        if single.len() > 1 {
            let single = single.into_iter().map(|call| (call, true));
            calls.splice(at..at, single);
        } else if !is_about_no_column(&error) {
            let why = why(&error);
            refused.push(Refused { call, why });
        }
    }
}

fn is_about_no_column(error: &Error) -> bool {
    matches!(
        error,
        Error::Step {
            fault: Fault::NoColumn(_),
            ..
        }
    )
}

/// What each call of a plan does to its tables, one call after the other: of each the first changes and the first things
/// that leave the table, at most `most` together. Nothing for a call that fails, and for those behind it.
pub fn glimpses(
    workbook: &mut Workbook,
    layouts: &[Layout],
    calls: &[StepCall],
    most: usize,
) -> Vec<Vec<Glimpse>> {
    let mut seen: Vec<Vec<Glimpse>> = vec![Vec::new(); calls.len()];
    for layout in layouts {
        let sheet = workbook.sheets.get(layout.sheet);
        let sheet = sheet.map_or_else(String::new, |sheet| sheet.name.clone());
        let mut tidying = Tidying::new(workbook, layout, false);
        for (call, seen) in calls.iter().zip(&mut seen) {
            let changes = tidying.account.changes.len();
            let left_out = tidying.account.left_out.len();
            if run(&mut tidying, std::slice::from_ref(call)).is_err() {
                break;
            }
            let account = &tidying.account;
            let changes = account.changes.iter().skip(changes);
            let changes = changes.map(|change| {
                (
                    change.at.cell.to_string(),
                    &change.before,
                    Some(&change.after),
                )
            });
            let left_out = account.left_out.iter().skip(left_out);
            let left_out =
                left_out.map(|left| (left.range.to_string(), &left.text, None::<&String>));
            let room = most.saturating_sub(seen.len());
            let first = changes.chain(left_out).take(room);
            seen.extend(first.map(|(place, before, after)| Glimpse {
                sheet: sheet.clone(),
                place,
                before: before.clone(),
                after: after.cloned(),
            }));
        }
        // The texts are the workbook's: the next table needs them.
        workbook.strings = std::mem::take(&mut tidying.table.strings);
    }
    seen
}

/// Applies calls to each table and stacks what comes out; else the number of the call that failed.
fn attempt(
    workbook: &mut Workbook,
    layouts: &[Layout],
    calls: &[(StepCall, bool)],
) -> Result<(Table, Account), (usize, Error)> {
    let mut done = Vec::with_capacity(layouts.len());
    for layout in layouts {
        let mut tidying = Tidying::new(workbook, layout, false);
        let failure = calls.iter().enumerate().find_map(|(at, (call, _))| {
            let outcome = run(&mut tidying, std::slice::from_ref(call));
            outcome.err().map(|error| (at, error))
        });
        // The texts are the workbook's: the next table needs them.
        workbook.strings = std::mem::take(&mut tidying.table.strings);
        if let Some(failure) = failure {
            return Err(failure);
        }
        done.push((tidying.table, tidying.account));
    }
    // Tables that end unlike each other were made so by a call; the last ones reshape.
    let last = calls.len().checked_sub(1).unwrap_or(usize::MAX);
    let (mut table, account) = stack::stacked(done).map_err(|error| (last, error))?;
    table.strings = workbook.strings.clone();
    Ok((table, account))
}

/// The call for each of its columns alone; nothing where it names no list of them.
fn by_column(call: &StepCall) -> Vec<StepCall> {
    let Some(Json::Array(columns)) = call.parameters.get("columns") else {
        return Vec::new();
    };
    let single = columns
        .iter()
        .map(|column| call.clone().with("columns", vec![column.clone()]));
    single.collect()
}

/// Calls that were taken apart by columns, put together again where neighbours differ in nothing else.
fn joined(calls: Vec<(StepCall, bool)>) -> Vec<StepCall> {
    let mut out: Vec<(StepCall, bool)> = Vec::new();
    for (call, single) in calls {
        if let Some((before, true)) = out.last_mut()
            && single
            && without_columns(before) == without_columns(&call)
        {
            let mut columns: Vec<Json> = before
                .texts("columns")
                .into_iter()
                .map(Json::from)
                .collect();
            columns.extend(call.texts("columns").into_iter().map(Json::from));
            before
                .parameters
                .insert("columns".to_owned(), Json::Array(columns));
            continue;
        }
        out.push((call, single));
    }
    out.into_iter().map(|(call, _)| call).collect()
}

fn without_columns(call: &StepCall) -> StepCall {
    let mut bare = call.clone();
    bare.parameters.shift_remove("columns");
    bare
}

fn why(error: &Error) -> Message {
    match error {
        Error::Step { fault, .. } => fault.message(),
        other => say!(th: "{other}", en: "{other}"),
    }
}

/// The calls of `rename` that give columns these names: one for names that are sure, one for those that a person should
/// look at. A column without a name keeps its own.
pub fn renaming(table: &Table, names: &[Option<(String, bool)>], reason: &str) -> Vec<StepCall> {
    let mut maps = [serde_json::Map::new(), serde_json::Map::new()];
    for (at, name) in names.iter().enumerate() {
        let (Some((name, sure)), Some(key)) = (name, key(table, at)) else {
            continue;
        };
        if let Some(map) = maps.get_mut(usize::from(!*sure)) {
            map.insert(key, Json::from(name.as_str()));
        }
    }
    let [sure, unsure] = maps;
    let call = |map: serde_json::Map<String, Json>| {
        (!map.is_empty()).then(|| StepCall::new("rename").with("columns", map))
    };
    let unsure = call(unsure).map(|call| call.with("review", reason));
    call(sure).into_iter().chain(unsure).collect()
}

/// How a plan names a column: by its letter, else by its label or name, whichever means this column and no other.
fn key(table: &Table, at: usize) -> Option<String> {
    let column = table.columns.get(at)?;
    let letters = column
        .sources
        .first()
        .map(|first| Letters(*first).to_string());
    let names = [
        letters,
        Some(column.label.clone()),
        Some(column.name.clone()),
    ];
    names
        .into_iter()
        .flatten()
        .find(|name| !name.is_empty() && meant(table, name) == Some(at))
}

/// The column that a plan means by a name, label or letter: the order in which [`Tidying::column`] looks.
fn meant(table: &Table, wanted: &str) -> Option<usize> {
    let by = |matches: &dyn Fn(&TableColumn) -> bool| table.columns.iter().position(matches);
    by(&|column| column.name == wanted)
        .or_else(|| by(&|column| column.label == wanted))
        .or_else(|| {
            by(&|column| {
                let first = column.sources.first();
                first.is_some_and(|first| Letters(*first).to_string() == wanted)
            })
        })
}

/// What a plan expects of a table's sheet: its header and labels, and the words of the titles that its calls read.
pub fn expected(workbook: &Workbook, layout: &Layout, calls: &[StepCall]) -> Expected {
    let sheet = workbook.sheets.get(layout.sheet);
    let text = |cell: CellRef| {
        sheet.map_or_else(String::new, |sheet| {
            sheet.cell(cell).value().to_text(&workbook.strings)
        })
    };
    let read = calls.iter().filter_map(|call| {
        let at = call.text("from")?;
        let cell: CellRef = at.parse().ok()?;
        let text = text(cell);
        // Next month's title has other numbers.
        let words = text
            .split(|letter: char| letter.is_ascii_digit() || matches!(letter, '๐'..='๙'))
            .map(str::trim)
            .find(|words| !words.is_empty())?;
        Some((at.to_owned(), words.to_owned()))
    });
    Expected {
        sheet: sheet.map_or_else(String::new, |sheet| sheet.name.clone()),
        except: Vec::new(),
        header: layout.top().to_string(),
        labels: layout
            .fields
            .iter()
            .map(|field| field.label.clone())
            .collect(),
        cells: read.collect(),
    }
}

/// Whether a step of that name is there.
pub fn knows(step: &str) -> bool {
    step_of(step).is_some()
}
