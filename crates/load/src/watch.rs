//! Measures the processes of a play: the server over all its lives, its database, and this load itself.

use crate::{
    chaos::Server,
    plan::LoadFault,
    process::{self, Usage},
};

/// What the processes used during the play, over all the server's lives.
pub(crate) struct Watch {
    process: Option<u32>,
    database: Option<u32>,
    since: f64,
    /// Seconds of lives that have ended.
    ended: f64,
    database_since: f64,
    own_since: f64,
    pub(crate) peak_rss: Option<u64>,
    pub(crate) database_peak_rss: Option<u64>,
}

impl Watch {
    pub(crate) fn begin<S: Server>(server: &S) -> Result<Self, LoadFault> {
        let (process, database) = (server.process(), server.database());
        let mut watch = Self {
            process,
            database,
            since: 0.0,
            ended: 0.0,
            database_since: 0.0,
            own_since: process::usage(std::process::id()).map_err(LoadFault::Process)?.cpu_seconds,
            peak_rss: None,
            database_peak_rss: None,
        };
        (watch.since, watch.database_since) = watch.look()?;
        Ok(watch)
    }

    /// Seconds of server and database up to now; notes their memory.
    pub(crate) fn look(&mut self) -> Result<(f64, f64), LoadFault> {
        let server = self.process.map(process::usage).transpose().map_err(LoadFault::Process)?;
        let database = self.database.map(process::family).transpose().map_err(LoadFault::Process)?;
        self.peak_rss = self.peak_rss.max(server.map(|usage| usage.peak_rss));
        self.database_peak_rss = self.database_peak_rss.max(database.map(|usage| usage.peak_rss));
        let seconds = |usage: Option<Usage>| usage.unwrap_or_default().cpu_seconds;
        Ok((seconds(server), seconds(database)))
    }

    /// The server is about to be killed.
    pub(crate) fn life_ends(&mut self) {
        if let Ok((server, _)) = self.look() {
            self.ended += server - self.since;
        }
        self.process = None;
        self.since = 0.0;
    }

    /// It lives again; what its start cost is not counted with the requests.
    pub(crate) fn life_begins<S: Server>(&mut self, server: &S) -> Result<(), LoadFault> {
        self.process = server.process();
        self.since = self.look()?.0;
        Ok(())
    }

    /// Seconds that server, database and this load itself took during the play; the first two where known.
    pub(crate) fn end(&mut self) -> Result<(Option<f64>, Option<f64>, f64), LoadFault> {
        let seen = self.look().ok();
        let own = process::usage(std::process::id()).map_err(LoadFault::Process)?.cpu_seconds - self.own_since;
        let server = seen.filter(|_| self.process.is_some()).map(|(server, _)| self.ended + server - self.since);
        let database = seen.filter(|_| self.database.is_some()).map(|(_, it)| it - self.database_since);
        Ok((server, database, own))
    }
}
