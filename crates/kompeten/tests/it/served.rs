//! A server of the binary: plain or over TLS, and how it ends when it is asked to.
#![expect(clippy::disallowed_methods, reason = "a test of a program waits for it; nobody is served by this thread")]

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName, pem::PemObject as _},
};
use store::Db;
use testkit::Place;

use crate::keeping::at;

/// A running server; it is killed where a test breaks off.
pub struct Served {
    child: Child,
    listen: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        // Only where the test broke off: a server that was stopped has ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Served {
    /// A server of the house at that place, once it answers.
    pub fn start(place: &Place, more: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let mut command = at(place, &[&["serve", "--listen", &listen], more].concat());
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let served = Self { child, listen };
        let began = Instant::now();
        while TcpStream::connect(&served.listen).is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "the server does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        served
    }

    fn reach(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.listen).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// SIGTERM, without waiting for the end.
    fn ask_to_stop(&self) {
        assert!(Command::new("kill").arg(self.child.id().to_string()).status().unwrap().success());
    }

    /// SIGTERM, and whether it ended well.
    pub fn stop(mut self) -> bool {
        self.ask_to_stop();
        self.child.wait().unwrap().success()
    }
}

/// A certificate of `localhost` that signs itself, and its key, both as PEM in that folder.
fn certified(folder: &Path) -> (String, String) {
    let path = |name: &str| folder.join(name).display().to_string();
    let (chain, key) = (path("chain.pem"), path("key.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-out", &chain, "-keyout", &key])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (chain, key)
}

/// What a stream answers to a request, until it closes.
fn answer(mut stream: impl std::io::Read + std::io::Write, request: &str) -> String {
    stream.write_all(request.as_bytes()).unwrap();
    let mut told = Vec::new();
    // A server may close TLS without a farewell; what it said before is what counts.
    drop(stream.read_to_end(&mut told));
    String::from_utf8_lossy(&told).into_owned()
}

#[test]
fn given_a_certificate_it_speaks_tls_and_nothing_else() {
    testkit::on(Db::Sqlite, |place| async move {
        let folder = tempfile::tempdir().unwrap();
        let (chain, key) = certified(folder.path());
        let served = Served::start(&place, &["--tls-cert", &chain, "--tls-key", &key]);

        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(&chain).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let client = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let client = Arc::new(client.with_root_certificates(roots).with_no_client_auth());
        let name = ServerName::try_from("localhost").unwrap();
        let secured = StreamOwned::new(ClientConnection::new(client, name).unwrap(), served.reach());
        let page = answer(secured, "GET /pertama HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert!(page.to_lowercase().contains("strict-transport-security"), "{page}");

        let plain = answer(served.reach(), "GET /pertama HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assert!(!plain.contains("HTTP/1.1 200"), "{plain}");
        assert!(served.stop());
    });
}

/// A form of which half has come when the signal does is taken and answered; nothing new is let in.
#[test]
fn a_signal_to_stop_lets_what_is_under_way_end() {
    testkit::on(Db::Sqlite, |place| async move {
        let mut served = Served::start(&place, &[]);
        let body = "akun=seseorang%40contoh.go.id&sandi=bukan-sandi-siapa-pun";
        let (first, rest) = body.split_at(20);
        let mut stream = served.reach();
        let head = format!(
            "POST /masuk HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{first}",
            served.listen,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
        assert!(stream.read(&mut [0]).is_err(), "it answered what had not come yet");

        served.ask_to_stop();
        let began = Instant::now();
        while TcpStream::connect(&served.listen).is_ok() {
            assert!(began.elapsed() < Duration::from_secs(20), "it goes on letting people in");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(served.child.try_wait().unwrap().is_none(), "it ended before what was under way");
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let page = answer(stream, rest);
        assert!(page.starts_with("HTTP/1.1 ") && page.contains("</html>"), "{page}");
        assert!(served.child.wait().unwrap().success());
    });
}
