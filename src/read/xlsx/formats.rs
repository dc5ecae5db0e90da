//! Number formats: which of them show a date (ECMA-376 part 1, 18.8.30 and 18.8.31).

use crate::model::moment::SerialKind;

/// What a built-in number shows. 27-36 and 50-58 are East Asian, 71-81 Thai (th-th).
pub(super) fn built_in(id: u32) -> Option<SerialKind> {
    match id {
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 | 71..=74 | 81 => Some(SerialKind::Date),
        18..=21 | 32..=35 | 45..=47 | 55 | 56 | 75 | 76 | 78..=80 => Some(SerialKind::Time),
        22 | 77 => Some(SerialKind::DateTime),
        _ => None,
    }
}

/// The code of a built-in number, as far as reports need it.
pub(super) fn built_in_code(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        14 => "m/d/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "m/d/yyyy h:mm",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        49 => "@",
        59 => "t0",
        60 => "t0.00",
        61 => "t#,##0",
        62 => "t#,##0.00",
        71 => "ว/ด/ปปปป",
        72 => "ว-ดดด-ปป",
        73 => "ว-ดดด",
        74 => "ดดด-ปป",
        75 => "ช:นน",
        76 => "ช:นน:ทท",
        77 => "ว/ด/ปปปป ช:นน",
        78 => "นน:ทท",
        79 => "[ช]:นน:ทท",
        80 => "นน:ทท.0",
        81 => "d/m/bb",
        _ => "",
    }
}

/// What a format code shows, by its first section.
pub(super) fn custom(code: &str) -> Option<SerialKind> {
    let (mut date, mut time, mut month_or_minute, mut digits) = (false, false, false, false);
    let mut letters = code.chars().peekable();
    let mut after_second = false;
    while let Some(letter) = letters.next() {
        let was_second = std::mem::take(&mut after_second);
        match letter {
            ';' => break,
            '"' => while letters.next().is_some_and(|quoted| quoted != '"') {},
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|inner| *inner != ']').collect();
                let elapsed = !inside.is_empty()
                    && inside.chars().all(|inner| {
                        matches!(inner, 'h' | 'H' | 'm' | 'M' | 's' | 'S' | 'ช' | 'น' | 'ท')
                    });
                time |= elapsed;
            }
            'y' | 'Y' | 'd' | 'D' | 'b' | 'B' | 'ว' | 'ด' | 'ป' => date = true,
            'e' | 'E' if !matches!(letters.peek(), Some('+' | '-')) => date = true,
            'h' | 'H' | 's' | 'S' | 'ช' | 'น' | 'ท' => {
                time = true;
                after_second = matches!(letter, 's' | 'S' | 'ท');
            }
            'm' | 'M' => month_or_minute = true,
            'G' | 'g' => {
                // "General", or an era.
                let general = letters.clone().take(6).collect::<String>();
                if general.eq_ignore_ascii_case("eneral") {
                    letters.nth(5);
                } else {
                    date = true;
                }
            }
            'A' | 'a' => {
                // AM/PM, A/P; "aaa" is a weekday.
                time |= letters
                    .peek()
                    .is_some_and(|next| matches!(next, 'M' | 'm' | '/'));
                while letters
                    .next_if(|next| matches!(next, 'M' | 'm' | '/' | 'P' | 'p'))
                    .is_some()
                {}
            }
            '.' | '0' if was_second => after_second = true,
            '0' | '#' | '?' => digits = true,
            _ => {}
        }
    }
    if digits {
        return None;
    }
    match (date, time, month_or_minute) {
        (true, true, _) => Some(SerialKind::DateTime),
        (true, false, _) | (false, false, true) => Some(SerialKind::Date),
        (false, true, _) => Some(SerialKind::Time),
        (false, false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{built_in, custom};
    use crate::model::moment::SerialKind::{Date, DateTime, Time};

    #[test]
    fn codes_that_show_dates_are_told_from_numbers() {
        for (code, kind) in [
            ("General", None),
            ("0.00", None),
            ("#,##0 \"บาท\"", None),
            ("#,##0 บาท", None),
            ("0.00E+00", None),
            ("[Red]-0.0", None),
            ("@", None),
            ("t0.00", None),
            ("d/m/yyyy", Some(Date)),
            ("[$-D07041E]d mmmm yyyy", Some(Date)),
            ("[$-107041E]d mmm yy;@", Some(Date)),
            ("[$-1070000]d/m/yyyy", Some(Date)),
            ("bbbb", Some(Date)),
            ("d mmmm bbbb", Some(Date)),
            ("ว/ด/ปปปป", Some(Date)),
            ("ดดด-ปป", Some(Date)),
            ("mmm", Some(Date)),
            ("ว/ด/ปปปป ช:นน", Some(DateTime)),
            ("yyyy-mm-dd hh:mm", Some(DateTime)),
            ("[h]:mm:ss", Some(Time)),
            ("[ช]:นน:ทท", Some(Time)),
            ("mm:ss.0", Some(Time)),
            ("h:mm AM/PM", Some(Time)),
            ("\"day\" 0", None),
        ] {
            assert_eq!(custom(code), kind, "{code}");
        }
    }

    #[test]
    fn thai_built_in_numbers_are_dates() {
        for id in [14, 22, 27, 36, 45, 47, 50, 58, 71, 72, 77, 78, 79, 81] {
            assert!(built_in(id).is_some(), "{id}");
        }
        for id in [0, 1, 9, 37, 49, 59, 70, 82, 164] {
            assert!(built_in(id).is_none(), "{id}");
        }
    }
}
