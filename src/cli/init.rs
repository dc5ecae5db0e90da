//! `sheetpress init`

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::{Value as Json, json};

use crate::cli::interview::Interview;
use crate::cli::question::{Question, Reply};
use crate::cli::{Context, Outcome, terminal};
use crate::model::language::{Language, Message, say};
use crate::pipeline::init::{self, Draft, Open};
use crate::pipeline::{self, Options};

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The workbook.
    #[arg(value_name = "WORKBOOK")]
    workbook: PathBuf,
    /// The dataset's name: small letters, digits, `-` and `_` (default: from the file's name).
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Where datasets/, schemas/ and dictionaries/ are.
    #[arg(long, value_name = "ROOT", default_value = ".")]
    into: PathBuf,
    /// Draft this sheet only.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Take every default without asking.
    #[arg(long)]
    yes: bool,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let language = context.language;
    if let Some(name) = args.name.as_deref().filter(|name| !init::is_name(name)) {
        bail!("{}", no_name(name).get(language));
    }
    if !args.workbook.exists() {
        return Err(pipeline::Error::NotFound(args.workbook.clone()).into());
    }
    if args.workbook.is_dir() {
        return Err(pipeline::Error::Folder(args.workbook.clone()).into());
    }
    let mut options = Options::default();
    options.read.legacy_reader = std::env::current_exe().ok();
    // In a pipe nobody answers.
    let asks = !args.yes && io::stdin().is_terminal() && io::stderr().is_terminal();
    let known = init::known(&args.workbook, &args.into, args.name.as_deref())?;
    let name = match (&known, &args.name) {
        (None, None) if asks => ask_name(
            &args.workbook,
            &mut io::stdin().lock(),
            &mut io::stderr(),
            language,
        )?,
        _ => args.name.clone(),
    };
    let bar = terminal::busy(args.workbook.display().to_string());
    let draft = init::draft(
        &args.workbook,
        name.as_deref(),
        args.sheet.as_deref(),
        &options,
    )?;
    let folder = match &known {
        Some(folder) => folder.clone(),
        None => init::place(&draft, &args.into, asks, &options)?,
    };
    bar.finish_and_clear();
    let written = if known.is_some() {
        init::missing(&folder, &options)?
    } else {
        Vec::new()
    };
    terminal::print(begun(&folder, &draft, known.is_some(), &written).get(language))?;
    if args.yes {
        accept(&folder, &draft.descriptor)?;
    }
    if asks {
        let interview = Interview {
            folder: &folder,
            workbook: &args.workbook,
            proposals: &draft.descriptor,
            options: &options,
            language,
        };
        interview.run(&mut io::stdin().lock(), &mut io::stderr())?;
    }
    terminal::print(still_open(&folder, &init::open(&folder)?).get(language))?;
    Ok(Outcome::Done)
}

/// Why a text cannot be a dataset's name.
fn no_name(name: &str) -> Message {
    say!(
        th: "\"{name}\" ใช้เป็นชื่อไม่ได้ ใช้ตัวอักษร a-z ตัวเล็ก ตัวเลข 0-9 เครื่องหมาย - และ _ เท่านั้น ตั้งแต่ 2 ถึง 100 ตัว ไม่มีช่องว่าง",
        en: "\"{name}\" cannot be a name: 2 to 100 of a-z (small letters), 0-9, - and _, no spaces"
    )
}

/// The name that a person gives the dataset; `None` takes the file's.
fn ask_name(
    workbook: &Path,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    language: Language,
) -> anyhow::Result<Option<String>> {
    let question = Question {
        title: say!(
            th: "ชื่อชุดข้อมูลสำหรับระบบ (a-z 0-9 -)",
            en: "name of the dataset for machines (a-z 0-9 -)"
        ),
        meaning: say!(
            th: "เป็นชื่อโฟลเดอร์และส่วนหนึ่งของที่อยู่เว็บ เปลี่ยนภายหลังได้ยาก",
            en: "the folder's name and a part of the web address; hard to change later"
        ),
        default: Some(json!(init::proposed_name(workbook))),
        ..Question::default()
    };
    loop {
        let reply = question.ask(input, output, language)?;
        let Reply::Value(value) = reply else {
            return Ok(None);
        };
        let name = value.as_str().unwrap_or_default();
        if init::is_name(name) {
            return Ok(Some(name.to_owned()));
        }
        writeln!(output, "  ! {}", no_name(name).get(language))?;
    }
}

