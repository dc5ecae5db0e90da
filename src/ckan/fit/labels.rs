//! What people call a member of a dataset or a file.

use crate::ckan::scheming::SchemaField;
use crate::model::language::{Message, Text};

/// Members that every CKAN has.
const CORE: [(&str, Text); 15] = [
    ("title", text("ชื่อชุดข้อมูล", "Title")),
    ("name", text("ชื่อสำหรับระบบ", "Name")),
    ("notes", text("รายละเอียด", "Description")),
    ("url", text("หน้าเว็บของชุดข้อมูล", "Home page")),
    ("version", text("รุ่น", "Version")),
    ("author", text("ผู้จัดทำ", "Author")),
    ("author_email", text("อีเมลผู้จัดทำ", "Author's e-mail")),
    ("maintainer", text("ชื่อฝ่ายงานสำหรับติดต่อ", "Contact")),
    (
        "maintainer_email",
        text("อีเมลสำหรับติดต่อ", "Contact's e-mail"),
    ),
    ("license_id", text("สัญญาอนุญาต", "Licence")),
    ("tag_string", text("คำสำคัญ", "Tags")),
    ("tags", text("คำสำคัญ", "Tags")),
    ("owner_org", text("องค์กร", "Organization")),
    ("source", text("แหล่งที่มา", "Source")),
    (
        "keywords",
        text("คำสำคัญที่ใช้เป็นแท็กไม่ได้", "Keywords that are no tags"),
    ),
];

const fn text(th: &'static str, en: &'static str) -> Text {
    Text { th, en }
}

/// The portal's own label of a member, else ours, else its key.
pub(super) fn label(key: &str, field: Option<&SchemaField>) -> Message {
    let ours = CORE.iter().find(|(known, _)| *known == key);
    match (field, ours) {
        (Some(field), _) => field.label.clone(),
        (None, Some((_, text))) => Message::from(*text),
        (None, None) => Message {
            th: key.to_owned(),
            en: key.to_owned(),
        },
    }
}
