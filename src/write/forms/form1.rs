//! Form 1: a dataset's metadata and its resources, on the sheets of its type.

use std::io;

use rust_xlsxwriter::XlsxError;
use serde_json::Value;

use crate::model::form::{
    Column, Field, Holds, Kind, Layout, Line, MACHINE_NAME, SheetLayout, dataset_field,
    resource_field,
};
use crate::model::package::{Package, Resource};
use crate::write::about::publisher;
use crate::write::forms::book::{Book, Page, as_io};
use crate::write::forms::text::{Said, pieces, said, shown, texts};

/// The format of the file that is published for a table, where the descriptor says no other.
const FORMAT: &str = "CSV";

/// Form 1 of a dataset, or an empty one to hand out.
pub fn form1(layout: &Layout, package: Option<&Package>) -> io::Result<Vec<u8>> {
    write(layout, package).map_err(as_io)
}

fn write(layout: &Layout, package: Option<&Package>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::begin(&layout.title)?;
    let data_type = package.map(|package| data_type(layout, package));
    for sheet in &layout.sheets {
        let here = package.filter(|_| {
            sheet.holds == Holds::List || data_type.as_deref() == Some(sheet.data_type.as_str())
        });
        let rows = match (here, sheet.holds) {
            (None, _) | (_, Holds::Fields) => Vec::new(),
            (Some(package), Holds::List) => vec![listed(sheet, package)],
            (Some(package), Holds::Dataset) => {
                for line in dataset_lines(layout, sheet, package) {
                    book.line(line);
                }
                vec![dataset(sheet, package)]
            }
            (Some(package), Holds::Resource) => (layout.first_row..)
                .zip(&package.resources)
                .map(|(row, resource)| {
                    for line in resource_lines(sheet, row, resource) {
                        book.line(line);
                    }
                    resource_row(sheet, package, resource)
                })
                .collect(),
        };
        let find: fn(&str) -> Option<&'static Field> = if sheet.holds == Holds::Resource {
            resource_field
        } else {
            dataset_field
        };
        let head = [&layout.title, &sheet.definition, &layout.band];
        book.page(Page {
            name: sheet.name.clone(),
            layout,
            sheet,
            head: head.map(|text| vec![text.clone()]).to_vec(),
            fields: sheet
                .columns
                .iter()
                .map(|column| find(&column.key))
                .collect(),
            rows,
        })?;
    }
    book.finish(layout)
}

/// The type of a dataset, as far as the layout has a sheet for it; else the type of the first sheet.
fn data_type(layout: &Layout, package: &Package) -> String {
    let stated = package.gdc_text("data_type").unwrap_or_default();
    let mut sheets = layout.sheets.iter().filter(|it| it.holds == Holds::Dataset);
    let first = sheets.clone().next().map(|sheet| sheet.data_type.clone());
    let known = sheets.any(|sheet| sheet.data_type == stated);
    if known {
        stated
    } else {
        first.unwrap_or_default()
    }
}

fn listed(sheet: &SheetLayout, package: &Package) -> Vec<Said> {
    let columns = sheet.columns.iter();
    columns
        .map(|column| {
            Said::plain(match column.key.as_str() {
                "name" => package.name.clone(),
                "title" => package.title.clone(),
                key => package.gdc_text(key).unwrap_or_default(),
            })
        })
        .collect()
}

fn dataset(sheet: &SheetLayout, package: &Package) -> Vec<Said> {
    let other = |key: &str| {
        package
            .gdc
            .get(&format!("{key}_other"))
            .and_then(Value::as_str)
    };
    let item = |column: &Column| match column.key.as_str() {
        "name" => Said::plain(&package.name),
        "d_type" => Said::plain(&sheet.data_type),
        "title" => Said::plain(&package.title),
        "owner_org" => Said::plain(publisher(package).map_or("", |unit| unit.title.as_str())),
        "tag_string" => Said::plain(package.keywords.join(",")),
        "notes" => Said::plain(package.description.clone().unwrap_or_default()),
        "url" => {
            let page = package.gdc_text("url").or_else(|| package.homepage.clone());
            Said::plain(page.unwrap_or_default())
        }
        key => said(column, dataset_field(key), package.gdc.get(key), other(key)),
    };
    sheet.columns.iter().map(item).collect()
}

/// What a dataset states and its sheet has no column for.
fn dataset_lines(layout: &Layout, sheet: &SheetLayout, package: &Package) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |key: &str, values: Vec<String>| {
        lines.extend(without_column(
            sheet,
            layout.first_row,
            key,
            dataset_field(key),
            values,
        ));
    };
    let stated = package.gdc_text("data_type").unwrap_or_default();
    if stated != sheet.data_type {
        add("data_type", vec![stated]);
    }
    for (key, value) in &package.gdc {
        if key != "data_type" && sheet.column(key).is_none() {
            add(key, texts(Some(value)));
        }
    }
    lines
}

fn resource_row(sheet: &SheetLayout, package: &Package, resource: &Resource) -> Vec<Said> {
    let gdc = &resource.gdc;
    let other = |key: &str| gdc.get(&format!("{key}_other")).and_then(Value::as_str);
    let item = |column: &Column| match column.key.as_str() {
        "dataset_name" => Said::plain(&package.name),
        "resource_name" => match &resource.title {
            Some(title) => Said::plain(title),
            None => Said::filler(&resource.name),
        },
        "description" => Said::plain(resource.description.clone().unwrap_or_default()),
        "resource_url" => said(column, None, gdc.get("url"), None),
        "format" => match gdc.get("format") {
            Some(format) => said(column, None, Some(format), None),
            None => Said::filler(FORMAT),
        },
        key => said(column, resource_field(key), gdc.get(key), other(key)),
    };
    sheet.columns.iter().map(item).collect()
}

/// The machine name of a resource, and what it states and its sheet has no column for.
fn resource_lines(sheet: &SheetLayout, row: u32, resource: &Resource) -> Vec<Line> {
    let name = vec![resource.name.clone()];
    let mut lines: Vec<Line> = without_column(sheet, row, MACHINE_NAME, None, name).collect();
    for (key, value) in &resource.gdc {
        // "name" and "description" of the form are the resource's own title and description.
        let has_column = match key.as_str() {
            "url" => true,
            "name" | "description" => continue,
            key => sheet.column(key).is_some(),
        };
        if !has_column {
            let values = texts(Some(value));
            lines.extend(without_column(sheet, row, key, resource_field(key), values));
        }
    }
    lines
}

fn without_column(
    sheet: &SheetLayout,
    row: u32,
    key: &str,
    field: Option<&Field>,
    values: Vec<String>,
) -> impl Iterator<Item = Line> {
    let (sheet, key) = (sheet.name.clone(), key.to_owned());
    let kind = field.map_or(&Kind::Text, |field| &field.kind);
    let label = field
        .map(|field| field.label_th.clone())
        .unwrap_or_default();
    let texts = values
        .into_iter()
        .flat_map(move |value| pieces(&shown(kind, &value)));
    texts.map(move |value| Line {
        sheet: sheet.clone(),
        row,
        key: key.clone(),
        label: label.clone(),
        cell: String::new(),
        value,
    })
}
