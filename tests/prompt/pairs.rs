//! Any two programs: Python, C, one that forks, one that is killed, and those that are
//! no pair at all.

use crate::support::output::collapsed;
use crate::support::system::python;
use crate::support::{Address, Output, address, folder, workbook};
use crate::{can_trace, fresh, roles};
use std::path::PathBuf;
use std::process::Command;

fn pair(at: &Address, arguments: &[&str]) -> Output {
    let output = workbook(["pair"])
        .args(arguments)
        .current_dir(folder())
        .output("");
    Output {
        stdout: roles(&output.stdout, at),
        ..output
    }
}

fn folder() -> PathBuf {
    folder::kept("pairs")
}

/// Builds a C program with debug information; None where there is no compiler.
fn c_program(name: &str, source: &str) -> Option<String> {
    let file = folder().join(format!("{name}.c"));
    std::fs::write(&file, source).unwrap_or_else(|error| panic!("{error}"));
    let built = Command::new("cc")
        .args(["-g", "-o"])
        .arg(folder().join(name))
        .arg(&file)
        .status();
    if !built.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no C compiler here");
        return None;
    }
    Some(format!("./{name}"))
}

/// This program, with its own address in place of the usual one.
fn meeting_at(at: &Address, source: &str) -> String {
    source
        .replace("127.0.0.1", at.ip())
        .replace("9999", at.port())
}

fn script(name: &str, text: &str) -> String {
    std::fs::write(folder().join(name), text).unwrap_or_else(|error| panic!("{error}"));
    name.to_owned()
}

const PYTHON_CLIENT: &str = "\
import socket, sys
with socket.socket() as s:
    s.connect((sys.argv[1], 9999))
    s.send(input('what? ').encode())
    print('answer', s.recv(100))
";

