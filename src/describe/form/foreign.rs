//! Sheets of a filled form that are none of the form's own.

use crate::describe::form::Remark;
use crate::describe::form::grid::{Grid, entry, grid, grids, is_called};
use crate::describe::form::header;
use crate::describe::form::nearness::{bare, nearness};
use crate::model::address::CellRef;
use crate::model::form::Layout;
use crate::model::language::say;
use crate::model::workbook::Workbook;

/// A name that is at least so near to a lacking one's is a slip of the pen.
const SURE: usize = 80;

/// A fault for each sheet that is none of the form's and holds something: what stands there would be lost. Beside the faults:
/// whether one of these sheets is a renamed one of the form, so that what it described is not to be found.
pub(super) fn sheets(workbook: &Workbook, layout: &Layout) -> (Vec<Remark>, bool) {
    let own = |name: &str| {
        entry(layout, name).is_some()
            || is_called(name, &layout.more_sheet)
            || is_called(name, &layout.lists_sheet)
    };
    let mut remarks = Vec::new();
    let mut renamed = false;
    for grid in grids(workbook).filter(|grid| !own(grid.name()) && !grid.rows(0).is_empty()) {
        let name = grid.name();
        let meant = meant(&grid, workbook, layout);
        renamed |= meant.is_some();
        let message = match meant {
            Some(meant) => say!(
                th: "แผ่น \"{name}\" ไม่ใช่แผ่นของแบบฟอร์มนี้ น่าจะเป็นแผ่น \"{meant}\" ที่ถูกเปลี่ยนชื่อ ให้เปลี่ยนชื่อแผ่นกลับเป็น \"{meant}\" หรือลบออกถ้าไม่ใช่",
                en: "sheet \"{name}\" is none of this form's; it is probably \"{meant}\" under another name: call it \"{meant}\" again, or delete it if it is not"
            ),
            None => say!(
                th: "แผ่น \"{name}\" ไม่ใช่แผ่นของแบบฟอร์มนี้ ให้เปลี่ยนชื่อแผ่นให้ถูกต้อง หรือลบออก",
                en: "sheet \"{name}\" is none of this form's; give it its right name, or delete it"
            ),
        };
        remarks.push(Remark::fault(name, CellRef::default(), message));
    }
    (remarks, renamed)
}

/// The sheet of the layout that the workbook lacks and a foreign sheet is most like: by its headers, then by its name.
fn meant<'a>(foreign: &Grid<'_>, workbook: &Workbook, layout: &'a Layout) -> Option<&'a str> {
    let name = bare(foreign.name());
    let lacking = layout
        .sheets
        .iter()
        .filter(|sheet| grid(workbook, &sheet.name).is_none());
    let rated = lacking.map(|sheet| {
        let fits = header::faults(foreign, layout, sheet).is_empty();
        (fits, nearness(&name, &bare(&sheet.name)), &sheet.name)
    });
    let best = rated.reduce(|best, next| {
        if (next.0, next.1) > (best.0, best.1) {
            next
        } else {
            best
        }
    });
    best.filter(|(fits, near, _)| *fits || *near >= SURE)
        .map(|(.., name)| name.as_str())
}
