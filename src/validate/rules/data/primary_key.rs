use crate::model::language::say;
use crate::model::table::TableColumn;
use crate::validate::repeats;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::DataView;

rule! {
    /// The primary key is repeated or empty
    ///
    /// ## Why it matters
    /// The key is what tells two records apart; two with the same key are one too many.
    ///
    /// ## ทำไมจึงสำคัญ
    /// คีย์ใช้แยกข้อมูลแต่ละแถว หากซ้ำกันแปลว่ามีข้อมูลเกินมา
    ///
    /// ## How to fix in Excel
    /// Delete the repeated record, or correct its key.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบแถวที่ซ้ำ หรือแก้ค่าคีย์ให้ถูกต้อง
    ///
    /// ## Flagged
    /// The code `11` in two rows of a table whose primary key is `code`.
    ///
    /// ## Clean
    /// A different code in every row.
    "primary-key", Error, Data(check), None, None, Rows,
    th: "คีย์หลักซ้ำหรือว่าง", en: "The primary key is repeated or empty"
}

fn check(view: &DataView<'_>, sink: &mut Sink<'_>) {
    let names = &view.schema.primary_key;
    let columns: Vec<usize> = names
        .iter()
        .filter_map(|name| {
            view.table
                .columns
                .iter()
                .position(|column| column.name == *name)
        })
        .collect();
    // A key column that was made from a title has the same cell in every row; another names the row.
    let of_rows = columns
        .iter()
        .find(|column| !view.table.columns[**column].is_of_one_cell());
    let Some(first) = of_rows.or(columns.first()) else {
        return;
    };
    let keys: Vec<&TableColumn> = columns
        .iter()
        .filter_map(|at| view.table.columns.get(*at))
        .collect();
    let found = repeats::find(view.table, &keys);
    let (repeated, empty) = (found.again, found.empty);
    let text = |row: u32| {
        let parts = keys
            .iter()
            .map(|column| column.cells.get(row).value().to_text(&view.table.strings));
        shorten(&parts.collect::<Vec<_>>().join(" + "))
    };
    let example = repeated.first().map_or_else(String::new, |row| text(*row));
    let help = say!(
        th: "ลบแถวที่ซ้ำ หรือแก้ค่าคีย์ หากทุกแถวถูกต้อง ให้แก้ primaryKey ใน schema เป็นฟิลด์ที่แยกทุกแถวออกจากกันได้",
        en: "delete the repeated record, or correct its key; if every record is right, let primaryKey in the schema name fields that tell them apart"
    );
    let key = names.join(" + ");
    let (count, gaps) = (repeated.len(), empty.len());
    let again = say!(th: "คีย์ {key} = \"{example}\" ซ้ำ ({count} แถว)", en: "key {key} = \"{example}\" stands again ({count} rows)");
    let missing = say!(th: "คีย์ {key} ว่าง ({gaps} แถว)", en: "key {key} is empty ({gaps} rows)");
    for (rows, message) in [(repeated, again), (empty, missing)] {
        if let Some(finding) = view.finding(*first, &rows, message, help.clone()) {
            sink.report(finding);
        }
    }
}
