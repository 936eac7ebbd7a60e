//! Forms: reading what was sent, bounded and once only, and keeping what a person typed when
//! something is wrong with it.

use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request, multipart},
    http::header,
};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{error::WebError, routes::FORM_LIMIT, state::AppState};

mod draw;
mod fields;

pub use draw::{Check, Choice, Input, Summary};
pub use fields::Fields;

/// Name of the hidden field that tells one sending of a form from another.
pub const ONCE: &str = "_once";

/// A form without files. Every form carries the token of `p.once()`, by which a second sending is known
/// ([`crate::once`]).
#[derive(Debug)]
pub struct Form<T> {
    /// The token.
    pub once: Uuid,
    /// What was filled in.
    pub value: T,
    /// What was filled in, as typed, to show it again.
    pub fields: Fields,
}

impl<T: DeserializeOwned> FromRequest<AppState> for Form<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, WebError> {
        let form = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|v| v.starts_with("application/x-www-form-urlencoded"));
        if !form {
            return Err(WebError::Unreadable);
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|_| WebError::TooLarge(FORM_LIMIT))?;
        let fields = Fields::parse(&bytes);
        let once = fields.value(ONCE).parse().map_err(|_| WebError::Unreadable)?;
        let value = serde_html_form::from_bytes(&bytes).map_err(|_| WebError::Unreadable)?;
        Ok(Self { once, value, fields })
    }
}

/// A form with files, read part by part; nothing is held in memory beyond a chunk.
#[derive(Debug)]
pub struct Upload(Multipart);

impl FromRequest<AppState> for Upload {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, WebError> {
        Multipart::from_request(request, state).await.map(Self).map_err(|_| WebError::Unreadable)
    }
}

impl Upload {
    /// The next part; fields come in the order in which the page has them.
    ///
    /// # Errors
    /// `TooLarge` past the route's limit, `Unreadable` when the sender stopped in the middle.
    pub async fn next(&mut self) -> Result<Option<Part<'_>>, WebError> {
        Ok(self.0.next_field().await.map_err(|e| broken(&e))?.map(Part))
    }
}

/// A field or file of a form.
#[derive(Debug)]
pub struct Part<'a>(multipart::Field<'a>);

impl Part<'_> {
    /// Name of the field.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.name().unwrap_or_default()
    }

    /// Name of the file as the sender calls it; only to show, never as a path.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.0.file_name().filter(|name| !name.is_empty())
    }

    /// The next bytes of a file.
    ///
    /// # Errors
    /// As for [`Upload::next`].
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, WebError> {
        self.0.chunk().await.map_err(|e| broken(&e))
    }

    /// A plain field of at most `most` bytes.
    ///
    /// # Errors
    /// `TooLarge` past `most`, `Unreadable` when it is not text.
    pub async fn text(mut self, most: usize) -> Result<String, WebError> {
        let mut bytes = Vec::new();
        while let Some(chunk) = self.chunk().await? {
            if bytes.len() + chunk.len() > most {
                return Err(WebError::TooLarge(most));
            }
            bytes.extend_from_slice(&chunk);
        }
        String::from_utf8(bytes).map_err(|_| WebError::Unreadable)
    }

    /// The whole file, of at most `most` bytes, for what must be read at once.
    ///
    /// # Errors
    /// `TooLarge` past `most`.
    pub async fn bytes(mut self, most: usize) -> Result<Vec<u8>, WebError> {
        let mut bytes = Vec::new();
        while let Some(chunk) = self.chunk().await? {
            if bytes.len() + chunk.len() > most {
                return Err(WebError::TooLarge(most));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

fn broken(error: &multipart::MultipartError) -> WebError {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        WebError::TooLarge(0)
    } else {
        WebError::Unreadable
    }
}
