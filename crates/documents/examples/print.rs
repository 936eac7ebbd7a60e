//! Prints every paper with its sample data into a folder: `make papers OUT=FOLDER`, or the example itself with `FOLDER [NAME …]`.
//! Each form is printed blank, with what the house proposes, and filled, in both languages: `FR.AK.02-filled-id.pdf`.

use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let wanted: Vec<String> = arguments.collect();
    fs::create_dir_all(&folder)?;
    let press = documents::Press::new();
    let forms = certification::form::samples::papers()
        .map(|(name, data)| (name, documents::Paper::form(data, documents::pictures())));
    for (name, paper) in documents::samples().into_iter().chain(forms) {
        if wanted.is_empty() || wanted.contains(&name) {
            let pdf = press.render(&paper).map_err(|error| format!("{name}: {error}"))?;
            fs::write(folder.join(format!("{name}.pdf")), &pdf.bytes)?;
        }
    }
    Ok(())
}
