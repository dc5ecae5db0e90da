use crate::model::grammar::{example, personal};
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DatasetView;

rule! {
    /// The dictionary's example is of a real person
    ///
    /// ## Why it matters
    /// The dictionary is published with the data. An example that was copied from a record publishes that record.
    ///
    /// ## ทำไมจึงสำคัญ
    /// พจนานุกรมข้อมูลเผยแพร่พร้อมข้อมูล ตัวอย่างที่คัดลอกจากข้อมูลจริงจึงเป็นการเผยแพร่ข้อมูลของบุคคลนั้น
    ///
    /// ## How to fix in Excel
    /// Open the dictionary's CSV file and put a made-up value into the column `example`, such as 1234567890123 or `name@example.com`.
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ CSV ของพจนานุกรม แล้วใส่ค่าสมมติในคอลัมน์ `example` เช่น 1234567890123 หรือ `name@example.com`
    ///
    /// ## Flagged
    /// A national number whose check digit is right, the number of a mobile telephone, or the mailbox of a person.
    ///
    /// ## Clean
    /// The examples `1234567890123`, `081-234-5678` and `name@example.com`.
    "dictionary-example-personal", Error, Dataset(check), None, None, Constant,
    th: "ตัวอย่างในพจนานุกรมเป็นข้อมูลของบุคคลจริง", en: "The dictionary's example is of a real person"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    for resource in dataset.resources {
        let entries = resource.dictionary.iter().flat_map(|it| &it.fields);
        for entry in entries {
            // Allowed values and notes are published as the example is.
            let words = [&entry.allowed, &entry.note].into_iter();
            let words = words.flat_map(|text| text.split([' ', ';', '=', ',']));
            let mut texts = std::iter::once(entry.example.as_str()).chain(words);
            let found = texts.find_map(|text| Some((text, example::personal_kind(text.trim())?)));
            let Some((text, kind)) = found else {
                continue;
            };
            let (kind, kind_en) = (kind.th, kind.en);
            let (name, file) = (&entry.name, &resource.dictionary_file);
            let shown = personal::masked(text.trim());
            let message = say!(
                th: "ตัวอย่างของ {name} อาจเป็น{kind}จริง ({shown})",
                en: "the example of {name} may be a real {kind_en} ({shown})"
            );
            let help = say!(th: "ใส่ค่าสมมติใน {file}", en: "put a made-up value into {file}");
            sink.report_in(file, Finding::of(name, message, help));
        }
    }
}
