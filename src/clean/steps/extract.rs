use crate::clean::fault::Fault;
use crate::clean::parts::one_line;
use crate::clean::step::{Kind, may, need, never, step};
use crate::clean::tidying::Tidying;
use crate::model::grammar::digits;
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;
use crate::model::table::TableColumn;

step! {
    /// Takes values out of sentences by patterns
    ///
    /// A pattern is the text of a cell with a name in braces for each value: `{done} แห่ง จาก {all} แห่ง`. The first pattern that
    /// fits a whole cell fills the columns of those names, which stand where the column stood; names that the pattern does not
    /// have stay empty. Runs of white space count as one space, and digits in a pattern fit Thai digits too. White space around
    /// a value is taken off, so that a pattern without spaces before its words fits cells with and without them.
    ///
    /// A cell that no pattern fits is refused, and so is one that a pattern fits in two ways. A name that is the column's own
    /// keeps the column's label.
    ///
    /// ## ภาษาไทย
    ///
    /// รูปแบบคือข้อความในเซลล์ที่ใส่ชื่อในวงเล็บปีกกาแทนแต่ละค่า เช่น `{done} แห่ง จาก {all} แห่ง` รูปแบบแรกที่ตรงกับทั้งเซลล์จะให้ค่าแก่คอลัมน์
    /// ตามชื่อนั้น ซึ่งอยู่แทนที่คอลัมน์เดิม ชื่อที่ไม่มีในรูปแบบนั้นจะว่าง ช่องว่างที่ติดกันนับเป็นช่องเดียว และตัวเลขในรูปแบบใช้กับเลขไทยได้
    /// ช่องว่างรอบค่าจะถูกตัดออก รูปแบบที่ไม่เว้นวรรคหน้าคำจึงใช้ได้ทั้งเซลล์ที่เว้นและไม่เว้นวรรค
    ///
    /// เซลล์ที่ไม่ตรงกับรูปแบบใด หรือตรงได้สองแบบ จะถูกปฏิเสธ ชื่อที่ตรงกับชื่อคอลัมน์เดิมจะใช้ป้ายกำกับเดิม
    ///
    /// ## Example
    /// ```before
    /// | ประเภท | ผลการดำเนินงาน | ร้อยละ |
    /// |---|---|---|
    /// | โรงพยาบาลศูนย์ | 35 แห่ง จาก 35 แห่ง | 100 |
    /// | โรงพยาบาลทั่วไป | 90 แห่ง จาก 92 แห่ง | 98 |
    /// | โรงพยาบาลชุมชน | 310 แห่ง จาก 774 แห่ง | 40 |
    /// | คลินิก | 12 แห่ง | 5 |
    /// ```
    /// ```call
    /// {"step": "extract", "column": "B", "patterns": ["{done_count} แห่ง จาก {total_count} แห่ง", "{done_count} แห่ง"],
    ///  "labels": {"done_count": "จำนวนที่ดำเนินการ", "total_count": "จำนวนทั้งหมด"}}
    /// ```
    /// ```after
    /// | ประเภท | done_count | total_count | ร้อยละ |
    /// |---|---|---|---|
    /// | โรงพยาบาลศูนย์ | 35 | 35 | 100 |
    /// | โรงพยาบาลทั่วไป | 90 | 92 | 98 |
    /// | โรงพยาบาลชุมชน | 310 | 774 | 40 |
    /// | คลินิก | 12 | | 5 |
    /// ```
    "extract", Confirm, apply, settles: ["multi-value-cell", "unit-in-cell"],
    takes: [
        need("column", Kind::Column, "คอลัมน์ที่มีข้อความ", "the column of the sentences"),
        need("patterns", Kind::Texts, "รูปแบบของข้อความ ตามลำดับที่จะลอง", "the patterns, in the order in which they are tried"),
        may("labels", Kind::TextMap, "ป้ายกำกับของคอลัมน์ใหม่ ตามชื่อ", "labels of the new columns, by name"),
    ],
    says: says, proposes: never,
    th: "ดึงค่าออกจากข้อความตามรูปแบบ", en: "Takes values out of sentences by patterns"
}

/// Letters and holes in turn: a hole stands between each literal and the next.
struct Pattern {
    literals: Vec<Vec<char>>,
    holes: Vec<String>,
}

