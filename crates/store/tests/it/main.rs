//! The store on real databases: SQLite always, PostgreSQL when `KOMPETEN_TEST_POSTGRES` names a server.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests make names of their own and are told of servers by the environment"
)]

mod acts;
mod bless;
mod chains;
mod connections;
mod falsified;
mod files;
mod jobs;
mod kept;
mod outside;
mod people;
mod place;
