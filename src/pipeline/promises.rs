//! What the schema of a built table may promise: no more than its rows keep.
//!
//! A publisher may decide to publish values that break the schema; the report says so, with the reason. What is built beside
//! these values describes them, for programs that believe it: a promise that a row breaks is left out there.

use crate::model::report::Report;
use crate::model::schema::{Constraints, Field, FieldType, Schema};
use crate::model::table::Table;
use crate::validate;
use crate::validate::view::DataView;

const KEY: &str = "primary-key";
const TYPE: &str = "type-error";
const CONSTRAINT: &str = "constraint-error";

/// Each constraint alone.
const EACH: [fn(&Constraints, &mut Constraints); 6] = [
    |from, to| to.required = from.required,
    |from, to| to.unique = from.unique,
    |from, to| to.minimum.clone_from(&from.minimum),
    |from, to| to.maximum.clone_from(&from.maximum),
    |from, to| to.allowed.clone_from(&from.allowed),
    |from, to| to.max_length = from.max_length,
];

/// Whether some row may break a promise, as far as the report tells: also by a finding that does not count there.
pub(super) fn are_in_doubt(report: &Report) -> bool {
    let set_aside = report.suppressed.iter().map(|it| &it.finding);
    let mut all = report.findings.iter().chain(set_aside);
    report.known > 0 || all.any(|finding| [KEY, TYPE, CONSTRAINT].contains(&finding.rule))
}

/// The schema without the promises that a row breaks.
pub(super) fn kept(table: &Table, schema: &Schema) -> Schema {
    let mut kept = schema.clone();
    if breaks(table, schema, KEY) {
        kept.primary_key.clear();
    }
    for field in &mut kept.fields {
        if breaks(table, &alone(field, &field.constraints), TYPE) {
            // Limits of one type mean nothing for another.
            field.kind = FieldType::String;
            field.constraints = Constraints {
                required: field.constraints.required,
                ..Constraints::default()
            };
        }
        if breaks(table, &alone(field, &field.constraints), CONSTRAINT) {
            field.constraints = kept_constraints(table, field);
        }
    }
    kept
}

/// The constraints of a field that every row keeps.
fn kept_constraints(table: &Table, field: &Field) -> Constraints {
    let mut kept = Constraints::default();
    for take in EACH {
        let mut more = kept.clone();
        take(&field.constraints, &mut more);
        if more != kept && !breaks(table, &alone(field, &more), CONSTRAINT) {
            kept = more;
        }
    }
    kept
}

/// A schema of one field with these constraints: findings about one field are never crowded out by those about another.
fn alone(field: &Field, constraints: &Constraints) -> Schema {
    Schema {
        fields: vec![Field {
            constraints: constraints.clone(),
            ..field.clone()
        }],
        ..Schema::default()
    }
}

/// Whether a row breaks a rule. No level applies: what is true does not depend on it.
fn breaks(table: &Table, schema: &Schema, rule: &str) -> bool {
    let view = DataView {
        file: "",
        table,
        schema,
        dictionary: None,
    };
    validate::data(&view)
        .iter()
        .any(|finding| finding.rule == rule)
}
