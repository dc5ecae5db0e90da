//! Thai as the computer stores it: which order of marks is right, and how wrong ones are mended.

use crate::model::grammar::syllable::Part;

/// Whether marks stand in an order that no Thai word has, stand twice, or two characters stand for one (`เเ`, `ํา`).
pub fn has_fault(text: &str) -> bool {
    let mut before = Part::Other;
    let pairs = text.chars().any(|letter| {
        let part = Part::of(letter);
        let fault = before.is_fault_before(part) || shifted(letter).is_some();
        before = part;
        fault
    });
    pairs || has_loose_mark(text)
}

/// Whether a mark stands before a letter with nothing under it: at the start, or behind a space within a word (`ที ่ดิน`).
pub(super) fn has_loose_mark(text: &str) -> bool {
    let letters = || text.chars().chain([' ']);
    let triples = [' ', ' '].into_iter().chain(letters());
    triples
        .zip([' '].into_iter().chain(letters()))
        .zip(letters())
        .zip(letters().skip(1))
        .any(|(((before, gap), mark), after)| is_loose(before, gap, mark, after))
}

/// Whether a mark behind a gap is loose. Behind brackets, dashes and circles a mark is spoken of, not used.
fn is_loose(before: char, gap: char, mark: char, after: char) -> bool {
    gap == ' '
        && Part::of(mark).is_mark()
        && Part::of(after).is_letter()
        && (before == ' ' || Part::of(before).is_letter())
}

/// The character that an old font's own one stands for. Fonts of the 1990s kept marks in other heights at U+F700 and after;
/// text copied from PDF files still holds them.
fn shifted(letter: char) -> Option<char> {
    Some(match letter {
        '\u{f700}' => 'ฐ',
        '\u{f701}' => '\u{e34}',
        '\u{f702}' => '\u{e35}',
        '\u{f703}' => '\u{e36}',
        '\u{f704}' => '\u{e37}',
        '\u{f705}' | '\u{f70a}' | '\u{f713}' => '\u{e48}',
        '\u{f706}' | '\u{f70b}' | '\u{f714}' => '\u{e49}',
        '\u{f707}' | '\u{f70c}' | '\u{f715}' => '\u{e4a}',
        '\u{f708}' | '\u{f70d}' | '\u{f716}' => '\u{e4b}',
        '\u{f709}' | '\u{f70e}' | '\u{f717}' => '\u{e4c}',
        '\u{f70f}' => 'ญ',
        '\u{f710}' => '\u{e31}',
        '\u{f711}' => '\u{e4d}',
        '\u{f712}' => '\u{e47}',
        '\u{f718}' => '\u{e38}',
        '\u{f719}' => '\u{e39}',
        '\u{f71a}' => '\u{e3a}',
        _ => return None,
    })
}

/// Whether an old font's own character stands in the text.
pub(super) fn has_shifted(text: &str) -> bool {
    text.chars().any(|letter| shifted(letter).is_some())
}

/// The text with its faults mended. `None` where there is none, or one is left that only a person can mend.
pub fn mend(text: &str) -> Option<String> {
    if !has_fault(text) {
        return None;
    }
    let letters = joined(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = letters.as_slice();
    while let Some((first, tail)) = rest.split_first() {
        rest = match Part::of(*first) {
            Part::Consonant | Part::Vocalic => {
                out.push(*first);
                syllable(tail, &mut out)
            }
            Part::Leading if tail.first() == Some(first) => {
                // Two "เ" look like one "แ"; of the others one is too many.
                out.push(if *first == 'เ' { 'แ' } else { *first });
                tail.get(1..).unwrap_or_default()
            }
            _ => {
                out.push(*first);
                tail
            }
        };
    }
    (!has_fault(&out)).then_some(out)
}

/// The characters with old fonts' own ones replaced and spaces before loose marks left out.
fn joined(text: &str) -> Vec<char> {
    let letters: Vec<char> = text
        .chars()
        .map(|letter| shifted(letter).unwrap_or(letter))
        .collect();
    let at = |place: Option<usize>| place.and_then(|place| letters.get(place)).copied();
    let keeps = |place: usize| {
        let before = at(place.checked_sub(1)).unwrap_or(' ');
        let (mark, after) = (at(Some(place + 1)), at(Some(place + 2)));
        before == ' '
            || !is_loose(
                before,
                letters.get(place).copied().unwrap_or('.'),
                mark.unwrap_or(' '),
                after.unwrap_or(' '),
            )
    };
    (0..letters.len())
        .filter(|place| keeps(*place))
        .filter_map(|place| at(Some(place)))
        .collect()
}

/// Writes what stands over, under and directly behind a consonant in its right order; returns what is left.
fn syllable<'a>(after: &'a [char], out: &mut String) -> &'a [char] {
    let (mut marks, mut rest) = marks_of(after);
    let mut vowel = None;
    if let Some((letter, tail)) = rest.split_first() {
        let part = Part::of(*letter);
        let to_long = part == Part::Length && !out.ends_with(['ฤ', 'ฦ']);
        if to_long || matches!(part, Part::ShortA | Part::LongA | Part::Am) {
            vowel = Some(if to_long { 'า' } else { *letter });
            let (late, tail) = marks_of(tail);
            let tones = |list: &[char]| list.iter().any(|mark| Part::of(*mark) == Part::Tone);
            // A tone typed behind the vowel belongs over the consonant, unless another is there.
            if !late.is_empty() && late.iter().all(|mark| Part::of(*mark) == Part::Tone) {
                if !tones(&marks) || late.iter().all(|mark| marks.contains(mark)) {
                    marks.extend(late);
                } else {
                    return put(&marks, vowel, &late, tail, out);
                }
            } else if !late.is_empty() {
                return put(&marks, vowel, &late, tail, out);
            }
            rest = tail;
        }
    }
    if matches!(vowel, Some('า' | 'ำ')) && marks.contains(&'\u{e4d}') {
        marks.retain(|mark| *mark != '\u{e4d}');
        vowel = Some('ำ');
    }
    if vowel == Some('ำ') {
        // PDF files give "ำา" for "ำ".
        while let [letter, tail @ ..] = rest
            && matches!(Part::of(*letter), Part::LongA | Part::Am)
        {
            rest = tail;
        }
    }
    marks.sort_by_key(|mark| match Part::of(*mark) {
        Part::Below | Part::Dot => 0,
        Part::Tone | Part::Silent => 2,
        _ => 1,
    });
    marks.dedup();
    put(&marks, vowel, &[], rest, out)
}

