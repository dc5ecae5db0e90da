//! The rows of a table before and after ↔ each other: how many stay, change, come and go.
//!
//! Rows are compared by 64-bit hashes, in at most 24 bytes a row of either file, so that a table of any width fits; the files are
//! read twice where there is a changed cell to show. In less than one of a million pairs of the largest tables two different rows
//! have the same hash and pass for equal: these numbers explain a plan, the digests of the files decide.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use csv::StringRecord;
use serde::Serialize;

use crate::catalog;
use crate::publish::Error;

/// Rows of a table up to which two of them are compared, unless the caller says otherwise: 96 MB for both.
pub const LIMIT: u64 = 2_000_000;

/// Changed cells that are shown.
const SAMPLES: usize = 5;

/// The difference of two tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RowChanges {
    /// Whether the rows were compared. Where a table has more than the limit they are only counted, and [`Self::same`],
    /// [`Self::changed`], [`Self::added`], [`Self::removed`] and [`Self::samples`] say nothing.
    pub compared: bool,
    /// Rows before.
    pub before: u64,
    /// Rows after.
    pub after: u64,
    /// Rows that stay as they are, wherever they stand.
    pub same: u64,
    /// Rows of which some cells change: by the primary key, or by their place among the rows that stay.
    pub changed: u64,
    /// Rows that come.
    pub added: u64,
    /// Rows that go.
    pub removed: u64,
    /// Columns that come; no row counts as changed for that.
    pub columns_added: Vec<String>,
    /// Columns that go.
    pub columns_removed: Vec<String>,
    /// The first changed cells, in the order of the rows.
    pub samples: Vec<Sample>,
}

/// A changed cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// Row of the table after the change, from 1, the header not counted.
    pub row: u64,
    /// Name of the column.
    pub column: String,
    /// The text before.
    pub before: String,
    /// The text after.
    pub after: String,
}

/// The rows of one file, as hashes.
#[derive(Default)]
struct Side {
    /// Number of rows.
    count: u64,
    /// Hash of each row over the columns that both files have; empty where there are too many.
    rows: Vec<u64>,
    /// Hash of each row's key; empty without a key.
    keys: Vec<u64>,
}

/// What pairs of rows are found to be.
#[derive(Default)]
struct Tally {
    same: u64,
    changed: u64,
    added: u64,
    removed: u64,
    /// Row after and row before, from 0, of the first changed rows.
    first: Vec<(usize, usize)>,
}

/// Compares two CSV files of one table, with a header each. `key` is the primary key, empty where there is none; one of which a
/// column is missing in a file counts as none. Rows that have the same key, or stand twice, are paired in their order. Tables of
/// more than `limit` rows are only counted.
pub fn compare(
    before: &Path,
    after: &Path,
    key: &[String],
    limit: u64,
) -> Result<RowChanges, Error> {
    let (old, new) = (header(before)?, header(after)?);
    let place = |header: &StringRecord, name: &str| header.iter().position(|it| it == name);
    let lacks = |header: &StringRecord, other: &StringRecord| -> Vec<String> {
        let names = other.iter().filter(|name| place(header, name).is_none());
        names.map(str::to_owned).collect()
    };
    // For each column that both have, its place before and after.
    let columns: Vec<(usize, usize)> = new
        .iter()
        .filter_map(|name| Some((place(&old, name)?, place(&new, name)?)))
        .collect();
    let keys: Option<Vec<(usize, usize)>> = key
        .iter()
        .map(|name| Some((place(&old, name)?, place(&new, name)?)))
        .collect();
    let keys = keys.unwrap_or_default();
    let firsts = |pairs: &[(usize, usize)]| pairs.iter().map(|it| it.0).collect::<Vec<_>>();
    let seconds = |pairs: &[(usize, usize)]| pairs.iter().map(|it| it.1).collect::<Vec<_>>();
    let one = Side::read(before, &firsts(&columns), &firsts(&keys), limit)?;
    let two = Side::read(after, &seconds(&columns), &seconds(&keys), limit)?;
    let mut changes = RowChanges {
        compared: one.count <= limit && two.count <= limit,
        before: one.count,
        after: two.count,
        columns_added: lacks(&old, &new),
        columns_removed: lacks(&new, &old),
        ..RowChanges::default()
    };
    if !changes.compared {
        return Ok(changes);
    }
    let mut tally = Tally::default();
    if columns.is_empty() {
        // Nothing to know a row by.
        (tally.removed, tally.added) = (one.count, two.count);
    } else if keys.is_empty() {
        by_place(&one.rows, &two.rows, &mut tally);
    } else {
        by_key(&one, &two, &mut tally);
    }
    (changes.same, changes.changed) = (tally.same, tally.changed);
    (changes.added, changes.removed) = (tally.added, tally.removed);
    changes.samples = samples(before, after, &new, &columns, &tally.first)?;
    Ok(changes)
}

