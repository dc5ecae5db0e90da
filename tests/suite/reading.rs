//! What a workbook holds comes out as it stands: the same cells as calamine reads, where calamine is right.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter as xlsx;
use sheetpress::model::address::CellRef;
use sheetpress::model::cell::Value;
use sheetpress::model::moment::Moment;
use sheetpress::model::workbook::Workbook;

use crate::workbooks::{Package, cells, open};

/// A value as both readers can say it: kind and text.
type Said = BTreeMap<CellRef, String>;

fn ours(workbook: &Workbook, sheet: usize) -> Said {
    let mut said = Said::new();
    for (number, column) in (0u32..).zip(&workbook.sheets[sheet].columns) {
        column.for_each(0, u32::MAX - 1, |row, cell| {
            let text = match cell.value() {
                Value::Empty => return,
                Value::Number(number) => format!("number {:?}", number.to_f64()),
                Value::Text(id) => format!("text {}", workbook.strings.get(id)),
                Value::Bool(truth) => format!("bool {truth}"),
                Value::Error(error) => format!("error {error}"),
                Value::Moment(Moment::Date(day)) => format!("moment {day}T00:00:00"),
                Value::Moment(Moment::DateTime(day, time)) => {
                    format!("moment {}", Moment::DateTime(day, time))
                }
                Value::Moment(Moment::Time(time)) => format!("time {time}"),
            };
            said.insert(CellRef::new(row, number), text);
        });
    }
    said
}

fn calamines(path: &Path, sheet: usize) -> Said {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let range = workbook.worksheet_range_at(sheet).unwrap().unwrap();
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut said = Said::new();
    for (row, column, value) in range.used_cells() {
        let at = CellRef::new(
            top + u32::try_from(row).unwrap(),
            left + u32::try_from(column).unwrap(),
        );
        let text = match value {
            // A formula whose result is the empty text: nothing to see, nothing to publish.
            Data::Empty => continue,
            Data::String(text) if text.is_empty() => continue,
            Data::Int(whole) => format!("number {:?}", f64::from(i32::try_from(*whole).unwrap())),
            Data::Float(number) => format!("number {number:?}"),
            Data::String(text) => format!("text {text}"),
            Data::Bool(truth) => format!("bool {truth}"),
            Data::Error(error) => format!("error {error}"),
            Data::DateTime(serial) if serial.is_duration() || serial.as_f64() < 1.0 => {
                format!("time {}", (serial.as_f64() * 86_400_000.0).round())
            }
            Data::DateTime(serial) => {
                let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
                let fraction = if milli == 0 {
                    String::new()
                } else {
                    format!(".{milli:03}")
                };
                format!(
                    "moment {year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}"
                )
            }
            Data::DateTimeIso(text) | Data::DurationIso(text) => format!("moment {text}"),
        };
        said.insert(at, text);
    }
    said
}

fn agree(package: &Package) -> Said {
    let file = package.save();
    let said = ours(&open(file.path()).unwrap(), 0);
    assert_eq!(said, calamines(file.path(), 0));
    said
}

#[test]
fn texts_are_the_ones_that_calamine_reads() {
    let package = Package::sheet(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" t=\"s\"><v>4</v></c><c r=\"F1\" t=\"s\"><v>5</v></c><c r=\"G1\" t=\"s\"><v>6</v></c></row>\
         <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>ในเซลล์ &lt;b&gt; &#3585;</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><r><t>สอง</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> ส่วน</t></r></is></c><c r=\"C2\" t=\"inlineStr\"><is><t/></is></c>\
         <c r=\"D2\" t=\"str\"><f>A1&amp;\"x\"</f><v>ผล &amp; x</v></c><c r=\"E2\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"F2\" t=\"inlineStr\"><is><t>บรรทัด\nสอง</t></is></c></row>",
    )
    .strings(
        "<si><t>ไทย &amp; English &quot;x&quot;</t></si><si><t xml:space=\"preserve\"> รักษาช่องว่าง </t></si><si><t> ตัดออก </t></si><si><r><t>ก</t></r><r><rPr><b/></rPr><t>ข</t></r></si>\
         <si><t>a_x000D_b_x005F_x000D_</t></si><si><t></t></si><si><t>課</t><rPh sb=\"0\" eb=\"1\"><t>カ</t></rPh></si>",
    );
    let said = agree(&package);
    assert_eq!(said.len(), 10);
    assert_eq!(said[&"E1".parse().unwrap()], "text a\rb_x000D_");
    assert_eq!(said[&"C1".parse().unwrap()], "text ตัดออก");
}

