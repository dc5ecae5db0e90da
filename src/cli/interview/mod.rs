//! Questions about what a draft leaves open, one at a time. Every answer is written at once, so that who stops goes on where
//! they stopped. Knows lines in and lines out, no terminal.

mod review;
mod statement;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Write};
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::cli::question::{Question, Reply};
use crate::describe;
use crate::model::language::{Language, say};
use crate::pipeline::Options;
use crate::pipeline::init::{self, Glimpse, Open};

/// One conversation about one dataset.
pub(super) struct Interview<'a> {
    /// The dataset.
    pub(super) folder: &'a Path,
    /// The workbook, as the command names it.
    pub(super) workbook: &'a Path,
    /// The descriptor that the workbook proposes: defaults of questions.
    pub(super) proposals: &'a Json,
    /// How steps are tried again.
    pub(super) options: &'a Options,
    /// The language of the questions.
    pub(super) language: Language,
}

/// How a question ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The next one.
    Next,
    /// Left open for another day.
    Later,
    /// The one before.
    Back,
    /// None of the further ones of its kind.
    Skip,
    /// No more answers come.
    Stop,
}

/// What a conversation remembers.
#[derive(Debug, Default)]
pub(super) struct Talk {
    /// Questions that were left for another day.
    passed: BTreeSet<String>,
    /// Tables that were left for another day.
    put_off: BTreeSet<String>,
    /// Tables that shall be published.
    wanted: BTreeSet<String>,
    /// No more columns.
    skips_columns: bool,
    /// Questions that can be gone back to.
    asked: Vec<Open>,
    /// What the steps of a table do, until its plan changes.
    pub(super) glimpses: BTreeMap<String, Vec<Vec<Glimpse>>>,
}

impl Talk {
    fn is_passed(&self, open: &Open) -> bool {
        let put_off = open
            .resource()
            .is_some_and(|resource| self.put_off.contains(resource));
        let skipped = self.skips_columns && matches!(open, Open::Column { .. });
        put_off || skipped || self.passed.contains(&key(open))
    }

    /// The question before; it is asked again also where it was left for another day.
    fn back(&mut self) -> Option<Open> {
        let before = self.asked.pop()?;
        self.passed.remove(&key(&before));
        Some(before)
    }
}

