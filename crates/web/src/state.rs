//! What every handler may reach.

use std::{
    fmt,
    ops::Deref,
    sync::{Arc, PoisonError, RwLock},
};

use certification::{entropy::Entropy, setting::Settings};
use metrics_exporter_prometheus::PrometheusHandle;
use workflow::Workflow;

use crate::{assets::Assets, config::Config, error::WebError, gate::Gate, i18n::Catalogue, nav::Nav, pages, reading::Reading};

/// The instant now, microseconds UTC.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The certification body as the pages name it.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Its name.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Where to write to.
    pub contact: String,
    /// Its zone.
    pub zone: String,
    /// A demonstration, whose clock and people are invented.
    pub demo: bool,
}

impl Body {
    /// As the settings say.
    #[must_use]
    pub fn from_settings(settings: &Settings, demo: bool) -> Self {
        Self {
            name: settings.text("body.name"),
            name_en: settings.text("body.name_en"),
            contact: settings.text("body.contact"),
            zone: settings.text("body.zone"),
            demo,
        }
    }
}

/// Parts of the house that the pages stand on.
pub struct House {
    /// Settings of the server.
    pub config: Config,
    /// Now.
    pub clock: Clock,
    /// Randomness for nonces and form tokens.
    pub entropy: Arc<dyn Entropy>,
    /// Acts and what is on record; without it only public pages stand.
    pub workflow: Option<Workflow>,
    /// Sessions.
    pub gate: Arc<dyn Gate>,
    /// What public pages read.
    pub reading: Arc<dyn Reading>,
    /// Counters of requests, when they are kept.
    pub metrics: Option<PrometheusHandle>,
    /// The certification body.
    pub body: Body,
}

/// Shared by all handlers.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

/// What [`AppState`] leads to.
pub struct Inner {
    /// Settings of the server.
    pub config: Config,
    /// Now.
    pub clock: Clock,
    /// Randomness for nonces and form tokens.
    pub entropy: Arc<dyn Entropy>,
    /// Acts and what is on record; without it only public pages stand.
    pub workflow: Option<Workflow>,
    /// Sessions.
    pub gate: Arc<dyn Gate>,
    /// What public pages read.
    pub reading: Arc<dyn Reading>,
    /// Counters of requests, when they are kept.
    pub metrics: Option<PrometheusHandle>,
    /// Words of both languages.
    pub catalogue: Catalogue,
    /// Static files.
    pub assets: Assets,
    /// Entries of the navigation.
    pub nav: Nav,
    body: RwLock<Arc<Body>>,
}

impl AppState {
    /// The state over the parts of the house.
    #[must_use]
    pub fn new(house: House) -> Self {
        let House { config, clock, entropy, workflow, gate, reading, metrics, body } = house;
        Self(Arc::new(Inner {
            config,
            clock,
            entropy,
            workflow,
            gate,
            reading,
            metrics,
            catalogue: Catalogue::load(),
            assets: Assets::load(),
            nav: pages::routes().navigation(),
            body: RwLock::new(Arc::new(body)),
        }))
    }

    /// The instant now, microseconds UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        (self.clock)()
    }

    /// Acts and what is on record.
    ///
    /// # Errors
    /// Busy, when the house stands without.
    pub fn flow(&self) -> Result<&Workflow, WebError> {
        self.workflow.as_ref().ok_or(WebError::Busy)
    }

    /// The certification body as it is now.
    #[must_use]
    pub fn body(&self) -> Arc<Body> {
        Arc::clone(&self.body.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes in changed settings of the body.
    pub fn set_body(&self, body: Body) {
        *self.body.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(body);
    }
}

impl Deref for AppState {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl fmt::Debug for AppState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppState").field("config", &self.config.listen).finish_non_exhaustive()
    }
}
