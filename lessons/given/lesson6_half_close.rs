//! Lesson 6: half-close. How two ends part without losing a word.
//!
//! A connection is two streams, one in each direction. `exit` (or Ctrl-D) at one end closes
//! only what that end sends. You will see the other end notice, and go on sending for as
//! long as it likes. When both have typed `exit`, both programs end by themselves.
//!
//! Run it by hand in two terminals, the server first. Try both orders:
//!
//!     cargo run --bin lesson6 server
//!     cargo run --bin lesson6 client

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use lessons::printable;

/// A longer line is printed in pieces, so that no peer can fill our memory.
const LONGEST_LINE: u64 = 4096;

/// Whether `exit` was typed at this end. Only decides what is said on the screen.
static FINISHED: AtomicBool = AtomicBool::new(false);

fn main() -> ExitCode {
    lessons::run(6, server, client)
}

fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    println!("waiting for a connection...");

    let (stream, client) = listener.accept()?;
    println!("connected: {client}");

    // One conversation only, so that you see its end. A real server would go on here.
    drop(listener);
    converse(stream)
}

fn client(address: SocketAddr) -> io::Result<()> {
    let stream = TcpStream::connect(address)?;
    println!("connected: {address}");
    converse(stream)
}

// ANCHOR: converse
/// The same code for both ends: from here on, they have equal rights.
fn converse(stream: TcpStream) -> io::Result<()> {
    println!("type lines to send them, exit to send no more");

    let writer = stream.try_clone()?;
    let keyboard = thread::Builder::new().spawn(move || send_lines(writer))?;

    print_lines(&stream)?;
    println!("end of stream: the peer will send no more");
    if !FINISHED.load(Ordering::SeqCst) {
        println!("you can still send; type exit to finish");
    }

    // The conversation is over when both directions are.
    let panicked = |_| io::Error::other("the keyboard thread panicked");
    keyboard.join().map_err(panicked)??;
    drop(stream);
    println!("both ends have finished");
    Ok(())
}
// ANCHOR_END: converse

// ANCHOR: finish
fn send_lines(mut stream: TcpStream) -> io::Result<()> {
    for mut line in io::stdin().lock().split(b'\n').map_while(Result::ok) {
        if line == b"exit" {
            break;
        }
        line.push(b'\n');
        stream.write_all(&line)?;
    }
    FINISHED.store(true, Ordering::SeqCst);
    println!("you will send no more");

    // Dropping `stream` would tell the peer nothing: it is a clone, and the other
    // handle of the same socket is still open. Shutdown closes the direction itself.
    stream.shutdown(Shutdown::Write)
}
// ANCHOR_END: finish

// ANCHOR: end
fn print_lines(stream: &TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    loop {
        line.clear();
        let mut piece = reader.by_ref().take(LONGEST_LINE);
        // 0 is not an error: the peer has shut down its direction, or is dead, and
        // everything that it sent before has been read.
        if piece.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        println!("peer: {}", printable(line.trim_ascii_end()));
    }
}
// ANCHOR_END: end
