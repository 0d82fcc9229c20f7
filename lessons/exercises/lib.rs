//! The start of an exercise: which end am I, at which address, and what failed. An exercise gives
//! the function of the end that it is, [`server`] or [`client`], or those of both. No socket is
//! touched here.

use std::env;
use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;

const FAILED: u8 = 1;
const WRONG_USAGE: u8 = 2;

/// One end of an exercise: a function that is given the address of the server.
pub type End = fn(SocketAddr) -> io::Result<()>;

/// An exercise that is a server.
pub fn server(server: End) -> ExitCode {
    start(&[("server", server)])
}

/// An exercise that is a client.
pub fn client(client: End) -> ExitCode {
    start(&[("client", client)])
}

/// An exercise that is both ends.
pub fn both(server: End, client: End) -> ExitCode {
    start(&[("server", server), ("client", client)])
}

/// Runs the end that the command line asks for: `server 127.0.0.1:9999`. The exit code is 0, or 1
/// when the end failed, or 2 when the command line was wrong.
fn start(ends: &[(&str, End)]) -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let Some((run, address)) = choose(ends, &words) else {
        let names: Vec<&str> = ends.iter().map(|(name, _)| *name).collect();
        eprintln!("usage: {} IP:PORT", names.join("|"));
        return ExitCode::from(WRONG_USAGE);
    };
    match run(address) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(FAILED)
        }
    }
}

fn choose(ends: &[(&str, End)], words: &[String]) -> Option<(End, SocketAddr)> {
    let [name, address] = words else {
        return None;
    };
    let (_, run) = ends.iter().find(|(end, _)| end == name)?;
    Some((*run, address.parse().ok()?))
}
