//! A failure of the HTTP client → a fault: was anything sent, and what stood in the way?

use std::error::Error;
use std::io;
use std::time::Duration;

use rustls::CertificateError;

use crate::publish::portal::fault::{Barrier, Distrust, Fault, Loss};

/// What became of a request to `action` at `address` that got no answer within `patience`.
pub(crate) fn of_sending(
    error: &reqwest::Error,
    address: &str,
    action: &str,
    patience: Duration,
) -> Fault {
    if error.is_builder() {
        return Fault::Setup(last(error));
    }
    if !error.is_connect() {
        // The request, or a part of it, may have reached the portal.
        let why = if error.is_timeout() {
            Loss::TimedOut(patience.as_secs())
        } else {
            Loss::CutOff
        };
        let action = action.to_owned();
        return Fault::Lost { action, why };
    }
    let address = address.to_owned();
    let causes = causes(error);
    let tls = causes
        .iter()
        .find_map(|it| it.downcast_ref::<rustls::Error>());
    if let Some(rustls::Error::InvalidCertificate(why)) = tls {
        let why = distrust(why);
        return Fault::Certificate { address, why };
    }
    let refused = |it: &&(dyn Error + 'static)| {
        it.downcast_ref::<io::Error>()
            .is_some_and(|it| it.kind() == io::ErrorKind::ConnectionRefused)
    };
    let why = if let Some(tls) = tls {
        Barrier::Tls(tls.to_string())
    } else if error.is_dns() {
        Barrier::Name
    } else if causes.iter().any(refused) {
        Barrier::Closed
    } else if error.is_timeout() {
        Barrier::Slow
    } else {
        Barrier::Other(last(error))
    };
    Fault::Unreachable { address, why }
}

/// How an answer was lost while its body was read.
pub(crate) fn of_reading(error: &io::Error, patience: Duration) -> Loss {
    let is_late = causes(error).iter().any(|it| {
        let late = |it: &reqwest::Error| it.is_timeout();
        it.downcast_ref::<reqwest::Error>().is_some_and(late)
            || it
                .downcast_ref::<io::Error>()
                .is_some_and(|it| it.kind() == io::ErrorKind::TimedOut)
    });
    if is_late {
        Loss::TimedOut(patience.as_secs())
    } else {
        Loss::CutOff
    }
}

fn distrust(why: &CertificateError) -> Distrust {
    match why {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Distrust::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            Distrust::NotYet
        }
        CertificateError::UnknownIssuer => Distrust::Issuer,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Distrust::Name
        }
        other => Distrust::Other(other.to_string()),
    }
}

/// An error and all that lie below it. An [`io::Error`] hides the error in it from `source`, and TLS errors lie in there.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> Vec<&'a (dyn Error + 'static)> {
    let mut found = Vec::new();
    let mut next = Some(error);
    while let Some(cause) = next {
        found.push(cause);
        next = match cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(inner) => {
                let inner: &(dyn Error + 'static) = inner;
                Some(inner)
            }
            None => cause.source(),
        };
    }
    found
}

/// The words of the innermost error: the outer ones repeat the URL.
fn last(error: &(dyn Error + 'static)) -> String {
    causes(error)
        .last()
        .map_or_else(String::new, ToString::to_string)
}
