//! Running a house: pages and jobs together, until a signal asks to stop. What is under way is
//! finished first: requests, then the jobs that were begun, then the store.

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use certification::entropy::Entropy;
use clap::{
    Args,
    builder::{FalseyValueParser, OsStringValueParser, TypedValueParser},
};
use documents::Press;
use metrics_exporter_prometheus::PrometheusBuilder;
use store::Store;
use tokio::{sync::watch, task::JoinHandle};
use url::Url;
use web::{AppState, config::Config, serve::ServeError, session::Sessions, state};
use workflow::{House, Mailer, Workflow};

use crate::failure::Failure;

/// How often the journal gets a signed checkpoint.
const SEAL_EVERY: Duration = Duration::from_secs(60);
/// How often ended sessions, finished jobs and the like are forgotten.
const TIDY_EVERY: Duration = Duration::from_secs(3600);

/// How the house is reached.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "How it is reached")]
pub struct Reach {
    /// Address and port to serve on
    #[arg(long, env = "KOMPETEN_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// How the world reaches it, which stands in QR codes and mails; http://LISTEN when absent
    #[arg(long, env = "KOMPETEN_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Certificate chain (PEM), to speak TLS without a proxy
    #[arg(long, env = "KOMPETEN_TLS_CERT", requires = "tls_key", value_parser = path_or_nothing())]
    pub tls_cert: Option<PathBuf>,
    /// Its key (PEM)
    #[arg(long, env = "KOMPETEN_TLS_KEY", requires = "tls_cert", value_parser = path_or_nothing())]
    pub tls_key: Option<PathBuf>,
    /// A proxy of yours stands before it: the last address it forwards is believed
    #[arg(long, env = "KOMPETEN_TRUST_PROXY", value_parser = FalseyValueParser::new())]
    pub trust_proxy: bool,
    /// Token that opens /metrics; without one there is no such page
    #[arg(long, env = "KOMPETEN_METRICS_TOKEN", hide_env_values = true)]
    pub metrics_token: Option<String>,
    /// Mail server: smtp://USER:PASSWORD@HOST:PORT or smtps://…; without one, invitations are printed or copied
    #[arg(long, env = "KOMPETEN_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
}

/// A variable that is set to nothing is not set, as `compose` files leave them; a path is taken as it is.
fn path_or_nothing() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

impl Reach {
    /// The certificate chain, where one is given.
    #[must_use]
    pub fn tls_cert(&self) -> Option<&PathBuf> {
        self.tls_cert.as_ref().filter(|path| !path.as_os_str().is_empty())
    }

    /// Its key, where one is given.
    #[must_use]
    pub fn tls_key(&self) -> Option<&PathBuf> {
        self.tls_key.as_ref().filter(|path| !path.as_os_str().is_empty())
    }

    /// The mail server, where one is given.
    #[must_use]
    pub fn smtp(&self) -> Option<&str> {
        self.smtp.as_deref().filter(|smtp| !smtp.trim().is_empty())
    }

