//! Workbooks made for one test: raw parts in a zip for shapes that no writer makes, text grids for tables.

use std::io::{Cursor, Write};
use std::path::Path;

use sheetpress::model::address::CellRef;
use sheetpress::model::workbook::Workbook;
use sheetpress::read;
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;

/// The namespace of transitional workbooks.
pub(crate) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package in the making: part names with their bytes.
pub(crate) struct Package(Vec<(String, Vec<u8>)>);

impl Package {
    /// A whole workbook with one sheet "ข้อมูล"; `data` stands in its `<sheetData>`.
    pub(crate) fn sheet(data: &str) -> Self {
        Self::whole_sheet(&format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheetData>{data}</sheetData></worksheet>"
        ))
    }

    /// A whole workbook around the XML of its one sheet.
    pub(crate) fn whole_sheet(xml: &str) -> Self {
        let workbook = format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"ข้อมูล\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
        );
        Self(Vec::new())
            .part(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
            )
            .part("_rels/.rels", &relations(&[("rId1", "officeDocument", "xl/workbook.xml")]))
            .part("xl/workbook.xml", &workbook)
            .part(
                "xl/_rels/workbook.xml.rels",
                &relations(&[
                    ("rId1", "worksheet", "worksheets/sheet1.xml"),
                    ("rId2", "sharedStrings", "sharedStrings.xml"),
                    ("rId3", "styles", "styles.xml"),
                ]),
            )
            .part("xl/worksheets/sheet1.xml", xml)
    }

    /// The number formats of the styles 0, 1, 2 …: a built-in number, or a code of its own.
    pub(crate) fn styles(self, formats: &[&str]) -> Self {
        let (mut own, mut styles) = (String::new(), String::new());
        for (at, format) in formats.iter().enumerate() {
            let id = format.parse().unwrap_or(200 + at);
            if format.parse::<usize>().is_err() {
                let code = format.replace('&', "&amp;").replace('"', "&quot;");
                own += &format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>");
            }
            styles += &format!("<xf numFmtId=\"{id}\"/>");
        }
        let xml = format!(
            "<styleSheet xmlns=\"{MAIN}\"><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>"
        );
        self.part("xl/styles.xml", &xml)
    }

    /// The list of shared strings; `items` stands in its `<sst>`.
    pub(crate) fn strings(self, items: &str) -> Self {
        self.part(
            "xl/sharedStrings.xml",
            &format!("<sst xmlns=\"{MAIN}\">{items}</sst>"),
        )
    }

    /// Adds or replaces a part.
    pub(crate) fn part(self, name: &str, content: &str) -> Self {
        self.bytes(name, content.as_bytes().to_vec())
    }

    /// Adds or replaces a part of any bytes.
    pub(crate) fn bytes(mut self, name: &str, content: Vec<u8>) -> Self {
        self.0.retain(|(part, _)| part != name);
        self.0.push((name.to_owned(), content));
        self
    }

    /// Leaves a part out.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(part, _)| part != name);
        self
    }

    /// The bytes of the file.
    pub(crate) fn zipped(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name.as_str(), SimpleFileOptions::default())
                .unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// Writes it as an `.xlsx`.
    pub(crate) fn save(&self) -> NamedTempFile {
        file(".xlsx", &self.zipped())
    }

    /// Writes and reads it.
    pub(crate) fn read(&self) -> Result<Workbook, read::Error> {
        let file = self.save();
        open(file.path())
    }
}

/// A relationships part: id, last segment of the type, target.
pub(crate) fn relations(list: &[(&str, &str, &str)]) -> String {
    let list: String = list
        .iter()
        .map(|(id, kind, target)| {
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!("<Relationships xmlns=\"{RELATIONS}\">{list}</Relationships>")
}

/// A file of its own with some bytes.
pub(crate) fn file(suffix: &str, bytes: &[u8]) -> NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(suffix).tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}

/// Reads a file as the program does, in this process.
pub(crate) fn open(path: &Path) -> Result<Workbook, read::Error> {
    read::open(path, &read::Options::default())
}

/// Every valued cell of a sheet, by row: `B2 number 1.5`.
pub(crate) fn cells(workbook: &Workbook, sheet: usize) -> Vec<String> {
    let mut found: Vec<(CellRef, String)> = Vec::new();
    for (number, column) in (0u32..).zip(&workbook.sheets[sheet].columns) {
        column.for_each(0, u32::MAX - 1, |row, cell| {
            let at = CellRef::new(row, number);
            let value = cell.value();
            found.push((
                at,
                format!("{at} {} {}", value.kind(), value.to_text(&workbook.strings)),
            ));
        });
    }
    found.sort();
    found.into_iter().map(|(_, line)| line).collect()
}

/// A workbook with one sheet, from text: a line a row, `|` between cells. A number is a number, an ISO day a date,
/// `'007` is the text 007; `merges` are ranges in A1 notation.
pub(crate) fn grid(text: &str, merges: &[&str]) -> Workbook {
    Package::whole_sheet(&grid_xml(text, merges, ""))
        .read()
        .unwrap()
}

/// The sheet's XML of such a grid; `after` stands behind the merges.
pub(crate) fn grid_xml(text: &str, merges: &[&str], after: &str) -> String {
    let mut rows = String::new();
    for (row, line) in (1u32..).zip(text.trim_matches('\n').lines()) {
        rows += &format!("<row r=\"{row}\">");
        for (column, value) in (0u32..).zip(line.split('|')) {
            let at = CellRef::new(row - 1, column);
            let value = value.trim();
            let escaped = value
                .trim_start_matches('\'')
                .replace('&', "&amp;")
                .replace('<', "&lt;");
            let is_day =
                value.len() == 10 && value.split('-').all(|part| part.parse::<u32>().is_ok());
            rows += &if value.is_empty() {
                String::new()
            } else if value.parse::<f64>().is_ok() {
                format!("<c r=\"{at}\"><v>{value}</v></c>")
            } else if is_day {
                format!("<c r=\"{at}\" t=\"d\"><v>{value}</v></c>")
            } else {
                format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{escaped}</t></is></c>")
            };
        }
        rows += "</row>";
    }
    let merges: String = merges
        .iter()
        .map(|range| format!("<mergeCell ref=\"{range}\"/>"))
        .collect();
    format!(
        "<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>{after}</worksheet>"
    )
}
