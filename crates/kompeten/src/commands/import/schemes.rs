//! `kompeten import schemes`: certification schemes as JSON, stored as drafts.

use std::{path::PathBuf, process::ExitCode};

use certification::{id::SchemeVersionId, record::scheme::SchemeVersion, scheme::DraftScheme};
use clap::Args;
use exchange::{schemes, workbook::Limits};
use serde_json::json;
use workflow::load::SchemeKey;

use super::{of, read};
use crate::{desk::Storing, failure::Failure, output};

/// Read certification schemes from JSON
///
/// Each is stored as a draft, which the scheme committee looks at and publishes.
#[derive(Debug, Args)]
pub struct Schemes {
    /// The JSON file
    file: PathBuf,
    /// Only say what is understood; needs no database and stores nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    storing: Storing,
}

impl Schemes {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let bytes = read(&self.file, &Limits::default())?;
        let unnamed = |_: &str| SchemeVersionId::from(uuid::Uuid::nil());
        let all = of(&self.file, schemes::read(&bytes, unnamed))?;
        if !self.dry_run {
            self.store(&all).await?;
        }
        if self.json {
            let told: Vec<_> = all
                .iter()
                .map(|s| json!({ "scheme": s.slug, "version": s.version, "name": s.name_id, "units": s.units.len() }))
                .collect();
            output::json(&told)?;
            return Ok(ExitCode::SUCCESS);
        }
        for scheme in &all {
            output::line(format!("{}  {} ({} units)", scheme.slug, scheme.name_id, scheme.units.len()))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    async fn store(&self, all: &[SchemeVersion]) -> Result<(), Failure> {
        let desk = self.storing.open().await?;
        for scheme in all {
            let key = SchemeKey { id: None, slug: scheme.slug.clone(), version: scheme.version.clone() };
            desk.workflow.perform(&desk.actor, key, DraftScheme { scheme: scheme.clone() }).await?;
        }
        desk.workflow.store().close().await;
        Ok(())
    }
}
