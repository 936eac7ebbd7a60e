//! Listening: plain or TLS, until a signal asks to stop; what is under way is finished first.

use std::{
    io,
    net::{SocketAddr, TcpListener},
};

use axum::Router;
use axum_server::{Handle, tls_rustls::RustlsConfig};

use crate::config::Config;

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Certificate and key come together.
    #[error("a TLS certificate and its key must be given together")]
    HalfTls,
    /// Certificate or key cannot be used.
    #[error("the TLS certificate or key cannot be used: {0}")]
    Tls(#[source] io::Error),
    /// The address cannot be listened on.
    #[error("cannot serve on {0}: {1}")]
    Listen(SocketAddr, #[source] io::Error),
}

/// Serves until SIGTERM or Ctrl+C, then up to `config.grace` longer for what is under way.
///
/// # Errors
/// When the address or the certificate cannot be used.
pub async fn serve(app: Router, config: &Config) -> Result<(), ServeError> {
    let handle = Handle::<SocketAddr>::new();
    tokio::spawn(stop(handle.clone(), config.grace));
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    let listen = config.listen;
    let cannot = |error| ServeError::Listen(listen, error);
    match (&config.tls_cert, &config.tls_key) {
        (Some(cert), Some(key)) => {
            // Another part of the process may have chosen the provider already, which is as well.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let tls = RustlsConfig::from_pem_file(cert, key).await.map_err(ServeError::Tls)?;
            let server = axum_server::from_tcp_rustls(bound(listen).await?, tls).map_err(cannot)?;
            tracing::info!(%listen, tls = true, "serving");
            server.handle(handle).serve(service).await
        }
        (None, None) => {
            let server = axum_server::from_tcp(bound(listen).await?).map_err(cannot)?;
            tracing::info!(%listen, tls = false, "serving");
            server.handle(handle).serve(service).await
        }
        _ => return Err(ServeError::HalfTls),
    }
    .map_err(cannot)
}

/// The address, taken: nothing is said to be served before.
async fn bound(listen: SocketAddr) -> Result<TcpListener, ServeError> {
    let taken = tokio::net::TcpListener::bind(listen).await.and_then(tokio::net::TcpListener::into_std);
    taken.map_err(|error| ServeError::Listen(listen, error))
}

async fn stop(handle: Handle<SocketAddr>, grace: std::time::Duration) {
    wait_for_signal().await;
    tracing::info!(grace_s = grace.as_secs(), "stopping; finishing what is under way");
    handle.graceful_shutdown(Some(grace));
}

#[cfg(unix)]
async fn wait_for_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(error) => {
            tracing::warn!(%error, "SIGTERM cannot be watched");
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}

#[cfg(not(unix))]
async fn wait_for_signal() {
    let _ = tokio::signal::ctrl_c().await;
}
