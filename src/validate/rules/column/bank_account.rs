use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::grammar::heading::{self, Heading};
use crate::model::grammar::personal;
use crate::model::language::{Message, say};
use crate::validate::persons;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::{ColumnView, Hits};

rule! {
    /// A column holds numbers of bank accounts or cards
    ///
    /// ## Why it matters
    /// With a name beside it, the number of an account or card is what a swindler needs.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เลขบัญชีหรือเลขบัตรพร้อมชื่อ เป็นข้อมูลที่มิจฉาชีพนำไปใช้ได้ทันที
    ///
    /// ## How to fix in Excel
    /// Delete the column (right click its letter > Delete).
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบคอลัมน์ (คลิกขวาที่ตัวอักษรของคอลัมน์ > ลบ)
    ///
    /// ## Flagged
    /// ```grid
    /// | no | ธนาคาร | เลขที่บัญชี |
    /// |---|---|---|
    /// | 11 | กรุงไทย | '123-4-56789-0 |
    /// | 12 | ออมสิน | '020-1-23456-78 |
    /// | 13 | กรุงไทย | '987-6-54321-0 |
    /// ```
    /// ```report
    /// warning[bank-account] C2:C4: column C "เลขที่บัญชี" holds numbers of bank accounts or cards, such as xxx-x-xxxx9-0 (3 of 3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "bank-account", Warning, Column(check), None, None, Distinct,
    th: "มีเลขบัญชีธนาคารหรือเลขบัตร", en: "A column holds numbers of bank accounts or cards"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let values = column.field.profile.values();
    // Luhn's check passes one number in ten by chance: nearly all must pass.
    let most = |hits: &Hits| hits.count >= persons::FEW && hits.count * 5 >= values * 4;
    let cards = persons::find_texts(column, Class::CARD, personal::is_card);
    let hits = cards.filter(most).or_else(|| accounts(column).filter(most));
    let Some(hits) = hits else { return };
    if !persons::are_several(column, &hits) {
        return;
    }
    let Message { th, en } = column.name();
    let (example, count) = (personal::masked(&hits.example), hits.count);
    let message = say!(
        th: "{th} มีเลขบัญชีธนาคารหรือเลขบัตร เช่น {example} ({count} จาก {values} เซลล์)",
        en: "{en} holds numbers of bank accounts or cards, such as {example} ({count} of {values} cells)"
    );
    let help = say!(th: "ลบคอลัมน์นี้ก่อนเผยแพร่", en: "delete the column before publishing");
    sink.report(column.finding(hits, message, help));
}

/// Numbers under a label that says account, with a sign that it is a bank's and not a ledger's. The account to which an
/// organisation takes gifts is public on purpose.
fn accounts(column: &ColumnView<'_>) -> Option<Hits> {
    let label = column.field.label.to_lowercase();
    if heading::of(&label) != Some(Heading::BankAccount) {
        return None;
    }
    let by_label = ["ธนาคาร", "เงินฝาก", "พร้อมเพย์", "bank", "promptpay"]
        .iter()
        .any(|word| label.contains(word));
    let beside = || {
        let mut fields = column.layout.fields.iter();
        fields.any(|field| heading::of(&field.label) == Some(Heading::Bank))
    };
    let of_persons = persons::are_named_beside(column);
    let of_bank = by_label || beside();
    if !of_persons && (!of_bank || persons::belongs_to_organisation(column)) {
        return None;
    }
    column.find(|cell: Cell| match cell.value() {
        Value::Text(_) => personal::is_account(&column.text(cell)),
        Value::Number(number) => {
            let digits = 1_000_000_000..1_000_000_000_000_000;
            number
                .to_integer()
                .is_some_and(|whole| digits.contains(&whole))
        }
        _ => false,
    })
}
