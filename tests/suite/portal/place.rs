//! Places to publish to: our own server in this process, and a genuine CKAN where the environment names one.

use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use reqwest::blocking::{Client, Response};
use serde_json::{Value, json};
use sheetpress::catalog::shelf::Catalog;
use sheetpress::catalog::token::{self, Role, Token};
use tempfile::TempDir;

use crate::portal::proxy::{Proxy, Seen};

/// Names a file of `KEY=VALUE` lines: `CKAN_URL`, `CKAN_TOKEN` of a sysadmin, `CKAN_EDITOR_TOKEN` of a user without rights,
/// and, where they are there, `CKAN_GDC_URL`, `CKAN_SCHEMING_URL`, `CKAN_PLAIN_URL` of portals beside it with the same users:
/// with the national schema, with ckanext-scheming's own, without a DataStore.
const VARIABLE: &str = "SHEETPRESS_CKAN";

static COUNTER: AtomicU32 = AtomicU32::new(1);

/// What kind of portal a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `serve`, in this process.
    Own,
    /// A genuine CKAN.
    Ckan,
}

/// A portal with a proxy in front and an organization of the test's own.
pub(crate) struct Place {
    pub(crate) kind: Kind,
    /// May do everything.
    pub(crate) token: String,
    /// A user without a right in the organization.
    pub(crate) stranger: Option<String>,
    /// Name and title of the organization.
    pub(crate) organization: String,
    pub(crate) proxy: Proxy,
    /// The portal itself, for looking at it past the proxy.
    upstream: String,
    client: Client,
    datasets: Mutex<Vec<String>>,
    organizations: Mutex<Vec<String>>,
    _folder: Option<TempDir>,
}

impl Place {
    /// Runs a scenario on every place that is there.
    pub(crate) fn each(scenario: impl Fn(&Self)) {
        println!("on our own server");
        scenario(&Self::own());
        if let Some(place) = Self::ckan() {
            println!("on a genuine CKAN");
            scenario(&place);
        }
    }

    /// Our own server over a catalogue of its own.
    pub(crate) fn own() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let catalog = folder.path().join("catalog");
        let mut shelf = Catalog::open(&catalog).unwrap();
        let token = own_token(&mut shelf, "keeper", Role::Admin, None);
        let stranger = own_token(&mut shelf, "stranger", Role::Editor, Some(Vec::new()));
        drop(shelf);
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let ready = move |address: std::net::SocketAddr| sender.send(address).unwrap();
            sheetpress::serve::run(
                &catalog,
                "127.0.0.1:0".parse().unwrap(),
                10 * 1024 * 1024,
                ready,
            )
            .unwrap();
        });
        let address = receiver.recv_timeout(Duration::from_secs(10)).unwrap();
        Self::at(
            Kind::Own,
            format!("http://{address}"),
            token,
            Some(stranger),
            Some(folder),
        )
    }

    /// The genuine CKAN.
    pub(crate) fn ckan() -> Option<Self> {
        Self::beside("CKAN_URL")
    }

    /// The genuine CKAN whose address stands under this key of the file.
    pub(crate) fn beside(key: &str) -> Option<Self> {
        let file = std::env::var(VARIABLE).ok()?;
        let text =
            fs::read_to_string(&file).unwrap_or_else(|error| panic!("{VARIABLE}={file}: {error}"));
        let lines = text.lines().filter_map(|line| line.split_once('='));
        let lines: BTreeMap<&str, &str> = lines
            .map(|(key, value)| (key.trim(), value.trim()))
            .collect();
        let get = |key: &str| lines.get(key).map(|value| (*value).to_owned());
        let address = get(key)?.trim_end_matches('/').to_owned();
        let token = get("CKAN_TOKEN").unwrap_or_else(|| panic!("{file} has no CKAN_TOKEN"));
        Some(Self::at(
            Kind::Ckan,
            address,
            token,
            get("CKAN_EDITOR_TOKEN"),
            None,
        ))
    }

    fn at(
        kind: Kind,
        upstream: String,
        token: String,
        stranger: Option<String>,
        folder: Option<TempDir>,
    ) -> Self {
        let client = crate::scripted::client()
            // uWSGI closes a connection after an answer without saying so.
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_mins(2))
            .build()
            .unwrap();
        let place = Self {
            kind,
            token,
            stranger,
            organization: unique("unit"),
            proxy: Proxy::start(&upstream),
            upstream,
            client,
            datasets: Mutex::default(),
            organizations: Mutex::default(),
            _folder: folder,
        };
        place.organize(&place.organization);
        place
    }

    /// Creates an organization.
    pub(crate) fn organize(&self, name: &str) {
        self.act("organization_create", &json!({"name": name, "title": name}));
        self.will_go(name);
    }

    /// An organization of this name is deleted at the end.
    pub(crate) fn will_go(&self, organization: &str) {
        self.organizations
            .lock()
            .unwrap()
            .push(organization.to_owned());
    }

    /// A name for a dataset that nobody else has; the dataset is deleted at the end.
    pub(crate) fn name(&self, stem: &str) -> String {
        let name = unique(stem);
        self.datasets.lock().unwrap().push(name.clone());
        name
    }

    /// The portal itself.
    pub(crate) fn upstream(&self) -> String {
        self.upstream.clone()
    }

    /// What `--to` gets: the proxy.
    pub(crate) fn address(&self) -> String {
        self.proxy.address()
    }

    /// Status and body of an action, asked past the proxy.
    pub(crate) fn ask(&self, token: Option<&str>, action: &str, params: &Value) -> (u16, Value) {
        self.try_to_ask(token, action, params).unwrap()
    }

    fn try_to_ask(
        &self,
        token: Option<&str>,
        action: &str,
        params: &Value,
    ) -> reqwest::Result<(u16, Value)> {
        let request = self
            .client
            .post(format!("{}/api/3/action/{action}", self.upstream));
        let request = request
            .header("Content-Type", "application/json")
            .body(params.to_string());
        let request = match token {
            Some(token) => request.header("Authorization", token),
            None => request,
        };
        let answer = request.send()?;
        let status = answer.status().as_u16();
        let text = answer.text()?;
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Ok((status, body))
    }

    /// Somebody else, who can act while a publication is under way.
    pub(crate) fn other_client(&self) -> impl Fn(&str, &str, &Value) + Send + use<> {
        let (client, upstream) = (self.client.clone(), self.upstream.clone());
        move |token, action, params| {
            let request = client.post(format!("{upstream}/api/3/action/{action}"));
            let request = request
                .header("Authorization", token)
                .header("Content-Type", "application/json");
            let answer = request.body(params.to_string()).send().unwrap();
            assert_eq!(answer.status().as_u16(), 200, "{action} {params}");
        }
    }

    /// The result of an action that must succeed, done as the user who may everything, past the proxy.
    pub(crate) fn act(&self, action: &str, params: &Value) -> Value {
        let (status, mut body) = self.ask(Some(&self.token), action, params);
        assert_eq!(
            (status, &body["success"]),
            (200, &json!(true)),
            "{action} {params}: {body}"
        );
        body["result"].take()
    }

    /// Rows as the public gets them, as text: numbers are not touched.
    pub(crate) fn raw_rows(&self, resource: &str) -> String {
        let address = format!("{}/api/3/action/datastore_search", self.upstream);
        let request = self.client.get(format!("{address}?resource_id={resource}"));
        request.send().unwrap().text().unwrap()
    }

    /// A file of the portal, asked past the proxy.
    pub(crate) fn download(&self, url: &str, token: Option<&str>) -> Response {
        let request = self.client.get(url);
        let request = match token {
            Some(token) => request.header("Authorization", token),
            None => request,
        };
        request.send().unwrap()
    }

    /// The dataset as those see it who may.
    pub(crate) fn shown(&self, name: &str) -> Value {
        self.act("package_show", &json!({"id": name}))
    }

    /// The id of a dataset's file, by its path in the release.
    pub(crate) fn file(&self, name: &str, path: &str) -> String {
        let dataset = self.shown(name);
        let files = dataset["resources"].as_array().unwrap();
        let file = files.iter().find(|it| it["sheetpress_path"] == path);
        let file = file.unwrap_or_else(|| panic!("{name} has no {path}: {dataset:#}"));
        file["id"].as_str().unwrap().to_owned()
    }
}

