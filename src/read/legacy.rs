//! `.xls`, `.xlsb` and `.ods` through calamine, in a process of its own.
//!
//! Its `.ods` reader can loop for ever on a truncated file and its ranges can abort on a far cell; neither can be
//! caught from inside. The child writes one line of JSON a cell; the parent puts them into the same model.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use calamine::{Data, Reader, SheetType, SheetVisible};
use serde::{Deserialize, Serialize};

use crate::model::address::{CellRef, MAX_COLUMNS, MAX_ROWS, Range};
use crate::model::cell::{Cell, CellError, Value};
use crate::model::column::Column;
use crate::model::moment::{Moment, SerialKind};
use crate::model::number::Number;
use crate::model::workbook::{Format, Sheet, Visibility, Workbook};
use crate::read::{Error, Options};

/// The hidden command of the program that reads a legacy file: followed by the path and the format.
pub const COMMAND: &str = "__read-legacy";

/// What calamine does not tell of these formats.
const NOT_CHECKED: [(&str, &str); 4] = [
    ("objects", "charts, pictures and shapes"),
    ("comments", "comments"),
    ("hidden", "hidden rows and columns, and filters"),
    ("pivots", "pivot tables and their caches"),
];

/// One line of what the child says.
#[derive(Serialize, Deserialize)]
enum Line {
    Sheet {
        name: String,
        hidden: u8,
        cellless: bool,
        merges: Option<Vec<(u32, u32, u32, u32)>>,
    },
    Text(u32, u32, String),
    Number(u32, u32, f64),
    Bool(u32, u32, bool),
    Date(u32, u32, f64),
    Duration(u32, u32, f64),
    Iso(u32, u32, String),
    Error(u32, u32, String),
    Start {
        date1904: bool,
    },
    End,
    Failed {
        encrypted: bool,
        why: String,
    },
}

