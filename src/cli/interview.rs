//! Questions about what a draft leaves open, one at a time. Every answer is written at once, so that who stops goes on where
//! they stopped. Knows lines in and lines out, no terminal.

use std::collections::BTreeSet;
use std::io::{BufRead, Write};
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::cli::question::{Question, Reply};
use crate::describe;
use crate::model::language::{Language, Message, say};
use crate::pipeline::Options;
use crate::pipeline::init::{self, Open};

/// Why a dataset counts for the indicator, as `sheetpress.kpi.selection` has it.
const SELECTION: [(&str, &str, &str); 4] = [
    (
        "plan-level-2",
        "ผลตามตัวชี้วัดของแผนระดับที่ 2",
        "results of a level-2 plan's indicators",
    ),
    (
        "plan-level-3",
        "ผลตามตัวชี้วัดของแผนระดับที่ 3",
        "results of a level-3 plan's indicators",
    ),
    (
        "e-service",
        "ข้อมูลจากการให้บริการประชาชน (e-Service)",
        "data behind a service to citizens (e-Service)",
    ),
    (
        "mission",
        "ข้อมูลตามพันธกิจของหน่วยงาน",
        "data behind the agency's mission",
    ),
];

/// One conversation about one dataset.
pub(super) struct Interview<'a> {
    /// The dataset.
    pub(super) folder: &'a Path,
    /// The descriptor that the workbook proposes: defaults of questions.
    pub(super) proposals: &'a Json,
    /// How steps are tried again.
    pub(super) options: &'a Options,
    /// The language of the questions.
    pub(super) language: Language,
}

/// How a question ended.
enum Ended {
    /// The next one.
    Next,
    /// Left open for another day.
    Later,
    /// The one before.
    Back,
    /// No more answers come.
    Stop,
}

