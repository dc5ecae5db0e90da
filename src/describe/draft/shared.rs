//! What several tables tell together.

use crate::describe::draft::told::Told;

/// Words before what changes from sheet to sheet: behind them a shared title ends.
const BEFORE_CHANGES: &[&str] = &[
    "ประจำเดือน",
    "เดือน",
    "รอบเดือน",
    "ประจำปี",
    "ปี",
    "ปีงบประมาณ",
    "พ.ศ.",
    "ประจำไตรมาส",
    "ไตรมาส",
    "ไตรมาสที่",
    "ครั้งที่",
    "รอบที่",
    "ณ",
    "วันที่",
    "ข้อมูล",
    "จังหวัด",
    "-",
    ":",
];

/// What the tables of several sheets tell that become one: of their titles the beginning that they share, which names no
/// single month.
pub fn shared(all: &[Told]) -> Told {
    let mut whole = all.first().cloned().unwrap_or_default();
    for told in all.iter().skip(1) {
        whole.add(told);
    }
    let titles = all.iter().map(|told| told.title.as_str());
    let titles: Vec<&str> = titles.filter(|title| !title.is_empty()).collect();
    whole.title = beginning(&titles);
    whole
}

/// The words with which all of some titles begin.
fn beginning(titles: &[&str]) -> String {
    let Some((first, rest)) = titles.split_first() else {
        return String::new();
    };
    if rest.iter().all(|title| title == first) {
        return (*first).to_owned();
    }
    let mut words: Vec<&str> = first.split(' ').collect();
    for title in rest {
        let same = words.iter().zip(title.split(' '));
        let same = same.take_while(|(word, other)| *word == other).count();
        words.truncate(same);
    }
    while let Some(last) = words.last()
        && BEFORE_CHANGES.contains(&last.trim_matches(['(', ')', '[', ']']))
    {
        words.pop();
    }
    words.join(" ")
}

impl Told {
    /// Takes from another table of the same file what is not told yet. The title stays.
    pub fn add(&mut self, other: &Self) {
        for (own, other) in [
            (&mut self.publisher, &other.publisher),
            (&mut self.source, &other.source),
            (&mut self.frequency, &other.frequency),
        ] {
            if own.is_empty() {
                own.clone_from(other);
            }
        }
        if self.unit.is_empty() {
            self.unit.clone_from(&other.unit);
            self.multiplier.clone_from(&other.multiplier);
        }
        self.as_of = self.as_of.max(other.as_of);
        self.years = match (self.years, other.years) {
            (Some((first, last)), Some((other_first, other_last))) => {
                Some((first.min(other_first), last.max(other_last)))
            }
            (own, other) => own.or(other),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::shared;
    use crate::describe::draft::told::{Told, told};

    #[test]
    fn the_title_of_stacked_sheets_names_no_single_month() {
        let of = |month: &str, day: &str| -> Told {
            let title =
                format!("รายงานผลปฐมภูมิ ปีงบประมาณ พ.ศ. ๒๕๖๗ ประจำเดือน {month} (ข้อมูล ณ วันที่ {day})");
            told(&[title], &[])
        };
        let all = shared(&[
            of("ตุลาคม ๒๕๖๖", "๓๑ ต.ค. ๖๖"),
            of("มกราคม ๒๕๖๗", "๓๑ ม.ค. ๖๗"),
        ]);
        assert_eq!(all.title, "รายงานผลปฐมภูมิ ปีงบประมาณ พ.ศ. ๒๕๖๗");
        assert_eq!(all.frequency, "เดือน");
        assert_eq!(all.years, Some((2566, 2567)));
    }
}
