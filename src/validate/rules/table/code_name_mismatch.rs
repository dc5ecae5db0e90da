use crate::model::cell::Cell;
use crate::model::grammar::canonical::canonical;
use crate::model::grammar::heading::{self, Heading, Stem};
use crate::model::language::say;
use crate::model::reference;
use crate::model::schema::FieldType;
use crate::validate::areas;
use crate::validate::columns::{MANY, TableColumns, labelled};
use crate::validate::pairs::{self, Pair};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::{ColumnView, TableView};

rule! {
    /// Code and name in a row do not belong together
    ///
    /// ## Why it matters
    /// Who goes by the code and who goes by the name counts the row for different places.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้ที่ใช้รหัสกับผู้ที่ใช้ชื่อจะนับแถวเดียวกันเป็นคนละพื้นที่
    ///
    /// ## How to fix in Excel
    /// Look into the source which of the two is right, and correct the other. To see such rows together choose Data > Filter and tick the
    /// code.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจกับเอกสารต้นทางว่ารหัสหรือชื่อถูกต้อง แล้วแก้อีกค่าหนึ่ง หากต้องการดูแถวเหล่านี้รวมกัน เลือก ข้อมูล > ตัวกรอง แล้วเลือกรหัส
    ///
    /// ## Flagged
    /// ```grid
    /// | province_code | province | cases |
    /// |---|---|---|
    /// | '50 | เชียงใหม่ | 12 |
    /// | '51 | ลำพูน | 7 |
    /// | '52 | ลำปาง | 9 |
    /// | '55 | น่าน | 4 |
    /// | '50 | แพร่ | 3 |
    /// ```
    /// ```report
    /// error[code-name-mismatch] A6: "50" stands beside "แพร่", whose code is 54 (1 of 5 rows)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province_code | province | cases |
    /// |---|---|---|
    /// | '50 | เชียงใหม่ | 12 |
    /// | '51 | ลำพูน | 7 |
    /// | '52 | ลำปาง | 9 |
    /// | '55 | น่าน | 4 |
    /// ```
    "code-name-mismatch", Error, Table(check), None, None, Distinct,
    th: "รหัสกับชื่อไม่ตรงกัน", en: "Code and name in a row do not belong together"
}

/// Rows that must agree before the others are called wrong.
const AGREE: u64 = 4;
/// Rows with a code that stands at least three times, below which a custom of the table is not told from chance.
const ROWS: u64 = 20;
const REPEATS: u64 = 3;

/// A pair that does not belong together, and the code that the name has.
type Wrong = (Pair, String);

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    if table.layout.fields.len() > MANY {
        return;
    }
    let columns = TableColumns::of(table);
    let columns = columns.all();
    if let (Some(codes), Some(names)) = (
        labelled(&columns, Heading::ProvinceCode),
        labelled(&columns, Heading::ProvinceName),
    ) {
        by_list(codes, names, sink, province);
    }
    if let (Some(codes), Some(names)) = (
        labelled(&columns, Heading::DistrictCode),
        labelled(&columns, Heading::DistrictName),
    ) {
        by_list(codes, names, sink, district);
    }
    for codes in &columns {
        let Stem::Code(stem) = heading::stem(&codes.field.label) else {
            continue;
        };
        let listed = [Heading::ProvinceCode, Heading::DistrictCode].map(Some);
        if listed.contains(&heading::of(&codes.field.label)) {
            continue;
        }
        let named = Stem::Name(stem);
        let names = columns.iter().find(|column| {
            column.field.kind == FieldType::String && heading::stem(&column.field.label) == named
        });
        if let Some(names) = names
            && let Some(pairs) = pairs::distinct(codes, names)
        {
            let wrong = against_custom(codes, names, &pairs);
            report(codes, names, &pairs, &wrong, sink);
        }
    }
}

