//! Columns on a terminal: Thai marks above and below take none.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The text cut or filled to exactly so many columns; cut between characters as a reader sees them.
pub fn pad(text: &str, columns: usize) -> String {
    let mut line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.width() > columns {
        let mut cut = String::new();
        for cluster in line.graphemes(true) {
            if cut.width() + cluster.width() + 1 > columns {
                break;
            }
            cut.push_str(cluster);
        }
        cut.push('…');
        line = cut;
    }
    let missing = columns.saturating_sub(line.width());
    line.push_str(&" ".repeat(missing));
    line
}

#[cfg(test)]
mod tests {
    use super::pad;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn thai_texts_fill_the_same_columns() {
        for text in [
            "ที่อยู่",
            "น้ำ",
            "กำแพงเพชร",
            "Chiang Mai",
            "",
            "จำนวนผู้ป่วยทั้งหมดในปีงบประมาณ",
        ] {
            assert_eq!(pad(text, 12).width(), 12, "{text}");
        }
        assert!(!pad("ใหม่ใหม่ใหม่", 6).ends_with('\u{e48}'));
    }
}
