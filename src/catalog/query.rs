//! The text of a search → an expression. The subset of Solr's syntax that CKAN's clients send.

use unicode_normalization::UnicodeNormalization;

/// Longest query, in characters. What people and harvesters send is far below; a longer one only costs time.
const MAX_LENGTH: usize = 2000;
/// Most words in a query: each is a condition of one SQL statement.
const MAX_WORDS: usize = 64;
/// Deepest parentheses.
const MAX_DEPTH: usize = 16;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// Everything: an empty query or `*:*`.
    All,
    /// Each of these.
    And(Vec<Expression>),
    /// Any of these.
    Or(Vec<Expression>),
    /// None of this.
    Not(Box<Expression>),
    /// A word or a quoted phrase anywhere in the text.
    Word(String),
    /// `field:value`; `*` and `?` stand for any text and any character where `wild`.
    Field {
        /// Solr's name of the field.
        field: String,
        /// The value.
        value: String,
        /// Whether the value has wildcards.
        wild: bool,
    },
    /// `field:[from TO to]`, ends included; `None` for `*`.
    Range {
        /// Solr's name of the field.
        field: String,
        /// Lower end.
        from: Option<String>,
        /// Upper end.
        to: Option<String>,
    },
}

/// Why a query has no meaning.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// A field without a value, a parenthesis or quote without its partner.
    #[error("cannot parse \"{0}\"")]
    Syntax(String),
    /// Solr's local parameters, `{!…}`, which CKAN refuses.
    #[error("Local parameters are not supported in param 'q'.")]
    LocalParameters,
    /// Too long, too many words or too deep.
    #[error("the query is too long")]
    TooLong,
}

/// Unicode NFC: the form in which texts are kept and looked for.
pub fn fold(text: &str) -> String {
    text.nfc().collect()
}

/// Parses a query. Words without an operator between them must all be found.
pub fn parse(text: &str) -> Result<Expression, Fault> {
    if text.chars().count() > MAX_LENGTH {
        return Err(Fault::TooLong);
    }
    if text.trim_start().starts_with("{!") {
        return Err(Fault::LocalParameters);
    }
    let text = fold(text);
    let mut parser = Parser {
        rest: text.trim(),
        whole: &text,
        words: 0,
    };
    if parser.rest.is_empty() {
        return Ok(Expression::All);
    }
    let expression = parser.either(0)?;
    if parser.rest.is_empty() {
        Ok(expression)
    } else {
        Err(parser.fault())
    }
}

/// The words of a text that is not meant as a query: each is looked for as it stands. What a person typed is never wrong.
pub fn words(text: &str) -> Expression {
    let text: String = fold(text).chars().take(MAX_LENGTH).collect();
    let words: Vec<Expression> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '(' | ')'))
        .filter(|word| !word.is_empty())
        .take(MAX_WORDS)
        .map(|word| Expression::Word(word.to_owned()))
        .collect();
    if words.is_empty() {
        Expression::All
    } else {
        Expression::And(words)
    }
}

struct Parser<'a> {
    rest: &'a str,
    whole: &'a str,
    words: usize,
}

