//! The workflow on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests make names of their own and are told of servers by the environment"
)]

mod access;
mod notify;
mod place;
mod setting;
