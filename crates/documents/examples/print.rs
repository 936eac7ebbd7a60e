//! Prints every sample into a folder: `cargo run -p documents --example print -- DIR [NAME …]`.
use std::time::Instant;
fn main() {
    let mut args = std::env::args().skip(1);
    let dir = args.next().unwrap();
    let only: Vec<String> = args.collect();
    let press = documents::Press::new();
    for (name, paper) in documents::samples() {
        if !only.is_empty() && !only.contains(&name) {
            continue;
        }
        let t = Instant::now();
        match press.render(&paper) {
            Ok(pdf) => {
                std::fs::write(format!("{dir}/{name}.pdf"), &pdf.bytes).unwrap();
                println!("{name} {} pages {} KB {:?}", pdf.pages, pdf.bytes.len() / 1024, t.elapsed());
            }
            Err(e) => println!("{name} ERROR {e}"),
        }
    }
}