#[test]
fn a_server_in_c_and_a_client_in_python_are_narrated() {
    let server = "\
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
int main(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(9999)};
    inet_pton(AF_INET, \"127.0.0.1\", &at.sin_addr);
    int one = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    bind(s, (struct sockaddr *)&at, sizeof at);
    listen(s, 1);
    int c = accept(s, 0, 0);
    char text[100];
    ssize_t n = read(c, text, sizeof text);
    printf(\"got %zd\\n\", n);
    write(c, \"\\033[31mred\\033[0m\", 12);
    close(c);
    return 0;
}
";
    if !can_trace() {
        return;
    }
    let at = &address::shown_as("127.4.2.1:9999");
    let (Some(python), Some(server)) = (python(), c_program("server", &meeting_at(at, server)))
    else {
        return;
    };
    let client = script("client.py", &meeting_at(at, PYTHON_CLIENT));
    let typed = ["--type", "client: it's me"];
    let client = format!("{python} {client} {}", at.ip());
    let output = pair(at, &[&[&server, &*client] as &[&str], &typed].concat());
    // The title and the first line name the machine's own Python.
    let stdout: String = output
        .stdout
        .replace(python.rsplit('/').next().unwrap_or_default(), "python3");
    assert!(
        !stdout.contains('\x1b'),
        "control characters reached the terminal:\n{stdout}"
    );
    assert_eq!((output.code, &*output.stderr), (0, ""), "{stdout}");
    insta::assert_snapshot!("c_and_python", stdout);
}

#[test]
fn a_server_that_forks_and_one_that_is_killed() {
    let Some(python) = python().filter(|_| can_trace()) else {
        return;
    };
    let server = "\
import os, socket, signal, sys
s = socket.create_server(('127.0.0.1', 9999))
c, _ = s.accept()
if os.fork() == 0:
    c.send(b'from the child')
    os._exit(0)
c.close()
os.wait()
if len(sys.argv) > 1:
    os.kill(os.getpid(), signal.SIGKILL)
";
    let client = "\
import socket
s = socket.create_connection(('127.0.0.1', 9999))
print(s.recv(100), s.recv(100))
";
    let at = &address::own();
    let server = script("forks.py", &meeting_at(at, server));
    let client = script("reads.py", &meeting_at(at, client));
    let (server, client) = (format!("{python} {server}"), format!("{python} {client}"));
    let forks = pair(at, &[&server, &client]);
    assert_eq!(forks.code, 0, "{forks:?}");
    assert!(
        forks.stdout.contains("starts process server/2"),
        "{forks:?}"
    );
    assert!(
        forks.stdout.contains("prints \"b'from the child' b''\""),
        "{forks:?}"
    );
    assert!(
        collapsed(&forks.stdout).contains("the process server/2 has ended"),
        "{forks:?}"
    );
    let killed = pair(at, &[&format!("{server} die"), &client]);
    assert_eq!(killed.code, 1, "{killed:?}");
    assert!(
        killed.stdout.contains("server: is killed by SIGKILL"),
        "{killed:?}"
    );
    assert!(
        killed
            .stdout
            .ends_with("The server failed: its last lines above say why.\n"),
        "{killed:?}"
    );
}

#[test]
fn helpers_that_touch_no_socket_are_not_told() {
    let Some(python) = python().filter(|_| can_trace()) else {
        return;
    };
    let at = &address::own();
    let client = "\
import socket
socket.create_connection(('127.0.0.1', 9999)).send(b'hello')
";
    let client = script("asks.py", &meeting_at(at, client));
    let server = "\
import socket
s = socket.create_server(('127.0.0.1', 9999))
s.accept()[0].recv(9)
";
    let server = script("hears.py", &meeting_at(at, server));
    // As version managers do it: a script that asks a few programs, and then becomes another.
    let wrapper = script(
        "wrapper.sh",
        "name=$(echo python | cat)\n(true; (true))\ntest -n \"$name\" && exec \"$@\"\n",
    );
    let server = format!("{python} {server}");
    let client = format!("{python} {client}");
    let bare = pair(at, &[&server, &client]);
    let wrapped = pair(at, &[&format!("sh {wrapper} {server}"), &client]);
    assert_eq!((bare.code, wrapped.code), (0, 0), "{wrapped:?}");
    // The title and the first heading show the command, and nothing else differs.
    let body = |output: &Output| {
        output
            .stdout
            .split_once("  starts ")
            .map(|(_, body)| body.to_owned())
    };
    assert!(body(&bare).is_some());
    assert_eq!(body(&wrapped), body(&bare));
}

#[test]
fn the_end_of_a_stream_is_not_counted_as_a_byte_that_waits() {
    let Some(python) = python().filter(|_| can_trace()) else {
        return;
    };
    let at = &address::own();
    let server = "\
import socket
s = socket.create_server(('127.0.0.1', 9999))
c, _ = s.accept()
c.send(b'abc')
c.close()
s.close()
";
    let server = script("ends.py", &meeting_at(at, server));
    // It reads when the server has ended: the three bytes and the FIN are in its queue.
    let client = "\
import socket, time
c = socket.create_connection(('127.0.0.1', 9999))
time.sleep(0.01)
c.recv(2)
";
    let client = script("reads_slowly.py", &meeting_at(at, client));
    let (server, client) = (format!("{python} {server}"), format!("{python} {client}"));
    let output = pair(at, &[&server, &client]);
    assert_eq!(output.code, 0, "{output:?}");
    let words = collapsed(&output.stdout);
    assert!(words.contains("; 1 byte more waits"), "{output:?}");
    assert!(words.contains("1 byte in it was never read"), "{output:?}");
}

#[test]
fn what_is_no_pair_gets_a_clear_word() {
    let at = address::own();
    let wrong = |arguments: &[&str]| {
        let output = pair(&at, arguments);
        (output.code, output.stderr)
    };
    let no = |code: i32, text: &str| (code, text.to_owned());
    let not_found = "could not find no-such-program in any folder of PATH\n\
                     hint: for a program of this folder, type ./no-such-program\n";
    assert_eq!(wrong(&["no-such-program", "true"]), no(1, not_found));
    let no_path = "could not find ./here\n\
                   hint: the path is taken from the folder in which you started the workbook\n";
    assert_eq!(wrong(&["true", "./here 1"]), no(1, no_path));
    let script = script("plain.txt", "text");
    let no_program = "./plain.txt is there, but it is not a program that may be started\n\
                      hint: a script is started by its language, for instance: python3 ./plain.txt\n";
    assert_eq!(wrong(&[&format!("./{script}"), "true"]), no(1, no_program));
    let open = "a quotation mark in the command of the client is not closed\n";
    assert_eq!(wrong(&["true", "echo 'a"]), no(2, open));
    let nobody = "\"hello\" does not say who types: write it as 'client: hello'\n";
    assert_eq!(wrong(&["true", "true", "--type", "hello"]), no(2, nobody));
}

#[test]
fn programs_without_a_socket_or_without_a_partner_are_named() {
    if !can_trace() {
        return;
    }
    let at = &address::own();
    let output = pair(at, &["echo one", "echo two"]);
    assert!(
        output.stdout.contains("The server made no socket"),
        "{output:?}"
    );
    assert!(
        output.stdout.contains("The client made no socket"),
        "{output:?}"
    );
    let Some(python) = python() else { return };
    let alone = "\
import socket
s = socket.create_server(('127.0.0.1', 9999))
c = socket.create_connection(('127.0.0.1', 9999))
s.accept()
";
    let alone = script("alone.py", &meeting_at(at, alone));
    let output = pair(
        at,
        &[&format!("{python} {alone}"), &format!("{python} -c 1")],
    );
    let text = collapsed(&output.stdout);
    assert!(
        text.contains("The server has both sides of its connections itself"),
        "{output:?}"
    );
}

#[test]
fn a_pair_is_asked_for_at_the_prompt_as_well() {
    if can_trace() {
        let output = fresh("pair").output("pair 'echo \"one two\"' true\n");
        assert!(output.stdout.contains("prints \"one two\""), "{output:?}");
    }
}

#[test]
fn a_pair_is_stepped_call_by_call_at_the_prompt_and_in_the_shell() {
    if !can_trace() {
        return;
    }
    let at_prompt = fresh("pair_step").output("pair --step cat 'echo one'\n\nwho\nclient\n\ngo\n");
    let in_shell = workbook(["pair", "--step", "cat", "echo one"])
        .current_dir(folder())
        .output("\nwho\nclient\n\ngo\n");
    for output in [at_prompt, in_shell] {
        let told = output.stdout.as_str();
        let parts = [
            "1  starts",
            "client    has not started",
            "2  starts",
            "3  prints \"one\"",
        ];
        let mut rest = told;
        for part in parts {
            let (_, after) = rest
                .split_once(part)
                .unwrap_or_else(|| panic!("{part}: {told}"));
            rest = after;
        }
    }
}

#[test]
fn lines_are_typed_to_a_pair_that_is_stepped() {
    if !can_trace() {
        return;
    }
    let output = workbook(["pair", "--step", "cat", "true", "--type", "server: hello"])
        .current_dir(folder())
        .output("go\n");
    assert!(output.stdout.contains("keyboard: \"hello\""), "{output:?}");
    assert!(output.stdout.contains("prints \"hello\""), "{output:?}");
}

#[test]
fn what_fails_has_its_reason_and_a_select_says_which_set_came_back() {
    let Some(python) = python().filter(|_| can_trace()) else {
        return;
    };
    let at = &address::own();
    let server = "\
import select, socket
def tries(call, *arguments):
    try:
        call(*arguments)
    except OSError:
        pass
s = socket.socket(type=socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
s.bind(('127.0.0.1', 9999))
tries(s.accept)
s.listen()
second = socket.socket()
tries(second.bind, ('127.0.0.1', 9999))
tries(s.getpeername)
select.select([s], [], [])
c, _ = s.accept()
select.select([c], [c], [], 60)
print(c.recv(9))
";
    let client = "\
import socket
c = socket.create_connection(('127.0.0.1', 9999))
c.send(b'hello')
c.recv(9)
";
    let server = script("reasons.py", &meeting_at(at, server));
    let client = script("says_hello.py", &meeting_at(at, client));
    let commands = [server, client].map(|name| format!("{python} {name}"));
    let output = pair(at, &[&commands[0], &commands[1]]);
    let told = collapsed(&output.stdout);
    for part in [
        "socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK) = 3",
        "= EINVAL listen was never called on this socket",
        "= EADDRINUSE the server has this address and port already, since step 3",
        "getpeername(3) = ENOTCONN a listening socket has no other end",
        "(readfds [3]) = 1 it has something: readfds, because of step",
        "(readfds [5], writefds [5], 60 s) = 2 it has something: readfds, writefds",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    // Who made a socket knows its type, and who was accepted its address.
    assert!(told.contains("questions whose answers are above"), "{told}");
    let all = pair(at, &[&commands[0], &commands[1], "--all-steps"]);
    assert!(!all.stdout.contains("not shown"), "{all:?}");
}
