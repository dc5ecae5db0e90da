//! The program; see `sheetpress help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    sheetpress::cli::run()
}