impl Interview<'_> {
    /// Asks for everything that is open until nothing is, or nobody answers.
    pub(super) fn run(
        &self,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
    ) -> anyhow::Result<()> {
        let hint = say!(
            th: "Enter รับค่าในวงเล็บ  ? คำอธิบาย  - เว้นไว้ก่อน  b ย้อนกลับ  s ข้ามคำอธิบายคอลัมน์ที่เหลือ\nคำตอบบันทึกทันทีทุกข้อ หยุดเมื่อใดก็ได้ด้วย Ctrl-C แล้วสั่ง sheetpress init {file} เพื่อทำต่อ",
            en: "Enter takes what stands in brackets, ? explains, - leaves it open, b goes back, s skips the rest of the columns\nevery answer is kept at once: stop with Ctrl-C when you like, and go on with sheetpress init {file}",
            file = self.workbook.display()
        );
        writeln!(output, "{}", hint.get(self.language))?;
        if self.questions(input, output)? == Ended::Stop
            || self.statement(input, output)? == Ended::Stop
        {
            let kept = say!(
                th: "คำตอบที่ให้ไว้บันทึกแล้ว ทำต่อด้วย sheetpress init {file}",
                en: "your answers are kept; go on with sheetpress init {file}",
                file = self.workbook.display()
            );
            writeln!(output, "{}", kept.get(self.language))?;
        }
        Ok(())
    }

    fn questions(&self, input: &mut dyn BufRead, output: &mut dyn Write) -> anyhow::Result<Ended> {
        let mut talk = Talk::default();
        let mut again: Option<Open> = None;
        loop {
            let next = match again.take() {
                Some(open) => Some(open),
                None => init::open(self.folder)?
                    .into_iter()
                    .find(|open| open.is_asked() && !talk.is_passed(open)),
            };
            let Some(open) = next else {
                return Ok(Ended::Next);
            };
            if let Some(resource) = self.undecided(&open, &talk)? {
                match self.table(&resource, input, output)? {
                    Ended::Next => {
                        talk.wanted.insert(resource);
                    }
                    Ended::Later | Ended::Skip => {
                        talk.put_off.insert(resource);
                    }
                    Ended::Back => again = talk.back(),
                    Ended::Stop => return Ok(Ended::Stop),
                }
                continue;
            }
            match self.ask(&open, &mut talk, input, output)? {
                Ended::Next => {}
                Ended::Later => {
                    talk.passed.insert(key(&open));
                }
                Ended::Skip => talk.skips_columns = true,
                Ended::Back => {
                    again = talk.back();
                    continue;
                }
                Ended::Stop => return Ok(Ended::Stop),
            }
            // A step that was taken out cannot be asked for again.
            if !matches!(open, Open::Step { .. }) {
                talk.asked.push(open);
            }
        }
    }

    /// The table that a person decides about before the question: before its steps, and before all that is asked of the
    /// dataset beyond its title.
    fn undecided(&self, open: &Open, talk: &Talk) -> anyhow::Result<Option<String>> {
        let is_new = |name: &str| !talk.wanted.contains(name) && !talk.put_off.contains(name);
        if let Open::Step { resource, .. } = open {
            return Ok(is_new(resource).then(|| resource.clone()));
        }
        if open.place() == "title" {
            return Ok(None);
        }
        let written = init::read(self.folder)?;
        let resources = written.pointer("/resources").and_then(Json::as_array);
        let names = resources.into_iter().flatten();
        let mut names = names.filter_map(|resource| resource.get("name")?.as_str());
        Ok(names.find(|name| is_new(name)).map(str::to_owned))
    }

    fn ask(
        &self,
        open: &Open,
        talk: &mut Talk,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
    ) -> anyhow::Result<Ended> {
        match open {
            Open::Item { path, .. } => self.item(path, input, output),
            Open::Column {
                resource,
                field,
                key,
                ..
            } => {
                let question = Question {
                    title: open.message(),
                    meaning: say!(
                        th: "คำอธิบายหนึ่งประโยค ว่านับหรือวัดอะไร ของใคร ในช่วงเวลาใด (s ข้ามคอลัมน์ที่เหลือ)",
                        en: "one sentence: what is counted or measured, of whom, over which time (s skips the rest of the columns)"
                    ),
                    skips: true,
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
            Open::Step { .. } => self.step(open, talk, input, output),
        }
    }

    /// One item of the descriptor. What would be wrong there is told, and asked for again; it is never written.
    fn item(
        &self,
        path: &str,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
    ) -> anyhow::Result<Ended> {
        let item = describe::item(path);
        let question = Question {
            title: item.title,
            meaning: item.meaning,
            choices: item.choices,
            many: item.many,
            default: self.default(path)?,
            ..Question::default()
        };
        loop {
            let value = match question.ask(input, output, self.language)? {
                Reply::Value(value) => value,
                other => return Ok(ended(&other)),
            };
            let Some(fault) = init::fault(self.folder, path, &value)? else {
                init::set(self.folder, path, value)?;
                return Ok(Ended::Next);
            };
            writeln!(output, "  ! {}", fault.get(self.language))?;
        }
    }

    /// What Enter takes: what stands there already, what the workbook proposes, or what another answer suggests.
    fn default(&self, path: &str) -> anyhow::Result<Option<Json>> {
        let pointer = format!("/{}", path.replace('.', "/"));
        let is_said = |value: &&Json| match value {
            Json::String(text) => !text.is_empty(),
            Json::Array(items) => !items.is_empty(),
            _ => false,
        };
        let written = init::read(self.folder)?;
        let mut known = [&written, self.proposals].into_iter();
        let found = known.find_map(|whole| whole.pointer(&pointer).filter(is_said));
        if let Some(found) = found {
            return Ok(Some(found.clone()));
        }
        Ok(match path {
            "thai-gdc.maintainer" => written
                .pointer("/contributors/0/title")
                .filter(is_said)
                .cloned(),
            "thai-gdc.update_frequency_interval" => Some(json!("1")),
            _ => None,
        })
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

/// How a question ended by what was said.
pub(super) fn ended(reply: &Reply) -> Ended {
    match reply {
        Reply::Value(_) => Ended::Next,
        Reply::Later => Ended::Later,
        Reply::Back => Ended::Back,
        Reply::Skip => Ended::Skip,
        Reply::Stop => Ended::Stop,
    }
}
