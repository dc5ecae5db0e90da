use crate::model::cell::{Cell, Value};
use crate::model::diagnostic::Severity;
use crate::model::grammar::heading::Heading;
use crate::model::language::{Message, say};
use crate::model::reference::{self, Province};
use crate::validate::areas;
use crate::validate::columns::{TableColumns, labelled};
use crate::validate::pairs::{self, Pair};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::{ColumnView, TableView};

rule! {
    /// A district or health area is not that of its province
    ///
    /// ## Why it matters
    /// The row is counted in one place by its district and in another by its province.
    ///
    /// ## ทำไมจึงสำคัญ
    /// แถวเดียวกันจะถูกนับเป็นคนละพื้นที่ เมื่อแยกตามอำเภอและเมื่อแยกตามจังหวัด
    ///
    /// ## How to fix in Excel
    /// Look into the source whether the province or the district is right, and correct the other cell of the row.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจกับเอกสารต้นทางว่าจังหวัดหรืออำเภอถูกต้อง แล้วแก้อีกเซลล์หนึ่งในแถวนั้น
    ///
    /// ## Flagged
    /// ```grid
    /// | province | district | cases |
    /// |---|---|---|
    /// | เชียงใหม่ | สันทราย | 12 |
    /// | เชียงใหม่ | หางดง | 7 |
    /// | นนทบุรี | บางกรวย | 9 |
    /// | นนทบุรี | ปากเกร็ด | 4 |
    /// | เชียงใหม่ | บางใหญ่ | 5 |
    /// ```
    /// ```report
    /// error[hierarchy-mismatch] B6: "บางใหญ่" is a district of นนทบุรี, not of เชียงใหม่ (1 of 5 rows)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | district | cases |
    /// |---|---|---|
    /// | เชียงใหม่ | สันทราย | 12 |
    /// | เชียงใหม่ | หางดง | 7 |
    /// | นนทบุรี | บางกรวย | 9 |
    /// | นนทบุรี | ปากเกร็ด | 4 |
    /// ```
    "hierarchy-mismatch", Error, Table(check), None, None, Distinct,
    th: "อำเภอหรือเขตสุขภาพไม่ตรงกับจังหวัด", en: "A district or health area is not that of its province"
}

/// Rows that must agree before the others are called wrong.
const AGREE: u64 = 4;

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let columns = TableColumns::of(table);
    let columns = columns.all();
    let by_name = labelled(&columns, Heading::ProvinceName);
    let provinces = by_name.or_else(|| labelled(&columns, Heading::ProvinceCode));
    let Some(provinces) = provinces else { return };
    if let Some(districts) = labelled(&columns, Heading::DistrictName) {
        compare(districts, provinces, district, sink, |finding| finding);
    }
    if let Some(areas) = labelled(&columns, Heading::HealthArea) {
        // The ministry may group its provinces anew; older and newer tables differ from the list then.
        compare(areas, provinces, health_area, sink, |finding| {
            finding.weaker(Severity::Warning, 0.8)
        });
    }
}

/// What the lists say of a pair.
enum Said {
    Agrees,
    Differs(Message),
    Unknown,
}

fn compare(
    parts: &ColumnView<'_>,
    provinces: &ColumnView<'_>,
    look: fn(&ColumnView<'_>, Cell, &'static Province) -> Said,
    sink: &mut Sink<'_>,
    level: fn(Finding) -> Finding,
) {
    let Some(pairs) = pairs::distinct(parts, provinces) else {
        return;
    };
    let (mut agree, mut differ, mut total) = (0, 0, 0);
    let mut wrong: Vec<(Pair, Message)> = Vec::new();
    for pair in &pairs {
        total += pair.count;
        let of = areas::province(provinces, pair.second)
            .or_else(|| areas::province_of_code(provinces, pair.second));
        match of.map_or(Said::Unknown, |province| look(parts, pair.first, province)) {
            Said::Agrees => agree += pair.count,
            Said::Differs(message) => {
                differ += pair.count;
                wrong.push((*pair, message));
            }
            Said::Unknown => {}
        }
    }
    if agree < AGREE || agree * 5 < (agree + differ) * 4 {
        return;
    }
    let bad: Vec<Pair> = wrong.iter().map(|(pair, _)| *pair).collect();
    let Some(hits) = pairs::rows_of(parts, provinces, &bad) else {
        return;
    };
    let Some(run) = hits.runs.first() else { return };
    let at = |column: &ColumnView<'_>| {
        let cells = column.sheet.columns.get(column.field.column as usize);
        cells.map_or(Cell::EMPTY, |cells| cells.get(run.first.row))
    };
    let (part, province) = (at(parts), at(provinces));
    let first = wrong
        .into_iter()
        .find(|(pair, _)| pair.first == part && pair.second == province);
    let Some((_, Message { th, en })) = first else {
        return;
    };
    let count = hits.count;
    let message = say!(
        th: "{th} ({count} จาก {total} แถว)",
        en: "{en} ({count} of {total} rows)"
    );
    let help = say!(
        th: "ตรวจกับเอกสารต้นทาง แล้วแก้เซลล์ที่ผิดในแถวนั้น",
        en: "look into the source, and correct the cell of the row that is wrong"
    );
    sink.report(level(parts.finding(hits, message, help)));
}

fn district(districts: &ColumnView<'_>, cell: Cell, province: &'static Province) -> Said {
    let name = districts.text(cell);
    if reference::district(&name, province).is_some() {
        return Said::Agrees;
    }
    let elsewhere = reference::district_anywhere(&name)
        .and_then(|district| reference::province_by_code(district.province));
    let Some(own) = elsewhere else {
        // Misspelt, or renamed since.
        return Said::Unknown;
    };
    // The table may be older than the province that was taken from this one.
    if own.former == Some(province.code) {
        return Said::Unknown;
    }
    let (name, own, not) = (shorten(&name), own.name_th, province.name_th);
    Said::Differs(say!(
        th: "\"{name}\" เป็นอำเภอหรือเขตของ{own} ไม่ใช่{not}",
        en: "\"{name}\" is a district of {own}, not of {not}"
    ))
}

fn health_area(areas: &ColumnView<'_>, cell: Cell, province: &'static Province) -> Said {
    let said = match cell.value() {
        Value::Number(number) => number
            .to_integer()
            .and_then(|number| u8::try_from(number).ok())
            .and_then(reference::health_area),
        Value::Text(_) => reference::health_area_named(&areas.text(cell)),
        _ => None,
    };
    let Some(said) = said else {
        return Said::Unknown;
    };
    if said.number == province.health_area {
        return Said::Agrees;
    }
    let (wrong, name, right) = (said.number, province.name_th, province.health_area);
    Said::Differs(say!(
        th: "{name}อยู่ในเขตสุขภาพที่ {right} ไม่ใช่เขตที่ {wrong}",
        en: "{name} is in health area {right}, not in {wrong}"
    ))
}
