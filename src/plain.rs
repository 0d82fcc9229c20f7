//! A run without narration: both ends as they are, what each prints line by line. For
//! systems that cannot trace, and on request.

use crate::call::End;
use crate::catalogue::Cue;
use crate::narrate::{problems, quote};
use crate::performance::die_with_us;
use crate::say::say;
use crate::scene::{Role, Scene, Success};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// Without tracing nobody can know whether an answer is still to come. So the next line
/// is typed as a person would: when nothing has moved on the screen for a while.
const PACE: Duration = Duration::from_millis(250);
/// How long a server may take to end by itself after its clients.
const GRACE: Duration = Duration::from_secs(2);
/// A guard against hanging.
const LONGEST: Duration = Duration::from_secs(60);
/// How often a signal is looked for.
const GLANCE: Duration = Duration::from_millis(50);

/// What an end did: printed a line, or closed one of its two outputs.
type News = (End, Option<Vec<u8>>);

pub fn run(scene: &Scene, why_not_narrated: &str) -> Result<Success> {
    for remark in scene
        .remarks
        .iter()
        .map(String::as_str)
        .chain([why_not_narrated])
    {
        say(remark)?;
    }
    let (sender, news) = mpsc::channel();
    let mut pair = Pair {
        ends: BTreeMap::new(),
        news,
        interrupted: &scene.interrupted,
        deadline: Instant::now() + LONGEST,
    };
    for role in &scene.cast {
        pair.start(role, &sender)?;
        if role.end == End::Server {
            // Its first line says that it listens.
            while pair.is_open(role.end)
                && pair.hear(LONGEST)?.is_some_and(|(_, line)| line.is_none())
            {}
        }
    }
    drop(sender);
    for cue in &scene.script {
        while pair.hear(PACE)?.is_some() {}
        pair.give(cue)?;
    }
    pair.finish()
}

struct Pair<'a> {
    ends: BTreeMap<End, Running>,
    news: Receiver<News>,
    interrupted: &'a AtomicUsize,
    deadline: Instant,
}

struct Running {
    child: Child,
    /// Outputs that are still open.
    open: u8,
}

/// Nothing of the pair survives the run.
impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Pair<'_> {
    fn start(&mut self, role: &Role, news: &Sender<News>) -> Result<()> {
        let end = role.end;
        let mut command = Command::new(&role.program);
        command.args(&role.arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        die_with_us(&mut command);
        let mut child = command
            .spawn()
            .with_context(|| format!("could not start {}", role.program.display()))?;
        let (output, errors) = (child.stdout.take(), child.stderr.take());
        self.ends.insert(end, Running { child, open: 2 });
        if let Some(output) = output {
            watch(end, output, news.clone())?;
        }
        if let Some(errors) = errors {
            watch(end, errors, news.clone())?;
        }
        Ok(())
    }

    fn is_open(&self, end: End) -> bool {
        self.ends.get(&end).is_some_and(|running| running.open > 0)
    }

    fn give(&mut self, cue: &Cue) -> Result<()> {
        let (end, line) = match cue {
            Cue::Type(end, line) => (*end, Some(*line)),
            Cue::EndOfInput(end) => (*end, None),
            Cue::LetGo(_) => return Ok(()),
        };
        if let Some(running) = self.ends.get_mut(&end) {
            match (line, &mut running.child.stdin) {
                (Some(line), Some(keyboard)) => {
                    writeln!(io::stdout(), "{end:>9} < {line}")?;
                    // An end that has ended reads nothing: its exit code tells.
                    let _ = writeln!(keyboard, "{line}");
                }
                (None, keyboard) => *keyboard = None,
                (Some(_), None) => {}
            }
        }
        Ok(())
    }

    /// Waits for the next thing that an end does, and shows it; None when nothing came in
    /// time or nobody is left.
    fn hear(&mut self, time: Duration) -> Result<Option<News>> {
        let until = Instant::now() + time;
        loop {
            if self.interrupted.load(Ordering::Relaxed) != 0 {
                anyhow::bail!(problems::interrupted());
            }
            match self.news.recv_timeout(GLANCE.min(time)) {
                Ok(news) => {
                    self.show(&news)?;
                    return Ok(Some(news));
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) if Instant::now() > until => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn show(&mut self, (end, line): &News) -> Result<()> {
        match line {
            Some(line) => writeln!(io::stdout(), "{end:>9} │ {}", quote::line(line))?,
            None => {
                if let Some(running) = self.ends.get_mut(end) {
                    running.open -= 1;
                }
            }
        }
        Ok(())
    }

    /// Waits for the clients to end, then stops a server that would go on for ever.
    fn finish(mut self) -> Result<Success> {
        let speaking = |pair: &Pair, servers: bool| {
            let mut ends = pair.ends.iter();
            ends.any(|(end, running)| (servers || *end != End::Server) && running.open > 0)
        };
        while speaking(&self, false) && Instant::now() < self.deadline {
            self.hear(GLANCE)?;
        }
        let grace = Instant::now() + GRACE;
        while speaking(&self, true) && Instant::now() < grace {
            self.hear(GLANCE)?;
        }
        let mut success = true;
        for (end, running) in &mut self.ends {
            // Who has closed both outputs is about to end.
            while running.open == 0
                && running.child.try_wait()?.is_none()
                && Instant::now() < self.deadline
            {
                thread::yield_now();
            }
            let words = match running.child.try_wait()? {
                None => problems::plain_stopped().to_owned(),
                Some(status) => {
                    success &= status.success();
                    match status.code() {
                        Some(code) => problems::plain_exit(code),
                        None => status.to_string(),
                    }
                }
            };
            writeln!(io::stdout(), "{end:>9}   {words}")?;
        }
        Ok(success)
    }
}

/// Hands on what an end prints, line by line.
fn watch(end: End, output: impl Read + Send + 'static, news: Sender<News>) -> io::Result<()> {
    thread::Builder::new().spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            if news.send((end, Some(line))).is_err() {
                return;
            }
        }
        let _ = news.send((end, None));
    })?;
    Ok(())
}