impl Parser<'_> {
    fn fault(&self) -> Fault {
        Fault::Syntax(self.whole.to_owned())
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, token: &str) -> bool {
        self.space();
        let found = self.rest.strip_prefix(token);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    /// An operator is a word of its own: `ORCHID` does not begin with one.
    fn operator(&mut self, word: &str, sign: &str) -> bool {
        self.space();
        let ends = |rest: &&str| rest.is_empty() || rest.starts_with([' ', '(', '\t', '\n']);
        match self
            .rest
            .strip_prefix(word)
            .filter(ends)
            .or_else(|| self.rest.strip_prefix(sign))
        {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn either(&mut self, depth: usize) -> Result<Expression, Fault> {
        if depth > MAX_DEPTH {
            return Err(Fault::TooLong);
        }
        let mut parts = vec![self.all(depth)?];
        while self.operator("OR", "||") {
            parts.push(self.all(depth)?);
        }
        Ok(if parts.len() == 1 {
            parts.remove(0)
        } else {
            Expression::Or(parts)
        })
    }

    fn all(&mut self, depth: usize) -> Result<Expression, Fault> {
        let mut parts = vec![self.one(depth)?];
        loop {
            let joined = self.operator("AND", "&&");
            self.space();
            let at_or =
                self.rest.starts_with("||") || self.rest == "OR" || self.rest.starts_with("OR ");
            if !joined && (self.rest.is_empty() || self.rest.starts_with(')') || at_or) {
                return Ok(if parts.len() == 1 {
                    parts.remove(0)
                } else {
                    Expression::And(parts)
                });
            }
            parts.push(self.one(depth)?);
        }
    }

    fn one(&mut self, depth: usize) -> Result<Expression, Fault> {
        if depth > MAX_DEPTH {
            return Err(Fault::TooLong);
        }
        if self.operator("NOT", "!") || self.eat("-") {
            return Ok(Expression::Not(Box::new(self.one(depth + 1)?)));
        }
        if self.eat("+") {
            return self.one(depth + 1);
        }
        if self.eat("(") {
            let inner = self.either(depth + 1)?;
            return if self.eat(")") {
                Ok(inner)
            } else {
                Err(self.fault())
            };
        }
        self.words += 1;
        if self.words > MAX_WORDS {
            return Err(Fault::TooLong);
        }
        if self.eat("*:*") {
            return Ok(Expression::All);
        }
        if let Some(field) = self.field() {
            return self.value(field, depth);
        }
        let (text, _) = self.text()?;
        // A wildcard in free text adds nothing: a word is found inside words as well.
        let bare: String = text.chars().filter(|c| *c != '*').collect();
        Ok(if bare.is_empty() {
            Expression::All
        } else {
            Expression::Word(bare)
        })
    }

    /// `name:` at the front; eaten.
    fn field(&mut self) -> Option<String> {
        self.space();
        let (name, rest) = self.rest.split_once(':')?;
        let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        if name.is_empty()
            || !name.chars().all(legal)
            || !name.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            return None;
        }
        self.rest = rest;
        Some(name.to_owned())
    }

    fn value(&mut self, field: String, depth: usize) -> Result<Expression, Fault> {
        if self.rest.starts_with('(') {
            self.rest = self.rest.get(1..).unwrap_or_default();
            let inner = self.either(depth + 1)?;
            return if self.eat(")") {
                Ok(within(&field, inner))
            } else {
                Err(self.fault())
            };
        }
        if let Some(rest) = self.rest.strip_prefix(['[', '{']) {
            let (inside, rest) = rest.split_once([']', '}']).ok_or_else(|| self.fault())?;
            let (from, to) = inside.split_once(" TO ").ok_or_else(|| self.fault())?;
            self.rest = rest;
            let end = |text: &str| {
                let text = text.trim().trim_matches('"');
                (text != "*").then(|| text.to_owned())
            };
            return Ok(Expression::Range {
                field,
                from: end(from),
                to: end(to),
            });
        }
        let (value, quoted) = self.text()?;
        if value == "*" && !quoted && field == "*" {
            return Ok(Expression::All);
        }
        let wild = !quoted && value.contains(['*', '?']);
        Ok(Expression::Field { field, value, wild })
    }

    /// A quoted phrase, or what stands up to the next space or parenthesis. Whether it was quoted.
    fn text(&mut self) -> Result<(String, bool), Fault> {
        let quoted = self.rest.starts_with('"');
        let source = if quoted {
            self.rest.get(1..).unwrap_or_default()
        } else {
            self.rest
        };
        let mut text = String::new();
        let mut characters = source.char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                '\\' => text.extend(characters.next().map(|(_, escaped)| escaped)),
                '"' if quoted => {
                    self.rest = source.get(at + 1..).unwrap_or_default();
                    return Ok((text, true));
                }
                c if !quoted && (c.is_whitespace() || matches!(c, '(' | ')' | '"')) => {
                    self.rest = source.get(at..).unwrap_or_default();
                    return if text.is_empty() {
                        Err(self.fault())
                    } else {
                        Ok((text, false))
                    };
                }
                c => text.push(c),
            }
        }
        self.rest = "";
        if quoted || text.is_empty() {
            Err(self.fault())
        } else {
            Ok((text, false))
        }
    }
}

/// `field:(a OR b)`: the words inside are values of the field.
fn within(field: &str, inner: Expression) -> Expression {
    let each = |parts: Vec<Expression>| parts.into_iter().map(|part| within(field, part)).collect();
    match inner {
        Expression::And(parts) => Expression::And(each(parts)),
        Expression::Or(parts) => Expression::Or(each(parts)),
        Expression::Not(part) => Expression::Not(Box::new(within(field, *part))),
        Expression::Word(value) => Expression::Field {
            field: field.to_owned(),
            value,
            wild: false,
        },
        other => other,
    }
}
