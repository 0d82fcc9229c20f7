//! Several threads, and processes that a lesson starts.

use super::told;

#[test]
fn two_threads_inside_calls_at_once_keep_their_arguments_and_results() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let threads = [(); 2].map(|_| {
        let (mut stream, _) = listener.accept().expect("a client");
        thread::spawn(move || {
            stream.write_all(b"go on").expect("a client");
            let mut buffer = [0; 100];
            let length = stream.read(&mut buffer).expect("a message");
            stream.write_all(&buffer[..length - 1]).expect("an answer");
        })
    });
    for thread in threads {
        thread.join().expect("no panic");
    }
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut first = TcpStream::connect(address)?;
    let mut second = TcpStream::connect(address)?;
    first.read_exact(&mut [0; 5])?;
    second.read_exact(&mut [0; 5])?;
    // Both threads of the server sleep in a read now. The younger one is woken first.
    second.write_all(b"to the second")?;
    first.write_all(b"first")?;
    let mut text = String::new();
    second.read_to_string(&mut text)?;
    first.read_to_string(&mut text)?;
    println!("{text}");
    Ok(())
}
"#;
    let Some(stdout) = told("two_threads", 0, source) else {
        return;
    };
    for line in ["server/2", "server/3"].map(|who| format!("starts thread {who}")) {
        assert!(stdout.contains(&line), "{stdout}");
    }
    let asleep = stdout.find("recvfrom(5) …").expect(&stdout);
    let woken = stdout.find("recvfrom(4, \"first\")").expect(&stdout);
    assert!(asleep < woken, "{stdout}");
    assert!(stdout.contains("recvfrom(4, \"first\") = 5"), "{stdout}");
    assert!(
        stdout.contains("recvfrom(5, \"to the second\") = 13"),
        "{stdout}"
    );
    assert!(stdout.contains("prints \"to the seconfirs\""), "{stdout}");
}

#[test]
fn a_join_for_ever_ends_the_run_and_says_who_waits() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (_stream, _) = listener.accept()?;
    let never = thread::spawn(|| loop {
        thread::park();
    });
    never.join().expect("it never ends")
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.read(&mut [0; 10])?;
    Ok(())
}
"#;
    told("join_for_ever", 1, source);
}

#[test]
fn who_is_parked_and_has_no_other_thread_waits_for_nobody() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (_stream, _) = listener.accept()?;
    loop {
        thread::park();
    }
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.read(&mut [0; 10])?;
    Ok(())
}
"#;
    told("park_alone", 1, source);
}

#[test]
fn the_status_of_a_child_process_is_the_lessons_own() {
    let source = r#"
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let status = Command::new("sh").args(["-c", "exit 7"]).status()?;
    println!("the child ended: {status}");
    let (mut stream, _) = listener.accept()?;
    // It ends while nobody waits for it.
    let mut child = Command::new("true").spawn()?;
    stream.write_all(b"hello")?;
    println!("the child ended: {}", child.wait()?);
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    println!("{text}");
    Ok(())
}
"#;
    let Some(stdout) = told("child_process", 0, source) else {
        return;
    };
    assert!(stdout.contains("prints \"the child ended: exit status: 7\""));
    assert!(stdout.contains("prints \"the child ended: exit status: 0\""));
}

#[test]
fn a_thread_that_runs_another_program_ends_the_call_in_which_the_main_thread_sleeps() {
    let source = r#"
use std::os::unix::process::CommandExt;

fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    thread::spawn(|| {
        thread::sleep(std::time::Duration::from_millis(50));
        panic!("{}", Command::new("echo").arg("another program").exec());
    });
    listener.accept()?;
    Ok(())
}

fn client(_: SocketAddr) -> io::Result<()> {
    thread::sleep(std::time::Duration::from_millis(100));
    Ok(())
}
"#;
    let Some(stdout) = told("exec_in_thread", 0, source) else {
        return;
    };
    assert!(!stdout.contains("accept4(3) ="), "{stdout}");
}

#[test]
fn a_main_thread_may_end_before_the_others() {
    let source = r#"
#![allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
unsafe extern "C" {
    fn syscall(number: std::ffi::c_long, ...) -> std::ffi::c_long;
}
#[cfg(target_arch = "x86_64")]
const EXIT: std::ffi::c_long = 60;
#[cfg(target_arch = "aarch64")]
const EXIT: std::ffi::c_long = 93;

fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        stream.write_all(b"alone").expect("a client that reads");
        drop((stream, listener));
        process::exit(3);
    });
    // What pthread_exit(3) comes to: only this thread ends.
    unsafe { syscall(EXIT, 0) };
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?.read_to_end(&mut Vec::new())?;
    Ok(())
}
"#;
    told("main_ends_first", 1, source);
}
