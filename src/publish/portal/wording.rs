//! How a fault is told: what happened, what that means for the publication, and what to do.

use std::fmt;
use std::time::Duration;

use serde_json::Value;

use crate::model::language::{Message, Text, say};
use crate::publish::portal::fault::{BadAddress, BadToken, Barrier, Distrust, Fault, Loss};

/// Most letters of a portal's own words in a message.
const LONGEST: usize = 600;

impl Fault {
    /// What happened, and what it means for the publication.
    pub fn message(&self) -> Message {
        let (happened, means) = (self.happened(), self.meaning());
        Message {
            th: format!("{} {}", happened.th, means.th),
            en: format!("{}; {}", happened.en, means.en),
        }
    }

    /// What is known of the portal after the fault.
    pub fn meaning(&self) -> Text {
        if self.is_ambiguous() {
            return Text {
                th: "จึงยังไม่ทราบว่าพอร์ทัลทำคำขอนี้แล้วหรือไม่",
                en: "whether it did what was asked is not known",
            };
        }
        Text {
            th: "คำขอนี้ไม่ได้เปลี่ยนแปลงข้อมูลใดในพอร์ทัล",
            en: "this request changed nothing on the portal",
        }
    }

    fn happened(&self) -> Message {
        let said = self.to_string();
        match self {
            Self::Address(why) => {
                let why = why.told();
                say!(th: "ใช้ที่อยู่นี้เป็นที่อยู่ของพอร์ทัลไม่ได้: {why}", en: "{said}")
            }
            Self::Token(why) => {
                let why = why.told();
                say!(th: "ใช้ token ไม่ได้: {why}", en: "{said}")
            }
            Self::Setup(why) => say!(th: "เครื่องนี้ส่งคำขอออกไปไม่ได้: {why}", en: "{said}"),
            Self::Unreachable { address, why } => {
                let why = why.told();
                say!(th: "ติดต่อพอร์ทัล {address} ไม่ได้: {why}", en: "{said}")
            }
            Self::Certificate { address, why } => {
                let why = why.told();
                say!(th: "ใบรับรองความปลอดภัย (TLS) ของ {address} ไม่น่าเชื่อถือ: {why}", en: "{said}")
            }
            Self::Redirected { to, .. } => say!(th: "พอร์ทัลส่งต่อไปยัง {to}", en: "{said}"),
            Self::NotCkan { url, status, title } => {
                let page = page(*status, title.as_deref());
                say!(th: "{url} ไม่ได้ตอบแบบระบบ CKAN ({page})", en: "{said}")
            }
            Self::Guarded { status, title } => {
                let page = page(*status, title.as_deref());
                say!(th: "ระบบที่อยู่หน้าพอร์ทัลไม่ยอมรับคำขอ ({page})", en: "{said}")
            }
            Self::Maintenance { status, title, .. } => {
                let page = page(*status, title.as_deref());
                say!(th: "พอร์ทัลขัดข้องหรืออยู่ระหว่างปรับปรุง ({page})", en: "{said}")
            }
            Self::TooLarge { size } => say!(
                th: "พอร์ทัลไม่รับคำขอขนาด {size} ไบต์ เพราะใหญ่เกินไป",
                en: "{said}"
            ),
            Self::TooMany { .. } => say!(th: "พอร์ทัลไม่รับคำขอเพิ่มในขณะนี้", en: "{said}"),
            Self::BadRequest(why) => say!(th: "พอร์ทัลไม่เข้าใจคำขอ: {why}", en: "{said}"),
            Self::Refused { status, error, .. } => {
                let why = reason(error);
                say!(th: "พอร์ทัลปฏิเสธ (HTTP {status}): {why}", en: "{said}")
            }
            Self::Lost { action, why } => {
                let why = why.told();
                say!(th: "ไม่ได้รับคำตอบที่ครบถ้วนของ {action} จากพอร์ทัล: {why}", en: "{said}")
            }
            Self::NoFile { url, status } => {
                say!(th: "ดาวน์โหลด {url} ไม่ได้ (HTTP {status})", en: "{said}")
            }
            Self::File { path, why } => say!(th: "อ่านไฟล์ {path} ไม่ได้: {why}", en: "{said}"),
            Self::Sink(why) => say!(th: "รับข้อมูลที่ดาวน์โหลดไม่ได้: {why}", en: "{said}"),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<Message> {
        if self.is_too_large() {
            return Some(say!(
                th: "ขอให้ผู้ดูแลพอร์ทัลเพิ่มค่า ckan.max_resource_size (และขีดจำกัดของเว็บเซิร์ฟเวอร์ เช่น client_max_body_size) แบ่งตารางออกเป็นหลายไฟล์ หรือเผยแพร่เป็นลิงก์ไปยังไฟล์แทน",
                en: "ask the portal's administrator to raise ckan.max_resource_size (and the web server's limit, such as client_max_body_size), split the table into several files, or publish a link to the file instead"
            ));
        }
        if self.is_denied() {
            return Some(say!(
                th: "ตรวจว่า token ถูกต้องและยังไม่ถูกเพิกถอน และผู้ใช้มีสิทธิ์ editor หรือ admin ในหน่วยงานนั้นบนพอร์ทัล พอร์ทัลที่เปิดให้อ่านอย่างเดียวหรือชุดข้อมูลของหน่วยงานอื่นก็ตอบเช่นนี้ ให้สอบถามผู้ดูแลพอร์ทัล",
                en: "check that the token is right and not revoked, and that its user is an editor or admin of the organization; a portal that is read-only and a dataset of another agency answer the same: ask the portal's administrator"
            ));
        }
        self.before_an_answer().or_else(|| self.after_an_answer())
    }

    /// What to do where CKAN itself has not spoken.
    fn before_an_answer(&self) -> Option<Message> {
        Some(match self {
            Self::Address(_) => say!(
                th: "ระบุที่อยู่หน้าแรกของพอร์ทัล เช่น --to https://data.example.go.th และส่ง token ด้วยตัวแปร SHEETPRESS_TOKEN หรือ --token-file",
                en: "give the address of the portal's front page, such as --to https://data.example.go.th; the token goes into SHEETPRESS_TOKEN or --token-file"
            ),
            Self::Token(_) => say!(
                th: "คัดลอก token (API token) จากหน้าผู้ใช้ของพอร์ทัลมาทั้งบรรทัด โดยไม่ต้องมีคำว่า Bearer",
                en: "copy the API token from your user's page on the portal, the whole line and no \"Bearer\" before it"
            ),
            Self::Setup(_) => say!(
                th: "ติดตั้งใบรับรองรากของระบบ (แพ็กเกจ ca-certificates) หรือระบุไฟล์ด้วยตัวแปร SSL_CERT_FILE",
                en: "install the system's root certificates (package ca-certificates), or name a file of them in SSL_CERT_FILE"
            ),
            Self::Unreachable { why, .. } => why.help(),
            Self::Certificate { why, .. } => why.help(),
            Self::Redirected { portal, .. } => redirected(portal.as_deref()),
            Self::NotCkan { status, .. } if *status < 300 => say!(
                th: "อาจเป็นหน้าเข้าสู่ระบบหรือหน้าปิดปรับปรุง เปิดที่อยู่นี้ในเบราว์เซอร์ แล้วตรวจว่า --to เป็นหน้าแรกของ CKAN และเครือข่ายนี้เข้าใช้ API ได้",
                en: "perhaps a login or maintenance page: open the address in a browser, check that --to is the front page of a CKAN and that its API may be used from this network"
            ),
            Self::NotCkan { .. } => say!(
                th: "ตรวจว่า --to เป็นหน้าแรกของ CKAN รวมเส้นทางย่อยถ้ามี ที่อยู่ /api/3/action/status_show ใต้หน้านั้นต้องตอบเป็น JSON",
                en: "check that --to is the front page of a CKAN, with its path if it has one: /api/3/action/status_show below it must answer JSON"
            ),
            Self::Guarded { .. } => say!(
                th: "ขอให้ผู้ดูแลพอร์ทัลเปิดให้เครื่องนี้ใช้ POST กับ /api/3/action ระบบป้องกัน (WAF) หน้าเข้าสู่ระบบ หรือการเปิดให้อ่านอย่างเดียวอาจกั้นอยู่",
                en: "ask the portal's administrator to allow POST to /api/3/action from this machine: a firewall, a login or a read-only setting stands before it"
            ),
            _ => return None,
        })
    }

    /// What to do where it may have.
    fn after_an_answer(&self) -> Option<Message> {
        Some(match self {
            Self::Maintenance { after, .. } => later(
                *after,
                "เผยแพร่อีกครั้งเมื่อพอร์ทัลกลับมาใช้งานได้ งานจะทำต่อจากที่ค้างไว้",
                "publish again when the portal is back: the work goes on where it stopped",
            ),
            Self::TooMany { after } => later(
                *after,
                "เผยแพร่อีกครั้งภายหลัง โดยจำกัดจำนวนคำขอต่อวินาทีด้วย --rate",
                "publish again later, with fewer requests a second: --rate",
            ),
            Self::BadRequest(_) => say!(
                th: "พอร์ทัลนี้อาจเป็น CKAN รุ่นเก่าหรือปิดส่วนเสริมที่จำเป็นไว้ ให้สอบถามผู้ดูแลพอร์ทัล",
                en: "the portal may be an old CKAN, or lack an extension that is needed: ask its administrator"
            ),
            Self::Refused { status, .. } if *status >= 500 => say!(
                th: "เผยแพร่อีกครั้ง ถ้ายังเป็นเช่นเดิม ให้แจ้งข้อความนี้แก่ผู้ดูแลพอร์ทัล",
                en: "publish again; if it stays so, tell the portal's administrator these words"
            ),
            Self::Refused { .. } if self.is_conflict() => say!(
                th: "มีผู้แก้ชุดข้อมูลนี้บนพอร์ทัลระหว่างนั้น สั่ง plan เพื่อดูความแตกต่าง แล้วเผยแพร่อีกครั้ง",
                en: "somebody changed the dataset on the portal meanwhile: look at it with plan, then publish again"
            ),
            Self::Refused { .. } if self.is_not_found() => say!(
                th: "สั่ง plan เพื่อดูว่าพอร์ทัลมีอะไรอยู่ แล้วเผยแพร่อีกครั้ง",
                en: "see with plan what the portal holds, then publish again"
            ),
            Self::Refused { .. } => say!(
                th: "แก้ช่องข้อมูลที่ระบุใน datapackage.json แล้วเผยแพร่อีกครั้ง",
                en: "correct the fields that are named, in datapackage.json, and publish again"
            ),
            Self::Lost {
                why: Loss::Sending { .. },
                ..
            } => say!(
                th: "เผยแพร่อีกครั้ง โปรแกรมจะตรวจก่อนว่าพอร์ทัลมีอะไรแล้ว ถ้าขาดที่เดิมทุกครั้ง ไฟล์อาจใหญ่เกินที่ระบบหน้าพอร์ทัลรับได้ ให้สอบถามผู้ดูแลพอร์ทัล",
                en: "publish again: what the portal has is looked at first; if it breaks there every time, the file may be larger than a server in front of the portal takes: ask its administrator"
            ),
            Self::Lost { .. } => say!(
                th: "เผยแพร่อีกครั้ง โปรแกรมจะตรวจก่อนว่าพอร์ทัลมีอะไรแล้ว จึงไม่เกิดข้อมูลซ้ำ",
                en: "publish again: what the portal has is looked at first, and nothing is doubled"
            ),
            Self::NoFile { .. } => say!(
                th: "เปิดลิงก์นี้ในเบราว์เซอร์ ถ้าเปิดไม่ได้ ให้เผยแพร่ชุดข้อมูลอีกครั้งหรือแจ้งผู้ดูแลพอร์ทัล",
                en: "open the link in a browser; if it does not open there either, publish the dataset again or tell the portal's administrator"
            ),
            Self::File { .. } => say!(
                th: "สร้างชุดข้อมูลใหม่ด้วยคำสั่ง build แล้วเผยแพร่อีกครั้ง",
                en: "build the dataset again, then publish it"
            ),
            _ => return None,
        })
    }
}

/// `HTTP 503, "title"`.
fn page(status: u16, title: Option<&str>) -> String {
    title.map_or_else(
        || format!("HTTP {status}"),
        |title| format!("HTTP {status} \"{title}\""),
    )
}

fn later(after: Option<Duration>, th: &str, en: &str) -> Message {
    let Some(seconds) = after.map(|after| after.as_secs()) else {
        return say!(th: "{th}", en: "{en}");
    };
    say!(th: "{th} (พอร์ทัลขอให้รอ {seconds} วินาที)", en: "{en} (the portal asks to wait {seconds} seconds)")
}

fn redirected(portal: Option<&str>) -> Message {
    match portal {
        Some(portal) => say!(
            th: "ถ้าที่อยู่นั้นเป็นพอร์ทัลที่ต้องการจริง ให้ใช้ --to {portal} โปรแกรมไม่ส่ง token ตามการส่งต่อ",
            en: "if that is the portal you mean, use --to {portal}: a token never follows a redirect"
        ),
        None => say!(
            th: "อาจเป็นหน้าเข้าสู่ระบบ เปิดพอร์ทัลในเบราว์เซอร์แล้วใช้ที่อยู่ที่เห็นกับ --to โปรแกรมไม่ส่ง token ตามการส่งต่อ",
            en: "perhaps to a login: open the portal in a browser and use the address that you see there with --to; a token never follows a redirect"
        ),
    }
}

/// CKAN's `error` as one line: `name: That URL is already in use.; tags: …`.
pub fn reason(error: &Value) -> String {
    let mut text = String::new();
    match error {
        Value::Object(members) => {
            for (key, value) in members.iter().filter(|(key, _)| *key != "__type") {
                if !text.is_empty() {
                    text.push_str("; ");
                }
                if key != "message" {
                    text.push_str(key);
                    text.push_str(": ");
                }
                text.push_str(&flat(value));
            }
        }
        other => text = flat(other),
    }
    let text: String = text
        .chars()
        .map(|it| if it.is_control() { ' ' } else { it })
        .collect();
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn flat(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) if values.iter().all(Value::is_string) => {
            let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            texts.join(", ")
        }
        other => other.to_string(),
    }
}

impl BadAddress {
    fn told(&self) -> String {
        match self {
            Self::Scheme(text) => format!("\"{text}\" ไม่ได้ขึ้นต้นด้วย https:// หรือ http://"),
            Self::Unreadable(text) => format!("\"{text}\" ไม่ใช่ที่อยู่ของพอร์ทัล"),
            Self::Password => "ห้ามมีชื่อผู้ใช้หรือรหัสผ่านในที่อยู่".to_owned(),
            Self::Query => "ต้องไม่มี ? หรือ # ในที่อยู่".to_owned(),
        }
    }
}

impl BadToken {
    fn told(&self) -> String {
        match self {
            Self::Empty => "ไม่มีข้อความ".to_owned(),
            Self::SeveralWords => "มีช่องว่างหรือหลายบรรทัด".to_owned(),
            Self::Characters => "มีอักขระที่ใช้ใน token ไม่ได้".to_owned(),
            Self::TooLong => "ยาวเกินกว่าจะเป็น token".to_owned(),
            Self::File { path, why } => format!("อ่านไฟล์ {path} ไม่ได้ ({why})"),
            Self::Stream(why) => format!("อ่านข้อความไม่ได้ ({why})"),
        }
    }
}

impl Barrier {
    fn told(&self) -> Told<'_> {
        Told(
            match self {
                Self::Name => "ไม่พบชื่อเครื่องนี้ในระบบ DNS",
                Self::Closed => "ไม่มีบริการใดรับการเชื่อมต่อที่พอร์ตนี้",
                Self::Slow => "ไม่ตอบภายในเวลาที่กำหนด",
                Self::Tls(why) => return Told("สร้างการเชื่อมต่อที่เข้ารหัสไม่ได้", Some(why)),
                Self::Other(why) => return Told("", Some(why)),
            },
            None,
        )
    }

