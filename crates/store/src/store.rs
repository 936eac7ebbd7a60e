//! The store itself: opened on a database and a keyset that belong together.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use futures::future::BoxFuture;
use object_store::ObjectStore;
use sqlx::{ConnectOptions as _, postgres::PgConnectOptions};
use tokio::sync::{Mutex, oneshot};

use crate::{
    clock::Clocks,
    db::{
        Address, Conn, Db,
        pool::{close_postgres, postgres, sqlite_readers},
        sqlite::Options,
    },
    entropy::{Entropy, SystemEntropy, draw},
    error::StoreError,
    files::{self, Files},
    keyset::Keyset,
    migrate,
    ready::Found,
    shared::Shared,
    state::{Pools, Reader},
    transact::{Answer, Ended, Lane, Work, Writer, Writers},
    tx::Tx,
};

/// How to open a store.
#[derive(Clone)]
pub struct StoreConfig {
    /// `sqlite:PATH` or `postgres:URL`.
    pub database_url: String,
    /// `file:DIR` or `s3:URL`.
    pub files: String,
    /// The keyset's file.
    pub keyset_path: PathBuf,
    /// Make the schema and, together with an empty database, the keyset.
    pub create: bool,
    /// Acts that PostgreSQL runs at a time for this process.
    pub writers: usize,
    /// Connections for reading.
    pub readers: usize,
    /// Pages of 4 KiB to which a SQLite database may grow; none: as far as its disk reaches.
    pub sqlite_pages: Option<u32>,
    /// Where keys and nonces come from.
    pub entropy: Arc<dyn Entropy>,
}

impl StoreConfig {
    /// The usual settings for a database, a place for files and a keyset; nothing is created.
    #[must_use]
    pub fn new(database_url: impl Into<String>, files: impl Into<String>, keyset_path: impl Into<PathBuf>) -> Self {
        Self {
            database_url: database_url.into(),
            files: files.into(),
            keyset_path: keyset_path.into(),
            create: false,
            writers: 8,
            readers: 8,
            sqlite_pages: None,
            entropy: Arc::new(SystemEntropy),
        }
    }

    /// Creates what is missing.
    #[must_use]
    pub const fn create(mut self, create: bool) -> Self {
        self.create = create;
        self
    }
}

impl std::fmt::Debug for StoreConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Both addresses may carry passwords.
        f.debug_struct("StoreConfig").field("keyset_path", &self.keyset_path).finish_non_exhaustive()
    }
}

#[derive(Debug)]
enum Way {
    Sqlite { writer: Writer },
    Postgres(Writers),
}

#[derive(Debug)]
struct Inner {
    shared: Arc<Shared>,
    pools: Pools,
    way: Mutex<Option<Arc<Way>>>,
    /// Says when the writer of SQLite has ended.
    ended: Mutex<Option<oneshot::Receiver<()>>>,
    objects: OnceLock<Arc<dyn ObjectStore>>,
    config: StoreConfig,
    /// Names this process among those that share the database.
    node: String,
    found: Mutex<Option<Found>>,
}

/// The store; clones are the same store.
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

impl Store {
    /// Opens the store: connects, brings the schema up to date, and sees that the keyset is the
    /// database's own.
    ///
    /// # Errors
    /// When the database cannot be reached, is empty and `create` is not set, was made by a newer
    /// program, or belongs to another keyset.
    pub async fn open(config: StoreConfig, clocks: Clocks) -> Result<Self, StoreError> {
        let address = Address::parse(&config.database_url)?;
        match address {
            Address::Sqlite(path) => Self::open_sqlite(config, clocks, path).await,
            Address::Postgres(url) => Self::open_postgres(config, clocks, &url).await,
        }
    }

