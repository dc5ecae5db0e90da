//! Tidy tables as honest offices publish them: nothing may be said of them.

use std::collections::BTreeMap;

use super::book::{Book, Col, Kind, Tab, Typed};
use super::dice::Dice;

/// Code, name and region of some provinces (Department of Provincial Administration, the numbers of TIS 1099).
pub(crate) const PROVINCES: [(&str, &str); 40] = [
    ("10", "กรุงเทพมหานคร"),
    ("11", "สมุทรปราการ"),
    ("12", "นนทบุรี"),
    ("13", "ปทุมธานี"),
    ("14", "พระนครศรีอยุธยา"),
    ("15", "อ่างทอง"),
    ("16", "ลพบุรี"),
    ("17", "สิงห์บุรี"),
    ("18", "ชัยนาท"),
    ("19", "สระบุรี"),
    ("20", "ชลบุรี"),
    ("21", "ระยอง"),
    ("22", "จันทบุรี"),
    ("23", "ตราด"),
    ("24", "ฉะเชิงเทรา"),
    ("25", "ปราจีนบุรี"),
    ("30", "นครราชสีมา"),
    ("31", "บุรีรัมย์"),
    ("32", "สุรินทร์"),
    ("33", "ศรีสะเกษ"),
    ("34", "อุบลราชธานี"),
    ("40", "ขอนแก่น"),
    ("41", "อุดรธานี"),
    ("42", "เลย"),
    ("43", "หนองคาย"),
    ("50", "เชียงใหม่"),
    ("51", "ลำพูน"),
    ("52", "ลำปาง"),
    ("53", "อุตรดิตถ์"),
    ("54", "แพร่"),
    ("55", "น่าน"),
    ("56", "พะเยา"),
    ("57", "เชียงราย"),
    ("60", "นครสวรรค์"),
    ("65", "พิษณุโลก"),
    ("70", "ราชบุรี"),
    ("80", "นครศรีธรรมราช"),
    ("83", "ภูเก็ต"),
    ("90", "สงขลา"),
    ("94", "ปัตตานี"),
];

/// Labels by kind; a table takes each at most once.
fn labels(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Running => &["ลำดับ", "ลำดับที่"],
        Kind::Province => &["จังหวัด", "ชื่อจังหวัด"],
        Kind::ProvinceCode => &["รหัสจังหวัด"],
        Kind::Category => &["ประเภทหน่วยงาน", "สังกัด", "กลุ่มวัย", "ระดับ", "สถานะโครงการ"],
        Kind::Words => &["หน่วยงาน", "ชื่อโครงการ", "ชื่อหลักสูตร"],
        Kind::Prose => &["หมายเหตุ", "รายละเอียด", "วัตถุประสงค์"],
        Kind::Count => &[
            "จำนวนผู้ป่วย",
            "จำนวนแห่ง",
            "จำนวนครัวเรือน",
            "จำนวนผู้เข้าอบรม",
            "births",
            "visits",
        ],
        Kind::Amount => &["งบประมาณ", "รายรับ", "ค่าเฉลี่ยฝุ่น", "น้ำหนักเฉลี่ย"],
        Kind::Percent => &["ร้อยละความครอบคลุม", "ร้อยละการเบิกจ่าย"],
        Kind::Date => &["วันที่รายงาน", "วันเริ่มโครงการ"],
        Kind::Year => &["ปี พ.ศ.", "ปีงบประมาณ (พ.ศ.)"],
        Kind::Code => &["รหัสหน่วยบริการ", "รหัสโครงการ"],
        Kind::YesNo => &["มีคลินิกวัยทอง", "ผ่านเกณฑ์", "เปิดนอกเวลา"],
    }
}

