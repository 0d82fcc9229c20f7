use crate::support::{close, lesson};

#[test]
fn it_shows_the_concepts() {
    let output = lesson(1).output("");
    // These depend on the machine: the address of the third part (one line), and the
    // addresses of localhost (the rest of the output).
    let own = line_after(&output.stdout, "3. ");
    let (stdout, localhost) = output.stdout.split_once("localhost\n").unwrap();
    let stdout = stdout.replacen(own, "   [own address]", 1);
    assert!(own.trim().parse::<std::net::IpAddr>().is_ok() || own.starts_with("   none: "));
    for line in localhost.lines() {
        let address = line.trim().parse::<std::net::SocketAddr>();
        assert!(address.is_ok_and(|a| a.ip().is_loopback()) || line.starts_with("   none: "));
    }
    assert_eq!(
        stdout,
        "\
1. An IPv4 address is a number of 32 bits
   as four numbers: 127.0.0.1
   as one number:   2130706433
   as bits:         01111111 00000000 00000000 00000001
2. An IPv6 address is a number of 128 bits
   in eight groups: 2001:0db8:0000:0000:0000:0000:0000:0001
   in short:        2001:db8::1
   as one number:   42540766411282592856903984951653826561
3. The address that this machine would use towards the internet
   [own address]
4. Port 0 means: any free port, the system picks it
   one listener:    127.0.0.1:[port]
   another one:     127.0.0.1:[port]
5. TCP and UDP have separate ports: the same number, twice in use
   TCP:             127.0.0.1:[port]
   UDP:             127.0.0.1:[port]
6. A connection is four numbers: two addresses and two ports
                    own address        peer's address
   client 1         127.0.0.1:[port]   127.0.0.1:[port]
   server 1         127.0.0.1:[port]   127.0.0.1:[port]
   client 2         127.0.0.1:[port]   127.0.0.1:[port]
   server 2         127.0.0.1:[port]   127.0.0.1:[port]
   Each server end mirrors its client end. The two connections have three
   numbers in common and differ in one, the client's port. That is how the
   system knows which bytes belong to which connection.
7. A name becomes addresses, often several: "
    );
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
}

#[test]
fn the_two_ends_of_a_connection_mirror_each_other() {
    let lesson = lesson(1).start();
    lesson.output();
    let stdout = lesson.raw_stdout();
    let ends = |name: &str| {
        let line = stdout
            .lines()
            .find(|line| line.trim_start().starts_with(name))
            .unwrap();
        let mut addresses = line.split_whitespace().skip(2).map(str::to_string);
        (addresses.next().unwrap(), addresses.next().unwrap())
    };
    let mirror = |(own, peer)| (peer, own);
    assert_eq!(ends("client 1"), mirror(ends("server 1")));
    assert_eq!(ends("client 2"), mirror(ends("server 2")));
    assert_eq!(ends("client 1").1, ends("client 2").1);
    assert_ne!(ends("client 1").0, ends("client 2").0);
}

#[test]
fn it_ends_quietly_when_nobody_reads_its_output() {
    let (reader, writer) = std::io::pipe().unwrap();
    close(reader);
    lesson(1).stdout(writer).ends_with(1, "", "");
}

#[test]
fn it_says_why_it_cannot_print() {
    let full = std::fs::File::create("/dev/full").unwrap();
    let said = "could not print: No space left on device (os error 28)\n";
    lesson(1).stdout(full).ends_with(1, "", said);
}

fn line_after<'a>(text: &'a str, heading: &str) -> &'a str {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(heading));
    lines.nth(1).unwrap()
}
