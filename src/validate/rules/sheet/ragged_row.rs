use crate::model::address::{CellRef, Range, Runs};
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// A row has more or fewer values than the others
    ///
    /// ## Why it matters
    /// From the surplus or missing value on, everything in the row stands in the wrong column. The usual cause is a number written as 1,234 without quotation marks: CSV reads two values.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ตั้งแต่ค่าที่เกินหรือขาดไป ค่าทั้งหมดในแถวจะอยู่ผิดคอลัมน์ สาเหตุที่พบบ่อยคือเขียนตัวเลขเป็น 1,234 โดยไม่มีอัญประกาศ CSV จะอ่านเป็นสองค่า
    ///
    /// ## How to fix in Excel
    /// Mend the rows in the program that wrote the file: numbers without thousands separators, quotation marks around values that contain a comma. From Excel, save the workbook as "CSV UTF-8 (Comma delimited) (.csv)", which does both right.
    ///
    /// ## วิธีแก้ใน Excel
    /// แก้ที่โปรแกรมต้นทาง: เขียนตัวเลขโดยไม่มีจุลภาคคั่นหลักพัน และใส่อัญประกาศครอบค่าที่มีจุลภาค หากมีเวิร์กบุ๊กต้นฉบับ ให้บันทึกเป็น "CSV UTF-8 (คั่นด้วยจุลภาค) (.csv)" ซึ่งเขียนให้ถูกต้องเอง
    ///
    /// ## Flagged
    /// In a CSV file of three columns the line `เชียงใหม่,1,234,13`: four values, because the number is grouped and not quoted.
    ///
    /// ## Clean
    /// The line `เชียงใหม่,1234,13`, or `เชียงใหม่,"1,234",13`.
    "ragged-row", Error, Sheet(check), None, Unsafe, Constant,
    th: "แถวมีจำนวนค่าไม่เท่ากับแถวอื่น", en: "A row has more or fewer values than the others"
}

/// Surplus values up to which a grouped number is looked for: six groups are a number beyond any budget.
const JOINS: usize = 6;
/// Values of a row up to which it is looked for.
const VALUES: usize = 256;

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    let Some(csv) = &sheet.workbook.csv else {
        return;
    };
    // Titles above and notes below a table are short by nature, and told by rules of their own.
    let mut tables = Runs::default();
    for layout in sheet.layouts {
        tables.push(layout.range.first.row, layout.range.last.row);
    }
    let inside = |row: u32| tables.is_empty() || tables.contains(row);
    let ragged: Vec<(u32, u32)> = csv
        .ragged
        .iter()
        .copied()
        .filter(|(row, _)| inside(*row))
        .collect();
    let Some((row, values)) = ragged.first().copied() else {
        return;
    };
    let (number, usual, count) = (u64::from(row) + 1, csv.width, ragged.len());
    let words = if values == 1 { "value" } else { "values" };
    let rows = if count == 1 { "row" } else { "rows" };
    let (joined_th, joined_en) =
        grouped_number(sheet, row, values, usual).map_or_else(Default::default, |number| {
            (
                format!(" \"{number}\" น่าจะเป็นตัวเลขเดียว"),
                format!("; \"{number}\" looks like one number"),
            )
        });
    let message = say!(
        th: "แถว {number} มี {values} ค่า แต่แถวอื่นมี {usual} ค่า ({count} แถว){joined_th}",
        en: "row {number} has {values} {words} where {usual} are usual ({count} {rows}){joined_en}"
    );
    let help = say!(
        th: "แก้แถวที่ระบุ: ลบจุลภาคคั่นหลักพันในตัวเลข หรือใส่อัญประกาศครอบค่าที่มีจุลภาค",
        en: "mend the rows named: take thousands separators out of numbers, or put quotation marks around values that contain a comma"
    );
    let places = ragged.iter().map(|(row, values)| {
        let last = values.saturating_sub(1);
        Range::of((*row, *row), (0, last))
    });
    if let Some(finding) = Finding::over(places, |_, _| (message, help)) {
        sink.report(finding);
    }
}

