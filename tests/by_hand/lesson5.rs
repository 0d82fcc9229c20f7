use std::io::{BufRead, BufReader, Write};

use crate::support::{KILLED, Running, address, eventually, lesson, peer};

fn server(at: &str) -> Running {
    let server = lesson(5).args(["server", at]).start();
    server.prints("waiting for a connection...");
    server
}

fn client(at: &str) -> Running {
    let client = lesson(5).args(["client", at]).start();
    client.prints(&format!("connected: {at}"));
    client
}

#[test]
fn both_sides_write_whenever_they_like() {
    let at = &address::own();
    let server = server(at);
    let first = client(at);
    server.prints("client 1 connected: 127.0.0.1:[port]");
    let second = client(at);
    server.prints("client 2 connected: 127.0.0.1:[port]");

    server.types("欢迎").types("welcome");
    first.prints("server: welcome");
    second.prints("server: welcome");

    second.types("你好").types("");
    server.prints("client 2: ");
    first.types("不错呦");
    server.prints("client 1: 不错呦");

    first.ends_input();
    server.prints("client 1 left");
    first.ends_with(
        0,
        &format!("connected: {at}\nserver: 欢迎\nserver: welcome\n"),
        "",
    );

    server.types("还在");
    second.prints("server: 还在");
    second.ends_input();
    second.ends_with(
        0,
        &format!("connected: {at}\nserver: 欢迎\nserver: welcome\nserver: 还在\n"),
        "",
    );

    server.prints("client 2 left");
    // Left are the thread that accepts and the one at the keyboard.
    eventually("the threads of the clients to end", || {
        peer::threads(server.pid()) == 2
    });
    server.stops_with(
        "\
waiting for a connection...
client 1 connected: 127.0.0.1:[port]
client 2 connected: 127.0.0.1:[port]
client 2: 你好
client 2: \n\
client 1: 不错呦
client 1 left
client 2 left
",
        "",
    );
}

#[test]
fn a_message_ends_at_a_newline_however_it_is_cut() {
    let at = &address::own();
    let server = server(at);
    let mut stream = peer::connect(at);
    // In the middle of a character, and the rest together with the next lines.
    stream.write_all(b"\xe4\xbd").unwrap();
    peer::wait_until_read(&stream);
    stream.write_all(b"\xa0\xe5").unwrap();
    peer::wait_until_read(&stream);
    stream
        .write_all("你好\n二\r\n三".as_bytes().split_at(4).1)
        .unwrap();
    peer::wait_until_read(&stream);
    drop(stream);
    server.stops_with(
        "\
waiting for a connection...
client 1 connected: 127.0.0.1:[port]
client 1: 你好
client 1: 二
client 1: 三
client 1 left
",
        "",
    );
}

