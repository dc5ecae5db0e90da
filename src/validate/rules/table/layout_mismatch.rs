use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The layout that the descriptor declares no longer fits the sheet
    ///
    /// ## Why it matters
    /// The dialect of the descriptor says where header and columns are; if rows were inserted since, wrong cells are read.
    ///
    /// ## ทำไมจึงสำคัญ
    /// descriptor ระบุตำแหน่งหัวตารางและคอลัมน์ไว้ หากมีการแทรกแถวภายหลัง จะอ่านเซลล์ผิด
    ///
    /// ## How to fix in Excel
    /// Bring the sheet back to the declared layout, or correct `headerRows`, `firstColumn`, `lastColumn` in datapackage.json.
    ///
    /// ## วิธีแก้ใน Excel
    /// จัดแผ่นงานให้ตรงกับที่ระบุไว้ หรือแก้ `headerRows` `firstColumn` `lastColumn` ใน datapackage.json
    ///
    /// ## Flagged
    /// A descriptor that declares row 5 as the header of a sheet whose row 5 is blank or holds numbers.
    ///
    /// ## Clean
    /// A declared header whose cells hold names.
    "layout-mismatch", Error, Table(check), None, None, Constant,
    th: "ตำแหน่งตารางไม่ตรงกับที่ระบุใน descriptor", en: "The layout that the descriptor declares no longer fits the sheet"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let (true, Some(header)) = (table.layout.declared, table.layout.header) else {
        return;
    };
    let named = table
        .layout
        .fields
        .iter()
        .filter(|field| field.label.chars().any(char::is_alphabetic))
        .count();
    if named * 2 >= table.layout.fields.len() && named > 0 {
        return;
    }
    let (first, last) = (header.first.row + 1, header.last.row + 1);
    let message = say!(
        th: "descriptor ระบุว่าหัวตารางอยู่แถว {first}-{last} แต่แถวนั้นไม่มีชื่อคอลัมน์",
        en: "the descriptor declares rows {first}-{last} as the header, but they hold no names"
    );
    let help = say!(
        th: "แก้ headerRows ใน datapackage.json ให้ตรงกับแผ่นงาน",
        en: "correct headerRows in datapackage.json so that it fits the sheet"
    );
    sink.report(Finding::at(header, message, help));
}
