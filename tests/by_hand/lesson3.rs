use std::fs;
use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::support::{Address, DEADLINE, Running, address, eventually, lesson};

fn server(at: &str) -> Running {
    let server = lesson(3).args(["server", at]).start();
    server.prints("waiting for a datagram...");
    server
}

fn socket(at: &str) -> UdpSocket {
    let socket = UdpSocket::bind(at).unwrap();
    socket.set_read_timeout(Some(DEADLINE)).unwrap();
    socket
}

/// Somebody else at this address, at a port that the system picks.
fn stranger(at: &Address) -> UdpSocket {
    socket(&format!("{}:0", at.ip()))
}

/// Takes the question of a client.
fn question(socket: &UdpSocket) -> SocketAddr {
    let mut buffer = [0; 100];
    let (length, client) = socket.recv_from(&mut buffer).unwrap();
    assert_eq!(&buffer[..length], "你好".as_bytes());
    client
}

fn no_answer(at: &str) -> String {
    format!(
        "no answer from {at} within 2 seconds: \
         the question or the answer was lost, or nobody is there\n"
    )
}

#[test]
fn one_datagram_each_way() {
    let at = &address::own();
    let server = server(at);
    lesson(3).args(["client", at]).ends_with(0, "欢迎\n", "");
    let client = at.ip();
    let shown = format!("waiting for a datagram...\na datagram from {client}:[port]: 你好\n");
    server.ends_with(0, &shown, "");
}

#[test]
fn it_works_with_ipv6_too() {
    let Some(at) = &address::on_ipv6() else {
        eprintln!("skipped: this machine has no IPv6");
        return;
    };
    let server = server(at);
    lesson(3).args(["client", at]).ends_with(0, "欢迎\n", "");
    let shown = "waiting for a datagram...\na datagram from [::1]:[port]: 你好\n";
    server.ends_with(0, shown, "");
}

#[test]
fn nobody_there_looks_like_a_lost_datagram() {
    let at = &address::own();
    lesson(3)
        .args(["client", at])
        .ends_with(1, "", &no_answer(at));
}

#[test]
fn a_client_does_not_wait_for_ever_for_a_silent_server() {
    let at = &address::own();
    let silent = socket(at);
    let client = lesson(3).args(["client", at]).start();
    question(&silent);
    client.ends_with(1, "", &no_answer(at));
}

/// Ctrl-Z and `fg`. A receive without a limit of time would go on: signal(7).
#[test]
fn a_client_that_stood_still_in_its_receive_is_interrupted() {
    let at = &address::own();
    let silent = socket(at);
    let client = lesson(3).args(["client", at]).start();
    question(&silent);
    let pid = client.pid();
    let is = |state: char| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        stat.rsplit_once(") ").unwrap().1.starts_with(state)
    };
    let send = |signal| kill(Pid::from_raw(pid as i32), signal).unwrap();
    // After its question it sleeps in nothing else.
    eventually("the client to sleep", || is('S'));
    send(Signal::SIGSTOP);
    eventually("the client to stand still", || is('T'));
    send(Signal::SIGCONT);
    let interrupted = "Interrupted system call (os error 4)";
    let said = format!("could not finish the conversation at {at}: {interrupted}\n");
    client.ends_with(1, "", &said);
}

#[test]
fn an_answer_of_a_stranger_does_not_count() {
    let at = &address::own();
    let (server, stranger) = (socket(at), stranger(at));
    let client = lesson(3).args(["client", at]).start();
    let address = question(&server);
    stranger.send_to(b"\x1b[31mhello", address).unwrap();
    server.send_to("再见".as_bytes(), address).unwrap();
    let ip = at.ip();
    let shown = format!("a datagram from a stranger, ignored: {ip}:[port]\n再见\n");
    client.ends_with(0, &shown, "");
}

#[test]
fn a_stranger_who_sends_again_and_again_does_not_make_a_client_wait_for_ever() {
    let at = &address::own();
    let (silent, stranger) = (socket(at), stranger(at));
    let client = lesson(3).args(["client", at]).start();
    let address = question(&silent);
    // Less than the client's patience, and no result depends on it.
    stranger
        .set_read_timeout(Some(Duration::from_millis(200)))
        .unwrap();
    let begun = Instant::now();
    let is_over = AtomicBool::new(false);
    let output = thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) && begun.elapsed() < DEADLINE {
                let _ = stranger.send_to(b"hello", address);
                let _ = stranger.recv(&mut [0]);
            }
        });
        let output = client.output();
        is_over.store(true, Ordering::Relaxed);
        output
    });
    assert_eq!((output.code, output.stderr), (1, no_answer(at)));
    let ip = at.ip();
    let ignored = format!("a datagram from a stranger, ignored: {ip}:[port]");
    let mut lines = output.stdout.lines();
    assert!(lines.all(|line| line == ignored), "{}", output.stdout);
}

#[test]
fn an_empty_datagram_is_a_message_too() {
    let at = &address::own();
    let server = server(at);
    stranger(at).send_to(b"", at).unwrap();
    let ip = at.ip();
    let shown = format!("waiting for a datagram...\na datagram from {ip}:[port]: \n");
    server.ends_with(0, &shown, "");
}

#[test]
fn a_datagram_that_does_not_fit_is_cut_silently() {
    let at = &address::own();
    let server = server(at);
    stranger(at).send_to(&[b'a'; 2000], at).unwrap();
    let (ip, cut) = (at.ip(), "a".repeat(1024));
    let shown = format!("waiting for a datagram...\na datagram from {ip}:[port]: {cut}\n");
    server.ends_with(0, &shown, "");
}
