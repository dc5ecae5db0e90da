//! `sheetpress serve`

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::cli::{Context, Outcome, terminal};
use crate::model::language::Language;
use crate::serve;

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder of the embedded catalogue.
    #[arg(long, value_name = "DIR", default_value = "./catalog")]
    catalog: PathBuf,
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Largest file that a client may send, in mebibytes.
    #[arg(long, value_name = "MB", default_value_t = serve::MAX_UPLOAD_MB)]
    max_upload_mb: u64,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let language = context.language;
    let max_upload = args.max_upload_mb.saturating_mul(1024 * 1024);
    serve::run(&args.catalog, args.listen, max_upload, |address| {
        terminal::tell(&match language {
            Language::Thai => format!(
                "เปิด http://{address}/ ในเบราว์เซอร์ · API: http://{address}/api/3/action/package_list · หยุดด้วย Ctrl-C"
            ),
            Language::English => format!(
                "open http://{address}/ in a browser · API: http://{address}/api/3/action/package_list · Ctrl-C stops"
            ),
        });
    })?;
    Ok(Outcome::Done)
}
