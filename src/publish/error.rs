//! What a failed publication means, and what to do about it, in both languages.

use crate::model::language::{Message, say};
use crate::publish::{Error, targets};

impl Error {
    /// What is wrong in both languages, where it is said so.
    pub fn message(&self) -> Option<Message> {
        Some(match self {
            Self::Portal(fault) => fault.message(),
            Self::Store(error) => return error.message(),
            Self::NoUser(address) => say!(
                th: "{address} ไม่รู้จัก token นี้ หรือยังไม่ได้ให้ token",
                en: "{address} does not know the token, or none was given"
            ),
            Self::Unfit { dataset, problems } => {
                let mut said = say!(
                    th: "บัญชีข้อมูลจะไม่รับ {dataset} จึงยังไม่ได้เขียนอะไร:",
                    en: "the portal would refuse {dataset}; nothing was written:"
                );
                for it in problems {
                    said.th
                        .extend([format!("\n  {}: {}", it.field, it.message.th)]);
                    said.en
                        .extend([format!("\n  {}: {}", it.field, it.message.en)]);
                    if let Some(help) = &it.help {
                        said.th.extend([format!("\n    {}", help.th)]);
                        said.en.extend([format!("\n    {}", help.en)]);
                    }
                }
                said
            }
            Self::Moved(dataset) => say!(
                th: "ชุดข้อมูล {dataset} บนบัญชีข้อมูลเปลี่ยนไปหลังจากวางแผน มีผู้อื่นแก้หรือกำลังเผยแพร่อยู่ จึงหยุดโดยไม่เขียนทับ",
                en: "{dataset} has changed on the portal since the plan was made: somebody edits or publishes it; this run stopped and overwrote nothing of theirs"
            ),
            Self::NotApproved { dataset, hash } => say!(
                th: "สิ่งที่จะเปลี่ยนใน {dataset} ตอนนี้ไม่ตรงกับแผนที่อนุมัติ จึงยังไม่ได้เขียนอะไร (แผนตอนนี้คือ {hash})",
                en: "what publishing {dataset} would change now is not what was approved; nothing was written (the plan is now {hash})"
            ),
            Self::NotOurs(dataset) => say!(
                th: "บัญชีข้อมูลมีชุดข้อมูลชื่อ {dataset} อยู่แล้ว ซึ่งไม่ได้เผยแพร่ด้วย sheetpress จึงไม่ได้แก้ไข",
                en: "the portal has a dataset {dataset} that sheetpress did not publish; it was left alone"
            ),
            Self::Occupied(dataset) => say!(
                th: "บัญชีข้อมูลมีชุดข้อมูลชื่อ {dataset} อยู่แล้ว แต่ token นี้ไม่มีสิทธิ์เห็น",
                en: "the portal has a dataset {dataset}, which this token may not see"
            ),
            Self::Deleted(dataset) => say!(
                th: "ชุดข้อมูล {dataset} ถูกลบไปแล้วบนบัญชีข้อมูล (อยู่ในถังขยะ)",
                en: "{dataset} was deleted on the portal (it lies in its trash)"
            ),
            Self::TitleTaken(title) => say!(
                th: "บัญชีข้อมูลมีชุดข้อมูลอื่นที่ใช้ชื่อ \"{title}\" แล้ว",
                en: "another dataset of the portal has the title \"{title}\""
            ),
            Self::OtherOrganization {
                dataset,
                owner,
                wanted,
            } => say!(
                th: "ชุดข้อมูล {dataset} บนบัญชีข้อมูลเป็นขององค์กรอื่น \"{owner}\" ไม่ใช่ \"{wanted}\" จึงไม่ได้แก้ไข",
                en: "{dataset} belongs to another organization of the portal, \"{owner}\", not to \"{wanted}\"; it was left alone"
            ),
            Self::Renamed { dataset, name } => say!(
                th: "ชุดข้อมูล {dataset} ถูกเปลี่ยนชื่อเป็น {name} บนบัญชีข้อมูล จึงไม่ได้เผยแพร่ซ้ำเป็นชุดใหม่",
                en: "{dataset} was renamed to {name} on the portal; it was not published a second time"
            ),
            Self::TooLarge { path, bytes } => say!(
                th: "บัญชีข้อมูลไม่รับไฟล์ {path} ขนาด {bytes} ไบต์ เพราะใหญ่เกินไป",
                en: "the portal does not take {path}, {bytes} bytes: it is too large"
            ),
            Self::Edited {
                dataset,
                release,
                fields,
            } => {
                let fields = fields.join(", ");
                say!(
                    th: "มีผู้แก้ {dataset} บนบัญชีข้อมูลหลังเผยแพร่รุ่นที่ {release}: {fields} จึงไม่ได้เขียนทับ",
                    en: "{dataset} was edited on the portal since release {release} was published: {fields}; nothing was overwritten"
                )
            }
            Self::Unseen { dataset, found } => say!(
                th: "เขียน {dataset} ครบแล้ว แต่เมื่อเปิดดูแบบผู้ใช้ทั่วไปยังไม่เห็น ({found}) จึงยังไม่นับว่าเผยแพร่",
                en: "{dataset} was written, but the public does not see it yet ({found}): it does not count as published"
            ),
            _ => return None,
        })
    }

