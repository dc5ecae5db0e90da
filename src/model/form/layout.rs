//! Where the items of a form stand: sheets, rows and columns, from `schemas/forms/`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

const FILES: [&str; 3] = [
    include_str!("../../../schemas/forms/form1-2.2.4.json"),
    include_str!("../../../schemas/forms/form1-2.1.0.json"),
    include_str!("../../../schemas/forms/form2.json"),
];

/// More sheets, columns or rows above the data than a form can sensibly have.
const MOST: usize = 200;

/// Which of the two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Form 1: dataset, metadata, resources.
    Metadata,
    /// Form 2: data dictionary.
    Dictionary,
}

/// What the rows of a sheet are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// The datasets by code and title, for people; no importer reads it.
    List,
    /// The metadata of a dataset.
    Dataset,
    /// The resources of datasets.
    Resource,
    /// The fields of a table.
    Fields,
}

/// The layout of a form. Rows are zero-based.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "File")]
pub struct Layout {
    /// Which form.
    pub form: Form,
    /// The version of the national catalogue's software that reads it, or the agency's own.
    pub version: String,
    /// The first row's text.
    pub title: String,
    /// The text of the row above the header; empty for none.
    pub band: String,
    /// The row of the headers.
    pub header_row: u32,
    /// The row that says how to fill in a column.
    pub instruction_row: Option<u32>,
    /// The first row of data.
    pub first_row: u32,
    /// The sheet that we add for what fits in no cell.
    pub more_sheet: String,
    /// The sheet that we add with the values of drop-down lists.
    pub lists_sheet: String,
    /// The sheets, in order. Form 2 has one entry, good for every table.
    pub sheets: Vec<SheetLayout>,
    /// Form 2: other words for a type, by the type's name.
    pub types: BTreeMap<String, Vec<String>>,
}

/// One sheet of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLayout {
    /// The name on the tab; `*` where each table has a sheet of its own name.
    pub name: String,
    /// What its rows are.
    pub holds: Holds,
    /// The type of the datasets that it describes.
    pub data_type: String,
    /// The second row's text.
    pub definition: String,
    /// Its columns, from A.
    pub columns: Vec<Column>,
}

impl SheetLayout {
    /// The zero-based number of an item's column.
    pub fn column(&self, key: &str) -> Option<u32> {
        let at = self.columns.iter().position(|column| column.key == key)?;
        u32::try_from(at).ok()
    }
}

/// One column of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The item's key.
    pub key: String,
    /// The header.
    pub header: String,
    /// How to fill it in.
    pub hint: String,
    /// Width in characters.
    pub width: u16,
    /// Other headers that mean the same.
    pub also: Vec<String>,
    /// The importer makes `อื่นๆ` of a text that is not in the list and keeps the text beside it: so the text itself is written.
    pub other_in_cell: bool,
    /// The importer keeps the cell as it stands: `True` and `False` are written, not words.
    pub as_stored: bool,
}

/// The layouts that the program carries, newest first.
pub fn layouts() -> &'static [Layout] {
    static LAYOUTS: OnceLock<Vec<Layout>> = OnceLock::new();
    LAYOUTS.get_or_init(|| {
        let parsed = FILES.iter().map(|text| serde_json::from_str(text));
        parsed.filter_map(Result::ok).collect()
    })
}

