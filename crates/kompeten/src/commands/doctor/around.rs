//! What stands around a house: how it is reached, the typefaces, the mail server.

use documents::Press;
use workflow::{Mailer, WorkflowError};

use super::{Check, of_faults, well, wrong};
use crate::serving::Reach;

/// How the house is reached.
pub fn configuration(reach: &Reach) -> Check {
    let mut faults = Vec::new();
    let url = reach.url();
    let host = url.split_once("://").map_or("", |(_, rest)| rest);
    let local = ["127.", "localhost", "[::1]"].iter().any(|near| host.starts_with(near));
    if let Err(failure) = reach.check() {
        faults.push(failure.to_string());
    } else if !local && url.starts_with("http://") {
        faults.push(format!("{url} is not https: cameras and secure cookies will not work"));
    }
    for path in [reach.tls_cert(), reach.tls_key()].into_iter().flatten() {
        if let Err(error) = std::fs::File::open(path) {
            faults.push(format!("{} cannot be read: {error}", path.display()));
        }
    }
    let remedy =
        "set KOMPETEN_PUBLIC_URL to the https address people use, and see KOMPETEN_TLS_CERT and KOMPETEN_TLS_KEY";
    of_faults("configuration", &format!("it is reached at {url}"), &faults, remedy)
}

/// Papers need their typefaces.
pub fn fonts() -> Check {
    match Press::new().check_glyphs("Siti Nur’aini – R.91PRP02.021.1") {
        Ok(()) => well("fonts", "papers can be printed"),
        Err(missing) => {
            wrong("fonts", format!("{} signs cannot be printed", missing.0.len()), "build the program again")
        }
    }
}

/// The mail server answers.
pub async fn mail(smtp: Option<&str>) -> Check {
    let Some(smtp) = smtp else { return well("mail", "no mail server; invitations are printed or copied") };
    let tried = match Mailer::new(smtp, "") {
        Ok(mailer) => mailer.check().await,
        Err(error) => Err(error),
    };
    match tried {
        Ok(()) => well("mail", "the mail server answers"),
        Err(error) => wrong(
            "mail",
            match error {
                WorkflowError::Fault(said) => said,
                other => other.to_string(),
            },
            "see the address, user and password in KOMPETEN_SMTP, and that the server lets this machine in; mail that \
             waits is tried again by itself, and invitations can be printed meanwhile",
        ),
    }
}
