//! The notes on a form's headers: what a column asks for.

use rust_xlsxwriter::Note;

use crate::model::form::{Field, Kind};

/// What a column asks for, in Thai and English.
pub(super) fn note(field: &Field) -> Note {
    Note::new(text(field))
        .add_author_prefix(false)
        .set_author("sheetpress")
        .set_width(320)
        .set_height(240)
}

fn text(field: &Field) -> String {
    let mandatory = if field.mandatory {
        ["จำเป็นต้องกรอก", "Mandatory"]
    } else {
        ["กรอกถ้ามี", "Optional"]
    };
    let [how_th, how_en] = how(&field.kind);
    let part = |label: &str, about: &str, mandatory: &str, how: &str| {
        [label, about, mandatory, how]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let [about_th, about_en] = about(field);
    format!(
        "{}\n\n{}\n\n{}",
        part(&field.label_th, &about_th, mandatory[0], how_th),
        part(&field.label_en, &about_en, mandatory[1], how_en),
        field.key
    )
}

/// What an item means, in Thai and English. Of a day the profile says how the descriptor writes it, which the form does not.
fn about(field: &Field) -> [String; 2] {
    let texts = [&field.about_th, &field.about_en];
    if field.kind != Kind::Date {
        return texts.map(Clone::clone);
    }
    let without = |text: &str, from: &str, next: &str| {
        let cut = text.split_once(from).and_then(|(before, rest)| {
            let (_, after) = rest.split_once(next)?;
            Some(format!("{before}{next}{after}"))
        });
        cut.unwrap_or_default()
    };
    [
        without(&field.about_th, " เป็นปี ค.ศ.", " ผู้กรอก"),
        without(&field.about_en, ", in the common era", ". Filled in"),
    ]
}

/// How to fill in a cell of a kind, in Thai and English.
fn how(kind: &Kind) -> [&'static str; 2] {
    match kind {
        Kind::Text => ["", ""],
        Kind::Words => [
            "คั่นแต่ละคำด้วยเครื่องหมายจุลภาค (,)",
            "Separate the words with commas.",
        ],
        Kind::Number => ["กรอกเป็นตัวเลข", "A number."],
        Kind::Mail => [
            "ใช้อีเมลของหน่วยงาน ไม่ใช่อีเมลส่วนตัว",
            "A mailbox of the unit, not a person's.",
        ],
        Kind::Date => [
            "กรอกเป็นข้อความ ปปปป-ดด-วว ปี พ.ศ. เช่น 2567-01-31",
            "Text YYYY-MM-DD in the Buddhist era, such as 2567-01-31.",
        ],
        Kind::Year => [
            "ปี พ.ศ. สี่หลัก เช่น 2567",
            "A year of the Buddhist era, four digits.",
        ],
        Kind::Flag => [
            "ใช่ หรือ ไม่ใช่ อย่าเว้นว่าง",
            "ใช่ (yes) or ไม่ใช่ (no); do not leave it blank.",
        ],
        Kind::Choice(_) => [
            "เลือกหนึ่งค่าจากรายการ หากเลือก อื่นๆ ให้พิมพ์ อื่นๆ: ตามด้วยข้อความ",
            "One value of the list; for something else type \"อื่นๆ: \" and what it is.",
        ],
        Kind::Many(_) => [
            "หนึ่งค่าในช่อง ถ้ามีหลายค่าให้ใส่ทุกค่าในแผ่น ค่าเพิ่มเติม บรรทัดละหนึ่งค่า",
            "One value in the cell; list several, all of them, on the sheet ค่าเพิ่มเติม, one a line.",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::model::form::{Holds, Kind, dataset_field, layouts, resource_field};

    #[test]
    fn days_are_asked_for_in_one_era_only() {
        let mut days = 0;
        for sheet in layouts().iter().flat_map(|layout| &layout.sheets) {
            for column in &sheet.columns {
                let field = match sheet.holds {
                    Holds::List | Holds::Dataset => dataset_field(&column.key),
                    Holds::Resource => resource_field(&column.key),
                    Holds::Fields => None,
                };
                let Some(field) = field.filter(|field| field.kind == Kind::Date) else {
                    continue;
                };
                days += 1;
                let text = text(field);
                assert!(
                    !text.contains("ค.ศ.") && !text.contains("common era"),
                    "{text}"
                );
                assert_eq!(text.matches("2567-01-31").count(), 2, "{text}");
                assert!(
                    text.contains("ผู้กรอก") && text.contains("Filled in"),
                    "{text}"
                );
            }
        }
        assert!(days > 20, "{days}");
    }
}