    async fn open_sqlite(config: StoreConfig, clocks: Clocks, path: PathBuf) -> Result<Self, StoreError> {
        if config.create
            && let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder)?;
        }
        if config.create {
            private(&path)?;
        }
        let options = Options::new(path, config.create, config.sqlite_pages);
        let mut conn = match options.writer() {
            Ok(conn) => Conn::Sqlite(Box::new(conn)),
            Err(_) if !options.path().exists() => {
                return Err(StoreError::Configuration(format!("there is no database at {}", options.path().display())));
            }
            Err(error) => return Err(error),
        };
        let keyset = prepare(&mut conn, &config, &clocks).await?;
        let shared =
            Arc::new(Shared::new(Db::Sqlite, clocks, config.entropy.clone(), keyset, config.keyset_path.clone()));
        let pool = sqlite_readers(options, config.readers)?;
        let (writer, ended) = Writer::start(conn, shared.clone())?;
        Ok(Self::with(config, shared, Pools::Sqlite(pool), Way::Sqlite { writer }, Some(ended)))
    }

    async fn open_postgres(config: StoreConfig, clocks: Clocks, url: &str) -> Result<Self, StoreError> {
        let options: PgConnectOptions =
            url.parse().map_err(|_| StoreError::Configuration("the PostgreSQL URL cannot be read".into()))?;
        let options = options.application_name("kompeten").statement_cache_capacity(300).disable_statement_logging();
        let mut pool = postgres(options.clone(), config.readers + config.writers)?;
        let mut conn = Conn::Postgres(pool.get().await.map_err(|error| unreachable(error.into()))?);
        // What is told to be kept must outlast a power cut, whatever the server or the role has as its habit. A habit
        // that is stricter still is left.
        let habit = conn.rows("SELECT current_setting('synchronous_commit') AS habit", &[]).await?;
        if habit.first().map_or(Ok(false), |row| Ok::<_, StoreError>(row.text("habit")? == "off"))? {
            drop(conn);
            close_postgres(&pool).await;
            pool = postgres(options.options([("synchronous_commit", "on")]), config.readers + config.writers)?;
            conn = Conn::Postgres(pool.get().await.map_err(|error| unreachable(error.into()))?);
        }
        let keyset = prepare(&mut conn, &config, &clocks).await?;
        drop(conn);
        let shared =
            Arc::new(Shared::new(Db::Postgres, clocks, config.entropy.clone(), keyset, config.keyset_path.clone()));
        let writers = Writers::new(pool.clone(), shared.clone(), config.writers);
        Ok(Self::with(config, shared, Pools::Postgres(pool), Way::Postgres(writers), None))
    }

    fn with(
        config: StoreConfig,
        shared: Arc<Shared>,
        pools: Pools,
        way: Way,
        ended: Option<oneshot::Receiver<()>>,
    ) -> Self {
        Self(Arc::new(Inner {
            shared,
            pools,
            way: Mutex::new(Some(Arc::new(way))),
            ended: Mutex::new(ended),
            objects: OnceLock::new(),
            node: hex::encode(draw::<8>(&*config.entropy)),
            found: Mutex::new(None),
            config,
        }))
    }

    /// Which engine it stands on.
    #[must_use]
    pub fn engine(&self) -> Db {
        self.0.shared.engine
    }

    /// Its clocks.
    #[must_use]
    pub fn clocks(&self) -> &Clocks {
        &self.0.shared.clocks
    }

    /// Its keyset.
    #[must_use]
    pub fn keyset(&self) -> Arc<Keyset> {
        self.0.shared.keyset()
    }

    /// Its settings.
    #[must_use]
    pub fn config(&self) -> &StoreConfig {
        &self.0.config
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.0.shared
    }

    pub(crate) fn node(&self) -> &str {
        &self.0.node
    }

    pub(crate) fn found(&self) -> &Mutex<Option<Found>> {
        &self.0.found
    }

    /// Reads what is committed.
    #[must_use]
    pub fn reader(&self) -> Reader {
        Reader::new(self.0.pools.clone(), self.0.shared.clone())
    }

    /// Its files.
    ///
    /// # Errors
    /// When the place for files cannot be used.
    pub fn files(&self) -> Result<Files, StoreError> {
        let objects = match self.0.objects.get() {
            Some(objects) => objects.clone(),
            None => {
                let objects = files::open_place(&self.0.config.files)?;
                self.0.objects.get_or_init(|| objects).clone()
            }
        };
        Ok(Files::new(self.clone(), objects))
    }

    /// Runs an act's work as one transaction and answers what it answered, once it is durable.
    /// `Err` undoes what this work did, and nothing else. The work may run more than once,
    /// so it must do nothing but through its [`Tx`].
    ///
    /// # Errors
    /// What the work refused with, or a fault of the store turned into `E`.
    pub async fn transact<T, E>(
        &self,
        lane: Lane,
        work: impl for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (work, answer) = Answer::of(work);
        answer.after(self.run(lane, work).await?)
    }

    async fn run(&self, lane: Lane, work: Work) -> Result<Ended, StoreError> {
        let way = self.0.way.lock().await.clone().ok_or(StoreError::Closing)?;
        match &*way {
            Way::Sqlite { writer } => writer.transact(lane, work).await,
            Way::Postgres(writers) => writers.transact(lane, work).await,
        }
    }

    /// Has the engine count those tables again that at least doubled since it did: a plan made for a small table reads
    /// all of it, and is kept until then. For work that writes much in a short time; PostgreSQL counts by itself, but a
    /// minute later. SQLite plans without counting.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn count_grown_tables(&self) -> Result<(), StoreError> {
        let Some(grown) = self.engine().grown() else { return Ok(()) };
        let mut conn = self.0.pools.acquire().await?;
        for row in conn.rows(grown, &[]).await? {
            conn.script(&format!("ANALYZE {}", row.text("tbl")?)).await?;
        }
        Ok(())
    }

    /// Ends when a job was enqueued in this process since the last time: what a worker waits for
    /// beside its timer.
    pub async fn new_jobs(&self) {
        self.0.shared.new_jobs.notified().await;
    }

    /// Finishes what is under way and closes every connection.
    pub async fn close(&self) {
        drop(self.0.way.lock().await.take());
        if let Some(ended) = self.0.ended.lock().await.take() {
            // The writer ends by itself when the last act is answered.
            drop(ended.await);
        }
        self.0.pools.close().await;
    }
}

