//! What the lessons share. Each lesson is a program of its own, in one file beside this one:
//! `lesson1_concepts`, `lesson2_tcp`, `lesson3_udp`, `lesson4_threads`, `lesson5_chat` and
//! `lesson6_half_close`. They use the standard library, and of this package two things:
//!
//! - The start: [`run`] asks which end am I, at which address, and says what failed; lesson 1 has
//!   no ends, and takes [`run_alone`]. No socket is touched here.
//! - [`printable()`] makes what a stranger sent safe to show.
//!
//! The comments with ANCHOR in the lessons mark the pieces that the book shows.

mod printable;

use std::ffi::OsString;
use std::io::{self, BufRead, ErrorKind, IsTerminal, Write};
use std::net::SocketAddr;
use std::panic;
use std::process::{self, ExitCode};

pub use printable::printable;

const DEFAULT_ADDRESS: &str = "127.0.0.1:9999";
/// The one lesson without connections.
const UDP: u8 = 3;
const FAILED: u8 = 1;
const WRONG_USAGE: u8 = 2;

/// One end of a lesson: a function that is given the address of the server.
pub type End = fn(SocketAddr) -> io::Result<()>;

/// Runs the end that the command line asks for.
/// The exit code is 0, or 1 when the end failed, or 2 when the command line was wrong.
pub fn run(lesson: u8, server: End, client: End) -> ExitCode {
    end_when_nobody_reads();
    let command = format!("cargo run --bin lesson{lesson}");
    let arguments = arguments();
    if wants_help(&arguments) {
        println!("{}", usage(&command));
        return ExitCode::SUCCESS;
    }
    let (end, address) = match choose(&command, &arguments) {
        Ok(choice) => choice,
        Err(problem) => {
            complain(&problem);
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let run = if end == "server" { server } else { client };
    match run(address) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&failure(&error, lesson, end, address));
            if let Some(hint) = hint(error.kind(), &command, end, address) {
                complain(&format!("hint: {hint}"));
            }
            ExitCode::from(FAILED)
        }
    }
}

/// Runs a lesson that has no ends and takes no arguments.
pub fn run_alone(lesson: u8, story: fn()) -> ExitCode {
    end_when_nobody_reads();
    let command = format!("cargo run --bin lesson{lesson}");
    let arguments = arguments();
    if wants_help(&arguments) {
        println!("usage: {command}");
        return ExitCode::SUCCESS;
    }
    if let Some(extra) = arguments.first() {
        complain(&format!(
            "lesson{lesson} takes no arguments, but got '{extra}'; try: {command}"
        ));
        return ExitCode::from(WRONG_USAGE);
    }
    story();
    ExitCode::SUCCESS
}

/// Ends the program when nobody reads what it prints any more, as after `lesson1 | head -1`.
/// `println!` panics then. That is no fault of the program, so no panic is shown.
fn end_when_nobody_reads() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        // `println!` says only by its text why it panics.
        let text = panic.payload().downcast_ref::<String>();
        let Some(cause) = text.and_then(|text| text.strip_prefix("failed printing to stdout: "))
        else {
            return usual(panic);
        };
        if !cause.starts_with("Broken pipe") {
            complain(&format!("could not print: {cause}"));
        }
        process::exit(FAILED.into())
    }));
}

/// The command line without the program's name. What is not UTF-8 keeps its readable part.
fn arguments() -> Vec<String> {
    let readable = |argument: OsString| printable(argument.as_encoded_bytes());
    std::env::args_os().skip(1).map(readable).collect()
}

fn wants_help(arguments: &[String]) -> bool {
    arguments
        .iter()
        .any(|argument| argument == "-h" || argument == "--help")
}

fn usage(command: &str) -> String {
    format!(
        "usage: {command} server [ADDRESS]\n       \
                {command} client [ADDRESS]\n\
         ADDRESS is IP:PORT, for instance {DEFAULT_ADDRESS}, which it is when you give none."
    )
}

