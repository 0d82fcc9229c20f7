use std::io::{Read, Write};

use crate::support::{Running, address, lesson, peer};

const SERVER: &str = "waiting for a connection...\nconnected: 127.0.0.1:[port]\n";
const RULES: &str = "type lines to send them, exit to send no more\n";

const SENDS_NO_MORE: &str = "you will send no more\n";
const END_OF_STREAM: &str = "end of stream: the peer will send no more\n";
const STILL: &str = "you can still send; type exit to finish\n";
const BOTH: &str = "both ends have finished\n";

fn end(end: &str, at: &str) -> Running {
    lesson(6).args([end, at]).start()
}

/// A server and a client that are connected.
fn pair(at: &str) -> (Running, Running) {
    let server = end("server", at);
    server.prints("waiting for a connection...");
    let client = end("client", at);
    client.prints(RULES.trim_end());
    server.prints(RULES.trim_end());
    (server, client)
}

fn client_head(at: &str) -> String {
    format!("connected: {at}\n{RULES}")
}

#[test]
fn the_client_finishes_first() {
    let at = &address::own();
    let (server, client) = pair(at);
    client.types("你好");
    server.prints("peer: 你好").types("欢迎");
    client.prints("peer: 欢迎").types("exit");
    server.prints(STILL.trim_end()).types("还在");
    client.prints("peer: 还在");
    server.types("exit");
    let shown = client_head(at) + "peer: 欢迎\n" + SENDS_NO_MORE + "peer: 还在\n";
    client.ends_with(0, &(shown + END_OF_STREAM + BOTH), "");
    let shown = format!("{SERVER}{RULES}peer: 你好\n{END_OF_STREAM}{STILL}{SENDS_NO_MORE}{BOTH}");
    server.ends_with(0, &shown, "");
}

#[test]
fn the_server_finishes_first() {
    let at = &address::own();
    let (server, client) = pair(at);
    server.types("exit");
    client
        .prints(STILL.trim_end())
        .types("一")
        .types("二")
        .types("exit");
    let shown = format!("{SERVER}{RULES}{SENDS_NO_MORE}peer: 一\npeer: 二\n{END_OF_STREAM}{BOTH}");
    server.ends_with(0, &shown, "");
    let shown = client_head(at) + END_OF_STREAM + STILL + SENDS_NO_MORE + BOTH;
    client.ends_with(0, &shown, "");
}

#[test]
fn the_end_of_the_input_does_as_exit() {
    let at = &address::own();
    let (server, client) = pair(at);
    client.types("你好").ends_input();
    server.prints(STILL.trim_end()).types("再见").ends_input();
    let shown = client_head(at) + SENDS_NO_MORE + "peer: 再见\n" + END_OF_STREAM + BOTH;
    client.ends_with(0, &shown, "");
    let shown = format!("{SERVER}{RULES}peer: 你好\n{END_OF_STREAM}{STILL}{SENDS_NO_MORE}{BOTH}");
    server.ends_with(0, &shown, "");
}

#[test]
fn both_finish_at_once() {
    let at = &address::own();
    for _ in 0..20 {
        let (server, client) = pair(at);
        server.types("exit");
        client.types("exit");
        // At each end, its own exit and the end of stream come in any order.
        let orders = [
            format!("{SENDS_NO_MORE}{END_OF_STREAM}{BOTH}"),
            format!("{END_OF_STREAM}{SENDS_NO_MORE}{BOTH}"),
            format!("{END_OF_STREAM}{STILL}{SENDS_NO_MORE}{BOTH}"),
            format!("{END_OF_STREAM}{SENDS_NO_MORE}{STILL}{BOTH}"),
        ];
        for (end, head) in [
            (client, client_head(at)),
            (server, format!("{SERVER}{RULES}")),
        ] {
            let output = end.output();
            let goodbye = output
                .stdout
                .strip_prefix(&head)
                .unwrap_or_default()
                .to_string();
            assert!(orders.contains(&goodbye), "{output:?}");
            assert_eq!((output.code, output.stderr.as_str()), (0, ""));
        }
    }
}

#[test]
fn nothing_that_was_sent_before_exit_is_lost() {
    let at = &address::own();
    let (server, client) = pair(at);
    let lines: Vec<String> = (1..=2000).map(|number| format!("第{number}句")).collect();
    client
        .types(&lines.join("\n"))
        .types("exit")
        .types("this is not sent");
    server.types("exit");
    let heard = server.output().stdout;
    let heard: Vec<&str> = heard
        .lines()
        .filter_map(|line| line.strip_prefix("peer: "))
        .collect();
    assert_eq!(heard, lines);
    let output = client.output();
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
}

#[test]
fn a_reset_ends_either_end_though_its_keyboard_is_open() {
    let error = |at| {
        format!(
            "could not finish the conversation at {at}: Connection reset by peer (os error 104)\n"
        )
    };
    let at = &address::own();
    let server = end("server", at);
    server.prints("waiting for a connection...");
    let mut stream = peer::connect(at);
    stream.write_all("再".as_bytes()).unwrap();
    server.prints(RULES.trim_end());
    peer::wait_until_read(&stream);
    peer::reset(stream);
    server.ends_with(1, &format!("{SERVER}{RULES}"), &error(at));

    // A peer that closes without having read everything resets, too.
    let at = &address::own();
    let listener = peer::listen(at);
    let client = end("client", at);
    let stream = peer::accept(&listener);
    client.types("没人读");
    assert_ne!(stream.peek(&mut [0]).unwrap(), 0);
    drop(stream);
    client.ends_with(1, &client_head(at), &error(at));
}

#[test]
fn a_peer_that_is_gone_for_good_is_noticed_when_this_end_goes_on_sending() {
    let head = |at| client_head(at) + END_OF_STREAM + STILL;
    // A peer that closed everything looks like one that finished, until we send.
    let gone = |at: &str| {
        let listener = peer::listen(at);
        let client = end("client", at);
        let mut stream = peer::accept(&listener);
        drop(listener);
        let (own, address) = (stream.local_addr().unwrap(), stream.peer_addr().unwrap());
        client.types("你好");
        stream.read_exact(&mut [0; 7]).unwrap();
        drop(stream);
        client.prints(STILL.trim_end()).types("听得到吗");
        peer::wait_until_gone(address, own);
        client
    };

    let at = &address::own();
    let client = gone(at);
    client.types("喂");
    let error = format!("could not finish the conversation at {at}: Broken pipe (os error 32)\n");
    client.ends_with(1, &head(at), &error);

    let at = &address::own();
    let client = gone(at);
    client.types("exit");
    let shown = head(at) + SENDS_NO_MORE;
    let error = format!(
        "could not finish the conversation at {at}: \
         Transport endpoint is not connected (os error 107)\n"
    );
    client.ends_with(1, &shown, &error);
}

#[test]
fn what_the_peer_sends_is_shown_escaped_and_long_lines_in_pieces() {
    let at = &address::own();
    let server = end("server", at);
    server.prints("waiting for a connection...");
    let mut stream = peer::connect(at);
    let long = "a".repeat(4097);
    stream
        .write_all(format!("\x1b[2J\r\n{long}\nno newline").as_bytes())
        .unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    server.prints(STILL.trim_end()).types("exit");
    assert_eq!(peer::read_all(stream), "");
    let piece = "a".repeat(4096);
    let heard = format!("peer: \\u{{1b}}[2J\npeer: {piece}\npeer: a\npeer: no newline\n");
    let shown = format!("{SERVER}{RULES}{heard}{END_OF_STREAM}{STILL}{SENDS_NO_MORE}{BOTH}");
    server.ends_with(0, &shown, "");
}
