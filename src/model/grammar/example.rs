//! What may stand as an example in a dictionary, which is published with the data.

use crate::model::grammar::heading::{self, Heading};
use crate::model::grammar::{identity, person, personal};
use crate::model::language::Text;

/// What a text tells of a real person, where it can only be a real one's; a number that is made up by its look is none.
pub fn personal_kind(example: &str) -> Option<Text> {
    if is_made_up(example) {
        return None;
    }
    if personal::is_national_id(example) {
        return Some(Text {
            th: "เลขประจำตัวประชาชน",
            en: "national identification number",
        });
    }
    if personal::is_mobile(example) {
        return Some(Text {
            th: "หมายเลขโทรศัพท์มือถือ",
            en: "mobile telephone",
        });
    }
    let (local, domain) = personal::mailbox(example)?;
    // RFC 2606 keeps these domains for examples.
    let labels: Vec<&str> = domain.rsplit('.').collect();
    let reserved = labels
        .first()
        .is_some_and(|top| ["example", "test", "invalid"].contains(top))
        || labels.get(1) == Some(&"example");
    (personal::is_personal_mailbox(local) && !reserved).then_some(Text {
        th: "อีเมลของบุคคล",
        en: "person's mailbox",
    })
}

/// Whether a value of the data may be copied into a dictionary as an example. Where it or its column's label leads to a person,
/// it may not: names, addresses, numbers, telephones, mailboxes, what a patient has. In doubt it may not.
pub fn may_be_shown(value: &str, label: &str) -> bool {
    !is_of_persons(label)
        && !personal::is_national_id(value)
        && identity::national_id_within(value).is_none()
        && !personal::is_mobile(value)
        && identity::email(value).is_none()
        && !identity::is_card(value)
        && !identity::is_plate(value)
        && !person::is_person(value)
        && !person::is_address(value)
}

/// Whether a column's label says that it is about persons: who they are, where they are, how to reach them, what they have.
pub fn is_of_persons(label: &str) -> bool {
    heading::of(label).is_some_and(|heading| {
        matches!(
            heading,
            Heading::NationalId
                | Heading::Phone
                | Heading::FirstName
                | Heading::LastName
                | Heading::FullName
                | Heading::BirthDate
                | Heading::HospitalNumber
                | Heading::Diagnosis
                | Heading::BankAccount
                | Heading::Passport
                | Heading::Plate
                | Heading::Latitude
                | Heading::Longitude
        )
    })
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
    use super::{may_be_shown, personal_kind};

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
            assert!(personal_kind(example).is_none(), "{example}");
        }
    }

    #[test]
    fn values_that_lead_to_a_person_are_no_examples() {
        for (value, label) in [
            ("3100600445635", "เลขที่"),
            ("เลขบัตร 3100600445635", "หมายเหตุ"),
            ("089-417-2863", "ติดต่อ"),
            ("somchai.j@anamai.moph.go.th", "ติดต่อ"),
            ("นายสมชาย ใจดี", "ผู้รับบริการ"),
            ("99/1 หมู่ 5 ต.บางพูด อ.ปากเกร็ด จ.นนทบุรี 11120", "ที่อยู่"),
            ("สมชาย", "ชื่อ"),
            ("1990-05-01", "วันเกิด"),
            ("E11.9", "รหัสโรค"),
        ] {
            assert!(!may_be_shown(value, label), "{value} ({label})");
        }
        for (value, label) in [
            ("เชียงใหม่", "จังหวัด"),
            ("174072", "เบิกจ่ายแล้ว"),
            ("2024-01-02", "ข้อมูล ณ วันที่"),
            ("operating", "ประเภทงบประมาณ"),
            ("10", "รหัสจังหวัด"),
            ("", "จำนวน"),
        ] {
            assert!(may_be_shown(value, label), "{value} ({label})");
        }
    }
}
