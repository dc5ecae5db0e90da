use crate::model::grammar::personal;
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
            let Some((kind, kind_en)) = personal_kind(&entry.example) else {
                continue;
            };
            let (name, file) = (&entry.name, &resource.dictionary_file);
            let shown = personal::masked(&entry.example);
            let message = say!(
                th: "ตัวอย่างของ {name} อาจเป็น{kind}จริง ({shown})",
                en: "the example of {name} may be a real {kind_en} ({shown})"
            );
            let help = say!(th: "ใส่ค่าสมมติใน {file}", en: "put a made-up value into {file}");
            sink.report_in(file, Finding::of(name, message, help));
        }
    }
}

/// What an example tells of a person, in both languages.
fn personal_kind(example: &str) -> Option<(&'static str, &'static str)> {
    if is_made_up(example) {
        return None;
    }
    if personal::is_national_id(example) {
        return Some(("เลขประจำตัวประชาชน", "national identification number"));
    }
    if personal::is_mobile(example) {
        return Some(("หมายเลขโทรศัพท์มือถือ", "mobile telephone"));
    }
    let (local, domain) = personal::mailbox(example)?;
    // RFC 2606 keeps these domains for examples.
    let labels: Vec<&str> = domain.rsplit('.').collect();
    let reserved = labels
        .first()
        .is_some_and(|top| ["example", "test", "invalid"].contains(top))
        || labels.get(1) == Some(&"example");
    (personal::is_personal_mailbox(local) && !reserved)
        .then_some(("อีเมลของบุคคล", "person's mailbox"))
}

/// Whether digits run as nobody's do: 1 2 3 4 5 6 7, or one digit seven times.
fn is_made_up(example: &str) -> bool {
    let digits: Vec<u32> = example
        .chars()
        .filter_map(|letter| letter.to_digit(10))
        .collect();
    digits.windows(7).any(|run| {
        let mut pairs = run.iter().zip(run.iter().skip(1));
        pairs.all(|(a, b)| (a + 1) % 10 == *b) || run.iter().all(|digit| Some(digit) == run.first())
    })
}

#[cfg(test)]
mod tests {
    use super::personal_kind;

    #[test]
    fn only_what_may_be_real_is_personal() {
        for example in [
            "3100600445635",
            "089-417-2863",
            "somchai.j@anamai.moph.go.th",
        ] {
            assert!(personal_kind(example).is_some(), "{example}");
        }
        for example in [
            "",
            "2567",
            "1234567890121",
            "1100000000016",
            "081-234-5678",
            "02-590-4000",
            "name.surname@example.com",
            "somchai.j@anamai.example",
            "saraban@anamai.moph.go.th",
        ] {
            assert_eq!(personal_kind(example), None, "{example}");
        }
    }
}
