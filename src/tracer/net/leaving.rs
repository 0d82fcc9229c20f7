//! Sockets that leave a program without a close of their own: at its end, or several at once.

use super::goodbye::Closing;
use super::network::Network;
use event::{End, Socket, SocketId, StepNumber};

impl Network {
    /// A program ended at this step and the kernel closed these sockets. Gives back how they
    /// are now, and whom that reached.
    pub fn closed_by_kernel(
        &mut self,
        step: StepNumber,
        ids: &[SocketId],
    ) -> (Vec<Socket>, Vec<End>) {
        let (mut closed, reached) = self.closed(step, ids);
        closed.retain(|socket| !socket.is_held());
        (closed, reached)
    }

    /// Descriptors of these sockets were closed at this step. Gives back how they are now, and
    /// whom that reached.
    pub(super) fn closed(&mut self, step: StepNumber, ids: &[SocketId]) -> (Vec<Socket>, Vec<End>) {
        for id in ids {
            if let Some(socket) = self.sockets.view(*id, &self.causes)
                && !socket.is_held()
                && let Some(half) = self.sockets.half(*id)
            {
                self.causes.closed(step, half);
            }
        }
        for id in ids {
            if self.sockets.descriptors.count(*id) == 0 {
                for half in self.sockets.abandoned_with(*id) {
                    self.causes.closed(step, half);
                }
            }
        }
        let closed = ids.iter().filter_map(|id| {
            let mut socket = self.sockets.view(*id, &self.causes)?;
            if !socket.is_held() {
                socket.goodbye = self.goodbye(Closing::Socket, &socket);
                self.reach.gone(*id);
                self.sockets.closed([*id]);
            }
            Some(socket)
        });
        let closed: Vec<Socket> = closed.collect();
        let mut reached = Vec::new();
        for end in (closed.iter()).filter_map(|socket| self.reach.of_goodbye(socket)) {
            if !reached.contains(&end) {
                reached.push(end);
            }
        }
        (closed, reached)
    }
}
