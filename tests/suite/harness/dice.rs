//! Chance that is the same on every machine.

/// `SplitMix64`.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// 0 up to, not including, `end`.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.next() % u64::from(end.max(1))).unwrap()
    }

    /// `first` to `last`, both included.
    pub(crate) fn within(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(last - first + 1)
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[usize::try_from(self.below(u32::try_from(from.len()).unwrap())).unwrap()]
    }

    /// So many different numbers below `end`, ascending.
    pub(crate) fn some(&mut self, count: u32, end: u32) -> Vec<u32> {
        let mut chosen = std::collections::BTreeSet::new();
        while chosen.len() < usize::try_from(count.min(end)).unwrap() {
            chosen.insert(self.below(end));
        }
        chosen.into_iter().collect()
    }
}
