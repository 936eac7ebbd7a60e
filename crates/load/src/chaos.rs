//! What goes wrong on purpose, and the server to which it happens.

use std::{
    future::Future,
    io,
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::Instant,
};

use crate::{chance::Chance, plan::Chaos};

/// The server that is measured. Who starts it as a child process implements this; [`Standing`] is for one that
/// stands on its own.
pub trait Server: Send {
    /// Kills it without warning (`SIGKILL`) and waits until it is dead.
    ///
    /// # Errors
    /// It cannot be killed.
    fn kill(&mut self) -> io::Result<()>;

    /// Starts it again on the same address and the same record; done when it answers.
    ///
    /// # Errors
    /// It does not come back.
    fn start(&mut self) -> impl Future<Output = io::Result<()>> + Send;

    /// Its process now, to be measured.
    fn process(&self) -> Option<u32>;

    /// The first process of its database; `None` when it has none of its own, as with SQLite. It is not killed.
    fn database(&self) -> Option<u32>;
}

/// A server that the caller did not start: measured where its process is known, never killed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Standing {
    /// Its process.
    pub process: Option<u32>,
    /// The first process of its database.
    pub database: Option<u32>,
}

impl Server for Standing {
    fn kill(&mut self) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "this server was not started here and is not killed"))
    }

    async fn start(&mut self) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "this server was not started here"))
    }

    fn process(&self) -> Option<u32> {
        self.process
    }

    fn database(&self) -> Option<u32> {
        self.database
    }
}

/// Waits until a server answers HTTP at that address, for those who implement [`Server::start`].
///
/// # Errors
/// It did not within that time.
pub async fn answers(address: SocketAddr, within: Duration) -> io::Result<()> {
    let asked = async {
        loop {
            if answers_once(address).await.unwrap_or(false) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(within, asked)
        .await
        .map_err(|_| io::Error::new(io::ErrorKind::TimedOut, format!("no answer from {address} within {within:?}")))
}

async fn answers_once(address: SocketAddr) -> io::Result<bool> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes()).await?;
    let mut begin = [0; 5];
    stream.read_exact(&mut begin).await?;
    Ok(&begin == b"HTTP/")
}

/// Counts outages: even while the server is up, odd while it is down.
#[derive(Default)]
pub(crate) struct Outages(AtomicU64);

impl Outages {
    pub(crate) fn now(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }

    /// It goes down or comes up.
    pub(crate) fn turn(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// How a request is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Half of its body is sent, then the connection breaks.
    Half,
    /// The connection breaks after that time; the server may have taken the request or not.
    Unheard(Duration),
}

impl Chaos {
    /// When to kill: one random moment in each of equal parts of the run.
    pub(crate) fn kill_times(&self, seed: u64, begin: Instant, lasts: Duration) -> Vec<Instant> {
        let mut chance = Chance::new(seed, u64::MAX);
        let part = lasts / self.kills.max(1);
        (0..self.kills).map(|number| begin + part * number + chance.within(part)).collect()
    }

    /// Whether and how the next request is cut.
    pub(crate) fn cut(&self, chance: &mut Chance) -> Option<Cut> {
        if !chance.happens(self.cut) {
            return None;
        }
        Some(if chance.happens(0.5) { Cut::Half } else { Cut::Unheard(chance.within(Duration::from_millis(30))) })
    }

    /// How wrong a device's clock is, microseconds.
    pub(crate) fn skewed(&self, chance: &mut Chance) -> i64 {
        let off = i64::try_from(chance.within(self.skew).as_micros()).unwrap_or(0);
        if chance.happens(0.5) { off } else { -off }
    }
}
