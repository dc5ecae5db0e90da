//! Delimited text → one sheet. Encoding and delimiter are told from the content.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8, WINDOWS_874};

use crate::model::address::{MAX_COLUMNS, MAX_ROWS};
use crate::model::cell::{Cell, Value};
use crate::model::column::Column;
use crate::model::grammar::class::Class;
use crate::model::moment::Moment;
use crate::model::number::Number;
use crate::model::strings::Strings;
use crate::model::workbook::{CsvFacts, Format, Sheet, Workbook};
use crate::read::{Error, Options};

/// Delimiters that are tried, the likeliest first.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// Records that are looked at to choose the delimiter.
const SAMPLE: usize = 200;

/// Reads delimited text.
pub(super) fn read(name: &str, path: &Path, options: &Options) -> Result<Workbook, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::Io {
        path: name.to_owned(),
        source,
    })?;
    let (text, encoding, bom) = decode(&bytes).ok_or_else(|| Error::Damaged {
        path: name.to_owned(),
        part: "text".to_owned(),
        why: "neither UTF-8, UTF-16 nor Windows-874".to_owned(),
    })?;
    let delimiter = options
        .delimiter
        .and_then(|letter| u8::try_from(letter).ok())
        .unwrap_or_else(|| delimiter(&text));
    let mut workbook = Workbook {
        format: Format::Csv,
        ..Workbook::default()
    };
    let mut facts = CsvFacts {
        encoding: encoding.name(),
        bom,
        delimiter: char::from(delimiter),
        final_line_end: text.ends_with(['\n', '\r']),
        ..CsvFacts::default()
    };
    let columns = columns(name, &text, delimiter, &mut workbook.strings, &mut facts)?;
    workbook.csv = Some(facts);
    let columns = columns
        .into_iter()
        .map(|column| typed(&column, &mut workbook.strings))
        .collect();
    let stem = path
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    workbook.sheets.push(Sheet {
        name: stem,
        columns,
        ..Sheet::default()
    });
    Ok(workbook)
}

/// Byte order mark, else strict UTF-8, else the Thai code page if every byte is defined in it.
fn decode(bytes: &[u8]) -> Option<(String, &'static Encoding, bool)> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[length..]);
        return (!broken).then(|| (text.into_owned(), encoding, true));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some((text.to_owned(), UTF_8, false));
    }
    let (text, broken) = WINDOWS_874.decode_without_bom_handling(bytes);
    let controls = text
        .chars()
        .any(|letter| ('\u{80}'..='\u{9f}').contains(&letter));
    (!broken && !controls).then(|| (text.into_owned(), WINDOWS_874, false))
}

/// What a text that is not UTF-8 is written in, as far as its bytes tell: `UTF-16LE`, `windows-874`.
pub fn encoding(bytes: &[u8]) -> Option<&'static str> {
    if Encoding::for_bom(bytes).is_none() && bytes.contains(&0) {
        return Some("UTF-16");
    }
    decode(bytes).map(|(_, encoding, _)| encoding.name())
}

/// The delimiter whose columns are the most consistent: the same number of fields in every record, and
/// the same kind of value in every field of a column (the idea of `CleverCSV`, doi:10.1007/s10618-019-00646-y).
fn delimiter(text: &str) -> u8 {
    let score = |delimiter: &u8| -> f64 {
        let mut widths: Vec<usize> = Vec::new();
        let mut typed = 0u32;
        let mut fields = 0u32;
        let mut reader = reader(text, *delimiter);
        for record in reader.records().take(SAMPLE).flatten() {
            widths.push(record.len());
            for field in &record {
                fields += 1;
                let class = Class::of(field);
                typed += u32::from(
                    class.is_typed()
                        || class.has(Class::BLANK.and(Class::CODE))
                        || field.chars().count() <= 40,
                );
            }
        }
        let mut sorted = widths.clone();
        sorted.sort_unstable();
        let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(1);
        if usual < 2 {
            return 0.0;
        }
        let same = widths.iter().filter(|width| **width == usual).count();
        #[expect(clippy::cast_precision_loss, reason = "counts of a sample")]
        let share = same as f64 / widths.len().max(1) as f64;
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let columns = (usual as f64).log2();
        share * (f64::from(typed) / f64::from(fields.max(1))) * (1.0 + columns / 10.0)
    };
    // What parts the header and every record alike parts the file, whatever stands inside its values.
    if let Some(even) = DELIMITERS.iter().find(|it| is_even(text, **it)) {
        return *even;
    }
    let mut best = (b',', 0.0);
    for delimiter in &DELIMITERS {
        let score = score(delimiter);
        if score > best.1 {
            best = (*delimiter, score);
        }
    }
    best.0
}