const CATEGORIES: [&[&str]; 5] = [
    &["โรงพยาบาลศูนย์", "โรงพยาบาลทั่วไป", "โรงพยาบาลชุมชน", "รพ.สต."],
    &[
        "กระทรวงสาธารณสุข",
        "กรุงเทพมหานคร",
        "องค์กรปกครองส่วนท้องถิ่น",
        "เอกชน",
    ],
    &["เด็กปฐมวัย", "วัยเรียน", "วัยรุ่น", "วัยทำงาน", "ผู้สูงอายุ"],
    &["ดีเยี่ยม", "ดีมาก", "ดี", "พื้นฐาน"],
    &["ยังไม่เริ่ม", "อยู่ระหว่างดำเนินการ", "แล้วเสร็จ"],
];
const PLACES: [&str; 12] = [
    "บ้านสวน",
    "ท่าศาลา",
    "หนองบัว",
    "ป่าแดด",
    "แม่ริม",
    "คลองหลวง",
    "ศรีภูมิ",
    "ทุ่งหลวง",
    "ดอนเมือง",
    "โพนทอง",
    "วังทอง",
    "นาแก",
];
const TOPICS: [&str; 10] = [
    "ส่งเสริมสุขภาพ",
    "อนามัยสิ่งแวดล้อม",
    "ทันตสาธารณสุข",
    "โภชนาการ",
    "สุขภาพช่องปาก",
    "แม่และเด็ก",
    "น้ำบริโภค",
    "สุขาภิบาลอาหาร",
    "กิจกรรมทางกาย",
    "ผู้สูงอายุ",
];
const SENTENCES: [&str; 8] = [
    "จัดอบรมให้แก่อาสาสมัครสาธารณสุขในพื้นที่และติดตามผลการดำเนินงานเป็นระยะตลอดปี",
    "ปรับปรุงระบบน้ำสะอาดของโรงเรียนขนาดเล็กร่วมกับองค์การบริหารส่วนตำบลในพื้นที่",
    "ตรวจสุขภาพช่องปากของนักเรียนชั้นประถมศึกษาและส่งต่อรายที่จำเป็นไปยังโรงพยาบาล",
    "รณรงค์ลดการบริโภคหวาน มัน เค็ม ในตลาดสดและร้านอาหารที่เข้าร่วมโครงการ",
    "พัฒนาสื่อความรู้สำหรับหญิงตั้งครรภ์และเผยแพร่ผ่านช่องทางออนไลน์ของหน่วยงาน",
    "สำรวจคุณภาพอากาศภายในอาคารของศูนย์พัฒนาเด็กเล็กและให้คำแนะนำแก่ผู้ดูแล",
    "สนับสนุนการจัดตั้งชมรมผู้สูงอายุและกิจกรรมออกกำลังกายในชุมชนอย่างต่อเนื่อง",
    "ประเมินมาตรฐานส้วมสาธารณะในสถานีบริการน้ำมันและแหล่งท่องเที่ยวสำคัญ",
];

/// The shapes of tables, by what they are for.
const SHAPES: [&[Kind]; 9] = [
    // Registers.
    &[
        Kind::Running,
        Kind::Words,
        Kind::Category,
        Kind::Province,
        Kind::Code,
        Kind::Date,
        Kind::YesNo,
    ],
    &[
        Kind::Code,
        Kind::Words,
        Kind::Category,
        Kind::Count,
        Kind::Date,
        Kind::Prose,
    ],
    &[
        Kind::Running,
        Kind::Words,
        Kind::Prose,
        Kind::Amount,
        Kind::Date,
        Kind::Category,
    ],
    // Statistical tables.
    &[
        Kind::Province,
        Kind::Count,
        Kind::Count,
        Kind::Amount,
        Kind::Percent,
    ],
    &[
        Kind::ProvinceCode,
        Kind::Province,
        Kind::Count,
        Kind::Count,
        Kind::Percent,
    ],
    &[Kind::Category, Kind::Year, Kind::Count, Kind::Amount],
    // Time series.
    &[Kind::Year, Kind::Count, Kind::Amount, Kind::Percent],
    &[Kind::Date, Kind::Count, Kind::Amount],
    // Surveys.
    &[
        Kind::Running,
        Kind::Category,
        Kind::YesNo,
        Kind::YesNo,
        Kind::YesNo,
        Kind::Count,
    ],
];

/// A random tidy workbook.
pub(crate) fn tidy(dice: &mut Dice) -> Book {
    let mut kinds: Vec<Kind> = dice.pick(&SHAPES).to_vec();
    // Some tables lack a column or have one more measure.
    if kinds.len() > 4 && dice.below(3) == 0 {
        let at = 1 + dice.below(u32::try_from(kinds.len()).unwrap() - 1);
        kinds.remove(usize::try_from(at).unwrap());
    }
    if dice.below(3) == 0 {
        kinds.push(*dice.pick(&[Kind::Count, Kind::Amount]));
    }
    table(&kinds, dice)
}