    fn help(&self) -> Message {
        match self {
            Self::Name => say!(
                th: "ตรวจตัวสะกดของ --to และการเชื่อมต่อเครือข่าย",
                en: "check the spelling of --to, and this machine's network"
            ),
            Self::Tls(_) => say!(
                th: "ตรวจว่าพอร์ตนี้ใช้ https จริง ถ้าพอร์ทัลใช้ http ให้เขียน --to http://…",
                en: "check that this port speaks https; a portal that speaks http only is --to http://…"
            ),
            Self::Closed | Self::Slow | Self::Other(_) => say!(
                th: "เปิดพอร์ทัลในเบราว์เซอร์เพื่อดูว่าใช้งานได้หรือไม่ ตรวจพอร์ตใน --to และพร็อกซีของหน่วยงาน (HTTPS_PROXY) แล้วเผยแพร่อีกครั้ง",
                en: "see in a browser whether the portal works, check the port in --to and your organization's proxy (HTTPS_PROXY), then publish again"
            ),
        }
    }
}

impl Distrust {
    fn told(&self) -> Told<'_> {
        Told(
            match self {
                Self::Expired => "หมดอายุแล้ว",
                Self::NotYet => "ยังไม่ถึงวันเริ่มใช้",
                Self::Issuer => "เครื่องนี้ไม่รู้จักผู้ออกใบรับรอง",
                Self::Name => "ออกให้แก่ชื่ออื่น",
                Self::Other(why) => return Told("", Some(why)),
            },
            None,
        )
    }

    fn help(&self) -> Message {
        match self {
            Self::Expired | Self::NotYet => say!(
                th: "ตรวจวันและเวลาของเครื่องนี้ ถ้าถูกต้องแล้ว ให้แจ้งผู้ดูแลพอร์ทัลต่ออายุใบรับรอง",
                en: "check this machine's date and time; if they are right, tell the portal's administrator to renew the certificate"
            ),
            Self::Issuer => say!(
                th: "ถ้าหน่วยงานออกใบรับรองเอง ให้ติดตั้งใบรับรองรากในเครื่องนี้ (หรือระบุด้วย SSL_CERT_FILE) มิฉะนั้นแจ้งผู้ดูแลพอร์ทัลให้ติดตั้งใบรับรองกลาง (intermediate) ให้ครบ",
                en: "where the agency issues its own certificates, install its root on this machine (or name it in SSL_CERT_FILE); otherwise tell the portal's administrator to serve the intermediate certificates too"
            ),
            Self::Name | Self::Other(_) => say!(
                th: "ตรวจชื่อใน --to ให้ตรงกับใบรับรองของพอร์ทัล หรือแจ้งผู้ดูแลพอร์ทัล อย่าส่ง token ไปยังที่ที่ไม่แน่ใจ",
                en: "check that the name in --to is the one of the certificate, or tell the portal's administrator; do not send a token where you are not sure"
            ),
        }
    }
}

impl Loss {
    fn told(&self) -> String {
        match self {
            Self::TimedOut(seconds) => format!("ไม่มีคำตอบภายใน {seconds} วินาที"),
            Self::CutOff => "การเชื่อมต่อขาดก่อนได้คำตอบครบ".to_owned(),
            Self::Sending { sent, size } => format!("การเชื่อมต่อขาดหลังส่งไป {sent} จาก {size} ไบต์"),
            Self::Empty => "คำตอบว่างเปล่า".to_owned(),
            Self::Truncated => "คำตอบขาดตอน".to_owned(),
            Self::TooLong(bytes) => format!("คำตอบยาวกว่า {bytes} ไบต์"),
        }
    }
}

/// Words of ours, and those of the system.
struct Told<'a>(&'static str, Option<&'a str>);

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (ours, None) => f.write_str(ours),
            ("", Some(theirs)) => f.write_str(theirs),
            (ours, Some(theirs)) => write!(f, "{ours} ({theirs})"),
        }
    }
}
