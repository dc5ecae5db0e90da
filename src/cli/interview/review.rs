//! Questions about the tables and steps of a draft: whether a table shall be published, whether a step keeps what it means.

use std::io::{BufRead, Write};

use serde_json::json;
use unicode_segmentation::UnicodeSegmentation;

use crate::cli::interview::{Ended, Interview, Talk, ended};
use crate::cli::question::{Question, Reply};
use crate::model::language::{Language, Message, say};
use crate::pipeline::init::{self, Glimpse, Open, Removed};

/// Labels of a table that are shown, at most.
const LABELS: usize = 8;

/// Longest text of a cell that is shown, in characters as a reader counts them.
const LONGEST: usize = 48;

impl Interview<'_> {
    /// "Publish this table?" Asked where there are several and of this one nothing is written yet. A no takes it out of the
    /// draft.
    pub(super) fn table(
        &self,
        resource: &str,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
    ) -> anyhow::Result<Ended> {
        let Some(overview) = init::overview(self.folder, resource)? else {
            return Ok(Ended::Next);
        };
        let place = overview.place.get(self.language);
        let count = overview.labels.len();
        let labels: Vec<&str> = overview
            .labels
            .iter()
            .take(LABELS)
            .map(String::as_str)
            .collect();
        let labels = labels.join(" | ");
        let more = if count > LABELS { " | …" } else { "" };
        writeln!(output, "\n{resource} {place}: {labels}{more}")?;
        let question = Question {
            title: say!(
                th: "เผยแพร่ตารางนี้หรือไม่ (y/n)",
                en: "publish this table (y/n)"
            ),
            meaning: say!(
                th: "ตารางสรุป คู่มือลงรหัส หรือส่วนของตารางที่ตัดผิด ไม่ควรเป็นทรัพยากรของชุดข้อมูล ตอบ n แล้วจะนำออกจากร่าง ไฟล์ Excel ไม่เปลี่ยน",
                en: "a summary, a code book or a piece of a table that was cut wrongly is no resource; n takes it out of the draft, the workbook stays as it is"
            ),
            default: Some(self.later()),
            ..Question::default()
        };
        let reply = question.decide(input, output, self.language)?;
        if reply == Reply::Value(json!(false)) {
            init::take_out(self.folder, resource)?;
            let gone = say!(
                th: "นำ {resource} ออกจากร่างแล้ว (datapackage.json แผน schema และพจนานุกรมข้อมูล)",
                en: "{resource} was taken out of the draft: descriptor, plan, schema and dictionary"
            );
            writeln!(output, "  {}", gone.get(self.language))?;
            return Ok(Ended::Later);
        }
        Ok(ended(&reply))
    }

    /// "Apply this step?" Only a yes takes the mark off.
    pub(super) fn step(
        &self,
        open: &Open,
        talk: &mut Talk,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
    ) -> anyhow::Result<Ended> {
        let Open::Step {
            resource,
            number,
            sheet,
            says,
            why,
            step,
            ..
        } = open
        else {
            return Ok(Ended::Next);
        };
        let place = open.table().unwrap_or_default();
        writeln!(output, "\n{resource} {}", place.get(self.language))?;
        for glimpse in self.glimpses(resource, *number, talk) {
            let line = shown(glimpse, sheet == "*");
            writeln!(output, "    {}", line.get(self.language))?;
        }
        let (th, en) = (&says.th, &says.en);
        let question = Question {
            title: say!(
                th: "ใช้ขั้นตอนนี้หรือไม่ (y/n): {th}",
                en: "apply this step (y/n)? {en}"
            ),
            meaning: why.clone(),
            default: Some(self.later()),
            ..Question::default()
        };
        let reply = question.decide(input, output, self.language)?;
        if reply == Reply::Value(json!(true)) {
            init::confirm(self.folder, resource, *number)?;
            return Ok(Ended::Next);
        }
        if reply != Reply::Value(json!(false)) {
            return Ok(ended(&reply));
        }
        if step == "rename" {
            let told = say!(
                th: "แก้ชื่อคอลัมน์ในขั้นตอนที่ {number} (rename) ของ {resource} ใน {file} แล้วลบ \"review\" จากนั้นลบ schema และพจนานุกรมข้อมูลของ {resource} แล้วสั่ง sheetpress init อีกครั้งเพื่อร่างใหม่",
                en: "change the names in step {number} (rename) of {resource} in {file} and delete its \"review\"; then delete the schema and the dictionary of {resource}, and sheetpress init drafts them anew",
                file = self.folder.join("tidy.json").display()
            );
            writeln!(output, "  ! {}", told.get(self.language))?;
            return Ok(Ended::Later);
        }
        let removed = init::refuse(self.folder, resource, *number, self.options)?;
        talk.glimpses.remove(resource);
        let told = match removed {
            Removed::Alone => return Ok(Ended::Next),
            Removed::Redrafted => say!(
                th: "คอลัมน์ของ {resource} เปลี่ยนไป จึงร่างแผน schema และพจนานุกรมข้อมูลใหม่",
                en: "{resource} has other columns without it: plan, schema and dictionary were drafted anew"
            ),
            Removed::Needed => say!(
                th: "ขั้นตอนอื่นหรือ schema ต้องใช้ขั้นตอนนี้ จึงยังคงไว้ แก้ได้ใน tidy.json แล้วลบไฟล์ schema และพจนานุกรมข้อมูลของ {resource} เพื่อร่างใหม่ด้วย sheetpress init",
                en: "other steps or the schema need this one, so it stays; change tidy.json, delete the schema and the dictionary of {resource}, and sheetpress init drafts them anew"
            ),
        };
        writeln!(output, "  ! {}", told.get(self.language))?;
        Ok(if removed == Removed::Needed {
            Ended::Later
        } else {
            Ended::Next
        })
    }

    fn later(&self) -> serde_json::Value {
        match self.language {
            Language::Thai => json!("ภายหลัง"),
            Language::English => json!("later"),
        }
    }

    /// The first things that a step does. That they can be shown is a help, no condition: a plan that does not run shows none.
    fn glimpses<'t>(&self, resource: &str, number: usize, talk: &'t mut Talk) -> &'t [Glimpse] {
        let known = talk.glimpses.entry(resource.to_owned());
        let known: &'t Vec<Vec<Glimpse>> = known.or_insert_with(|| {
            init::glimpses(self.folder, resource, self.options).unwrap_or_default()
        });
        let at = number.checked_sub(1);
        at.and_then(|at| known.get(at))
            .map_or(&[][..], Vec::as_slice)
    }
}

/// `E18 "1,200" → "1200"`.
fn shown(glimpse: &Glimpse, with_sheet: bool) -> Message {
    let place = if with_sheet {
        format!("{}!{}", glimpse.sheet, glimpse.place)
    } else {
        glimpse.place.clone()
    };
    let before = cut(&glimpse.before);
    match &glimpse.after {
        Some(after) => {
            let after = cut(after);
            say!(th: "{place} \"{before}\" → \"{after}\"", en: "{place} \"{before}\" → \"{after}\"")
        }
        None => say!(
            th: "{place} \"{before}\" ออกจากตาราง",
            en: "{place} \"{before}\" leaves the table"
        ),
    }
}

/// A text in one line, cut between characters.
fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.graphemes(true).count() <= LONGEST {
        return line;
    }
    line.graphemes(true)
        .take(LONGEST - 1)
        .chain(["…"])
        .collect()
}
