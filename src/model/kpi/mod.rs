//! KPI 2.5 of the Department of Health, Data Catalog → Open Data: what it asks of a dataset, how far the dataset is, and
//! what to do next.
//!
//! Levels, clauses and points are those of the indicator's own text and evidence form, fiscal year BE 2567. Level 3 has 0.7
//! points for the CSV and 0.3 for the API; levels 1 and 2 have none of their own.

mod delivery;
mod facts;
mod forms;
mod judge;
mod statement;

pub use facts::{Facts, Held, HeldFile, Shelf};
pub use forms::{FORM_1_RULES, FORM_2_RULES};
pub use judge::score;
pub use statement::{SELECTIONS, Selection, Statement};

use crate::model::language::{Message, Text, say};

/// The levels, from 1.
pub const LEVELS: [Text; 3] = [
    Text {
        th: "เลือกชุดข้อมูลและจัดทำคำอธิบายข้อมูลตามแบบฟอร์มที่ 1",
        en: "a dataset is chosen and described on form 1",
    },
    Text {
        th: "จัดทำพจนานุกรมข้อมูลตามแบบฟอร์มที่ 2",
        en: "it has a data dictionary on form 2",
    },
    Text {
        th: "เป็นไฟล์ CSV ที่เครื่องอ่านได้ และให้บริการผ่าน API",
        en: "it is machine-readable CSV and served through an API",
    },
];

/// One thing that the indicator asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its name in JSON.
    pub id: &'static str,
    /// Its number in the indicator's text.
    pub number: &'static str,
    /// The level that it belongs to, 1 to 3.
    pub level: u8,
    /// What it is worth, in tenths of a point; 0 where the indicator gives none.
    pub tenths: u8,
    /// What is asked for.
    pub title: Text,
}

/// The dataset is of one of the kinds that count.
pub const SELECTION: Clause = Clause {
    id: "selection",
    number: "1 (1)",
    level: 1,
    tenths: 0,
    title: Text {
        th: "เป็นผลตามตัวชี้วัดของแผนระดับ 2 หรือแผนระดับ 3 (1.1) ข้อมูลเบื้องหลังการให้บริการประชาชน e-Service (1.2) หรือข้อมูลเบื้องหลังภารกิจของหน่วยงาน (1.3)",
        en: "it holds results of the indicators of level-2 or level-3 plans (1.1), data behind a service to citizens, e-Service (1.2), or data behind the agency's mission (1.3)",
    },
};
/// The agency collected it.
pub const PRIMARY: Clause = Clause {
    id: "primary",
    number: "1 (2)",
    level: 1,
    tenths: 0,
    title: Text {
        th: "เป็นข้อมูลปฐมภูมิที่หน่วยงานจัดเก็บเอง",
        en: "it is primary data, collected by the agency itself",
    },
};
/// Everybody may have it.
pub const OPEN: Clause = Clause {
    id: "open",
    number: "1 (3)",
    level: 1,
    tenths: 0,
    title: Text {
        th: "เป็นข้อมูลเปิด พร้อมเผยแพร่ต่อสาธารณะ",
        en: "it is open data, ready for the public",
    },
};
/// It is described.
pub const FORM_1: Clause = Clause {
    id: "form-1",
    number: "1",
    level: 1,
    tenths: 0,
    title: Text {
        th: "แบบฟอร์มที่ 1 (Dataset, Metadata, Resource) ครบรายการบังคับ 14 รายการตามมาตรฐานของ สพร.",
        en: "form 1 (Dataset, Metadata, Resource) has the 14 mandatory items of the standard of the Digital Government Development Agency",
    },
};
/// Its columns are explained.
pub const FORM_2: Clause = Clause {
    id: "form-2",
    number: "2",
    level: 2,
    tenths: 0,
    title: Text {
        th: "แบบฟอร์มที่ 2 (Data Dictionary) อธิบายครบทุกคอลัมน์ของทุกตาราง",
        en: "form 2 (Data Dictionary) explains every column of every table",
    },
};
/// It is a file that machines read.
pub const CSV: Clause = Clause {
    id: "csv",
    number: "3.1",
    level: 3,
    tenths: 7,
    title: Text {
        th: "ไฟล์ CSV ตามแนวทางข้อมูลที่เครื่องอ่านได้ เกณฑ์ (a) ถึง (f)",
        en: "CSV by the machine-readable guideline, criteria (a) to (f)",
    },
};
/// It is served from a database.
pub const API: Clause = Clause {
    id: "api",
    number: "3.2",
    level: 3,
    tenths: 3,
    title: Text {
        th: "จัดเก็บในฐานข้อมูลและให้บริการอัตโนมัติผ่าน API เป็นไฟล์ที่เครื่องประมวลผลได้ เช่น XML และ JSON",
        en: "it is stored in a database and served automatically through an API as files that a machine can process, such as XML and JSON",
    },
};

/// All points there are, in tenths.
pub const FULL: u8 = CSV.tenths + API.tenths;

