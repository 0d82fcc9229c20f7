//! Whatever a program sends or prints: it is told whole, and never raw.

use super::{told, told_as};
use crate::support::output::collapsed;
use crate::support::{system, trap};

#[test]
fn nothing_that_a_program_sends_or_prints_reaches_the_terminal_raw() {
    // The comment holds a real escape sequence.
    let source = "
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    stream.write_all(b\"a\\0b\\x1b[2J\\x07\\x7f\")?; /* \x1b[31m */
    stream.write_all(b\"\\xff\\xfe \\xe4\\xbd\")?;
    stream.write_all(\"\\u{9b}31m \\u{202e}abc\".as_bytes())?;
    println!(\"\\x1b]0;title\\x07 \\u{9b}2J \\0 \\ttab\");
    eprintln!(\"error\\r\\x08\\x1b[1m\");
    io::stdout().write_all(b\"\\xff\\x1b\\n\")
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut received = Vec::new();
    TcpStream::connect(address)?.read_to_end(&mut received)?;
    println!(\"{} bytes\", received.len());
    Ok(())
}
";
    let Some(stdout) = told("raw", 0, source) else {
        return;
    };
    let is_raw = |c: &char| (c.is_control() && *c != '\n') || *c == '\u{202e}';
    let raw: Vec<char> = stdout.chars().filter(is_raw).collect();
    assert!(raw.is_empty(), "raw {raw:?} in {stdout:?}");
    assert!(stdout.contains(r#""a\u{0}b\u{1b}[2J"#), "{stdout}");
}

#[test]
fn a_prompt_without_the_end_of_a_line_is_told_before_the_keyboard_is_read() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    print!("your name? ");
    io::stdout().flush()?;
    let mut name = String::new();
    io::stdin().read_line(&mut name)?;
    stream.write_all(name.as_bytes())?;
    print!("bye");
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?.read_to_string(&mut String::new())?;
    Ok(())
}
"#;
    // Lesson 6 is a lesson where something is typed to the server.
    let Some(stdout) = told_as(6, "prompt", 0, source) else {
        return;
    };
    let prompt = stdout.find("prints \"your name? \"").expect(&stdout);
    assert!(
        prompt < stdout.find("read(0) …").expect(&stdout),
        "{stdout}"
    );
    assert!(stdout.contains("prints \"bye\""), "{stdout}");
}

#[test]
fn a_write_of_megabytes_waits_for_a_slow_reader() {
    let source = r#"
const LENGTH: usize = 8 << 20;

fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    let mut buffer = vec![0; 1 << 20];
    let mut total = 0;
    loop {
        let length = stream.read(&mut buffer)?;
        if length == 0 {
            break;
        }
        total += length;
    }
    println!("{total} bytes");
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?.write_all(&vec![b'x'; LENGTH])
}
"#;
    if !system::can_trace() {
        return;
    }
    let output = trap::shown_of("megabytes", 2, source);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{output:?}");
    // How much the kernel takes at once is its own affair: not compared with a file.
    assert!(
        output.stdout.contains("prints \"8388608 bytes\""),
        "{output:?}"
    );
    let waits = output
        .stdout
        .matches("sendto(3, \"xxxxxxxxxxxxxxxxxxxxxx\"…) …")
        .count();
    let returns = output
        .stdout
        .matches("sendto(3, \"xxxxxxxxxxxxxxxxxxxxxx\"…) = 8388608")
        .count();
    assert_eq!((waits, returns), (1, 1), "{output:?}");
}

#[test]
fn a_small_piece_that_waits_for_an_acknowledgement_is_told_as_that() {
    if !system::can_trace() {
        return;
    }
    // The kernel acknowledges the first pieces of a connection at once.
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    for _ in 0..4 {
        stream.read_exact(&mut [0; 4])?;
        stream.read_exact(&mut [0; 4])?;
        stream.write_all(b"ok")?;
    }
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    for round in 0..4 {
        stream.set_nodelay(round == 3)?;
        stream.write_all(b"head")?;
        stream.write_all(b"body")?;
        stream.read_exact(&mut [0; 2])?;
    }
    Ok(())
}
"#;
    let output = trap::shown_of("small_pieces", 2, source);
    let told = collapsed(&output.stdout);
    assert!(
        told.contains("acknowledged (Nagle), and the other side"),
        "{}",
        output.stdout
    );
    let with_no_delay = told.split("TCP_NODELAY, 1").nth(1).expect("the last round");
    assert!(
        !with_no_delay.contains("This lay here"),
        "{}",
        output.stdout
    );
}
