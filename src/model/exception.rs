//! Exceptions that an officer writes where the data is: a note on a cell, `sheetpress: allow RULE - reason`.

/// What a note says to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instruction<'a> {
    /// Leave findings of a rule out here, because.
    Allow {
        /// The rule's name.
        rule: &'a str,
        /// Why.
        reason: &'a str,
    },
    /// It speaks to us, but does not say which rule and why.
    Unclear,
}

/// Reads a note; `None` where it does not speak to us. The words may be Thai: `sheetpress: ยกเว้น RULE เพราะ …`.
pub fn instruction(note: &str) -> Option<Instruction<'_>> {
    // Excel puts the author's name and a line break in front of a new note.
    let line = note
        .lines()
        .map(str::trim)
        .find(|line| line.to_ascii_lowercase().starts_with("sheetpress:"))?;
    let rest = line.get("sheetpress:".len()..)?.trim_start();
    let after = ["allow", "ยกเว้น"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .map(str::trim_start)
        .unwrap_or_default();
    let end = after
        .find(|letter: char| {
            !letter.is_ascii_lowercase() && !letter.is_ascii_digit() && letter != '-'
        })
        .unwrap_or(after.len());
    let rule = after[..end].trim_end_matches('-');
    let reason = after[end..].trim_start_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | ':')
    });
    let reason = ["because ", "เพราะ"]
        .iter()
        .find_map(|word| reason.strip_prefix(word))
        .unwrap_or(reason)
        .trim();
    // A reason of one or two characters gives none.
    if rule.is_empty() || reason.chars().count() < 3 {
        return Some(Instruction::Unclear);
    }
    Some(Instruction::Allow { rule, reason })
}

#[cfg(test)]
mod tests {
    use super::{Instruction, instruction};

    #[test]
    fn a_note_names_the_rule_and_the_reason_in_either_language() {
        for (note, expected) in [
            ("ตรวจแล้ว", None),
            (
                "sheetpress: allow unit-in-cell - pack sizes",
                Some(("unit-in-cell", "pack sizes")),
            ),
            (
                "ผู้ใช้:\nSheetpress: ยกเว้น placeholder เพราะระเบียบให้ใช้ขีด",
                Some(("placeholder", "ระเบียบให้ใช้ขีด")),
            ),
            (
                "sheetpress: allow total-row because the law asks for it",
                Some(("total-row", "the law asks for it")),
            ),
        ] {
            let expected = expected.map(|(rule, reason)| Instruction::Allow { rule, reason });
            assert_eq!(instruction(note), expected, "{note}");
        }
        for note in [
            "sheetpress:",
            "sheetpress: allow",
            "sheetpress: allow total-row",
            "sheetpress: allow total-row - x",
            "sheetpress: please ignore",
        ] {
            assert_eq!(instruction(note), Some(Instruction::Unclear), "{note}");
        }
    }
}