/// Tenths of a point as people write them: `0.7`.
pub fn points(tenths: u8) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Whether a clause is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It could not be told.
    Unknown,
}

impl Met {
    /// `true`, `false`, or nothing where it could not be told.
    pub fn known(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::Unknown => None,
        }
    }
}

/// Something that shows that a clause is met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub what: Message,
    /// The file that shows it, in the folder of what is built.
    pub artifact: Option<String>,
    /// Where it is in the catalogue.
    pub link: Option<String>,
}

/// How one clause came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// What is asked for.
    pub clause: Clause,
    /// Whether it is met.
    pub met: Met,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// What is missing; empty where it is met.
    pub missing: Vec<Message>,
    /// The next thing to do.
    pub next: Option<Message>,
    /// The JSON that the next thing to do puts into `datapackage.json`, as an example to complete.
    pub add: Option<&'static str>,
}

/// Longest list of what is missing; the rest is counted.
const LISTED: usize = 10;

impl Requirement {
    /// A clause that nothing speaks against yet.
    fn of(clause: Clause) -> Self {
        Self {
            clause,
            met: Met::Yes,
            evidence: Vec::new(),
            missing: Vec::new(),
            next: None,
            add: None,
        }
    }

    /// The points that it gives, in tenths.
    pub fn tenths(&self) -> u8 {
        if self.met == Met::Yes {
            self.clause.tenths
        } else {
            0
        }
    }

    fn shows(&mut self, what: Message) {
        self.evidence.push(Evidence {
            what,
            ..Evidence::default()
        });
    }

    fn lacks(&mut self, what: Message) {
        self.met = Met::No;
        self.missing.push(what);
    }

    /// Lacks each of these.
    fn lacks_all(&mut self, what: impl IntoIterator<Item = Message>) {
        let mut more = 0;
        for message in what {
            if self.missing.len() < LISTED {
                self.lacks(message);
            } else {
                more += 1;
            }
        }
        if more > 0 {
            self.lacks(say!(th: "และอีก {more} รายการ", en: "and {more} more"));
        }
    }

    /// Cannot be told for this reason.
    fn doubts(&mut self, why: Message) {
        if self.met == Met::Yes {
            self.met = Met::Unknown;
        }
        self.missing.push(why);
    }

    /// The first thing to do is the next one.
    fn then(&mut self, what: Message) {
        if self.next.is_none() {
            self.next = Some(what);
        }
    }
}

/// How a dataset stands by the indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The dataset's name.
    pub dataset: String,
    /// Its title.
    pub title: Message,
    /// The unit that publishes it.
    pub publisher: Option<String>,
    /// Every clause, in the order of the indicator.
    pub requirements: Vec<Requirement>,
    /// What nobody looked at.
    pub not_judged: Vec<Message>,
}

impl Score {
    /// Whether every clause of a level is met.
    pub fn fulfils(&self, level: u8) -> bool {
        let mut own = self
            .requirements
            .iter()
            .filter(|it| it.clause.level == level);
        own.all(|it| it.met == Met::Yes)
    }

    /// The highest level that is reached, 0 for none. A level counts only on top of those below it.
    pub fn level(&self) -> u8 {
        let reached = (1..).zip(&LEVELS).map(|(level, _)| level);
        reached
            .take_while(|level| self.fulfils(*level))
            .last()
            .unwrap_or(0)
    }

    /// The points, in tenths: those of level 3, where levels 1 and 2 are reached.
    pub fn tenths(&self) -> u8 {
        if self.level() < 2 {
            return 0;
        }
        self.requirements.iter().map(Requirement::tenths).sum()
    }

    /// Whether level 3 is reached with all its points; where not, whether a clause surely fails.
    pub fn met(&self) -> Met {
        let mut requirements = self.requirements.iter();
        if requirements.any(|it| it.met == Met::No) {
            Met::No
        } else if self.tenths() == FULL {
            Met::Yes
        } else {
            Met::Unknown
        }
    }

    /// How the points come about.
    pub fn derivation(&self) -> Message {
        let worth = self.requirements.iter().filter(|it| it.clause.tenths > 0);
        let parts: Vec<String> = worth
            .map(|it| format!("{} ({})", points(it.tenths()), it.clause.number))
            .collect();
        let (parts, sum, full) = (parts.join(" + "), points(self.tenths()), points(FULL));
        if self.level() < 2 {
            return say!(
                th: "{sum} จาก {full} คะแนน เพราะคะแนนของระดับ 3 นับเมื่อถึงระดับ 1 และ 2 แล้ว (ส่วนที่ทำได้แล้ว {parts})",
                en: "{sum} of {full}: the points of level 3 count once levels 1 and 2 are reached (met so far: {parts})"
            );
        }
        say!(
            th: "{parts} = {sum} จาก {full} คะแนน (ระดับ 1 และ 2 ไม่มีคะแนนของตัวเอง)",
            en: "{parts} = {sum} of {full} (levels 1 and 2 have no points of their own)"
        )
    }
}
