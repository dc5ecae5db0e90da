//! The server, asked over HTTP as clients do.

mod actions;
mod files;
mod hostile;
mod organizations;
mod pages;
mod portal;
mod revising;
mod rows;
mod tables;
mod tokens;
mod uploads;
mod visibility;
mod writing;

use std::path::PathBuf;
use std::sync::{LazyLock, mpsc};
use std::time::Duration;

use serde_json::{Value, json};

use crate::serving::{NAME, publish, release};

/// One server for the tests that only read.
static SITE: LazyLock<Site> = LazyLock::new(Site::start);

/// Largest file that the served catalogue takes, in bytes.
pub(crate) const MAX_UPLOAD: u64 = 1024 * 1024;

const FORM: &str = "application/x-www-form-urlencoded";

fn error(answer: &(u16, Value)) -> (u16, &Value) {
    assert_eq!(answer.1["success"], json!(false));
    (answer.0, &answer.1["error"])
}

/// A catalogue with the dataset in it, served.
pub(crate) struct Site {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) address: String,
    pub(crate) client: reqwest::blocking::Client,
}

impl Site {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        publish(
            &release(&folder.path().join("out")),
            &folder.path().join("catalog"),
        )
        .unwrap();
        let (sender, receiver) = mpsc::channel();
        let catalog = folder.path().join("catalog");
        std::thread::spawn(move || {
            let ready = move |address: std::net::SocketAddr| sender.send(address).unwrap();
            let address = "127.0.0.1:0".parse().unwrap();
            sheetpress::serve::run(&catalog, address, MAX_UPLOAD, ready).unwrap();
        });
        let address = receiver.recv_timeout(Duration::from_secs(10)).unwrap();
        let client = crate::scripted::client().build().unwrap();
        Self {
            folder,
            address: format!("http://{address}"),
            client,
        }
    }

    pub(crate) fn catalog(&self) -> PathBuf {
        self.folder.path().join("catalog")
    }

    pub(crate) fn get(&self, path: &str) -> reqwest::blocking::Response {
        self.client
            .get(format!("{}{path}", self.address))
            .send()
            .unwrap()
    }

    pub(crate) fn post(&self, path: &str, kind: &str, body: &str) -> reqwest::blocking::Response {
        let request = self.client.post(format!("{}{path}", self.address));
        request
            .header("Content-Type", kind)
            .body(body.to_owned())
            .send()
            .unwrap()
    }

    /// Status and body of an action by POST.
    #[expect(clippy::needless_pass_by_value, reason = "callers write json!(…)")]
    pub(crate) fn action(&self, name: &str, params: Value) -> (u16, Value) {
        let answer = self.post(
            &format!("/api/3/action/{name}"),
            "application/json",
            &params.to_string(),
        );
        (answer.status().as_u16(), answer.json().unwrap())
    }

    /// The result of an action that must succeed.
    pub(crate) fn result(&self, name: &str, params: Value) -> Value {
        let (status, body) = self.action(name, params);
        assert_eq!(
            (status, &body["success"]),
            (200, &json!(true)),
            "{name}: {body}"
        );
        body["result"].clone()
    }

    /// The id of a file.
    #[expect(clippy::unused_self, reason = "read as the site's file")]
    pub(crate) fn resource(&self, path: &str) -> String {
        sheetpress::ckan::naming::resource_id(NAME, path)
    }
}