/// The number that a row with surplus values must hold: the only way to join neighbouring groups of digits that gives
/// the row its usual width.
fn grouped_number(sheet: &SheetView<'_>, row: u32, values: u32, usual: u32) -> Option<String> {
    let surplus = usize::try_from(values.checked_sub(usual)?).ok()?;
    let strings = &sheet.workbook.strings;
    let texts: Vec<String> = (0..values)
        .take(VALUES + 1)
        .map(|column| {
            let cell = sheet.sheet.cell(CellRef::new(row, column));
            cell.value().to_text(strings)
        })
        .collect();
    let fits = (1..=JOINS).contains(&surplus) && texts.len() <= VALUES;
    let ways = fits.then(|| ways(&texts, surplus))?;
    only(&texts, &ways, surplus)
}

/// In how many ways (two stand for many) the values from each on can be joined so many times.
fn ways(texts: &[String], surplus: usize) -> Vec<Vec<u8>> {
    let mut ways = vec![vec![0u8; surplus + 1]; texts.len() + 1];
    ways[texts.len()][0] = 1;
    for at in (0..texts.len()).rev() {
        for joins in 0..=surplus {
            let alone = ways[at + 1][joins];
            let longer: u8 = lengths(&texts[at..], joins)
                .map(|length| ways[at + length][joins + 1 - length])
                .fold(0, u8::saturating_add);
            ways[at][joins] = alone.saturating_add(longer).min(2);
        }
    }
    ways
}

/// The first number that is joined, where there is but one way.
fn only(texts: &[String], ways: &[Vec<u8>], surplus: usize) -> Option<String> {
    let way = |at: usize, joins: usize| ways.get(at).and_then(|ways| ways.get(joins)).copied();
    if way(0, surplus) != Some(1) {
        return None;
    }
    let at = (0..texts.len()).find(|at| way(at + 1, surplus) != Some(1))?;
    let length = lengths(&texts[at..], surplus)
        .find(|length| way(at + length, surplus + 1 - length) == Some(1))?;
    Some(texts[at..at + length].join(","))
}

/// How many values one number may take that begins here, two at least: `1`, `234`, `567.50`.
fn lengths(texts: &[String], joins: usize) -> impl Iterator<Item = usize> {
    let first = texts
        .first()
        .map_or("", |text| text.strip_prefix('-').unwrap_or(text));
    let begins = (1..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_digit())
        && !first.starts_with('0');
    let groups = texts
        .iter()
        .skip(1)
        .take_while(|text| is_group(text))
        .count();
    // The last group may carry the decimals.
    let decimals = texts
        .get(groups + 1)
        .and_then(|text| text.split_once('.'))
        .is_some_and(|(whole, rest)| {
            is_group(whole) && rest.bytes().all(|byte| byte.is_ascii_digit())
        });
    let most = if begins {
        groups + usize::from(decimals)
    } else {
        0
    };
    2..=(most.min(joins) + 1)
}

fn is_group(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{only, ways};

    #[test]
    fn a_grouped_number_is_told_where_there_is_one_way_to_join_it() {
        let joined = |line: &str, surplus: usize| {
            let texts: Vec<String> = line.split(',').map(str::to_owned).collect();
            only(&texts, &ways(&texts, surplus), surplus)
        };
        assert_eq!(joined("ก,1,234,13", 1).as_deref(), Some("1,234"));
        assert_eq!(
            joined("ก,13,1,234,567.50", 2).as_deref(),
            Some("1,234,567.50")
        );
        assert_eq!(joined("-1,234,ก,5", 1).as_deref(), Some("-1,234"));
        assert_eq!(joined("1,234,ก,5,678", 2).as_deref(), Some("1,234"));
        // Two pairs that may be one number, and only one of them is.
        assert_eq!(joined("ก,1,234,567", 1), None);
        assert_eq!(joined("ก,12,13,14", 1), None);
        assert_eq!(joined("ก,0,234,5", 1), None);
    }
}