fn open(path: &Path) -> Result<csv::Reader<File>, Error> {
    csv::Reader::from_path(path).map_err(unreadable(path))
}

fn unreadable(path: &Path) -> impl Fn(csv::Error) -> Error + use<> {
    let path = path.to_owned();
    move |source| {
        let path = path.clone();
        Error::Catalog(catalog::Error::Csv { path, source })
    }
}

fn header(path: &Path) -> Result<StringRecord, Error> {
    let mut file = open(path)?;
    Ok(file.headers().map_err(unreadable(path))?.clone())
}

impl Side {
    fn read(path: &Path, columns: &[usize], key: &[usize], limit: u64) -> Result<Self, Error> {
        let mut side = Self::default();
        let mut file = open(path)?;
        let mut record = StringRecord::new();
        let fault = unreadable(path);
        while file.read_record(&mut record).map_err(&fault)? {
            side.count += 1;
            if side.count > limit {
                (side.rows, side.keys) = (Vec::new(), Vec::new());
                continue;
            }
            side.rows.push(hash(&record, columns));
            if !key.is_empty() {
                side.keys.push(hash(&record, key));
            }
        }
        Ok(side)
    }

    /// The numbers of the rows, by key, among those of one key by content.
    fn by_key(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_unstable_by_key(|&row| (self.keys[row], self.rows[row], row));
        order
    }
}

/// The same cells give the same hash in every run of one program: the keys of the hasher are fixed.
fn hash(record: &StringRecord, columns: &[usize]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for &column in columns {
        // The hash of a text ends with a mark, so `a,bc` is not `ab,c`.
        record.get(column).unwrap_or_default().hash(&mut hasher);
    }
    hasher.finish()
}

impl Tally {
    fn change(&mut self, before: usize, after: usize) {
        self.changed += 1;
        self.first.push((after, before));
        self.first.sort_unstable();
        self.first.truncate(SAMPLES);
    }

    /// Rows that are left over in one place or of one key: those with a partner changed, the others came or went.
    fn pair(&mut self, before: &[usize], after: &[usize]) {
        for (&before, &after) in before.iter().zip(after) {
            self.change(before, after);
        }
        let (removed, added) = (before.len(), after.len());
        self.removed += number(removed.saturating_sub(added));
        self.added += number(added.saturating_sub(removed));
    }
}

fn number(rows: usize) -> u64 {
    rows.try_into().unwrap_or(u64::MAX)
}

fn by_key(before: &Side, after: &Side, tally: &mut Tally) {
    let (one, two) = (before.by_key(), after.by_key());
    let (mut one, mut two) = (one.as_slice(), two.as_slice());
    loop {
        let keys = [
            one.first().map(|&row| before.keys[row]),
            two.first().map(|&row| after.keys[row]),
        ];
        let Some(key) = keys.into_iter().flatten().min() else {
            return;
        };
        let cut = |rows: &[usize], side: &Side| rows.partition_point(|&row| side.keys[row] <= key);
        let (olds, rest) = one.split_at(cut(one, before));
        one = rest;
        let (news, rest) = two.split_at(cut(two, after));
        two = rest;
        let (mut left, mut came) = (Vec::new(), Vec::new());
        let (olds, news) = (
            (olds, before.rows.as_slice()),
            (news, after.rows.as_slice()),
        );
        merge(olds, news, |old, new| {
            if old.is_some() && new.is_some() {
                tally.same += 1;
            } else {
                left.extend(old);
                came.extend(new);
            }
        });
        // In the order of the files: the first of one key answers to the first.
        left.sort_unstable();
        came.sort_unstable();
        tally.pair(&left, &came);
    }
}

/// Walks through two lists of rows that are sorted by content, and gives each row alone or with one of the same content.
fn merge(
    (mut one, before): (&[usize], &[u64]),
    (mut two, after): (&[usize], &[u64]),
    mut each: impl FnMut(Option<usize>, Option<usize>),
) {
    loop {
        let order = match (one.first(), two.first()) {
            (None, None) => return,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(&old), Some(&new)) => before[old].cmp(&after[new]),
        };
        let old = one.first().copied().filter(|_| order.is_le());
        let new = two.first().copied().filter(|_| order.is_ge());
        each(old, new);
        one = &one[usize::from(old.is_some())..];
        two = &two[usize::from(new.is_some())..];
    }
}

