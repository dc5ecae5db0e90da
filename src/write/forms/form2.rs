//! Form 2: the data dictionary, a sheet a table.

use std::io;

use rust_xlsxwriter::XlsxError;

use crate::model::dictionary::{COLUMNS, Dictionary, Entry};
use crate::model::form::{Field, Kind, Layout, NO, SheetLayout, YES, entry_field};
use crate::model::package::{Package, Resource};
use crate::write::forms::book::{Book, Page, as_io};
use crate::write::forms::text::Said;

/// The name of the one sheet of an empty form.
const BLANK: &str = "ตารางที่ 1";
/// Characters of a sheet's name in Excel.
const LONGEST_NAME: usize = 31;

/// Form 2 of a dataset, its dictionaries in the order of the resources, or an empty one to hand out.
pub fn form2(
    layout: &Layout,
    package: Option<&Package>,
    dictionaries: &[Dictionary],
) -> io::Result<Vec<u8>> {
    write(layout, package, dictionaries).map_err(as_io)
}

fn write(
    layout: &Layout,
    package: Option<&Package>,
    dictionaries: &[Dictionary],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::begin(&layout.title)?;
    let Some(sheet) = layout.sheets.first() else {
        return book.finish(layout);
    };
    let fields: Vec<Option<&'static Field>> = sheet
        .columns
        .iter()
        .map(|column| entry_field(&column.key))
        .collect();
    let mut names = vec![layout.more_sheet.clone(), layout.lists_sheet.clone()];
    let tables = package.map_or(&[][..], |package| &package.resources);
    for (resource, dictionary) in tables.iter().zip(dictionaries) {
        let name = sheet_name(&resource.name, &names);
        names.push(name.clone());
        let entries = (1..).zip(&dictionary.fields);
        book.page(Page {
            name,
            layout,
            sheet,
            head: head(layout, package, Some(resource)),
            fields: fields.clone(),
            rows: entries
                .map(|(number, entry)| row(sheet, number, entry, resource))
                .collect(),
        })?;
    }
    if names.len() == 2 {
        book.page(Page {
            name: BLANK.to_owned(),
            layout,
            sheet,
            head: head(layout, package, None),
            fields,
            rows: Vec::new(),
        })?;
    }
    book.finish(layout)
}

/// The rows above the header: title, dataset, table.
fn head(
    layout: &Layout,
    package: Option<&Package>,
    resource: Option<&Resource>,
) -> Vec<Vec<String>> {
    let row = |label: &str, name: &str, title: &str| {
        vec![label.to_owned(), name.to_owned(), title.to_owned()]
    };
    let dataset = package.map_or(("", ""), |it| (it.name.as_str(), it.title.as_str()));
    let table = resource.map_or(("", ""), |it| {
        (it.name.as_str(), it.title.as_deref().unwrap_or_default())
    });
    vec![
        vec![layout.title.clone()],
        row("ชุดข้อมูล", dataset.0, dataset.1),
        row("ทรัพยากร", table.0, table.1),
    ]
}

fn row(sheet: &SheetLayout, number: u32, entry: &Entry, resource: &Resource) -> Vec<Said> {
    let columns = sheet.columns.iter();
    columns
        .map(|column| match column.key.as_str() {
            "number" => Said::plain(number.to_string()),
            "size" => Said::plain(size(entry, resource)),
            key => value(key, entry),
        })
        .collect()
}

/// The longest text that the schema allows, which the form repeats for people.
fn size(entry: &Entry, resource: &Resource) -> String {
    let field = resource
        .schema
        .as_ref()
        .and_then(|schema| schema.field(&entry.name));
    let longest = field.and_then(|field| field.constraints.max_length);
    longest.map(|length| length.to_string()).unwrap_or_default()
}

fn value(key: &str, entry: &Entry) -> Said {
    let at = COLUMNS.iter().position(|(known, ..)| *known == key);
    let values = entry.values();
    let value = at
        .and_then(|at| values.get(at))
        .copied()
        .unwrap_or_default();
    let flag = matches!(entry_field(key).map(|it| &it.kind), Some(Kind::Flag));
    Said::plain(match value {
        "yes" if flag => YES,
        "no" if flag => NO,
        other => other,
    })
}

/// A name that Excel takes: short, not reserved, and not one that is there already.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let fits = |length: usize| wanted.chars().take(length).collect::<String>();
    let free = |name: &str| {
        !name.is_empty()
            && !name.eq_ignore_ascii_case("history")
            && !taken.iter().any(|other| other.eq_ignore_ascii_case(name))
    };
    let name = fits(LONGEST_NAME);
    if free(&name) {
        return name;
    }
    // Two names that differ behind the 31st character only; at most as many tries as there are sheets.
    (2..=taken.len() + 2)
        .map(|number| format!("{}~{number}", fits(LONGEST_NAME - 6)))
        .find(|name| free(name))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::sheet_name;

    #[test]
    fn sheets_are_named_as_excel_allows() {
        let long = "a".repeat(60);
        let first = sheet_name(&long, &[]);
        assert_eq!(first.len(), 31);
        let second = sheet_name(&long, std::slice::from_ref(&first));
        assert!(second.len() <= 31 && second != first);
        assert_eq!(sheet_name("history", &[]), "history~2");
        assert_eq!(sheet_name("visits", &[]), "visits");
    }
}
