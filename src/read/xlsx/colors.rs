//! Colours as a reader sees them: given outright, by number, or as a shade of the theme.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::read::Error;
use crate::read::xlsx::package::Package;
use crate::read::xlsx::tags::{attribute, local};

/// Red, green, blue.
pub(super) type Rgb = [u8; 3];

pub(super) const WHITE: Rgb = [255; 3];
pub(super) const BLACK: Rgb = [0; 3];

/// The first numbered colours (ECMA-376 part 1, 18.8.27); 0 to 7 are 8 to 15 again.
const NUMBERED: [u32; 56] = [
    0x00_0000, 0xff_ffff, 0xff_0000, 0x00_ff00, 0x00_00ff, 0xff_ff00, 0xff_00ff, 0x00_ffff,
    0x80_0000, 0x00_8000, 0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xc0_c0c0, 0x80_8080,
    0x99_99ff, 0x99_3366, 0xff_ffcc, 0xcc_ffff, 0x66_0066, 0xff_8080, 0x00_66cc, 0xcc_ccff,
    0x00_0080, 0xff_00ff, 0xff_ff00, 0x00_ffff, 0x80_0080, 0x80_0000, 0x00_8080, 0x00_00ff,
    0x00_ccff, 0xcc_ffff, 0xcc_ffcc, 0xff_ff99, 0x99_ccff, 0xff_99cc, 0xcc_99ff, 0xff_cc99,
    0x33_66ff, 0x33_cccc, 0x99_cc00, 0xff_cc00, 0xff_9900, 0xff_6600, 0x66_6699, 0x96_9696,
    0x00_3366, 0x33_9966, 0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366, 0x33_3399, 0x33_3333,
];

/// The colours of the theme in the order in which styles number them: light and dark are swapped against the part's order.
#[derive(Debug, Default)]
pub(super) struct Theme(Vec<Rgb>);

impl Theme {
    /// Reads the theme part; a workbook without one has Office's own black on white.
    pub(super) fn read(package: &mut Package, part: Option<&str>) -> Result<Self, Error> {
        let Some(part) = part else {
            return Ok(Self(vec![WHITE, BLACK]));
        };
        let xml = package.text(part)?;
        let mut reader = Reader::from_str(&xml);
        let mut colors = Vec::new();
        let mut inside = false;
        loop {
            match reader
                .read_event()
                .map_err(|error| package.damaged(part, error))?
            {
                Event::Start(tag) | Event::Empty(tag) => match local(tag.name().as_ref()) {
                    "clrScheme" => inside = true,
                    "srgbClr" if inside => {
                        colors.extend(attribute(&tag, "val").as_deref().and_then(hex));
                    }
                    "sysClr" if inside => {
                        colors.extend(attribute(&tag, "lastClr").as_deref().and_then(hex));
                    }
                    _ => {}
                },
                Event::End(tag) if local(tag.name().as_ref()) == "clrScheme" => break,
                Event::Eof => break,
                _ => {}
            }
        }
        // The part says dk1, lt1, dk2, lt2; styles count lt1, dk1, lt2, dk2.
        if colors.len() >= 4 {
            colors.swap(0, 1);
            colors.swap(2, 3);
        }
        Ok(Self(colors))
    }

    /// The colour that an element such as `<color theme="1" tint="0.5"/>` names; `None` where it says "automatic" or
    /// something that is not known.
    pub(super) fn resolve(&self, tag: &BytesStart<'_>) -> Option<Rgb> {
        let number = |name: &str| attribute(tag, name).and_then(|text| text.parse::<usize>().ok());
        let base = if let Some(rgb) = attribute(tag, "rgb") {
            hex(&rgb)
        } else if let Some(theme) = number("theme") {
            self.0.get(theme).copied()
        } else {
            numbered(number("indexed")?)
        }?;
        let tint = attribute(tag, "tint").and_then(|text| text.parse::<f64>().ok());
        Some(tint.map_or(base, |tint| shade(base, tint)))
    }
}

/// `RRGGBB` or `AARRGGBB`.
fn hex(text: &str) -> Option<Rgb> {
    let digits = text.get(text.len().checked_sub(6)?..)?;
    Some(channels(u32::from_str_radix(digits, 16).ok()?))
}

fn numbered(number: usize) -> Option<Rgb> {
    let at = if number < 8 { number } else { number - 8 };
    match number {
        // The system's own text and background.
        64 => Some(BLACK),
        65 => Some(WHITE),
        _ => NUMBERED.get(at).copied().map(channels),
    }
}

fn channels(rgb: u32) -> Rgb {
    let [_, red, green, blue] = rgb.to_be_bytes();
    [red, green, blue]
}

/// Lighter for a positive tint, darker for a negative one. Excel shades in HLS; a channel's error is a few steps, and
/// only nearly equal colours are called equal.
fn shade(color: Rgb, tint: f64) -> Rgb {
    color.map(|channel| {
        let value = f64::from(channel);
        let shaded = if tint < 0.0 {
            value * (1.0 + tint)
        } else {
            value + (255.0 - value) * tint
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to a byte"
        )]
        let byte = shaded.round().clamp(0.0, 255.0) as u8;
        byte
    })
}

/// Whether an eye cannot tell text of one colour on the other.
pub(super) fn alike(a: Rgb, b: Rgb) -> bool {
    a.iter().zip(&b).all(|(a, b)| a.abs_diff(*b) <= 6)
}

#[cfg(test)]
mod tests {
    use quick_xml::events::BytesStart;

    use super::{BLACK, Theme, WHITE, alike};

    #[test]
    fn colours_are_resolved_in_every_notation() {
        let theme = Theme(vec![WHITE, BLACK, [0xe7, 0xe6, 0xe6]]);
        for (element, expected) in [
            ("color rgb=\"FFFFFFFF\"", Some(WHITE)),
            ("color rgb=\"00ff00\"", Some([0, 255, 0])),
            ("color theme=\"0\"", Some(WHITE)),
            ("color theme=\"1\" tint=\"1\"", Some(WHITE)),
            ("color theme=\"0\" tint=\"-0.5\"", Some([128; 3])),
            ("color indexed=\"9\"", Some(WHITE)),
            ("color indexed=\"2\"", Some([255, 0, 0])),
            ("color theme=\"99\"", None),
            ("color auto=\"1\"", None),
            ("color rgb=\"ก\"", None),
        ] {
            let tag = BytesStart::from_content(element, 5);
            assert_eq!(theme.resolve(&tag), expected, "{element}");
        }
        assert!(alike([250; 3], WHITE) && !alike([240; 3], WHITE));
    }
}
