//! Serves every template with its invented data, to look at:
//! `cargo run -p web --example samples`, then <http://127.0.0.1:8090/samples>.
//! `?lang=en`, `?as=staff` (any duty), `?demo` change who looks.

use std::{
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use certification::{
    duty::Duty,
    entropy::Entropy,
    id::PersonId,
    permit::{Actor, Held},
};
use uuid::Uuid;
use web::{
    AppState, Page,
    config::Config,
    gate::{Closed, Signed},
    i18n::Locale,
    page::Context,
    reading::Empty,
    samples::Samples,
    state::{Body, House},
};

struct Counting(AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let n = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed).to_be_bytes();
            chunk.copy_from_slice(&n[..chunk.len()]);
        }
    }
}

#[derive(Debug, Default, serde::Deserialize)]
struct Reader {
    lang: Option<String>,
    r#as: Option<String>,
    demo: Option<String>,
}

fn page(state: &AppState, reader: &Reader, path: &str) -> Page {
    let duty: Option<Duty> = reader.r#as.as_deref().and_then(|d| d.parse().ok());
    let signed = duty.map(|duty| Signed {
        actor: Actor::new(PersonId(Uuid::from_u128(1)), vec![Held { duty, event: None, institution: None }]),
        name: "Dian Prameswari".to_owned(),
        session: String::new(),
        proven_at: 0,
        counts: vec![("queue", 23)],
    });
    state.set_body(Body {
        name: "LSP Contoh Pustaka".to_owned(),
        name_en: "Example Library Certification Body".to_owned(),
        contact: "kontak@lsp.contoh.id".to_owned(),
        zone: "Asia/Makassar".to_owned(),
        demo: reader.demo.is_some(),
    });
    let locale = reader.lang.as_deref().and_then(Locale::parse).unwrap_or_default();
    let cx =
        Context { locale, signed, path: path.to_owned(), request_id: "K7QX-41QD".to_owned(), ..Context::bare(state) };
    Page::new(state, Arc::new(cx))
}

async fn list(State(state): State<AppState>, Query(reader): Query<Reader>) -> Html<String> {
    let mut out = String::from("<!doctype html><title>Samples</title><ul>");
    for sample in Samples::of(&page(&state, &reader, "/samples")) {
        let _ = write!(out, r#"<li><a href="/samples/{0}">{0}</a>"#, sample.name);
    }
    Html(out)
}

async fn one(State(state): State<AppState>, Path(name): Path<String>, Query(reader): Query<Reader>) -> Response {
    let page = page(&state, &reader, &format!("/samples/{name}"));
    let Some(sample) = Samples::of(&page).into_iter().find(|s| s.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match sample.html {
        Ok(html) => {
            let policy = format!(
                "default-src 'none'; script-src 'nonce-{0}'; style-src 'self'; img-src 'self' data:; font-src 'self'",
                page.cx.nonce
            );
            ([(header::CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response()
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error).into_response(),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::local(([127, 0, 0, 1], 8090).into());
    let state = AppState::new(House {
        config: config.clone(),
        clock: Arc::new(|| 1_795_315_320_000_000),
        entropy: Arc::new(Counting(AtomicU64::new(1))),
        gate: Arc::new(Closed),
        reading: Arc::new(Empty),
        metrics: None,
        body: Body::default(),
    });
    let looking =
        Router::new().route("/samples", get(list)).route("/samples/{*name}", get(one)).with_state(state.clone());
    web::serve::serve(web::app(state).merge(looking), &config).await?;
    Ok(())
}
