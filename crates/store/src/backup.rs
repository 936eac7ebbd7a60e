//! Taking a copy of a house that runs, and filling an empty place from one: the database as it is at one
//! instant, and files as they are stored, still sealed. What a backup looks like in a folder is for whoever
//! calls this to say.

use std::path::Path as FilePath;

use futures::TryStreamExt as _;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use sha2::{Digest as _, Sha256};
use sqlx::{ConnectOptions as _, postgres::PgConnectOptions};
use tokio::io::AsyncWriteExt as _;

use crate::{
    db::{
        Address, Conn, Db,
        pool::{close_postgres, postgres},
    },
    error::StoreError,
    files::{FileFault, Files, object_path, objects_error, open_place, public_path},
    migrate,
    state::Read as _,
    store::Store,
};

/// A public artefact, which is stored plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicFile {
    /// Its path.
    pub path: String,
    /// SHA-256, hex.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
}

impl Store {
    /// Writes a copy of the SQLite database, as it is at one instant, into a new file; others may read and
    /// write meanwhile.
    ///
    /// # Errors
    /// When the engine is not SQLite, the file is there already, or it cannot be written.
    pub async fn copy_database(&self, to: &FilePath) -> Result<(), StoreError> {
        if self.engine() != Db::Sqlite {
            return Err(StoreError::Configuration("PostgreSQL is copied by its own tools".into()));
        }
        let path = to.to_str().ok_or_else(|| StoreError::Configuration("the path is not UTF-8".into()))?;
        self.reader().rows("VACUUM INTO $1", &[path.into()]).await?;
        let file = tokio::fs::File::open(to).await?;
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600)).await?;
        file.sync_all().await?;
        Ok(())
    }
}

/// Whether the database holds none of our tables; a SQLite file that is not there holds none.
///
/// # Errors
/// When a PostgreSQL server cannot be reached.
pub async fn database_is_empty(address: &str) -> Result<bool, StoreError> {
    match Address::parse(address)? {
        Address::Sqlite(path) => Ok(!path.exists()),
        Address::Postgres(url) => {
            let options: PgConnectOptions =
                url.parse().map_err(|_| StoreError::Configuration("the PostgreSQL URL cannot be read".into()))?;
            let pool = postgres(options.application_name("kompeten").disable_statement_logging(), 1)?;
            let mut conn = Conn::Postgres(pool.get().await?);
            let empty = migrate::is_empty(&mut conn).await;
            drop(conn);
            close_postgres(&pool).await;
            empty
        }
    }
}

/// Whether nothing lies at a place for files.
///
/// # Errors
/// When the place cannot be used.
pub async fn files_are_empty(address: &str) -> Result<bool, StoreError> {
    let objects = open_place(address)?;
    Ok(objects.list(None).try_next().await.map_err(objects_error)?.is_none())
}

impl Files {
    /// Writes the stored bytes of a file, sealed as they are, into a new file; answers what is wrong with
    /// them, and then leaves nothing.
    ///
    /// # Errors
    /// When they cannot be read or written.
    pub async fn copy_out(&self, name: &str, to: &FilePath) -> Result<Option<FileFault>, StoreError> {
        let found = match self.objects().get(&object_path(name)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Ok(Some(FileFault::Missing)),
            Err(error) => return Err(objects_error(error)),
        };
        let mut file = tokio::fs::File::create_new(to).await?;
        let mut hash = Sha256::new();
        let mut stream = found.into_stream();
        while let Some(part) = stream.try_next().await.map_err(objects_error)? {
            hash.update(&part);
            file.write_all(&part).await?;
        }
        file.sync_all().await?;
        if hex::encode(hash.finalize()) == name {
            return Ok(None);
        }
        tokio::fs::remove_file(to).await?;
        Ok(Some(FileFault::Changed))
    }

    /// Puts stored bytes, sealed as they are, where a file of that name lies.
    ///
    /// # Errors
    /// When they are not those of that name, or cannot be written.
    pub async fn copy_in(&self, name: &str, bytes: Vec<u8>) -> Result<(), StoreError> {
        if hex::encode(Sha256::digest(&bytes)) != name {
            return Err(StoreError::Corrupt(format!("the file {name} is not what it was")));
        }
        self.objects().put(&object_path(name), PutPayload::from(bytes)).await.map(drop).map_err(objects_error)
    }

    /// Every public artefact, with its hash.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn public_files(&self) -> Result<Vec<PublicFile>, StoreError> {
        let prefix = public_path("");
        let mut listed = self.objects().list(Some(&prefix));
        let mut found = Vec::new();
        while let Some(object) = listed.try_next().await.map_err(objects_error)? {
            let Some(path) = object.location.as_ref().strip_prefix("public/") else { continue };
            let Some(bytes) = self.public(path).await? else { continue };
            found.push(PublicFile {
                path: path.to_owned(),
                sha256: hex::encode(Sha256::digest(&bytes)),
                bytes: bytes.len() as u64,
            });
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }
}