/// Makes an empty database where there is none, which only its owner may read: names stand in it, and SQLite gives what
/// it writes beside it the same permissions.
fn private(path: &std::path::Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
}

/// What is told of a server that cannot be reached; anything else is told as it is.
fn unreachable(error: StoreError) -> StoreError {
    match error {
        StoreError::Database(sqlx::Error::Io(why)) => StoreError::Unreachable(why.to_string()),
        StoreError::Database(sqlx::Error::PoolTimedOut) => StoreError::Unreachable("nothing came back".to_owned()),
        other => other,
    }
}

/// Brings schema and keyset together, in one transaction.
async fn prepare(conn: &mut Conn, config: &StoreConfig, clocks: &Clocks) -> Result<Keyset, StoreError> {
    if !config.create && migrate::is_empty(conn).await? {
        return Err(StoreError::Configuration("the database is empty".into()));
    }
    let now = clocks.machine.now();
    let begin = match conn.engine() {
        Db::Sqlite => conn.engine().begin(),
        // Nodes that start together wait for the schema's lock, and then must see what the first one did.
        Db::Postgres => "BEGIN",
    };
    conn.execute(begin, &[]).await?;
    let prepared = async {
        migrate::run(conn, now).await?;
        keyset_of(conn, config, now).await
    }
    .await;
    match prepared {
        Ok(keyset) => {
            conn.execute("COMMIT", &[]).await?;
            Ok(keyset)
        }
        Err(error) => {
            conn.execute("ROLLBACK", &[]).await?;
            Err(error)
        }
    }
}

/// The keyset that belongs to the database; a new one for an empty database.
async fn keyset_of(conn: &mut Conn, config: &StoreConfig, now: i64) -> Result<Keyset, StoreError> {
    let path = &config.keyset_path;
    let read = Keyset::read(path)?;
    let instance = conn.rows("SELECT keyset FROM instance", &[]).await?;
    match (instance.first(), read) {
        (Some(row), Some(keyset)) if row.text("keyset")? == keyset.fingerprint() => Ok(keyset),
        (Some(_), Some(_)) => Err(StoreError::Keyset(format!(
            "the keyset {} belongs to another database; without its own, this one cannot be read",
            path.display()
        ))),
        (Some(_), None) => Err(StoreError::Keyset(format!(
            "there is no keyset at {}; without its own, this database cannot be read",
            path.display()
        ))),
        (None, read) => {
            let keyset = match read {
                Some(keyset) => keyset,
                None => {
                    let keyset = Keyset::generate(&*config.entropy, now);
                    keyset.create(path)?;
                    keyset
                }
            };
            conn.execute(
                "INSERT INTO instance (id, keyset, created_at) VALUES (1, $1, $2)",
                &[keyset.fingerprint().into(), now.into()],
            )
            .await?;
            Ok(keyset)
        }
    }
}