/// What a list says of a pair.
enum Said {
    Agrees,
    /// The name has this code.
    Has(&'static str),
    Unknown,
}

fn by_list(
    codes: &ColumnView<'_>,
    names: &ColumnView<'_>,
    sink: &mut Sink<'_>,
    look: fn(&ColumnView<'_>, Cell, &ColumnView<'_>, Cell) -> Said,
) {
    let Some(pairs) = pairs::distinct(codes, names) else {
        return;
    };
    let (mut agree, mut differ) = (0, 0);
    let mut wrong: Vec<Wrong> = Vec::new();
    for pair in &pairs {
        match look(codes, pair.first, names, pair.second) {
            Said::Agrees => agree += pair.count,
            Said::Has(code) => {
                differ += pair.count;
                wrong.push((*pair, code.to_owned()));
            }
            Said::Unknown => {}
        }
    }
    // A column of other codes agrees with the list nowhere.
    if agree >= AGREE && agree * 5 >= (agree + differ) * 4 {
        report(codes, names, &pairs, &wrong, sink);
    }
}

fn province(codes: &ColumnView<'_>, code: Cell, names: &ColumnView<'_>, name: Cell) -> Said {
    let (Some(coded), Some(named)) = (
        areas::province_of_code(codes, code),
        areas::province(names, name),
    ) else {
        return Said::Unknown;
    };
    if coded.code == named.code {
        Said::Agrees
    } else {
        Said::Has(named.code)
    }
}

/// A district's name is looked for in the province of the code first: some names stand in several provinces.
fn district(codes: &ColumnView<'_>, code: Cell, names: &ColumnView<'_>, name: Cell) -> Said {
    let Some(coded) = areas::district_of_code(codes, code) else {
        return Said::Unknown;
    };
    let name = names.text(name);
    let within = reference::province_by_code(coded.province)
        .and_then(|province| reference::district(&name, province));
    match within.or_else(|| reference::district_anywhere(&name)) {
        Some(named) if named.code == coded.code => Said::Agrees,
        Some(named) => Said::Has(named.code),
        None => Said::Unknown,
    }
}

/// Pairs against the custom of the table: nearly every code goes with one name, and here it stands beside the name of another.
fn against_custom(codes: &ColumnView<'_>, names: &ColumnView<'_>, pairs: &[Pair]) -> Vec<Wrong> {
    let mut usual: Vec<&Pair> = Vec::new();
    let (mut rows, mut held) = (0, 0);
    // Pairs come in the order of their codes.
    for same in pairs.chunk_by(|a, b| a.first == b.first) {
        let total: u64 = same.iter().map(|pair| pair.count).sum();
        let Some(most) = same.iter().max_by_key(|pair| pair.count) else {
            continue;
        };
        if total < REPEATS {
            continue;
        }
        rows += total;
        held += most.count;
        if most.count >= REPEATS && most.count * 4 >= total * 3 {
            usual.push(most);
        }
    }
    if rows < ROWS || held * 100 < rows * 95 {
        return Vec::new();
    }
    let mut wrong = Vec::new();
    for pair in pairs {
        let own = usual.iter().find(|usual| usual.first == pair.first);
        let home = usual.iter().find(|usual| usual.second == pair.second);
        let (Some(own), Some(home)) = (own, home) else {
            continue;
        };
        let (a, b) = (names.text(pair.second), names.text(own.second));
        // Two ways to write one name are for the rules about spelling to say.
        if home.first != pair.first && canonical(&a) != canonical(&b) {
            wrong.push((*pair, codes.text(home.first)));
        }
    }
    wrong
}

fn report(
    codes: &ColumnView<'_>,
    names: &ColumnView<'_>,
    pairs: &[Pair],
    wrong: &[Wrong],
    sink: &mut Sink<'_>,
) {
    let bad: Vec<Pair> = wrong.iter().map(|(pair, _)| *pair).collect();
    let Some(hits) = pairs::rows_of(codes, names, &bad) else {
        return;
    };
    let Some(row) = hits.runs.first().map(|run| run.first.row) else {
        return;
    };
    let at = |column: &ColumnView<'_>| {
        let cells = column.sheet.columns.get(column.field.column as usize);
        cells.map_or(Cell::EMPTY, |cells| cells.get(row))
    };
    let (code, name) = (at(codes), at(names));
    let first = wrong
        .iter()
        .find(|(pair, _)| pair.first == code && pair.second == name);
    let right = first.map_or("", |(_, right)| right.as_str());
    let name = shorten(&names.text(name));
    let (example, count) = (shorten(&hits.example), hits.count);
    let total: u64 = pairs.iter().map(|pair| pair.count).sum();
    let message = say!(
        th: "\"{example}\" อยู่คู่กับ \"{name}\" ซึ่งมีรหัส {right} ({count} จาก {total} แถว)",
        en: "\"{example}\" stands beside \"{name}\", whose code is {right} ({count} of {total} rows)"
    );
    let help = say!(
        th: "ตรวจกับเอกสารต้นทางว่ารหัสหรือชื่อถูกต้อง แล้วแก้อีกค่าหนึ่ง",
        en: "look into the source which of the two is right, and correct the other"
    );
    sink.report(codes.finding(hits, message, help));
}
