use crate::clean::fault::Fault;
use crate::clean::parts::Cutting;
use crate::clean::reshape::NewColumn;
use crate::clean::step::{Kind, Scene, Step, may, need, step};
use crate::clean::tidying::Tidying;
use crate::model::address::{CellRef, Letters};
use crate::model::cell::{Cell, Value};
use crate::model::grammar::label;
use crate::model::language::{Message, Text, say};
use crate::model::number::Number;
use crate::model::plan::StepCall;
use crate::model::table::Origin;

step! {
    /// Splits cells that hold several values into rows
    ///
    /// The columns named are cut at every new line, or at the `separator`, and each part gets a row of its own; the other
    /// columns are repeated. Blank parts do not count, and a cell that is empty stays empty in every new row. The cells of one
    /// row must have equal numbers of parts, or the row is refused: which part belongs to which would be a guess. `lines` says
    /// it for a column whose parts do not line up: for each part the new row (from 1) or the list of new rows that it belongs
    /// to, such as `{"D": [[1, 2], 3, 4]}`. A row with one part in each cell stays as it is.
    ///
    /// `strip` takes texts off both ends of the parts, and `number` makes a column that counts the parts of each row.
    ///
    /// ## ภาษาไทย
    ///
    /// ตัดเซลล์ในคอลัมน์ที่ระบุตรงการขึ้นบรรทัดใหม่ (หรือตรง `separator`) แล้วให้แต่ละส่วนอยู่คนละแถว คอลัมน์อื่นจะซ้ำทุกแถว ส่วนที่ว่างไม่นับ
    /// และเซลล์ว่างจะยังว่างในทุกแถวใหม่ เซลล์ในแถวเดียวกันต้องมีจำนวนส่วนเท่ากัน มิฉะนั้นจะถูกปฏิเสธ เพราะไม่รู้ว่าส่วนใดคู่กับส่วนใด
    /// ถ้าคอลัมน์ใดมีจำนวนส่วนไม่เท่ากัน ให้ระบุใน `lines` ว่าแต่ละส่วนเป็นของแถวใหม่แถวใด (เริ่มจาก 1) เช่น `{"D": [[1, 2], 3, 4]}`
    /// แถวที่ทุกเซลล์มีส่วนเดียวจะคงเดิม
    ///
    /// `strip` ตัดข้อความที่หัวและท้ายของแต่ละส่วนออก และ `number` เพิ่มคอลัมน์ลำดับของส่วนในแถวเดิม
    ///
    /// ## Example
    /// ```before
    /// | ระดับ | หลักฐาน | น้ำหนัก |
    /// |---|---|---|
    /// | 1 | 'วิเคราะห์สถานการณ์\nวิเคราะห์ผู้รับบริการ | '0.4\n0.6 |
    /// | 2 | 'มาตรการ\nแผนปฏิบัติการ | '0.25\n0.75 |
    /// | 3 | รายงานผล | 1 |
    /// | 4 | ผลตามแผน | 1 |
    /// ```
    /// ```call
    /// {"step": "split-rows", "columns": ["B", "C"], "number": "evidence_no"}
    /// ```
    /// ```after
    /// | ระดับ | evidence_no | หลักฐาน | น้ำหนัก |
    /// |---|---|---|---|
    /// | 1 | 1 | วิเคราะห์สถานการณ์ | 0.4 |
    /// | 1 | 2 | วิเคราะห์ผู้รับบริการ | 0.6 |
    /// | 2 | 1 | มาตรการ | 0.25 |
    /// | 2 | 2 | แผนปฏิบัติการ | 0.75 |
    /// | 3 | 1 | รายงานผล | 1 |
    /// | 4 | 1 | ผลตามแผน | 1 |
    /// ```
    "split-rows", Confirm, apply, settles: ["line-break-in-cell", "multi-value-cell"],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ที่จะแยกไปพร้อมกัน", "the columns that are cut side by side"),
        may("separator", Kind::Text, "ข้อความที่คั่นแต่ละส่วน (ปกติคือ lines: การขึ้นบรรทัดใหม่)", "what stands between two parts; `lines`, a new line, where it is not given"),
        may("strip", Kind::Texts, "ข้อความที่ตัดออกจากหัวและท้ายของแต่ละส่วน", "texts that are taken off both ends of a part"),
        may("number", Kind::Name, "ชื่อคอลัมน์ลำดับของส่วนในแถวเดิม", "a new column that counts the parts of each row"),
        may("lines", Kind::Own, "แถวใหม่ที่แต่ละส่วนของคอลัมน์เป็นของ", "for a column: the new rows that each of its parts belongs to"),
    ],
    says: says, proposes: proposes,
    th: "แยกเซลล์ที่มีหลายค่าเป็นหลายแถว", en: "Splits cells that hold several values into rows"
}

