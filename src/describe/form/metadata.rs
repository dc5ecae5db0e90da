//! Form 1 as it was filled in: datasets, each with its items and resources.

use serde_json::Value;

use crate::describe::form::cell::{self, Said, chosen};
use crate::describe::form::foreign;
use crate::describe::form::grid::{Given, Grid, entry, grid, grids};
use crate::describe::form::header;
use crate::describe::form::list;
use crate::describe::form::more::{More, MoreLine};
use crate::describe::form::{Contents, Reading, Remark};
use crate::model::address::CellRef;
use crate::model::form::{
    Field, Holds, Kind, Layout, MACHINE_NAME, SheetLayout, dataset_field, resource_field,
};
use crate::model::language::{Message, say};
use crate::model::workbook::Workbook;

/// One item that a form says something about.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its key in the form.
    pub key: String,
    /// Its value as the descriptor keeps it; `Null` where the form says nothing.
    pub value: Value,
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// The form could not say more than one value of the list.
    pub alone: bool,
}

/// A dataset in a form.
#[derive(Clone, Debug, PartialEq)]
pub struct DatasetForm {
    /// Its code, as typed.
    pub code: String,
    /// The sheet.
    pub sheet: String,
    /// The cell of its code.
    pub cell: CellRef,
    /// The type of the sheet.
    pub data_type: String,
    /// What is said of it.
    pub items: Vec<Item>,
    /// Its resources.
    pub resources: Vec<ResourceForm>,
}

/// A resource in a form.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceForm {
    /// Its machine name, where our own sheet tells it.
    pub name: Option<String>,
    /// The sheet.
    pub sheet: String,
    /// The cell of its title.
    pub cell: CellRef,
    /// What is said of it.
    pub items: Vec<Item>,
}

type Find = fn(&str) -> Option<&'static Field>;

struct Reader {
    more: More,
    remarks: Vec<Remark>,
}

/// Reads form 1.
pub(super) fn read(workbook: &Workbook, layout: &Layout) -> Reading {
    let (mut remarks, renamed) = foreign::sheets(workbook, layout);
    let more = More::read(workbook, layout, &mut remarks);
    remarks.extend(more.stray(|name, row| {
        // Of a sheet that was renamed nothing is known.
        grid(workbook, name).map_or(renamed, |grid| {
            (0..grid.width()).any(|column| !grid.text(row, column).is_empty())
        })
    }));
    let mut reader = Reader { more, remarks };
    let mut datasets = Vec::new();
    let mut shifted = renamed;
    for holds in [Holds::Dataset, Holds::Resource] {
        for grid in grids(workbook) {
            let Some(sheet) = entry(layout, grid.name()).filter(|sheet| sheet.holds == holds)
            else {
                continue;
            };
            let rows = grid.rows(layout.first_row);
            if rows.is_empty() {
                continue;
            }
            let faults = header::faults(&grid, layout, sheet);
            shifted |= !faults.is_empty();
            let well = faults.is_empty();
            reader.remarks.extend(faults);
            for row in rows {
                match holds {
                    Holds::Dataset if well => reader.dataset(&grid, sheet, row, &mut datasets),
                    // Without its dataset a resource's row says nothing.
                    Holds::Resource if !shifted => {
                        reader.resource(&grid, sheet, row, &mut datasets);
                    }
                    _ => {}
                }
            }
        }
    }
    let Reader { more, mut remarks } = reader;
    // A list is compared where all sheets of the datasets could be read.
    if !shifted {
        remarks.extend(list::compared(workbook, layout, &more, &datasets));
    }
    Reading {
        contents: Contents::Metadata(datasets),
        remarks,
    }
}

impl Reader {
    fn dataset(
        &mut self,
        grid: &Grid<'_>,
        sheet: &SheetLayout,
        row: u32,
        datasets: &mut Vec<DatasetForm>,
    ) {
        let column = sheet.column("name").unwrap_or(0);
        let (cell, code) = (CellRef::new(row, column), grid.text(row, column));
        let known = datasets.iter().find(|dataset| dataset.code == code);
        if code.is_empty() {
            self.fault(
                grid,
                cell,
                say!(
                    th: "แถวนี้ไม่มีรหัสชุดข้อมูล",
                    en: "this row has no code of its dataset"
                ),
            );
        } else if let Some(known) = known {
            let (other, place) = (&known.sheet, known.cell);
            let message = say!(
                th: "รหัส \"{code}\" ซ้ำกับ {other}!{place} ชุดข้อมูลหนึ่งมีได้แถวเดียว",
                en: "code \"{code}\" stands in {other}!{place} already; a dataset has one row"
            );
            self.fault(grid, cell, message);
        }
        let mut items = self.items(grid, sheet, row, dataset_field);
        let typed = self.data_type(grid, sheet, row);
        if !items.iter().any(|item| item.key == "data_type") {
            items.push(Item {
                key: "data_type".to_owned(),
                value: Value::String(sheet.data_type.clone()),
                sheet: grid.name().to_owned(),
                cell: typed.unwrap_or(cell),
                alone: false,
            });
        }
        datasets.push(DatasetForm {
            code,
            sheet: grid.name().to_owned(),
            cell,
            data_type: sheet.data_type.clone(),
            items,
            resources: Vec::new(),
        });
    }

