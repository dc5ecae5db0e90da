//! The organization under which a dataset is published.

use crate::ckan::fit::{Choice, Findings, listed, no_unit};
use crate::ckan::mapping::{Mapped, Unit};
use crate::ckan::naming;
use crate::ckan::portal::Portal;
use crate::model::language::{Message, say};

/// The organization with the portal's id; the id is empty where the portal does not have it (yet).
pub(super) fn organization(
    mapped: &Mapped,
    portal: &Portal,
    choice: &Choice,
    found: &mut Findings,
) -> Unit {
    let stated = mapped.organization.as_ref();
    let Some(wanted) = chosen(stated, choice.organization.as_deref()) else {
        found.problem(
            "owner_org",
            say!(
                th: "ไม่รู้ว่าจะเผยแพร่ในนามหน่วยงานใด",
                en: "it is not known which organization publishes"
            ),
            say!(
                th: "ระบุหน่วยงานใน contributors (role publisher) ของ datapackage.json หรือใช้ --organization ชื่อ",
                en: "name the publisher in contributors of datapackage.json, or give --organization NAME"
            ),
        );
        return no_unit();
    };
    let known = portal
        .organizations
        .iter()
        .find(|unit| unit.name == wanted.name || unit.id == wanted.name)
        .or_else(|| {
            let mut same = portal.organizations.iter();
            same.find(|unit| !wanted.title.is_empty() && unit.title == wanted.title)
        });
    if let Some(known) = known {
        return known.clone();
    }
    // Without a user there are no rights, and the token is what has to be told.
    if portal.user.is_some() {
        missing(&wanted, portal, choice, found);
    }
    wanted
}

/// The unit that a person names by `--organization`, else the descriptor's; without the portal's id.
fn chosen(stated: Option<&Unit>, named: Option<&str>) -> Option<Unit> {
    let name = match named.map(str::trim) {
        None | Some("") => {
            let stated = stated?;
            return Some(Unit {
                id: String::new(),
                ..stated.clone()
            });
        }
        Some(name) => name,
    };
    let stated = stated.filter(|unit| unit.name == name || unit.title == name);
    let name_of = |name: &str| match naming::check_name(name) {
        Ok(()) => name.to_owned(),
        Err(_) => naming::organization_name(name),
    };
    Some(Unit {
        id: String::new(),
        name: stated.map_or_else(|| name_of(name), |unit| unit.name.clone()),
        title: stated.map_or_else(|| name.to_owned(), |unit| unit.title.clone()),
    })
}

fn missing(wanted: &Unit, portal: &Portal, choice: &Choice, found: &mut Findings) {
    let Unit { name, title, .. } = wanted;
    let user = portal.user.as_ref().map(|user| user.name.as_str());
    let user = user.unwrap_or_default();
    let rights = rights(portal);
    let (rights_th, rights_en) = (&rights.th, &rights.en);
    if portal.organization_names.contains(name) {
        found.problem(
            "owner_org",
            say!(
                th: "ผู้ใช้ {user} ไม่มีสิทธิ์สร้างชุดข้อมูลในหน่วยงาน {name} ({title})",
                en: "user {user} may not create datasets in the organization {name} ({title})"
            ),
            say!(
                th: "ขอให้ผู้ดูแลหน่วยงานนี้ในพอร์ทัลเพิ่มผู้ใช้ {user} เป็น editor หรือ admin หรือเลือกหน่วยงานอื่นด้วย --organization {rights_th}",
                en: "ask an admin of this organization to add the user {user} as editor or admin, or choose another by --organization {rights_en}"
            ),
        );
    } else if choice.create_organization {
        found.note(
            "owner_org",
            say!(
                th: "พอร์ทัลยังไม่มีหน่วยงาน {name} ({title}) จะสร้างให้",
                en: "the portal has no organization {name} ({title}); it will be made"
            ),
        );
    } else {
        found.problem(
            "owner_org",
            say!(
                th: "พอร์ทัลไม่มีหน่วยงาน {name} ({title})",
                en: "the portal has no organization {name} ({title})"
            ),
            say!(
                th: "ใช้ --create-organization เพื่อสร้าง หรือเลือกหน่วยงานที่มีด้วย --organization {rights_th} หากพอร์ทัลมีหน่วยงานนี้ในชื่ออื่น ให้ขอสิทธิ์ editor จากผู้ดูแล",
                en: "give --create-organization to make it, or choose one that is there by --organization {rights_en}; if the portal has it under another name, ask its admin for the right of an editor"
            ),
        );
    }
}

/// The organizations that may be chosen, for the end of a sentence.
fn rights(portal: &Portal) -> Message {
    let names = portal.organizations.iter().map(|unit| unit.name.clone());
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return say!(
            th: "(ขณะนี้ผู้ใช้นี้ยังไม่มีสิทธิ์ในหน่วยงานใด)",
            en: "(this user has the right in none at present)"
        );
    }
    let Message { th, en } = listed(&names);
    say!(th: "(มีสิทธิ์ใน {th})", en: "(the right is there in {en})")
}
