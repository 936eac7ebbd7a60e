//! Forms with files. Their token stands first among their parts and is read before anything is handed on; what they
//! hold is hashed while it streams to the handler, part by part, since a browser draws another boundary each time. A
//! second sending of the same token is led to where the first led when it holds the same. When it holds another file,
//! the first one stands and the page says so: nothing is taken for what it is not, and nothing is lost unsaid.

use axum::{
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use certification::{id::PersonId, refusal::Refusal};
use futures::{Stream, StreamExt as _, channel::mpsc, stream};
use sha2::{Digest, Sha256};

use super::{claim, run};
use crate::{error::WebError, form::ONCE, state::AppState};

/// Bytes in which the token must stand, as it does in every form of the house.
const HEAD: usize = 16 * 1024;
/// Stands for a form whose handler did not want all of it.
const UNREAD: &str = "-";

/// Hands a form with files on unless it was taken before.
pub(super) async fn sent(state: &AppState, who: PersonId, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut body = body.into_data_stream();
    let (head, once) = opening(&mut body).await;
    let body = stream::iter(head).chain(body);
    if once.is_empty() {
        return next.run(Request::from_parts(parts, Body::from_stream(body))).await;
    }
    let token = format!("{who}:{}:{once}:files", parts.uri);
    match claim(state, &token, who).await {
        Ok(None) => {
            let (sender, receiver) = mpsc::unbounded::<Result<Bytes, axum::Error>>();
            let hashed = tokio::spawn(digest(beside(&parts.headers, Body::from_stream(receiver))));
            let watched = body.inspect(move |chunk| {
                if let Ok(chunk) = chunk {
                    // Nobody listens any more once all parts are read.
                    let _ = sender.unbounded_send(Ok(chunk.clone()));
                }
            });
            let request = Request::from_parts(parts, Body::from_stream(watched));
            let digest =
                async move { format!("{} ", hashed.await.ok().flatten().unwrap_or_else(|| UNREAD.to_owned())) };
            run(state, token, request, next, digest).await
        }
        Ok(Some(outcome)) => {
            let (first, led_to) = outcome.split_once(' ').unwrap_or((UNREAD, outcome.as_str()));
            // The limit of the route goes along with the request.
            let second = digest(Request::from_parts(parts, Body::from_stream(body))).await;
            if first == UNREAD || second.as_deref() == Some(first) {
                Redirect::to(led_to).into_response()
            } else {
                WebError::Refused(Refusal::new("form.taken-with-another-file")).into_response()
            }
        }
        Err(error) => error.into_response(),
    }
}

/// The first chunks of a form, and its token when it stands in them; empty otherwise. A body that breaks off is handed
/// on as far as it came.
async fn opening(
    body: &mut (impl Stream<Item = Result<Bytes, axum::Error>> + Unpin),
) -> (Vec<Result<Bytes, axum::Error>>, String) {
    let (mut chunks, mut text) = (Vec::new(), Vec::new());
    while text.len() < HEAD {
        let Some(chunk) = body.next().await else { break };
        if let Ok(chunk) = &chunk {
            text.extend_from_slice(chunk);
        }
        let broken = chunk.is_err();
        chunks.push(chunk);
        let once = token(&text);
        if broken || !once.is_empty() {
            return (chunks, once);
        }
    }
    let once = token(&text);
    (chunks, once)
}

/// The value of the part that holds the token, once it is there as a whole.
fn token(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let named = format!("name=\"{ONCE}\"");
    let value = text.split_once(&named).and_then(|(_, rest)| rest.split_once("\r\n\r\n"));
    let value = value.and_then(|(_, rest)| rest.split_once("\r\n"));
    value.map(|(value, _)| value.trim().to_owned()).unwrap_or_default()
}

/// A request that is only read to be hashed; the handler's own reading is bounded.
fn beside(headers: &HeaderMap, body: Body) -> Request {
    let mut request = Request::new(body);
    if let Some(kind) = headers.get(header::CONTENT_TYPE) {
        request.headers_mut().insert(header::CONTENT_TYPE, kind.clone());
    }
    DefaultBodyLimit::disable().apply(&mut request);
    request
}

/// Digest of the parts of a form: names, names of files, contents. Nothing when it breaks off.
async fn digest(request: Request) -> Option<String> {
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    let mut all = Sha256::new();
    while let Some(mut part) = form.next_field().await.ok()? {
        for name in [part.name(), part.file_name()] {
            all.update(Sha256::digest(name.unwrap_or_default()));
        }
        let mut content = Sha256::new();
        while let Some(chunk) = part.chunk().await.ok()? {
            content.update(&chunk);
        }
        all.update(content.finalize());
    }
    Some(hex::encode(all.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(edge: &str, once: &str, file: &str) -> Vec<u8> {
        format!(
            "--{edge}\r\ncontent-disposition: form-data; name=\"_once\"\r\n\r\n{once}\r\n--{edge}\r\n\
             content-disposition: form-data; name=\"berkas\"; filename=\"a.txt\"\r\n\r\n{file}\r\n--{edge}--\r\n"
        )
        .into_bytes()
    }

    fn hashed(edge: &str, file: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        let kind = format!("multipart/form-data; boundary={edge}");
        headers.insert(header::CONTENT_TYPE, kind.parse().ok()?);
        let request = beside(&headers, Body::from(form(edge, "one", file)));
        tokio::runtime::Builder::new_current_thread().build().ok()?.block_on(digest(request))
    }

    #[test]
    fn the_same_parts_have_one_digest_whatever_stands_between_them() {
        assert!(hashed("a", "isi").is_some());
        assert_eq!(hashed("a", "isi"), hashed("bbbb", "isi"));
        assert_ne!(hashed("a", "isi"), hashed("a", "isi lain"));
    }

    #[test]
    fn the_token_is_read_however_the_body_is_cut_and_nothing_of_it_is_lost() {
        let whole = form("edge", "0198-x", "isi");
        for size in [1, 7, 64, whole.len()] {
            let chunks: Vec<Result<Bytes, axum::Error>> =
                whole.chunks(size).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect();
            let mut body = stream::iter(chunks);
            let (head, once) = futures::executor::block_on(opening(&mut body));
            assert_eq!(once, "0198-x");
            let rest = futures::executor::block_on(body.collect::<Vec<_>>());
            let all: Vec<u8> = head.into_iter().chain(rest).flatten().flatten().collect();
            assert_eq!(all, whole);
        }
    }
}
