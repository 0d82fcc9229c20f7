//! A run without narration: both ends as they are, what each prints line by line. For
//! systems that cannot trace, and on request.

use crate::call::End;
use crate::catalogue::Cue;
use crate::narrate::{problems, quote};
use crate::performance::die_with_us;
use crate::scene::{Scene, Success};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long an answer to a typed line may take before the next one is typed. Without
/// tracing nobody can know whether one is still to come.
const ANSWER: Duration = Duration::from_secs(2);
/// A guard against hanging.
const LONGEST: Duration = Duration::from_secs(60);
/// How often a signal is looked for.
const GLANCE: Duration = Duration::from_millis(50);

/// What an end did: printed a line, or closed one of its two outputs.
type News = (End, Option<Vec<u8>>);

pub fn run(scene: &Scene, remarks: &[String]) -> Result<Success> {
    for remark in remarks {
        writeln!(io::stdout(), "{remark}")?;
    }
    let (sender, news) = mpsc::channel();
    let mut pair = Pair {
        ends: BTreeMap::new(),
        news,
        interrupted: &scene.interrupted,
        deadline: Instant::now() + LONGEST,
    };
    for end in scene.lesson.ends {
        pair.start(*end, scene, &sender)?;
        if *end == End::Server {
            // Its first line says that it listens.
            pair.wait_for(LONGEST, |from, _| from == End::Server)?;
        }
    }
    drop(sender);
    for cue in scene.lesson.script {
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
    fn start(&mut self, end: End, scene: &Scene, news: &Sender<News>) -> Result<()> {
        let mut command = Command::new(&scene.program);
        command.args(scene.arguments(end));
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        die_with_us(&mut command);
        let mut child = command
            .spawn()
            .with_context(|| format!("could not start {}", scene.program.display()))?;
        if let Some(output) = child.stdout.take() {
            watch(end, output, news.clone());
        }
        if let Some(output) = child.stderr.take() {
            watch(end, output, news.clone());
        }
        self.ends.insert(end, Running { child, open: 2 });
        Ok(())
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
        self.wait_for(ANSWER, |from, _| from != end)
    }

    /// Shows what comes until it is what was waited for, or the time is up, or nobody is
    /// left to print.
    fn wait_for(&mut self, time: Duration, is_it: impl Fn(End, &News) -> bool) -> Result<()> {
        let until = Instant::now() + time;
        loop {
            if self.interrupted.load(Ordering::Relaxed) != 0 {
                anyhow::bail!(problems::interrupted());
            }
            match self.news.recv_timeout(GLANCE) {
                Ok(news) => {
                    self.show(&news)?;
                    if is_it(news.0, &news) {
                        return Ok(());
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Err(RecvTimeoutError::Timeout) if Instant::now() > until => return Ok(()),
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
            self.wait_for(GLANCE, |_, _| true)?;
        }
        let grace = Instant::now() + ANSWER;
        while speaking(&self, true) && Instant::now() < grace {
            self.wait_for(GLANCE, |_, _| true)?;
        }
        let mut success = true;
        for (end, running) in &mut self.ends {
            let words = match running.child.try_wait()? {
                None => "is stopped: it would wait for ever".to_owned(),
                Some(status) => {
                    success &= status.success();
                    match status.code() {
                        Some(code) => format!("exits with code {code}"),
                        None => format!("{status}"),
                    }
                }
            };
            writeln!(io::stdout(), "{end:>9}   {words}")?;
        }
        Ok(success)
    }
}

/// Hands on what an end prints, line by line.
fn watch(end: End, output: impl Read + Send + 'static, news: Sender<News>) {
    thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            if news.send((end, Some(line))).is_err() {
                return;
            }
        }
        let _ = news.send((end, None));
    });
}
