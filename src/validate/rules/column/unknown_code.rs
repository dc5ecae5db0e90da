use crate::model::address::CellRef;
use crate::model::grammar::heading::{self, Heading};
use crate::model::language::say;
use crate::model::reference;
use crate::validate::areas;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A code is not in the official list
    ///
    /// ## Why it matters
    /// Whoever joins the table with maps or other tables by the code of a province or district loses these rows.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้ที่เชื่อมตารางกับแผนที่หรือตารางอื่นด้วยรหัสจังหวัดหรืออำเภอ จะเสียข้อมูลแถวเหล่านี้ไป
    ///
    /// ## How to fix in Excel
    /// Compare the code with the name in the same row and with the list of the Department of Provincial Administration (province:
    /// two digits, district: four), and correct it.
    ///
    /// ## วิธีแก้ใน Excel
    /// เทียบรหัสกับชื่อในแถวเดียวกัน และกับรายการรหัสของกรมการปกครอง (จังหวัด 2 หลัก อำเภอ 4 หลัก) แล้วแก้ให้ถูกต้อง
    ///
    /// ## Flagged
    /// ```grid
    /// | province_code | cases |
    /// |---|---|
    /// | '10 | 12 |
    /// | '11 | 7 |
    /// | '12 | 9 |
    /// | '13 | 4 |
    /// | '59 | 3 |
    /// ```
    /// ```report
    /// error[unknown-code] A6: "59" is not the code of a province (1 of 5 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province_code | province | cases |
    /// |---|---|---|
    /// | '50 | เชียงใหม่ | 12 |
    /// | '55 | น่าน | 7 |
    /// ```
    "unknown-code", Error, Column(check), None, Confirm, Distinct,
    th: "รหัสไม่อยู่ในรายการมาตรฐาน", en: "A code is not in the official list"
}

/// Codes that must be known before the others are called unknown.
const KNOWN: usize = 4;

/// A list of codes: what it is of, and how it knows them.
struct List {
    th: &'static str,
    en: &'static str,
    digits: usize,
    knows: fn(&str) -> bool,
}

const PROVINCES: List = List {
    th: "จังหวัด",
    en: "a province",
    digits: 2,
    knows: |code| reference::province_by_code(code).is_some(),
};
const DISTRICTS: List = List {
    th: "อำเภอหรือเขต",
    en: "a district",
    digits: 4,
    knows: |code| {
        reference::district_by_code(code).is_some() || reference::is_retired_district(code)
    },
};

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let list = match heading::of(&column.field.label) {
        Some(Heading::ProvinceCode) => PROVINCES,
        Some(Heading::DistrictCode) => DISTRICTS,
        _ => return,
    };
    let Some(distinct) = column.distinct() else {
        return;
    };
    let (mut known, mut known_cells, mut total) = (0, 0, 0);
    let mut unknown = Vec::new();
    let mut misshapen = 0;
    for entry in &distinct.values {
        let Some(code) = areas::code(column, entry.cell) else {
            continue;
        };
        if stands_for_many(&code) {
            continue;
        }
        total += entry.count;
        if (list.knows)(&code) {
            known += 1;
            known_cells += entry.count;
        } else {
            misshapen += usize::from(code.len() != list.digits);
            unknown.push(entry.cell.bits());
        }
    }
    // Another list of codes (1 to 77, or registrars' offices) is not this one with faults.
    let few = unknown.len() == 1 || unknown.len() * 10 <= unknown.len() + known;
    if unknown.is_empty() || !few || misshapen > 1 || known < KNOWN || known_cells * 5 < total * 4 {
        return;
    }
    unknown.sort_unstable();
    let hits = column.find(|cell| unknown.binary_search(&cell.bits()).is_ok());
    let Some(hits) = hits else { return };
    let suggestion = (unknown.len() == 1)
        .then(|| hits.runs.first())
        .flatten()
        .filter(|_| list.digits == PROVINCES.digits)
        .and_then(|run| code_of_name_beside(column, run.first.row));
    let (example, count) = (shorten(&hits.example), hits.count);
    let (th, en) = (list.th, list.en);
    let message = say!(
        th: "\"{example}\" ไม่ใช่รหัส{th} ({count} จาก {total} เซลล์)",
        en: "\"{example}\" is not the code of {en} ({count} of {total} cells)"
    );
    let help = match suggestion {
        Some(code) => say!(
            th: "ชื่อในแถวเดียวกันมีรหัส {code} ตรวจสอบแล้วแก้ให้ตรงกัน",
            en: "the name in the same row has the code {code}: compare, and correct the one that is wrong"
        ),
        None => say!(
            th: "เทียบกับชื่อในแถวเดียวกันและรายการรหัสของกรมการปกครอง แล้วแก้รหัส",
            en: "compare with the name in the same row and with the list of the Department of Provincial Administration, and correct the code"
        ),
    };
    let finding = column.finding(hits, message, help);
    sink.report(finding.suggest(suggestion.map(str::to_owned)));
}

/// Codes for the whole country or for "unknown".
fn stands_for_many(code: &str) -> bool {
    code.bytes().all(|byte| byte == b'0')
        || code.bytes().all(|byte| byte == b'9')
        || (code.len() == 4 && code.ends_with("00"))
}

/// The code of the province that is named in the same row.
fn code_of_name_beside(column: &ColumnView<'_>, row: u32) -> Option<&'static str> {
    let names = column.layout.fields.iter();
    let names = names.filter(|field| heading::of(&field.label) == Some(Heading::ProvinceName));
    let cells = names.map(|field| column.sheet.cell(CellRef::new(row, field.column)));
    let mut provinces = cells.filter_map(|cell| areas::province(column, cell));
    provinces.next().map(|province| province.code)
}
