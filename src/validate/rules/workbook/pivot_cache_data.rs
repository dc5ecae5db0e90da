use crate::model::diagnostic::Severity;
use crate::model::language::{Message, Text, say};
use crate::model::workbook::{PivotCache, Visibility, Workbook};
use crate::validate::names::listed;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// The file keeps a pivot table's records
    ///
    /// ## Why it matters
    /// A pivot table carries a copy of every record it was made from. Whoever double-clicks a total sees them, also after the source sheet was deleted or hidden.
    ///
    /// ## ทำไมจึงสำคัญ
    /// `PivotTable` เก็บสำเนาข้อมูลต้นทางทุกแถวไว้ในไฟล์ ผู้ที่ดับเบิลคลิกที่ยอดรวมจะเห็นข้อมูลเหล่านั้น แม้ลบหรือซ่อนแผ่นงานต้นทางแล้ว
    ///
    /// ## How to fix in Excel
    /// Copy the pivot table and paste it as values (Ctrl+Alt+V > Values) into a new workbook, and publish that. Or click the pivot table, `PivotTable` Analyze > Options > Data, clear "Save source data with file", and save.
    ///
    /// ## วิธีแก้ใน Excel
    /// คัดลอก `PivotTable` แล้ววางเป็นค่า (Ctrl+Alt+V > ค่า) ในเวิร์กบุ๊กใหม่ และเผยแพร่ไฟล์นั้น หรือคลิก `PivotTable` เลือก วิเคราะห์ `PivotTable` > ตัวเลือก > ข้อมูล เอาเครื่องหมาย "บันทึกข้อมูลต้นฉบับกับไฟล์" ออก แล้วบันทึก
    ///
    /// ## Flagged
    /// A workbook whose pivot table keeps the records of a sheet that was deleted, is hidden or lies in another file. Where the source sheet is visible, the copy is flagged as a warning.
    ///
    /// ## Clean
    /// A workbook without pivot tables, or whose pivot tables keep no records.
    "pivot-cache-data", Error, Workbook(check), None, Safe, Constant,
    th: "ไฟล์เก็บข้อมูลต้นทางของ PivotTable ไว้", en: "The file keeps a pivot table's records"
}

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    for cache in &file.workbook.pivot_caches {
        if !cache.records {
            continue;
        }
        let (source, shown) = source(file.workbook, cache);
        let count = cache.fields.len();
        let list = listed(cache.fields.iter().map(String::as_str));
        let (of_th, of_en) = if count == 0 {
            (String::new(), String::new())
        } else {
            let columns = if count == 1 { "column" } else { "columns" };
            (
                format!(" ({count} คอลัมน์: {list})"),
                format!(" ({count} {columns}: {list})"),
            )
        };
        let (source_th, source_en) = (source.th, source.en);
        let message = say!(
            th: "PivotTable เก็บสำเนาข้อมูลต้นทางทุกแถวไว้ในไฟล์{of_th} {source_th}",
            en: "a pivot table keeps every record of its source in the file{of_en}; {source_en}"
        );
        let help = Text {
            th: "คัดลอก PivotTable แล้ววางเป็นค่า (Ctrl+Alt+V > ค่า) ในเวิร์กบุ๊กใหม่ หรือคลิก PivotTable เลือก วิเคราะห์ PivotTable > ตัวเลือก > ข้อมูล เอาเครื่องหมาย \"บันทึกข้อมูลต้นฉบับกับไฟล์\" ออก แล้วบันทึก",
            en: "copy the pivot table and paste it as values (Ctrl+Alt+V > Values) into a new workbook; or click it, PivotTable Analyze > Options > Data, clear \"Save source data with file\", and save",
        };
        let finding = Finding::of_file(message, help.into());
        sink.report(if shown {
            finding.weaker(Severity::Warning, 1.0)
        } else {
            finding
        });
    }
}

/// Where the records come from, in words, and whether a reader sees them there anyway.
fn source(workbook: &Workbook, cache: &PivotCache) -> (Message, bool) {
    let Some(name) = &cache.source_sheet else {
        return (
            say!(th: "โดยต้นทางไม่อยู่ในเวิร์กบุ๊กนี้", en: "the source is not in this workbook"),
            false,
        );
    };
    let sheet = workbook.sheets.iter().find(|sheet| sheet.name == *name);
    let name = shorten(name);
    match sheet.map(|sheet| sheet.visibility) {
        Some(Visibility::Visible) => (
            say!(th: "จากแผ่นงาน \"{name}\"", en: "the source is sheet \"{name}\""),
            true,
        ),
        Some(Visibility::Hidden | Visibility::VeryHidden) => (
            say!(th: "จากแผ่นงาน \"{name}\" ซึ่งซ่อนอยู่", en: "the source is sheet \"{name}\", which is hidden"),
            false,
        ),
        None => (
            say!(th: "จากแผ่นงาน \"{name}\" ซึ่งไม่มีในเวิร์กบุ๊กแล้ว", en: "the source is sheet \"{name}\", which is gone"),
            false,
        ),
    }
}
