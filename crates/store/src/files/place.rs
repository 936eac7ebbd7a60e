//! Where objects lie: a folder, or an S3-compatible store. Nothing else of the house knows which.

use std::{path::Path as FilePath, sync::Arc};

use object_store::{ObjectStore, aws::AmazonS3Builder, local::LocalFileSystem, path::Path, prefix::PrefixStore};

use crate::error::StoreError;

/// Opens `file:DIR`, `s3://BUCKET/PREFIX`, or `s3:https://HOST/BUCKET/PREFIX` for a server that is not
/// Amazon's. Credentials and region come from the usual `AWS_…` variables.
pub(crate) fn open_place(address: &str) -> Result<Arc<dyn ObjectStore>, StoreError> {
    if let Some(folder) = address.strip_prefix("file:") {
        let folder = FilePath::new(folder.strip_prefix("//").unwrap_or(folder));
        std::fs::create_dir_all(folder)?;
        let local = LocalFileSystem::new_with_prefix(folder).map_err(configuration)?;
        return Ok(Arc::new(local.with_fsync(true)));
    }
    let Some(url) = address.strip_prefix("s3:") else {
        return Err(StoreError::Configuration("the place for files is written file:DIR or s3:URL".into()));
    };
    // The client finds a provider of cryptography where one is installed; a second installation changes nothing.
    drop(rustls::crypto::ring::default_provider().install_default());
    let mut builder = AmazonS3Builder::from_env();
    let rest = if let Some(rest) = url.strip_prefix("//") {
        rest
    } else {
        let (scheme, rest) = url.split_once("://").ok_or_else(|| {
            StoreError::Configuration("an S3 place is written s3://BUCKET or s3:https://HOST/BUCKET".into())
        })?;
        let (host, rest) = rest.split_once('/').unwrap_or((rest, ""));
        builder = builder
            .with_endpoint(format!("{scheme}://{host}"))
            .with_allow_http(scheme == "http")
            .with_virtual_hosted_style_request(false);
        rest
    };
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let store = builder.with_bucket_name(bucket).build().map_err(configuration)?;
    let prefix = prefix.trim_matches('/');
    Ok(if prefix.is_empty() { Arc::new(store) } else { Arc::new(PrefixStore::new(store, Path::from(prefix))) })
}

/// Whether the folder is there; of other places only a look into them tells.
pub(crate) fn stands(address: &str) -> bool {
    let folder = address.strip_prefix("file:").map(|folder| folder.strip_prefix("//").unwrap_or(folder));
    folder.is_none_or(|folder| FilePath::new(folder).is_dir())
}

fn configuration(error: object_store::Error) -> StoreError {
    StoreError::Configuration(format!("the place for files cannot be used: {error}"))
}