impl Drop for Place {
    /// A genuine CKAN is left as it was. Tables outlive their dataset there, so they go first. What fails here is no fault of
    /// the test.
    fn drop(&mut self) {
        if self.kind == Kind::Own {
            return;
        }
        let names =
            |list: &Mutex<Vec<String>>| list.lock().map(|it| it.clone()).unwrap_or_default();
        let token = Some(self.token.as_str());
        for name in names(&self.datasets) {
            let Ok((200, dataset)) = self.try_to_ask(token, "package_show", &json!({"id": name}))
            else {
                continue;
            };
            let dataset = &dataset["result"];
            for resource in dataset["resources"].as_array().into_iter().flatten() {
                let table = json!({"resource_id": resource["id"], "force": true});
                let _gone = self.try_to_ask(token, "datastore_delete", &table);
            }
            let _gone = self.try_to_ask(token, "dataset_purge", &json!({"id": dataset["id"]}));
        }
        for name in names(&self.organizations) {
            let _gone = self.try_to_ask(token, "organization_purge", &json!({"id": name}));
        }
    }
}

/// A name that no other test of this or another run has.
pub(crate) fn unique(stem: &str) -> String {
    let number = COUNTER.fetch_add(1, Ordering::SeqCst);
    format!("{stem}-{}-{number}", std::process::id())
}

/// A token for our own server.
fn own_token(
    catalog: &mut Catalog,
    name: &str,
    role: Role,
    organizations: Option<Vec<String>>,
) -> String {
    let secret = token::generate().unwrap();
    let writer = catalog.writer().unwrap();
    let it = Token {
        id: token::uuid().unwrap(),
        name: name.to_owned(),
        user: name.to_owned(),
        role,
        organizations,
        created: "2026-01-01T00:00:00.000000".to_owned(),
        used: None,
        revoked: None,
    };
    writer.put_token(&secret, &it).unwrap();
    writer.commit().unwrap();
    secret
}

/// Those requests that write, as lines for a message.
pub(crate) fn writes(seen: &[Seen]) -> Vec<String> {
    let writes = seen.iter().filter(|it| it.is_write());
    writes
        .map(|it| format!("{} {} {}", it.method, it.path, it.status))
        .collect()
}
