use crate::clean::fault::Fault;
use crate::clean::step::{Scene, Step, step};
use crate::clean::tidying::Tidying;
use crate::model::cell::Value;
use crate::model::grammar::{label, missing, number};
use crate::model::language::{Message, say};
use crate::model::layout::{Layout, Total};
use crate::model::plan::StepCall;
use crate::model::sum::{agree, rounded};

step! {
    /// Takes out rows that sum up others
    ///
    /// Rows that arithmetic and their label show to be totals are taken out. Before that each of their numbers is compared with
    /// the sum of the rows that it sums up: the account holds the row and says that the sums agree, or which cell is not the
    /// sum and what the sum would be. Nothing is changed where they differ. Rates, means and running numbers are not compared.
    ///
    /// A row that only its label or only arithmetic makes a total stays: it may be a record. This step must stand before those
    /// that make new rows.
    ///
    /// ## ภาษาไทย
    ///
    /// นำแถวที่ทั้งตัวเลขและข้อความแสดงว่าเป็นผลรวมออกจากตาราง โดยเทียบตัวเลขแต่ละตัวกับผลรวมของแถวที่นำมารวมก่อน แล้วบันทึกแถวนั้นไว้ใน
    /// บัญชีการเปลี่ยนแปลงพร้อมผลการเทียบว่าผลรวมตรงกัน หรือเซลล์ใดไม่ตรงและผลรวมที่ได้คือเท่าใด กรณีไม่ตรงจะไม่แก้ตัวเลขใด อัตรา ค่าเฉลี่ย
    /// และลำดับที่ ไม่นำมาเทียบ
    ///
    /// แถวที่เป็นผลรวมเฉพาะตามข้อความหรือเฉพาะตามตัวเลขจะคงไว้ เพราะอาจเป็นข้อมูลจริง ขั้นตอนนี้ต้องอยู่ก่อนขั้นตอนที่สร้างแถวใหม่
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | รวม | 19 |
    /// ```
    /// ```call
    /// {"step": "drop-totals"}
    /// ```
    /// ```after
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "drop-totals", Unsafe, apply, settles: ["total-row"],
    takes: [], says: says, proposes: proposes,
    th: "นำแถวผลรวมออก", en: "Takes out rows that sum up others"
}

fn says(_call: &StepCall) -> Message {
    say!(
        th: "นำแถวผลรวมออก หลังเทียบกับผลรวมของแถวที่นำมารวมแล้ว",
        en: "takes out rows of totals, after comparing them with the sums of their parts"
    )
}

/// A sum that no word calls a total may be a record that happens to be one.
fn is_sure(total: &Total) -> bool {
    total.by_arithmetic && total.by_word
}

fn apply(tidying: &mut Tidying, _call: &StepCall) -> Result<(), Fault> {
    tidying.on_sheet()?;
    let rows = tidying.rows();
    let layout = tidying.layout.clone();
    let records = layout.records();
    for total in layout.totals.iter().filter(|total| is_sure(total)) {
        if rows.binary_search(&total.row).is_err() {
            continue;
        }
        let said = comparison(tidying, total.row, &parts(&layout, &records, total));
        tidying.drop_row(total.row, "total");
        if let Some(left) = tidying.account.left_out.last_mut() {
            left.text.push_str(&said);
        }
    }
    Ok(())
}

/// The rows that a total sums up: records, or the totals before it.
fn parts(layout: &Layout, records: &[(u32, u32)], total: &Total) -> Vec<u32> {
    let Some((from, to)) = total.parts else {
        return Vec::new();
    };
    if layout.totals.iter().any(|other| other.row == from) {
        let others = layout.totals.iter().filter(|other| other.by_arithmetic);
        let rows = others.map(|other| other.row);
        return rows.filter(|row| (from..=to).contains(row)).collect();
    }
    let start = records.partition_point(|(_, last)| *last < from);
    let runs = records.iter().skip(start);
    let runs = runs.take_while(|(first, _)| *first <= to);
    runs.flat_map(|(first, last)| (*first).max(from)..=(*last).min(to))
        .collect()
}

/// What a total's row says against what its parts add up to, in both languages.
fn comparison(tidying: &Tidying, total: u32, parts: &[u32]) -> String {
    let (mut compared, mut th, mut en) = (0, Vec::new(), Vec::new());
    for (at, column) in tidying.table.columns.iter().enumerate() {
        let name = column.label.as_str();
        if label::is_ratio(name) || label::is_running(name) {
            continue;
        }
        let Some(value) = amount(tidying, total, at) else {
            continue;
        };
        let sum: Option<f64> = parts.iter().map(|row| part(tidying, *row, at)).sum();
        let Some(sum) = sum else {
            continue;
        };
        compared += 1;
        if !agree(sum, value, u32::try_from(parts.len()).unwrap_or(u32::MAX)) {
            let (cell, sum) = (column.origin(total).cell, rounded(sum));
            th.push(format!("{cell} ไม่ตรงกับผลรวม {sum}"));
            en.push(format!("{cell} is not the sum {sum}"));
        }
    }
    if compared == 0 || parts.is_empty() {
        " (ไม่มีตัวเลขให้เทียบผลรวม / no sum to compare)".to_owned()
    } else if th.is_empty() {
        " (ผลรวมตรงกัน / sums agree)".to_owned()
    } else {
        format!(" ({} / {})", th.join(", "), en.join(", "))
    }
}

/// The number in a cell, stored or typed as text.
fn amount(tidying: &Tidying, row: u32, column: usize) -> Option<f64> {
    match tidying.table.cell(row, column).value() {
        Value::Number(number) => Some(number.to_f64()),
        Value::Text(id) => {
            let read = number::parse(tidying.table.strings.get(id))?;
            Some(read.number.to_f64())
        }
        _ => None,
    }
}

/// What a cell adds to a sum: nothing where it says that there is nothing; `None` for words.
fn part(tidying: &Tidying, row: u32, column: usize) -> Option<f64> {
    amount(tidying, row, column).or_else(|| {
        let text = tidying.text(row, column);
        let is_missing = text.trim().is_empty() || missing::is_placeholder(&text);
        is_missing.then_some(0.0)
    })
}

fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let totals = scene.layout.totals.iter().filter(|total| is_sure(total));
    let rows: Vec<String> = totals.map(|total| (total.row + 1).to_string()).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let rows = rows.join(", ");
    let review = format!(
        "ตรวจว่าแถว {rows} เป็นผลรวมของแถวอื่นจริง / check that rows {rows} are nothing but totals"
    );
    vec![StepCall::new(step.name).with("review", review)]
}
