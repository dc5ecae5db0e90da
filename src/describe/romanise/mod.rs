//! Thai in Latin letters, in the manner of the Royal Thai General System: no tones, no lengths.
//!
//! Thai writes neither the gaps between words nor every vowel, so a reading without a lexicon is a proposal, no more: of the
//! 77 provinces it gets nine in ten as the list in `dictionaries/shared/` spells them. Whoever uses it asks a person.

mod letters;

use letters::{
    ENDS, WORDS, cluster, first_sound, is_consonant, is_leading, is_sign, is_thai, last_sound,
    sounding,
};

use crate::model::grammar::digits;

/// Letters of one text that are read, at most: a name has no more than 63 bytes.
const LONGEST: usize = 160;

/// A text with its Thai in Latin letters: `เชียงใหม่` as `chiangmai`. Thai digits become 0 to 9; what is not Thai stays.
pub fn romanise(text: &str) -> String {
    let ascii = digits::to_ascii(text);
    let letters: Vec<char> = ascii.chars().take(LONGEST).collect();
    let mut out = String::new();
    for word in letters.chunk_by(|before, after| is_thai(*before) == is_thai(*after)) {
        if word.first().copied().is_some_and(is_thai) {
            out.push_str(&Word(sounding(word)).read());
        } else {
            out.extend(word);
        }
    }
    out
}

/// A run of Thai letters that sound.
struct Word(Vec<char>);

impl Word {
    fn at(&self, place: usize) -> Option<char> {
        self.0.get(place).copied()
    }

    fn is(&self, place: usize, letter: char) -> bool {
        self.at(place) == Some(letter)
    }

    fn starts_with(&self, place: usize, text: &str) -> bool {
        text.chars()
            .zip(place..)
            .all(|(letter, at)| self.is(at, letter))
    }

    fn consonant(&self, place: usize) -> Option<char> {
        self.at(place).filter(|letter| is_consonant(*letter))
    }

    fn has_sign(&self, place: usize) -> bool {
        self.at(place).is_some_and(is_sign)
    }

    fn read(&self) -> String {
        let mut syllables: Vec<String> = Vec::new();
        let mut place = 0;
        while let Some(letter) = self.at(place) {
            let (syllable, next) = self.syllable(place, letter, syllables.last());
            syllables.push(syllable);
            place = next.max(place + 1);
        }
        syllables.concat()
    }

    /// One syllable or known word, and where the next begins.
    fn syllable(&self, place: usize, letter: char, before: Option<&String>) -> (String, usize) {
        if let Some((sound, used)) = self.known(place) {
            return (sound.to_owned(), place + used);
        }
        if letter == 'ๆ' {
            return (before.cloned().unwrap_or_default(), place + 1);
        }
        if letter == 'ฤ' {
            return ("rue".to_owned(), place + 1);
        }
        if is_leading(letter) {
            return self.led(place, letter);
        }
        if !is_consonant(letter) {
            return (String::new(), place + 1);
        }
        if let Some(count) = self.onset(place) {
            let onset = match (count, self.at(place + 1)) {
                (2, Some(second)) => cluster(letter, second).unwrap_or_default(),
                _ => first_sound(letter).to_owned(),
            };
            let (rest, next) = self.vowel(place + count);
            return (onset + &rest, next);
        }
        self.bare(place, letter, before.is_none())
    }

    /// Consonants without a written vowel: in pairs with an "o" between them, a single one with an "a".
    fn bare(&self, place: usize, letter: char, is_first: bool) -> (String, usize) {
        let count = self.run(place);
        let first = first_sound(letter);
        let end = place + count;
        let is_last = self.at(end).is_none() || self.known(end).is_some();
        if count == 1 && is_last && is_first {
            return (format!("{first}o"), place + 1);
        }
        if count > 1 && (count.is_multiple_of(2) || !is_last) {
            let last = self.at(place + 1).map_or("", last_sound);
            return (format!("{first}o{last}"), place + 2);
        }
        (format!("{first}a"), place + 1)
    }

    /// A known word at a place: its sound and its length.
    fn known(&self, place: usize) -> Option<(&'static str, usize)> {
        WORDS.iter().find_map(|(word, sound, before_more)| {
            let used = word.chars().count();
            if !self.starts_with(place, word) || self.has_sign(place + used) {
                return None;
            }
            let more = self
                .at(place + used)
                .is_some_and(|next| is_consonant(next) || is_leading(next));
            Some((if more { *before_more } else { *sound }, used))
        })
    }