/// Characters that a cell of Excel holds at the most, and so its parts: a number of a new row above it is none.
const MOST_PARTS: usize = 32_767;

/// A column that is cut.
struct Cut {
    column: usize,
    /// For each part the new rows that it belongs to, from 0; `None` where the parts stand side by side with the others'.
    lines: Option<Vec<Vec<usize>>>,
    /// For each new row of a row the piece of the cell that stands there.
    pieces: Vec<u32>,
}

fn says(call: &StepCall) -> Message {
    let columns = call.listed("columns");
    match call.text("separator") {
        None | Some("lines") => say!(
            th: "แยกแต่ละบรรทัดในเซลล์ของคอลัมน์ {columns} เป็นคนละแถว",
            en: "gives each line in the cells of the columns {columns} a row of its own"
        ),
        Some(separator) => say!(
            th: "แยกเซลล์ของคอลัมน์ {columns} ตรง \"{separator}\" เป็นคนละแถว",
            en: "splits the cells of the columns {columns} at \"{separator}\" into rows"
        ),
    }
}

/// Bytes that the account of one splitting may hold.
const MOST_TOLD: usize = 1 << 28;

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let columns = tidying.distinct_columns(call)?;
    let cutting = Cutting::of(call)?;
    let mut cuts = cuts(tidying, call, &columns)?;
    let first = columns.iter().copied().min().unwrap_or(0);
    let width = tidying.table.columns.len() + 1;
    let rows = tidying.rows();
    let (mut heights, mut height, mut told) = (Vec::with_capacity(rows.len()), 0usize, 0usize);
    for row in &rows {
        heights.push(new_rows(tidying, *row, &cuts, &cutting)?);
        height = height.saturating_add(heights.last().copied().unwrap_or(0));
        tidying.room_for(height, width)?;
        // Every part is listed with the whole cell that it was cut from.
        for column in &columns {
            let text = tidying.text(*row, *column);
            told = told.saturating_add(text.len().saturating_mul(cutting.values(&text).len()));
        }
        if told > MOST_TOLD {
            let why = Text {
                th: "มีส่วนมากเกินกว่าจะบันทึกที่มาของทุกส่วนได้",
                en: "has more parts than can be accounted for",
            };
            return Err(tidying.fault(*row, first, why));
        }
    }
    let mut made: Vec<NewColumn> = tidying.table.columns.iter().map(NewColumn::like).collect();
    let mut numbers = Numbers::of(call);
    for (row, height) in rows.into_iter().zip(heights) {
        for (column, target) in made.iter_mut().enumerate() {
            if let Some(cut) = cuts.iter_mut().find(|cut| cut.column == column) {
                target
                    .cells
                    .extend(cut.cells(tidying, row, height, &cutting));
            } else {
                let cell = tidying.carried(row, column);
                target.cells.extend(std::iter::repeat_n(cell, height));
            }
        }
        if let Some(numbers) = &mut numbers {
            numbers.count(tidying, row, first, height);
        }
    }
    if let Some(numbers) = numbers {
        made.insert(first, numbers.made);
    }
    tidying.rebuild(made);
    Ok(())
}

