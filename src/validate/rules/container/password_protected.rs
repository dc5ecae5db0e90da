use crate::model::language::{Text, say};
use crate::model::refusal::{Obstacle, Refusal};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};

rule! {
    /// A password protects the workbook
    ///
    /// ## Why it matters
    /// Nobody can read the data, neither a person nor a program, and nothing in it could be checked.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ไม่มีใครอ่านข้อมูลได้ ทั้งคนและโปรแกรม และตรวจข้อมูลภายในไม่ได้เลย
    ///
    /// ## How to fix in Excel
    /// Open the file with its password, choose File > Info > Protect Workbook > Encrypt with Password, clear the password and save.
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ด้วยรหัสผ่าน เลือก ไฟล์ > ข้อมูล > ป้องกันเวิร์กบุ๊ก > เข้ารหัสลับด้วยรหัสผ่าน ลบรหัสผ่านออก แล้วบันทึก
    ///
    /// ## Flagged
    /// An encrypted workbook, new (`EncryptedPackage`) or old (`FilePass`).
    ///
    /// ## Clean
    /// A workbook that opens without a password, also one whose sheets are protected against changes.
    "password-protected", Error, Container(check), None, None, Constant,
    th: "มีรหัสผ่านป้องกันเวิร์กบุ๊ก", en: "A password protects the workbook"
}

fn check(file: &Refusal, sink: &mut Sink<'_>) {
    if file.obstacle != Obstacle::Password {
        return;
    }

    let message = say!(th: "ไฟล์มีรหัสผ่านป้องกัน จึงตรวจข้อมูลไม่ได้", en: "a password protects the file; nothing in it could be checked");
    let help = Text {
        th: "เปิดไฟล์ด้วยรหัสผ่าน เลือก ไฟล์ > ข้อมูล > ป้องกันเวิร์กบุ๊ก > เข้ารหัสลับด้วยรหัสผ่าน ลบรหัสผ่านออก แล้วบันทึก",
        en: "Open the file with its password, choose File > Info > Protect Workbook > Encrypt with Password, clear the password and save.",
    };
    sink.report(Finding::of_file(message, help.into()));
}
