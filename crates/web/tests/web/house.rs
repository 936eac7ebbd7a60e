//! A house to test in: a clock that stands still, numbers that repeat, people of each duty.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use certification::{
    duty::Duty,
    entropy::Entropy,
    id::PersonId,
    permit::{Actor, Held},
};
use http_body_util::BodyExt;
use tower::ServiceExt;
use uuid::Uuid;
use workflow::access::Kept;
use web::{
    AppState, WebError,
    config::Config,
    gate::{Found, Gate, Later, Signed},
    page::Context,
    reading::Empty,
    state::{Body as CertificationBody, House},
};

/// 22 November 2026, 10.42 in Makassar.
pub const NOW: i64 = 1_795_315_320_000_000;

struct Counting(AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.0.fetch_add(1, Ordering::Relaxed).to_le_bytes()[0];
        }
    }
}

/// Sessions named after the duty of who holds them.
struct Duties;

impl Gate for Duties {
    fn find<'a>(&'a self, token: &'a str) -> Later<'a, Found> {
        Box::pin(async move {
            Ok(match token {
                "ended" => Found::Ended(PersonId(Uuid::from_u128(1))),
                "broken" => return Err(WebError::fault(std::io::Error::other("no database"))),
                duty => duty.parse().map_or(Found::Unknown, |duty| Found::Signed(Box::new(signed(duty)))),
            })
        })
    }

    fn ready(&self) -> Later<'_, ()> {
        Box::pin(async { Ok(()) })
    }

    fn seal(&self, _whose: Option<PersonId>, kept: &Kept) -> Result<String, WebError> {
        Ok(format!("sealed: {} to {}", kept.fields.len(), kept.action))
    }

    fn kept(&self, _person: PersonId) -> Later<'_, Option<Kept>> {
        Box::pin(async { Ok(None) })
    }

    fn drop_kept<'a>(&'a self, _signed: &'a Signed) -> Later<'a, ()> {
        Box::pin(async { Ok(()) })
    }
}

/// An invented person of that duty.
pub fn signed(duty: Duty) -> Signed {
    let held = Held { duty, event: Some(Uuid::from_u128(7).into()), institution: Some(Uuid::from_u128(8).into()) };
    Signed {
        actor: Actor::new(PersonId(Uuid::from_u128(1)), vec![held]),
        name: "Dian Prameswari".to_owned(),
        locale: "id".to_owned(),
        session: "s".to_owned(),
        proven_at: NOW,
        kept: None,
        counts: vec![("queue", 23)],
    }
}

/// The state of a house at that address.
pub fn state(public_url: &str) -> AppState {
    let mut config = Config::local(([127, 0, 0, 1], 0).into());
    public_url.clone_into(&mut config.public_url);
    AppState::new(House {
        config,
        clock: Arc::new(|| NOW),
        entropy: Arc::new(Counting(AtomicU64::new(0))),
        workflow: None,
        gate: Arc::new(Duties),
        reading: Arc::new(Empty),
        metrics: None,
        body: CertificationBody {
            name: "LSP Contoh Pustaka".to_owned(),
            name_en: "Example Library Certification Body".to_owned(),
            contact: "kontak@lsp.contoh.id".to_owned(),
            zone: "Asia/Makassar".to_owned(),
            demo: false,
        },
    })
}

/// What is known of a request by that person in that language.
pub fn context(state: &AppState, locale: web::i18n::Locale, duty: Option<Duty>) -> Arc<Context> {
    Arc::new(Context { locale, request_id: "K7QX-41QD".to_owned(), signed: duty.map(signed), ..Context::bare(state) })
}

/// What came back.
pub struct Response {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Response {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

/// Asks the app.
pub async fn ask(app: &Router, request: Request<Body>) -> Response {
    let response = app.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Response { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

/// A request for a page.
pub fn get(path: &str) -> Request<Body> {
    Request::get(path).header("host", "localhost").body(Body::empty()).unwrap()
}

/// A request for a page by a person of that duty.
pub fn get_as(duty: &str, path: &str) -> Request<Body> {
    Request::get(path)
        .header("host", "localhost")
        .header("cookie", format!("session={duty}"))
        .body(Body::empty())
        .unwrap()
}
