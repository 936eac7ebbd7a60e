//! Serves every template with its invented data, to look at:
//! `cargo run -p web --example samples`, then <http://127.0.0.1:8090/samples>.
//! `?lang=en` and `?as=staff` (any duty) change who looks.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    Router,
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use certification::{
    clock::FixedClock,
    duty::Duty,
    id::PersonId,
    permit::{Actor, Held},
};
use documents::Press;
use store::{Clocks, Store, StoreConfig, entropy::SystemEntropy};
use uuid::Uuid;
use web::{
    AppState, Page,
    config::Config,
    gate::{Closed, Signed},
    i18n::Locale,
    page::Context,
    samples::Samples,
    state::House,
};
use workflow::Workflow;

/// 22 November 2026, 10.42 in Makassar.
const NOW: i64 = 1_795_315_320_000_000;

#[derive(Debug, Default, serde::Deserialize)]
struct Reader {
    lang: Option<String>,
    r#as: Option<String>,
}

fn page(state: &AppState, reader: &Reader, path: &str) -> Page {
    let duty: Option<Duty> = reader.r#as.as_deref().and_then(|d| d.parse().ok());
    let signed = duty.map(|duty| Signed {
        actor: Actor::new(PersonId(Uuid::from_u128(1)), vec![Held { duty, event: None, institution: None }]),
        name: "Dian Prameswari".to_owned(),
        locale: "id".to_owned(),
        session: String::new(),
        kept: None,
        counts: vec![("queue", 23)],
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
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    let files = format!("file:{}", at("files").display());
    let store = StoreConfig::new(format!("sqlite:{}", at("house.db").display()), files, at("keyset.json"));
    let clocks = Clocks::with_wall(Arc::new(FixedClock::at(NOW)));
    let store = Store::open(store.create(true), clocks).await?;
    let named = workflow::House { node: "samples".to_owned(), public_url: "http://127.0.0.1:8090".to_owned() };
    let workflow = Workflow::new(store, Arc::new(Press::new()), Arc::new(SystemEntropy), named);
    let config = Config::local(([127, 0, 0, 1], 8090).into());
    let house = House { config: config.clone(), workflow, gate: Arc::new(Closed), metrics: None, demo: None };
    let state = AppState::open(house).await?;
    let looking =
        Router::new().route("/samples", get(list)).route("/samples/{*name}", get(one)).with_state(state.clone());
    web::serve::serve(web::app(state).merge(looking), &config).await?;
    Ok(())
}
