//! Dataset 7, `health-media-channels`.

use crate::sheet::{Done, save};

/// Dataset 7: clean already; the tool must not invent faults.
pub(super) fn health_media_channels() -> Done {
    const ROWS: [(&str, &str, f64); 12] = [
        ("channel", "เว็บไซต์อนามัยมีเดีย", 1.0),
        ("channel", "Facebook", 2.0),
        ("channel", "Line@", 3.0),
        ("channel", "YouTube", 4.0),
        ("media_type", "บทความ", 1.0),
        ("media_type", "คลิปวิดีโอ", 2.0),
        ("media_type", "อนามัยตูน", 3.0),
        ("media_type", "อินโฟกราฟิก", 4.0),
        ("audience", "กลุ่มวัย", 1.0),
        ("audience", "สาสุขชัวร์", 2.0),
        ("audience", "สื่อมวลชน", 3.0),
        ("audience", "ภาคี", 4.0),
    ];
    save(
        "health-media-channels",
        "health-media-channels.xlsx",
        "คลังสื่อ",
        |sheet| {
            for (column, label) in (0..).zip(["kind", "name_th", "order"]) {
                sheet.write(0, column, label)?;
            }
            for (row, (kind, name, order)) in (1..).zip(ROWS) {
                sheet.write(row, 0, kind)?;
                sheet.write(row, 1, name)?;
                sheet.write(row, 2, order)?;
            }
            sheet.set_column_width(1, 24.0)?;
            Ok(())
        },
    )
}