    /// How many consonants begin a syllable with a written vowel here; `None` where none does.
    fn onset(&self, place: usize) -> Option<usize> {
        let first = self.consonant(place)?;
        let two = self
            .consonant(place + 1)
            .is_some_and(|second| cluster(first, second).is_some());
        if two && self.has_vowel(place + 2) {
            return Some(2);
        }
        self.has_vowel(place + 1).then_some(1)
    }

    /// Whether a vowel is written at a place, behind its consonant.
    fn has_vowel(&self, place: usize) -> bool {
        if self.has_sign(place) || self.starts_with(place, "รร") {
            return true;
        }
        if self.is(place, 'อ') {
            return !self.has_sign(place + 1);
        }
        // "ว" between two consonants is "ua": ขวด. Before "รร" it is a consonant: สวรรค์.
        self.is(place, 'ว')
            && self.consonant(place + 1).is_some()
            && !self.has_sign(place + 2)
            && !self.starts_with(place + 1, "รร")
    }

    /// How many consonants stand here without a vowel of their own.
    fn run(&self, place: usize) -> usize {
        let mut count = 0;
        while self.consonant(place + count).is_some()
            && self.onset(place + count).is_none()
            && self.known(place + count).is_none()
        {
            count += 1;
        }
        count
    }

    /// Whether a letter ends the syllable as a glide: the ย of าย, the ว of แว.
    fn glides(&self, place: usize, letter: char) -> bool {
        self.is(place, letter) && self.onset(place).is_none() && self.run(place) != 2
    }

    /// The end of a syllable: its sound, and where the next begins. Two consonants behind an open vowel are rather a syllable
    /// of their own (อุดร), unless the vowel cannot stand open (`closed`).
    fn end(&self, place: usize, closed: bool) -> (&'static str, usize) {
        let Some(letter) = self.consonant(place) else {
            return ("", place);
        };
        let pair = self.at(place + 1).map(|next| [letter, next]);
        let no_onset = self.onset(place).is_none() && self.onset(place + 1).is_none();
        if pair.is_some_and(|pair| ENDS.contains(&pair)) && no_onset {
            return ("t", place + 2);
        }
        let count = self.run(place);
        if matches!(letter, 'อ' | 'ห' | 'ฮ') || count == 0 || (count == 2 && !closed) {
            return ("", place);
        }
        (last_sound(letter), place + 1)
    }

    /// A vowel with its end, where one is closed or open.
    fn ended(&self, vowel: &str, place: usize, closed: bool) -> (String, usize) {
        let (end, next) = self.end(place, closed);
        (format!("{vowel}{end}"), next)
    }

    /// A syllable that begins with a vowel's sign: เ แ โ ใ ไ.
    fn led(&self, place: usize, sign: char) -> (String, usize) {
        let Some(first) = self.consonant(place + 1) else {
            return (String::new(), place + 1);
        };
        let mut next = place + 2;
        let mut onset = first_sound(first).to_owned();
        if let Some(second) = self.consonant(next)
            && let Some(both) = cluster(first, second)
            // At the end of a word the ว of แก้ว is the syllable's end, the ร of แพร่ is not.
            && (self.at(next + 1).is_some() || first == 'ห' || second != 'ว')
        {
            onset = both;
            next += 1;
        }
        let (rest, next) = match sign {
            'เ' => self.led_by_e(next),
            'แ' => self.led_by_ae(next),
            'โ' if self.is(next, 'ะ') => ("o".to_owned(), next + 1),
            'โ' if self.glides(next, 'ย') => ("oi".to_owned(), next + 1),
            'โ' => self.ended("o", next, self.run(next) != 2),
            _ if self.glides(next, 'ย') => ("ai".to_owned(), next + 1),
            _ => ("ai".to_owned(), next),
        };
        (onset + &rest, next)
    }

    fn led_by_ae(&self, place: usize) -> (String, usize) {
        let place = place + usize::from(self.is(place, '\u{e47}'));
        if self.is(place, 'ะ') {
            return ("ae".to_owned(), place + 1);
        }
        if self.glides(place, 'ว') {
            return ("aeo".to_owned(), place + 1);
        }
        self.ended("ae", place, true)
    }