/// Whether a delimiter gives the first records the same number of fields, two or more, each with a name in the first.
fn is_even(text: &str, delimiter: u8) -> bool {
    let mut reader = reader(text, delimiter);
    let mut records = reader.records().take(SAMPLE).flatten();
    let Some(header) = records.next() else {
        return false;
    };
    let named = |label: &str| !label.trim().is_empty() && !Class::of(label).has(Class::NUMBER);
    let mut count = 0;
    let width = header.len();
    width >= 2
        && header.iter().all(named)
        && records.all(|record| {
            count += 1;
            record.len() == width
        })
        && count > 0
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

fn columns(
    name: &str,
    text: &str,
    delimiter: u8,
    strings: &mut Strings,
    facts: &mut CsvFacts,
) -> Result<Vec<Column>, Error> {
    let damaged = |line: u64, why: String| Error::Damaged {
        path: name.to_owned(),
        part: format!("line {line}"),
        why,
    };
    let mut columns: Vec<Column> = Vec::new();
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut row = 0u32;
    let mut open_at = None;
    let mut widths: Vec<(u32, u32)> = Vec::new();
    loop {
        let (start, line) = (offset(reader.position()), reader.position().line());
        if !reader
            .read_record(&mut record)
            .map_err(|error| damaged(line, error.to_string()))?
        {
            break;
        }
        // The reader passes over blank lines; they are rows of the file all the same.
        facts.line_ends[line_end(text.as_bytes(), start)] += u64::from(start > 0);
        let (blank, start) = blank_lines(text.as_bytes(), start);
        row += blank;
        let raw = text.as_bytes().get(start..offset(reader.position()));
        let quotes = quotes(raw.unwrap_or(&[]), delimiter);
        facts.stray_quotes.extend(quotes.stray.then_some(row));
        open_at = quotes.open.then_some(line + u64::from(blank));
        if row >= MAX_ROWS {
            return Err(Error::Limit {
                path: name.to_owned(),
                why: format!("more than {MAX_ROWS} rows"),
            });
        }
        if record.len() > MAX_COLUMNS as usize {
            return Err(Error::Limit {
                path: name.to_owned(),
                why: format!("more than {MAX_COLUMNS} columns"),
            });
        }
        if columns.len() < record.len() {
            columns.resize_with(record.len(), Column::default);
        }
        for (column, field) in columns.iter_mut().zip(&record) {
            if !field.is_empty() {
                column.set(row, Cell::text(strings.intern(field)));
            }
        }
        widths.push((row, u32::try_from(record.len()).unwrap_or(u32::MAX)));
        row += 1;
    }
    // A quote that is never closed swallows the rest of the file without an error.
    if let Some(line) = open_at {
        let why = "a quotation mark that is never closed".to_owned();
        return Err(damaged(line, why));
    }
    facts.width = usual_width(&widths);
    widths.retain(|(_, width)| *width != facts.width);
    facts.ragged = widths;
    Ok(columns)
}

/// The number of fields that most records have.
fn usual_width(widths: &[(u32, u32)]) -> u32 {
    let mut sorted: Vec<u32> = widths.iter().map(|(_, width)| *width).collect();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| a == b);
    runs.max_by_key(|run| run.len())
        .and_then(|run| run.first().copied())
        .unwrap_or(0)
}

