//! `kompeten restore`: a house again out of a backup, in a place that holds nothing yet.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use store::{Erased, Keyset, Store, backup};

use super::doctor;
use crate::{
    backup::{Manifest, file_path, folder_of, manifest::ErasedList, postgres, public_path},
    failure::Failure,
    output,
    settings::Place,
};

/// Make a house again out of a backup, in a place that holds nothing yet
///
/// Every part is compared with its hash before anything is written. Then the house is examined as `doctor`
/// does; ends with 1 when not all is well.
#[derive(Debug, Args)]
pub struct Restore {
    /// The folder of the backup
    #[arg(value_name = "FOLDER")]
    from: PathBuf,
    /// Newer manifest, or list of `export erasures`: keys that were destroyed since are destroyed again
    #[arg(long, value_name = "FILE")]
    erased: Vec<PathBuf>,
    /// Print JSON as `doctor` does
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

impl Restore {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let manifest = Manifest::read(&self.from)?;
        let erased = self.erased(&manifest)?;
        self.must_fit(&manifest).await?;
        self.must_be_whole(&manifest)?;
        self.keyset(&manifest)?;
        self.database(&manifest).await?;
        let store = self.place.open().await?;
        let filled = self.files(&manifest, &store, &erased).await;
        let checks = match filled {
            Ok(()) => Ok(doctor::examine(&store, &self.place, &doctor::Depth::default()).await),
            Err(failure) => Err(failure),
        };
        store.close().await;
        let findings = doctor::Findings::of(checks?);
        if !self.json {
            let (made, files) = (&manifest.made_at, manifest.files.len());
            output::line(format!("the house as it was at {made} is back, with {files} files"))?;
        }
        findings.tell(self.json)
    }

    /// Keys to be destroyed again.
    fn erased(&self, manifest: &Manifest) -> Result<Vec<Erased>, Failure> {
        let mut all = manifest.erased.clone();
        for path in &self.erased {
            let unusable = |why: String| Failure::Unusable(format!("{}: {why}", path.display()));
            let text = std::fs::read(path).map_err(|e| unusable(e.to_string()))?;
            let list: ErasedList = serde_json::from_slice(&text)
                .map_err(|_| unusable("neither a manifest nor a list of erasures".to_owned()))?;
            all.extend(list.erased);
        }
        Ok(all)
    }

    /// The place is of the backup's engine, and nothing is there.
    async fn must_fit(&self, manifest: &Manifest) -> Result<(), Failure> {
        let here = if self.place.database.starts_with("sqlite:") { "sqlite" } else { "postgres" };
        if here != manifest.engine {
            let engine = &manifest.engine;
            return Err(Failure::Unusable(format!("the backup is of {engine}, but --database names {here}")));
        }
        if !backup::database_is_empty(&self.place.database).await? {
            return Err(Failure::Unusable("the database is not empty; name a new one with --database".to_owned()));
        }
        if !backup::files_are_empty(&self.place.files).await? {
            return Err(Failure::Unusable("the place for files is not empty; name a new one with --files".to_owned()));
        }
        Ok(())
    }

    fn must_be_whole(&self, manifest: &Manifest) -> Result<(), Failure> {
        let faults = manifest.faults(&self.from);
        if faults.is_empty() {
            return Ok(());
        }
        let named: Vec<&str> = faults.iter().take(10).map(String::as_str).collect();
        let (n, named) = (faults.len(), named.join("; "));
        Err(Failure::Unusable(format!("the backup is damaged ({n} parts): {named}. Nothing was written; take another")))
    }

    /// The keyset of the backup must be there, or comes with it.
    fn keyset(&self, manifest: &Manifest) -> Result<(), Failure> {
        let path = &self.place.keyset;
        let there = Keyset::read(path)?;
        match (there, &manifest.keyset_file) {
            (Some(keyset), _) if keyset.fingerprint() == manifest.keyset => Ok(()),
            (Some(_), _) => Err(Failure::Unusable(format!(
                "the keyset {} belongs to another house; name with --keyset the one this backup was taken with",
                path.display()
            ))),
            (None, Some(kept)) => {
                let keyset = Keyset::read(&self.from.join(&kept.name))?;
                match keyset.filter(|k| k.fingerprint() == manifest.keyset) {
                    Some(keyset) => Ok(keyset.create(path)?),
                    None => Err(Failure::Unusable("the keyset in the backup is not the backup's own".to_owned())),
                }
            }
            (None, None) => Err(Failure::Unusable(format!(
                "there is no keyset at {}, and none in the backup: bring it from where it is kept, and name it with --keyset",
                path.display()
            ))),
        }
    }

    async fn database(&self, manifest: &Manifest) -> Result<(), Failure> {
        let from = self.from.join(&manifest.database.name);
        if manifest.engine == "postgres" {
            return postgres::restore(&self.place.database, &from).await;
        }
        let path = self.place.database.strip_prefix("sqlite:").unwrap_or_default();
        let path = Path::new(path.strip_prefix("//").unwrap_or(path));
        folder_of(path)?;
        std::fs::copy(&from, path).map_err(|e| Failure::fault(format!("{}: {e}", path.display())))?;
        let file = std::fs::File::open(path).map_err(Failure::fault)?;
        // Names stand in it; SQLite gives what it writes beside it the same permissions.
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600)).map_err(Failure::fault)?;
        file.sync_all().map_err(Failure::fault)
    }

    async fn files(&self, manifest: &Manifest, store: &Store, erased: &[Erased]) -> Result<(), Failure> {
        let files = store.files()?;
        let read = |path: PathBuf| std::fs::read(&path).map_err(|e| Failure::fault(format!("{}: {e}", path.display())));
        for file in &manifest.files {
            files.copy_in(&file.name, read(file_path(&self.from, &file.name))?).await?;
        }
        for file in &manifest.public {
            files.put_public(&file.name, read(public_path(&self.from, &file.name)?)?).await?;
        }
        let gone = store.reader().erased().await?;
        for key in erased {
            if !gone.iter().any(|g| g.person == key.person && g.purpose == key.purpose) {
                store.erase_again(key).await?;
            }
        }
        Ok(())
    }
}