/// Without a key a row is known by its content. What is left over is paired by its place among the rows that stay.
fn by_place(before: &[u64], after: &[u64], tally: &mut Tally) {
    let start = before.iter().zip(after).take_while(is_equal).count();
    let (one, two) = (&before[start..], &after[start..]);
    let end = one.iter().rev().zip(two.iter().rev());
    let end = end.take_while(is_equal).count();
    let (one, two) = (&one[..one.len() - end], &two[..two.len() - end]);
    let mut stays = (vec![false; one.len()], vec![false; two.len()]);
    tally.same += number(start + end);
    // A row that stands where it stood is that row, and not another of the same content.
    for (row, _) in one
        .iter()
        .zip(two)
        .enumerate()
        .filter(|(_, it)| is_equal(it))
    {
        (stays.0[row], stays.1[row]) = (true, true);
        tally.same += 1;
    }
    let rest = |rows: &[u64], stays: &[bool]| {
        let mut rest: Vec<usize> = (0..rows.len()).filter(|&row| !stays[row]).collect();
        rest.sort_unstable_by_key(|&row| (rows[row], row));
        rest
    };
    let (olds, news) = (rest(one, &stays.0), rest(two, &stays.1));
    let (olds, news) = ((olds.as_slice(), one), (news.as_slice(), two));
    merge(olds, news, |old, new| {
        if let (Some(old), Some(new)) = (old, new) {
            (stays.0[old], stays.1[new]) = (true, true);
            tally.same += 1;
        }
    });
    walk(&stays.0, &stays.1, start, tally);
}

fn is_equal(pair: &(&u64, &u64)) -> bool {
    pair.0 == pair.1
}

/// Walks down both tables: rows that go and rows that come between the same neighbours are changed rows. `start` is the number of
/// rows above.
fn walk(before: &[bool], after: &[bool], start: usize, tally: &mut Tally) {
    let gap = |stays: &[bool], from: usize| -> Vec<usize> {
        let rows = from..stays.len();
        rows.take_while(|&row| !stays[row]).collect()
    };
    let (mut old, mut new) = (0, 0);
    while old < before.len() || new < after.len() {
        let (left, came) = (gap(before, old), gap(after, new));
        // Past the gap, and past one row that stays.
        old = (old + left.len() + 1).min(before.len());
        new = (new + came.len() + 1).min(after.len());
        let shifted =
            |rows: Vec<usize>| rows.into_iter().map(|row| row + start).collect::<Vec<_>>();
        tally.pair(&shifted(left), &shifted(came));
    }
}

/// The first changed cells of some pairs of rows.
fn samples(
    before: &Path,
    after: &Path,
    names: &StringRecord,
    columns: &[(usize, usize)],
    pairs: &[(usize, usize)],
) -> Result<Vec<Sample>, Error> {
    let olds = picked(before, pairs.iter().map(|it| it.1).collect())?;
    let news = picked(after, pairs.iter().map(|it| it.0).collect())?;
    let mut samples = Vec::new();
    for (new, old) in pairs {
        let (Some(then), Some(now)) = (olds.get(old), news.get(new)) else {
            continue;
        };
        for &(from, to) in columns {
            let text =
                |record: &StringRecord, at: usize| record.get(at).unwrap_or_default().to_owned();
            let sample = Sample {
                row: number(*new) + 1,
                column: text(names, to),
                before: text(then, from),
                after: text(now, to),
            };
            if sample.before != sample.after {
                samples.push(sample);
            }
        }
    }
    samples.truncate(SAMPLES);
    Ok(samples)
}

/// Some rows of a file, by their number from 0.
fn picked(path: &Path, mut rows: Vec<usize>) -> Result<BTreeMap<usize, StringRecord>, Error> {
    let mut picked = BTreeMap::new();
    rows.sort_unstable();
    let Some(&last) = rows.last() else {
        return Ok(picked);
    };
    let fault = unreadable(path);
    for (row, record) in open(path)?.records().enumerate().take(last + 1) {
        let record = record.map_err(&fault)?;
        if rows.binary_search(&row).is_ok() {
            picked.insert(row, record);
        }
    }
    Ok(picked)
}
