//! Files: uploads are streamed, bounded, recognised by content and encrypted under their subject's key.
//! An object is named by the SHA-256 of its stored bytes. Public artefacts are stored plain.

mod cipher;
mod media;
mod place;
mod read;
mod write;

use std::sync::Arc;

use certification::{id::PersonId, record::Purpose, refusal::Refusal};
use object_store::{ObjectStore, path::Path};
use sha2::{Digest as _, Sha256};

pub use media::Media;
pub(crate) use place::{open_place, stands};
pub use read::FileFault;

use crate::{
    db::Row,
    error::{StoreError, is_full},
    keyset::Secret,
    person_key::KeyName,
    person_key::KeyState,
    state::{Read, Reader},
    store::Store,
};

/// The files of a store.
#[derive(Debug, Clone)]
pub struct Files {
    store: Store,
    objects: Arc<dyn ObjectStore>,
}

/// What an upload may be, and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Upload {
    /// Under whose key it is sealed; under the house's own when absent.
    pub subject: Option<PersonId>,
    /// Under which of the subject's keys.
    pub purpose: Purpose,
    /// The most bytes.
    pub limit: u64,
    /// The most megapixels of a picture: it is refused by its head, before anybody decodes it.
    pub megapixels: u64,
    /// Which kinds.
    pub accept: &'static [Media],
}

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileObject {
    /// SHA-256 of the stored bytes, hex.
    pub name: String,
    /// Under whose key it is sealed.
    pub subject: Option<PersonId>,
    /// Under which of their keys.
    pub purpose: Option<String>,
    /// Media type recognised from the content.
    pub media_type: String,
    /// Plain bytes.
    pub size: i64,
    /// Stored bytes.
    pub stored_size: i64,
    /// Keyed digest of the plain bytes: the same file gives the same digest.
    pub digest: String,
    /// When it was stored, microseconds UTC.
    pub created_at: i64,
}

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The person can hand in another one.
    #[error("{0}")]
    Refused(Refusal),
    /// The bytes stopped coming.
    #[error("the upload broke off")]
    BrokeOff,
    /// Ours to mend.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for FileError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl FileObject {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            name: row.text("name")?.to_owned(),
            subject: row.opt_parse("subject")?,
            purpose: row.opt_text("purpose")?.map(str::to_owned),
            media_type: row.text("media_type")?.to_owned(),
            size: row.int("size")?,
            stored_size: row.int("stored_size")?,
            digest: row.text("digest")?.to_owned(),
            created_at: row.int("created_at")?,
        })
    }

    fn key_name(&self) -> Result<Option<KeyName>, StoreError> {
        let Some(person) = self.subject else { return Ok(None) };
        [Purpose::Case, Purpose::Issuance]
            .into_iter()
            .find(|p| Some(p.as_str()) == self.purpose.as_deref())
            .map(|purpose| Some(KeyName::new(person, purpose)))
            .ok_or_else(|| StoreError::Corrupt("a file sealed for an unknown purpose".into()))
    }
}

const COLUMNS: &str =
    "SELECT name, subject, purpose, media_type, size, stored_size, digest, created_at FROM file_object";

impl Files {
    /// The files of that store at that place.
    pub(crate) fn new(store: Store, objects: Arc<dyn ObjectStore>) -> Self {
        Self { store, objects }
    }

    pub(crate) fn objects(&self) -> &dyn ObjectStore {
        &*self.objects
    }

    pub(crate) fn reader(&self) -> Reader {
        self.store.reader()
    }

    pub(crate) fn machine_now(&self) -> i64 {
        self.store.clocks().machine.now()
    }

    /// What is known of a file.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn info(&self, name: &str) -> Result<Option<FileObject>, StoreError> {
        let rows = self.store.reader().rows(&format!("{COLUMNS} WHERE name = $1"), &[name.into()]).await?;
        rows.first().map(FileObject::from_row).transpose()
    }

    /// Files with the same plain bytes as the one of that digest, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn same(&self, digest: &str) -> Result<Vec<FileObject>, StoreError> {
        let sql = format!("{COLUMNS} WHERE digest = $1 ORDER BY created_at, name");
        self.store.reader().rows(&sql, &[digest.into()]).await?.iter().map(FileObject::from_row).collect()
    }

    /// The keyed digest that a file of these plain bytes bears, kept or not.
    #[must_use]
    pub fn digest(&self, bytes: &[u8]) -> String {
        self.store.keyset().digest(&Sha256::digest(bytes).into())
    }

    /// The key that seals files without a subject.
    fn house_key(&self) -> Secret {
        self.store.keyset().derive("files")
    }

    /// The key that opens a stored file.
    async fn opening_key(&self, file: &FileObject) -> Result<Secret, StoreError> {
        let Some(name) = file.key_name()? else { return Ok(self.house_key()) };
        let mut conn = self.store.reader().pools.acquire().await?;
        match crate::person_key::load(&mut conn, self.store.shared(), None, &[name]).await?.remove(&name) {
            Some(KeyState::Live(key)) => Ok(key),
            Some(KeyState::Destroyed) | None => Err(StoreError::Erased),
        }
    }
}

/// Where an object of that name lies.
pub(crate) fn object_path(name: &str) -> Path {
    let (first, second) = (name.get(..2).unwrap_or("__"), name.get(2..4).unwrap_or("__"));
    Path::from(format!("objects/{first}/{second}/{name}"))
}

pub(crate) fn public_path(path: &str) -> Path {
    Path::from(format!("public/{}", path.trim_start_matches('/')))
}

pub(crate) fn objects_error(error: object_store::Error) -> StoreError {
    if is_full(&error) { StoreError::Full } else { StoreError::Io(std::io::Error::other(error)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_from_other_faults_however_deep_it_lies() {
        let full = || std::io::Error::from(std::io::ErrorKind::StorageFull);
        let wrapped = std::io::Error::other(object_store::Error::Generic { store: "s", source: Box::new(full()) });
        let generic = |source| object_store::Error::Generic { store: "s", source };
        assert!(matches!(objects_error(generic(Box::new(full()))), StoreError::Full));
        assert!(matches!(objects_error(generic(Box::new(wrapped))), StoreError::Full));
        assert!(matches!(objects_error(generic(Box::new(std::io::Error::other("x")))), StoreError::Io(_)));
        assert!(matches!(StoreError::from(full()), StoreError::Full));
    }
}
