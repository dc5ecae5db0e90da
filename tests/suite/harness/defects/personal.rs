//! Columns that lead to persons, as they stand in registers that were never meant to be published.

use sheetpress::model::address::Range;
use sheetpress::model::grammar::heading::{self, Heading};

use super::super::book::{Book, Kind, Tab, Typed};
use super::super::dice::Dice;
use super::references::add_column;
use super::{Defect, Expected};

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "an identification number in a remark",
        put: number_in_remark,
    },
    Defect {
        name: "national identification numbers",
        put: national_ids,
    },
    Defect {
        name: "names of patients with their mobile telephones",
        put: telephones,
    },
    Defect {
        name: "names of patients with their mailboxes",
        put: mailboxes,
    },
    Defect {
        name: "names of patients with their addresses",
        put: addresses,
    },
    Defect {
        name: "names of patients with the coordinates of their homes",
        put: coordinates,
    },
    Defect {
        name: "birth dates with sex and province",
        put: birth_dates,
    },
    Defect {
        name: "diagnoses beside hospital numbers",
        put: diagnoses,
    },
    Defect {
        name: "bank accounts",
        put: accounts,
    },
    Defect {
        name: "passports",
        put: passports,
    },
];

const FIRST: [&str; 12] = [
    "นายสมชาย",
    "นางมาลี",
    "นางสาวสุดา",
    "นายประเสริฐ",
    "นางอรุณี",
    "นางสาวกนกวรรณ",
    "นายวิชัย",
    "นางบุญเรือน",
    "นางสาวปิยะนุช",
    "นายธีรพงษ์",
    "นางจันทร์เพ็ญ",
    "นางสาวรัตนาภรณ์",
];
const LAST: [&str; 12] = [
    "ใจดี",
    "มีสุข",
    "รักเรียน",
    "ทองคำ",
    "ศรีสวัสดิ์",
    "แก้วมณี",
    "บุญประเสริฐ",
    "วงศ์สุวรรณ",
    "พลอยงาม",
    "เจริญผล",
    "สายธาร",
    "นาคเกษม",
];
const LATIN: [&str; 12] = [
    "somchai",
    "malee",
    "suda",
    "prasert",
    "arunee",
    "kanokwan",
    "wichai",
    "bunruean",
    "piyanuch",
    "teerapong",
    "chanpen",
    "rattanaporn",
];

/// A column of texts, one for each record by its number.
fn add(
    tab: &mut Tab,
    label: &str,
    kind: Kind,
    mut text: impl FnMut(usize) -> String,
) -> Option<Range> {
    let cells = (0..tab.records as usize).map(|record| Typed::Text(text(record)));
    let cells = cells.collect();
    add_column(tab, label, kind, cells)
}

/// Names that are never the same twice among 144, each with its title.
fn add_names(tab: &mut Tab) -> Option<Range> {
    // A roster of officials is another case.
    let official = |label: &str| {
        heading::of(label) == Some(Heading::Position) || heading::names_office_holder(label)
    };
    if tab.columns.iter().any(|column| official(&column.label)) {
        return None;
    }
    add(tab, "ผู้ป่วย", Kind::Prose, |record| {
        let last = LAST[(record / 12 + record * 5) % 12];
        format!("{} {last}", FIRST[record % 12])
    })
}

fn digits(dice: &mut Dice, count: u32) -> String {
    (0..count)
        .map(|_| char::from(b'0' + u8::try_from(dice.below(10)).unwrap()))
        .collect()
}

/// A number that begins with the record's own, so that none stands twice.
fn own(record: usize, dice: &mut Dice, more: u32) -> String {
    format!("{:02}{}", record + 10, digits(dice, more))
}

fn national_ids(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let body = add(
        book.tab(),
        "เลขประจำตัวประชาชน",
        Kind::Code,
        |record| {
            let stem = format!("{}{}", dice.within(1, 8), own(record, dice, 9));
            let weights = (2..=13u32).rev();
            let values = stem.chars().map(|digit| digit.to_digit(10).unwrap());
            let sum: u32 = weights
                .zip(values)
                .map(|(weight, digit)| weight * digit)
                .sum();
            format!("{stem}{}", (11 - sum % 11) % 10)
        },
    )?;
    Some(vec![Expected::at(book, "national-id", [body])])
}

fn telephones(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let names = add_names(book.tab())?;
    let phones = add(
        book.tab(),
        "โทรศัพท์มือถือ",
        Kind::Code,
        |record| {
            let (network, rest) = (dice.pick(&["08", "09", "06"]), own(record, dice, 6));
            format!("{network}{}-{}-{}", &rest[..1], &rest[1..4], &rest[4..])
        },
    )?;
    Some(vec![
        Expected::at(book, "person-name", [names]),
        Expected::at(book, "phone-number", [phones]),
    ])
}

