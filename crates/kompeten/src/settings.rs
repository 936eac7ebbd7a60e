//! Settings of the installation: where database, files and keyset are. Each is a flag and an
//! environment variable; the flag wins. `docs/configuration.md` lists them.

use std::path::PathBuf;

use clap::Args;
use store::{Store, StoreConfig};

use crate::{failure::Failure, played};

/// Where the house is.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Where the house is")]
pub struct Place {
    /// Database: sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE
    #[arg(long, env = "KOMPETEN_DATABASE", default_value = "sqlite:var/kompeten.db", hide_env_values = true)]
    pub database: String,
    /// Uploads and papers: file:FOLDER, s3://BUCKET/PREFIX, or s3:https://HOST/BUCKET/PREFIX
    #[arg(long, env = "KOMPETEN_FILES", default_value = "file:var/files", hide_env_values = true)]
    pub files: String,
    /// Keyset; created together with an empty database, never later
    #[arg(long, env = "KOMPETEN_KEYSET", default_value = "var/keyset.json")]
    pub keyset: PathBuf,
}

impl Place {
    /// Settings of the store at this place.
    #[must_use]
    pub fn config(&self) -> StoreConfig {
        StoreConfig::new(self.database.clone(), self.files.clone(), self.keyset.clone())
    }

    /// Opens a house that is there already, on its clock.
    ///
    /// # Errors
    /// When there is none, or it belongs to another keyset.
    pub async fn open(&self) -> Result<Store, Failure> {
        Ok(played::open(self.config()).await?.store)
    }
}
