//! What is the same in all lessons: the command line, the question at a terminal, failures.

use std::net::UdpSocket;
use std::os::unix::ffi::OsStrExt;

use crate::support::{address, lesson, peer};

const TWO_ENDS: [u8; 5] = [2, 3, 4, 5, 6];

fn usage(number: u8) -> String {
    format!(
        "\
usage: cargo run --bin lesson{number} server [ADDRESS]
       cargo run --bin lesson{number} client [ADDRESS]
ADDRESS is IP:PORT, for instance 127.0.0.1:9999, which it is when you give none.
"
    )
}

#[test]
fn help_is_shown() {
    for help in ["-h", "--help"] {
        lesson(1)
            .args([help])
            .ends_with(0, "usage: cargo run --bin lesson1\n", "");
        for number in TWO_ENDS {
            lesson(number).args([help]).ends_with(0, &usage(number), "");
            lesson(number)
                .args(["client", help])
                .ends_with(0, &usage(number), "");
        }
    }
}

#[test]
fn without_an_end_and_without_a_terminal_the_usage_is_shown() {
    for number in TWO_ENDS {
        lesson(number).ends_with(2, "", &usage(number));
    }
}

#[test]
fn a_wrong_command_line_is_answered_by_one_line_with_an_example() {
    for number in TWO_ENDS {
        let says = |arguments: &[&str], problem: &str, example: &str| {
            let said = format!("{problem}; try: cargo run --bin lesson{number} {example}\n");
            lesson(number).args(arguments).ends_with(2, "", &said);
        };
        says(&["serve"], "'serve' is not an end", "server");
        says(&[""], "'' is not an end", "server");
        says(
            &["127.0.0.1:9999"],
            "'127.0.0.1:9999' is not an end",
            "server",
        );
        for address in [
            "localhost:9999",
            "127.0.0.1",
            "9999",
            "127.0.0.1:99999",
            "::1:9999",
            "",
        ] {
            let problem = format!("'{address}' is not an address like IP:PORT");
            says(&["client", address], &problem, "client 127.0.0.1:9999");
            says(&["server", address], &problem, "server 127.0.0.1:9999");
        }
        let problem = "port 0 in '127.0.0.1:0' is no port to meet at";
        says(&["server", "127.0.0.1:0"], problem, "server 127.0.0.1:9999");
        let problem = "'0.0.0.0:9999' is where a server listens on all its addresses, \
                       a client needs one of them";
        says(
            &["client", "0.0.0.0:9999"],
            problem,
            "client 127.0.0.1:9999",
        );
        let problem = "'more' is one argument too many";
        says(&["server", "127.0.0.1:9999", "more"], problem, "server");
    }
    let said = "lesson1 takes no arguments, but got 'server'; try: cargo run --bin lesson1\n";
    lesson(1).args(["server"]).ends_with(2, "", said);
}

#[test]
fn an_argument_that_is_not_text_is_no_panic() {
    let odd = std::ffi::OsStr::from_bytes(b"\xff\x1b[31m");
    for number in TWO_ENDS {
        let said = format!(
            "'\u{fffd}\\u{{1b}}[31m' is not an end; try: cargo run --bin lesson{number} server\n"
        );
        lesson(number).args([odd]).ends_with(2, "", &said);
    }
    let said = "lesson1 takes no arguments, but got '\u{fffd}\\u{1b}[31m'; \
                try: cargo run --bin lesson1\n";
    lesson(1).args([odd]).ends_with(2, "", said);
}

#[test]
fn nobody_listens() {
    let at = &address::own();
    for number in [2, 4, 5, 6] {
        let said = format!(
            "\
could not connect to {at}: Connection refused (os error 111)
hint: start the server first, in another terminal: cargo run --bin lesson{number} server {at}
"
        );
        lesson(number).args(["client", at]).ends_with(1, "", &said);
    }
}

#[test]
fn the_address_is_in_use() {
    let at = &address::own();
    let _tcp = peer::listen(at);
    let _udp = UdpSocket::bind(at).unwrap();
    let ip = at.ip();
    for number in TWO_ENDS {
        let said = format!(
            "\
could not bind to {at}: Address already in use (os error 98)
hint: another program is there; stop it, or take another port: cargo run --bin lesson{number} server {ip}:9998
"
        );
        lesson(number).args(["server", at]).ends_with(1, "", &said);
    }
}

#[test]
fn the_address_is_not_of_this_machine() {
    let at = "198.51.100.1:9999";
    for number in TWO_ENDS {
        let said = format!(
            "\
could not bind to {at}: Cannot assign requested address (os error 99)
hint: a server listens at an address of its own machine: cargo run --bin lesson{number} server 127.0.0.1:9999
"
        );
        lesson(number).args(["server", at]).ends_with(1, "", &said);
    }
}

#[test]
fn on_a_terminal_a_lesson_asks_which_end_it_shall_be() {
    let question = "Shall this terminal be the server or the client? ";
    let again = "Please type server or client. Ctrl-D leaves.\n";

    for number in TWO_ENDS {
        let asking = lesson(number).on_terminal().start();
        asking
            .prints(question)
            .types("what?")
            .prints(question)
            .ends_input();
        let shown = format!("{question}what?\n{again}{question}\n{}", usage(number));
        asking.ends_with(2, &shown, "");
    }
}

#[test]
fn the_answer_may_be_short_or_long() {
    let question = "Shall this terminal be the server or the client? ";
    // They meet at the address that everybody uses. Whether somebody is there is not ours to
    // decide, and an end says which one it is in either case.
    let ask = |answer: &str| {
        let asking = lesson(3).on_terminal().start();
        asking.prints(question).types(answer);
        asking
    };
    let is_server = |shown: &str| {
        shown.contains("waiting for a datagram...") || shown.contains("could not bind to")
    };
    for answer in ["s", " server "] {
        ask(answer).shows("that it is the server", is_server);
    }
    for client in ["c", "client"].map(ask) {
        let output = client.output();
        assert!(!is_server(&output.stdout), "{output:?}");
        let nobody = output.stdout.contains("no answer from 127.0.0.1:9999");
        assert_eq!(output.code, i32::from(nobody), "{output:?}");
    }
}
