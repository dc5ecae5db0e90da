//! Our own server over a fresh catalogue, with the two users of the record.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use sheetpress::catalog::shelf::Catalog;
use sheetpress::catalog::token::{self, Role, Token};
use tempfile::TempDir;

use crate::replay::send::Portal;

/// Largest file that the recorded portal took, in bytes.
const MAX_UPLOAD: u64 = 10 * 1024 * 1024;

/// A server that runs until the tests end.
pub(super) struct Own {
    folder: TempDir,
    pub(super) address: String,
    pub(super) admin: String,
    pub(super) editor: String,
}

impl Own {
    pub(super) fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let catalog = folder.path().join("catalog");
        let admin = user(&catalog, "admin", Role::Admin);
        let editor = user(&catalog, "editor", Role::Editor);
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let ready = move |address: std::net::SocketAddr| sender.send(address).unwrap();
            let address = "127.0.0.1:0".parse().unwrap();
            sheetpress::serve::run(&catalog, address, MAX_UPLOAD, ready).unwrap();
        });
        let address = receiver.recv_timeout(Duration::from_secs(10)).unwrap();
        Self {
            folder,
            address: format!("http://{address}"),
            admin,
            editor,
        }
    }

    pub(super) fn portal(&self) -> Portal {
        let mut portal = Portal::new(&self.address, &self.admin, &self.editor);
        portal.catalog = Some(self.catalog());
        portal
    }

    fn catalog(&self) -> PathBuf {
        self.folder.path().join("catalog")
    }
}

/// A token for a user; an editor has no organization yet.
fn user(catalog: &Path, name: &str, role: Role) -> String {
    let mut catalog = Catalog::open(catalog).unwrap();
    let secret = token::generate().unwrap();
    let writer = catalog.writer().unwrap();
    let it = Token {
        id: token::uuid().unwrap(),
        name: "up.sh".to_owned(),
        user: name.to_owned(),
        role,
        organizations: (role == Role::Editor).then(Vec::new),
        created: "2026-11-20T16:00:00.000000".to_owned(),
        used: None,
        revoked: None,
    };
    writer.put_token(&secret, &it).unwrap();
    writer.commit().unwrap();
    secret
}

/// Makes the editor a member of an organization: our server has no action for it, the command `token` does it.
pub(super) fn admit(catalog: &Path, organization: &str) {
    let mut catalog = Catalog::open(catalog).unwrap();
    let tokens = catalog.reader().tokens().unwrap();
    let token = tokens.iter().find(|it| it.user == "editor").unwrap();
    let writer = catalog.writer().unwrap();
    writer.admit_token(token, organization).unwrap();
    writer.commit().unwrap();
}