    fn led_by_e(&self, place: usize) -> (String, usize) {
        if self.starts_with(place, "ีย") {
            let place = place + 2 + usize::from(self.is(place + 2, 'ะ'));
            if self.glides(place, 'ว') {
                return ("iao".to_owned(), place + 1);
            }
            return self.ended("ia", place, false);
        }
        if self.starts_with(place, "ือ") {
            if self.glides(place + 2, 'ย') {
                return ("ueai".to_owned(), place + 3);
            }
            return self.ended("uea", place + 2, false);
        }
        if self.starts_with(place, "าะ") {
            return ("o".to_owned(), place + 2);
        }
        match self.at(place) {
            Some('า') => ("ao".to_owned(), place + 1),
            Some('ะ') => ("e".to_owned(), place + 1),
            Some('อ') => self.ended("oe", place + 1, false),
            Some('\u{e34}') => self.ended("oe", place + 1, true),
            _ => {
                let place = place + usize::from(self.is(place, '\u{e47}'));
                if self.glides(place, 'ย') {
                    return ("oei".to_owned(), place + 1);
                }
                if self.glides(place, 'ว') {
                    return ("eo".to_owned(), place + 1);
                }
                self.ended("e", place, true)
            }
        }
    }

    /// A vowel that stands behind, over or under its consonant, with what ends the syllable.
    fn vowel(&self, place: usize) -> (String, usize) {
        if self.starts_with(place, "รร") {
            if self.run(place + 2) > 0 {
                let last = self.at(place + 2).map_or("", last_sound);
                return (format!("a{last}"), place + 3);
            }
            return ("an".to_owned(), place + 2);
        }
        let (glides, open, closed) = match self.at(place) {
            Some('ะ') => return ("a".to_owned(), place + 1),
            Some('ำ') => return ("am".to_owned(), place + 1),
            Some('\u{e31}') if self.glides(place + 1, 'ว') => {
                return (
                    "ua".to_owned(),
                    place + 2 + usize::from(self.is(place + 2, 'ะ')),
                );
            }
            Some('\u{e31}') => ([('ย', "ai"); 2], "a", true),
            Some('า') => ([('ย', "ai"), ('ว', "ao")], "a", false),
            Some('\u{e34}' | '\u{e35}') => ([('ว', "io"); 2], "i", false),
            Some('\u{e36}') => return self.ended("ue", place + 1, false),
            Some('\u{e37}') => {
                let next = place + 1 + usize::from(self.is(place + 1, 'อ'));
                return self.ended("ue", next, false);
            }
            Some('\u{e38}' | '\u{e39}') => ([('ย', "ui"); 2], "u", false),
            Some('\u{e47}') => {
                let next = place + 1 + usize::from(self.is(place + 1, 'อ'));
                return self.ended("o", next, true);
            }
            Some('อ') => ([('ย', "oi"); 2], "o", self.run(place + 1) != 2),
            _ => ([('ย', "uai"); 2], "ua", true),
        };
        for (letter, sound) in glides {
            if self.glides(place + 1, letter) {
                return (sound.to_owned(), place + 2);
            }
        }
        self.ended(open, place + 1, closed)
    }
}

#[cfg(test)]
mod tests {
    use super::romanise;

    #[test]
    fn frequent_words_read_as_the_royal_system_writes_them() {
        for (thai, latin) in [
            ("จังหวัด", "changwat"),
            ("ร้อยละ", "roila"),
            ("งบประมาณ", "ngoppraman"),
            ("เบิกจ่าย", "boekchai"),
            ("ค่าใช้จ่าย", "khachaichai"),
            ("เหนือ", "nuea"),
            ("เด็ก", "dek"),
            ("ต่างๆ", "tangtang"),
            ("ก็", "ko"),
            ("พระนครศรีอยุธยา", "phranakhonsiayutthaya"),
            ("ปี ๒๕๖๗", "pi 2567"),
            ("", ""),
        ] {
            assert_eq!(romanise(thai), latin, "{thai}");
        }
    }

    #[test]
    fn most_provinces_come_out_as_their_official_spelling() {
        let list = include_str!("../../../dictionaries/shared/provinces.csv");
        let plain = |text: &str| {
            let letters = text.chars().filter(char::is_ascii_alphabetic);
            letters.collect::<String>().to_lowercase()
        };
        let rows: Vec<Vec<&str>> = list
            .lines()
            .skip(1)
            .map(|row| row.split(',').collect())
            .collect();
        let right = rows
            .iter()
            .filter(|row| plain(&romanise(row[1])) == plain(row[2]));
        // 69 of 77; Bangkok has another name in English.
        assert!(right.count() >= 68, "fewer provinces are right than were");
        assert_eq!(rows.len(), 77);
    }

    #[test]
    fn no_letters_in_any_order_are_too_odd() {
        for odd in [
            "เ",
            "์์",
            "ํา",
            "ะะะ",
            "เเเกกกก",
            "ๆ",
            "รรรร",
            "อออ",
            "ไ์ก",
            "ฯลฯ",
        ] {
            assert!(romanise(odd).is_ascii(), "{odd}");
        }
        let _long = romanise(&"ก".repeat(100_000));
    }
}