/// How a pattern fits a text.
enum Fit {
    /// Not at all.
    No,
    /// In one way: what stands in each hole.
    Once(Vec<String>),
    /// In several: which was meant would be a guess.
    Often,
}

fn says(call: &StepCall) -> Message {
    let column = call.text("column").unwrap_or_default();
    let patterns = call.texts("patterns").join("\" / \"");
    say!(
        th: "ดึงค่าออกจากข้อความในคอลัมน์ {column} ตามรูปแบบ \"{patterns}\"",
        en: "takes the values out of the texts of the column {column} by \"{patterns}\""
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    let patterns = call.texts("patterns").into_iter().map(Pattern::parse);
    let patterns: Option<Vec<Pattern>> = patterns.collect();
    let patterns = patterns.ok_or(Fault::Parameter("patterns"))?;
    let mut names: Vec<&str> = Vec::new();
    for hole in patterns.iter().flat_map(|pattern| &pattern.holes) {
        if !names.contains(&hole.as_str()) {
            names.push(hole);
        }
    }
    if names.is_empty() {
        return Err(Fault::Parameter("patterns"));
    }
    let mut made = columns(tidying, call, column, &names);
    for row in tidying.rows() {
        let text = tidying.text(row, column);
        if text.trim().is_empty() {
            continue;
        }
        let (holes, values) =
            fitting(&patterns, &text).map_err(|why| tidying.fault(row, column, why))?;
        if holes.is_empty() {
            tidying.leave_out_value(row, column, text, "value");
        }
        for (hole, value) in holes.iter().zip(values) {
            let at = names.iter().position(|name| name == hole);
            if let Some(target) = at.and_then(|at| made.get_mut(at)) {
                let value = tidying.value_of(&value);
                tidying.put_piece(target, column, row, value);
            }
        }
    }
    tidying.table.columns.splice(column..=column, made);
    Ok(())
}

/// The new columns, empty.
fn columns(tidying: &mut Tidying, call: &StepCall, of: usize, names: &[&str]) -> Vec<TableColumn> {
    let Some(source) = tidying.table.columns.get(of) else {
        return Vec::new();
    };
    let (own, label) = (source.name.clone(), source.label.clone());
    let mut made = Vec::new();
    for name in names {
        let said = call.label_for(name);
        let keeps = *name == own && said == own;
        let label = if keeps { label.as_str() } else { said };
        made.push(tidying.column_of_pieces(of, name, label));
    }
    made
}

/// The holes of the first pattern that fits, with what stands in them.
fn fitting<'p>(patterns: &'p [Pattern], text: &str) -> Result<(&'p [String], Vec<String>), Text> {
    for pattern in patterns {
        match pattern.fit(text) {
            Fit::No => {}
            Fit::Once(values) => return Ok((&pattern.holes, values)),
            Fit::Often => {
                return Err(Text {
                    th: "ตรงกับรูปแบบได้มากกว่าหนึ่งแบบ",
                    en: "fits a pattern in more than one way",
                });
            }
        }
    }
    Err(Text {
        th: "ไม่ตรงกับรูปแบบใดในแผน",
        en: "fits none of the plan's patterns",
    })
}

