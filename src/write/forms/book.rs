//! A form's workbook in the making: pages with headers, notes and drop-down lists, and the two sheets that we add.

use std::io;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use crate::model::address::Letters;
use crate::model::form::{
    Column, Field, Kind, Layout, Line, MORE_HEADING_ROW, MORE_HEADINGS, NO, SheetLayout, YES,
};
use crate::write::forms::note::note;
use crate::write::forms::text::Said;

/// Rows below the header that have drop-down lists.
const ROWS_WITH_LISTS: u32 = 200;
/// Width of a column of the sheet with the lists, in characters.
const LIST_WIDTH: u16 = 30;
/// A4, as Excel counts paper.
const A4: u8 = 9;
/// Widths of columns, in characters, that fit beside each other on an A4 page on its side and can still be read.
const PAGE_WIDTH: u32 = 240;
/// What the sheet with further values says about itself.
const ABOUT_MORE: &str = "แผ่นนี้เก็บค่าที่ใส่ในช่องเดียวไม่ได้ หรือไม่มีช่องในแบบฟอร์ม เพื่อให้นำแบบฟอร์มกลับเข้า sheetpress ได้ครบถ้วน ระบบบัญชีข้อมูลภาครัฐไม่อ่านแผ่นนี้ \
     รายการที่มีหลายค่าให้ใส่บรรทัดละหนึ่งค่า ค่าว่างหมายถึงไม่ระบุ \
     / Values that do not fit into one cell, or have no column. One line a value; an empty value means: not stated. The national importer does not read this sheet.";

/// One page of a form: the sheet's name, its rows above the header, its columns with what they ask for, its rows.
pub(super) struct Page<'a> {
    pub(super) name: String,
    pub(super) layout: &'a Layout,
    pub(super) sheet: &'a SheetLayout,
    /// Texts of the rows above the header; a row of one text is merged over all columns.
    pub(super) head: Vec<Vec<String>>,
    /// What each column asks for.
    pub(super) fields: Vec<Option<&'static Field>>,
    /// The data, a text a column, with what does not fit.
    pub(super) rows: Vec<Vec<Said>>,
}

/// The workbook.
pub(super) struct Book {
    workbook: Workbook,
    looks: Looks,
    /// The lists of values that cells may be chosen from, with their label.
    lists: Vec<(String, Vec<String>)>,
    lines: Vec<Line>,
}

struct Looks {
    title: Format,
    definition: Format,
    band: Format,
    header: Format,
    hint: Format,
    body: Format,
}

impl Looks {
    fn new() -> Self {
        // Excel has Tahoma everywhere, and it has Thai letters of the size of its Latin ones.
        let base = || {
            Format::new()
                .set_font_name("Tahoma")
                .set_font_size(10)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
        };
        let framed = |colour: u32| {
            base()
                .set_border(FormatBorder::Thin)
                .set_background_color(colour)
        };
        Self {
            title: base().set_bold().set_background_color(0x00C6_E0B4),
            definition: base().set_background_color(0x00D9_D9D9),
            band: base().set_bold().set_background_color(0x00FF_E699),
            header: framed(0x009D_C3E6)
                .set_bold()
                .set_align(FormatAlign::Center),
            hint: framed(0x00DD_EBF7)
                .set_italic()
                .set_align(FormatAlign::Center),
            // "@": what is typed stays text, as the importer needs it.
            body: base().set_align(FormatAlign::Top).set_num_format("@"),
        }
    }
}

