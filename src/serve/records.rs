//! Cells → JSON, CSV, TSV and XML, digit for digit.

use serde_json::json;

use crate::catalog::datastore::ROW_ID;
use crate::catalog::record::{Cell, Field, Table};

/// A cell as JSON: numbers bare with the digits of the CSV, `null` for no value.
pub(crate) fn json_cell(cell: &Cell) -> String {
    match cell {
        Cell::Null => "null".to_owned(),
        Cell::Text(text) => json!(text).to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(text) | Cell::Json(text) => text.clone(),
        Cell::Boolean(flag) => flag.to_string(),
    }
}

/// A cell as the text that stands in the published CSV. CKAN writes `t` and `f` for booleans; `true` and `false` read back
/// in more places and equal the file.
pub(crate) fn text_cell(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) | Cell::Number(text) | Cell::Json(text) => text.clone(),
        Cell::Integer(number) => number.to_string(),
        Cell::Boolean(flag) => flag.to_string(),
    }
}

/// A row as a JSON list.
pub(crate) fn json_list(row: &[Cell]) -> String {
    let cells: Vec<String> = row.iter().map(json_cell).collect();
    format!("[{}]", cells.join(", "))
}

/// A row as a JSON object.
pub(crate) fn json_object(columns: &[String], row: &[Cell]) -> String {
    let members: Vec<String> = columns
        .iter()
        .zip(row)
        .map(|(column, cell)| format!("{}: {}", json!(column), json_cell(cell)))
        .collect();
    format!("{{{}}}", members.join(", "))
}

/// A row of texts separated by `delimiter`, quoted where RFC 4180 asks for it, with a line feed at the end.
pub(crate) fn delimited(row: impl IntoIterator<Item = String>, delimiter: char) -> String {
    let cells: Vec<String> = row
        .into_iter()
        .map(|text| {
            if text.contains([delimiter, '"', '\n', '\r']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text
            }
        })
        .collect();
    // A line with nothing on it would be no row at all to a reader.
    if cells.len() == 1 && cells.iter().all(String::is_empty) {
        return "\"\"\n".to_owned();
    }
    format!("{}\n", cells.join(&delimiter.to_string()))
}

/// A row as an XML element of CKAN's dump: `_id` as an attribute, the other columns as elements.
pub(crate) fn xml_row(columns: &[String], row: &[Cell]) -> String {
    let mut id = String::new();
    let mut inside = String::new();
    for (column, cell) in columns.iter().zip(row) {
        let name = xml_name(column);
        match cell {
            _ if column == ROW_ID => id = format!(" _id=\"{}\"", xml_text(&text_cell(cell))),
            Cell::Null => inside.extend(["<", &name, " xsi:nil=\"true\"/>"]),
            cell => inside.extend([
                "<",
                &name,
                ">",
                &xml_text(&text_cell(cell)),
                "</",
                &name,
                ">",
            ]),
        }
    }
    format!("<row{id}>{inside}</row>\n")
}

/// A column's name as an XML name. Every character that XML 1.0 allows stays, Thai marks included; any other becomes
/// `_xHHHH_`, and one that may not stand first gets `_` before it.
pub(crate) fn xml_name(name: &str) -> String {
    let mut legal = String::new();
    for c in name.chars() {
        if legal.is_empty() && !is_name_start(c) && is_name(c) {
            legal.push('_');
        }
        if is_name(c) {
            legal.push(c);
        } else {
            legal.extend(["_x", &format!("{:04X}", u32::from(c)), "_"]);
        }
    }
    if legal.is_empty() {
        "_".to_owned()
    } else {
        legal
    }
}

/// `NameStartChar` of XML 1.0, fifth edition, production 4, without the colon, which is for namespaces.
fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// `NameChar`, production 4a.
fn is_name(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Text for XML. Control characters that XML 1.0 has no way to write become U+FFFD.
fn xml_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' | '\n' => escaped.push(c),
            c if u32::from(c) < 0x20 || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {
                escaped.push('\u{FFFD}');
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// The `fields` of an answer, `_id` first where it is among the columns.
pub(crate) fn fields(table: &Table, columns: &[String]) -> String {
    let described: Vec<String> = columns
        .iter()
        .map(
            |column| match table.fields.iter().find(|field| field.id == *column) {
                Some(field) => describe(field).to_string(),
                None => json!({"id": ROW_ID, "type": "int"}).to_string(),
            },
        )
        .collect();
    format!("[{}]", described.join(", "))
}

fn describe(field: &Field) -> serde_json::Value {
    // A client's column has an `info` only where the client gave one.
    match &field.native {
        Some(native) if !native.described => json!({"id": field.id, "type": field.datastore()}),
        _ => json!({"id": field.id, "type": field.datastore(), "info": field.info}),
    }
}
