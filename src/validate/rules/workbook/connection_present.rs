use crate::model::language::{Text, say};
use crate::validate::names::listed;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// The workbook is connected to a source of data
    ///
    /// ## Why it matters
    /// A connection names servers, folders and sometimes users and passwords, and its copy of the data may hold more than the sheet shows.
    ///
    /// ## ทำไมจึงสำคัญ
    /// การเชื่อมต่อบอกชื่อเครื่องแม่ข่าย โฟลเดอร์ และบางครั้งชื่อผู้ใช้กับรหัสผ่าน และสำเนาข้อมูลของการเชื่อมต่ออาจมีมากกว่าที่เห็นในแผ่นงาน
    ///
    /// ## How to fix in Excel
    /// Data > Queries & Connections, right-click each one > Delete. The values on the sheet stay. For a data model, copy the sheet into a new workbook and publish that.
    ///
    /// ## วิธีแก้ใน Excel
    /// ข้อมูล > คิวรีและการเชื่อมต่อ คลิกขวาทีละรายการ > ลบ ค่าในแผ่นงานจะยังอยู่ หากมีแบบจำลองข้อมูล ให้คัดลอกแผ่นงานไปยังเวิร์กบุ๊กใหม่แล้วเผยแพร่ไฟล์นั้น
    ///
    /// ## Flagged
    /// A workbook with a query to a database, a folder or a web service, or with a data model.
    ///
    /// ## Clean
    /// A workbook that holds nothing but its own cells.
    "connection-present", Warning, Workbook(check), None, Safe, Constant,
    th: "เวิร์กบุ๊กเชื่อมต่อกับแหล่งข้อมูลอื่น", en: "The workbook is connected to a source of data"
}

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let names = &file.workbook.connections;
    let count = names.len();
    if count == 0 {
        return;
    }
    let list = listed(names.iter().map(String::as_str));
    let connections = if count == 1 {
        "connection"
    } else {
        "connections"
    };
    let message = say!(
        th: "ไฟล์มีการเชื่อมต่อกับแหล่งข้อมูล {count} รายการ: {list}",
        en: "the file has {count} {connections} to sources of data: {list}"
    );
    let help = Text {
        th: "เลือก ข้อมูล > คิวรีและการเชื่อมต่อ คลิกขวาทีละรายการ > ลบ ค่าในแผ่นงานจะยังอยู่ แล้วบันทึก",
        en: "choose Data > Queries & Connections, right-click each one > Delete; the values on the sheet stay; then save",
    };
    sink.report(Finding::of_file(message, help.into()).count(count as u64));
}
