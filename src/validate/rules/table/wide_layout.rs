use crate::model::address::Range;
use crate::model::grammar::period::{self, Period, Span};
use crate::model::language::say;
use crate::model::layout::FieldLayout;
use crate::validate::amounts;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// Years, quarters or months are names of columns
    ///
    /// ## Why it matters
    /// Each new year adds a column and changes the table's structure; nobody can filter by year or draw one line.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เมื่อมีปีใหม่ต้องเพิ่มคอลัมน์และโครงสร้างตารางเปลี่ยน ผู้ใช้จึงกรองตามปีหรือทำกราฟเส้นเดียวไม่ได้
    ///
    /// ## How to fix in Excel
    /// Make two columns of them, one for the period and one for the value: select the table, choose Data > From Table/Range,
    /// select the columns of the periods, choose Transform > Unpivot Columns, then Close & Load.
    ///
    /// ## วิธีแก้ใน Excel
    /// รวมเป็นสองคอลัมน์ คือช่วงเวลาและค่า โดยเลือกตาราง เลือก ข้อมูล > จากตาราง/ช่วง เลือกคอลัมน์ของช่วงเวลา แล้วเลือก
    /// แปลง > Unpivot Columns จากนั้นเลือก ปิดและโหลด
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ปี 2565 | ปี 2566 | ปี 2567 |
    /// |---|---|---|---|
    /// | เชียงใหม่ | 120 | 134 | 149 |
    /// | น่าน | 75 | 81 | 66 |
    /// | แพร่ | 54 | 49 | 58 |
    /// ```
    /// ```report
    /// warning[wide-layout] B1:D1: "ปี 2565" to "ปี 2567" are periods used as the names of 3 columns
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | ปี | ผู้ป่วย |
    /// |---|---|---|
    /// | เชียงใหม่ | 2565 | 120 |
    /// | เชียงใหม่ | 2566 | 134 |
    /// | น่าน | 2565 | 75 |
    /// | น่าน | 2566 | 81 |
    /// ```
    "wide-layout", Warning, Table(check), None, None, Columns,
    th: "ใช้ปี ไตรมาส หรือเดือนเป็นชื่อคอลัมน์", en: "Years, quarters or months are names of columns"
}

/// Different periods side by side that make a layout: two years may be compared on purpose.
const ENOUGH: usize = 3;

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let Some(header) = table.layout.header else {
        return;
    };
    let questions = has_questions(table);
    let mut run: Vec<(&FieldLayout, Period)> = Vec::new();
    let mut runs = Vec::new();
    for field in &table.layout.fields {
        let period = period_of(field)
            .filter(|period| !(questions && period.span == Span::Quarter && period.year.is_none()));
        match period {
            Some(period) => run.push((field, period)),
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    runs.push(run);
    for run in runs {
        let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else {
            continue;
        };
        let mut periods: Vec<(Span, u32, Option<u32>)> = run
            .iter()
            .map(|(_, it)| (it.span, it.part, it.year))
            .collect();
        periods.sort_unstable();
        periods.dedup();
        if periods.len() < ENOUGH {
            continue;
        }
        let cells = Range::of(
            (header.first.row, header.last.row),
            (first.column, last.column),
        );
        let (from, to, columns) = (shorten(&first.label), shorten(&last.label), run.len());
        let message = say!(
            th: "\"{from}\" ถึง \"{to}\" เป็นช่วงเวลาที่ใช้เป็นชื่อของ {columns} คอลัมน์",
            en: "\"{from}\" to \"{to}\" are periods used as the names of {columns} columns"
        );
        let help = say!(
            th: "รวมเป็นสองคอลัมน์ คือช่วงเวลาและค่า ด้วย ข้อมูล > จากตาราง/ช่วง > แปลง > Unpivot Columns",
            en: "make two columns of them, period and value, with Data > From Table/Range > Transform > Unpivot Columns"
        );
        sink.report(Finding::at(cells, message, help).count(columns as u64));
    }
}

/// The period that names a column of numbers; a unit in brackets behind it does not matter.
fn period_of(field: &FieldLayout) -> Option<Period> {
    if !amounts::is_numeric(field.kind) || field.profile.values() == 0 {
        return None;
    }
    field.label.split(" / ").find_map(|part| {
        let bare = part.split(['(', '[']).next().unwrap_or(part);
        period::parse(bare)
    })
}

/// Whether columns are questions of a form: Q5 is no quarter, and then neither is Q1.
fn has_questions(table: &TableView<'_>) -> bool {
    let labels = table.layout.fields.iter();
    let parts = labels.flat_map(|field| field.label.split(" / "));
    let number = |part: &str| {
        let digits = part.trim().strip_prefix(['Q', 'q'])?;
        let end = digits.find(|letter: char| !letter.is_ascii_digit());
        digits.get(..end.unwrap_or(digits.len()))?.parse().ok()
    };
    let mut numbers = parts.filter_map(number);
    numbers.any(|number: u32| !(1..=4).contains(&number))
}
