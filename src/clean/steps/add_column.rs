use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::address::CellRef;
use crate::model::cell::{Cell, Value};
use crate::model::grammar::{date, digits};
use crate::model::language::Text;
use crate::model::moment::{Day, Moment};
use crate::model::number::Number;
use crate::model::plan::StepCall;
use crate::model::table::{Origin, Origins, TableColumn};

step! {
    /// Adds a column whose value stands in a title
    ///
    /// A value that the sheet says once, above the table, becomes a column: the fiscal year, or the day of the data. Every
    /// value traces to the title's cell.
    ///
    /// Parameters: `name`, `label` (optional), `from` (cell), `as` (`year`: the four-digit year after "พ.ศ." or "ปี"; `date`: the
    /// date in the text; `text`).
    "add-column", Confirm, apply, settles: [],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "เพิ่มคอลัมน์จากชื่อเรื่อง", en: "Adds a column whose value stands in a title"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let name = call
        .text("name")
        .ok_or(Fault::Parameter("name"))?
        .to_owned();
    let label = call.text("label").unwrap_or(&name).to_owned();
    let from: CellRef = call
        .text("from")
        .and_then(|text| text.parse().ok())
        .ok_or(Fault::Parameter("from"))?;
    let text = tidying.around(from).unwrap_or_default().to_owned();
    let fault = |why| Fault::Cell {
        cell: from,
        text: text.clone(),
        why,
    };
    let value = match call.text("as") {
        Some("year") => Value::Number(Number::from_integer(i64::from(year(&text).ok_or_else(
            || {
                fault(Text {
                    th: "names no year",
                    en: "names no year",
                })
            },
        )?))),
        Some("date") => Value::Moment(Moment::Date(day(&text).ok_or_else(|| {
            fault(Text {
                th: "names no date",
                en: "names no date",
            })
        })?)),
        Some("text") => Value::Text(tidying.table.strings.intern(text.trim())),
        _ => return Err(Fault::Parameter("as")),
    };
    let after = value.to_text(&tidying.table.strings);
    let piece = tidying.new_piece();
    let origin = Origin {
        cell: from,
        ..Origin::default()
    };
    tidying.cut(origin, piece, &text, &after);
    let mut column = TableColumn {
        name,
        label,
        origins: Origins::One(origin.piece(piece)),
        ..TableColumn::default()
    };
    for row in tidying.rows() {
        column.cells.set(row, Cell::from(value));
    }
    tidying.table.columns.push(column);
    Ok(())
}

/// The only number of four digits in a text that can be a year.
fn year(text: &str) -> Option<u32> {
    let ascii = digits::to_ascii(text);
    let numbers = ascii
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| part.len() == 4);
    let years: Vec<u32> = numbers
        .filter_map(|part| part.parse().ok())
        .filter(|year| (1900..=2700).contains(year))
        .collect();
    let first = years.first().copied()?;
    years.iter().all(|year| *year == first).then_some(first)
}

/// The first date in a text: tried from every digit on, as long as it goes.
fn day(text: &str) -> Option<Day> {
    let ascii = digits::to_ascii(text);
    let starts = ascii
        .char_indices()
        .filter(|(_, letter)| letter.is_ascii_digit())
        .map(|(at, _)| at);
    for start in starts {
        let tail = ascii.get(start..)?;
        let ends = tail
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8())
            .filter(|end| *end <= 96);
        let read = ends
            .filter_map(|end| date::parse(tail.get(..end)?))
            .filter(|read| !read.short_year)
            .find_map(|read| read.day_of(None));
        if read.is_some() {
            return read;
        }
    }
    None
}