fn mailboxes(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let names = add_names(book.tab())?;
    let addresses = add(book.tab(), "อีเมล", Kind::Prose, |record| {
        let number = own(record, dice, 2);
        format!("{}{number}@mail.example.org", LATIN[record % 12])
    })?;
    Some(vec![
        Expected::at(book, "person-name", [names]),
        Expected::at(book, "email-address", [addresses]),
    ])
}

fn addresses(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let names = add_names(book.tab())?;
    let homes = add(book.tab(), "ที่อยู่", Kind::Prose, |record| {
        let village = dice.within(1, 12);
        format!(
            "{} หมู่ {village} ต.หนองหาร อ.สันทราย จ.เชียงใหม่ 50290",
            record + 21
        )
    })?;
    Some(vec![
        Expected::at(book, "person-name", [names]),
        Expected::at(book, "postal-address", [homes]),
    ])
}

fn coordinates(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let names = add_names(book.tab())?;
    let mut degrees = |from: f64, records: u32| -> Vec<Typed> {
        // The last digit is never zero: six decimals stand in every cell.
        let parts = (0..records).map(|_| f64::from(dice.below(100_000) * 10 + 7));
        parts
            .map(|part| Typed::Number((from * 1e6 + part) / 1e6))
            .collect()
    };
    let records = book.tab().records;
    let (north, east) = (degrees(18.0, records), degrees(98.0, records));
    let north = add_column(book.tab(), "ละติจูด", Kind::Prose, north)?;
    let east = add_column(book.tab(), "ลองจิจูด", Kind::Prose, east)?;
    Some(vec![
        Expected::at(book, "person-name", [names]),
        Expected::at(book, "person-coordinates", [north, east]),
    ])
}

fn birth_dates(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let places = tab.of(&[Kind::Province]);
    let placed =
        |column: &usize| heading::of(&tab.columns[*column].label) == Some(Heading::ProvinceName);
    if !places.iter().any(placed) {
        return None;
    }
    add(tab, "เพศ", Kind::Category, |record| {
        let sex = if record % 2 == 0 {
            "ชาย"
        } else {
            "หญิง"
        };
        sex.to_owned()
    })?;
    let dates = (0..tab.records)
        .map(|_| {
            let year = u16::try_from(dice.within(1950, 2005)).unwrap();
            let month = u8::try_from(dice.within(1, 12)).unwrap();
            Typed::Date(year, month, u8::try_from(dice.within(1, 28)).unwrap())
        })
        .collect();
    let births = add_column(tab, "วันเกิด", Kind::Date, dates)?;
    Some(vec![Expected::at(book, "birth-date-combination", [births])])
}

fn diagnoses(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    add(book.tab(), "HN", Kind::Code, |record| {
        format!("6{}", own(record, dice, 5))
    })?;
    let found = add(
        book.tab(),
        "การวินิจฉัย",
        Kind::Category,
        |record| ["เบาหวาน", "ความดันโลหิตสูง", "หอบหืด"][record % 3].to_owned(),
    )?;
    Some(vec![Expected::at(book, "sensitive-health", [found])])
}

fn number_in_remark(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = super::room::untouched(tab, &[Kind::Prose], dice)?;
    let cell = tab.at(dice.below(tab.records), column);
    tab.set_text(
        cell,
        "ผู้ร้องเลขบัตรประชาชน 2100000000014 ขอให้ติดตามผลการดำเนินงาน",
    );
    Some(vec![Expected::at(book, "national-id-in-text", [cell])])
}

fn accounts(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    // The account of a body may be public.
    let mut labels = book.tab().columns.iter().map(|column| &column.label);
    if labels.any(|label| heading::names_organisation(label)) {
        return None;
    }
    add(book.tab(), "ธนาคาร", Kind::Category, |record| {
        ["กรุงไทย", "ออมสิน", "กสิกรไทย"][record % 3].to_owned()
    })?;
    let numbers = add(
        book.tab(),
        "เลขที่บัญชีธนาคาร",
        Kind::Code,
        |record| {
            let number = own(record, dice, 8);
            format!(
                "{}-{}-{}-{}",
                &number[..3],
                &number[3..4],
                &number[4..9],
                &number[9..]
            )
        },
    )?;
    Some(vec![Expected::at(book, "bank-account", [numbers])])
}

fn passports(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let numbers = add(
        book.tab(),
        "เลขหนังสือเดินทาง",
        Kind::Code,
        |record| format!("AA{}", own(record, dice, 5)),
    )?;
    Some(vec![Expected::at(book, "passport-or-plate", [numbers])])
}
