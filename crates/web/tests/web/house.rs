//! A house to test in: a clock that stands still, numbers that repeat, people of each duty.

use std::sync::{Arc, OnceLock};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use certification::{
    duty::Duty,
    id::PersonId,
    permit::{Actor, Held},
};
use documents::Press;
use http_body_util::BodyExt;
use store::{Clock, Clocks, Store, StoreConfig, entropy::SystemEntropy};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;
use web::{
    AppState, WebError,
    config::Config,
    gate::{Found, Gate, Later, Signed},
    page::Context,
    state::House,
};
use workflow::{Workflow, access::Kept};

/// 22 November 2026, 10.42 in Makassar.
pub const NOW: i64 = 1_795_315_320_000_000;

/// A clock that stands still.
#[derive(Debug)]
struct Still;

impl Clock for Still {
    fn now(&self) -> i64 {
        NOW
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

/// The press of all tests of a process: it loads typefaces once.
pub fn press() -> Arc<Press> {
    static PRESS: OnceLock<Arc<Press>> = OnceLock::new();
    PRESS.get_or_init(|| Arc::new(Press::new())).clone()
}

/// What the instance of a test is called.
pub fn instance() -> workflow::House {
    workflow::House { node: "test".to_owned(), public_url: "http://localhost".to_owned() }
}

/// An invented person of that duty.
pub fn signed(duty: Duty) -> Signed {
    let held = Held { duty, event: Some(Uuid::from_u128(7).into()), institution: Some(Uuid::from_u128(8).into()) };
    Signed {
        actor: Actor::new(PersonId(Uuid::from_u128(1)), vec![held]),
        name: "Dian Prameswari".to_owned(),
        locale: "id".to_owned(),
        session: "s".to_owned(),
        kept: None,
        counts: vec![("queue", 23)],
    }
}

/// A house over an empty store.
pub struct TestHouse {
    pub state: AppState,
    pub app: Router,
    _dir: TempDir,
}

/// A house at that address.
pub async fn at(public_url: &str) -> TestHouse {
    let dir = TempDir::new().unwrap();
    let place = |name: &str| dir.path().join(name).display().to_string();
    let store = StoreConfig::new(
        format!("sqlite:{}", place("house.db")),
        format!("file:{}", place("files")),
        dir.path().join("keyset"),
    );
    let store = Store::open(store.create(true), Clocks::with_wall(Arc::new(Still))).await.unwrap();
    let workflow = Workflow::new(store, press(), Arc::new(SystemEntropy), instance());
    let mut config = Config::local(([127, 0, 0, 1], 0).into());
    public_url.clone_into(&mut config.public_url);
    let house = House { config, workflow, gate: Arc::new(Duties), metrics: None, demo: None };
    let state = AppState::open(house).await.unwrap();
    TestHouse { app: web::app(state.clone()), state, _dir: dir }
}

/// A house on this machine.
pub async fn here() -> TestHouse {
    at("http://localhost").await
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
    /// The body as it came, where it is no text.
    pub bytes: Vec<u8>,
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
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Response { status: parts.status, headers: parts.headers, text, bytes: bytes.to_vec() }
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