    /// The type is the sheet's; a cell that says another one is a fault. Returns the cell.
    fn data_type(&mut self, grid: &Grid<'_>, sheet: &SheetLayout, row: u32) -> Option<CellRef> {
        let column = sheet.column("d_type")?;
        let (cell, text) = (CellRef::new(row, column), grid.text(row, column));
        let types = dataset_field("data_type").map_or(&[][..], |field| field.kind.choices());
        let wanted = &sheet.data_type;
        if !text.is_empty() && chosen(&text, types).is_none_or(|found| found != wanted) {
            self.fault(grid, cell, say!(
                th: "ประเภทข้อมูลเป็น \"{text}\" แต่แผ่นนี้เป็นของ \"{wanted}\" ให้ย้ายแถวไปแผ่นของประเภทนั้น หรือแก้ช่องนี้",
                en: "the type is \"{text}\", but this sheet is for \"{wanted}\"; move the row to the sheet of its type, or correct the cell"
            ));
        }
        Some(cell)
    }

    fn resource(
        &mut self,
        grid: &Grid<'_>,
        sheet: &SheetLayout,
        row: u32,
        datasets: &mut [DatasetForm],
    ) {
        let column = sheet.column("dataset_name").unwrap_or(0);
        let (cell, code) = (CellRef::new(row, column), grid.text(row, column));
        let items = self.items(grid, sheet, row, resource_field);
        let codes = datasets.iter().map(|dataset| dataset.code.as_str());
        let codes = codes.collect::<Vec<_>>().join(", ");
        let Some(dataset) = datasets.iter_mut().find(|dataset| dataset.code == code) else {
            let none = codes.is_empty();
            self.fault(grid, cell, if none { say!(
                th: "ทรัพยากรนี้ไม่ได้ระบุชุดข้อมูลที่มีอยู่ในแบบฟอร์ม: \"{code}\" แบบฟอร์มยังไม่มีแถวของชุดข้อมูลใด",
                en: "this resource names no dataset of the form: \"{code}\"; the form has no row of any dataset"
            ) } else { say!(
                th: "ทรัพยากรนี้ไม่ได้ระบุชุดข้อมูลที่มีอยู่ในแบบฟอร์ม: \"{code}\" รหัสที่มีคือ {codes}",
                en: "this resource names no dataset of the form: \"{code}\"; the codes are {codes}"
            ) });
            return;
        };
        if dataset.data_type != sheet.data_type {
            let (place, wanted) = (&dataset.sheet, &dataset.data_type);
            let message = say!(
                th: "ชุดข้อมูล \"{code}\" อยู่ในแผ่น {place} ({wanted}) ให้ย้ายทรัพยากรไปแผ่นทรัพยากรของประเภทนั้น",
                en: "dataset \"{code}\" stands on {place} ({wanted}); move its resources to the sheet for that type"
            );
            self.fault(grid, cell, message);
        }
        let name = self.more.of(grid.name(), row, MACHINE_NAME);
        dataset.resources.push(ResourceForm {
            name: name.first().map(|line| line.value.text.clone()),
            sheet: grid.name().to_owned(),
            cell: CellRef::new(row, sheet.column("resource_name").unwrap_or(column)),
            items,
        });
    }

    /// Everything that a row says, cell by cell, and what the sheet of further values adds.
    fn items(&mut self, grid: &Grid<'_>, sheet: &SheetLayout, row: u32, find: Find) -> Vec<Item> {
        let mut items = Vec::new();
        for (number, column) in (0u32..).zip(&sheet.columns) {
            let key = column.key.as_str();
            let Some(field) = find(key) else { continue };
            if matches!(key, "name" | "dataset_name" | "d_type") {
                continue;
            }
            let given = grid.cell(row, number);
            let open = find(&format!("{key}_other")).is_some();
            let lines = self.more.of(grid.name(), row, key);
            let untouched = lines.first().is_some_and(|line| line.cell == given.text);
            let said = if untouched {
                self.whole(&lines, field, open)
            } else if lines.len() > 1 {
                Err(Remark::fault(grid.name(), given.at, changed(lines.len())))
            } else {
                // Nothing beside the cell, or a single line that the person has overruled.
                cell::read(&given, field, open)
                    .map_err(|message| Remark::fault(grid.name(), given.at, message))
            };
            let alone = !self.more.there && matches!(field.kind, Kind::Many(_));
            let place = (grid.name().to_owned(), given.at);
            self.keep(&mut items, key, said, place, alone);
        }
        let beside: Vec<(String, CellRef)> = self
            .more
            .of_row(grid.name(), row)
            .filter(|line| sheet.column(&line.key).is_none() && line.key != MACHINE_NAME)
            .map(|line| (line.key.clone(), line.value.at))
            .collect();
        for (key, at) in beside {
            if items.iter().any(|item: &Item| item.key == key) {
                continue;
            }
            let place = (self.more.name.clone(), at);
            let said = match find(&key) {
                Some(field) => {
                    let open = find(&format!("{key}_other")).is_some();
                    self.whole(&self.more.of(grid.name(), row, &key), field, open)
                }
                None => Err(Remark::fault(
                    &place.0,
                    at,
                    say!(
                        th: "ไม่รู้จักรายการ \"{key}\"",
                        en: "item \"{key}\" is not known"
                    ),
                )),
            };
            self.keep(&mut items, &key, said, place, false);
        }
        self.remarks.extend(years(&items));
        items
    }