/// Fills what is empty with what the workbook proposes.
fn accept(folder: &Path, proposals: &Json) -> anyhow::Result<()> {
    for open in init::open(folder)? {
        let Open::Item { path, .. } = &open else {
            continue;
        };
        let pointer = format!("/{}", path.replace('.', "/"));
        let found = proposals.pointer(&pointer);
        let found = found.filter(|value| **value != json!("") && **value != json!([]));
        // Only what is empty: a value that breaks the profile is somebody's answer all the same.
        let said = init::read(folder)?;
        let is_empty = said
            .pointer(&pointer)
            .is_none_or(|value| value.is_null() || *value == json!("") || *value == json!([]));
        if let Some(value) = found.filter(|_| is_empty) {
            init::set(folder, path, value.clone())?;
        }
    }
    Ok(())
}

/// What was drafted, or that an earlier draft goes on, and which of its files were missing.
fn begun(folder: &Path, draft: &Draft, known: bool, written: &[String]) -> Message {
    let place = folder.display();
    if known {
        let mut goes_on = say!(
            th: "มีร่างชุดข้อมูล {place} ของไฟล์นี้อยู่แล้ว ทำต่อจากเดิมโดยไม่เขียนทับ\n",
            en: "{place} was drafted from this workbook before; going on there, nothing is written over\n"
        );
        for file in written {
            let drafted = say!(
                th: "  ร่าง {file} ที่ขาดอยู่ จากตารางที่จัดระเบียบแล้ว\n",
                en: "  {file} was missing and was drafted from the tidied table\n"
            );
            goes_on.th.push_str(&drafted.th);
            goes_on.en.push_str(&drafted.en);
        }
        return goes_on;
    }
    let tables = draft.resources.len();
    let steps: usize = draft
        .plan
        .iter()
        .flat_map(|plan| plan.resources.values())
        .map(|table| table.calls().count())
        .sum();
    let word = if tables == 1 { "table" } else { "tables" };
    let Message { th: thai, en: text } = listed(&draft.remarks);
    say!(
        th: "ร่างชุดข้อมูล {place} แล้ว: {tables} ตาราง แผน {steps} ขั้นตอน พร้อม schema และพจนานุกรมข้อมูล\n{thai}",
        en: "drafted {place}: {tables} {word}, a plan of {steps} steps, schema and dictionary\n{text}"
    )
}

/// What a person has still to do, and with which command to see it.
fn still_open(folder: &Path, open: &[Open]) -> Message {
    let (place, count) = (folder.display(), open.len());
    if open.is_empty() {
        return say!(
            th: "ไม่มีรายการค้าง ต่อไป: sheetpress build {place}\n",
            en: "nothing is open; next: sheetpress build {place}\n"
        );
    }
    let messages: Vec<Message> = open.iter().map(Open::message).collect();
    let Message { th, en } = listed(&messages);
    let word = if count == 1 { "item is" } else { "items are" };
    say!(
        th: "ยังค้าง {count} รายการ:\n{th}ดูอีกครั้งด้วย sheetpress check {place}\n",
        en: "{count} {word} open:\n{en}see them again with sheetpress check {place}\n"
    )
}

/// A line for each message.
fn listed(messages: &[Message]) -> Message {
    let lines = |text: &dyn Fn(&Message) -> &str| -> String {
        let lines = messages
            .iter()
            .map(|message| ["  ", text(message), "\n"].concat());
        lines.collect()
    };
    Message {
        th: lines(&|message| &message.th),
        en: lines(&|message| &message.en),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::path::Path;

    use super::ask_name;
    use crate::model::language::Language;

    #[test]
    fn a_bad_name_is_told_why_and_asked_again() {
        let mut output = Vec::new();
        let mut input = Cursor::new("ก ข\nBad Name\ngood-name\n".to_owned());
        let workbook = Path::new("report.xlsx");
        let name = ask_name(workbook, &mut input, &mut output, Language::English);
        assert_eq!(name.unwrap().as_deref(), Some("good-name"));
        let said = String::from_utf8(output).unwrap();
        assert!(said.contains("\"ก ข\" cannot be a name"), "{said}");
        assert!(said.contains("\"Bad Name\" cannot be a name"), "{said}");
    }
}
