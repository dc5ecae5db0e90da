//! What a file may cost before it is refused.

/// Limits of one file. The defaults let every workbook pass that Excel itself can open comfortably.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Entries of the package.
    pub entries: usize,
    /// Bytes of one part after inflating.
    pub part_bytes: u64,
    /// Bytes of a part that is read whole: everything but sheets.
    pub whole_part_bytes: u64,
    /// Above this many inflated bytes, `ratio` counts.
    pub ratio_from: u64,
    /// Inflated to deflated bytes. A real sheet stays below 60, a run of styled empty cells below 150.
    pub ratio: u64,
    /// Bytes between `<c>` and `</c>`: a cell holds 32,767 characters, three bytes each, escaped.
    pub cell_bytes: usize,
    /// Pages of 1024 rows that may be opened before they must be filled to one part in eight.
    pub sparse_pages: u64,
    /// Seconds that a legacy file may take in its own process.
    pub legacy_seconds: u64,
    /// KiB of address space that a legacy file may take in its own process.
    pub legacy_kib: u64,
    /// Cells of a legacy file's range.
    pub legacy_cells: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 1 << 30,
            entries: 20_000,
            part_bytes: 8 << 30,
            whole_part_bytes: 1 << 30,
            ratio_from: 64 << 20,
            ratio: 300,
            cell_bytes: 1 << 20,
            sparse_pages: 24_576,
            legacy_seconds: 60,
            legacy_kib: 4 << 20,
            legacy_cells: 64 << 20,
        }
    }
}
