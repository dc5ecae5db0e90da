use crate::model::address::{CellRef, Range};
use crate::model::cell::{Cell, Value};
use crate::model::column::Column;
use crate::model::language::say;
use crate::model::layout::FieldLayout;
use crate::model::schema::FieldType;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// A record stands twice
    ///
    /// ## Why it matters
    /// Whatever is counted or summed counts it twice.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เมื่อนับหรือรวมยอด ข้อมูลแถวนั้นจะถูกนับซ้ำ
    ///
    /// ## How to fix in Excel
    /// Select the table and choose Data > Remove Duplicates. If both records are right (two visits on one day), add the column that tells
    /// them apart.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกตาราง แล้วเลือก ข้อมูล > เอารายการที่ซ้ำกันออก หากเป็นคนละรายการจริง (เช่น มารับบริการสองครั้งในวันเดียวกัน)
    /// ให้เพิ่มคอลัมน์ที่แยกความต่าง
    ///
    /// ## Flagged
    /// ```grid
    /// | unit | province | cases |
    /// |---|---|---|
    /// | โรงพยาบาลแม่ริม | เชียงใหม่ | 12 |
    /// | โรงพยาบาลปัว | น่าน | 7 |
    /// | โรงพยาบาลลอง | แพร่ | 9 |
    /// | โรงพยาบาลปัว | น่าน | 7 |
    /// ```
    /// ```report
    /// warning[duplicate-row] A5:C5: row 5 says the same as row 3 (1 row)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | unit | province | cases |
    /// |---|---|---|
    /// | โรงพยาบาลแม่ริม | เชียงใหม่ | 12 |
    /// | โรงพยาบาลปัว | น่าน | 7 |
    /// | โรงพยาบาลลอง | แพร่ | 9 |
    /// ```
    "duplicate-row", Warning, Table(check), None, Unsafe, Rows,
    th: "มีข้อมูลซ้ำทั้งแถว", en: "A record stands twice"
}

/// Columns from which on a whole record is not repeated by chance alone.
const WIDTH: usize = 3;
/// Records that chance may be expected to repeat; above it, repetition is what such a table looks like.
const BY_CHANCE: f64 = 0.05;
/// So many times fewer repetitions than chance would give mean that the table is planned to have none.
const PLANNED: f64 = 20.0;
/// One record in so many may be a repetition; where more are, repetition is what such a table looks like.
const SELDOM: usize = 10;
/// In a table of fewer records than this one repetition is not many.
const SMALL: u64 = 10;
/// Records by which chance is estimated.
const SAMPLE: usize = 20_000;
/// Records looked at together before a pass asks whether it may stop.
const STEP: u32 = 0x1000;

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let records = table.layout.records();
    let fields = &table.layout.fields;
    // Columns of nothing but numbers may honestly repeat: something must name what a record is about.
    let Some(name) = fields.iter().find(|field| names(field)) else {
        return;
    };
    if fields.len() < WIDTH
        || fields
            .iter()
            .any(|field| never_repeats(table, field, &records))
    {
        return;
    }
    let repeats = repeats(table, &records);
    // A blank name stands for the one above it: such rows are not whole.
    let whole = |row: u32| {
        let filled = fields
            .iter()
            .filter(|field| !at(table, field, row).is_empty());
        !at(table, name, row).is_empty() && filled.count() >= WIDTH
    };
    let repeats: Vec<(u32, u32)> = repeats.into_iter().filter(|(row, _)| whole(*row)).collect();
    let Some((row, first)) = repeats.first().copied() else {
        return;
    };
    let records_in_all = table.layout.record_count();
    let seldom = (repeats.len() * SELDOM) as u64 <= records_in_all.max(SMALL);
    if !seldom || !is_no_chance(table, &records, &repeats) {
        return;
    }
    let mut runs: Vec<Range> = Vec::new();
    for (row, _) in &repeats {
        match runs.last_mut() {
            Some(run) if run.last.row + 1 == *row => run.last.row = *row,
            _ => runs.push(table.rows(*row, *row)),
        }
    }
    let (number, before, count) = (row + 1, first + 1, repeats.len());
    let rows = if count == 1 { "row" } else { "rows" };
    let message = say!(
        th: "แถว {number} ซ้ำกับแถว {before} ทุกคอลัมน์ ({count} แถว)",
        en: "row {number} says the same as row {before} ({count} {rows})"
    );
    let help = say!(
        th: "เลือกตารางแล้วเลือก ข้อมูล > เอารายการที่ซ้ำกันออก หากเป็นคนละรายการจริงให้เพิ่มคอลัมน์ที่แยกความต่าง",
        en: "select the table and choose Data > Remove Duplicates; if both are right, add the column that tells them apart"
    );
    let mut runs = runs.into_iter();
    let Some(place) = runs.next() else { return };
    let finding = Finding::at(place, message, help).count(repeats.len() as u64);
    sink.report(finding.evidence(runs));
}

/// Whether a column names things: words or codes.
fn names(field: &FieldLayout) -> bool {
    let values = field.profile.values();
    let words = field.kind == FieldType::String && field.profile.texts() * 2 >= values;
    values > 0 && (words || field.code)
}

fn column<'a>(table: &TableView<'a>, field: &FieldLayout) -> Option<&'a Column> {
    table.sheet.columns.get(field.column as usize)
}