/// Reads a legacy workbook, in a child process where a program for it is given.
pub(super) fn read(
    name: &str,
    path: &Path,
    format: Format,
    options: &Options,
) -> Result<Workbook, Error> {
    let damaged = |why: String| Error::Damaged {
        path: name.to_owned(),
        part: "workbook".to_owned(),
        why,
    };
    let mut workbook = Workbook {
        format,
        ..Workbook::default()
    };
    for (what, words) in NOT_CHECKED {
        workbook.not_checked.push((
            what,
            format!("{words}: not told by the reader of .{}", format.extension()),
        ));
    }
    if format != Format::Xls {
        let why = format!(
            "merged cells: not told by the reader of .{}",
            format.extension()
        );
        workbook.not_checked.push(("merges", why));
    }
    let Some(program) = &options.legacy_reader else {
        let mut lines = Vec::new();
        dump(path, format, options.limits.legacy_cells, &mut lines).map_err(|source| {
            Error::Io {
                path: name.to_owned(),
                source,
            }
        })?;
        return collect(name, &mut lines.as_slice(), workbook);
    };
    let limits = &options.limits;
    let mut child = command(program, path, format, limits.legacy_kib)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|source| Error::Io {
            path: program.display().to_string(),
            source,
        })?;
    let stdout = child
        .stdout
        .take()
        .ok_or_else(|| damaged("its reader has no output".to_owned()))?;
    let child = Arc::new(Mutex::new(child));
    let done = Arc::new(AtomicBool::new(false));
    let watch = {
        let (child, done) = (Arc::clone(&child), Arc::clone(&done));
        let deadline = Instant::now() + Duration::from_secs(limits.legacy_seconds);
        std::thread::spawn(move || {
            while !done.load(Ordering::Relaxed) {
                if Instant::now() > deadline {
                    if let Ok(mut child) = child.lock() {
                        // It may have ended by itself this very moment.
                        let _already_gone = child.kill();
                    }
                    return true;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            false
        })
    };
    let read = collect(name, &mut BufReader::new(stdout), workbook);
    done.store(true, Ordering::Relaxed);
    let late = watch.join().unwrap_or(false);
    if let Ok(mut child) = child.lock() {
        let _already_gone = child.kill();
        let _status = child.wait();
    }
    if late {
        let why = format!("reading it took longer than {} s", limits.legacy_seconds);
        return Err(Error::Limit {
            path: name.to_owned(),
            why,
        });
    }
    read
}

/// The child's command line; under a limit of address space where the system has a shell that can set one.
fn command(program: &Path, path: &Path, format: Format, kib: u64) -> Command {
    if cfg!(unix) {
        let mut shell = Command::new("sh");
        shell
            .arg("-c")
            .arg(format!("ulimit -v {kib}; exec \"$0\" \"$@\""))
            .arg(program);
        shell.arg(COMMAND).arg(path).arg(format.extension());
        return shell;
    }
    let mut plain = Command::new(program);
    plain.arg(COMMAND).arg(path).arg(format.extension());
    plain
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm a kind of line, in the order in which they come"
)]
fn collect(name: &str, lines: &mut dyn BufRead, mut workbook: Workbook) -> Result<Workbook, Error> {
    let damaged = |why: &str| Error::Damaged {
        path: name.to_owned(),
        part: "workbook".to_owned(),
        why: why.to_owned(),
    };
    let mut sheet: Option<Sheet> = None;
    let mut ended = false;
    let mut line = String::new();
    loop {
        line.clear();
        let read = lines
            .take(64 << 20)
            .read_line(&mut line)
            .map_err(|source| Error::Io {
                path: name.to_owned(),
                source,
            })?;
        if read == 0 {
            break;
        }
        let parsed: Line =
            serde_json::from_str(&line).map_err(|_| damaged("its reader stopped in the middle"))?;
        let date1904 = workbook.date1904;
        let moment = |serial: f64, kind| {
            let moment = Moment::from_serial(serial, kind, date1904).map(Value::Moment);
            moment.unwrap_or_else(|| Value::Number(Number::from_f64(serial)))
        };
        let (row, column, value) = match parsed {
            Line::Sheet {
                name,
                hidden,
                cellless,
                merges,
            } => {
                workbook.sheets.extend(sheet.take());
                let mut next = Sheet {
                    name,
                    cellless,
                    ..Sheet::default()
                };
                next.visibility = match hidden {
                    0 => Visibility::Visible,
                    1 => Visibility::Hidden,
                    _ => Visibility::VeryHidden,
                };
                next.facts.merges = merges
                    .into_iter()
                    .flatten()
                    .map(|(a, b, c, d)| Range::new(CellRef::new(a, b), CellRef::new(c, d)))
                    .collect();
                sheet = Some(next);
                continue;
            }
            Line::Start { date1904 } => {
                workbook.date1904 = date1904;
                continue;
            }
            Line::End => {
                ended = true;
                continue;
            }
            Line::Failed {
                encrypted: true, ..
            } => {
                return Err(Error::Encrypted {
                    path: name.to_owned(),
                });
            }
            Line::Failed { why, .. } => return Err(damaged(&why)),
            Line::Text(row, column, text) if text.is_empty() => (row, column, Value::Empty),
            Line::Text(row, column, text) => {
                (row, column, Value::Text(workbook.strings.intern(&text)))
            }
            Line::Number(row, column, number) => {
                (row, column, Value::Number(Number::from_f64(number)))
            }
            Line::Bool(row, column, truth) => (row, column, Value::Bool(truth)),
            Line::Date(row, column, serial) => (row, column, moment(serial, SerialKind::Date)),
            Line::Duration(row, column, serial) => (row, column, moment(serial, SerialKind::Time)),
            Line::Iso(row, column, text) => match Moment::from_iso(&text) {
                Some(moment) => (row, column, Value::Moment(moment)),
                None => (row, column, Value::Text(workbook.strings.intern(&text))),
            },
            Line::Error(row, column, text) => (
                row,
                column,
                Value::Error(CellError::from_text(&text).unwrap_or(CellError::Other)),
            ),
        };
        let sheet = sheet
            .as_mut()
            .ok_or_else(|| damaged("a cell before the first sheet"))?;
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(damaged("a cell outside A1:XFD1048576"));
        }
        if sheet.columns.len() <= column as usize {
            sheet
                .columns
                .resize_with(column as usize + 1, Column::default);
        }
        sheet.columns[column as usize].set(row, Cell::from(value));
    }
    workbook.sheets.extend(sheet);
    if ended {
        Ok(workbook)
    } else {
        Err(damaged(
            "its reader stopped in the middle: the file is cut off or hostile",
        ))
    }
}

