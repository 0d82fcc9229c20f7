//! Calls and sockets for tests.

use event::{Address, Call, Data, End, Kind, Request, Socket, TcpState, Who};
use std::borrow::Cow;

pub const SERVER: Who = Who {
    end: End::Server,
    thread: 1,
};
pub const CLIENT: Who = Who {
    end: End::Client(1),
    thread: 1,
};

pub fn call(name: &'static str, request: Request) -> Call {
    Call {
        name: Cow::Borrowed(name),
        fd: Some(4),
        request,
        nonblocking: false,
    }
}

pub fn read(room: u64) -> Call {
    let request = Request::Receive {
        room,
        peek: false,
        wait_all: false,
        dont_wait: false,
        flags: Vec::new(),
    };
    call("recvfrom", request)
}

pub fn write() -> Call {
    let request = Request::Send {
        data: Data::from(&b"hello"[..]),
        to: None,
        passed: Vec::new(),
        flags: Vec::new(),
    };
    call("sendto", request)
}

pub fn connect() -> Call {
    let to = Address::Inet(([127, 0, 0, 1], 9999).into());
    call("connect", Request::Connect(to))
}

pub fn stream(state: TcpState) -> Socket {
    Socket {
        state: Some(state),
        local: Some(([127, 0, 0, 1], 9999).into()),
        peer: Some(([127, 0, 0, 1], 50_000).into()),
        ..Socket::new(1, Kind::Stream)
    }
}