#[test]
fn numbers_are_the_ones_that_calamine_reads_and_keep_their_digits() {
    let numbers = [
        "0",
        "1",
        "-1",
        "1.5",
        "0.1",
        "3.4980118210033001E-2",
        "12345678901234567",
        "123456789012345678",
        "0.30000000000000004",
        "1E+300",
        "1e-300",
        "274.65999999999997",
        "9007199254740993",
        "1.7976931348623157E308",
        "5e-324",
        "100000",
        "1.10",
        ".5",
        "5.",
        "+7",
    ];
    let row: String = numbers
        .iter()
        .map(|number| format!("<c><v>{number}</v></c>"))
        .collect();
    let package = Package::sheet(&format!("<row r=\"1\">{row}</row>"));
    let said = agree(&package);
    assert_eq!(said.len(), numbers.len());
    let workbook = package.read().unwrap();
    let texts = cells(&workbook, 0);
    assert_eq!(texts[5], "F1 number 0.034980118210033");
    assert_eq!(texts[11], "L1 number 274.65999999999997");
    assert_eq!(texts[16], "Q1 number 1.10");
}

#[test]
fn booleans_and_errors_are_the_ones_that_calamine_reads() {
    let errors = [
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A",
    ];
    let row: String = errors
        .iter()
        .map(|error| format!("<c t=\"e\"><v>{error}</v></c>"))
        .collect();
    let package = Package::sheet(&format!(
        "<row r=\"1\"><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>{row}</row>"
    ));
    assert_eq!(agree(&package).len(), 9);
}

#[test]
fn a_spilled_error_costs_one_cell_not_the_sheet() {
    // calamine 0.38 refuses the whole sheet for every error that is newer than Excel 2016.
    let package = Package::sheet(
        "<row r=\"1\"><c t=\"e\"><v>#SPILL!</v></c><c t=\"e\"><v>#CALC!</v></c><c t=\"e\"><v>#GETTING_DATA</v></c><c t=\"e\"><v>#FIELD!</v></c><c><v>1</v></c><c t=\"zzz\"><v>x</v></c></row>",
    );
    assert_eq!(
        cells(&package.read().unwrap(), 0),
        [
            "A1 error #SPILL!",
            "B1 error #CALC!",
            "C1 error #GETTING_DATA",
            "D1 error #ERROR!",
            "E1 number 1",
            "F1 text x"
        ]
    );
}

#[test]
fn dates_are_told_by_their_format_as_calamine_does() {
    let formats = [
        "0",
        "14",
        "15",
        "16",
        "17",
        "18",
        "20",
        "21",
        "22",
        "27",
        "36",
        "45",
        "46",
        "47",
        "50",
        "58",
        "yyyy-mm-dd",
        "[$-D07041E]d mmmm yyyy",
        "d/m/yyyy h:mm",
        "[h]:mm:ss",
        "#,##0.00 \"วัน\"",
        "0.0E+00",
    ];
    for date1904 in ["", " date1904=\"1\""] {
        let row = |number: usize, serial: &str| -> String {
            let cells: String = (0..formats.len())
                .map(|style| format!("<c s=\"{style}\"><v>{serial}</v></c>"))
                .collect();
            format!("<row r=\"{number}\">{cells}</row>")
        };
        let data = ["45351", "45351.4375", "1", "59", "61", "2958465", "0.25"]
            .iter()
            .enumerate()
            .map(|(at, serial)| row(at + 1, serial))
            .collect::<String>();
        let book = Package::sheet(&data).styles(&formats).part(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr{date1904}/><sheets><sheet name=\"ก\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                crate::workbooks::MAIN
            ),
        );
        let file = book.save();
        let workbook = open(file.path()).unwrap();
        assert_eq!(workbook.date1904, !date1904.is_empty());
        let (mut ours, mut theirs) = (ours(&workbook, 0), calamines(file.path(), 0));
        // Days before 1900-03-01 and pure times shown as dates: each reader has its own way with the day that never was.
        let settled = |at: &CellRef| at.row < 2 || at.row == 4;
        ours.retain(|at, _| settled(at));
        theirs.retain(|at, _| settled(at));
        // Formats that show a time of day only: calamine gives a day too, which nobody typed.
        for column in [5, 6, 7, 11, 12, 13, 19] {
            ours.retain(|at, _| at.column != column);
            theirs.retain(|at, _| at.column != column);
        }
        assert_eq!(ours, theirs, "1904: {date1904:?}");
        assert!(ours.len() > 40);
    }
}