fn put<'a>(
    marks: &[char],
    vowel: Option<char>,
    late: &[char],
    rest: &'a [char],
    out: &mut String,
) -> &'a [char] {
    out.extend(marks);
    out.extend(vowel);
    out.extend(late);
    rest
}

/// The marks at the front, and what follows.
fn marks_of(letters: &[char]) -> (Vec<char>, &[char]) {
    let end = letters
        .iter()
        .position(|letter| {
            let part = Part::of(*letter);
            !part.is_mark() && part != Part::Dot && part != Part::Yamakkan
        })
        .unwrap_or(letters.len());
    let (marks, rest) = letters.split_at(end);
    (marks.to_vec(), rest)
}

#[cfg(test)]
mod tests {
    use super::{has_fault, mend};

    #[test]
    fn faults_that_readers_do_not_see_are_mended() {
        for (wrong, right) in [
            ("เเพร่", "แพร่"),
            ("จ\u{e4d}\u{e32}นวน", "จำนวน"),
            ("น\u{e49}\u{e4d}\u{e32}", "น้ำ"),
            ("น\u{e4d}\u{e49}\u{e32}", "น้ำ"),
            ("น\u{e33}\u{e49}", "น้ำ"),
            ("จำ\u{e32}นวน", "จำนวน"),
            ("ท\u{e48}\u{e35}", "ที่"),
            ("ท\u{e48}\u{e38}ง", "ทุ่ง"),
            ("ท\u{e35}\u{e48}\u{e48}", "ที่"),
            ("ค\u{e32}\u{e48}", "ค่า"),
            ("จ\u{e30}\u{e49}", "จ้ะ"),
            ("สิทธ\u{e4c}\u{e34}", "สิทธิ์"),
            ("ศุกร\u{e4c}\u{e4c}", "ศุกร์"),
            ("เวล\u{e45}", "เวลา"),
            ("ท\u{e35} \u{e48}ดิน", "ที่ดิน"),
            ("ท\u{e35}\u{f70a}", "ที่"),
            ("โโรงเรียน", "โรงเรียน"),
        ] {
            assert!(has_fault(wrong), "{wrong}");
            assert_eq!(mend(wrong).as_deref(), Some(right), "{wrong}");
            assert!(!has_fault(right), "{right}");
        }
    }

    #[test]
    fn what_only_a_person_can_mend_is_told_and_left() {
        for wrong in [
            "ก\u{e48}\u{e49}าว",
            "ก\u{e34}\u{e35}",
            "เ\u{e47}ก",
            "ๆ\u{e48}",
            "\u{e48}สวัสดี",
        ] {
            assert!(has_fault(wrong), "{wrong}");
            assert_eq!(mend(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn thai_as_it_is_written_has_no_fault() {
        for text in [
            "กรมอนามัย กระทรวงสาธารณสุข",
            "น้ำ น้ำผึ้ง คำนวณ สำนักงาน อำเภอ ทำให้",
            "ที่ดินเปล่า สิ่งปลูกสร้าง พื้นที่ ทุ่งนา อยู่ คู่ ผู้ใหญ่บ้าน",
            "พันธุ์ข้าว สิทธิ์ ศุกร์ เสาร์ อาทิตย์ จันทร์ ศาสตร์ กษัตริย์ สัปดาห์",
            "เกาะ เพราะ เหมาะ เปี๊ยะ ผัวะ จ้ะ ค่ะ น่ะ โต๊ะ เลอะเทอะ เจ๊าะ",
            "ก็ เจ็ด เป็น เล็ก เห็น เด็กเล็ก แพ็ก ช็อก",
            "ฤดู ฤๅษี พฤกษา อังกฤษ ฦๅชา",
            "พุทฺธํ สรณํ คจฺฉามิ นโม ตสฺส ภควโต สฺวากฺขาโต",
            "เก๋ง เก๊ก กิ๊ก ก๋วยเตี๋ยว โก๋ ตั๋ว เปี๊ยก",
            "ไม้ไผ่ ใหญ่ ไกล ไทย ไหม้ ใต้ ใช้ ให้ได้",
            "อื่นๆ ฯลฯ กรุงเทพฯ ณ ที่นี้ ๑๒๓ บาท ฿100",
            "นิ้ว กี่ มีดปืน เสื่อ เมื่อ เครื่อง เรื่อง เนื้อ เงื้อม",
            "สฺตฺรี ก็่ ส๎วา (ุ) ไม้เอก - ่ และ ้",
            "Dengue ไข้เลือดออก 2567",
            "ธมฺมํ อิติ มํสํ ตุํ",
            "",
        ] {
            assert!(!has_fault(text), "{text}");
            assert_eq!(mend(text), None, "{text}");
        }
    }
}
