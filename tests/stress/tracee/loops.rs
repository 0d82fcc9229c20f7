//! Threads and processes that are born and end all the time, while a port is held.

use std::ffi::{c_int, c_void};
use std::io;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// Threads that nobody waits for. More would take the numbers of other programs.
const MOST_ALIVE: usize = 100;

unsafe extern "C" {
    fn fork() -> c_int;
    fn vfork() -> c_int;
    fn waitpid(process: c_int, status: *mut c_void, options: c_int) -> c_int;
    fn _exit(code: c_int) -> !;
}

pub fn run(kind: &str, address: &str, times: u64) -> io::Result<()> {
    let held = TcpListener::bind(address)?;
    println!("begins");
    for _ in 0..times {
        match kind {
            "joined" => thread::spawn(|| {}).join().expect("a thread"),
            "detached" => detached(),
            "crowd" => drop(thread::spawn(|| {})),
            "connections" => connection(&held)?,
            "sockets" => thread::spawn(|| UdpSocket::bind("127.0.0.1:0").map(drop))
                .join()
                .expect("a thread")?,
            "forks" => child(|| {}),
            "fork-sockets" => child(|| drop(UdpSocket::bind("127.0.0.1:0"))),
            // SAFETY: the child shares this memory, and does nothing but end.
            "vforks" => unsafe {
                match vfork() {
                    0 => _exit(0),
                    process => _ = waitpid(process, std::ptr::null_mut(), 0),
                }
            },
            _ => panic!("what is this? {kind}"),
        }
    }
    drop(held);
    Ok(())
}

fn connection(listener: &TcpListener) -> io::Result<()> {
    let _client = TcpStream::connect(listener.local_addr()?)?;
    let _server = listener.accept()?;
    Ok(())
}

fn detached() {
    static ALIVE: Mutex<usize> = Mutex::new(0);
    static FEWER: Condvar = Condvar::new();
    let count = || ALIVE.lock().unwrap_or_else(PoisonError::into_inner);
    let alive = FEWER.wait_while(count(), |alive| *alive == MOST_ALIVE);
    *alive.unwrap_or_else(PoisonError::into_inner) += 1;
    thread::spawn(move || {
        *count() -= 1;
        FEWER.notify_one();
    });
}

fn child(does: fn()) {
    // SAFETY: this process has one thread; the child's part touches no lock.
    unsafe {
        match fork() {
            0 => {
                does();
                _exit(0)
            }
            process => _ = waitpid(process, std::ptr::null_mut(), 0),
        }
    }
}