#[test]
fn thai_date_formats_are_dates() {
    // calamine 0.38, openpyxl and qsv return the plain serial for all of these.
    let formats = [
        "71",
        "72",
        "73",
        "74",
        "77",
        "81",
        "ว/ด/ปปปป",
        "bbbb",
        "d mmmm bbbb",
        "ว/ด/ปปปป ช:นน",
        "78",
        "79",
        "59",
    ];
    let cells_xml: String = (0..formats.len())
        .map(|style| format!("<c s=\"{style}\"><v>45351.5</v></c>"))
        .collect();
    let package = Package::sheet(&format!("<row r=\"1\">{cells_xml}</row>")).styles(&formats);
    let kinds: Vec<String> = cells(&package.read().unwrap(), 0)
        .into_iter()
        .map(|line| line.split(' ').nth(1).unwrap().to_owned())
        .collect();
    let mut expected = vec!["datetime"; 10];
    expected.extend(["time", "time", "number"]);
    assert_eq!(kinds, expected);
}

#[test]
fn built_in_date_formats_are_told_from_numbers() {
    let dates = (14..=22)
        .chain(27..=36)
        .chain(45..=47)
        .chain(50..=58)
        .chain(71..=81);
    let numbers = (0..=13)
        .chain(37..=44)
        .chain(48..=49)
        .chain(59..=62)
        .chain(67..=70);
    for (ids, number) in [
        (dates.collect::<Vec<_>>(), false),
        (numbers.collect(), true),
    ] {
        let styles: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let styles: Vec<&str> = styles.iter().map(String::as_str).collect();
        let row: String = (0..styles.len())
            .map(|style| format!("<c s=\"{style}\"><v>45351</v></c>"))
            .collect();
        let workbook = Package::sheet(&format!("<row r=\"1\">{row}</row>"))
            .styles(&styles)
            .read()
            .unwrap();
        for (at, id) in (0u32..).zip(&ids) {
            let value = workbook.sheets[0].cell(CellRef::new(0, at)).value();
            assert_eq!(matches!(value, Value::Number(_)), number, "format {id}");
        }
    }
}

#[test]
fn what_a_common_writer_writes_is_read_as_calamine_reads_it() {
    let mut workbook = xlsx::Workbook::new();
    let date = xlsx::Format::new().set_num_format("dd/mm/yyyy hh:mm:ss");
    let bold = xlsx::Format::new().set_bold();
    let plain = xlsx::Format::new();
    let sheet = workbook.add_worksheet();
    for row in 0..500u32 {
        sheet
            .write_string(row, 0, format!("หน่วยบริการ {}", row % 7))
            .unwrap();
        sheet.write_number(row, 1, f64::from(row) / 7.0).unwrap();
        sheet
            .write_number_with_format(row, 2, 45_000.0 + f64::from(row) / 24.0, &date)
            .unwrap();
        sheet.write_boolean(row, 3, row % 2 == 0).unwrap();
        sheet
            .write_formula(
                row,
                4,
                xlsx::Formula::new(format!("=B{}*2", row + 1)).set_result("12.5"),
            )
            .unwrap();
        sheet
            .write_rich_string(row, 5, &[(&bold, "หนา"), (&plain, " บาง & \u{1} _x0041_")])
            .unwrap();
        sheet.write_blank(row, 6, &bold).unwrap();
    }
    let file = crate::workbooks::file(".xlsx", &workbook.save_to_buffer().unwrap());
    let read = open(file.path()).unwrap();
    let said = ours(&read, 0);
    assert_eq!(said.len(), 3000);
    assert_eq!(said, calamines(file.path(), 0));
    assert_eq!(read.sheets[0].facts.formulas, 500);
}
