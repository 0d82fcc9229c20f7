//! Signals that reach a traced program. A shell sends them: `$PPID` is the program that started
//! the shell.

use super::told;

#[test]
fn after_a_signal_the_next_calls_are_told_too() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (mut stream, _) = listener.accept()?;
    // Without a handler this one changes nothing.
    Command::new("sh").args(["-c", "kill -WINCH $PPID"]).status()?;
    stream.write_all(b"one")?;
    Command::new("sh").args(["-c", "kill -WINCH $PPID"]).status()?;
    stream.write_all(b"two")
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.read_to_string(&mut String::new())?;
    Ok(())
}
"#;
    let Some(stdout) = told("signal", 0, source) else {
        return;
    };
    assert!(stdout.contains("sendto(4, \"one\") = 3"), "{stdout}");
    assert!(stdout.contains("sendto(4, \"two\") = 3"), "{stdout}");
}

/// The main thread sleeps in accept, or is about to, when another thread stops the program.
fn stopped_in_accept(name: &str, first: &str) {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let stopper = thread::spawn(|| {
        FIRST
        let signals = "kill -WINCH $PPID; kill -STOP $PPID; kill -CONT $PPID";
        Command::new("sh").args(["-c", signals]).status()
    });
    let (mut stream, _) = listener.accept()?;
    stream.read(&mut [0; 10])?;
    println!("{}", stopper.join().expect("no panic")?);
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?.write_all(b"hello")
}
"#;
    let Some(stdout) = told(name, 0, &source.replace("FIRST", first)) else {
        return;
    };
    let told_asleep = stdout.matches("accept4(3) …").count();
    let returned = stdout.matches("accept4(3) = 4").count();
    assert_eq!((told_asleep, returned), (1, 1), "{stdout}");
}

#[test]
fn a_call_that_signals_interrupt_goes_on_and_is_told_once() {
    // To print is a call that is told: so it is the main thread's turn first.
    let first = r#"println!("now the main thread sleeps");"#;
    stopped_in_accept("interrupted", first);
}

#[test]
fn also_where_the_signals_come_before_its_sleep_was_told() {
    stopped_in_accept("interrupted_early", "");
}

#[test]
fn a_stopped_program_goes_on_when_it_is_told_to() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    fs::write("server.pid", process::id().to_string())?;
    let (mut stream, _) = listener.accept()?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    println!("{text}");
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    println!("now the server sleeps");
    let server = fs::read_to_string("server.pid")?;
    // It must not notice.
    Command::new("sh").args(["-c", "kill -STOP $0", &server]).status()?;
    stream.write_all(b"while you are stopped")?;
    Command::new("sh").args(["-c", "kill -CONT $0", &server]).status()?;
    stream.write_all(b", and after")
}
"#;
    let Some(stdout) = told("stopped", 0, source) else {
        return;
    };
    assert!(
        stdout.contains("prints \"while you are stopped, and after\""),
        "{stdout}"
    );
}