impl Interview<'_> {
    /// Asks for everything that is open until nothing is, or nobody answers.
    pub(super) fn run(
        &self,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
    ) -> anyhow::Result<()> {
        let hint = say!(
            th: "Enter รับค่าในวงเล็บ  ? คำอธิบาย  - เว้นไว้ก่อน  b ย้อนกลับ",
            en: "Enter takes what stands in brackets, ? explains, - leaves it open, b goes back"
        );
        writeln!(output, "{}", hint.get(self.language))?;
        let mut passed: BTreeSet<String> = BTreeSet::new();
        let mut asked: Vec<Open> = Vec::new();
        let mut again: Option<Open> = None;
        loop {
            let next = match again.take() {
                Some(open) => Some(open),
                None => init::open(self.folder)?
                    .into_iter()
                    .find(|open| !passed.contains(&key(open))),
            };
            let Some(open) = next else { break };
            match self.ask(&open, input, output)? {
                Ended::Next => {}
                Ended::Later => {
                    passed.insert(key(&open));
                }
                Ended::Back => {
                    again = asked.pop();
                    if let Some(before) = &again {
                        passed.remove(&key(before));
                    }
                    continue;
                }
                Ended::Stop => return Ok(()),
            }
            // A step that was taken out cannot be asked for again.
            if !matches!(open, Open::Step { .. }) {
                asked.push(open);
            }
        }
        self.selection(input, output)
    }

    fn ask(
        &self,
        open: &Open,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
    ) -> anyhow::Result<Ended> {
        match open {
            Open::Item { path, message } => {
                let item = describe::item(path);
                let question = Question {
                    title: item.title,
                    meaning: item.meaning,
                    choices: item.choices,
                    many: item.many,
                    default: self.default(path)?,
                };
                let ended = match question.ask(input, output, self.language)? {
                    Reply::Value(value) => {
                        init::set(self.folder, path, value)?;
                        Ended::Next
                    }
                    other => ended(&other),
                };
                let still =
                    |open: &Open| matches!(open, Open::Item { path: open, .. } if open == path);
                if matches!(ended, Ended::Next) && init::open(self.folder)?.iter().any(still) {
                    writeln!(output, "  ! {}", message.get(self.language))?;
                }
                Ok(ended)
            }
            Open::Column {
                resource,
                field,
                key,
                ..
            } => {
                let question = Question {
                    title: open.message(),
                    meaning: say!(
                        th: "คำอธิบายหนึ่งประโยค ว่านับหรือวัดอะไร ของใคร ในช่วงเวลาใด",
                        en: "one sentence: what is counted or measured, of whom, over which time"
                    ),
                    ..Question::default()
                };
                Ok(match question.ask(input, output, self.language)? {
                    Reply::Value(value) => {
                        let text = value.as_str().unwrap_or_default();
                        init::set_column(self.folder, resource, field, key, text)?;
                        Ended::Next
                    }
                    other => ended(&other),
                })
            }
            Open::Step {
                resource,
                number,
                says,
                why,
            } => self.step((resource, *number), says, why, input, output),
        }
    }

    /// "Apply this step?" Only a yes takes the mark off.
    fn step(
        &self,
        (resource, number): (&str, usize),
        says: &Message,
        why: &str,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
    ) -> anyhow::Result<Ended> {
        let (th, en) = (&says.th, &says.en);
        let (yes, no, later) = match self.language {
            Language::Thai => ("ใช้", "ไม่ใช้", "ภายหลัง"),
            Language::English => ("yes", "no", "later"),
        };
        let question = Question {
            title: say!(
                th: "ใช้ขั้นตอนนี้หรือไม่ (y/n): {th}",
                en: "apply this step (y/n)? {en}"
            ),
            meaning: say!(th: "{why}", en: "{why}"),
            default: Some(json!(later)),
            ..Question::default()
        };
        let value = match question.ask(input, output, self.language)? {
            Reply::Value(value) => value,
            other => return Ok(ended(&other)),
        };
        let answer = value.as_str().unwrap_or_default().to_lowercase();
        if answer == "y" || answer == yes {
            init::confirm(self.folder, resource, number)?;
            return Ok(Ended::Next);
        }
        if answer == "n" || answer == no {
            if init::refuse(self.folder, resource, number, self.options)? {
                return Ok(Ended::Next);
            }
            let needed = say!(
                th: "ขั้นตอนอื่นหรือ schema ต้องใช้ขั้นตอนนี้ จึงยังคงไว้ แก้ได้ใน tidy.json",
                en: "other steps or the schema need this one, so it stays; change it in tidy.json"
            );
            writeln!(output, "  ! {}", needed.get(self.language))?;
        }
        Ok(Ended::Later)
    }

    /// What Enter takes: what stands there already, what the workbook proposes, or what another answer suggests.
    fn default(&self, path: &str) -> anyhow::Result<Option<Json>> {
        let pointer = format!("/{}", path.replace('.', "/"));
        let is_said = |value: &&Json| match value {
            Json::String(text) => !text.is_empty(),
            Json::Array(items) => !items.is_empty(),
            _ => false,
        };
        let found = self.proposals.pointer(&pointer).filter(is_said);
        if let Some(found) = found {
            return Ok(Some(found.clone()));
        }
        Ok(match path {
            "thai-gdc.maintainer" => {
                let written = init::read(self.folder)?;
                written
                    .pointer("/contributors/0/title")
                    .filter(is_said)
                    .cloned()
            }
            "thai-gdc.update_frequency_interval" => Some(json!("1")),
            _ => None,
        })
    }

    /// Why the dataset counts for the indicator, whether it is primary and open: asked once, and only until answered.
    fn selection(&self, input: &mut dyn BufRead, output: &mut dyn Write) -> anyhow::Result<()> {
        if init::read(self.folder)?
            .pointer("/sheetpress/kpi")
            .is_some()
        {
            return Ok(());
        }
        let words = |(_, th, en): &(&str, &str, &str)| match self.language {
            Language::Thai => (*th).to_owned(),
            Language::English => (*en).to_owned(),
        };
        let why = Question {
            title: say!(
                th: "ชุดข้อมูลนี้เลือกตามเกณฑ์ใดของตัวชี้วัด",
                en: "which criteria of the indicator is the dataset chosen by"
            ),
            choices: SELECTION.iter().map(words).collect(),
            many: true,
            ..Question::default()
        };
        let Reply::Value(chosen) = why.ask(input, output, self.language)? else {
            return Ok(());
        };
        let chosen: Vec<&str> = chosen
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
            .collect();
        let names = SELECTION
            .iter()
            .filter(|entry| chosen.contains(&words(entry).as_str()));
        let selection: Vec<&str> = names.map(|(name, ..)| *name).collect();
        let mut kpi = json!({ "selection": selection });
        for (key, title) in [
            (
                "primary",
                say!(th: "หน่วยงานเก็บข้อมูลนี้เองหรือไม่ (y/n)", en: "did the agency collect the data itself (y/n)"),
            ),
            (
                "open",
                say!(th: "เปิดเผยต่อสาธารณะได้หรือไม่ (y/n)", en: "may the public have it (y/n)"),
            ),
        ] {
            let question = Question {
                title,
                ..Question::default()
            };
            if let Reply::Value(value) = question.ask(input, output, self.language)? {
                let answer = value.as_str().unwrap_or_default().to_lowercase();
                if answer == "y" || answer == "n" {
                    kpi[key] = json!(answer == "y");
                }
            }
        }
        init::set(self.folder, "sheetpress.kpi", kpi)?;
        Ok(())
    }
}