/// A tidy workbook with columns of these kinds.
pub(crate) fn table(kinds: &[Kind], dice: &mut Dice) -> Book {
    let has = |kind| kinds.contains(&kind);
    let records = if has(Kind::Province) {
        dice.within(12, 40)
    } else if has(Kind::Year) && !has(Kind::Category) {
        dice.within(12, 24)
    } else {
        dice.within(12, 60)
    };
    let mut tab = Tab {
        name: (*dice.pick(&["ข้อมูล", "data", "ตาราง 1"])).to_owned(),
        cells: BTreeMap::new(),
        top: 0,
        left: 0,
        columns: Vec::new(),
        records,
        merges: Vec::new(),
        formats: BTreeMap::new(),
        more: Vec::new(),
    };
    for kind in kinds {
        let free: Vec<&str> = labels(*kind)
            .iter()
            .copied()
            .filter(|label| tab.columns.iter().all(|column| column.label != *label))
            .collect();
        let Some(label) = free.first() else { continue };
        let label = if free.len() > 1 {
            *dice.pick(&free)
        } else {
            *label
        };
        tab.columns.push(Col {
            label: label.to_owned(),
            kind: *kind,
        });
    }
    let provinces = dice.some(records, 40);
    for column in 0..tab.columns.len() {
        fill(&mut tab, column, &provinces, dice);
    }
    Book {
        tabs: vec![tab],
        file: "ข้อมูล.xlsx".to_owned(),
        more: Vec::new(),
        patches: Vec::new(),
    }
}

fn fill(tab: &mut Tab, column: usize, provinces: &[u32], dice: &mut Dice) {
    let Col { label, kind } = tab.columns[column].clone();
    tab.set_text(tab.header(column), label);
    let categories = *dice.pick(&CATEGORIES);
    let (base, spread) = (f64::from(dice.within(3, 900)), dice.within(50, 4000));
    let code = dice.within(10_000, 60_000);
    let first_year = 2567 - tab.records + 1;
    let start = dice.below(200);
    for record in 0..tab.records {
        let province = |column: usize| {
            let at = provinces[usize::try_from(record).unwrap() % provinces.len()];
            let pair = PROVINCES[usize::try_from(at).unwrap()];
            if column == 0 { pair.0 } else { pair.1 }
        };
        let typed = match kind {
            Kind::Running => Typed::Number(f64::from(record + 1)),
            Kind::Province => Typed::Text(province(1).to_owned()),
            Kind::ProvinceCode => Typed::Text(province(0).to_owned()),
            Kind::Category => Typed::Text((*dice.pick(categories)).to_owned()),
            Kind::Words => {
                let at = usize::try_from(record).unwrap();
                let what = ["ศูนย์", "โครงการ", "หน่วย"][at % 3];
                let part = ["", " ใหม่", " เหนือ", " ใต้", " กลาง"][at / PLACES.len()];
                let (topic, place) = (dice.pick(&TOPICS), PLACES[at % PLACES.len()]);
                Typed::Text(format!("{what}{topic}{place}{part}"))
            }
            Kind::Prose => Typed::Text((*dice.pick(&SENTENCES)).to_owned()),
            Kind::Count => Typed::Number((base + f64::from(dice.below(spread))).round()),
            Kind::Amount => {
                Typed::Number((base * 100.0 + f64::from(dice.below(spread * 100))).round() / 100.0)
            }
            Kind::Percent => Typed::Number(f64::from(dice.within(1500, 9899)) / 100.0),
            Kind::Date => {
                let day = start + record * 5;
                let month = 1 + (day / 28) % 12;
                let year = 2023 + day / (28 * 12);
                Typed::Date(
                    u16::try_from(year).unwrap(),
                    u8::try_from(month).unwrap(),
                    u8::try_from(1 + day % 28).unwrap(),
                )
            }
            Kind::Year if tab.columns[0].kind == Kind::Year => {
                Typed::Number(f64::from(first_year + record))
            }
            Kind::Year => Typed::Number(f64::from(2562 + dice.below(6))),
            Kind::Code => Typed::Text(format!("0{}", code + record * 7)),
            Kind::YesNo => Typed::Text((*dice.pick(&["มี", "ไม่มี"])).to_owned()),
        };
        tab.set(tab.at(record, column), typed);
    }
}