/// The newest layout of a form. `None` never happens: a test holds that the program carries them.
pub fn newest(form: Form) -> Option<&'static Layout> {
    layouts().iter().find(|layout| layout.form == form)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    form: u8,
    version: String,
    #[serde(default, rename = "source")]
    _source: String,
    title: String,
    #[serde(default)]
    band: String,
    header_row: u32,
    #[serde(default)]
    instruction_row: Option<u32>,
    first_row: u32,
    more_sheet: String,
    lists_sheet: String,
    sheets: Vec<FileSheet>,
    columns: BTreeMap<String, BTreeMap<String, FileColumn>>,
    #[serde(default)]
    types: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSheet {
    name: String,
    holds: Holds,
    #[serde(default)]
    data_type: String,
    #[serde(default)]
    definition: String,
    columns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileColumn {
    header: String,
    #[serde(default)]
    hint: String,
    #[serde(default = "usual_width")]
    width: u16,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    other_in_cell: bool,
    #[serde(default)]
    as_stored: bool,
}

fn usual_width() -> u16 {
    20
}

impl TryFrom<File> for Layout {
    type Error = String;

    fn try_from(file: File) -> Result<Self, String> {
        let form = match file.form {
            1 => Form::Metadata,
            2 => Form::Dictionary,
            other => return Err(format!("there is no form {other}; there are 1 and 2")),
        };
        let header_row = zero_based(file.header_row, "header_row")?;
        let first_row = zero_based(file.first_row, "first_row")?;
        let instruction_row = match file.instruction_row {
            Some(row) => Some(zero_based(row, "instruction_row")?),
            None => None,
        };
        let between = instruction_row.is_none_or(|row| row > header_row && row < first_row);
        if first_row <= header_row || !between {
            return Err("header_row, instruction_row and first_row must follow one another".into());
        }
        if file.sheets.is_empty() || file.sheets.len() > MOST {
            return Err(format!("a form has 1 to {MOST} sheets"));
        }
        let sheets = file.sheets.into_iter();
        let sheets: Result<Vec<_>, String> = sheets
            .map(|sheet| resolved(sheet, form, &file.columns))
            .collect();
        Ok(Self {
            form,
            version: file.version,
            title: file.title,
            band: file.band,
            header_row,
            instruction_row,
            first_row,
            more_sheet: file.more_sheet,
            lists_sheet: file.lists_sheet,
            sheets: sheets?,
            types: file.types,
        })
    }
}

fn zero_based(row: u32, what: &str) -> Result<u32, String> {
    let rows = 1..=u32::try_from(MOST).unwrap_or(u32::MAX);
    if !rows.contains(&row) {
        return Err(format!("{what} is {row}; it must be between 1 and {MOST}"));
    }
    Ok(row - 1)
}

/// A sheet with its columns looked up.
fn resolved(
    sheet: FileSheet,
    form: Form,
    columns: &BTreeMap<String, BTreeMap<String, FileColumn>>,
) -> Result<SheetLayout, String> {
    let (group, leads) = match sheet.holds {
        Holds::List => ("list", "name"),
        Holds::Dataset => ("dataset", "name"),
        Holds::Resource => ("resource", "dataset_name"),
        Holds::Fields => ("fields", "name"),
    };
    let name = &sheet.name;
    if (form == Form::Dictionary) != (sheet.holds == Holds::Fields) {
        return Err(format!(
            "sheet \"{name}\": rows of this kind stand in the other form"
        ));
    }
    if matches!(sheet.holds, Holds::Dataset | Holds::Resource) && sheet.data_type.is_empty() {
        return Err(format!("sheet \"{name}\" has no data_type"));
    }
    if sheet.columns.len() > MOST || !sheet.columns.iter().any(|key| key == leads) {
        return Err(format!(
            "sheet \"{name}\" needs a column \"{leads}\", and at most {MOST} columns"
        ));
    }
    let mut found: Vec<Column> = Vec::new();
    for key in sheet.columns {
        if found.iter().any(|column| column.key == key) {
            return Err(format!("sheet \"{name}\" names \"{key}\" twice"));
        }
        let described = columns.get(group).and_then(|group| group.get(&key));
        let Some(described) = described else {
            return Err(format!(
                "sheet \"{name}\": columns.{group} does not describe \"{key}\""
            ));
        };
        found.push(Column {
            key,
            header: described.header.clone(),
            hint: described.hint.clone(),
            width: described.width,
            also: described.also.clone(),
            other_in_cell: described.other_in_cell,
            as_stored: described.as_stored,
        });
    }
    Ok(SheetLayout {
        columns: found,
        name: sheet.name,
        holds: sheet.holds,
        data_type: sheet.data_type,
        definition: sheet.definition,
    })
}

#[cfg(test)]
mod tests {
    use super::{Form, Layout, layouts, newest};

    /// The importer of `thai_gdc` wants exactly these numbers of columns.
    #[test]
    fn columns_are_as_many_as_the_national_importer_reads() {
        let widths = |version: &str, sheets: &str| -> Vec<usize> {
            let layout = layouts().iter().find(|it| it.version == version).unwrap();
            let sheets = layout
                .sheets
                .iter()
                .filter(|it| it.name.starts_with(sheets));
            sheets.map(|it| it.columns.len()).collect()
        };
        assert_eq!(widths("2.2.4", "Temp2"), [26, 30, 31, 26, 26]);
        assert_eq!(widths("2.1.0", "Temp2"), [25, 29, 30, 25, 25]);
        for version in ["2.2.4", "2.1.0"] {
            assert_eq!(widths(version, "Temp3"), [9, 14, 12, 9, 9]);
        }
        assert_eq!(newest(Form::Metadata).unwrap().version, "2.2.4");
        assert!(newest(Form::Dictionary).is_some());
    }

    #[test]
    fn a_layout_that_cannot_be_is_refused_with_its_reason() {
        let whole = super::FILES[2];
        for (from, to, said) in [
            ("\"form\": 2", "\"form\": 3", "there is no form 3"),
            ("\"first_row\": 6", "\"first_row\": 4", "must follow"),
            ("\"header_row\": 4", "\"header_row\": 0", "between 1 and"),
            ("\"holds\": \"fields\"", "\"holds\": \"list\"", "other form"),
        ] {
            assert!(whole.contains(from), "{from}");
            let fault = serde_json::from_str::<Layout>(&whole.replace(from, to)).unwrap_err();
            assert!(fault.to_string().contains(said), "{fault}");
        }
    }
}
