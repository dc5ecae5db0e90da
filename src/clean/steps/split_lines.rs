use crate::clean::fault::Fault;
use crate::clean::step::{Kind, may, need, never, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;
use crate::model::table::TableColumn;

step! {
    /// Splits the lines of a cell into columns
    ///
    /// A cell of several lines becomes several columns, one a line, where the column stood. A line that no column takes
    /// stands in the account. A cell with another number of lines is refused; an empty one stays empty. Every piece is text.
    ///
    /// ## ภาษาไทย
    ///
    /// เซลล์ที่มีหลายบรรทัดจะแยกเป็นหลายคอลัมน์ บรรทัดละหนึ่งคอลัมน์ ในตำแหน่งเดิม บรรทัดที่ไม่มีคอลัมน์รองรับจะอยู่ในบัญชีรายการ
    /// เซลล์ที่มีจำนวนบรรทัดไม่ตรงกับที่ระบุจะไม่รับ เซลล์ว่างคงเป็นเซลล์ว่าง ค่าที่ได้เป็นข้อความ
    ///
    /// ## Example
    /// ```before
    /// | กิจกรรม | เป้าหมาย | เกณฑ์ |
    /// |---|---|---|
    /// | จัดทำแผน | 1 | 'ผลการดำเนินงาน\nร้อยละ 60-69\n0.2 คะแนน |
    /// | จัดอบรม | 30 | 'ผลการดำเนินงาน\nร้อยละ 70-79\n0.3 คะแนน |
    /// ```
    /// ```call
    /// {"step": "split-lines", "column": "C", "into": ["", "score_band", "score"], "strip": ["ร้อยละ", "คะแนน"]}
    /// ```
    /// ```after
    /// | กิจกรรม | เป้าหมาย | score_band | score |
    /// |---|---|---|---|
    /// | จัดทำแผน | 1 | 60-69 | 0.2 |
    /// | จัดอบรม | 30 | 70-79 | 0.3 |
    /// ```
    "split-lines", Confirm, apply, settles: ["line-break-in-cell"],
    takes: [
        need("column", Kind::Column, "คอลัมน์ที่จะแยก", "the column to split"),
        need("into", Kind::Names, "ชื่อคอลัมน์ของแต่ละบรรทัด (\"\" คือบรรทัดที่ไม่ใช้)", "a name for each line; \"\" for a line that is left out"),
        may("strip", Kind::Texts, "คำที่จะตัดออกจากหน้าหรือท้ายบรรทัด", "words that are taken off the front or end of lines"),
    ],
    says: says, proposes: never,
    th: "แยกบรรทัดในเซลล์เป็นคอลัมน์", en: "Splits the lines of a cell into columns"
}

const OTHER_LINES: Text = Text {
    th: "มีจำนวนบรรทัดไม่ตรงกับที่แผนระบุ",
    en: "has another number of lines than the plan names",
};

fn says(call: &StepCall) -> Message {
    let column = wording::text(call, "column");
    let names: Vec<&str> = call.texts("into");
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    let names = names.join(", ");
    say!(
        th: "แยกบรรทัดในเซลล์ของคอลัมน์ {column} เป็นคอลัมน์ {names}",
        en: "splits the lines of the cells of column {column} into the columns {names}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    let (names, strip) = (call.texts("into"), call.texts("strip"));
    if names.is_empty() {
        return Err(Fault::Parameter("into"));
    }
    let label = tidying.table.columns[column].label.clone();
    let mut made: Vec<TableColumn> = Vec::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        made.push(tidying.column_of_pieces(column, name, &label));
    }
    for row in tidying.rows() {
        let text = tidying.text(row, column);
        if text.is_empty() {
            continue;
        }
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        // White space alone is no value, and has no lines.
        if lines.is_empty() {
            for target in &mut made {
                tidying.put_piece(target, column, row, Value::Empty);
            }
            continue;
        }
        if lines.len() != names.len() {
            return Err(tidying.fault(row, column, OTHER_LINES));
        }
        let mut targets = made.iter_mut();
        for (line, name) in lines.into_iter().zip(&names) {
            if name.is_empty() {
                tidying.leave_out_value(row, column, line.to_owned(), "line");
            } else if let Some(target) = targets.next() {
                let bare = without(line, &strip);
                let value = if bare.is_empty() {
                    Value::Empty
                } else {
                    Value::Text(tidying.table.strings.intern(bare))
                };
                tidying.put_piece(target, column, row, value);
            }
        }
    }
    tidying.table.columns.splice(column..=column, made);
    Ok(())
}

/// A line without words at its front and end.
fn without<'a>(line: &'a str, words: &[&str]) -> &'a str {
    words.iter().fold(line, |line, word| {
        let line = line.strip_prefix(*word).unwrap_or(line);
        line.strip_suffix(*word).unwrap_or(line).trim()
    })
}
