//! A connection of a device: HTTP/1.1, kept open, driven within the task that asks, so that a request wakes nobody
//! else. It counts bytes where they pass.

use std::{
    convert::Infallible,
    future::{Future as _, poll_fn},
    io,
    net::SocketAddr,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::{
    HeaderMap, Request, StatusCode,
    body::{Body, Frame},
    client::conn::http1::{self, Connection, SendRequest},
};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::timeout,
};

use crate::{chaos::Cut, meter::Failure};

/// A body that is sent whole, or in part and then no further.
pub(crate) struct Sending {
    part: Option<Bytes>,
    stalls: bool,
}

impl Sending {
    /// Nothing, as a GET.
    pub(crate) fn nothing() -> Self {
        Self { part: None, stalls: false }
    }

    /// All of it, or its first half when the request is to be cut so.
    pub(crate) fn of(body: Bytes, cut: Option<Cut>) -> Self {
        let stalls = cut == Some(Cut::Half);
        let part = if stalls { body.slice(..body.len() / 2) } else { body };
        Self { part: Some(part), stalls }
    }
}

impl Body for Sending {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.part.take() {
            Some(part) => Poll::Ready(Some(Ok(Frame::data(part)))),
            // The rest never comes; whoever cuts the request drops the connection.
            None if self.stalls => Poll::Pending,
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.part.is_none() && !self.stalls
    }
}

/// An answer.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Bytes that passed: in, out.
#[derive(Default)]
struct Passed(AtomicU64, AtomicU64);

impl Passed {
    fn both(&self) -> (u64, u64) {
        (self.0.load(Ordering::Relaxed), self.1.load(Ordering::Relaxed))
    }
}

struct Open {
    sender: SendRequest<Sending>,
    connection: Connection<TokioIo<Counted>, Sending>,
    passed: Arc<Passed>,
    outage: u64,
}

/// A place for one connection; it is opened when it is needed.
#[derive(Default)]
pub(crate) struct Line(Option<Open>);

impl Line {
    /// Sends a request and waits for the answer. Also says how many bytes passed in and out, and at which count of
    /// outages the connection was opened.
    pub(crate) async fn ask(
        &mut self,
        server: SocketAddr,
        request: Request<Sending>,
        cut: Option<Cut>,
        patience: Duration,
        outage: u64,
    ) -> (Result<Reply, Failure>, (u64, u64), u64) {
        let mut passed = None;
        let mut opened_at = outage;
        let asked = async {
            let mut open = self.taken(server, outage).await?;
            opened_at = open.outage;
            let before = open.passed.both();
            passed = Some((Arc::clone(&open.passed), before));
            let reply = exchange(&mut open, request).await.map_err(|_| Failure::Broken)?;
            Ok((open, reply))
        };
        // Whatever does not end well drops the connection with what was on it.
        let result = match cut {
            None => timeout(patience, asked).await.unwrap_or(Err(Failure::Timeout)),
            Some(Cut::Half) => timeout(Duration::from_millis(5), asked).await.unwrap_or(Err(Failure::Cut)),
            Some(Cut::Unheard(after)) => timeout(after, asked).await.unwrap_or(Err(Failure::Cut)),
        };
        let bytes = passed.map_or((0, 0), |(passed, (was_in, was_out))| {
            let (is_in, is_out) = passed.both();
            (is_in - was_in, is_out - was_out)
        });
        let reply = result.map(|(open, reply)| {
            if !open.sender.is_closed() {
                self.0 = Some(open);
            }
            reply
        });
        (reply, bytes, opened_at)
    }

    /// The open connection, or a new one when there is none or the server has closed it meanwhile.
    async fn taken(&mut self, server: SocketAddr, outage: u64) -> Result<Open, Failure> {
        if let Some(mut open) = self.0.take() {
            let closed = poll_fn(|cx| Poll::Ready(Pin::new(&mut open.connection).poll(cx).is_ready())).await;
            if !closed && !open.sender.is_closed() {
                return Ok(open);
            }
        }
        let stream = TcpStream::connect(server).await.map_err(|_| Failure::Connect)?;
        stream.set_nodelay(true).map_err(|_| Failure::Connect)?;
        let passed = Arc::<Passed>::default();
        let counted = TokioIo::new(Counted { stream, passed: Arc::clone(&passed) });
        let (sender, connection) = http1::handshake(counted).await.map_err(|_| Failure::Connect)?;
        Ok(Open { sender, connection, passed, outage })
    }
}

/// Drives the connection and the request together.
async fn exchange(open: &mut Open, request: Request<Sending>) -> hyper::Result<Reply> {
    let Open { sender, connection, .. } = open;
    let mut asked = pin!(async {
        sender.ready().await?;
        let (head, body) = sender.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Reply { status: head.status, headers: head.headers, body })
    });
    let mut driven = false;
    poll_fn(|cx| {
        if let Poll::Ready(reply) = asked.as_mut().poll(cx) {
            return Poll::Ready(reply);
        }
        // A connection that has ended has told the request so; it must not be polled again.
        driven = driven || Pin::new(&mut *connection).poll(cx).is_ready();
        asked.as_mut().poll(cx)
    })
    .await
}

/// A stream that counts what passes.
struct Counted {
    stream: TcpStream,
    passed: Arc<Passed>,
}

impl AsyncRead for Counted {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, into);
        self.passed.0.fetch_add((into.filled().len() - before) as u64, Ordering::Relaxed);
        read
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.stream).poll_write(cx, from);
        self.wrote(wrote)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        from: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.stream).poll_write_vectored(cx, from);
        self.wrote(wrote)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl Counted {
    fn wrote(&self, wrote: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(bytes)) = &wrote {
            self.passed.1.fetch_add(*bytes as u64, Ordering::Relaxed);
        }
        wrote
    }
}
