use std::collections::BTreeMap;

use crate::model::diagnostic::Severity;
use crate::model::language::{Text, say};
use crate::model::layout::Layout;
use crate::model::workbook::Visibility;
use crate::validate::names::listed;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// Several sheets hold tables
    ///
    /// ## Why it matters
    /// A catalogue shows one sheet of a workbook, and a CSV file holds one table. Sheets of the same columns (one for each year or province) are one table that was cut up: nobody can compare across them.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ระบบบัญชีข้อมูลแสดงได้แผ่นงานเดียว และไฟล์ CSV เก็บได้ตารางเดียว แผ่นงานที่มีคอลัมน์เหมือนกัน (แยกตามปีหรือจังหวัด) คือตารางเดียวที่ถูกตัดแบ่ง ทำให้เปรียบเทียบกันไม่ได้
    ///
    /// ## How to fix in Excel
    /// Same columns: insert a column that says what the sheet's name says (the year, the province), fill it down, and copy the records of all sheets below each other. Different columns: publish each sheet as a resource of its own (right-click the tab > Move or Copy > new book).
    ///
    /// ## วิธีแก้ใน Excel
    /// หากคอลัมน์เหมือนกัน ให้แทรกคอลัมน์ที่บอกสิ่งที่ชื่อแผ่นงานบอก (ปีหรือจังหวัด) เติมค่าลงทุกแถว แล้วคัดลอกข้อมูลทุกแผ่นงานมาต่อกัน หากคอลัมน์ต่างกัน ให้เผยแพร่แต่ละแผ่นงานเป็นทรัพยากรแยกกัน (คลิกขวาที่แท็บ > ย้ายหรือคัดลอก > สมุดงานใหม่)
    ///
    /// ## Flagged
    /// Sheets 2565, 2566 and 2567 with the same header (a warning); sheets with different tables (worth knowing).
    ///
    /// ## Clean
    /// One sheet with a table, beside a sheet that explains it (คำอธิบาย, พจนานุกรมข้อมูล, Metadata) and sheets of charts.
    "several-data-sheets", Warning, Workbook(check), None, Confirm, Columns,
    th: "มีตารางในหลายแผ่นงาน", en: "Several sheets hold tables"
}

/// Parts of the names of sheets that explain the data and hold none.
const EXPLAIN: [&str; 13] = [
    "พจนานุกรม",
    "คำอธิบาย",
    "คำนิยาม",
    "นิยาม",
    "คำชี้แจง",
    "คำแนะนำ",
    "หมายเหตุ",
    "สารบัญ",
    "อ่านก่อน",
    "metadata",
    "dictionary",
    "readme",
    "about",
];

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let mut largest: BTreeMap<usize, &Layout> = BTreeMap::new();
    for layout in file.layouts.iter().filter(|layout| is_data(layout)) {
        let so_far = largest.entry(layout.sheet).or_insert(layout);
        if layout.record_count() > so_far.record_count() {
            *so_far = layout;
        }
    }
    let mut tables: Vec<&str> = Vec::new();
    let mut headers: BTreeMap<Vec<String>, Vec<&str>> = BTreeMap::new();
    for (number, layout) in largest {
        let Some(sheet) = file.workbook.sheets.get(number) else {
            continue;
        };
        let name = sheet.name.to_lowercase();
        if sheet.visibility != Visibility::Visible || EXPLAIN.iter().any(|word| name.contains(word))
        {
            continue;
        }
        tables.push(&sheet.name);
        let header = signature(layout);
        // A header that says nothing is no header that agrees.
        if header.iter().any(|label| !label.is_empty()) {
            headers.entry(header).or_default().push(&sheet.name);
        }
    }
    let alike = headers
        .into_values()
        .max_by_key(Vec::len)
        .unwrap_or_default();
    let finding = if alike.len() >= 2 {
        let (count, list) = (alike.len(), listed(alike.iter().copied()));
        let message = say!(
            th: "แผ่นงาน {count} แผ่นมีหัวตารางเหมือนกัน: {list}",
            en: "{count} sheets have the same header: {list}"
        );
        let help = Text {
            th: "รวมเป็นตารางเดียว: แทรกคอลัมน์ที่บอกสิ่งที่ชื่อแผ่นงานบอก (เช่น ปี จังหวัด) เติมค่าลงทุกแถว แล้วคัดลอกข้อมูลทุกแผ่นงานมาต่อกัน",
            en: "make them one table: insert a column that says what the sheets' names say (the year, the province), fill it down, and copy the records below each other",
        };
        Finding::of_file(message, help.into()).count(count as u64)
    } else if tables.len() >= 2 {
        let (count, list) = (tables.len(), listed(tables.iter().copied()));
        let message = say!(
            th: "มีตารางใน {count} แผ่นงาน: {list}",
            en: "{count} sheets hold tables: {list}"
        );
        let help = Text {
            th: "เผยแพร่แต่ละแผ่นงานเป็นทรัพยากรแยกกัน (คลิกขวาที่แท็บ > ย้ายหรือคัดลอก > สมุดงานใหม่)",
            en: "publish each sheet as a resource of its own (right-click the tab > Move or Copy > new book)",
        };
        Finding::of_file(message, help.into())
            .count(count as u64)
            .weaker(Severity::Info, 1.0)
    } else {
        return;
    };
    sink.report(finding);
}

/// A table with records, not a line or two of remarks.
fn is_data(layout: &Layout) -> bool {
    layout.fields.len() >= 2 && layout.record_count() >= 2
}

/// What the header says, whatever the case of its letters.
fn signature(layout: &Layout) -> Vec<String> {
    layout
        .fields
        .iter()
        .map(|field| field.label.to_lowercase())
        .collect()
}
