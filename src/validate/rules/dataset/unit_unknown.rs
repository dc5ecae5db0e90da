use crate::model::diagnostic::Severity;
use crate::model::grammar::unit;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DatasetView;

rule! {
    /// The dictionary's unit is misspelt or not known
    ///
    /// ## Why it matters
    /// Two datasets can be added up only if both name the unit alike; a unit that nobody knows may be a slip of the pen.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ข้อมูลสองชุดรวมกันได้ต่อเมื่อระบุหน่วยเหมือนกัน หน่วยที่ไม่มีใครรู้จักอาจเกิดจากการพิมพ์ผิด
    ///
    /// ## How to fix in Excel
    /// Open the dictionary's CSV file and correct the column `unit`: the unit alone, such as `บาท`, `คน`, `ร้อยละ`, `คนต่อตารางกิโลเมตร`.
    /// A rare unit that is right may stay.
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ CSV ของพจนานุกรม แล้วแก้คอลัมน์ `unit` ให้มีเพียงหน่วย เช่น `บาท` `คน` `ร้อยละ` `คนต่อตารางกิโลเมตร`
    /// หน่วยที่ใช้น้อยแต่ถูกต้องคงไว้ได้
    ///
    /// ## Flagged
    /// The unit `บาด`, one letter away from `บาท`.
    ///
    /// ## Clean
    /// The units `ล้านบาท`, `ร้อยละ`, `ต่อแสนประชากร`.
    "unit-unknown", Warning, Dataset(check), None, None, Constant,
    th: "หน่วยวัดในพจนานุกรมสะกดผิดหรือไม่เป็นที่รู้จัก", en: "The dictionary's unit is misspelt or not known"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for resource in dataset.resources {
        let entries = resource.dictionary.iter().flat_map(|it| &it.fields);
        for entry in entries.filter(|entry| !entry.unit.is_empty()) {
            if unit::is_understood(&entry.unit) {
                continue;
            }
            let (name, file, said) = (&entry.name, &resource.dictionary_file, shorten(&entry.unit));
            let help = say!(
                th: "แก้คอลัมน์ unit ของ {name} ใน {file}",
                en: "correct the column unit of {name} in {file}"
            );
            let finding = match unit::misspelt(&entry.unit) {
                Some(near) => Finding::of(
                    name,
                    say!(
                        th: "หน่วย \"{said}\" ของ {name} น่าจะเป็น \"{near}\"",
                        en: "the unit \"{said}\" of {name} is probably \"{near}\""
                    ),
                    help,
                )
                .suggest(Some(near.to_owned())),
                // Many a unit is right that no list holds.
                None => Finding::of(
                    name,
                    say!(
                        th: "ไม่รู้จักหน่วย \"{said}\" ของ {name}",
                        en: "the unit \"{said}\" of {name} is not known"
                    ),
                    help,
                )
                .weaker(Severity::Info, 0.5),
            };
            sink.report_in(file, finding);
        }
    }
}
