//! How yearbooks differ.

use crate::harness::dice::Dice;

/// What this yearbook does that others do not.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each habit comes with or without the others"
)]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Habits {
    /// Rows are named by years, as numbers.
    pub(super) year_stub: bool,
    /// The name of a row stands again behind the numbers, in the other language.
    pub(super) second_stub: bool,
    /// Numbers are typed with separators, as text.
    pub(super) typed_numbers: bool,
    /// Marks for missing values in brackets.
    pub(super) bracketed_voids: bool,
    /// Labels of the header are broken over two rows.
    pub(super) wrapped: bool,
    /// A row of units in brackets under the header.
    pub(super) unit_row: bool,
    /// A row of column numbers under the header.
    pub(super) number_row: bool,
    /// A blank row between header and body.
    pub(super) gap: bool,
    /// A row in the middle of the body says what follows, in the first column of numbers.
    pub(super) centred_group: bool,
}

impl Habits {
    pub(super) fn new(dice: &mut Dice, text_stub_only: bool) -> Self {
        let mut one_in = |n| dice.below(n) == 0;
        Self {
            year_stub: !text_stub_only && one_in(8),
            second_stub: one_in(8),
            typed_numbers: one_in(10),
            bracketed_voids: one_in(5),
            wrapped: one_in(6),
            unit_row: one_in(10),
            number_row: one_in(10),
            gap: one_in(8),
            centred_group: one_in(10),
        }
    }
}
