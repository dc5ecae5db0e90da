use crate::model::address::{CellRef, Range};
use crate::model::cell::Cell;
use crate::model::grammar::label::{self, SEX};
use crate::model::language::say;
use crate::model::layout::FieldLayout;
use crate::validate::across;
use crate::validate::amounts::{Amount, is_numeric, rounded};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// A part is more than its whole
    ///
    /// ## Why it matters
    /// There cannot be more men than people: one of the numbers is wrong, or stands in the wrong column.
    ///
    /// ## ทำไมจึงสำคัญ
    /// จำนวนชายจะมากกว่าจำนวนคนทั้งหมดไม่ได้ แสดงว่าตัวเลขใดตัวเลขหนึ่งผิดหรืออยู่ผิดคอลัมน์
    ///
    /// ## How to fix in Excel
    /// Compare both cells with the source and correct the one that is wrong.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจสอบทั้งสองเซลล์กับเอกสารต้นทาง แล้วแก้ตัวเลขที่ผิด
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | จำนวนครูทั้งหมด | จำนวนครูหญิง |
    /// |---|---|---|
    /// | เชียงใหม่ | 120 | 82 |
    /// | น่าน | 75 | 51 |
    /// | แพร่ | 90 | 133 |
    /// | ตาก | 64 | 40 |
    /// | ระยอง | 110 | 77 |
    /// ```
    /// ```report
    /// warning[part-exceeds-whole] C4: "จำนวนครูหญิง" 133 is more than "จำนวนครูทั้งหมด" 90 (1 record)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | จำนวนครูทั้งหมด | จำนวนครูหญิง |
    /// |---|---|---|
    /// | เชียงใหม่ | 120 | 82 |
    /// | น่าน | 75 | 51 |
    /// | แพร่ | 90 | 63 |
    /// ```
    "part-exceeds-whole", Warning, Table(check), None, None, Constant,
    th: "ส่วนย่อยมากกว่าทั้งหมด", en: "A part is more than its whole"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let fields = || {
        let fields = table.layout.fields.iter();
        fields.filter(|it| is_numeric(it.kind) && !it.code && !label::is_ratio(&it.label))
    };
    let wholes: Vec<(&FieldLayout, String)> = fields()
        .filter(|it| label::is_total(&it.label))
        .filter_map(|it| Some((it, label::without_total(&it.label)?)))
        .collect();
    if wholes.is_empty() {
        return;
    }
    // Where the whole is a sum, total-mismatch says what does not add up.
    let summed: Vec<u32> = across::totals(table)
        .iter()
        .flat_map(|it| it.parts.iter().map(|part| part.column))
        .collect();
    for part in fields().filter(|it| !summed.contains(&it.column)) {
        let Some(stem) = label::without(&part.label, SEX) else {
            continue;
        };
        let mut own = wholes
            .iter()
            .filter(|(whole, of)| *of == stem && whole.column != part.column);
        if let (Some((whole, _)), None) = (own.next(), own.next()) {
            compare(table, part, whole, sink);
        }
    }
}

fn compare(table: &TableView<'_>, part: &FieldLayout, whole: &FieldLayout, sink: &mut Sink<'_>) {
    let (mut places, mut compared) = (Vec::new(), 0u64);
    let mut example = None;
    for row in table
        .layout
        .records()
        .iter()
        .flat_map(|(first, last)| *first..=*last)
    {
        let cell = CellRef::new(row, part.column);
        let of: Cell = table.sheet.cell(CellRef::new(row, whole.column));
        let (Amount::Of(less), Amount::Of(all)) = (
            Amount::of(table.workbook, table.sheet.cell(cell)),
            Amount::of(table.workbook, of),
        ) else {
            continue;
        };
        compared += 1;
        if less > all + 1e-6 {
            places.push(Range::from(cell));
            example.get_or_insert((less, all));
        }
    }
    let count = places.len() as u64;
    // Where many are so, the labels mean something else.
    let (Some((less, all)), true) = (example, count * 4 <= compared) else {
        return;
    };
    let (name, of) = (shorten(&part.label), shorten(&whole.label));
    let (less, all) = (rounded(less), rounded(all));
    let records = if count == 1 { "record" } else { "records" };
    let found = Finding::over(places, |_, _| {
        (
            say!(
                th: "\"{name}\" {less} มากกว่า \"{of}\" {all} ({count} แถว)",
                en: "\"{name}\" {less} is more than \"{of}\" {all} ({count} {records})"
            ),
            say!(
                th: "ตรวจสอบทั้งสองคอลัมน์ในแถวนี้กับเอกสารต้นทาง แล้วแก้ตัวเลขที่ผิด",
                en: "compare both columns of this row with their source and correct the number that is wrong"
            ),
        )
    });
    if let Some(finding) = found {
        sink.report(finding.column(None, &part.label));
    }
}
