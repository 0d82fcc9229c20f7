use std::collections::BTreeSet;
use std::io::Write;

use crate::support::{Running, address, close, eventually, lesson, peer, program};

fn server(at: &str) -> Running {
    let server = lesson(4).args(["server", at]).start();
    server.prints("waiting for a connection...");
    server
}

/// A client that the server has to serve completely.
fn greet(at: &str) {
    let mut stream = peer::connect(at);
    stream.write_all("你好".as_bytes()).unwrap();
    assert_eq!(peer::read_all(stream), "欢迎");
}

#[test]
fn each_connection_has_a_thread_of_its_own() {
    let at = &address::own();
    let server = server(at);
    for _ in 0..2 {
        lesson(4).args(["client", at]).ends_with(0, "欢迎\n", "");
    }
    // The client of lesson 2 is the same.
    lesson(2).args(["client", at]).ends_with(0, "欢迎\n", "");
    server.stops_with(
        "\
waiting for a connection...
connection 1: serves 127.0.0.1:[port]
connection 1: 你好
connection 2: serves 127.0.0.1:[port]
connection 2: 你好
connection 3: serves 127.0.0.1:[port]
connection 3: 你好
",
        "",
    );
}

#[test]
fn silent_failing_and_resetting_clients_do_not_disturb_the_others() {
    let at = &address::own();
    let server = server(at);
    let serves = |number| {
        server.prints(&format!("connection {number}: serves 127.0.0.1:[port]"));
    };
    let silent = [peer::connect(at), peer::connect(at), peer::connect(at)];
    // Each thread prints for itself: three that start together come in any order.
    eventually("three threads", || peer::threads(server.pid()) == 1 + 3);

    drop(peer::connect(at));
    server.prints("connection 4: the client closed without a message");

    peer::reset(peer::connect(at));
    server
        .prints("connection 5: 127.0.0.1:[port] is lost: Connection reset by peer (os error 104)");

    greet(at);
    server.prints("connection 6: 你好");

    for mut stream in silent {
        stream.write_all("早".as_bytes()).unwrap();
        assert_eq!(peer::read_all(stream), "欢迎");
    }
    greet(at);
    serves(10 - 3);
    eventually("all threads to end", || peer::threads(server.pid()) == 1);

    let mut lines: Vec<String> = server
        .kill()
        .output()
        .stdout
        .lines()
        .map(str::to_string)
        .collect();
    lines.sort();
    let mut expected = vec![
        "connection 1: serves 127.0.0.1:[port]",
        "connection 1: 早",
        "connection 2: serves 127.0.0.1:[port]",
        "connection 2: 早",
        "connection 3: serves 127.0.0.1:[port]",
        "connection 3: 早",
        "connection 4: serves 127.0.0.1:[port]",
        "connection 4: the client closed without a message",
        "connection 5: serves 127.0.0.1:[port]",
        "connection 5: 127.0.0.1:[port] is lost: Connection reset by peer (os error 104)",
        "connection 6: serves 127.0.0.1:[port]",
        "connection 6: 你好",
        "connection 7: serves 127.0.0.1:[port]",
        "connection 7: 你好",
        "waiting for a connection...",
    ];
    expected.sort_unstable();
    assert_eq!(lines, expected);
}

#[test]
fn three_hundred_connections_one_after_another() {
    let at = &address::own();
    let server = server(at);
    let mut shown = "waiting for a connection...\n".to_string();
    for number in 1..=300 {
        greet(at);
        shown += &format!("connection {number}: serves 127.0.0.1:[port]\n");
        shown += &format!("connection {number}: 你好\n");
    }
    eventually("all threads to end", || peer::threads(server.pid()) == 1);
    server.stops_with(&shown, "");
}

#[test]
fn a_thread_that_cannot_be_started_is_reported_and_the_server_goes_on() {
    let at = &address::own();
    let server = server(at);
    let mut first = peer::connect(at);
    server.prints("connection 1: serves 127.0.0.1:[port]");

    // No memory any more for the stack of another thread.
    limit_memory(server.pid(), "--as=1:");
    assert_eq!(peer::read_all(peer::connect(at)), "");
    // The server closes first, and says it then.
    server.prints("connection 2: no thread for 127.0.0.1:[port]: Resource temporarily unavailable (os error 11)");
    // The first client is still served, and with memory again the next ones, too.
    first.write_all("早".as_bytes()).unwrap();
    assert_eq!(peer::read_all(first), "欢迎");
    limit_memory(server.pid(), "--as=unlimited:");
    greet(at);
    server.stops_with(
        "\
waiting for a connection...
connection 1: serves 127.0.0.1:[port]
connection 2: no thread for 127.0.0.1:[port]: Resource temporarily unavailable (os error 11)
connection 1: 早
connection 3: serves 127.0.0.1:[port]
connection 3: 你好
",
        "",
    );
}

fn limit_memory(pid: u32, limit: &str) {
    let prlimit = program("prlimit").args([limit, "--pid", &pid.to_string()]);
    prlimit.ends_with(0, "", "");
}

#[test]
fn too_many_open_files_are_reported_and_the_server_goes_on() {
    let at = &address::own();
    // 0, 1, 2, the listener, one connection.
    let server = lesson(4).args(["server", at]).limited("-n 5").start();
    server.prints("waiting for a connection...");
    let first = peer::connect(at);
    // The server tries again each second.
    server.prints("could not accept a connection: Too many open files (os error 24)");
    let mut second = peer::connect(at);
    second.write_all("你好".as_bytes()).unwrap();
    server.prints("could not accept a connection: Too many open files (os error 24)");

    drop(first);
    assert_eq!(peer::read_all(second), "欢迎");
    let output = server.kill().output();

    // How often it tried depends on the time, and so does the place of the other lines.
    let lines: BTreeSet<&str> = output.stdout.lines().collect();
    let expected = [
        "waiting for a connection...",
        "connection 1: serves 127.0.0.1:[port]",
        "could not accept a connection: Too many open files (os error 24)",
        "connection 1: the client closed without a message",
        "connection 2: serves 127.0.0.1:[port]",
        "connection 2: 你好",
    ];
    assert_eq!(lines, BTreeSet::from(expected));
    assert_eq!(output.stderr, "");
}

#[test]
fn a_server_whose_output_nobody_reads_ends_quietly() {
    let at = &address::own();
    let (reader, writer) = std::io::pipe().unwrap();
    let server = lesson(4).args(["server", at]).stdout(writer).start();
    eventually("the server", || std::net::TcpStream::connect(at).is_ok());
    close(reader);
    // It is in a thread of a connection that the server notices.
    let _ = std::net::TcpStream::connect(at);
    server.ends_with(1, "", "");
}
