//! Thai letters, their sounds, and the words that no rule reads.

/// Consonants with their sound before a vowel and at the end of a syllable.
const CONSONANTS: [(&str, &str, &str); 21] = [
    ("ก", "k", "k"),
    ("ขฃคฅฆ", "kh", "k"),
    ("ง", "ng", "ng"),
    ("จฉช", "ch", "t"),
    ("ซศษส", "s", "t"),
    ("ฌ", "ch", "t"),
    ("ญ", "y", "n"),
    ("ฎด", "d", "t"),
    ("ฏต", "t", "t"),
    ("ฐฑฒถทธ", "th", "t"),
    ("ณน", "n", "n"),
    ("บ", "b", "p"),
    ("ป", "p", "p"),
    ("ผพภ", "ph", "p"),
    ("ฝฟ", "f", "p"),
    ("ม", "m", "m"),
    ("ย", "y", ""),
    ("ร", "r", "n"),
    ("ลฬ", "l", "n"),
    ("ว", "w", ""),
    ("หฮ", "h", ""),
];

/// Words that are frequent and that no rule reads: tone marks and silenced letters left out. How they sound, and how before
/// a further syllable, where that differs.
pub(super) const WORDS: [(&str, &str, &str); 17] = [
    ("กาญจน", "kanchana", "kanchana"),
    ("เจริญ", "charoen", "charoen"),
    ("อยุธยา", "ayutthaya", "ayutthaya"),
    ("ธรรม", "tham", "thamma"),
    ("เพชร", "phet", "phetcha"),
    ("ราช", "rat", "ratcha"),
    ("นคร", "nakhon", "nakhon"),
    ("มหา", "maha", "maha"),
    ("เกษตร", "kaset", "kaset"),
    ("ภูมิ", "phum", "phum"),
    ("ประเทศ", "prathet", "prathet"),
    ("ชาติ", "chat", "chat"),
    ("เหตุ", "het", "het"),
    ("อยู", "yu", "yu"),
    ("อยาง", "yang", "yang"),
    ("สถาน", "sathan", "sathan"),
    ("สถิติ", "sathiti", "sathiti"),
];

/// Two letters at a syllable's end of which only the first sounds: บุตร, สมุทร, เพชร.
pub(super) const ENDS: [[char; 2]; 3] = [['ต', 'ร'], ['ท', 'ร'], ['ช', 'ร']];

/// Letters, vowels and marks; no digits, which are read already, and no baht sign.
pub(super) fn is_thai(letter: char) -> bool {
    matches!(letter, 'ก'..='\u{e3a}' | 'เ'..='\u{e4e}')
}

pub(super) fn is_sign(letter: char) -> bool {
    matches!(
        letter,
        'ะ' | '\u{e31}'
            | 'า'
            | 'ำ'
            | '\u{e34}'
            | '\u{e35}'
            | '\u{e36}'
            | '\u{e37}'
            | '\u{e38}'
            | '\u{e39}'
            | '\u{e47}'
    )
}

pub(super) fn is_leading(letter: char) -> bool {
    matches!(letter, 'เ' | 'แ' | 'โ' | 'ใ' | 'ไ')
}

pub(super) fn is_consonant(letter: char) -> bool {
    letter == 'อ' || sounds(letter).is_some()
}

fn sounds(letter: char) -> Option<(&'static str, &'static str)> {
    let found = CONSONANTS
        .iter()
        .find(|(letters, ..)| letters.contains(letter));
    found.map(|(_, first, last)| (*first, *last))
}

/// How a consonant sounds before its vowel; อ carries one and is silent.
pub(super) fn first_sound(letter: char) -> &'static str {
    sounds(letter).map_or("", |(first, _)| first)
}

pub(super) fn last_sound(letter: char) -> &'static str {
    sounds(letter).map_or("", |(_, last)| last)
}

/// How two consonants sound that begin a syllable together; `None` where they do not.
pub(super) fn cluster(first: char, second: char) -> Option<String> {
    let together = match (first, second) {
        ('ท' | 'ส' | 'ศ', 'ร') => return Some("s".to_owned()),
        ('ห', 'ง' | 'ญ' | 'น' | 'ม' | 'ย' | 'ร' | 'ล' | 'ว') => {
            return Some(first_sound(second).to_owned());
        }
        (_, 'ร') => "กขคตปผพ",
        (_, 'ล') => "กขคปผพ",
        (_, 'ว') => "กขค",
        _ => return None,
    };
    together
        .contains(first)
        .then(|| format!("{}{}", first_sound(first), first_sound(second)))
}

/// The letters that sound: no tone marks, no letter under a karan.
pub(super) fn sounding(word: &[char]) -> Vec<char> {
    let mut letters: Vec<char> = Vec::with_capacity(word.len());
    for letter in word {
        match letter {
            '\u{e48}' | '\u{e49}' | '\u{e4a}' | '\u{e4b}' | 'ฯ' | '\u{e3a}' | '\u{e4e}' => {}
            'า' if letters.last() == Some(&'\u{e4d}') => {
                letters.pop();
                letters.push('ำ');
            }
            '\u{e4c}' => silence(&mut letters),
            letter => letters.push(*letter),
        }
    }
    letters
}

/// Takes off what a karan silences: the letter, a vowel under or over it (สินธุ์), and the letter before ร (จันทร์).
fn silence(letters: &mut Vec<char>) {
    if matches!(letters.last(), Some('\u{e34}' | '\u{e38}')) {
        letters.pop();
    }
    let last = letters.pop();
    if last == Some('ร') && matches!(letters.last(), Some('ฎ' | 'ด' | 'ต' | 'ท' | 'ค'))
    {
        letters.pop();
    }
}