/// The columns that are cut, with what `lines` says of them.
fn cuts(tidying: &Tidying, call: &StepCall, columns: &[usize]) -> Result<Vec<Cut>, Fault> {
    let cut = |column: &usize| Cut {
        column: *column,
        lines: None,
        pieces: Vec::new(),
    };
    let mut cuts: Vec<Cut> = columns.iter().map(cut).collect();
    let wrong = || Fault::Parameter("lines");
    let Some(lines) = call.parameters.get("lines") else {
        return Ok(cuts);
    };
    for (name, parts) in lines.as_object().ok_or_else(wrong)? {
        let column = tidying.column(name)?;
        let cut = cuts.iter_mut().find(|cut| cut.column == column);
        let parts = parts.as_array().ok_or_else(wrong)?;
        let places: Option<Vec<Vec<usize>>> = parts.iter().map(places).collect();
        let places = places.ok_or_else(wrong)?;
        let mut all: Vec<usize> = places.iter().flatten().copied().collect();
        all.sort_unstable();
        // Two parts in one new row would have to be joined.
        if all.is_empty() || all.windows(2).any(|pair| pair.first() == pair.last()) {
            return Err(wrong());
        }
        cut.ok_or_else(wrong)?.lines = Some(places);
    }
    Ok(cuts)
}

/// A number of a new row, or several, from 1 in the plan.
fn places(part: &serde_json::Value) -> Option<Vec<usize>> {
    let place = |number: &serde_json::Value| {
        let number = usize::try_from(number.as_u64()?).ok()?;
        number.checked_sub(1).filter(|at| *at < MOST_PARTS)
    };
    match part.as_array() {
        Some(numbers) if numbers.is_empty() => None,
        Some(numbers) => numbers.iter().map(place).collect(),
        None => Some(vec![place(part)?]),
    }
}

/// How many rows a row becomes.
fn new_rows(
    tidying: &Tidying,
    row: u32,
    cuts: &[Cut],
    cutting: &Cutting<'_>,
) -> Result<usize, Fault> {
    let parts = |cut: &Cut| cutting.values(&tidying.text(row, cut.column)).len();
    let counts: Vec<usize> = cuts.iter().map(parts).collect();
    if counts.iter().all(|count| *count <= 1) {
        return Ok(1);
    }
    let mut height = 0usize;
    for (cut, count) in cuts.iter().zip(&counts).filter(|(_, count)| **count > 0) {
        height = height.max(match &cut.lines {
            None => *count,
            Some(lines) if lines.len() == *count => {
                lines.iter().flatten().max().map_or(0, |last| last + 1)
            }
            Some(_) => {
                let why = Text {
                    th: "มีจำนวนส่วนไม่ตรงกับ lines ในแผน",
                    en: "has another number of parts than lines in the plan places",
                };
                return Err(tidying.fault(row, cut.column, why));
            }
        });
    }
    for (cut, count) in cuts.iter().zip(counts) {
        if cut.lines.is_none() && count != 0 && count != height {
            let why = Text {
                th: "มีจำนวนส่วนไม่เท่ากับเซลล์อื่นในแถวเดียวกัน จึงไม่รู้ว่าส่วนใดคู่กับส่วนใด",
                en: "has another number of parts than the other cells of its row: which belong together would be a guess",
            };
            return Err(tidying.fault(row, cut.column, why));
        }
    }
    Ok(height)
}

