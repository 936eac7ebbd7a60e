//! What every handler may reach.

use std::{
    fmt,
    ops::Deref,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicI64, Ordering},
    },
};

use certification::{entropy::Entropy, setting::Settings};
use metrics_exporter_prometheus::PrometheusHandle;
use store::entropy::SystemEntropy;
use workflow::Workflow;

use crate::{
    assets::Assets, config::Config, error::WebError, gate::Gate, i18n::Catalogue, nav::Nav, pages, reading::Reading,
};

/// How long settings that other nodes may change are believed, in microseconds.
const BELIEVED: i64 = 30_000_000;

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
    /// The settings in force.
    pub settings: Settings,
}

impl Body {
    /// As the settings say.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            name: settings.text("body.name"),
            name_en: settings.text("body.name_en"),
            contact: settings.text("body.contact"),
            zone: settings.text("body.zone"),
            settings,
        }
    }
}

/// Parts of the house that the pages stand on.
pub struct House {
    /// Settings of the server.
    pub config: Config,
    /// The one way to change anything, and the store to read.
    pub workflow: Workflow,
    /// Sessions.
    pub gate: Arc<dyn Gate>,
    /// Counters of requests, when they are kept.
    pub metrics: Option<PrometheusHandle>,
    /// The zone in which a demonstration tells its clock; its people are invented. None where this is no demonstration.
    pub demo: Option<&'static str>,
}

/// Shared by all handlers.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

/// What [`AppState`] leads to.
pub struct Inner {
    /// Settings of the server.
    pub config: Config,
    /// The one way to change anything, and the store to read.
    pub workflow: Workflow,
    /// What public pages read.
    pub reading: Reading,
    /// Randomness for nonces and form tokens; never the seeded one of a demonstration.
    pub entropy: Arc<dyn Entropy>,
    /// Sessions.
    pub gate: Arc<dyn Gate>,
    /// Counters of requests, when they are kept.
    pub metrics: Option<PrometheusHandle>,
    /// Words of both languages.
    pub catalogue: Catalogue,
    /// Static files.
    pub assets: Arc<Assets>,
    /// Entries of the navigation.
    pub nav: Nav,
    /// Exam rooms that are being watched.
    pub rooms: pages::exam_room::Rooms,
    /// The zone in which a demonstration tells its clock; none where this is none.
    pub demo: Option<&'static str>,
    body: RwLock<Arc<Body>>,
    body_at: AtomicI64,
}

impl AppState {
    /// The state over the parts of the house.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub async fn open(house: House) -> Result<Self, WebError> {
        let House { config, workflow, gate, metrics, demo } = house;
        let body = Body::new(workflow.settings().await?);
        let read_at = workflow.store().clocks().machine.now();
        Ok(Self(Arc::new(Inner {
            config,
            reading: Reading::new(workflow.clone()),
            workflow,
            entropy: Arc::new(SystemEntropy),
            gate,
            metrics,
            catalogue: Catalogue::load(),
            assets: Arc::new(Assets::load()),
            nav: pages::routes().navigation(),
            rooms: pages::exam_room::Rooms::default(),
            demo,
            body: RwLock::new(Arc::new(body)),
            body_at: AtomicI64::new(read_at),
        })))
    }

    /// The instant now by the clock of acts, microseconds UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.workflow.now()
    }

    /// Acts and what is on record.
    #[must_use]
    pub fn flow(&self) -> &Workflow {
        &self.workflow
    }

    /// The certification body as it is now, as far as this node knows.
    #[must_use]
    pub fn body(&self) -> Arc<Body> {
        Arc::clone(&self.body.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the settings anew: after this node changed them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn refresh(&self) -> Result<(), WebError> {
        let body = Body::new(self.workflow.settings().await?);
        *self.body.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(body);
        Ok(())
    }

    /// Reads the settings anew when another node may have changed them.
    pub(crate) async fn keep_fresh(&self) {
        let now = self.workflow.store().clocks().machine.now();
        let read_at = self.body_at.load(Ordering::Relaxed);
        if (now - read_at).abs() > BELIEVED
            && self.body_at.compare_exchange(read_at, now, Ordering::Relaxed, Ordering::Relaxed).is_ok()
            && let Err(error) = self.refresh().await
        {
            tracing::warn!(%error, "the settings could not be read anew");
        }
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
        f.debug_struct("AppState").field("listen", &self.config.listen).finish_non_exhaustive()
    }
}