    /// The value of an item from all its lines.
    fn whole(&self, lines: &[&MoreLine], field: &Field, open: bool) -> Result<Said, Remark> {
        let at = |line: &MoreLine, message: Message| {
            Remark::fault(&self.more.name, line.value.at, message)
        };
        match (lines, &field.kind) {
            ([line], _) if line.value.text.is_empty() => Ok(Said::default()),
            (_, Kind::Many(list)) => {
                let one = Field {
                    kind: Kind::Choice(list.clone()),
                    ..field.clone()
                };
                let mut all = Said::default();
                let mut values = Vec::new();
                for line in lines {
                    let said = cell::read(&line.value, &one, open).map_err(|it| at(line, it))?;
                    all.other = all.other.or(said.other);
                    if !said.value.is_null() && !values.contains(&said.value) {
                        values.push(said.value);
                    }
                }
                if !values.is_empty() {
                    all.value = Value::Array(values);
                }
                Ok(all)
            }
            ([line], _) => cell::read(&line.value, field, open).map_err(|it| at(line, it)),
            // A text that is longer than a cell may be.
            ([first, ..], Kind::Text | Kind::Words) => {
                let text = lines.iter().map(|line| line.value.text.as_str());
                let given = Given {
                    text: text.collect(),
                    ..first.value.clone()
                };
                cell::read(&given, field, open).map_err(|it| at(first, it))
            }
            ([first, ..], _) => Err(at(
                first,
                say!(
                    th: "รายการนี้มีได้ค่าเดียว",
                    en: "this item has one value"
                ),
            )),
            ([], _) => Ok(Said::default()),
        }
    }

    /// Keeps what was read of an item, or its fault.
    fn keep(
        &mut self,
        items: &mut Vec<Item>,
        key: &str,
        said: Result<Said, Remark>,
        (sheet, cell): (String, CellRef),
        alone: bool,
    ) {
        let said = match said {
            Ok(said) => said,
            Err(fault) => {
                self.remarks.push(fault);
                return;
            }
        };
        if let Some(note) = said.note {
            self.remarks.push(Remark::note(&sheet, cell, note));
        }
        let item = |key: String, value: Value| Item {
            key,
            value,
            sheet: sheet.clone(),
            cell,
            alone,
        };
        items.push(item(key.to_owned(), said.value));
        if let Some(other) = said.other {
            items.push(item(format!("{key}_other"), Value::String(other)));
        }
    }

    fn fault(&mut self, grid: &Grid<'_>, cell: CellRef, message: Message) {
        self.remarks.push(Remark::fault(grid.name(), cell, message));
    }
}

/// First years of data that lie after the last ones.
fn years(items: &[Item]) -> Vec<Remark> {
    let year = |item: &Item| item.value.as_str()?.parse::<u32>().ok();
    let pairs = items.iter().filter_map(|first| {
        let key = first.key.strip_suffix("first_year_of_data")?;
        let key = format!("{key}last_year_of_data");
        let last = items.iter().find(|item| item.key == key)?;
        let (from, to) = (year(first)?, year(last)?);
        (from > to).then_some((first, last, from, to))
    });
    pairs
        .map(|(first, last, from, to)| {
            let (sheet, cell) = (&last.sheet, last.cell);
            Remark::fault(
                &first.sheet,
                first.cell,
                say!(
                    th: "ปีแรก {from} อยู่หลังปีล่าสุด {to} ในช่อง {sheet}!{cell} อาจสลับกัน แก้ปีใดปีหนึ่ง",
                    en: "the first year {from} lies after the last year {to} in {sheet}!{cell}; they may have changed places: correct one of them"
                ),
            )
        })
        .collect()
}

fn changed(count: usize) -> Message {
    say!(
        th: "ค่าในช่องนี้ถูกแก้ แต่แผ่น ค่าเพิ่มเติม ยังมี {count} บรรทัดของรายการนี้ ให้แก้ทั้งสองที่ให้ตรงกัน (ช่อง \"ในช่อง\" และ \"ค่า\") หรือลบบรรทัดเหล่านั้น",
        en: "the cell was changed, but the sheet ค่าเพิ่มเติม still has {count} lines for it; bring both together (columns \"ในช่อง\" and \"ค่า\"), or delete those lines"
    )
}
