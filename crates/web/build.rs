//! Says how to make the stylesheets, font, icons and scripts when they are not there.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=assets/dist/manifest.json");
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=askama.toml");
    if !Path::new("assets/dist/manifest.json").exists() {
        println!("cargo::error=crates/web/assets/dist is missing: run `make setup` (npm ci && npm run assets)");
    }
}
