//! A second witness of what a program asks the kernel for: strace(1).

use std::path::Path;

use super::{Program, program};

/// The calls that the workbook tells, as an option of strace.
pub const CALLS: &str = "trace=socket,setsockopt,getsockopt,bind,listen,accept,accept4,connect,sendto,\
                         sendmsg,recvfrom,recvmsg,shutdown,close,getsockname,getpeername";

/// A call: its name, what it returned or the name of the error.
pub type Call = (String, String);

/// A call of a line, as strace and the workbook write it.
pub fn split(line: &str) -> Option<Call> {
    let (name, rest) = line.split_once('(')?;
    // With `-f`, strace begins a line with the number of the process.
    let name = name.split_whitespace().last()?;
    let (_, result) = rest.rsplit_once(" = ")?;
    let result = result.trim_start_matches("-1 ").split_whitespace().next()?;
    Some((name.to_string(), result.to_string()))
}

/// This program under strace. With `-f` all its threads are in one log, with `-ff` each has a
/// file of its own: `LOG.NUMBER`.
pub fn under_strace(how: &str, calls: &str, log: &Path, program_and_words: &[&str]) -> Program {
    let log = log.to_str().unwrap();
    let options = [how, "-qq", "-o", log, "-e", calls, "-e", "signal=none"];
    program("strace").args(options).args(program_and_words)
}

/// The calls from the program's own first one on: the loader and the C library open and close
/// files before.
pub fn from_first_socket(calls: Vec<Call>) -> Vec<Call> {
    let before = |(name, _): &Call| name != "socket";
    calls.into_iter().skip_while(before).collect()
}
