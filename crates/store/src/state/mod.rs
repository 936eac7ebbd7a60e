//! The state: every table marked *journalled*, written by applying recorded changes and by nothing else.

mod apply;
pub(crate) mod codec;
mod counters;
mod find;
mod kept;
mod layout;
mod read;

pub(crate) use apply::{apply, is_closed, key_of, seal_fields};
pub use find::Find;
pub(crate) use find::word_patterns;
pub use kept::Kept;
pub use layout::{Layout, layout};
pub(crate) use read::Pools;
pub use read::{Read, Reader};
pub(crate) use read::{open_rows, open_with};
