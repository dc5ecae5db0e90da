//! Codes and names that do not fit the official lists or each other, and records that stand twice.

use sheetpress::model::address::{CellRef, Range};
use sheetpress::model::grammar::heading::{self, Heading};
use sheetpress::model::reference::{self, Province};

use super::super::book::{Book, Col, Kind, Tab, Typed};
use super::super::dice::Dice;
use super::{Defect, Expected};

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "a code that no province has",
        put: unknown_code,
    },
    Defect {
        name: "a misspelt province",
        put: misspelt_province,
    },
    Defect {
        name: "Bangkok by its short name and by its long one",
        put: two_names,
    },
    Defect {
        name: "the code of another province",
        put: wrong_code,
    },
    Defect {
        name: "a code beside the name of another code",
        put: wrong_name,
    },
    Defect {
        name: "a district of another province",
        put: wrong_district,
    },
    Defect {
        name: "the health area of another province",
        put: wrong_health_area,
    },
    Defect {
        name: "a record typed twice",
        put: repeated_record,
    },
];

/// Numbers between 10 and 96 that are no province's.
const FREE_CODES: [&str; 8] = ["28", "29", "59", "68", "69", "78", "79", "88"];

/// The column of a kind whose label says plainly what it holds.
fn column(tab: &Tab, kind: Kind, heading: Heading) -> Option<usize> {
    tab.of(&[kind])
        .into_iter()
        .find(|column| heading::of(&tab.columns[*column].label) == Some(heading))
}

/// The provinces of all records; `None` where another defect has touched one.
fn provinces(tab: &Tab) -> Option<(usize, Vec<&'static Province>)> {
    let column = column(tab, Kind::Province, Heading::ProvinceName)?;
    let records = 0..tab.records;
    let named = records.map(|record| reference::province(&tab.text(tab.at(record, column))));
    Some((column, named.collect::<Option<Vec<_>>>()?))
}

/// Adds a column at the right, where nothing else stands beside or below the table; then further ones can be added too.
pub(super) fn add_column(
    tab: &mut Tab,
    label: &str,
    kind: Kind,
    cells: Vec<Typed>,
) -> Option<Range> {
    let (right, end) = (tab.right(), tab.end());
    let mut taken = tab.cells.keys();
    if tab.columns.iter().any(|column| column.label == label) {
        return None;
    }
    if taken.any(|cell| cell.column >= right || cell.row >= end) || !tab.merges.is_empty() {
        return None;
    }
    tab.columns.push(Col {
        label: label.to_owned(),
        kind,
    });
    let column = tab.columns.len() - 1;
    let header = tab.header(column);
    tab.set_text(header, label);
    for (record, typed) in (0..tab.records).zip(cells) {
        let cell = tab.at(record, column);
        tab.set(cell, typed);
    }
    Some(tab.body(column))
}

fn unknown_code(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = column(tab, Kind::ProvinceCode, Heading::ProvinceCode)?;
    let record = dice.below(tab.records);
    let cell = tab.at(record, column);
    tab.set_text(cell, *dice.pick(&FREE_CODES));
    Some(vec![Expected::at(book, "unknown-code", [cell])])
}

fn misspelt_province(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let (column, provinces) = provinces(tab)?;
    let record = dice.below(tab.records);
    let right = provinces[record as usize];
    let mut letters: Vec<char> = right.name_th.chars().collect();
    // A short name with a letter missing may be near several.
    if letters.len() < 6 {
        return None;
    }
    // A consonant that carries nothing: without it the rest is still written as Thai is.
    let consonant = |letter: char| ('ก'..='ฮ').contains(&letter);
    let alone: Vec<usize> = (1..letters.len())
        .filter(|at| {
            let before = ('เ'..='ไ').contains(&letters[at - 1]);
            let after = letters.get(at + 1).is_none_or(|next| consonant(*next));
            consonant(letters[*at]) && after && !before
        })
        .collect();
    if alone.is_empty() {
        return None;
    }
    letters.remove(*dice.pick(&alone));
    let wrong: String = letters.into_iter().collect();
    if reference::nearest_province(&wrong) != Some(right) {
        return None;
    }
    let cell = tab.at(record, column);
    tab.set_text(cell, wrong);
    Some(vec![Expected::at(book, "unknown-name", [cell])])
}

fn two_names(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let (column, provinces) = provinces(tab)?;
    // A code beside the name would disagree with the new name.
    if !tab.of(&[Kind::ProvinceCode]).is_empty() {
        return None;
    }
    let bangkok = provinces.iter().position(|province| province.code == "10");
    let bangkok = bangkok.map_or_else(|| dice.below(tab.records), |at| u32::try_from(at).unwrap());
    let other = dice.below(tab.records);
    if other == bangkok {
        return None;
    }
    let long = tab.at(bangkok, column);
    tab.set_text(long, "กรุงเทพมหานคร");
    let short = tab.at(other, column);
    tab.set_text(short, "กทม.");
    Some(vec![Expected::at(book, "name-variant", [short])])
}

