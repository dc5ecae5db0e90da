//! Whether a number is the sum of others, as far as rounding lets one tell.

/// Whether a sum of so many parts is a total, as far as a table proves it: whole numbers to the unit, others but for what
/// rounding the parts does.
pub fn agree(sum: f64, total: f64, parts: u32) -> bool {
    let band = if decimals(sum) + decimals(total) == 0 {
        0.5
    } else {
        rounding(sum, total, parts)
    };
    (sum - total).abs() <= band.max(total.abs() * 1e-9)
}

/// Whether rounding the parts and the total explains their difference: half a unit of the last place for each.
pub fn is_rounding(sum: f64, total: f64, parts: u32) -> bool {
    (sum - total).abs() <= rounding(sum, total, parts).max(total.abs() * 1e-9)
}

/// A sum as a message shows it: without the digits that adding floats leaves behind.
pub fn rounded(sum: f64) -> f64 {
    let scale = if sum.abs() < 1e9 { 1e4 } else { 1.0 };
    (sum * scale).round() / scale
}

fn rounding(sum: f64, total: f64, parts: u32) -> f64 {
    let half_unit = |value: f64| 0.5 * 10f64.powi(-decimals(value));
    half_unit(total) + half_unit(sum) * f64::from(parts) + 1e-6
}

/// Digits behind the point, up to four; what adding floats leaves behind is none.
fn decimals(value: f64) -> i32 {
    let is_whole = |places: &i32| {
        let scaled = value * 10f64.powi(*places);
        (scaled - scaled.round()).abs() < 1e-3
    };
    (0..4).find(is_whole).unwrap_or(4)
}
