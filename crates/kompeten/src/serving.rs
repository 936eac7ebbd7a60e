//! Running a house: pages and jobs together, until a signal asks to stop. What is under way is
//! finished first: requests, then the jobs that were begun, then the store.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use clap::Args;
use documents::Press;
use store::{Store, entropy::SystemEntropy};
use tokio::sync::watch;
use web::{AppState, Reading, config::Config, session::Sessions, state::Body};
use workflow::{House, Workflow, notify::Mailer};

use crate::failure::Failure;

/// How the house is reached.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "How it is reached")]
pub struct Serving {
    /// Address and port to serve on
    #[arg(long, env = "KOMPETEN_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// How the world reaches it: stands in QR codes and mails; http://LISTEN when absent
    #[arg(long, env = "KOMPETEN_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Certificate chain (PEM), to speak TLS without a proxy
    #[arg(long, env = "KOMPETEN_TLS_CERT", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// Its key (PEM)
    #[arg(long, env = "KOMPETEN_TLS_KEY", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// A proxy of yours stands before it: the last address it forwards is believed
    #[arg(long, env = "KOMPETEN_TRUST_PROXY")]
    pub trust_proxy: bool,
    /// Token that opens /metrics; without one there is no such page
    #[arg(long, env = "KOMPETEN_METRICS_TOKEN", hide_env_values = true)]
    pub metrics_token: Option<String>,
}

/// Through which server mail goes out.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Mail")]
pub struct Mail {
    /// Mail server: smtp://USER:PASSWORD@HOST:PORT or smtps://…; without one, invitations are printed or copied
    #[arg(long, env = "KOMPETEN_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
}