fn wrong_code(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let codes = column(tab, Kind::ProvinceCode, Heading::ProvinceCode)?;
    let (_, provinces) = provinces(tab)?;
    let record = dice.below(tab.records);
    let other = dice.below(tab.records);
    if record == other {
        return None;
    }
    let cell = tab.at(record, codes);
    tab.set_text(cell, provinces[other as usize].code);
    Some(vec![Expected::at(book, "code-name-mismatch", [cell])])
}

/// Codes of kinds of service with their names, of which one row has the name of another.
fn wrong_name(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    const SERVICES: [(&str, &str); 3] = [("S1", "ตรวจคัดกรอง"), ("S2", "ฉีดวัคซีน"), ("S3", "เยี่ยมบ้าน")];
    let tab = book.tab();
    if tab.records < 24 {
        return None;
    }
    let wrong = dice.below(tab.records);
    let service = |record: u32| SERVICES[record as usize % 3];
    let records = 0..tab.records;
    let codes = records
        .clone()
        .map(|record| Typed::Text(service(record).0.to_owned()))
        .collect();
    let names = records
        .map(|record| {
            let by = u32::from(record == wrong);
            Typed::Text(service(record + by).1.to_owned())
        })
        .collect();
    let body = add_column(tab, "รหัสบริการ", Kind::Code, codes)?;
    add_column(tab, "ชื่อบริการ", Kind::Category, names)?;
    let cell = CellRef::new(body.first.row + wrong, body.first.column);
    Some(vec![Expected::at(book, "code-name-mismatch", [cell])])
}

fn wrong_district(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let (_, provinces) = provinces(tab)?;
    let wrong = dice.below(tab.records);
    let at_home = |province: &'static Province| &reference::districts_of(province)[1];
    let own = provinces[wrong as usize];
    let other = dice.pick(reference::provinces());
    let stranger = at_home(other);
    let known = reference::district_anywhere(stranger.name_th)?;
    let is_stranger = other.code != own.code
        && other.former != Some(own.code)
        && known.province == other.code
        && reference::district(stranger.name_th, own).is_none();
    if !is_stranger {
        return None;
    }
    let cells = (0..tab.records)
        .zip(provinces.iter().copied())
        .map(|(record, province)| {
            let district = if record == wrong {
                stranger
            } else {
                at_home(province)
            };
            Typed::Text(district.name_th.to_owned())
        })
        .collect();
    let body = add_column(tab, "อำเภอ", Kind::Words, cells)?;
    let cell = CellRef::new(body.first.row + wrong, body.first.column);
    Some(vec![Expected::at(book, "hierarchy-mismatch", [cell])])
}

fn wrong_health_area(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let (_, provinces) = provinces(tab)?;
    let wrong = dice.below(tab.records);
    let by = u8::try_from(dice.within(1, 12)).unwrap();
    let cells = (0..tab.records)
        .zip(provinces.iter().copied())
        .map(|(record, province)| {
            let right = province.health_area;
            let area = if record == wrong {
                (right - 1 + by) % 13 + 1
            } else {
                right
            };
            Typed::Number(f64::from(area))
        })
        .collect();
    let body = add_column(tab, "เขตสุขภาพ", Kind::Count, cells)?;
    let cell = CellRef::new(body.first.row + wrong, body.first.column);
    Some(vec![Expected::at(book, "hierarchy-mismatch", [cell])])
}

fn repeated_record(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    // A running number tells the two apart, and a period that stands twice is another rule's to say.
    let told_apart = tab.of(&[Kind::Running, Kind::Date, Kind::Year]);
    let named = tab.of(&[Kind::Province, Kind::Words]);
    let end = tab.end();
    let below = tab.cells.keys().any(|cell| cell.row >= end);
    if !told_apart.is_empty() || named.is_empty() || tab.columns.len() < 3 || below {
        return None;
    }
    let record = dice.below(tab.records);
    for column in 0..tab.columns.len() {
        let from = tab.at(record, column);
        let to = CellRef::new(end, from.column);
        if let Some(typed) = tab.get(from).cloned() {
            tab.set(to, typed);
        }
        if let Some(format) = tab.formats.get(&from).cloned() {
            tab.formats.insert(to, format);
        }
    }
    tab.records += 1;
    let row = tab.row(end);
    Some(vec![Expected::at(book, "duplicate-row", [row])])
}
