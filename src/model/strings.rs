//! Every distinct text of a workbook, once.

use std::sync::OnceLock;

use crate::model::grammar::class::Class;

/// The number of a text in [`Strings`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StrId(pub u32);

impl StrId {
    /// As an index of a list that runs parallel to the texts.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An arena of distinct texts. Costs the text, 4 bytes each, and while texts are added 8 bytes each more.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    text: String,
    ends: Vec<u32>,
    /// Open addressing, a power of two long; 0 is free, else the text's number plus one in the low half and its
    /// hash in the high half, so that a text is only looked at when its hash is the same.
    slots: Vec<u64>,
    full: bool,
    classes: OnceLock<Vec<Class>>,
}

impl Strings {
    /// Number of distinct texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether a text was refused because the arena is full (4 GiB of text).
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// Bytes of text held.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The text; empty for an unknown number.
    pub fn get(&self, id: StrId) -> &str {
        self.at(self.span(id))
    }

    /// Where a text lies in the arena, for a caller that comes back to it several times.
    pub fn span(&self, id: StrId) -> (u32, u32) {
        let at = id.index();
        let Some(end) = self.ends.get(at) else {
            return (0, 0);
        };
        (
            at.checked_sub(1).map_or(0, |before| self.ends[before]),
            *end,
        )
    }

    /// The text that lies there.
    pub fn at(&self, (start, end): (u32, u32)) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// The number of a text, new or known.
    pub fn intern(&mut self, text: &str) -> StrId {
        // Two thirds full: then looking takes two or three steps, and half the tables are half as large.
        if self.slots.len() * 2 < (self.ends.len() + 1) * 3 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let hash = hash(text.as_bytes());
        let mut slot = usize::try_from(hash).unwrap_or(0) & mask;
        loop {
            let entry = self.slots[slot];
            if entry == 0 {
                break;
            }
            if entry >> 32 == hash {
                let id = StrId(u32::try_from(entry & 0xffff_ffff).unwrap_or(1) - 1);
                if self.get(id) == text {
                    return id;
                }
            }
            slot = (slot + 1) & mask;
        }
        let (Ok(end), Ok(number)) = (
            u32::try_from(self.text.len() + text.len()),
            u32::try_from(self.ends.len()),
        ) else {
            self.full = true;
            return StrId::default();
        };
        self.text.push_str(text);
        self.ends.push(end);
        self.slots[slot] = (hash << 32) | (u64::from(number) + 1);
        self.classes.take();
        StrId(number)
    }

    /// Gives back what only adding texts needs. Adding later is possible and rebuilds it.
    pub fn freeze(&mut self) {
        self.slots = Vec::new();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// What each text is, by number. Computed once, for each distinct text once.
    pub fn classes(&self) -> &[Class] {
        self.classes.get_or_init(|| {
            let mut start = 0;
            self.ends
                .iter()
                .map(|end| {
                    let text = self.text.get(start..*end as usize).unwrap_or("");
                    start = *end as usize;
                    Class::of(text)
                })
                .collect()
        })
    }

    /// What one text is.
    pub fn class(&self, id: StrId) -> Class {
        self.classes().get(id.index()).copied().unwrap_or_default()
    }

    fn grow(&mut self) {
        let size = ((self.ends.len() + 1) * 2).next_power_of_two().max(64);
        let mut slots = vec![0u64; size];
        let mut put = |hash: u64, number: u64| {
            let mut slot = usize::try_from(hash).unwrap_or(0) & (size - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = (hash << 32) | number;
        };
        if self.slots.is_empty() {
            let mut start = 0;
            for (number, end) in (1u64..).zip(&self.ends) {
                put(hash(&self.text.as_bytes()[start..*end as usize]), number);
                start = *end as usize;
            }
        } else {
            // A slot holds its text's hash, so the texts need not be looked at again.
            for slot in self.slots.iter().filter(|slot| **slot != 0) {
                put(slot >> 32, slot & 0xffff_ffff);
            }
        }
        self.slots = slots;
    }
}

/// Multiply-and-rotate over 8-byte words. Not keyed: the table is limited by the reader's limits on
/// distinct texts, and equal texts are compared, so collisions cost time within those limits only.
fn hash(bytes: &[u8]) -> u64 {
    const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;
    let mut state = bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state = (state.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(SEED);
    }
    let mut last = [0u8; 8];
    last[..rest.len()].copy_from_slice(rest);
    state = (state.rotate_left(5) ^ u64::from_le_bytes(last)).wrapping_mul(SEED);
    (state ^ (state >> 29)).wrapping_mul(SEED) >> 32
}

#[cfg(test)]
mod tests {
    use super::Strings;

    #[test]
    fn a_text_has_one_number_also_after_freezing() {
        let mut strings = Strings::default();
        let ids: Vec<_> = (0..1000)
            .map(|n| strings.intern(&format!("ข้อความ {n}")))
            .collect();
        strings.freeze();
        for (n, id) in ids.iter().enumerate() {
            assert_eq!(strings.get(*id), format!("ข้อความ {n}"));
            assert_eq!(strings.intern(&format!("ข้อความ {n}")), *id);
        }
        assert_eq!(strings.len(), 1000);
        let empty = strings.intern("");
        assert_eq!(strings.get(empty), "");
    }
}
