use rust_xlsxwriter::{
    Chart, ChartType, Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation,
    Format, Image, Note, Table, Workbook as Writer,
};

const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

/// A workbook with much that a rewriting program would lose.
pub(crate) fn rich() -> Vec<u8> {
    let mut book = Writer::new();
    let sheet = book.add_worksheet().set_name("ปี'67 & ข้อมูล").unwrap();
    let head = Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::Navy);
    sheet.write(0, 0, "รายงานประจำปี ๒๕๖๗").unwrap();
    for (column, label) in (0..).zip(["จังหวัด", "ชาย", "หญิง", "รวม", "วันที่"])
    {
        sheet.write_with_format(2, column, label, &head).unwrap();
    }
    let money = Format::new().set_num_format("#,##0.00").set_italic();
    for row in 3..30u32 {
        sheet.write(row, 0, format!("จ.{row}")).unwrap();
        sheet.write_with_format(row, 1, row * 3, &money).unwrap();
        sheet.write(row, 2, row * 2).unwrap();
        let sum = format!("=B{0}+C{0}", row + 1);
        sheet
            .write(
                row,
                3,
                rust_xlsxwriter::Formula::new(sum).set_result((row * 5).to_string()),
            )
            .unwrap();
        sheet
            .write(row, 4, format!("{} ต.ค. 2566", row % 28 + 1))
            .unwrap();
    }
    sheet.write_with_format(7, 1, "๑๒", &money).unwrap();
    sheet
        .insert_note(7, 1, &Note::new("ตรวจแล้ว").set_author("สมชาย"))
        .unwrap();
    sheet.insert_note(20, 2, &Note::new("ไม่เกี่ยว")).unwrap();
    sheet
        .merge_range(12, 0, 13, 0, "รวมกัน", &Format::new())
        .unwrap();
    let rule = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::GreaterThan(50))
        .set_format(Format::new().set_bold());
    sheet.add_conditional_format(3, 2, 29, 2, &rule).unwrap();
    let list = DataValidation::new()
        .allow_list_strings(&["1", "2"])
        .unwrap();
    sheet.add_data_validation(3, 2, 29, 2, &list).unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values(("ปี'67 & ข้อมูล", 3, 1, 29, 1));
    sheet.insert_chart(2, 8, &chart).unwrap();
    sheet
        .insert_image(30, 8, &Image::new_from_buffer(PIXEL).unwrap())
        .unwrap();
    sheet.set_print_area(0, 0, 29, 4).unwrap();
    sheet.set_freeze_panes(3, 0).unwrap();
    sheet.set_column_hidden(6).unwrap();
    sheet.protect();
    let other = book.add_worksheet().set_name("ตาราง").unwrap();
    for (column, label) in (0..).zip(["code", "name"]) {
        other.write(0, column, label).unwrap();
        for row in 1..6u32 {
            other.write(row, column, format!("{label}{row}")).unwrap();
        }
    }
    other.add_table(0, 0, 5, 1, &Table::new()).unwrap();
    other.set_repeat_rows(0, 0).unwrap();
    other.set_active(true);
    let hidden = book.add_worksheet().set_name("ซ่อน").unwrap();
    hidden.write(0, 0, "x").unwrap();
    hidden.set_hidden(true);
    book.define_name("ทั้งหมด", "='ตาราง'!$A$1:$B$6").unwrap();
    book.save_to_buffer().unwrap()
}
