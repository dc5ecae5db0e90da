//! The JSON Schema of a tidy plan, written from the registry of steps.

use serde_json::{Map, Value, json};

use crate::clean::step::{Kind, Parameter, Step};
use crate::clean::steps::STEPS;

/// `schemas/profiles/plan.json`: what a plan may say, each step with its own parameters.
pub fn plan_schema() -> Value {
    let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    let conditions: Vec<Value> = STEPS.iter().map(|step| condition(step)).collect();
    let calls = json!({ "type": "array", "items": { "$ref": "#/$defs/call" } });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://sheetpress.example/profiles/plan.json",
        "title": "Tidy plan (datasets/<name>/tidy.json)",
        "description": "Steps that a person reviewed and that next month's workbook replays. A call with \"review\" is a proposal that nobody has looked at.",
        "type": "object",
        "additionalProperties": false,
        "required": ["plan", "resources"],
        "properties": {
            "$schema": { "type": "string" },
            "plan": { "const": 1 },
            "resources": { "type": "object", "additionalProperties": { "$ref": "#/$defs/table" } },
        },
        "$defs": {
            "table": {
                "type": "object",
                "additionalProperties": false,
                "required": ["expects", "steps"],
                "properties": {
                    "expects": { "$ref": "#/$defs/expects" },
                    "steps": calls,
                    "and": {
                        "title": "Further tables that are stacked beneath the first",
                        "x-title-th": "ตารางอื่นที่นำมาต่อท้าย",
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": false,
                            "required": ["expects", "steps"],
                            "properties": { "expects": { "$ref": "#/$defs/expects" }, "steps": calls },
                        },
                    },
                    "then": calls,
                },
            },
            "expects": {
                "type": "object",
                "additionalProperties": false,
                "required": ["sheet", "header", "labels"],
                "properties": {
                    "sheet": { "title": "Sheet; * for every sheet with these labels", "x-title-th": "แผ่นงาน หรือ * สำหรับทุกแผ่นงานที่มีหัวตารางนี้", "type": "string" },
                    "except": { "type": "array", "items": { "type": "string" } },
                    "header": { "type": "string", "pattern": "^[A-Z]{1,3}[0-9]+(:[A-Z]{1,3}[0-9]+)?$" },
                    "labels": { "type": "array", "items": { "type": "string" } },
                    "cells": { "type": "object", "propertyNames": { "pattern": "^[A-Z]{1,3}[0-9]+$" }, "additionalProperties": { "type": "string" } },
                },
            },
            "call": {
                "type": "object",
                "required": ["step"],
                "properties": { "step": { "enum": names } },
                "allOf": conditions,
            },
        },
    })
}

/// If the call is of this step, then these parameters and no others.
fn condition(step: &Step) -> Value {
    let mut properties = Map::new();
    properties.insert("step".to_owned(), json!(true));
    properties.insert(
        "review".to_owned(),
        json!({ "title": "Why a person must look at it", "type": "string" }),
    );
    for parameter in step.parameters {
        properties.insert(parameter.name.to_owned(), schema(parameter));
    }
    let required = step.parameters.iter().filter(|it| it.required);
    let required: Vec<&str> = required.map(|it| it.name).collect();
    json!({
        "if": { "properties": { "step": { "const": step.name } } },
        "then": { "title": step.title.en, "x-title-th": step.title.th, "required": required, "properties": properties, "additionalProperties": false },
    })
}

fn schema(parameter: &Parameter) -> Value {
    let text = json!({ "type": "string" });
    let mut schema = match parameter.kind {
        Kind::Column | Kind::Text => text,
        Kind::Name => json!({ "type": "string", "minLength": 1 }),
        Kind::Columns | Kind::Texts => {
            json!({ "type": ["string", "array"], "items": text })
        }
        Kind::Names => json!({ "type": "array", "items": text, "minItems": 1 }),
        Kind::ColumnMap | Kind::TextMap => {
            json!({ "type": "object", "additionalProperties": text })
        }
        Kind::Cell => json!({ "type": "string", "pattern": "^[A-Z]{1,3}[0-9]+$" }),
        Kind::Number => json!({ "type": "integer", "minimum": 0 }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::OneOf(words) => json!({ "enum": words }),
        Kind::Own => json!({}),
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("title".to_owned(), json!(parameter.text.en));
        schema.insert("x-title-th".to_owned(), json!(parameter.text.th));
    }
    schema
}
