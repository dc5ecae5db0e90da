use crate::clean::dates;
use crate::clean::fault::Fault;
use crate::clean::step::{Kind, may, need, never, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::address::CellRef;
use crate::model::cell::{Cell, Value};
use crate::model::grammar::{date, digits};
use crate::model::language::{Message, Text, say};
use crate::model::moment::{Day, Moment};
use crate::model::number::Number;
use crate::model::plan::StepCall;
use crate::model::table::{Origin, Origins, TableColumn};

step! {
    /// Adds a column whose value stands in a title
    ///
    /// A value that the sheet says once, above the table, becomes a column at the end: the fiscal year, or the day of the
    /// data. Every value traces to the title's cell. A text that names no year, two years or no date is refused.
    ///
    /// `as` says what is read: `year` the only four-digit year, `date` the first whole date, `text` everything.
    ///
    /// ## ภาษาไทย
    ///
    /// ค่าที่แผ่นงานบอกไว้ครั้งเดียวเหนือตาราง เช่น ปีงบประมาณหรือวันที่ของข้อมูล จะเป็นคอลัมน์ท้ายตาราง ทุกค่าอ้างกลับไปยังเซลล์ชื่อเรื่อง
    /// ข้อความที่ไม่มีปี มีสองปี หรือไม่มีวันที่ จะไม่รับ
    ///
    /// `as` คือสิ่งที่จะอ่าน: `year` ปีสี่หลักที่มีเพียงปีเดียว `date` วันที่เต็มรูปแบบแรก `text` ข้อความทั้งหมด
    ///
    /// ## Example
    /// ```before
    /// | ผลการเบิกจ่าย ปีงบประมาณ พ.ศ. ๒๕๖๗ | |
    /// |---|---|
    /// | หน่วยงาน | เบิกจ่าย |
    /// | กองคลัง | 1200 |
    /// | กองช่าง | 750 |
    /// ```
    /// ```call
    /// [{"step": "text-to-metadata"}, {"step": "add-column", "name": "fiscal_year_be", "label": "ปีงบประมาณ (พ.ศ.)", "from": "A1", "as": "year"}]
    /// ```
    /// ```after
    /// | หน่วยงาน | เบิกจ่าย | fiscal_year_be |
    /// |---|---|---|
    /// | กองคลัง | 1200 | 2567 |
    /// | กองช่าง | 750 | 2567 |
    /// ```
    "add-column", Confirm, apply, settles: [],
    takes: [
        need("name", Kind::Name, "ชื่อของคอลัมน์ใหม่สำหรับเครื่องอ่าน", "machine name of the new column"),
        may("label", Kind::Text, "ป้ายกำกับของคอลัมน์ใหม่", "label of the new column"),
        need("from", Kind::Cell, "เซลล์ชื่อเรื่องหรือหมายเหตุ เช่น A1", "the cell of the title or note, such as A1"),
        need("as", Kind::OneOf(&["year", "date", "text"]), "สิ่งที่จะอ่านจากเซลล์", "what is read in the cell"),
    ],
    says: says, proposes: never,
    th: "เพิ่มคอลัมน์จากชื่อเรื่อง", en: "Adds a column whose value stands in a title"
}

const NO_TITLE: Text = Text {
    th: "ไม่ใช่ชื่อเรื่อง หมายเหตุ หรือหัวตาราง",
    en: "is no title, note or header of the table",
};
const NO_YEAR: Text = Text {
    th: "ไม่ได้ระบุปีเพียงปีเดียว",
    en: "names no year",
};
const NO_DATE: Text = Text {
    th: "ไม่ได้ระบุวันที่",
    en: "names no date",
};

fn says(call: &StepCall) -> Message {
    let (name, from) = (wording::text(call, "name"), wording::text(call, "from"));
    let (th, en) = match call.text("as") {
        Some("year") => ("ปี", "the year"),
        Some("date") => ("วันที่", "the date"),
        _ => ("ข้อความ", "the text"),
    };
    say!(
        th: "เพิ่มคอลัมน์ {name} จาก{th}ในเซลล์ {from}",
        en: "adds the column {name} with {en} in cell {from}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let name = call.text("name").ok_or(Fault::Parameter("name"))?;
    let label = call.text("label").unwrap_or(name);
    let cell: CellRef = call
        .text("from")
        .and_then(|text| text.parse().ok())
        .ok_or(Fault::Parameter("from"))?;
    let is_made = |column: &TableColumn| {
        let same = matches!(&column.origins, Origins::One(origin) if origin.cell == cell);
        same && column.name == name
    };
    if tidying.table.columns.iter().any(is_made) {
        return Ok(());
    }
    let text = tidying.around(cell).unwrap_or_default().to_owned();
    let fault = |why| Fault::Cell {
        cell,
        text: text.clone(),
        why,
    };
    if text.is_empty() {
        return Err(fault(NO_TITLE));
    }
    let value = match call.text("as") {
        Some("year") => {
            let year = year(&text).ok_or_else(|| fault(NO_YEAR))?;
            Value::Number(Number::from_integer(i64::from(year)))
        }
        Some("date") => {
            let day = day(&text).ok_or_else(|| fault(NO_DATE))?;
            Value::Moment(Moment::Date(day))
        }
        Some("text") => Value::Text(tidying.table.strings.intern(text.trim())),
        _ => return Err(Fault::Parameter("as")),
    };
    let after = value.to_text(&tidying.table.strings);
    let origin = Origin {
        cell,
        ..Origin::default()
    };
    let piece = tidying.new_piece();
    tidying.cut(origin, piece, &text, &after);
    let mut column = TableColumn {
        name: name.to_owned(),
        label: label.to_owned(),
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
    let years = dates::years(text);
    let first = years.first().copied()?;
    years.iter().all(|year| *year == first).then_some(first)
}

/// The first date in a text, read as far as it goes; none where its day and month may be swapped.
fn day(text: &str) -> Option<Day> {
    let ascii = digits::to_ascii(text);
    let mut before = ' ';
    for (start, letter) in ascii.char_indices() {
        let begins = letter.is_ascii_digit() && !before.is_ascii_digit();
        before = letter;
        if !begins {
            continue;
        }
        let tail = ascii.get(start..)?;
        let ends = tail.char_indices().rev();
        let ends = ends
            .map(|(at, letter)| at + letter.len_utf8())
            .filter(|end| *end <= 96);
        let mut read = ends.filter_map(|end| date::parse(tail.get(..end)?));
        if let Some(read) = read.find(|read| !read.short_year) {
            let certain = read.order != date::Order::Ambiguous;
            return certain.then(|| read.day_of(None)).flatten();
        }
    }
    None
}