fn at(table: &TableView<'_>, field: &FieldLayout, row: u32) -> Cell {
    table.sheet.cell(CellRef::new(row, field.column))
}

/// Whether a column is a running number or a key of texts: then no record repeats, and no row need be compared.
fn never_repeats(table: &TableView<'_>, field: &FieldLayout, records: &[(u32, u32)]) -> bool {
    let Some(column) = column(table, field).filter(|_| field.profile.missing == 0) else {
        return false;
    };
    let mut seen: Vec<u64> = Vec::new();
    let mut before = f64::NEG_INFINITY;
    let mut differ = |cell: Cell| match cell.value() {
        Value::Number(number) => {
            let number = number.to_f64();
            std::mem::replace(&mut before, number) < number
        }
        Value::Text(id) => {
            let (word, bit) = (id.index() / 64, 1u64 << (id.index() % 64));
            if seen.len() <= word {
                seen.resize(word + 1, 0);
            }
            let known = seen.get(word).is_some_and(|bits| bits & bit != 0);
            if let Some(bits) = seen.get_mut(word) {
                *bits |= bit;
            }
            !known
        }
        _ => false,
    };
    // In steps, so that a column of categories is left after the first of them.
    for (first, last) in records {
        let mut from = *first;
        while from <= *last {
            let to = from.saturating_add(STEP).min(*last);
            let mut all = true;
            column.for_each(from, to, |_, cell| all = all && differ(cell));
            if !all {
                return false;
            }
            from = to + 1;
        }
    }
    true
}

/// Rows that say in every column what a row before them says, with that row.
fn repeats(table: &TableView<'_>, records: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let (Some(top), Some(end)) = (records.first(), records.last()) else {
        return Vec::new();
    };
    let mut hashes = vec![0u64; (end.1 - top.0) as usize + 1];
    for field in &table.layout.fields {
        let Some(column) = column(table, field) else {
            continue;
        };
        for (first, last) in records {
            column.for_each(*first, *last, |row, cell| {
                if let Some(hash) = hashes.get_mut((row - top.0) as usize) {
                    *hash = mixed(*hash ^ mixed(cell.bits() ^ u64::from(field.column)));
                }
            });
        }
    }
    let rows = records.iter().flat_map(|(first, last)| *first..=*last);
    let mut order: Vec<(u64, u32)> = rows
        .filter_map(|row| Some((*hashes.get((row - top.0) as usize)?, row)))
        .collect();
    order.sort_unstable();
    let mut found = Vec::new();
    for same in order
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|same| same.len() > 1)
    {
        let mut kept: Vec<u32> = Vec::new();
        for (_, row) in same {
            // Equal hashes are no proof.
            let before = kept
                .iter()
                .copied()
                .find(|before| are_equal(table, *before, *row));
            match before {
                Some(before) => found.push((*row, before)),
                None => kept.push(*row),
            }
        }
    }
    found.sort_unstable();
    found
}

fn are_equal(table: &TableView<'_>, a: u32, b: u32) -> bool {
    let mut fields = table.layout.fields.iter();
    fields.all(|field| at(table, field, a) == at(table, field, b))
}

/// The finaliser of `SplitMix64`: every bit of a cell changes half of the hash.
fn mixed(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Whether the repetitions are no chance. Answers of a survey and lists of events do repeat; a register does not, nor does a
/// table of areas by years, whose columns are a plan that names every record once.
fn is_no_chance(table: &TableView<'_>, records: &[(u32, u32)], repeats: &[(u32, u32)]) -> bool {
    let rows = records.iter().flat_map(|(first, last)| *first..=*last);
    // The repeated records themselves prove nothing about the columns.
    let is_first = |row: &u32| repeats.binary_search_by_key(row, |(row, _)| *row).is_err();
    let rows: Vec<u32> = rows.filter(is_first).take(SAMPLE).collect();
    // The share of pairs of records that are alike: in the name that tells most, in all names, in all else.
    let (mut strongest, mut all_names, mut others) = (1.0f64, 1.0f64, 1.0f64);
    for field in &table.layout.fields {
        let Some(column) = column(table, field) else {
            continue;
        };
        let mut cells: Vec<u64> = rows.iter().map(|row| column.get(*row).bits()).collect();
        cells.sort_unstable();
        let alike = cells.chunk_by(|a, b| a == b).map(<[u64]>::len);
        let share = alike.map(pairs).sum::<f64>() / pairs(rows.len()).max(1.0);
        if names(field) {
            strongest = strongest.min(share);
            all_names *= share;
        } else {
            // That no number stands twice among so many does not mean that none can.
            others *= share.max(1.0 / count(rows.len()).max(1.0));
        }
    }
    let total = usize::try_from(table.layout.record_count()).unwrap_or(usize::MAX);
    // Names go together, as provinces do with regions: by chance at most as many repeat as the strongest name allows.
    let most = strongest * others * pairs(total);
    let least = all_names * others * pairs(total);
    most < BY_CHANCE || least > count(repeats.len()) * PLANNED
}

/// How many pairs there are among so many.
fn pairs(of: usize) -> f64 {
    count(of) * (count(of) - 1.0).max(0.0) / 2.0
}

#[expect(
    clippy::cast_precision_loss,
    reason = "at most a million rows, for an estimate"
)]
fn count(of: usize) -> f64 {
    of as f64
}
