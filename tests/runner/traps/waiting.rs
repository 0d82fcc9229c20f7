//! Ends that wait: for each other, which ends the run, or for anybody, which is no failure.

use super::told;
use crate::support::output::collapsed;

#[test]
fn both_ends_read_first() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    stream.read(&mut [0; 10])?;
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?.read(&mut [0; 10])?;
    Ok(())
}
"#;
    let Some(stdout) = told("both_read", 1, source) else {
        return;
    };
    let mut parts = stdout.split("\n\n");
    let last = parts
        .find(|part| part.starts_with("Nobody"))
        .expect("a verdict");
    let last = collapsed(last);
    assert!(
        last.contains("the server waits in recvfrom for the client"),
        "{last}"
    );
    assert!(
        last.contains("the client waits in recvfrom for the server"),
        "{last}"
    );
}

#[test]
fn a_forgotten_clone_keeps_the_connection_open() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    stream.read_to_string(&mut String::new())?;
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    let mut writer = stream.try_clone()?;
    writer.write_all(b"that was all")?;
    drop(writer);
    stream.read(&mut [0; 10])?;
    Ok(())
}
"#;
    told("forgotten_clone", 1, source);
}

#[test]
fn a_server_that_would_serve_for_ever_is_stopped() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    loop {
        let (mut stream, _) = listener.accept()?;
        stream.write_all(b"next")?;
    }
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?.read_to_string(&mut String::new())?;
    Ok(())
}
"#;
    told("serves_for_ever", 0, source);
}

#[test]
fn a_client_without_a_server() {
    let source = r#"
fn server(_: SocketAddr) -> io::Result<()> {
    println!("I do not listen");
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?;
    Ok(())
}
"#;
    told("no_server", 1, source);
}

#[test]
fn a_timed_wait_is_waited_for() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    stream.set_read_timeout(Some(std::time::Duration::from_millis(50)))?;
    if let Err(error) = stream.read(&mut [0; 10]) {
        println!("{error}");
    }
    thread::sleep(std::time::Duration::from_millis(50));
    stream.write_all(b"late")
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?.read_to_string(&mut String::new())?;
    Ok(())
}
"#;
    told("timed_wait", 0, source);
}

#[test]
fn one_who_asks_again_and_again_lets_the_other_go_on() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let (mut stream, _) = patiently(|| listener.accept())?;
    stream.set_nonblocking(true)?;
    patiently(|| stream.read(&mut [0; 10]))?;
    Ok(())
}

fn patiently<T>(mut ask: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match ask() {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            answer => return answer,
        }
    }
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    thread::sleep(std::time::Duration::from_millis(50));
    stream.write_all(b"at last")
}
"#;
    told("busy", 0, source);
}

#[test]
fn a_loop_at_the_end_of_a_stream_is_counted_and_stopped() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    loop {
        let length = stream.read(&mut [0; 10])?;
        println!("{length}");
    }
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?.write_all(b"bye")
}
"#;
    told("endless", 1, source);
}

#[test]
fn while_one_is_lost_in_a_loop_it_is_said_who_waits_for_it() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    while stream.read(&mut [0; 10])? != 9 {}
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.shutdown(Shutdown::Write)?;
    stream.read(&mut [0; 10])?;
    Ok(())
}
"#;
    told("endless_and_waiting", 1, source);
}