/// The end ("server" or "client") and the address. The error is a text for the user.
fn choose(command: &str, arguments: &[String]) -> Result<(&'static str, SocketAddr), String> {
    let end = match arguments.first().map(String::as_str) {
        Some("server") => "server",
        Some("client") => "client",
        Some(other) => {
            return Err(format!("'{other}' is not an end; try: {command} server"));
        }
        None => ask().ok_or_else(|| usage(command))?,
    };
    if let Some(extra) = arguments.get(2) {
        return Err(format!(
            "'{extra}' is one argument too many; try: {command} {end}"
        ));
    }
    let address = arguments.get(1).map_or(DEFAULT_ADDRESS, String::as_str);
    let example = format!("try: {command} {end} {DEFAULT_ADDRESS}");
    let Ok(socket_address) = address.parse::<SocketAddr>() else {
        return Err(format!(
            "'{address}' is not an address like IP:PORT; {example}"
        ));
    };
    if socket_address.port() == 0 {
        return Err(format!(
            "port 0 in '{address}' is no port to meet at; {example}"
        ));
    }
    if end == "client" && socket_address.ip().is_unspecified() {
        let meaning = "is where a server listens on all its addresses";
        return Err(format!(
            "'{address}' {meaning}, a client needs one of them; {example}"
        ));
    }
    Ok((end, socket_address))
}

/// Asks which end this terminal shall be; None without a terminal, or at the end of the input.
fn ask() -> Option<&'static str> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return None;
    }
    loop {
        print!("Shall this terminal be the server or the client? ");
        io::stdout().flush().ok()?;
        let mut answer = Vec::new();
        if io::stdin().lock().read_until(b'\n', &mut answer).ok()? == 0 {
            println!();
            return None;
        }
        match answer.trim_ascii() {
            b"server" | b"s" => return Some("server"),
            b"client" | b"c" => return Some("client"),
            _ => println!("Please type server or client. Ctrl-D leaves."),
        }
    }
}

/// What failed, for instance
/// `could not connect to 127.0.0.1:9999: Connection refused (os error 111)`.
fn failure(error: &io::Error, lesson: u8, end: &str, address: SocketAddr) -> String {
    if error.raw_os_error().is_none() {
        // Not from the system: the lesson has said in its own words what failed.
        return error.to_string();
    }
    let tried = match (error.kind(), end) {
        (ErrorKind::AddrInUse | ErrorKind::AddrNotAvailable, "server") => "bind to",
        // To take a port below 1024 may need a permission.
        (ErrorKind::PermissionDenied, "server") if address.port() < 1024 => "bind to",
        (ErrorKind::ConnectionRefused, "client") if lesson != UDP => "connect to",
        (ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable, "client") => "reach",
        // It can be any call: the error alone does not tell which.
        _ => "finish the conversation at",
    };
    format!("could not {tried} {address}: {error}")
}

/// What to type next after the failures that every beginner meets.
fn hint(error: ErrorKind, command: &str, end: &str, address: SocketAddr) -> Option<String> {
    let mut other = address;
    other.set_port(if address.port() == 9998 { 9997 } else { 9998 });
    match (error, end) {
        (ErrorKind::ConnectionRefused, _) => Some(format!(
            "start the server first, in another terminal: {command} server {address}"
        )),
        (ErrorKind::AddrInUse, _) => Some(format!(
            "another program is there; stop it, or take another port: {command} {end} {other}"
        )),
        (ErrorKind::AddrNotAvailable, "server") => Some(format!(
            "a server listens at an address of its own machine: {command} server {DEFAULT_ADDRESS}"
        )),
        _ => None,
    }
}

/// One line to stderr, in one write, so that lines of several threads do not mix.
fn complain(text: &str) {
    // When even stderr is gone, nobody is left to be told.
    let _ = io::stderr().write_all(format!("{text}\n").as_bytes());
}