    /// What to do about it.
    pub fn help(&self) -> Option<Message> {
        Some(match self {
            Self::Catalog(error) => return error.help(),
            Self::Ckan(error) => return error.help(),
            Self::Portal(fault) => return fault.help(),
            Self::Store(error) => return error.help(),
            Self::Path(_) => say!(
                th: "สร้างชุดข้อมูลใหม่ด้วยคำสั่ง build",
                en: "build the dataset again"
            ),
            Self::Verification { .. } => say!(
                th: "สิ่งที่อ่านกลับมาไม่ตรงกับที่เผยแพร่ จึงยังไม่นับว่าเผยแพร่ สั่งเผยแพร่อีกครั้งเพื่อทำต่อให้ครบ ถ้ายังพบอีกให้ตรวจดิสก์หรือแจ้งผู้ดูแลบัญชีข้อมูล",
                en: "what was read back is not what was published, so it does not count as published; publish again to complete it, and if it happens again look at the disk or tell the portal's administrator"
            ),
            Self::NoUser(_) => say!(
                th: "สร้าง API token ในหน้าผู้ใช้ของบัญชีข้อมูล แล้วตั้งตัวแปร SHEETPRESS_TOKEN หรือใช้ --token-file",
                en: "make an API token on your user page of the portal, then set SHEETPRESS_TOKEN or use --token-file"
            ),
            Self::Target(_) => {
                let names: Vec<&str> = targets::TARGETS.iter().map(|target| target.name).collect();
                let names = names.join(", ");
                say!(th: "ปลายทางที่มี: {names}", en: "the targets there are: {names}")
            }
            Self::Moved(_) | Self::NotApproved { .. } => say!(
                th: "วางแผนใหม่ด้วยคำสั่ง plan ดูว่าอะไรเปลี่ยน แล้วขออนุมัติแผนใหม่",
                en: "make a new plan with `plan`, see what is different, and have that one approved"
            ),
            Self::NotOurs(_) => say!(
                th: "ถ้าเป็นชุดข้อมูลเดียวกันและต้องการให้ sheetpress ดูแลต่อ ให้เพิ่ม --adopt ถ้าไม่ใช่ ให้เปลี่ยนชื่อ (name) ของชุดข้อมูล",
                en: "if it is this dataset and sheetpress shall take it over, add --adopt; if not, give the dataset another name"
            ),
            Self::Occupied(_) => say!(
                th: "ขอสิทธิ์ในองค์กรที่เป็นเจ้าของชุดข้อมูลนั้น หรือเปลี่ยนชื่อ (name) ของชุดข้อมูล",
                en: "ask for a role in the organization that owns it, or give the dataset another name"
            ),
            Self::Deleted(_) => say!(
                th: "ถ้าต้องการนำกลับมาเผยแพร่ ให้เพิ่ม --adopt หรือขอให้ผู้ดูแลลบถาวรออกจากถังขยะก่อน",
                en: "add --adopt to bring it back, or ask the administrator to purge it from the trash first"
            ),
            Self::TitleTaken(_) => say!(
                th: "บัญชีข้อมูลภาครัฐไม่ให้ชื่อชุดข้อมูลซ้ำกัน ให้แก้ title ใน datapackage.json",
                en: "a national catalogue takes each title once: change `title` in datapackage.json"
            ),
            Self::OtherOrganization { .. } => say!(
                th: "ระบุองค์กรเจ้าของด้วย --organization หรือเปลี่ยนชื่อ (name) ของชุดข้อมูล ถ้าต้องการย้ายองค์กร ให้ผู้ดูแลย้ายบนบัญชีข้อมูลก่อน",
                en: "name the owning organization with --organization, or give the dataset another name; to move it, have an administrator move it on the portal first"
            ),
            Self::Renamed { dataset, name } => say!(
                th: "ให้ผู้ดูแลเปลี่ยนชื่อกลับเป็น {dataset} หรือเปลี่ยนชื่อโฟลเดอร์และ name ของชุดข้อมูลเป็น {name} ให้ตรงกัน",
                en: "have it renamed back to {dataset}, or give the dataset's folder and its `name` the name {name}"
            ),
            Self::TooLarge { .. } => say!(
                th: "ขอให้ผู้ดูแลเพิ่มค่า ckan.max_resource_size (และขนาดสูงสุดของเว็บเซิร์ฟเวอร์ด้านหน้า) หรือแบ่งตารางเป็นหลายส่วน แล้วสั่งเผยแพร่อีกครั้งเพื่อทำต่อ",
                en: "ask the administrator to raise ckan.max_resource_size (and the limit of the web server in front), or split the table; then publish again, which carries on"
            ),
            Self::Edited { .. } => say!(
                th: "ถ้าการแก้นั้นถูกต้อง ให้นำไปแก้ในชุดข้อมูลต้นทางก่อน ถ้าไม่ต้องการ ให้เพิ่ม --overwrite เพื่อเขียนทับ",
                en: "if the edits are right, make them in the dataset's own files first; if not, add --overwrite to publish over them"
            ),
            Self::Unseen { .. } => say!(
                th: "อาจมีแคชหรือขั้นตอนอนุมัติบนบัญชีข้อมูล รอสักครู่แล้วสั่งเผยแพร่อีกครั้งเพื่อตรวจซ้ำ",
                en: "the portal may have a cache or an approval of its own; wait, then publish again, which looks once more"
            ),
            Self::Unfit { .. } | Self::Io { .. } | Self::Receipt(_) | Self::NoReceipt(_) => {
                return None;
            }
        })
    }
}
