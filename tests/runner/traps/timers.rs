//! Whoever is woken by himself after a while is waited for, whatever it is that wakes him; and of
//! programs that only sleep the order is the same in each run.

use super::told;
use crate::support::output::collapsed;

const CALLS: &str = "
#![allow(dead_code, unused_imports, unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::ffi::{c_int, c_void};
use std::os::fd::AsRawFd;
use std::time::Duration;

unsafe extern \"C\" {
    fn signal(number: c_int, handler: usize) -> usize;
    fn siginterrupt(number: c_int, flag: c_int) -> c_int;
    fn setitimer(which: c_int, new: *const [i64; 4], old: *mut c_void) -> c_int;
    fn setsockopt(fd: c_int, level: c_int, name: c_int, value: *const c_void, length: u32) -> c_int;
    fn timerfd_create(clock: c_int, flags: c_int) -> c_int;
    fn timerfd_settime(fd: c_int, flags: c_int, new: *const [i64; 4], old: *mut c_void) -> c_int;
    fn listen(fd: c_int, backlog: c_int) -> c_int;
    fn poll(fds: *mut [c_int; 4], count: u64, timeout: c_int) -> c_int;
}

extern \"C\" fn nothing(_: c_int) {}

const SECOND: c_int = 1;
";

const SILENT_CLIENT: &str = "
fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.read(&mut [0; 10])?;
    Ok(())
}
";

fn nobody_was_stuck(stdout: &str) {
    assert!(!collapsed(stdout).contains("Nobody can go on"), "{stdout}");
}

#[test]
fn many_sleeps_in_a_row_are_waited_for() {
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let (_stream, _) = TcpListener::bind(address)?.accept()?;
    for _ in 0..25 {{
        thread::sleep(Duration::from_millis(10));
    }}
    println!(\"awake\");
    Ok(())
}}
{SILENT_CLIENT}"
    );
    if let Some(stdout) = told("many_sleeps", 0, &source) {
        nobody_was_stuck(&stdout);
    }
}

#[test]
fn an_alarm_that_interrupts_a_read_is_waited_for() {
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    unsafe {{
        signal(14, nothing as extern \"C\" fn(c_int) as usize);
        siginterrupt(14, 1);
        setitimer(0, &[0, 0, 0, 200_000], std::ptr::null_mut());
    }}
    println!(\"{{:?}}\", stream.read(&mut [0; 10]).map_err(|error| error.kind()));
    Ok(())
}}
{SILENT_CLIENT}"
    );
    if let Some(stdout) = told("alarm", 0, &source) {
        nobody_was_stuck(&stdout);
        assert!(stdout.contains("recvfrom(4) = EINTR"), "{stdout}");
    }
}

#[test]
fn a_time_limit_that_comes_from_the_listener_is_waited_for() {
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let listener = TcpListener::bind(address)?;
    let limit = [0i64, 200_000];
    unsafe {{
        setsockopt(listener.as_raw_fd(), 1, 20, limit.as_ptr().cast(), 16);
    }}
    let (mut stream, _) = listener.accept()?;
    println!(\"{{:?}}\", stream.read(&mut [0; 10]).map_err(|error| error.kind()));
    Ok(())
}}
{SILENT_CLIENT}"
    );
    if let Some(stdout) = told("inherited_limit", 0, &source) {
        nobody_was_stuck(&stdout);
        assert!(stdout.contains("recvfrom(4) = EAGAIN"), "{stdout}");
    }
}

#[test]
fn a_timer_that_is_a_descriptor_is_waited_for() {
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let (stream, _) = TcpListener::bind(address)?.accept()?;
    unsafe {{
        let timer = timerfd_create(SECOND, 0);
        timerfd_settime(timer, 0, &[0, 0, 0, 200_000_000], std::ptr::null_mut());
        let mut fds = [stream.as_raw_fd(), 1, timer, 1];
        poll(&mut fds, 2, -1);
    }}
    println!(\"the timer\");
    Ok(())
}}
{SILENT_CLIENT}"
    );
    if let Some(stdout) = told("timer_descriptor", 0, &source) {
        nobody_was_stuck(&stdout);
    }
}

#[test]
fn of_programs_that_only_sleep_the_first_to_wake_goes_on_first() {
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let (_stream, _) = TcpListener::bind(address)?.accept()?;
    for round in [\"50\", \"100\", \"150\"] {{
        thread::sleep(Duration::from_millis(50));
        println!(\"server: {{round}}\");
    }}
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    let _stream = TcpStream::connect(address)?;
    for round in [\"20\", \"40\", \"60\", \"80\", \"100\", \"120\", \"140\"] {{
        thread::sleep(Duration::from_millis(20));
        println!(\"client: {{round}}\");
    }}
    Ok(())
}}
"
    );
    let Some(stdout) = told("sleepers", 0, &source) else {
        return;
    };
    let prints = stdout
        .lines()
        .filter_map(|line| line.split_once("prints \"")?.1.strip_suffix('"'));
    let times = prints.map(|text| text.split_once(": ").unwrap().1.parse::<u32>().unwrap());
    let times: Vec<u32> = times.collect();
    assert!(times.is_sorted() && times.len() == 10, "{times:?}");
}

#[test]
fn a_connect_that_the_kernel_tries_again_is_waited_for() {
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let listener = TcpListener::bind(address)?;
    // One connection may wait, and for the next there is no room.
    unsafe {{ listen(listener.as_raw_fd(), 0) }};
    thread::sleep(Duration::from_millis(100));
    let first = listener.accept()?;
    drop((first, listener.accept()?));
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    let first = TcpStream::connect(address)?;
    drop((first, TcpStream::connect(address)?));
    Ok(())
}}
"
    );
    if let Some(stdout) = told("syn_again", 0, &source) {
        nobody_was_stuck(&stdout);
    }
}
