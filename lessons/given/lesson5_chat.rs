//! Lesson 5: chat. Both ends write whenever they like, and several clients take part.
//!
//! You will see two threads for each connection: one reads, the other writes. What you
//! type at the server goes to all clients. What a client says, the server prints with
//! that client's number.
//!
//! Run it by hand in two terminals. More clients may join. Type in all of them. Ctrl-D
//! leaves a client, Ctrl-C stops the server:
//!
//!     cargo run --bin lesson5 server
//!     cargo run --bin lesson5 client

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::process::{self, ExitCode};
use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use lessons::printable;

/// A longer line is printed in pieces, so that no peer can fill our memory.
const LONGEST_LINE: u64 = 4096;

/// The clients that are here: for each number, the queue of lines to send.
type Clients = BTreeMap<usize, SyncSender<Vec<u8>>>;
static CLIENTS: Mutex<Clients> = Mutex::new(Clients::new());

fn main() -> ExitCode {
    lessons::run(5, server, client)
}

fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    println!("waiting for a connection...");
    thread::Builder::new().spawn(keyboard_to_all)?;

    let mut number = 0;
    loop {
        match listener.accept() {
            Ok((stream, address)) => {
                number += 1;
                if let Err(error) = welcome(stream, address, number) {
                    println!("client {number} cannot be served: {error}");
                    clients().remove(&number);
                }
            }
            Err(error) => {
                println!("could not accept a connection: {error}");
                thread::sleep(Duration::from_secs(1));
            }
        }
    }
}

// ANCHOR: welcome
/// Gives a client its queue and its two threads.
fn welcome(stream: TcpStream, address: SocketAddr, number: usize) -> io::Result<()> {
    // A second handle for the same socket: one for the reader, one for the writer.
    let writer = stream.try_clone()?;
    let (queue, lines) = mpsc::sync_channel(100); // More lines do not wait for a client.
    clients().insert(number, queue);
    println!("client {number} connected: {address}");

    thread::Builder::new().spawn(move || write_lines(writer, lines))?;
    thread::Builder::new().spawn(move || {
        match print_lines(&stream, &format!("client {number}")) {
            Ok(()) => println!("client {number} left"),
            Err(error) => println!("client {number} is lost: {error}"),
        }
        // Without its queue the writer ends. When it is blocked, because the client
        // does not read, the shutdown wakes it up.
        clients().remove(&number);
        let _ = stream.shutdown(Shutdown::Both);
    })?;
    Ok(())
}
// ANCHOR_END: welcome

/// The list of clients, for one thread at a time.
fn clients() -> MutexGuard<'static, Clients> {
    CLIENTS.lock().unwrap_or_else(PoisonError::into_inner)
}

// ANCHOR: keyboard
/// The server's keyboard: each line goes to all clients.
fn keyboard_to_all() {
    for mut line in io::stdin().lock().split(b'\n').map_while(Result::ok) {
        line.push(b'\n');
        // This only fills queues, and never waits: else one client that does not read
        // would hold up all others. A real server would drop a client that is so slow.
        for (number, queue) in clients().iter() {
            if let Err(TrySendError::Full(_)) = queue.try_send(line.clone()) {
                println!("client {number} misses a line: its queue is full");
            }
        }
    }
    println!("the keyboard is closed; the server goes on, Ctrl-C stops it");
}
// ANCHOR_END: keyboard

/// The writer of one client: sends the lines of its queue.
fn write_lines(mut stream: TcpStream, lines: Receiver<Vec<u8>>) {
    for line in lines {
        if stream.write_all(&line).is_err() {
            return; // The reader sees the same failure, and says it.
        }
    }
}

// ANCHOR: lines
/// The reader, the same code at both ends: prints lines until the end of the stream.
fn print_lines(stream: &TcpStream, name: &str) -> io::Result<()> {
    // TCP knows bytes, not messages. One read may bring two lines, or half a line, cut
    // even inside a character. So a message ends at a newline, and its bytes become
    // text only when the whole line is here.
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    loop {
        line.clear();
        let mut piece = reader.by_ref().take(LONGEST_LINE);
        if piece.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        println!("{name}: {}", printable(line.trim_ascii_end()));
    }
}
// ANCHOR_END: lines

fn client(address: SocketAddr) -> io::Result<()> {
    let stream = TcpStream::connect(address)?;
    println!("connected: {address}");
    let writer = stream.try_clone()?;
    thread::Builder::new().spawn(move || keyboard_to_server(writer))?;

    print_lines(&stream, "server")?;
    println!("the server closed the connection");
    // The other thread may still wait for the keyboard. It ends with the program.
    Ok(())
}

// ANCHOR: leave
fn keyboard_to_server(mut stream: TcpStream) {
    for mut line in io::stdin().lock().split(b'\n').map_while(Result::ok) {
        line.push(b'\n');
        // The line and its newline in one write.
        if stream.write_all(&line).is_err() {
            return; // The reader sees the same failure, and says it.
        }
    }
    // Leaves at once: the kernel closes the socket of a program that ends. What was
    // still on its way to us is lost. Lesson 6 parts without losing anything.
    process::exit(0);
}
// ANCHOR_END: leave
