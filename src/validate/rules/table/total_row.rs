use crate::model::address::CellRef;
use crate::model::diagnostic::Severity;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// A total stands among the records
    ///
    /// ## Why it matters
    /// Whoever sums the column counts everything twice.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เมื่อรวมทั้งคอลัมน์ ค่าจะถูกนับซ้ำ
    ///
    /// ## How to fix in Excel
    /// Delete the total row; it can be computed from the records.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบแถวผลรวม เพราะคำนวณได้จากข้อมูล
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | รวม | 19 |
    /// ```
    /// ```report
    /// error[total-row] A4:B4: "รวม" is the sum of rows 2 to 3
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "total-row", Error, Table(check), Some('f'), Unsafe, Constant,
    th: "มีแถวผลรวมปนกับข้อมูล", en: "A total stands among the records"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    for total in &table.layout.totals {
        let columns = table.layout.range.first.column..=table.layout.range.last.column;
        let label = columns
            .map(|column| CellRef::new(total.row, column))
            .find(|cell| !table.sheet.cell(*cell).is_empty());
        let text = label.map_or_else(String::new, |cell| shorten(&table.text(cell)));
        let number = total.row + 1;
        let message = match total.parts {
            Some((first, last)) => say!(
                th: "\"{text}\" เป็นผลรวมของแถว {from} ถึง {to}",
                en: "\"{text}\" is the sum of rows {from} to {to}",
                from = first + 1, to = last + 1
            ),
            None => say!(th: "\"{text}\" ดูเหมือนแถวผลรวม", en: "\"{text}\" looks like a total"),
        };
        let help = say!(
            th: "ลบแถว {number} หรือให้ขั้นตอน drop-totals ในแผนจัดระเบียบนำออกและเก็บไว้ตรวจสอบ",
            en: "delete row {number}, or let the step drop-totals of the tidy plan take it out and keep it as a check"
        );
        let finding = Finding::at(table.rows(total.row, total.row), message, help);
        let evidence = total.parts.map(|(first, last)| table.rows(first, last));
        // The word alone is right six times in ten, arithmetic alone eight, both together nearly always.
        let finding = match (total.by_arithmetic, total.by_word) {
            (true, true) => finding,
            (true, false) => finding.weaker(Severity::Warning, 0.8),
            _ => finding.weaker(Severity::Warning, 0.6),
        };
        sink.report(finding.evidence(evidence));
    }
}
