use std::collections::BTreeSet;

use crate::clean::fault::Fault;
use crate::clean::step::{once, step};
use crate::clean::tidying::Tidying;
use crate::model::cell::Value;
use crate::model::grammar::class::Class;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Takes out what is left over from printing
    ///
    /// Rows that hold nothing but a page number or "(ต่อ)" are taken out and stand in the account. "(ต่อ)" is taken off a name
    /// where the name alone stands in the column too; any other name keeps it.
    ///
    /// ## ภาษาไทย
    ///
    /// นำแถวที่มีเพียงเลขหน้าหรือคำว่า (ต่อ) ออกและเก็บไว้ในบัญชีรายการ ส่วนคำว่า (ต่อ) ที่ต่อท้ายชื่อจะตัดออกเมื่อมีชื่อเดียวกันที่ไม่มีคำนี้อยู่ในคอลัมน์
    /// ชื่ออื่นคงไว้ตามเดิม
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | ชาย | หญิง |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | 10 |
    /// | น่าน | 7 | 8 |
    /// | หน้า 2 | | |
    /// | แพร่ | 9 | 4 |
    /// | ตาก | 3 | 5 |
    /// ```
    /// ```call
    /// {"step": "drop-print-artefacts"}
    /// ```
    /// ```after
    /// | จังหวัด | ชาย | หญิง |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | 10 |
    /// | น่าน | 7 | 8 |
    /// | แพร่ | 9 | 4 |
    /// | ตาก | 3 | 5 |
    /// ```
    "drop-print-artefacts", Safe, apply, settles: ["print-artefact"],
    takes: [], says: says, proposes: once,
    th: "ลบสิ่งที่เหลือจากการจัดหน้าพิมพ์", en: "Takes out what is left over from printing"
}

fn says(_call: &StepCall) -> Message {
    say!(
        th: "นำเลขหน้าและคำว่า (ต่อ) ที่เหลือจากการพิมพ์ออก",
        en: "takes out page numbers and \"(continued)\" that are left over from printing"
    )
}

fn apply(tidying: &mut Tidying, _call: &StepCall) -> Result<(), Fault> {
    tidying.on_sheet()?;
    for column in 0..tidying.table.columns.len() {
        let (rows, names) = left_over(tidying, column);
        for row in rows {
            tidying.drop_row(row, "print-artefact");
        }
        for (row, name) in names {
            let id = tidying.table.strings.intern(&name);
            tidying.set(row, column, Value::Text(id));
        }
    }
    Ok(())
}

/// The rows of a column that are left over whole, and the names that are to lose "(ต่อ)".
fn left_over(tidying: &Tidying, column: usize) -> (Vec<u32>, Vec<(u32, String)>) {
    let (mut rows, mut names) = (Vec::new(), Vec::new());
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let (table, strings) = (&tidying.table, &tidying.table.strings);
    let Some(cells) = table.columns.get(column).map(|column| &column.cells) else {
        return (rows, names);
    };
    for (first, last) in &table.rows {
        cells.for_each(*first, *last, |row, cell| {
            let Some(id) = cell.as_text() else { return };
            let text = strings.get(id).trim();
            if !strings.class(id).has(Class::CONTINUED) {
                known.insert(text);
            } else if tidying.layout.groups.binary_search(&row).is_ok()
                || is_nearly_blank(tidying, row)
            {
                rows.push(row);
            } else if let Some((name, _)) = text.rsplit_once('(') {
                names.push((row, name.trim().to_owned()));
            }
        });
    }
    names.retain(|(_, name)| known.contains(name.as_str()));
    (rows, names)
}

/// Whether a row holds one value and nothing else: whatever more it says is data.
fn is_nearly_blank(tidying: &Tidying, row: u32) -> bool {
    let columns = tidying.table.columns.iter();
    let filled = columns.filter(|column| !column.cells.get(row).is_empty());
    filled.count() < 2
}
