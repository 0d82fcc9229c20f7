//! The thread that accepts is woken by a connection of our own, sees that it shall stop, and lets
//! the listener go. A scope ends when all of its threads have ended.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let stops = &AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(move || {
            for stream in listener.incoming() {
                if stops.load(Ordering::SeqCst) {
                    break;
                }
                scope.spawn(|| converse(stream));
            }
        });
        for line in io::stdin().lines() {
            if line? == "stop" {
                break;
            }
        }
        stops.store(true, Ordering::SeqCst);
        TcpStream::connect(address)?;
        Ok(())
    })
}

fn converse(stream: io::Result<TcpStream>) {
    if let Err(error) = stream.and_then(answer) {
        eprintln!("a client is lost: {error}");
    }
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line)?;
    stream.write_all(line.as_bytes())
}
