//! The file that holds the keyset: JSON, readable by its owner only, written whole or not at all.

use std::{
    fs,
    io::{ErrorKind, Write as _},
    path::Path,
};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Keyset, Secret, Versioned};
use crate::error::StoreError;

const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Written {
    format: u32,
    id: String,
    created_at: i64,
    wrapping: Vec<WrittenKey>,
    blind: Vec<WrittenKey>,
    token: Vec<WrittenKey>,
    signing: Vec<WrittenKey>,
}

#[derive(Serialize, Deserialize)]
struct WrittenKey {
    version: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made_at: Option<i64>,
    key: Zeroizing<String>,
}

impl Keyset {
    /// Reads the keyset; `None` when there is no such file.
    ///
    /// # Errors
    /// When the file cannot be read or is not a keyset.
    pub fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => Zeroizing::new(text),
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(e.into()),
        };
        let damaged = || StoreError::Keyset(format!("{} is not a keyset", path.display()));
        let written: Written = serde_json::from_str(&text).map_err(|_| damaged())?;
        if written.format != FORMAT {
            return Err(StoreError::Keyset(format!("{} has an unknown format", path.display())));
        }
        let keys = |list: Vec<WrittenKey>| -> Result<Vec<Versioned>, StoreError> {
            let mut keys = Vec::with_capacity(list.len());
            for k in list {
                let mut bytes = Zeroizing::new([0_u8; 32]);
                hex::decode_to_slice(k.key.as_bytes(), bytes.as_mut_slice()).map_err(|_| damaged())?;
                keys.push(Versioned { version: k.version, made_at: k.made_at, key: Secret::new(*bytes) });
            }
            if keys.is_empty() { Err(damaged()) } else { Ok(keys) }
        };
        Ok(Some(Self {
            id: written.id,
            created_at: written.created_at,
            wrapping: keys(written.wrapping)?,
            blind: keys(written.blind)?,
            token: keys(written.token)?,
            signing: keys(written.signing)?,
        }))
    }

    /// Writes the keyset into a new file.
    ///
    /// # Errors
    /// When the file is already there, or cannot be written.
    pub fn create(&self, path: &Path) -> Result<(), StoreError> {
        if path.exists() {
            return Err(StoreError::Keyset(format!("{} is already there", path.display())));
        }
        self.replace(path)
    }

    /// Writes the keyset in place of the file, at once or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn replace(&self, path: &Path) -> Result<(), StoreError> {
        let keys = |list: &[Versioned]| {
            list.iter()
                .map(|k| WrittenKey {
                    version: k.version,
                    made_at: k.made_at,
                    key: Zeroizing::new(hex::encode(k.key.expose())),
                })
                .collect()
        };
        let written = Written {
            format: FORMAT,
            id: self.id.clone(),
            created_at: self.created_at,
            wrapping: keys(&self.wrapping),
            blind: keys(&self.blind),
            token: keys(&self.token),
            signing: keys(&self.signing),
        };
        let text = Zeroizing::new(serde_json::to_vec_pretty(&written)?);
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        fs::create_dir_all(folder)?;
        let draft = path.with_extension("part");
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&draft)?;
        file.write_all(&text)?;
        file.sync_all()?;
        fs::rename(&draft, path)?;
        fs::File::open(folder)?.sync_all()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyset_comes_back_from_its_file_and_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/keyset.json");
        assert!(Keyset::read(&path).unwrap().is_none());
        let keyset = Keyset::generate(&crate::entropy::SystemEntropy, 7);
        keyset.create(&path).unwrap();
        let read = Keyset::read(&path).unwrap().unwrap();
        assert_eq!(read.fingerprint(), keyset.fingerprint());
        assert!(keyset.create(&path).is_err());
        let rotated = keyset.rotated(&crate::entropy::SystemEntropy, 9);
        rotated.replace(&path).unwrap();
        let read = Keyset::read(&path).unwrap().unwrap();
        assert_eq!((read.mark(), read.made_at()), (rotated.mark(), 9));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(&path, "{}").unwrap();
        assert!(Keyset::read(&path).is_err());
    }
}
