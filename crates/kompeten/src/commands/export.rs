//! `kompeten export`: papers and registers, written into a folder.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use certification::record::{case::Case, certificate::Certificate, event::Event};
use clap::{Args, Subcommand};
use serde::Serialize;
use store::{Erased, Find, Read, Store};

use crate::{backup, desk::Acting, failure::Failure, output, settings::Place};

/// Write papers into a folder
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The certificates of an event: one PDF each, and index.json
    Certificates(Certificates),
    /// The workbook that the authority takes after an event, columns A to S
    Authority(Authority),
    /// Whose keys were destroyed: what a restore of an older backup must be told
    Erasures(Erasures),
}

#[derive(Debug, Args)]
struct Authority {
    /// Code of the event
    #[arg(long)]
    event: String,
    /// The xlsx file; new
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Debug, Args)]
struct Erasures {
    /// The file; new
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// The list as `restore --erased` reads it.
#[derive(Debug, Serialize)]
struct ErasedList {
    erased: Vec<Erased>,
}

#[derive(Debug, Args)]
struct Certificates {
    /// Code of the event
    #[arg(long)]
    event: String,
    /// The folder; made when it is not there
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// One line of the index.
#[derive(Debug, Serialize)]
struct Indexed {
    number: String,
    code: String,
    holder: Option<String>,
    scheme: String,
    file: String,
}

impl Export {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        match self.what {
            What::Certificates(certificates) => certificates.run().await,
            What::Authority(authority) => authority.run().await,
            What::Erasures(erasures) => erasures.run().await,
        }
    }
}

impl Authority {
    async fn run(self) -> Result<ExitCode, Failure> {
        let desk = self.acting.open().await?;
        let event = desk.event(&self.event).await?;
        let upload = desk.workflow.authority_workbook(&desk.actor, &event, true).await?;
        desk.workflow.store().close().await;
        backup::write(&self.out, &upload.bytes, true)?;
        output::line(format!("{} people written to {}", upload.people, self.out.display()))?;
        for lacking in &upload.lacking {
            output::line(format!("{} lacks {}", lacking.name, lacking.columns.join(", ")))?;
        }
        for value in &upload.unmatched {
            output::line(format!("no code in list {} for {} ({} people)", value.list, value.value, value.people))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Erasures {
    async fn run(self) -> Result<ExitCode, Failure> {
        let store = self.place.open().await?;
        let erased = store.reader().erased().await;
        store.close().await;
        let list = ErasedList { erased: erased? };
        backup::write(&self.out, &serde_json::to_vec_pretty(&list)?, false)?;
        output::line(format!("{} destroyed keys written to {}", list.erased.len(), self.out.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Certificates {
    async fn run(self) -> Result<ExitCode, Failure> {
        let store = self.place.open().await?;
        let event: Option<Event> = store.reader().first(Find::by("code", self.event.as_str())).await?;
        let event = event.ok_or_else(|| Failure::no_event(&self.event))?;
        std::fs::create_dir_all(&self.out).map_err(|e| Failure::unwritten(&self.out, e))?;
        let index = write(&store, &event, &self.out).await?;
        store.close().await;
        let json = serde_json::to_vec_pretty(&index)?;
        let index_file = self.out.join("index.json");
        std::fs::write(&index_file, json).map_err(|e| Failure::unwritten(&index_file, e))?;
        output::line(format!("{} certificates written to {}", index.len(), self.out.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}

async fn write(store: &Store, event: &Event, out: &Path) -> Result<Vec<Indexed>, Failure> {
    let cases: Vec<Case> = store.reader().find(&Find::by("event_id", event.id)).await?;
    let of_cases = Find::all().one_of("case_id", cases.iter().map(|c| c.id)).order_by(&["number"]);
    let certificates: Vec<Certificate> = store.reader().find(&of_cases).await?;
    let files = store.files()?;
    let mut index = Vec::new();
    for certificate in certificates {
        let Some(kept) = &certificate.file else { continue };
        let file = format!("{}.pdf", certificate.number.replace(' ', "-"));
        let path = out.join(&file);
        std::fs::write(&path, files.bytes(kept).await?).map_err(|e| Failure::unwritten(&path, e))?;
        index.push(Indexed {
            number: certificate.number,
            code: certificate.code,
            holder: certificate.holder,
            scheme: certificate.slug,
            file,
        });
    }
    Ok(index)
}
