use crate::model::grammar::unit;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::DataView;

rule! {
    /// The dictionary's unit is not the one in the column's name
    ///
    /// ## Why it matters
    /// If the sheet counts in million baht and the dictionary says baht, every figure is read a million times too small.
    ///
    /// ## ทำไมจึงสำคัญ
    /// หากแผ่นงานนับเป็นล้านบาทแต่พจนานุกรมบอกว่าบาท ผู้อ่านจะเข้าใจตัวเลขทุกตัวผิดไปหนึ่งล้านเท่า
    ///
    /// ## How to fix in Excel
    /// Compare the name of the column with the column `unit` of the dictionary's CSV file, and correct the one that is wrong.
    ///
    /// ## วิธีแก้ใน Excel
    /// เทียบชื่อคอลัมน์กับคอลัมน์ `unit` ในไฟล์ CSV ของพจนานุกรม แล้วแก้ฝั่งที่ผิด
    ///
    /// ## Flagged
    /// The unit `บาท` for a column that is called `งบประมาณ (ล้านบาท)`.
    ///
    /// ## Clean
    /// The unit `ร้อยละ` for a column that is called `อัตรา (%)`; any unit for a column whose name has none.
    "unit-disagrees", Warning, Data(check), None, None, Constant,
    th: "หน่วยวัดในพจนานุกรมไม่ตรงกับหน่วยในชื่อคอลัมน์", en: "The dictionary's unit is not the one in the column's name"
}

fn check(view: &DataView<'_>, sink: &mut Sink<'_>) {
    let Some(dictionary) = view.dictionary else {
        return;
    };
    for (number, column) in view.table.columns.iter().enumerate() {
        let entry = dictionary.entry(&column.name);
        let said = entry.and_then(|entry| unit::usual_name(&entry.unit));
        let (Some(said), Some(typed)) = (said, unit_of(&column.label)) else {
            continue;
        };
        if said == typed {
            continue;
        }
        // The name stands above the first record.
        let rows: Vec<u32> = view
            .table
            .rows
            .first()
            .map(|(first, _)| *first)
            .into_iter()
            .collect();
        let (name, label) = (&column.name, &column.label);
        let message = say!(
            th: "พจนานุกรมบอกว่า {name} มีหน่วยเป็น \"{said}\" แต่ชื่อคอลัมน์ \"{label}\" บอกว่า \"{typed}\"",
            en: "the dictionary gives {name} the unit \"{said}\", the column is called \"{label}\" and counts in \"{typed}\""
        );
        let help = say!(
            th: "แก้คอลัมน์ unit ของ {name} ในพจนานุกรม หรือแก้ชื่อคอลัมน์",
            en: "correct the column unit of {name} in the dictionary, or the name of the column"
        );
        if let Some(finding) = view.finding(number, &rows, message, help) {
            sink.report(finding);
        }
    }
}

/// The unit in the brackets of a label, by its usual name: `งบประมาณ (ล้านบาท)`, `มูลค่า (หน่วย: บาท)`.
fn unit_of(label: &str) -> Option<&'static str> {
    let brackets = label.split(['(', '[']).skip(1);
    let mut inside = brackets.filter_map(|rest| rest.split([')', ']']).next());
    inside.find_map(|text| {
        let text = text.trim();
        let text = text.strip_prefix("หน่วย").map_or(text, |rest| {
            let rest = rest.trim_start_matches([':', ' ']);
            if rest.is_empty() { text } else { rest }
        });
        unit::usual_name(text)
    })
}

#[cfg(test)]
mod tests {
    use super::unit_of;

    #[test]
    fn a_label_says_its_unit_in_brackets() {
        assert_eq!(unit_of("งบประมาณ (ล้านบาท)"), Some("ล้านบาท"));
        assert_eq!(unit_of("มูลค่า (หน่วย: บาท)"), Some("บาท"));
        assert_eq!(unit_of("อัตรา (%)"), Some("ร้อยละ"));
        assert_eq!(unit_of("จำนวน [คน]"), Some("คน"));
        for label in ["จำนวน (1)", "จำนวนคน", "อายุ (10-14 ปี)", "พื้นที่ (เดิม)", ""]
        {
            assert_eq!(unit_of(label), None, "{label}");
        }
    }
}
