//! The engine against every shipped definition, and against broken ones.
mod definitions;
mod filling;
mod papers;
mod signing;
mod written;