/// What is told apart by the places where it stands; a step by what it does too, because numbers move.
fn key(open: &Open) -> String {
    match open {
        Open::Item { .. } => open.place(),
        Open::Column { resource, key, .. } => format!("{resource}.{}.{key}", open.place()),
        Open::Step { resource, says, .. } => format!("{resource}: {}", says.en),
    }
}

fn ended(reply: &Reply) -> Ended {
    match reply {
        Reply::Value(_) => Ended::Next,
        Reply::Later => Ended::Later,
        Reply::Back => Ended::Back,
        Reply::Stop => Ended::Stop,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Cursor;

    use serde_json::json;

    use super::Interview;
    use crate::model::language::Language;
    use crate::pipeline::Options;
    use crate::pipeline::init;

    /// Drafts a small table and answers questions about it; what was asked, and the descriptor afterwards.
    fn talked(answers: &str) -> (String, serde_json::Value) {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("cases.csv");
        fs::write(&file, "จังหวัด,จำนวน (คน)\nน่าน,1\nแพร่,2\nตาก,3\n").unwrap();
        let options = Options::default();
        let draft = init::draft(&file, None, None, &options).unwrap();
        let folder = init::place(&draft, root.path(), true, &options).unwrap();
        let interview = Interview {
            folder: &folder,
            proposals: &json!({ "title": "ผู้ป่วย" }),
            options: &options,
            language: Language::English,
        };
        let mut output = Vec::new();
        let mut input = Cursor::new(answers.to_owned());
        interview.run(&mut input, &mut output).unwrap();
        let text = fs::read_to_string(folder.join("datapackage.json")).unwrap();
        (
            String::from_utf8(output).unwrap(),
            serde_json::from_str(&text).unwrap(),
        )
    }

    #[test]
    fn enter_takes_the_default_and_every_answer_is_written_at_once() {
        let (asked, written) = talked("\nเรื่องของผู้ป่วย\n");
        assert!(asked.contains("[ผู้ป่วย]"), "{asked}");
        assert_eq!(written["title"], "ผู้ป่วย");
        assert_eq!(written["description"], "เรื่องของผู้ป่วย");
        assert_eq!(written["contributors"][0]["title"], "");
    }

    #[test]
    fn back_asks_for_the_one_before_and_a_dash_leaves_open() {
        let (_, written) = talked("หนึ่ง\nb\nสอง\n-\nกรมอนามัย\n\n");
        assert_eq!(written["title"], "สอง");
        assert_eq!(written["description"], "");
        assert_eq!(written["contributors"][0]["title"], "กรมอนามัย");
        assert_eq!(written["thai-gdc"]["maintainer"], "กรมอนามัย");
    }
}