/// Which kind of line end stands before an offset: CR LF, LF or CR.
fn line_end(text: &[u8], at: usize) -> usize {
    let before = |back: usize| at.checked_sub(back).and_then(|at| text.get(at));
    match (before(2), before(1), text.get(at)) {
        (Some(b'\r'), Some(b'\n'), _) | (_, Some(b'\r'), Some(b'\n')) => 0,
        (_, Some(b'\n'), _) => 1,
        _ => 2,
    }
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// Number of blank lines at an offset, and where they end.
fn blank_lines(text: &[u8], mut at: usize) -> (u32, usize) {
    // The reader may stop between the two halves of a line end.
    if at > 0 && text.get(at - 1..=at) == Some(b"\r\n") {
        at += 1;
    }
    let mut blank = 0;
    while let Some(b'\r' | b'\n') = text.get(at) {
        at += if text.get(at..at + 2) == Some(b"\r\n") {
            2
        } else {
            1
        };
        blank += 1;
    }
    (blank, at)
}

/// How quotation marks stand in a record.
struct Quotes {
    /// It ends inside a quoted field.
    open: bool,
    /// A mark stands inside a field that does not begin with one, or behind the one that ends it.
    stray: bool,
}

fn quotes(record: &[u8], delimiter: u8) -> Quotes {
    #[derive(PartialEq)]
    enum At {
        Start,
        Bare,
        Quoted,
        /// Behind a quote in a quoted field: doubled, or the end of it.
        Quote,
    }
    let mut stray = false;
    if memchr::memchr(b'"', record).is_none() {
        return Quotes { open: false, stray };
    }
    let mut at = At::Start;
    for byte in record {
        stray |= at == At::Bare && *byte == b'"';
        at = match (at, *byte) {
            (At::Quoted, b'"') => At::Quote,
            (At::Start | At::Quote, b'"') | (At::Quoted, _) => At::Quoted,
            (_, byte) if byte == delimiter || matches!(byte, b'\r' | b'\n') => At::Start,
            (At::Quote, _) => {
                stray = true;
                At::Bare
            }
            _ => At::Bare,
        };
    }
    Quotes {
        open: at == At::Quoted,
        stray,
    }
}

/// Text that is plainly a number or an ISO date becomes one, unless the column holds codes.
fn typed(column: &Column, strings: &mut Strings) -> Column {
    let classes = strings.classes();
    let class = |cell: Cell| {
        cell.as_text()
            .and_then(|id| classes.get(id.index()))
            .copied()
            .unwrap_or_default()
    };
    let mut codes = false;
    column.for_each(0, MAX_ROWS, |_, cell| codes |= class(cell).has(Class::CODE));
    // What may as well be a code or a word is converted only where every value below the first row allows it.
    let mut words = false;
    column.for_each(1, MAX_ROWS, |_, cell| {
        let text = cell.as_text().map_or("", |id| strings.get(id));
        words |= class(cell).is_words() && scientific(text).is_none() && boolean(text).is_none();
    });
    let mut out = column.clone();
    let plain = Class::GROUPED.and(Class::UNIT).and(Class::THAI_DIGITS);
    column.for_each(0, MAX_ROWS, |row, cell| {
        let Some(id) = cell.as_text() else { return };
        let text = strings.get(id);
        let class = class(cell);
        let value = if class.has(Class::NUMBER) && !class.has(plain) && !codes {
            Number::parse(text.trim().as_bytes()).map(Value::Number)
        } else if class.has(Class::DATE) {
            Moment::from_iso(text)
                .filter(|_| !class.has(Class::BUDDHIST))
                .map(Value::Moment)
        } else if words || codes {
            None
        } else {
            boolean(text).or_else(|| scientific(text).map(Value::Number))
        };
        if let Some(value) = value {
            out.set(row, Cell::from(value));
        }
    });
    out
}

fn boolean(text: &str) -> Option<Value> {
    match text {
        "true" | "TRUE" => Some(Value::Bool(true)),
        "false" | "FALSE" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// `1.5E+10` and `1e-05`, as programs write small and large numbers. `1E3` may as well be a code.
fn scientific(text: &str) -> Option<Number> {
    let (digits, exponent) = text.split_once(['e', 'E'])?;
    // Excel shows a long code so and saves what it shows: the digits are gone, and it is no number.
    let shown = text.contains("E+") && digits.len() <= 7;
    if shown && exponent.parse().is_ok_and(|it: i32| it >= 9) {
        return None;
    }
    let meant = digits.contains('.') || exponent.starts_with(['+', '-']);
    meant.then(|| Number::parse(text.as_bytes())).flatten()
}
