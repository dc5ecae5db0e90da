//! One question over lines of text: default, explanation, choices by number, yes or no in the words that people use.

use std::io::{self, BufRead, Write};

use serde_json::{Value as Json, json};

use crate::model::grammar::digits;
use crate::model::language::{Language, Message, Text, say};

const NOTHING: Text = Text {
    th: "พิมพ์คำตอบ หรือ - เพื่อเว้นไว้ก่อน",
    en: "type an answer, or - to leave it open",
};

const NO_CHOICE: Text = Text {
    th: "เลือกด้วยหมายเลขในรายการ",
    en: "choose by the numbers of the list",
};

/// Words of a yes.
const YES: &[&str] = &[
    "y",
    "yes",
    "yeah",
    "ok",
    "okay",
    "sure",
    "true",
    "ใช่",
    "ใช้",
    "ตกลง",
    "ได้",
    "เผยแพร่",
    "จริง",
    "ถูกต้อง",
];

/// Words of a no.
const NO: &[&str] = &[
    "n",
    "no",
    "nope",
    "false",
    "ไม่",
    "ไม่ใช่",
    "ไม่ใช้",
    "ไม่ได้",
    "ไม่ตกลง",
    "ไม่เผยแพร่",
    "ไม่จริง",
    "ไม่ถูกต้อง",
];

/// Words of "another day".
const LATER: &[&str] = &["later", "ภายหลัง", "ไว้ก่อน", "เว้นไว้ก่อน", "ยังไม่ตอบ"];

/// Words that may stand beside an answer.
const POLITE: &[&str] = &["please", "thanks", "ครับ", "ค่ะ", "คะ", "นะ"];

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
    /// "s" passes over the rest of its kind.
    pub(super) skips: bool,
}

/// What was said.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reply {
    /// An answer; of a question for several, a list; of one to be decided, true or false.
    Value(Json),
    /// "-": another day.
    Later,
    /// "b": the question before.
    Back,
    /// "s": none of the further ones of its kind.
    Skip,
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
        if self.many {
            let hint = self.hint_of_many();
            tell(output, hint.get(language))?;
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
                "s" if self.skips => return Ok(Reply::Skip),
                "?" => self.explain(output, language)?,
                "" => match &self.default {
                    Some(default) => return Ok(Reply::Value(default.clone())),
                    None => tell(output, NOTHING.get(language))?,
                },
                answer => match self.value(answer) {
                    Some(value) => return Ok(Reply::Value(value)),
                    None => tell(output, NO_CHOICE.get(language))?,
                },
            }
        }
    }

    /// Asks until the answer is a yes or a no: the value is `true` or `false`.
    pub(super) fn decide(
        &self,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
        language: Language,
    ) -> io::Result<Reply> {
        loop {
            let reply = self.ask(input, output, language)?;
            let Reply::Value(value) = &reply else {
                return Ok(reply);
            };
            let said = value.as_str().unwrap_or_default();
            if let Some(decided) = decision(said) {
                return Ok(decided);
            }
            let unclear = say!(
                th: "\"{said}\" ไม่ใช่คำตอบว่าใช่หรือไม่ใช่ พิมพ์ y (ใช่) n (ไม่ใช่) หรือ - เพื่อเว้นไว้ก่อน",
                en: "\"{said}\" is neither yes nor no; type y, n, or - to leave it open"
            );
            tell(output, unclear.get(language))?;
        }
    }

    fn hint_of_many(&self) -> Text {
        if self.choices.is_empty() {
            Text {
                th: "ตอบได้หลายค่า คั่นด้วยเครื่องหมายจุลภาค (,)",
                en: "several may stand here, with commas between them",
            }
        } else {
            Text {
                th: "เลือกได้หลายข้อ เช่น 1,3",
                en: "several may be chosen, such as 1,3",
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
            return tell(output, none.get(language));
        }
        tell(output, meaning)
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

/// What an answer decides; `None` where it is neither yes, no nor later.
fn decision(said: &str) -> Option<Reply> {
    let said = said.to_lowercase();
    let words = said
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | '!'))
        .filter(|word| !POLITE.contains(word));
    let joined: String = words.collect();
    let mut bare = joined.as_str();
    // Thai writes no space before its polite words.
    while let Some(rest) = POLITE.iter().find_map(|word| bare.strip_suffix(*word)) {
        bare = rest;
    }
    if YES.contains(&bare) {
        return Some(Reply::Value(json!(true)));
    }
    if NO.contains(&bare) {
        return Some(Reply::Value(json!(false)));
    }
    LATER.contains(&bare).then_some(Reply::Later)
}

fn tell(output: &mut dyn Write, text: &str) -> io::Result<()> {
    writeln!(output, "  {text}")
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
        assert_eq!(asked(&many, "1,2\n"), Reply::Value(json!(["ปี", "เดือน"])));
        assert_eq!(asked(&many, "9\n"), Reply::Stop);
    }

    #[test]
    fn yes_and_no_are_taken_as_people_say_them_and_anything_else_is_asked_again() {
        let decided = |lines: &str| {
            let mut output = Vec::new();
            let mut input = Cursor::new(lines.to_owned());
            let question = Question::default();
            let reply = question.decide(&mut input, &mut output, Language::English);
            (reply.unwrap(), String::from_utf8(output).unwrap())
        };
        for yes in [
            "y",
            "Yes",
            "yes please",
            "ใช่",
            "ใช้",
            "ใช่ครับ",
            "ใช่ ค่ะ",
            "OK.",
        ] {
            assert_eq!(
                decided(&format!("{yes}\n")).0,
                Reply::Value(json!(true)),
                "{yes}"
            );
        }
        for no in ["n", "NO", "ไม่", "ไม่ใช่", "ไม่ใช้", "ไม่ค่ะ", "no, thanks"]
        {
            assert_eq!(
                decided(&format!("{no}\n")).0,
                Reply::Value(json!(false)),
                "{no}"
            );
        }
        assert_eq!(decided("ภายหลัง\n").0, Reply::Later);
        let (reply, said) = decided("maybe\nno idea\ny\n");
        assert_eq!(reply, Reply::Value(json!(true)));
        assert!(said.contains("\"maybe\" is neither yes nor no"), "{said}");
        assert!(said.contains("\"no idea\" is neither"), "{said}");
    }

    #[test]
    fn the_rest_is_passed_over_only_where_that_is_offered() {
        let question = Question {
            skips: true,
            ..Question::default()
        };
        assert_eq!(asked(&question, "s\n"), Reply::Skip);
        assert_eq!(asked(&Question::default(), "s\n"), Reply::Value(json!("s")));
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
