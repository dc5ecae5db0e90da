//! A served catalogue with an organization and tokens, for the tests that write.

use serde_json::{Value, json};
use sheetpress::catalog::shelf::Catalog;
use sheetpress::catalog::token::{self, Role, Token};

use crate::web::Site;

/// The organization that is there from the beginning.
pub(crate) const UNIT: &str = "unit-a";

pub(crate) struct Portal {
    pub(crate) site: Site,
    pub(crate) admin: String,
    /// Of an editor of `unit-a`.
    pub(crate) editor: String,
    /// Of an editor of another organization.
    pub(crate) stranger: String,
}

impl Portal {
    pub(crate) fn start() -> Self {
        let site = Site::start();
        let mut catalog = Catalog::open(&site.catalog()).unwrap();
        let admin = make(&mut catalog, "admin", Role::Admin, None);
        let mut portal = Self {
            site,
            admin,
            editor: String::new(),
            stranger: String::new(),
        };
        let mut unit = |name: &str| {
            let made = portal.done(
                &portal.admin,
                "organization_create",
                json!({"name": name, "title": "กรม"}),
            );
            made["id"].as_str().unwrap().to_owned()
        };
        let (a, b) = (unit(UNIT), unit("unit-b"));
        portal.editor = make(&mut catalog, "editor", Role::Editor, Some(vec![a]));
        portal.stranger = make(&mut catalog, "stranger", Role::Editor, Some(vec![b]));
        portal
    }

    /// Status and body of an action; no token for an empty one.
    #[expect(clippy::needless_pass_by_value, reason = "callers write json!(…)")]
    pub(crate) fn act(&self, token: &str, name: &str, params: Value) -> (u16, Value) {
        let address = format!("{}/api/3/action/{name}", self.site.address);
        let mut request = self.site.client.post(address).body(params.to_string());
        request = request.header("Content-Type", "application/json");
        if !token.is_empty() {
            request = request.header("Authorization", token);
        }
        let answer = request.send().unwrap();
        (answer.status().as_u16(), answer.json().unwrap())
    }

    /// The result of an action that must succeed.
    pub(crate) fn done(&self, token: &str, name: &str, params: Value) -> Value {
        let shown = params.to_string();
        let (status, body) = self.act(token, name, params);
        assert_eq!(status, 200, "{name} {shown}: {body}");
        body["result"].clone()
    }

    /// Status and error of an action that must fail.
    pub(crate) fn refused(&self, token: &str, name: &str, params: Value) -> (u16, Value) {
        let (status, body) = self.act(token, name, params);
        assert_eq!(body["success"], json!(false), "{name}: {body}");
        (status, body["error"].clone())
    }

    /// A multipart form with one file.
    pub(crate) fn upload(
        &self,
        token: &str,
        action: &str,
        fields: &[(&str, &str)],
        (part, name, bytes): (&str, &str, &[u8]),
    ) -> (u16, Value) {
        let mut body = Vec::new();
        for (key, value) in fields {
            let head = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n"
            );
            body.extend(head.into_bytes());
        }
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n--edge--\r\n");
        let address = format!("{}/api/3/action/{action}", self.site.address);
        let mut request = self.site.client.post(address).body(body);
        request = request.header("Content-Type", "multipart/form-data; boundary=edge");
        if !token.is_empty() {
            request = request.header("Authorization", token);
        }
        let answer = request.send().unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().unwrap();
        (
            status,
            serde_json::from_str(&text).unwrap_or(Value::String(text)),
        )
    }

    /// A public dataset of `unit-a` with this name; answers its dict.
    pub(crate) fn dataset(&self, name: &str) -> Value {
        self.done(
            &self.editor,
            "package_create",
            json!({"name": name, "owner_org": UNIT}),
        )
    }

    /// A table with a key and two rows on a resource of its own; answers the resource's id.
    pub(crate) fn table(&self, dataset: &str) -> String {
        let made = self.done(
            &self.editor,
            "datastore_create",
            json!({
                "resource": {"package_id": dataset, "name": "ตาราง"},
                "fields": [
                    {"id": "จังหวัด", "type": "text", "info": {"label": "จังหวัด"}},
                    {"id": "price", "type": "numeric", "info": {"label": "ราคาลับ", "unit": "บาท"}},
                ],
                "primary_key": ["จังหวัด"],
                "records": [{"จังหวัด": "เชียงใหม่", "price": "1.10"}, {"จังหวัด": "ลำพูน", "price": null}],
            }),
        );
        made["resource_id"].as_str().unwrap().to_owned()
    }

    /// The rows of a table, as its editor sees them.
    pub(crate) fn rows(&self, resource: &str) -> Value {
        let found = self.done(
            &self.editor,
            "datastore_search",
            json!({"resource_id": resource}),
        );
        found["records"].clone()
    }
}

/// Makes a token as the command does.
pub(crate) fn make(
    catalog: &mut Catalog,
    user: &str,
    role: Role,
    organizations: Option<Vec<String>>,
) -> String {
    let secret = token::generate().unwrap();
    let writer = catalog.writer().unwrap();
    let it = Token {
        id: token::uuid().unwrap(),
        name: "test".to_owned(),
        user: user.to_owned(),
        role,
        organizations,
        created: "2026-11-20T16:00:00.000000".to_owned(),
        used: None,
        revoked: None,
    };
    writer.put_token(&secret, &it).unwrap();
    writer.commit().unwrap();
    secret
}