impl Cut {
    /// What stands in the column in each of the new rows of a row.
    fn cells(
        &mut self,
        tidying: &mut Tidying,
        row: u32,
        height: usize,
        cutting: &Cutting<'_>,
    ) -> Vec<(Cell, Origin)> {
        let (cell, origin) = tidying.carried(row, self.column);
        let text = tidying.text(row, self.column);
        let parts = cutting.values(&text);
        if parts.is_empty() {
            return vec![(cell, origin); height];
        }
        while self.pieces.len() < height {
            self.pieces.push(tidying.new_piece());
        }
        let pieces = self.pieces.iter().take(height);
        let mut out: Vec<(Cell, Origin)> = pieces
            .map(|piece| (Cell::EMPTY, tidying.within(origin, *piece)))
            .collect();
        for (number, part) in parts.into_iter().enumerate() {
            let alone = [number];
            // A row of single parts stays one row, whatever `lines` says of the others.
            let rows = match &self.lines {
                Some(lines) if height > 1 => lines.get(number).map_or(&[][..], Vec::as_slice),
                _ => &alone[..],
            };
            let Some(piece) = rows.first().and_then(|first| self.pieces.get(*first)) else {
                continue;
            };
            let value = tidying.value_of(part);
            let after = value.to_text(&tidying.table.strings);
            let made = if after == text {
                (cell, origin)
            } else {
                let place = tidying.cut(origin, *piece, &text, &after);
                (Cell::from(value), place)
            };
            for row in rows {
                if let Some(target) = out.get_mut(*row) {
                    *target = made;
                }
            }
        }
        out
    }
}

/// The column that counts the parts of each row.
struct Numbers {
    made: NewColumn,
    /// For each number the piece of a cell that stands for it.
    pieces: Vec<u32>,
}

impl Numbers {
    fn of(call: &StepCall) -> Option<Self> {
        let name = call.text("number")?;
        Some(Self {
            made: NewColumn {
                name: name.to_owned(),
                label: name.to_owned(),
                ..NewColumn::default()
            },
            pieces: Vec::new(),
        })
    }

    /// Counts the new rows of a row: each number is the place of a part in the first cell that was cut.
    fn count(&mut self, tidying: &mut Tidying, row: u32, column: usize, height: usize) {
        let (_, origin) = tidying.carried(row, column);
        let text = tidying.text(row, column);
        for at in 0..height {
            let number = Value::Number(Number::from_integer(i64::try_from(at + 1).unwrap_or(0)));
            if self.pieces.len() <= at {
                self.pieces.push(tidying.new_piece());
            }
            let piece = self.pieces.get(at).copied().unwrap_or(0);
            let after = number.to_text(&tidying.table.strings);
            let place = tidying.cut(origin, piece, &text, &after);
            self.made.cells.push((Cell::from(number), place));
        }
    }
}

/// The columns with lines in their cells, if in every row as many as in the others: then they stand side by side. The lines of
/// a remark are one text.
fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let fields = scene.fields(step.settles).into_iter();
    let fields = fields.filter(|field| !label::is_remark(&field.label));
    let numbers: Vec<u32> = fields.map(|field| field.column).collect();
    let columns: Vec<String> = numbers.iter().map(|it| Letters(*it).to_string()).collect();
    let Some(sheet) = scene.workbook.sheets.get(scene.layout.sheet) else {
        return Vec::new();
    };
    let lines = |row: u32, column: u32| {
        let cell = sheet.cell(CellRef::new(row, column));
        let text = cell.value().to_text(&scene.workbook.strings);
        text.lines().filter(|line| !line.trim().is_empty()).count()
    };
    let mut several = false;
    for (first, last) in scene.layout.records() {
        for row in first..=last {
            let counts: Vec<usize> = numbers.iter().map(|column| lines(row, *column)).collect();
            let most = counts.iter().copied().max().unwrap_or(0);
            if counts.iter().any(|count| *count != 0 && *count != most) {
                return Vec::new();
            }
            several |= most > 1;
        }
    }
    if !several {
        return Vec::new();
    }
    let call = StepCall::new(step.name).with("columns", columns);
    vec![call.with(
        "review",
        "ตรวจว่าแต่ละบรรทัดในเซลล์เป็นคนละรายการ และบรรทัดที่ตรงกันเป็นของรายการเดียวกัน ถ้าเป็นข้อความเดียวที่ขึ้นบรรทัดใหม่ ให้ลบขั้นตอนนี้ / check that each line of a cell is an item of its own and that lines side by side belong together; delete the step if they are one text that goes over several lines",
    )]
}
