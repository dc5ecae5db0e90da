//! Why a request gives no answer, and how each is told: CKAN's envelope for the API, a page for a person.

use axum::http::StatusCode;

use crate::catalog;
use crate::ckan::envelope::Failure;
use crate::model::language::Text;

/// A fault of a request.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is nothing at the address.
    #[error("not found")]
    NotFound,
    /// The request makes no sense.
    #[error("bad request")]
    BadRequest,
    /// The method is not one of the address.
    #[error("method not allowed")]
    Method,
    /// A body in a form that is not read here.
    #[error("unsupported media type")]
    MediaType,
    /// More than this server takes.
    #[error("request too large")]
    TooLarge,
    /// Who asks may not see this.
    #[error("forbidden")]
    Forbidden,
    /// The request names another host than this one.
    #[error("misdirected request")]
    Host,
    /// The catalogue cannot be read right now.
    #[error("the catalogue cannot be read")]
    Unavailable,
    /// A fault of the server.
    #[error("internal error")]
    Internal,
    /// A failure of the API.
    #[error("the action failed")]
    Action(Box<Failure>),
}

impl Error {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Action(failure) => {
                StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    /// What a page says of it.
    pub fn text(&self) -> Text {
        match self {
            Self::NotFound => Text {
                th: "ไม่พบหน้าที่ต้องการ",
                en: "This page does not exist",
            },
            Self::BadRequest | Self::Host | Self::Action(_) => Text {
                th: "คำขอไม่ถูกต้อง",
                en: "This request cannot be understood",
            },
            Self::Method => Text {
                th: "ที่อยู่นี้อ่านได้อย่างเดียว",
                en: "This address can only be read",
            },
            Self::MediaType => Text {
                th: "ไม่รองรับรูปแบบของคำขอ",
                en: "The form of this request is not supported",
            },
            Self::TooLarge => Text {
                th: "คำขอใหญ่เกินกว่าที่ระบบรับได้",
                en: "This request is larger than the server takes",
            },
            Self::Forbidden => Text {
                th: "ไม่มีสิทธิ์เข้าถึงข้อมูลนี้",
                en: "You may not see this",
            },
            Self::Unavailable => Text {
                th: "บัญชีข้อมูลไม่พร้อมใช้งานชั่วคราว",
                en: "The catalogue cannot be read right now",
            },
            Self::Internal => Text {
                th: "ระบบขัดข้อง",
                en: "Something went wrong here",
            },
        }
    }

    /// The failure that the API tells.
    pub fn failure(self) -> Failure {
        match self {
            Self::Action(failure) => *failure,
            Self::NotFound => Failure::not_found(),
            Self::BadRequest => Failure::BadRequest("Bad request".to_owned()),
            _ => Failure::Internal,
        }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Action(Box::new(failure))
    }
}

impl From<catalog::Error> for Error {
    fn from(error: catalog::Error) -> Self {
        match error {
            catalog::Error::Locked(_) | catalog::Error::Missing(_) => Self::Unavailable,
            _ => Self::Internal,
        }
    }
}
