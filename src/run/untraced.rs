//! A run without narration: both ends as they are, what each prints line by line. For
//! systems that cannot trace, and on request.

use super::outcome::Outcome;
use super::spec::{ProgramSpec, RunSpec};
use super::system::{die_with_us, is_at_work};
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
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

/// Without tracing nobody can know whether an answer is still to come. So the next line
/// is typed as a person would: when nothing has moved on the screen for a while.
const PACE: Duration = Duration::from_millis(250);
/// A busy machine may be slower than that. So where the system shows that an end is still at
/// work it gets more time; but one that never rests gets its lines too.
const LONGEST_WORK: Duration = Duration::from_secs(5);
/// How long a server may take to end by itself after its clients.
const GRACE: Duration = Duration::from_secs(2);
/// A guard against hanging.
const LONGEST: Duration = Duration::from_secs(60);
/// Lines that nobody has seen yet. Who prints faster than a terminal shows has to wait.
const MOST_NEWS: usize = 64;
/// Bytes.
const MOST_OF_LINE: u64 = 64 * 1024;
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
    let (interrupted, out) = (&spec.context.signals.interrupted, &mut io::stdout());
    perform(&spec.programs, &spec.script, LONGEST, interrupted, out)
}

/// Without what is said before, and with a guard of this time.
fn perform(
    programs: &[ProgramSpec],
    script: &[Cue],
    longest: Duration,
    interrupted: &AtomicUsize,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let (sender, news) = mpsc::sync_channel(MOST_NEWS);
    let mut pair = Pair {
        ends: BTreeMap::new(),
        news,
        interrupted,
        deadline: Instant::now() + longest,
        out,
    };
    for program in programs {
        pair.start(program, &sender)?;
        if program.end == End::Server {
            pair.wait_for_server()?;
        }
    }
    drop(sender);
    for cue in script {
        pair.wait_for_silence()?;
        // One who never falls silent does not hold this up for ever.
        if !pair.has_time() {
            break;
        }
        pair.give(cue)?;
    }
    pair.finish()
}

struct Pair<'a> {
    out: &'a mut dyn Write,
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
    fn has_time(&self) -> bool {
        Instant::now() < self.deadline
    }

    fn wait_for_silence(&mut self) -> Result<()> {
        let mut last_heard = Instant::now();
        while self.has_time() {
            if self.hear(PACE)?.is_some() {
                last_heard = Instant::now();
            } else if last_heard.elapsed() > LONGEST_WORK || !self.is_at_work() {
                break;
            }
        }
        Ok(())
    }

    /// Its first line says that it listens. One that says nothing has had the time for it.
    fn wait_for_server(&mut self) -> Result<()> {
        let begun = Instant::now();
        while self.is_open(End::Server) && self.has_time() {
            match self.hear(PACE)? {
                Some((_, Some(_))) => break,
                None if begun.elapsed() > GRACE && !self.is_at_work() => break,
                Some((_, None)) | None => {}
            }
        }
        Ok(())
    }

    fn is_at_work(&self) -> bool {
        let mut ends = self.ends.values();
        ends.any(|running| is_at_work(running.child.id()))
    }

    fn start(&mut self, spec: &ProgramSpec, news: &SyncSender<News>) -> Result<()> {
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
                    writeln!(self.out, "{end:>9} < {}", escaped(line.as_bytes()))?;
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
            Some(line) => writeln!(self.out, "{end:>9} │ {}", escaped(line))?,
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
        while speaking(&self, false) && self.has_time() {
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
            writeln!(self.out, "{end:>9}   {words}")?;
        }
        Ok(Outcome::new(success))
    }
}

/// Hands on what an end prints, line by line; a line that is too long, in pieces.
fn watch(end: End, output: impl Read + Send + 'static, news: SyncSender<News>) -> io::Result<()> {
    thread::Builder::new().spawn(move || {
        let mut output = BufReader::new(output);
        loop {
            let mut line = Vec::new();
            let got = output
                .by_ref()
                .take(MOST_OF_LINE)
                .read_until(b'\n', &mut line);
            if !matches!(got, Ok(1..)) {
                break;
            }
            line.pop_if(|byte| *byte == b'\n');
            if news.send((end, Some(line))).is_err() {
                return;
            }
        }
        let _ = news.send((end, None));
    })?;
    Ok(())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn shell(end: End, script: &str) -> ProgramSpec {
        let arguments = vec!["-c".to_owned(), script.to_owned()];
        ProgramSpec::new(end, "/bin/sh".into(), arguments)
    }

    #[test]
    fn one_who_never_falls_silent_does_not_outlive_the_guard() {
        let programs = [
            shell(End::Server, "while echo line; do sleep 0.05; done"),
            shell(End::Client(1), "while echo line; do sleep 0.05; done"),
        ];
        let script = [Cue::Type(End::Server, "hello")];
        let mut out = Vec::new();
        let guard = Duration::from_millis(500);
        let done = perform(&programs, &script, guard, &AtomicUsize::new(0), &mut out);
        assert!(done.is_ok());
        let out = String::from_utf8_lossy(&out);
        let stopped = "   server   is stopped: it would wait for ever\n   \
                       client   is stopped: it would wait for ever\n";
        assert!(out.ends_with(stopped) && !out.contains("hello"), "{out}");
    }

    #[test]
    fn a_server_that_says_nothing_gets_its_client_all_the_same() {
        let programs = [
            shell(End::Server, "sleep 30"),
            shell(End::Client(1), "echo here"),
        ];
        let mut out = Vec::new();
        let guard = Duration::from_secs(20);
        let done = perform(&programs, &[], guard, &AtomicUsize::new(0), &mut out);
        assert!(done.is_ok());
        let out = String::from_utf8_lossy(&out);
        assert!(out.contains("client │ here"), "{out}");
    }

    #[test]
    fn a_line_without_end_comes_in_pieces() {
        let (sender, news) = mpsc::sync_channel(MOST_NEWS);
        let bytes = [vec![b'a'; MOST_OF_LINE as usize + 1], b"\nb\n\nc".to_vec()].concat();
        watch(End::Server, io::Cursor::new(bytes), sender).expect("a thread");
        let lengths: Vec<_> = news
            .iter()
            .map(|(_, line)| line.map(|line| line.len()))
            .collect();
        let most = MOST_OF_LINE as usize;
        assert_eq!(
            lengths,
            [Some(most), Some(1), Some(1), Some(0), Some(1), None]
        );
    }
}
