//! The workflow on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod access;
mod notify;
mod place;