#[test]
fn control_characters_and_broken_text_are_shown_escaped() {
    let at = &address::own();
    let server = server(at);
    let mut stream = peer::connect(at);
    stream
        .write_all(b"\x1b[2J\0\x07\n\xff\xfe ok\ngo on\n")
        .unwrap();
    server.prints("client 1: go on");
    // The other way: what the server's keyboard sends, and what a client types.
    let client = client(at);
    server.prints("client 2 connected: 127.0.0.1:[port]");
    server.types_raw(b"\x1b]0;title\x07\n\xff\n");
    client.prints("server: \u{fffd}");
    client.types_raw(b"\xe4\xbd\n");
    server.prints("client 2: \u{fffd}");
    client.ends_input();
    let shown = format!("connected: {at}\nserver: \\u{{1b}}]0;title\\u{{7}}\nserver: \u{fffd}\n");
    client.ends_with(0, &shown, "");
    server.stops_with(
        "\
waiting for a connection...
client 1 connected: 127.0.0.1:[port]
client 1: \\u{1b}[2J\\u{0}\\u{7}
client 1: \u{fffd}\u{fffd} ok
client 1: go on
client 2 connected: 127.0.0.1:[port]
client 2: \u{fffd}
client 2 left
",
        "",
    );
}

#[test]
fn a_line_without_end_comes_in_pieces() {
    let at = &address::own();
    let server = server(at);
    let mut stream = peer::connect(at);
    stream
        .write_all("a".repeat(4096 + 4096 + 1).as_bytes())
        .unwrap();
    stream.write_all(b"\n").unwrap();
    let piece = "a".repeat(4096);
    server.stops_with(
        &format!(
            "\
waiting for a connection...
client 1 connected: 127.0.0.1:[port]
client 1: {piece}
client 1: {piece}
client 1: a
"
        ),
        "",
    );
}

#[test]
fn a_client_that_vanishes_is_noticed_and_the_others_go_on() {
    let at = &address::own();
    let server = server(at);
    let resetting = peer::connect(at);
    server.prints("client 1 connected: 127.0.0.1:[port]");
    let killed = client(at);
    server.prints("client 2 connected: 127.0.0.1:[port]");
    let staying = client(at);
    server.prints("client 3 connected: 127.0.0.1:[port]");

    peer::reset(resetting);
    server.prints("client 1 is lost: Connection reset by peer (os error 104)");
    killed.kill().ends_input();
    killed.ends_with(KILLED, &format!("connected: {at}\n"), "");
    server.prints("client 2 left");

    server.types("欢迎");
    staying.prints("server: 欢迎").types("你好");
    server.prints("client 3: 你好");
    eventually("two threads, and two for client 3", || {
        peer::threads(server.pid()) == 4
    });
}

#[test]
fn a_client_that_does_not_read_holds_up_nobody() {
    let at = &address::own();
    let server = server(at);
    let slow = peer::connect(at);
    server.prints("client 1 connected: 127.0.0.1:[port]");
    let other = peer::connect(at);
    server.prints("client 2 connected: 127.0.0.1:[port]");

    // Far more than the buffers of a connection hold.
    let line = "x".repeat(99_999) + "\n";
    let count = 300;
    let mut received = BufReader::new(other.try_clone().unwrap()).lines();
    for _ in 0..count {
        server.types_raw(line.as_bytes());
        assert_eq!(received.next().unwrap().unwrap().len(), line.len() - 1);
    }
    // What its queue has no room for, the slow one misses, so that nothing grows without end.
    server.prints("client 1 misses a line: its queue is full");
    // And what the slow one says arrives.
    (&slow).write_all("我不读\n".as_bytes()).unwrap();
    server.prints("client 1: 我不读");

    // Its writer sleeps in a write. When it says goodbye but still does not read, it has left.
    slow.shutdown(std::net::Shutdown::Write).unwrap();
    server.prints("client 1 left");
    eventually("two threads, and two for client 2", || {
        peer::threads(server.pid()) == 4
    });
}

#[test]
fn the_server_goes_on_when_its_keyboard_is_closed() {
    let at = &address::own();
    let server = server(at);
    server
        .ends_input()
        .prints("the keyboard is closed; the server goes on, Ctrl-C stops it");
    let client = client(at);
    client.types("你好");
    server.prints("client 1: 你好");
}

#[test]
fn a_client_says_that_the_server_is_gone_and_ends_at_once() {
    let at = &address::own();
    let server = server(at);
    let client = client(at);
    server.prints("client 1 connected: 127.0.0.1:[port]");
    server.kill();
    // Nothing was typed, and its keyboard is still open.
    client.ends_with(
        0,
        &format!("connected: {at}\nthe server closed the connection\n"),
        "",
    );

    let at = &address::own();
    let listener = peer::listen(at);
    let client = self::client(at);
    peer::reset(peer::accept(&listener));
    client.ends_with(
        1,
        &format!("connected: {at}\n"),
        &format!(
            "could not finish the conversation at {at}: Connection reset by peer (os error 104)\n"
        ),
    );
}

#[test]
fn a_line_is_sent_with_its_newline_in_one_write() {
    let at = &address::own();
    let listener = peer::listen(at);
    let client = client(at);
    let mut reader = BufReader::new(peer::accept(&listener));
    client.types("你好");
    assert_eq!(reader.fill_buf().unwrap(), "你好\n".as_bytes());
}

#[test]
fn a_client_that_cannot_be_served_is_reported_and_the_server_goes_on() {
    let at = &address::own();
    // 0, 1, 2, the listener, two handles for the first client, one for the second.
    let server = lesson(5).args(["server", at]).limited("-n 7").start();
    server.prints("waiting for a connection...");
    let first = client(at);
    server.prints("client 1 connected: 127.0.0.1:[port]");
    let second = client(at);
    second.ends_with(
        0,
        &format!("connected: {at}\nthe server closed the connection\n"),
        "",
    );
    // The server closes first, and says it then.
    server.prints("client 2 cannot be served: Too many open files (os error 24)");
    server.types("欢迎");
    first.prints("server: 欢迎").types("你好");
    server.stops_with(
        "\
waiting for a connection...
client 1 connected: 127.0.0.1:[port]
client 2 cannot be served: Too many open files (os error 24)
client 1: 你好
",
        "",
    );
}
