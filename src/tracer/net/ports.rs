//! Which port a call gets that asks for one, and the socket given back as its program left it.

use super::network::Network;
use super::steady::{Port, limit};
use crate::ptrace::Tid;
use event::Call;

impl Network {
    /// Which port a call of this process gets for its socket, if it asks for one.
    pub fn port_for(&mut self, pid: Tid, call: &Call) -> Port {
        let known = self.id_of(pid, call).and_then(|id| self.sockets.known(id));
        match (known, call.fd, &self.sockets.diag) {
            (Some(known), Some(fd), Some(diag)) if known.local.is_none() => {
                let request = &call.request;
                self.steady.port(diag, pid, fd, known.kind, request)
            }
            _ => Port::Any,
        }
    }

    /// This call of the process gets this port.
    pub fn give_port(&mut self, pid: Tid, call: &Call, port: u16) {
        if let Some(fd) = call.fd {
            limit(pid, fd, Some(port));
            self.limited.insert((pid, fd));
        }
    }

    /// A call of this process has returned: its socket is as the program has left it.
    pub fn free_port(&mut self, pid: Tid, call: &Call) {
        if let Some(fd) = call.fd
            && self.limited.remove(&(pid, fd))
        {
            limit(pid, fd, None);
        }
    }
}
