//! Questions that only the agency can answer for KPI 2.5: why the dataset counts, whether it is primary, whether it is open.
//! Each is asked until it is answered, and what is answered is written at once.

use std::io::{BufRead, Write};

use serde_json::{Value as Json, json};

use crate::cli::interview::{Ended, Interview};
use crate::cli::question::{Question, Reply};
use crate::model::language::{Language, Message, say};
use crate::pipeline::init;

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

/// Where the answers stand.
const ITEMS: [&str; 3] = ["selection", "primary", "open"];

impl Interview<'_> {
    /// Asks for what of the statement is missing.
    pub(super) fn statement(
        &self,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
    ) -> anyhow::Result<Ended> {
        let written = init::read(self.folder)?;
        let is_missing = |item: &&str| {
            let said = written.pointer(&format!("/sheetpress/kpi/{item}"));
            said.is_none_or(|said| said.as_array().is_some_and(Vec::is_empty))
        };
        let missing: Vec<&str> = ITEMS.into_iter().filter(is_missing).collect();
        let mut at = 0;
        while let Some(item) = missing.get(at) {
            let reply = match *item {
                "selection" => self.selection(input, output)?,
                item => yes_or_no(item).decide(input, output, self.language)?,
            };
            match reply {
                Reply::Value(value) => {
                    init::set(self.folder, &format!("sheetpress.kpi.{item}"), value)?;
                    at += 1;
                }
                Reply::Back => at = at.saturating_sub(1),
                Reply::Stop => return Ok(Ended::Stop),
                Reply::Later | Reply::Skip => at += 1,
            }
        }
        Ok(Ended::Next)
    }

    fn selection(&self, input: &mut dyn BufRead, output: &mut dyn Write) -> anyhow::Result<Reply> {
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
        let reply = why.ask(input, output, self.language)?;
        let Reply::Value(chosen) = reply else {
            return Ok(reply);
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
        let names: Vec<&str> = names.map(|(name, ..)| *name).collect();
        Ok(Reply::Value(json!(names)))
    }
}

/// The question for one of the two that are yes or no.
fn yes_or_no(item: &str) -> Question {
    let title: Message = if item == "primary" {
        say!(
            th: "หน่วยงานเก็บข้อมูลนี้เองหรือไม่ (y/n)",
            en: "did the agency collect the data itself (y/n)"
        )
    } else {
        say!(
            th: "เปิดเผยต่อสาธารณะได้หรือไม่ (y/n)",
            en: "may the public have it (y/n)"
        )
    };
    Question {
        title,
        ..Question::default()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Cursor;
    use std::path::Path;

    use serde_json::json;

    use crate::cli::interview::Interview;
    use crate::model::language::Language;
    use crate::pipeline::Options;
    use crate::pipeline::init;

    fn asked(folder: &Path, answers: &str) -> String {
        let interview = Interview {
            folder,
            workbook: Path::new("cases.csv"),
            proposals: &json!({}),
            options: &Options::default(),
            language: Language::English,
        };
        let mut output = Vec::new();
        let mut input = Cursor::new(answers.to_owned());
        interview.statement(&mut input, &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn what_was_not_answered_is_asked_again_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("cases.csv");
        fs::write(&file, "จังหวัด,จำนวน (คน)\nน่าน,1\nแพร่,2\nตาก,3\n").unwrap();
        let options = Options::default();
        let draft = init::draft(&file, None, None, &options).unwrap();
        let folder = init::place(&draft, root.path(), true, &options).unwrap();
        asked(&folder, "1,4\nใช่\nอาจจะ\n");
        let kpi = |folder: &Path| init::read(folder).unwrap()["sheetpress"]["kpi"].clone();
        assert_eq!(
            kpi(&folder),
            json!({ "selection": ["plan-level-2", "mission"], "primary": true })
        );
        let again = asked(&folder, "ไม่\n");
        assert!(
            !again.contains("criteria") && !again.contains("collect"),
            "{again}"
        );
        assert_eq!(kpi(&folder)["open"], json!(false));
        assert_eq!(asked(&folder, ""), "");
    }
}