impl Book {
    /// Begins a workbook.
    pub(super) fn begin(title: &str) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        // The same bytes every time: no clock.
        let created = ExcelDateTime::from_ymd(2026, 11, 1)?;
        workbook.set_properties(
            &DocProperties::new()
                .set_title(title)
                .set_creation_datetime(&created),
        );
        Ok(Self {
            workbook,
            looks: Looks::new(),
            lists: Vec::new(),
            lines: Vec::new(),
        })
    }

    /// Adds what has no column.
    pub(super) fn line(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Adds a page.
    pub(super) fn page(&mut self, page: Page<'_>) -> Result<(), XlsxError> {
        let choices: Vec<Option<usize>> = page
            .sheet
            .columns
            .iter()
            .zip(&page.fields)
            .map(|(column, field)| field.and_then(|field| self.list(column, field)))
            .collect();
        let Self {
            workbook,
            looks,
            lists,
            lines,
        } = self;
        let worksheet = workbook.add_worksheet().set_name(&page.name)?;
        head(worksheet, looks, &page)?;
        let first = page.layout.first_row;
        for ((number, column), (field, choice)) in (0u16..)
            .zip(&page.sheet.columns)
            .zip(page.fields.iter().zip(&choices))
        {
            worksheet.set_column_width(number, column.width)?;
            worksheet.set_column_format(number, &looks.body)?;
            let header = page.layout.header_row;
            worksheet.write_string_with_format(header, number, &column.header, &looks.header)?;
            if let Some(field) = field {
                worksheet.insert_note(header, number, &note(field))?;
            }
            if let Some(row) = page.layout.instruction_row {
                worksheet.write_string_with_format(row, number, &column.hint, &looks.hint)?;
            }
            if let Some(list) = choice.and_then(|at| Some((at, lists.get(at)?))) {
                let open =
                    column.other_in_cell || matches!(field.map(|it| &it.kind), Some(Kind::Many(_)));
                let rule = validation(&page.layout.lists_sheet, list, open)?;
                worksheet.add_data_validation(
                    first,
                    number,
                    first + ROWS_WITH_LISTS,
                    number,
                    &rule,
                )?;
            }
        }
        for (row, said) in (first..).zip(page.rows) {
            for ((number, column), said) in (0u16..).zip(&page.sheet.columns).zip(said) {
                let said = said.fitted();
                if !said.cell.is_empty() {
                    worksheet.write_string_with_format(row, number, &said.cell, &looks.body)?;
                }
                let label = label(column);
                lines.extend(said.whole.into_iter().map(|value| Line {
                    sheet: page.name.clone(),
                    row,
                    key: column.key.clone(),
                    label: label.clone(),
                    cell: said.cell.clone(),
                    value,
                }));
            }
        }
        worksheet.set_freeze_panes(first, 0)?;
        let widths = page.sheet.columns.iter().map(|column| column.width);
        let names = ["name", "dataset_name"];
        let named = names.iter().find_map(|key| page.sheet.column(key));
        let named = named.and_then(|column| u16::try_from(column).ok());
        let headers = (page.layout.header_row, first - 1);
        prepare_print(worksheet, widths, headers, named)
    }

    /// The number of the list that a column's cells are chosen from.
    fn list(&mut self, column: &Column, field: &Field) -> Option<usize> {
        let texts = |words: [&str; 2]| words.map(str::to_owned).to_vec();
        let values = match &field.kind {
            Kind::Flag if column.as_stored => texts(["True", "False"]),
            Kind::Flag => texts([YES, NO]),
            Kind::Choice(values) | Kind::Many(values) if column.key != "d_type" => values.clone(),
            _ => return None,
        };
        let known = self.lists.iter().position(|(_, known)| *known == values);
        known.or_else(|| {
            self.lists.push((field.label_th.clone(), values));
            Some(self.lists.len() - 1)
        })
    }

    /// Adds the sheets with further values and with the lists, and gives the bytes.
    pub(super) fn finish(mut self, layout: &Layout) -> Result<Vec<u8>, XlsxError> {
        let looks = &self.looks;
        let more = self.workbook.add_worksheet().set_name(&layout.more_sheet)?;
        let widths = [22, 8, 30, 34, 34, 60];
        for (number, width) in (0u16..).zip(widths) {
            more.set_column_width(number, width)?;
            more.set_column_format(number, &looks.body)?;
        }
        more.merge_range(0, 0, 0, 5, ABOUT_MORE, &looks.definition)?;
        more.set_row_height(0, 75)?;
        for (number, heading) in (0u16..).zip(MORE_HEADINGS) {
            more.write_string_with_format(MORE_HEADING_ROW, number, heading, &looks.header)?;
        }
        for (row, line) in (MORE_HEADING_ROW + 1..).zip(&self.lines) {
            let at = (line.row + 1).to_string();
            let texts = [
                &line.sheet,
                &at,
                &line.key,
                &line.label,
                &line.cell,
                &line.value,
            ];
            for (number, text) in (0u16..).zip(texts) {
                more.write_string_with_format(row, number, text, &looks.body)?;
            }
        }
        more.set_freeze_panes(MORE_HEADING_ROW + 1, 0)?;
        let headers = (MORE_HEADING_ROW, MORE_HEADING_ROW);
        prepare_print(more, widths.into_iter(), headers, None)?;
        let sheet = self
            .workbook
            .add_worksheet()
            .set_name(&layout.lists_sheet)?;
        for (number, (label, values)) in (0u16..).zip(&self.lists) {
            sheet.set_column_width(number, LIST_WIDTH)?;
            sheet.write_string_with_format(0, number, label, &looks.header)?;
            for (row, value) in (1..).zip(values) {
                sheet.write_string_with_format(row, number, value, &looks.body)?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        let widths = self.lists.iter().map(|_| LIST_WIDTH);
        prepare_print(sheet, widths, (0, 0), None)?;
        self.workbook.save_to_buffer()
    }
}

/// The rows above the header.
fn head(worksheet: &mut Worksheet, looks: &Looks, page: &Page<'_>) -> Result<(), XlsxError> {
    let last = u16::try_from(page.sheet.columns.len().saturating_sub(1)).unwrap_or(0);
    let formats = [&looks.title, &looks.definition, &looks.band];
    let rows = (0..page.layout.header_row).zip(&page.head);
    for ((row, texts), format) in rows.zip(formats) {
        match texts.as_slice() {
            [text] if last > 0 => {
                worksheet.merge_range(row, 0, row, last, &short(text), format)?;
            }
            texts => {
                for (number, text) in (0u16..).zip(texts) {
                    // The last one may be long: it has the rest of the row.
                    if usize::from(number) + 1 == texts.len() && number < last {
                        worksheet.merge_range(row, number, row, last, &short(text), format)?;
                    } else {
                        worksheet.write_string_with_format(row, number, short(text), format)?;
                    }
                }
            }
        }
        worksheet.set_row_height(row, 22)?;
    }
    worksheet.set_row_height(page.layout.header_row, 48)?;
    if let Some(row) = page.layout.instruction_row {
        worksheet.set_row_height(row, 48)?;
    }
    Ok(())
}

/// Makes a sheet ready for A4 paper on its side: as many pages wide as its columns need to be read, the headers (first and
/// last row) on every page, and the columns up to the one that names the row where there are several pages beside each other.
fn prepare_print(
    worksheet: &mut Worksheet,
    widths: impl Iterator<Item = u16>,
    (first, last): (u32, u32),
    named: Option<u16>,
) -> Result<(), XlsxError> {
    let width: u32 = widths.map(u32::from).sum();
    let pages = width.div_ceil(PAGE_WIDTH).max(1);
    worksheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3)
        .set_print_fit_to_pages(u16::try_from(pages).unwrap_or(1), 0)
        .set_repeat_rows(first, last)?;
    if let Some(named) = named.filter(|_| pages > 1) {
        worksheet.set_repeat_columns(0, named)?;
    }
    Ok(())
}

/// A title as a cell can hold it.
fn short(text: &str) -> String {
    text.chars().take(1000).collect()
}

/// A header without its number: `2. ชื่อชุดข้อมูล` as `ชื่อชุดข้อมูล`.
fn label(column: &Column) -> String {
    column
        .header
        .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ' '))
        .to_owned()
}

/// A drop-down list. An open one warns about another value and lets it pass.
fn validation(
    lists_sheet: &str,
    (number, (label, values)): (usize, &(String, Vec<String>)),
    open: bool,
) -> Result<DataValidation, XlsxError> {
    let column = Letters(u32::try_from(number).unwrap_or(0));
    let sheet = lists_sheet.replace('\'', "''");
    let last = values.len() + 1;
    let range = Formula::new(format!("='{sheet}'!${column}$2:${column}${last}"));
    let style = if open {
        DataValidationErrorStyle::Warning
    } else {
        DataValidationErrorStyle::Stop
    };
    let label: String = label.chars().take(80).collect();
    DataValidation::new()
        .allow_list_formula(range)
        .set_error_style(style)
        .set_error_title("ค่าไม่อยู่ในรายการ")?
        .set_error_message(format!(
            "เลือกค่าจากรายการ {label} / Choose a value of the list."
        ))
}

/// An error of the workbook's writer as one of writing.
pub(super) fn as_io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}
