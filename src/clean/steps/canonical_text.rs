use crate::clean::fault::Fault;
use crate::clean::step::{Kind, may, once, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::grammar::canonical;
use crate::model::grammar::class::Class;
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;
use crate::model::table::Origin;

step! {
    /// Writes text the way it should be stored
    ///
    /// What looks the same becomes the same: letters in one piece (NFC, never NFKC), Thai vowels and tones in their right
    /// order, no invisible characters, single spaces and none at the ends. Line breaks, capital letters and Thai digits stay,
    /// and text stays text. Labels of the columns are written so too. Where leading spaces say which row belongs to which,
    /// they stay unless the column is named. Thai marks that only a person can mend are refused.
    ///
    /// ## ภาษาไทย
    ///
    /// ข้อความที่ดูเหมือนกันจะเก็บเหมือนกัน: อักษรเก็บเป็นส่วนเดียว (NFC ไม่ใช่ NFKC) สระและวรรณยุกต์ไทยอยู่ถูกลำดับ ไม่มีอักขระที่มองไม่เห็น เว้นวรรคครั้งเดียวและไม่มีที่หัวท้าย
    /// การขึ้นบรรทัด ตัวพิมพ์ใหญ่ และเลขไทยคงเดิม ข้อความยังคงเป็นข้อความ ป้ายกำกับคอลัมน์ก็แก้ด้วย ถ้าช่องว่างนำหน้าบอกลำดับชั้นของแถวจะคงไว้
    /// เว้นแต่ระบุชื่อคอลัมน์ สระหรือวรรณยุกต์ที่ต้องให้คนแก้จะไม่รับ
    ///
    /// ## Example
    /// ```before
    /// | หน่วยงาน | cases |
    /// |---|---|
    /// | 'กรม\u{200b}อนามัย | 12 |
    /// | เเม่ริม | 7 |
    /// | ' กองคลัง | 9 |
    /// | 'ท\u{e48}\u{e35}ทำการ  Cafe\u{301} | 4 |
    /// | จํานวนบ่อ | 3 |
    /// | กองช่าง | 8 |
    /// ```
    /// ```call
    /// {"step": "canonical-text"}
    /// ```
    /// ```after
    /// | หน่วยงาน | cases |
    /// |---|---|
    /// | กรมอนามัย | 12 |
    /// | แม่ริม | 7 |
    /// | กองคลัง | 9 |
    /// | ที่ทำการ Café | 4 |
    /// | จำนวนบ่อ | 3 |
    /// | กองช่าง | 8 |
    /// ```
    "canonical-text", Safe, apply, settles: ["outer-whitespace", "inner-whitespace", "invisible-character", "not-nfc", "thai-sequence"],
    takes: [
        may("columns", Kind::Columns, "คอลัมน์ที่จะแก้ ถ้าไม่ระบุคือทุกคอลัมน์", "the columns to mend; all of them where none is named"),
    ],
    says: says, proposes: once,
    th: "เขียนข้อความให้เป็นรูปแบบมาตรฐาน", en: "Writes text the way it should be stored"
}

const ONLY_A_PERSON: Text = Text {
    th: "มีสระหรือวรรณยุกต์ในลำดับที่ต้องให้คนแก้ โปรดพิมพ์ใหม่ในเซลล์",
    en: "has Thai marks that only a person can mend; retype the cell",
};

/// Traits of the texts that are looked at.
const FAULTS: Class = Class::OUTER_SPACE
    .and(Class::INNER_SPACE)
    .and(Class::INVISIBLE)
    .and(Class::NOT_NFC)
    .and(Class::THAI_SEQUENCE)
    .and(Class::BLANK);

/// Cells that begin with two spaces or more before indentation is meant.
const LEVELS: usize = 3;

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "จัดช่องว่าง อักขระที่มองไม่เห็น และลำดับสระวรรณยุกต์ไทยใน{th} ให้เป็นมาตรฐาน",
        en: "mends spaces, invisible characters and the order of Thai marks in {en}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let named = !call.texts("columns").is_empty();
    let columns = tidying.columns(call)?;
    // All are found before one is changed: a new text makes the whole list of texts be judged anew.
    let mut found = Vec::new();
    for column in &columns {
        let keeps_levels = !named && has_levels(tidying, *column);
        for (row, text) in faulty(tidying, *column) {
            found.push((row, *column, text, keeps_levels));
        }
    }
    for (row, column, text, keeps_levels) in found {
        let Some(right) = canonical::stored(&text) else {
            return Err(tidying.fault(row, column, ONLY_A_PERSON));
        };
        let indent = text.len() - text.trim_start_matches(' ').len();
        let right = if keeps_levels && !right.is_empty() {
            format!("{}{right}", " ".repeat(indent))
        } else {
            right
        };
        // A code or number that was typed as text stays text.
        let value = if right.is_empty() {
            Value::Empty
        } else {
            Value::Text(tidying.table.strings.intern(&right))
        };
        tidying.set(row, column, value);
    }
    for column in columns {
        label(tidying, column);
    }
    Ok(())
}

/// The texts of a column that have a fault. What was decoded wrongly is another rule's.
fn faulty(tidying: &Tidying, column: usize) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    each_text(tidying, column, |row, text, class| {
        if class.has(FAULTS) && !class.has(Class::MOJIBAKE) {
            found.push((row, text.to_owned()));
        }
    });
    found
}

/// Whether leading spaces say which row belongs to which.
fn has_levels(tidying: &Tidying, column: usize) -> bool {
    let mut indented = 0;
    each_text(tidying, column, |_, text, _| {
        indented += usize::from(text.starts_with("  "));
    });
    indented >= LEVELS
}

fn each_text(tidying: &Tidying, column: usize, mut each: impl FnMut(u32, &str, Class)) {
    let strings = &tidying.table.strings;
    let Some(column) = tidying.table.columns.get(column) else {
        return;
    };
    for (first, last) in &tidying.table.rows {
        column.cells.for_each(*first, *last, |row, cell| {
            if let Some(id) = cell.as_text() {
                each(row, strings.get(id), strings.class(id));
            }
        });
    }
}

/// Writes the label rightly, and lists it at its cell. A label that only a person can mend stays a finding.
fn label(tidying: &mut Tidying, column: usize) {
    let target = &tidying.table.columns[column];
    let before = target.label.clone();
    let Some(right) = canonical::stored(&before).filter(|right| *right != before) else {
        return;
    };
    let source = target.sources.first().copied();
    let fields = tidying.layout.fields.iter();
    let mut own = fields.filter(|field| Some(field.column) == source && field.label == before);
    let cell = own
        .next()
        .and_then(|field| field.label_cells.last().copied());
    let target = &mut tidying.table.columns[column];
    if target.name == before {
        target.name.clone_from(&right);
    }
    target.label.clone_from(&right);
    if let Some(cell) = cell {
        let header = Origin {
            cell,
            ..Origin::default()
        };
        let before = tidying.around(cell).unwrap_or_default().to_owned();
        tidying.cut(header, header.piece, &before, &right);
    }
}
