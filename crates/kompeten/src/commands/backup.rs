//! `kompeten backup`: a copy of a house that may be running, into a new folder.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use store::{Db, Store, files::FileFault};

use crate::{
    backup::{
        Copied, KEYSET, MANIFEST, Manifest, file_path, folder_of,
        manifest::{FORMAT, Lacking},
        measured, new_folder, postgres, public_path, write,
    },
    failure::Failure,
    output,
    settings::Place,
};

/// Files asked for at a time.
const PAGE: i64 = 500;

/// Copy the house into a new folder while it runs: database, files, and a manifest with their hashes
///
/// SQLite is copied as it is at one instant; PostgreSQL by its own pg_dump, which must be installed.
/// The keyset stays where it is unless asked for: with it, whoever finds the backup can read everything.
/// Ends with 1 when a file of the house was not there to be copied.
#[derive(Debug, Args)]
pub struct Backup {
    /// The folder; new or empty
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Copy the keyset too; keep such a backup as you would keep the keyset
    #[arg(long)]
    with_keyset: bool,
    /// Print the manifest as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

impl Backup {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let store = self.place.open().await?;
        new_folder(&self.out)?;
        let taken = self.take(&store).await;
        store.close().await;
        let manifest = taken?;
        let whole = manifest.lacking.is_empty();
        if self.json {
            output::json(&manifest)?;
        } else {
            let (files, public) = (manifest.files.len(), manifest.public.len());
            let out = self.out.display();
            output::line(format!("database, {files} files and {public} public artefacts copied to {out}"))?;
            for file in &manifest.lacking {
                output::line(format!("not copied: {} is {}", file.name, file.fault))?;
            }
            if manifest.keyset_file.is_none() {
                output::line("the keyset is not in it; without it nobody can read this backup")?;
            }
        }
        Ok(if whole { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }

    async fn take(&self, store: &Store) -> Result<Manifest, Failure> {
        // What was written so far is sealed, so that the copy bears witness of its own end.
        let checkpoint = store.seal().await?;
        let (engine, name) = match store.engine() {
            Db::Sqlite => ("sqlite", "database.sqlite"),
            Db::Postgres => ("postgres", "database.dump"),
        };
        let path = self.out.join(name);
        match store.engine() {
            Db::Sqlite => store.copy_database(&path).await?,
            Db::Postgres => postgres::dump(&self.place.database, &path).await?,
        }
        let (bytes, sha256) = measured(&path)?;
        let database = Copied { name: name.to_owned(), bytes, sha256 };
        // A file is there before the database knows of it and is never changed, so what the copy knows is there.
        let (files, lacking) = self.files(store).await?;
        let manifest = Manifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: jiff::Timestamp::from_microsecond(store.clocks().machine.now())
                .map(|at| at.to_string())
                .unwrap_or_default(),
            engine: engine.to_owned(),
            keyset: store.keyset().fingerprint(),
            keyset_file: self.keyset()?,
            database,
            files,
            public: self.public(store).await?,
            lacking,
            erased: store.reader().erased().await?,
            checkpoint: checkpoint.as_ref().map(Into::into),
        };
        write(&self.out.join(MANIFEST), &serde_json::to_vec_pretty(&manifest)?, false)?;
        Ok(manifest)
    }

    async fn files(&self, store: &Store) -> Result<(Vec<Copied>, Vec<Lacking>), Failure> {
        let files = store.files()?;
        let (mut copied, mut lacking, mut after) = (Vec::new(), Vec::new(), None);
        loop {
            let page = files.list(after.as_deref(), PAGE).await?;
            let Some(last) = page.last() else { return Ok((copied, lacking)) };
            after = Some(last.name.clone());
            for file in page {
                let to = file_path(&self.out, &file.name);
                folder_of(&to)?;
                let fault = match files.copy_out(&file.name, &to).await? {
                    None => {
                        let bytes = u64::try_from(file.stored_size).unwrap_or_default();
                        copied.push(Copied { sha256: file.name.clone(), name: file.name, bytes });
                        continue;
                    }
                    Some(FileFault::Missing) => "missing",
                    Some(FileFault::Changed) => "changed",
                };
                lacking.push(Lacking { name: file.name, fault: fault.to_owned() });
            }
        }
    }

    async fn public(&self, store: &Store) -> Result<Vec<Copied>, Failure> {
        let files = store.files()?;
        let mut copied = Vec::new();
        for file in files.public_files().await? {
            let Some(bytes) = files.public(&file.path).await? else { continue };
            let to = public_path(&self.out, &file.path)?;
            folder_of(&to)?;
            write(&to, &bytes, false)?;
            let (bytes, sha256) = measured(&to)?;
            copied.push(Copied { name: file.path, bytes, sha256 });
        }
        Ok(copied)
    }

    fn keyset(&self) -> Result<Option<Copied>, Failure> {
        if !self.with_keyset {
            return Ok(None);
        }
        let to = self.out.join(KEYSET);
        write(&to, &std::fs::read(&self.place.keyset).map_err(Failure::fault)?, true)?;
        let (bytes, sha256) = measured(&to)?;
        Ok(Some(Copied { name: KEYSET.to_owned(), bytes, sha256 }))
    }
}
