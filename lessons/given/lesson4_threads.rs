//! Lesson 4: threads. The server of lesson 2 serves many clients at the same time.
//!
//! You will see a thread of its own for each connection. So a client that connects and
//! then says nothing does not hold up the next one. The client is the client of
//! lesson 2, the same code: it cannot see how many others are served.
//!
//! Run it by hand in two terminals. Start as many clients as you like:
//!
//!     cargo run --bin lesson4 server
//!     cargo run --bin lesson4 client
//!
//! Ctrl-C stops the server.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use lessons::printable;

#[path = "lesson2_tcp.rs"]
#[expect(dead_code, reason = "only the client of lesson 2 is used here")]
mod lesson2;

fn main() -> ExitCode {
    lessons::run(4, server, lesson2::client)
}

fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    println!("waiting for a connection...");

    // ANCHOR: loop
    for number in 1.. {
        let (stream, client) = next_client(&listener);
        let name = format!("connection {number}");
        // The thread takes the stream with it and closes it in the end. This thread
        // goes straight back to `accept`.
        let thread = thread::Builder::new().name(name.clone());
        if let Err(error) = thread.spawn(move || serve(stream, client)) {
            println!("{name}: no thread for {client}: {error}");
        }
        // A real server would limit how many threads it starts, or share a few among
        // all connections. It would also close a connection that is silent for long.
    }
    // ANCHOR_END: loop
    Ok(())
}

/// Waits for a client. A failure here is no reason to leave the clients we have.
fn next_client(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept() {
            Ok(connection) => return connection,
            Err(error) => println!("could not accept a connection: {error}"),
        }
        // With too many open files `accept` fails at once, again and again.
        thread::sleep(Duration::from_secs(1));
    }
}

// ANCHOR: serve
/// What each thread does. Its errors end here: they must not reach the other clients.
fn serve(stream: TcpStream, client: SocketAddr) {
    let thread = thread::current();
    let name = thread.name().unwrap_or("a thread without a name");
    println!("{name}: serves {client}");
    if let Err(error) = answer(stream, name) {
        println!("{name}: {client} is lost: {error}");
    }
}
// ANCHOR_END: serve

/// The conversation of lesson 2.
fn answer(mut stream: TcpStream, name: &str) -> io::Result<()> {
    let mut buffer = [0; 1024];
    let length = stream.read(&mut buffer)?;
    if length == 0 {
        println!("{name}: the client closed without a message");
        return Ok(());
    }
    println!("{name}: {}", printable(&buffer[..length]));

    stream.write_all("欢迎".as_bytes())?;
    drop(stream);
    Ok(())
}
