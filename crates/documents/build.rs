//! Writes the list of embedded typefaces. They come from npm packages (`scripts/fonts.mjs`), not from this repository.

use std::fmt::Write as _;
use std::path::Path;

const FACES: [&str; 11] = [
    "SourceSans3_400Regular.ttf",
    "SourceSans3_400Regular_Italic.ttf",
    "SourceSans3_600SemiBold.ttf",
    "SourceSans3_700Bold.ttf",
    "SourceSerif4_400Regular.ttf",
    "SourceSerif4_400Regular_Italic.ttf",
    "SourceSerif4_600SemiBold.ttf",
    "EBGaramond_400Regular.ttf",
    "EBGaramond_400Regular_Italic.ttf",
    "EBGaramond_500Medium.ttf",
    "EBGaramond_600SemiBold.ttf",
];

fn main() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=fonts");
    let mut list =
        String::from("/// The typefaces of the papers, SIL OFL 1.1.\npub(crate) const FACES: [&[u8]; 11] = [\n");
    for face in FACES {
        let path = home.join(face);
        if !path.is_file() {
            println!("cargo::error=the typeface {face} of the papers is missing; run `make setup` once to fetch it");
            return;
        }
        let _ = writeln!(list, "    include_bytes!({:?}),", path.display().to_string());
    }
    list.push_str("];\n");
    #[expect(clippy::disallowed_methods, reason = "cargo tells a build script its folder in the environment")]
    let out = std::env::var_os("OUT_DIR").map(|dir| Path::new(&dir).join("faces.rs"));
    if let Some(Err(error)) = out.map(|path| std::fs::write(path, list)) {
        println!("cargo::error=the list of typefaces could not be written: {error}");
    }
}
