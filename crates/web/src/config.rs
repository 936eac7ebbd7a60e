//! Settings of the web server that are known before anything is stored.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

/// How the server is reached and bounded.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where it listens.
    pub listen: SocketAddr,
    /// The address people use, without a trailing slash, such as `https://lsp.example.id`.
    pub public_url: String,
    /// Certificate chain (PEM), when the server speaks TLS itself.
    pub tls_cert: Option<PathBuf>,
    /// Private key (PEM) of that certificate.
    pub tls_key: Option<PathBuf>,
    /// A proxy of ours stands before the server: the last address it forwards is believed.
    pub trust_proxy: bool,
    /// Token that opens `/metrics`; without one the page does not exist.
    pub metrics_token: Option<String>,
    /// Longest time for a request; uploads have [`Self::upload_timeout`].
    pub timeout: Duration,
    /// Longest time for an upload.
    pub upload_timeout: Duration,
    /// How long SIGTERM waits for what is under way.
    pub grace: Duration,
}

impl Config {
    /// A server for this machine alone.
    #[must_use]
    pub fn local(listen: SocketAddr) -> Self {
        Self {
            listen,
            public_url: format!("http://{listen}"),
            tls_cert: None,
            tls_key: None,
            trust_proxy: false,
            metrics_token: None,
            timeout: Duration::from_secs(30),
            upload_timeout: Duration::from_secs(600),
            grace: Duration::from_secs(20),
        }
    }

    /// People reach the server over HTTPS, by its own TLS or a proxy's.
    #[must_use]
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