impl Pattern {
    /// `None` for braces that do not close, a hole without a name, a name that stands twice, and two holes without a letter
    /// between them.
    fn parse(text: &str) -> Option<Self> {
        let text = one_line(text);
        let (mut literals, mut holes) = (Vec::new(), Vec::<String>::new());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            let name = name.trim();
            let known = holes.iter().any(|hole| hole == name);
            let touches = before.is_empty() && !holes.is_empty();
            if name.is_empty() || name.contains('{') || known || touches || before.contains('}') {
                return None;
            }
            literals.push(comparable(before));
            holes.push(name.to_owned());
            rest = after;
        }
        literals.push(comparable(rest));
        (!rest.contains('}')).then_some(Self { literals, holes })
    }

    fn fit(&self, text: &str) -> Fit {
        let text = one_line(text);
        let letters: Vec<char> = text.chars().collect();
        let same = comparable(&text);
        let (Some(early), Some(late)) = (self.earliest(&same), self.latest(&same)) else {
            return Fit::No;
        };
        let said = |(start, end): &(usize, usize)| -> String {
            let letters = letters.get(*start..*end).unwrap_or_default();
            letters.iter().collect::<String>().trim().to_owned()
        };
        let values: Vec<String> = early.iter().map(said).collect();
        if early != late {
            Fit::Often
        } else if values.iter().any(String::is_empty) {
            Fit::No
        } else {
            Fit::Once(values)
        }
    }

    /// Where the holes lie if each literal stands as early as it can.
    fn earliest(&self, text: &[char]) -> Option<Vec<(usize, usize)>> {
        let (first, inner, last) = self.literals()?;
        if self.holes.is_empty() {
            return (text == first).then(Vec::new);
        }
        let mut at = text.starts_with(first).then_some(first.len())?;
        let mut spans = Vec::new();
        for literal in inner {
            let start = at + 1;
            let mut places = text.get(start..)?.windows(literal.len());
            let found = start + places.position(|letters| letters == literal)?;
            spans.push((at, found));
            at = found + literal.len();
        }
        let end = text.len().checked_sub(last.len())?;
        spans.push((at, end));
        (text.ends_with(last) && at < end).then_some(spans)
    }

    /// Where the holes lie if each literal stands as late as it can.
    fn latest(&self, text: &[char]) -> Option<Vec<(usize, usize)>> {
        let (first, inner, last) = self.literals()?;
        if self.holes.is_empty() {
            return (text == first).then(Vec::new);
        }
        let mut end = text.len().checked_sub(last.len())?;
        let mut spans = Vec::new();
        for literal in inner.iter().rev() {
            let mut places = text.get(..end.checked_sub(1)?)?.windows(literal.len());
            let found = places.rposition(|letters| letters == literal)?;
            spans.push((found + literal.len(), end));
            end = found;
        }
        spans.push((first.len(), end));
        spans.reverse();
        (text.starts_with(first) && text.ends_with(last) && first.len() < end).then_some(spans)
    }

    /// The literal before the first hole, those between holes (never empty), and the one behind the last.
    fn literals(&self) -> Option<Literals<'_>> {
        let (first, rest) = self.literals.split_first()?;
        let (last, inner) = rest.split_last().unwrap_or((first, &[][..]));
        Some((first.as_slice(), inner, last.as_slice()))
    }
}

/// The literal before the first hole, those between holes, and the one behind the last.
type Literals<'a> = (&'a [char], &'a [Vec<char>], &'a [char]);

/// As many letters, with 0-9 for Thai digits.
fn comparable(text: &str) -> Vec<char> {
    digits::to_ascii(text).chars().collect()
}

#[cfg(test)]
mod tests {
    use super::{Fit, Pattern};

    fn fit(pattern: &str, text: &str) -> Option<Vec<String>> {
        match Pattern::parse(pattern).unwrap().fit(text) {
            Fit::Once(values) => Some(values),
            Fit::No => None,
            Fit::Often => Some(vec!["often".to_owned()]),
        }
    }

    #[test]
    fn a_pattern_fits_the_whole_text_or_nothing() {
        for (pattern, text, values) in [
            (
                "{a} แห่ง จาก {b} แห่ง",
                "๓๑๐ แห่ง จาก\u{a0} ๗๗๔ แห่ง",
                Some(vec!["๓๑๐", "๗๗๔"]),
            ),
            ("{a}แห่ง", "310 แห่ง", Some(vec!["310"])),
            ("{a}แห่ง", "310แห่ง", Some(vec!["310"])),
            ("ข้อ 1 {a}", "ข้อ ๑ แผน", Some(vec!["แผน"])),
            ("{a}-{b}", "1-2-3", Some(vec!["often"])),
            ("{a}-{b}", "1-", None),
            ("{a} แห่ง", "310 แห่งใหม่", None),
            ("{a} แห่ง", "แห่ง", None),
            ("ไม่มี", "ไม่มี", Some(vec![])),
            ("ไม่มี", "ไม่มีเลย", None),
            ("{a}กก{b}", "ขกกกค", Some(vec!["often"])),
        ] {
            let values: Option<Vec<String>> =
                values.map(|it| it.into_iter().map(str::to_owned).collect());
            assert_eq!(fit(pattern, text), values, "{pattern} on {text}");
        }
    }

    #[test]
    fn patterns_that_cannot_be_told_apart_are_none() {
        for pattern in ["{a}{b}", "{a", "a}", "{} แห่ง", "{a} {a}", "{{a}}"] {
            assert!(Pattern::parse(pattern).is_none(), "{pattern}");
        }
    }
}
