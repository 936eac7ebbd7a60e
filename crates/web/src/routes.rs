//! The table of routes. A page cannot be reached but through [`Routes`], and a route cannot be
//! entered in it without saying who may pass: that is how no page is left without a guard.

use std::{convert::Infallible, sync::Arc};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    handler::Handler,
    http::{Method, StatusCode},
    middleware::from_fn_with_state,
    response::Response,
    routing::{self, MethodRouter},
};
use certification::permit::Action;
use futures::future::BoxFuture;
use tower_http::timeout::TimeoutLayer;

use crate::{
    error,
    middleware::guard,
    nav::{Item, Nav},
    state::AppState,
};

/// Who may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Everyone.
    Public,
    /// Whoever is signed in.
    SignedAny,
    /// Whoever is signed in and may do this to something at all; the act itself is judged
    /// for its object by the workflow.
    Signed(Action),
}

/// A route as the tests list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Method.
    pub method: Method,
    /// Path pattern.
    pub path: &'static str,
    /// Who may pass.
    pub guard: Guard,
    /// Most bytes of a body.
    pub limit: usize,
    /// Sending it twice is as sending it once: no note is kept of what was sent.
    pub repeatable: bool,
}

/// Most bytes of a form without files.
pub const FORM_LIMIT: usize = 1024 * 1024;

/// A handler whose own type need not be known any more. The router is generic over its handlers, two dozen functions for
/// each, and for each of them the compiler proves anew that everything a handler ever waits for may change its thread:
/// handed over like this, three hundred handlers are one.
#[derive(Clone)]
struct Erased(Arc<dyn Fn(Request, AppState) -> BoxFuture<'static, Response> + Send + Sync>);

impl Erased {
    fn of<H: Handler<T, AppState>, T: 'static>(handler: H) -> Self {
        Self(Arc::new(move |request, state| Box::pin(handler.clone().call(request, state))))
    }
}

impl Handler<Self, AppState> for Erased {
    type Future = BoxFuture<'static, Response>;

    fn call(self, request: Request, state: AppState) -> Self::Future {
        (self.0)(request, state)
    }
}

/// Routes under their guards, and the entries of the navigation that lead to them.
#[derive(Default)]
pub struct Routes {
    routes: Vec<(Entry, MethodRouter<AppState>)>,
    nav: Vec<Item>,
}

impl Routes {
    /// No routes yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, guard: Guard, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add(Method::GET, path, guard, FORM_LIMIT, routing::get(Erased::of(handler)))
    }

    /// A form without files.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, guard: Guard, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add(Method::POST, path, guard, FORM_LIMIT, routing::post(Erased::of(handler)))
    }

    /// A form without files that changes nothing the second time: it is taken as often as it is sent, and costs no note
    /// in the store.
    #[must_use]
    pub fn post_repeatable<H, T>(self, path: &'static str, guard: Guard, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let mut all = self.add(Method::POST, path, guard, FORM_LIMIT, routing::post(Erased::of(handler)));
        if let Some((entry, _)) = all.routes.last_mut() {
            entry.repeatable = true;
        }
        all
    }

    /// A form with files of at most `limit` bytes together.
    #[must_use]
    pub fn upload<H, T>(self, path: &'static str, guard: Guard, limit: usize, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add(Method::POST, path, guard, limit, routing::post(Erased::of(handler)))
    }

    fn add(
        mut self,
        method: Method,
        path: &'static str,
        guard: Guard,
        limit: usize,
        router: MethodRouter<AppState>,
    ) -> Self {
        self.routes.push((Entry { method, path, guard, limit, repeatable: false }, router));
        self
    }

    /// An entry of the navigation that leads to one of these routes.
    #[must_use]
    pub fn nav(mut self, item: Item) -> Self {
        self.nav.push(item);
        self
    }

    /// These routes and those.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.routes.extend(other.routes);
        self.nav.extend(other.nav);
        self
    }

    /// Every route.
    #[must_use]
    pub fn table(&self) -> Vec<Entry> {
        self.routes.iter().map(|(entry, _)| entry.clone()).collect()
    }

    /// Every entry of the navigation.
    #[must_use]
    pub fn navigation(self) -> Nav {
        Nav::new(self.nav)
    }

    /// The router: each route behind its guard, its limit and its time.
    pub fn into_router(self, state: &AppState) -> Router {
        let mut router = Router::new();
        for (entry, route) in self.routes {
            let time = if entry.limit > FORM_LIMIT { state.config.upload_timeout } else { state.config.timeout };
            let route = route
                .layer::<_, Infallible>(from_fn_with_state((state.clone(), entry.clone()), guard))
                .layer::<_, Infallible>(DefaultBodyLimit::max(entry.limit))
                .layer::<_, Infallible>(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, time));
            router = router.route(entry.path, route);
        }
        router.fallback(error::not_found).method_not_allowed_fallback(error::wrong_method).with_state(state.clone())
    }
}
