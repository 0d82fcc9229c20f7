//! Ends that fail: the event is told, the other end's reaction too, and the exit code is 1.

use super::told;
use crate::support::output::collapsed;

#[test]
fn a_server_that_is_killed_in_accept() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    fs::write("server.pid", process::id().to_string())?;
    let (mut first, _) = listener.accept()?;
    first.write_all(b"hello")?;
    listener.accept()?;
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.read_exact(&mut [0; 5])?;
    // To print is a call that is told: so it is the server's turn first.
    println!("now the server sleeps");
    let server = fs::read_to_string("server.pid")?;
    Command::new("sh").args(["-c", "kill -KILL $0", &server]).status()?;
    let length = stream.read(&mut [0; 10])?;
    println!("read {length} bytes");
    TcpStream::connect(address)?;
    Ok(())
}
"#;
    let Some(stdout) = told("killed_in_accept", 1, source) else {
        return;
    };
    // It slept in its second accept.
    assert_eq!(stdout.matches("accept4(3) …").count(), 2, "{stdout}");
    assert!(stdout.contains("is killed by SIGKILL"), "{stdout}");
    assert!(stdout.contains("ECONNREFUSED"), "{stdout}");
}

#[test]
fn a_server_that_panics() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (_stream, _) = TcpListener::bind(address)?.accept()?;
    panic!("this is a test");
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?.read(&mut [0; 10])?;
    Ok(())
}
"#;
    let Some(stdout) = told("panic", 1, source) else {
        return;
    };
    assert!(stdout.contains("exits with code 101"), "{stdout}");
}

#[test]
fn a_client_that_exits_with_3() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    let length = stream.read(&mut [0; 10])?;
    println!("read {length} bytes");
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let _stream = TcpStream::connect(address)?;
    process::exit(3)
}
"#;
    let Some(stdout) = told("exit_3", 1, source) else {
        return;
    };
    assert!(stdout.contains("exits with code 3"), "{stdout}");
}

#[test]
fn a_drop_with_unread_input_resets_the_connection() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (stream, _) = TcpListener::bind(address)?.accept()?;
    stream.peek(&mut [0; 10])?;
    drop(stream);
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b"nobody reads this")?;
    stream.read(&mut [0; 10])?;
    Ok(())
}
"#;
    let Some(stdout) = told("reset", 1, source) else {
        return;
    };
    // The words name the step that closed it with bytes unread.
    let close = stdout
        .lines()
        .find(|line| line.contains("close(4) = 0"))
        .expect(&stdout);
    let step = format!("step {}", close.split_whitespace().next().expect(close));
    let (_, reset) = stdout.split_once("ECONNRESET").expect(&stdout);
    let words = reset.split("\n\n").next().expect(reset);
    let words = collapsed(words);
    assert!(words.contains(&step), "{step} is not named in: {words}");
}

#[test]
fn a_second_bind_of_the_same_address() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    if let Err(error) = TcpListener::bind(address) {
        println!("{error}");
    }
    listener.accept()?;
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?;
    Ok(())
}
"#;
    let Some(stdout) = told("second_bind", 0, source) else {
        return;
    };
    assert_eq!(stdout.matches("= EADDRINUSE").count(), 1, "{stdout}");
}

#[test]
fn of_two_ends_that_close_with_unread_bytes_only_the_first_sends_a_reset() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    stream.write_all(b"to the client")?;
    stream.peek(&mut [0; 10])?;
    drop(stream);
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b"to the server")?;
    stream.peek(&mut [0; 10])?;
    // To print is a call that is told: so it is the server's turn first.
    println!("both have something to read");
    drop(stream);
    Ok(())
}
"#;
    let Some(stdout) = told("two_resets", 0, source) else {
        return;
    };
    let told = collapsed(&stdout);
    assert_eq!(told.matches("sends a reset").count(), 1, "{stdout}");
    assert_eq!(told.matches("were never read").count(), 2, "{stdout}");
}

#[test]
fn a_process_that_hides_from_the_trace_ends_with_the_run() {
    let source = r#"
#![allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
unsafe extern "C" {
    fn syscall(number: std::ffi::c_long, ...) -> std::ffi::c_long;
}
#[cfg(target_arch = "x86_64")]
const CLONE: std::ffi::c_long = 56;
#[cfg(target_arch = "aarch64")]
const CLONE: std::ffi::c_long = 220;
const CLONE_UNTRACED: std::ffi::c_long = 0x0080_0000;
const SIGCHLD: std::ffi::c_long = 17;

fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    if unsafe { syscall(CLONE, CLONE_UNTRACED | SIGCHLD, 0, 0, 0, 0) } == 0 {
        loop {
            thread::park();
        }
    }
    listener.accept()?;
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?;
    Ok(())
}
"#;
    told("hidden_process", 0, source);
}

#[test]
fn what_had_arrived_before_a_reset_is_read_and_nothing_of_it_waits_any_more() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    stream.read_exact(&mut [0])?;
    stream.write_all(b"enough")
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b"too much")?;
    thread::sleep(std::time::Duration::from_millis(50));
    stream.read_exact(&mut [0; 6])?;
    stream.read(&mut [0; 6])?;
    Ok(())
}
"#;
    told("read_after_reset", 1, source);
}
