use crate::model::address::{CellRef, Range, Runs};
use crate::model::cell::Value;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::{ColumnView, Hits};

rule! {
    /// A number is typed among formulas
    ///
    /// ## Why it matters
    /// All cells around it are computed. A number that was typed over a formula stays as it is when the figures behind it change, and nobody sees the difference.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เซลล์รอบข้างคำนวณด้วยสูตร แต่ตัวเลขที่พิมพ์ทับสูตรจะไม่เปลี่ยนตามข้อมูลต้นทาง และมองด้วยตาไม่เห็นความต่าง
    ///
    /// ## How to fix in Excel
    /// Copy the formula from the cell above (Ctrl+D) and compare the result. If the typed number is right, say why in a column for remarks. Home > Find & Select > Go To Special > Constants finds such cells.
    ///
    /// ## วิธีแก้ใน Excel
    /// คัดลอกสูตรจากเซลล์ด้านบน (Ctrl+D) แล้วเทียบผลลัพธ์ หากตัวเลขที่พิมพ์ถูกต้อง ให้เขียนเหตุผลในคอลัมน์หมายเหตุ ค้นหาเซลล์แบบนี้ได้ที่ หน้าแรก > ค้นหาและเลือก > ไปที่แบบพิเศษ > ค่าคงที่
    ///
    /// ## Flagged
    /// ```grid
    /// formula: B2:B7
    /// formula: B9:B13
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 11 |
    /// | พะเยา | 8 |
    /// | ลำปาง | 31 |
    /// | ลำพูน | 6 |
    /// | เชียงราย | 15 |
    /// | ตาก | 14 |
    /// | เลย | 13 |
    /// | หนองคาย | 10 |
    /// | สุรินทร์ | 9 |
    /// | ตรัง | 24 |
    /// ```
    /// ```report
    /// warning[constant-in-formula-column] B8: "15" is typed in a column of formulas (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// formula: B2:B13
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 11 |
    /// | พะเยา | 8 |
    /// | ลำปาง | 31 |
    /// | ลำพูน | 6 |
    /// | เชียงราย | 15 |
    /// | ตาก | 14 |
    /// | เลย | 13 |
    /// | หนองคาย | 10 |
    /// | สุรินทร์ | 9 |
    /// | ตรัง | 24 |
    /// ```
    "constant-in-formula-column", Warning, Column(check), None, None, Constant,
    th: "มีตัวเลขที่พิมพ์ปนอยู่ในคอลัมน์สูตร", en: "A number is typed among formulas"
}

/// Formulas that make a column one of formulas.
const FORMULAS: u64 = 8;
/// Typed numbers that may be slips in a short column; in a long one it is one in twenty.
const SLIPS: u64 = 3;
/// Columns of a table up to which each column's formulas are looked for.
const COLUMNS: usize = 256;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let here = column.field.column;
    if column.layout.fields.len() > COLUMNS {
        return;
    }
    let Some(cells) = column.sheet.columns.get(here as usize) else {
        return;
    };
    let all = column.sheet.facts.formula_cells.iter();
    let mut formulas = Runs::default();
    for run in all.filter(|run| (run.first.column..=run.last.column).contains(&here)) {
        formulas.push(run.first.row, run.last.row);
    }
    if formulas.is_empty() {
        return;
    }
    let (mut records, mut computed) = (0u64, 0u64);
    let mut hits = Hits {
        runs: Vec::new(),
        count: 0,
        example: String::new(),
    };
    let mut restarts = true;
    for (first, last) in column.records {
        for row in *first..=*last {
            records += 1;
            if formulas.contains(row) {
                computed += 1;
                continue;
            }
            let cell = cells.get(row);
            // What stands above the first formula is where a series begins: an opening balance, the number 1.
            let Value::Number(number) = cell.value() else {
                continue;
            };
            if computed == 0 {
                continue;
            }
            restarts &= number.to_integer() == Some(1);
            if hits.count == 0 {
                hits.example = column.text(cell);
            }
            hits.count += 1;
            match hits.runs.last_mut() {
                Some(run) if run.last.row + 1 == row => run.last.row = row,
                _ => hits.runs.push(Range::from(CellRef::new(row, here))),
            }
        }
    }
    // A running number that begins anew in every group is typed once a group.
    if hits.count == 0 || restarts || computed < FORMULAS || computed * 5 < records * 4 {
        return;
    }
    if hits.count > SLIPS && hits.count * 20 > records {
        return;
    }
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" เป็นค่าที่พิมพ์ในคอลัมน์ที่เป็นสูตร ({count} เซลล์)",
        en: "\"{example}\" is typed in a column of formulas ({count} {cells})"
    );
    let help = say!(
        th: "คัดลอกสูตรจากเซลล์ด้านบน (Ctrl+D) แล้วเทียบผลลัพธ์ หากตัวเลขที่พิมพ์ถูกต้อง ให้บอกเหตุผลในคอลัมน์หมายเหตุ",
        en: "copy the formula from the cell above (Ctrl+D) and compare the result; if the typed number is right, say why in a column for remarks"
    );
    sink.report(column.finding(hits, message, help));
}
