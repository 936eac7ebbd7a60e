//! What a process costs, as Linux tells it under `/proc`: processor time and memory, of one process or of a whole
//! family such as a PostgreSQL server with its back ends.

use std::{fs, io};

/// What a process, or a family of them, has used so far and holds now.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Usage {
    /// Processor time, seconds: user and system, all threads.
    pub cpu_seconds: f64,
    /// Memory it holds, bytes. Of a family: what its members share is counted once.
    pub rss: u64,
    /// The most it has held since it began, bytes; of a family, the same as `rss`.
    pub peak_rss: u64,
}

/// Usage of one process.
///
/// # Errors
/// The process is gone, or the system does not say.
pub fn usage(pid: u32) -> io::Result<Usage> {
    let stat = Stat::read(pid)?;
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let rss = kilobytes(&status, "VmRSS:").unwrap_or(0);
    let peak_rss = kilobytes(&status, "VmHWM:").unwrap_or(rss);
    Ok(Usage { cpu_seconds: seconds(stat.own), rss, peak_rss })
}

/// Usage of a process and all its descendants, with the time of those that have ended and were waited for: that is
/// what PostgreSQL's first process does with its back ends, so none of their time is missed.
///
/// # Errors
/// The root process is gone, or the system does not say.
pub fn family(root: u32) -> io::Result<Usage> {
    let all = all()?;
    let mut members = vec![root];
    let mut next = 0;
    while let Some(parent) = members.get(next).copied() {
        members.extend(all.iter().filter(|(_, stat)| stat.parent == parent).map(|(pid, _)| *pid));
        next += 1;
    }
    if !all.iter().any(|(pid, _)| *pid == root) {
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("no process {root}")));
    }
    let mut cpu_seconds = 0.0;
    let mut memory = Memory::default();
    for (pid, stat) in all.iter().filter(|(pid, _)| members.contains(pid)) {
        cpu_seconds += seconds(stat.own + stat.children);
        memory = memory.with(Memory::read(*pid));
    }
    let rss = memory.own + memory.shared + memory.files;
    Ok(Usage { cpu_seconds, rss, peak_rss: rss })
}

/// The processes of that name whose parent has another one: the roots of such families.
///
/// # Errors
/// The system does not list its processes.
pub fn roots_named(name: &str) -> io::Result<Vec<u32>> {
    let all = all()?;
    let is_named = |pid: u32| all.iter().any(|(other, stat)| *other == pid && stat.name == name);
    Ok(all.iter().filter(|(pid, stat)| is_named(*pid) && !is_named(stat.parent)).map(|(pid, _)| *pid).collect())
}

/// What `/proc/PID/stat` says.
struct Stat {
    name: String,
    parent: u32,
    /// Ticks of its own.
    own: u64,
    /// Ticks of children that ended and were waited for.
    children: u64,
}

impl Stat {
    fn read(pid: u32) -> io::Result<Self> {
        let text = fs::read_to_string(format!("/proc/{pid}/stat"))?;
        Self::parse(&text).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, format!("/proc/{pid}/stat")))
    }

    fn parse(text: &str) -> Option<Self> {
        // The name stands in brackets and may hold blanks and brackets itself.
        let (before, after) = text.rsplit_once(')')?;
        let (_, name) = before.split_once('(')?;
        let fields: Vec<&str> = after.split_whitespace().collect();
        let ticks = |place: usize| fields.get(place)?.parse::<u64>().ok();
        Some(Self {
            name: name.to_owned(),
            parent: fields.get(1)?.parse().ok()?,
            own: ticks(11)? + ticks(12)?,
            children: ticks(13)? + ticks(14)?,
        })
    }
}

/// All processes; one that ends meanwhile is left out.
fn all() -> io::Result<Vec<(u32, Stat)>> {
    let pids = fs::read_dir("/proc")?.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    Ok(pids.filter_map(|pid| Some((pid, Stat::read(pid).ok()?))).collect())
}

/// Memory of a family, bytes. What its members share (PostgreSQL's buffers, the program itself) is as large as the
/// member that has touched most of it.
#[derive(Default)]
struct Memory {
    own: u64,
    shared: u64,
    files: u64,
}

impl Memory {
    /// Of one process; nothing of one that is gone. The exact share of each would cost the kernel a walk through all
    /// pages of all members, in the middle of what is measured.
    fn read(pid: u32) -> Self {
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        let of = |key: &str| kilobytes(&status, key).unwrap_or(0);
        Self { own: of("RssAnon:"), shared: of("RssShmem:"), files: of("RssFile:") }
    }

    fn with(self, other: Self) -> Self {
        Self { own: self.own + other.own, shared: self.shared.max(other.shared), files: self.files.max(other.files) }
    }
}

fn kilobytes(text: &str, key: &str) -> Option<u64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(key))?;
    Some(rest.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}

#[expect(clippy::cast_precision_loss, reason = "ticks of a process stay far below 2^52")]
fn seconds(ticks: u64) -> f64 {
    ticks as f64 / rustix::param::clock_ticks_per_second() as f64
}

#[cfg(test)]
mod tests {
    use std::{
        process::{Command, Stdio},
        time::{Duration, Instant},
    };

    use super::*;

    #[test]
    fn a_name_with_brackets_and_blanks_does_not_shift_the_fields() {
        let text = "42 (odd ) name) S 7 1 1 0 -1 4194304 100 0 0 0 250 50 30 20 20 0 1 0 100 1000 10";
        let stat = Stat::parse(text).expect("as Linux writes it");
        assert_eq!((stat.name.as_str(), stat.parent, stat.own, stat.children), ("odd ) name", 7, 300, 50));
    }

    #[test]
    fn time_spent_by_this_process_is_seen() {
        let before = usage(std::process::id()).expect("this process lives");
        let begin = Instant::now();
        let mut sum = 0_u64;
        while begin.elapsed() < Duration::from_millis(300) {
            sum = sum.wrapping_mul(31).wrapping_add(1);
        }
        let after = usage(std::process::id()).expect("this process lives");
        assert!(after.cpu_seconds > before.cpu_seconds, "{before:?} {after:?} {sum}");
        assert!(after.rss > 100_000 && after.peak_rss >= after.rss, "{after:?}");
    }

    #[test]
    fn a_family_counts_children_alive_and_dead() {
        // A shell with a child that has worked and ended, and one that still lives.
        let script = "i=0; (while [ $i -lt 60000 ]; do i=$((i+1)); done); sleep 30 & echo ready; wait";
        let mut shell =
            Command::new("sh").args(["-c", script]).stdout(Stdio::piped()).spawn().expect("a shell is there");
        let mut said = [0; 5];
        std::io::Read::read_exact(shell.stdout.as_mut().expect("piped"), &mut said).expect("it says ready");
        let own = usage(shell.id()).expect("it lives");
        let all = family(shell.id()).expect("it lives");
        let sleeper = super::all().expect("listed").into_iter().find(|(_, stat)| stat.parent == shell.id());
        shell.kill().expect("ours");
        shell.wait().expect("ours");
        if let Some((pid, _)) = sleeper {
            let pid = rustix::process::Pid::from_raw(i32::try_from(pid).expect("a pid")).expect("not zero");
            rustix::process::kill_process(pid, rustix::process::Signal::KILL).expect("ours");
        } else {
            panic!("the sleeper was not seen");
        }
        assert!(all.cpu_seconds > own.cpu_seconds, "{own:?} {all:?}");
        assert!(family(shell.id()).is_err(), "it is gone");
    }
}
