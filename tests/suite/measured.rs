//! Tables of what the tests measure, kept in tests/README.md.

use std::fs;

const README: &str = "tests/README.md";

/// Holds a table between its marks in tests/README.md to what was measured; `SNAPSHOTS=overwrite` writes it there.
pub(crate) fn keep(name: &str, table: &str) {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let readme = fs::read_to_string(README).unwrap();
    let (before, rest) = readme.split_once(&open).unwrap();
    let (kept, after) = rest.split_once(&close).unwrap();
    if kept == table {
        return;
    }
    assert!(
        std::env::var_os("SNAPSHOTS").is_some_and(|it| it == "overwrite"),
        "the table of {name} in {README} is not what was measured; SNAPSHOTS=overwrite cargo test writes it:\n{table}"
    );
    // Two tests may write at the same time: each replaces its own table in what is there by then.
    fs::write(README, format!("{before}{open}{table}{close}{after}")).unwrap();
}
