//! One question over lines of text: default, explanation, choices by number.

use std::io::{self, BufRead, Write};

use serde_json::{Value as Json, json};

use crate::model::grammar::digits;
use crate::model::language::{Language, Message, Text};

/// A question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Question {
    /// What is asked for.
    pub(super) title: Message,
    /// What "?" says.
    pub(super) meaning: Message,
    /// The answers that are allowed; any where there are none.
    pub(super) choices: Vec<String>,
    /// Several answers, a list.
    pub(super) many: bool,
    /// What Enter takes.
    pub(super) default: Option<Json>,
}

/// What was said.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reply {
    /// An answer; of a question for several, a list.
    Value(Json),
    /// "-": another day.
    Later,
    /// "b": the question before.
    Back,
    /// No more lines.
    Stop,
}

impl Question {
    /// Asks until there is an answer that can be one.
    pub(super) fn ask(
        &self,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
        language: Language,
    ) -> io::Result<Reply> {
        for (number, choice) in (1..).zip(&self.choices) {
            writeln!(output, "  {number:>2}  {choice}")?;
        }
        loop {
            write!(output, "{}", self.title.get(language))?;
            if let Some(default) = &self.default {
                write!(output, " [{}]", shown(default))?;
            }
            write!(output, ": ")?;
            output.flush()?;
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                writeln!(output)?;
                return Ok(Reply::Stop);
            }
            match line.trim() {
                "-" => return Ok(Reply::Later),
                "b" => return Ok(Reply::Back),
                "?" => self.explain(output, language)?,
                "" => match &self.default {
                    Some(default) => return Ok(Reply::Value(default.clone())),
                    None => tell(
                        output,
                        language,
                        Text {
                            th: "พิมพ์คำตอบ หรือ - เพื่อเว้นไว้ก่อน",
                            en: "type an answer, or - to leave it open",
                        },
                    )?,
                },
                answer => match self.value(answer) {
                    Some(value) => return Ok(Reply::Value(value)),
                    None => tell(
                        output,
                        language,
                        Text {
                            th: "เลือกด้วยหมายเลขในรายการ",
                            en: "choose by the numbers of the list",
                        },
                    )?,
                },
            }
        }
    }

    fn explain(&self, output: &mut dyn Write, language: Language) -> io::Result<()> {
        let meaning = self.meaning.get(language);
        if meaning.is_empty() {
            let none = Text {
                th: "ไม่มีคำอธิบายเพิ่มเติม",
                en: "there is nothing more to say of it",
            };
            return tell(output, language, none);
        }
        writeln!(output, "  {meaning}")
    }

    /// An answer as a value; `None` where it is none of the choices.
    fn value(&self, answer: &str) -> Option<Json> {
        if !self.many {
            return self.one(answer).map(|text| json!(text));
        }
        let separators: &[char] = if self.choices.is_empty() {
            &[',']
        } else {
            &[',', ' ']
        };
        // A choice may hold a space or comma itself.
        if let Some(whole) = self.choices.iter().find(|choice| *choice == answer) {
            return Some(json!([whole]));
        }
        let mut values: Vec<String> = Vec::new();
        for part in answer
            .split(separators)
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let value = self.one(part)?;
            if !values.contains(&value) {
                values.push(value);
            }
        }
        (!values.is_empty()).then(|| json!(values))
    }

    fn one(&self, answer: &str) -> Option<String> {
        if self.choices.is_empty() {
            return Some(answer.to_owned());
        }
        let number = digits::to_ascii(answer).parse::<usize>().ok();
        let by_number = number
            .and_then(|number| number.checked_sub(1))
            .and_then(|at| self.choices.get(at));
        by_number
            .or_else(|| self.choices.iter().find(|choice| *choice == answer))
            .cloned()
    }
}

/// A default as a person reads it.
fn shown(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => {
            let texts = items.iter().filter_map(Json::as_str);
            texts.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

fn tell(output: &mut dyn Write, language: Language, text: Text) -> io::Result<()> {
    writeln!(output, "  {}", text.get(language))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use serde_json::json;

    use super::{Question, Reply};
    use crate::model::language::Language;

    fn asked(question: &Question, lines: &str) -> Reply {
        let mut output = Vec::new();
        let mut input = Cursor::new(lines.to_owned());
        question
            .ask(&mut input, &mut output, Language::Thai)
            .unwrap()
    }

    #[test]
    fn choices_are_taken_by_number_and_anything_else_is_asked_again() {
        let question = Question {
            choices: vec!["ปี".to_owned(), "เดือน".to_owned()],
            ..Question::default()
        };
        assert_eq!(
            asked(&question, "3\nสัปดาห์\n?\n\n๒\n"),
            Reply::Value(json!("เดือน"))
        );
        let many = Question {
            many: true,
            ..question
        };
        assert_eq!(asked(&many, "2, 1,2\n"), Reply::Value(json!(["เดือน", "ปี"])));
        assert_eq!(asked(&many, "9\n"), Reply::Stop);
    }

    #[test]
    fn dash_back_and_the_end_of_input_are_no_answers() {
        let question = Question::default();
        assert_eq!(asked(&question, "-\n"), Reply::Later);
        assert_eq!(asked(&question, "b\n"), Reply::Back);
        assert_eq!(asked(&question, ""), Reply::Stop);
        assert_eq!(asked(&question, "\nคำตอบ\n"), Reply::Value(json!("คำตอบ")));
    }
}
