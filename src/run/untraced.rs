//! A run without narration: both ends as they are, what each prints line by line. For
//! systems that cannot trace, and on request.

use super::outcome::Outcome;
use super::spec::{ProgramSpec, RunSpec};
use super::system::die_with_us;
use crate::lesson::catalogue::Cue;
use crate::narrate::message::Run;
use crate::narrate::problem::Problem;
use crate::narrate::{Failure, Result, message, remark};
use crate::terminal::escape::line as escaped;
use crate::terminal::say::say;
use event::End;
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

/// Runs to the end. `why` says in a line why it is not narrated.
///
/// # Errors
/// If an end cannot be started, or a signal breaks it off.
pub fn run(spec: &RunSpec, why: &str) -> Result<Outcome> {
    for said in spec.remarks.iter().map(remark).chain([why.to_owned()]) {
        say(&said)?;
    }
    let (sender, news) = mpsc::channel();
    let mut pair = Pair {
        ends: BTreeMap::new(),
        news,
        interrupted: &spec.context.interrupted,
        deadline: Instant::now() + LONGEST,
    };
    for program in &spec.programs {
        pair.start(program, &sender)?;
        if program.end == End::Server {
            // Its first line says that it listens.
            while pair.is_open(program.end)
                && pair.hear(LONGEST)?.is_some_and(|(_, line)| line.is_none())
            {}
        }
    }
    drop(sender);
    for cue in &spec.script {
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
    fn start(&mut self, spec: &ProgramSpec, news: &Sender<News>) -> Result<()> {
        let end = spec.end;
        let mut command = Command::new(&spec.program);
        command.args(&spec.arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        die_with_us(&mut command);
        let mut child = command.spawn().map_err(|error| Problem::CannotStart {
            program: spec.program.clone(),
            error: error.to_string(),
        })?;
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
                    writeln!(io::stdout(), "{end:>9} < {}", escaped(line.as_bytes()))?;
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
                return Err(Failure::Interrupted);
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
            Some(line) => writeln!(io::stdout(), "{end:>9} │ {}", escaped(line))?,
            None => {
                if let Some(running) = self.ends.get_mut(end) {
                    running.open -= 1;
                }
            }
        }
        Ok(())
    }

    /// Waits for the clients to end, then stops a server that would go on for ever.
    fn finish(mut self) -> Result<Outcome> {
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
                None => message(Run::PlainStopped),
                Some(status) => {
                    success &= status.success();
                    match status.code() {
                        Some(code) => message(Run::PlainExit { code }),
                        None => status.to_string(),
                    }
                }
            };
            writeln!(io::stdout(), "{end:>9}   {words}")?;
        }
        Ok(Outcome::new(success))
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