    /// The address people use, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        match self.public_url.as_deref().map(|url| url.trim_end_matches('/')) {
            Some(url) if !url.is_empty() => url.to_owned(),
            _ => format!("{}://{}", if self.tls_cert().is_some() { "https" } else { "http" }, self.listen),
        }
    }

    /// The same without a mail server.
    #[must_use]
    pub fn without_mail(self) -> Self {
        Self { smtp: None, ..self }
    }

    /// Whether people's browsers can open the address: it stands in QR codes and mails, where nobody can mend it.
    ///
    /// # Errors
    /// When they cannot.
    pub fn check(&self) -> Result<(), Failure> {
        let url = self.url();
        let web = Url::parse(&url).ok().filter(|parsed| {
            let plain = parsed.query().is_none() && parsed.fragment().is_none() && parsed.username().is_empty();
            matches!(parsed.scheme(), "http" | "https") && parsed.has_host() && plain && url.contains("://")
        });
        if web.is_some() {
            return Ok(());
        }
        Err(Failure::Installation {
            code: "install.public-url",
            what: format!("{url} is no address that a browser can open"),
            remedy: "set KOMPETEN_PUBLIC_URL to the address people use, such as https://sertifikasi.example",
        })
    }

    fn config(&self) -> Config {
        Config {
            public_url: self.url(),
            tls_cert: self.tls_cert().cloned(),
            tls_key: self.tls_key().cloned(),
            trust_proxy: self.trust_proxy,
            metrics_token: self.metrics_token.clone().filter(|token| !token.trim().is_empty()),
            ..Config::local(self.listen)
        }
    }

    /// The workflow of a house that is reached so.
    ///
    /// # Errors
    /// When the address of the mail server cannot be read.
    pub fn workflow(&self, store: Store, entropy: Arc<dyn Entropy>, node: &str) -> Result<Workflow, Failure> {
        let house = House { node: node.to_owned(), public_url: self.url() };
        let workflow = Workflow::new(store, Arc::new(Press::new()), entropy, house);
        Ok(match self.smtp() {
            Some(smtp) => workflow.with_mail(Mailer::new(smtp, &self.url())?),
            None => workflow,
        })
    }

    /// Serves pages and does jobs until a signal asks to stop.
    ///
    /// # Errors
    /// When the address, the certificate or the settings cannot be used.
    pub async fn serve(&self, workflow: Workflow, demo: bool) -> Result<(), Failure> {
        let config = self.config();
        let metrics = match config.metrics_token {
            Some(_) => Some(PrometheusBuilder::new().install_recorder().map_err(Failure::fault)?),
            None => None,
        };
        let gate = Arc::new(Sessions(workflow.clone()));
        let house = state::House {
            config: config.clone(),
            workflow: workflow.clone(),
            gate,
            metrics,
            demo: demo.then_some(rehearsal::demo::ZONE),
        };
        let state = AppState::open(house).await.map_err(Failure::fault)?;
        let (stop, stopped) = watch::channel(false);
        let hands = hands(&workflow, "serve", &stopped);
        let served = web::serve::serve(web::app(state), &config).await;
        finish(stop, hands).await;
        workflow.store().close().await;
        served.map_err(unserved)
    }
}

/// Why nothing is served, and the way out.
fn unserved(error: ServeError) -> Failure {
    let (code, remedy) = match &error {
        ServeError::HalfTls | ServeError::Tls(_) => {
            ("install.tls", "see that KOMPETEN_TLS_CERT and KOMPETEN_TLS_KEY name the chain and its key, both as PEM")
        }
        ServeError::Listen(..) => {
            ("install.listen", "end what listens there already, or name another address with KOMPETEN_LISTEN")
        }
    };
    Failure::Installation { code, what: error.to_string(), remedy }
}

/// The tasks beside the pages: one does jobs, one seals the journal, one forgets what has had its time.
pub fn hands(workflow: &Workflow, name: &'static str, stopped: &watch::Receiver<bool>) -> [JoinHandle<()>; 3] {
    let (worker, stop) = (workflow.clone(), stopped.clone());
    let (sealer, sealing) = (workflow.store().clone(), stopped.clone());
    let (tidier, tidying) = (workflow.clone(), stopped.clone());
    [
        tokio::spawn(async move { worker.work(name, stop).await }),
        tokio::spawn(async move { seal(&sealer, sealing).await }),
        tokio::spawn(async move { tidy(&tidier, tidying).await }),
    ]
}

/// Asks the tasks to stop and waits for what they have under way.
pub async fn finish(stop: watch::Sender<bool>, hands: [JoinHandle<()>; 3]) {
    stop.send_replace(true);
    for hand in hands {
        if let Err(error) = hand.await {
            tracing::error!(%error, "a task of the house broke off");
        }
    }
}

/// Seals the journal from time to time, and once more at the end.
async fn seal(store: &Store, mut stop: watch::Receiver<bool>) {
    loop {
        let last = *stop.borrow();
        if let Err(error) = store.seal().await {
            tracing::error!(%error, "the journal could not be sealed");
        }
        if last {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(SEAL_EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Forgets from time to time what has had its time.
async fn tidy(house: &Workflow, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match house.tidy().await {
            Ok(0) => {}
            Ok(rows) => tracing::info!(rows, "forgot what has had its time"),
            Err(error) => tracing::error!(%error, "what has had its time could not be forgotten"),
        }
        tokio::select! {
            () = tokio::time::sleep(TIDY_EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}
