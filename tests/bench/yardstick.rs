//! The yardstick: calamine reads the first sheet into its range and writes nothing.

use std::error::Error;
use std::io::Write;

use calamine::{Reader, Xlsx, open_workbook};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: bench-yardstick FILE")?;
    let mut workbook: Xlsx<_> = open_workbook(path)?;
    let range = workbook.worksheet_range_at(0).ok_or("no sheet")??;
    writeln!(std::io::stdout(), "{} cells", range.used_cells().count())?;
    Ok(())
}