/// The child's work: every cell as a line.
pub fn dump(path: &Path, format: Format, cells: u64, out: &mut dyn Write) -> std::io::Result<()> {
    let open = || -> Result<calamine::Sheets<BufReader<std::fs::File>>, calamine::Error> {
        Ok(match format {
            Format::Xls => calamine::Sheets::Xls(calamine::open_workbook(path)?),
            Format::Xlsb => calamine::Sheets::Xlsb(calamine::open_workbook(path)?),
            _ => calamine::Sheets::Ods(calamine::open_workbook(path)?),
        })
    };
    let fail = |out: &mut dyn Write, why: String| {
        let encrypted = why.to_ascii_lowercase().contains("password");
        line(out, &Line::Failed { encrypted, why })
    };
    let mut book = match open() {
        Ok(book) => book,
        Err(error) => return fail(out, error.to_string()),
    };
    let date1904 = match &book {
        calamine::Sheets::Xls(xls) => xls.has_1904_epoch(),
        calamine::Sheets::Xlsb(xlsb) => xlsb.has_1904_epoch(),
        _ => false,
    };
    line(out, &Line::Start { date1904 })?;
    for sheet in book.sheets_metadata().to_vec() {
        let merges = match &book {
            calamine::Sheets::Xls(xls) => {
                xls.merge_cells_by_sheet_name(&sheet.name)
                    .ok()
                    .map(|merges| {
                        merges
                            .iter()
                            .map(|merge| (merge.start.0, merge.start.1, merge.end.0, merge.end.1))
                            .collect()
                    })
            }
            _ => None,
        };
        let hidden = match sheet.visible {
            SheetVisible::Visible => 0,
            SheetVisible::Hidden => 1,
            SheetVisible::VeryHidden => 2,
        };
        let cellless = sheet.typ != SheetType::WorkSheet;
        line(
            out,
            &Line::Sheet {
                name: sheet.name.clone(),
                hidden,
                cellless,
                merges,
            },
        )?;
        if cellless {
            continue;
        }
        let range = match book.worksheet_range(&sheet.name) {
            Ok(range) => range,
            Err(error) => return fail(out, format!("sheet {}: {error}", sheet.name)),
        };
        if range.height() as u64 * range.width() as u64 > cells {
            return fail(
                out,
                format!("sheet {} spans more than {cells} cells", sheet.name),
            );
        }
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, value) in range.used_cells() {
            let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) else {
                continue;
            };
            let (row, column) = (top + row, left + column);
            line(
                out,
                &match value {
                    Data::Empty => continue,
                    #[expect(clippy::cast_precision_loss, reason = "these formats store floats")]
                    Data::Int(whole) => Line::Number(row, column, *whole as f64),
                    Data::Float(number) => Line::Number(row, column, *number),
                    Data::String(text) => Line::Text(row, column, text.clone()),
                    Data::Bool(truth) => Line::Bool(row, column, *truth),
                    Data::DateTime(serial) if serial.is_duration() => {
                        Line::Duration(row, column, serial.as_f64())
                    }
                    Data::DateTime(serial) => Line::Date(row, column, serial.as_f64()),
                    Data::DateTimeIso(text) | Data::DurationIso(text) => {
                        Line::Iso(row, column, text.clone())
                    }
                    Data::Error(error) => Line::Error(row, column, error.to_string()),
                },
            )?;
        }
    }
    line(out, &Line::End)
}

fn line(out: &mut dyn Write, line: &Line) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}
