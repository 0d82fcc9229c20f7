use std::io::{Read, Write};

use crate::support::{Running, address, lesson, peer};

fn server(at: &str) -> Running {
    let server = lesson(2).args(["server", at]).start();
    server.prints("waiting for a connection...");
    server
}

#[test]
fn one_message_each_way() {
    let at = &address::own();
    let server = server(at);
    lesson(2).args(["client", at]).ends_with(0, "欢迎\n", "");
    let shown = "waiting for a connection...\nconnected: 127.0.0.1:[port]\n你好\n";
    server.ends_with(0, shown, "");
}

#[test]
fn it_works_with_ipv6_too() {
    let Some(at) = &address::on_ipv6() else {
        eprintln!("skipped: this machine has no IPv6");
        return;
    };
    let server = server(at);
    lesson(2).args(["client", at]).ends_with(0, "欢迎\n", "");
    let shown = "waiting for a connection...\nconnected: [::1]:[port]\n你好\n";
    server.ends_with(0, shown, "");
}

#[test]
fn the_same_address_serves_again_at_once() {
    let at = &address::own();
    for _ in 0..3 {
        let server = server(at);
        lesson(2).args(["client", at]).ends_with(0, "欢迎\n", "");
        let shown = "waiting for a connection...\nconnected: 127.0.0.1:[port]\n你好\n";
        server.ends_with(0, shown, "");
    }
}

#[test]
fn a_client_that_says_nothing_is_no_failure_of_the_server() {
    let at = &address::own();
    let server = server(at);
    drop(peer::connect(at));
    server.ends_with(
        0,
        "waiting for a connection...\nconnected: 127.0.0.1:[port]\n\
         the client closed without a message\n",
        "",
    );
}

#[test]
fn a_client_that_resets_is_reported_by_the_server() {
    let at = &address::own();
    let server = server(at);
    peer::reset(peer::connect(at));
    server.ends_with(
        1,
        "waiting for a connection...\nconnected: 127.0.0.1:[port]\n",
        &format!(
            "could not finish the conversation at {at}: Connection reset by peer (os error 104)\n"
        ),
    );
}

#[test]
fn a_server_that_closes_or_resets_is_reported_by_the_client() {
    let at = &address::own();
    let listener = peer::listen(at);

    let client = lesson(2).args(["client", at]).start();
    let mut stream = peer::accept(&listener);
    stream.read_exact(&mut [0; 6]).unwrap();
    drop(stream);
    client.ends_with(
        1,
        "",
        "the server closed the connection without an answer\n",
    );

    let client = lesson(2).args(["client", at]).start();
    peer::reset(peer::accept(&listener));
    let output = client.output();
    // The reset reaches the client in its write or in its read.
    let said = |error| format!("could not finish the conversation at {at}: {error}\n");
    let reset = said("Connection reset by peer (os error 104)");
    let broken = said("Broken pipe (os error 32)");
    assert!([reset, broken].contains(&output.stderr), "{output:?}");
    assert_eq!((output.code, output.stdout.as_str()), (1, ""));
}

#[test]
fn what_a_peer_sends_cannot_drive_the_terminal() {
    let at = &address::own();
    let server = server(at);
    let mut stream = peer::connect(at);
    stream
        .write_all(b"\x1b[2Jred\x07\0 \xff\xc2\x9b \xe2\x80\xae\xe4\xbd\xa0\n")
        .unwrap();
    assert_eq!(peer::read_all(stream), "欢迎");
    server.ends_with(
        0,
        "waiting for a connection...\nconnected: 127.0.0.1:[port]\n\
         \\u{1b}[2Jred\\u{7}\\u{0} \u{fffd}\\u{9b} \\u{202e}你\\n\n",
        "",
    );
}
