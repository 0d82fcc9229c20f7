//! A write to somebody who does not read waits when the buffers of both kernels are full. So each
//! member has a thread that may wait, and a queue in which its pictures wait. A real server would
//! part with a member whose queue grows too long.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

const OFTEN: usize = 1 << 20;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let mut queues = Vec::new();
    let mut writers = Vec::new();
    for _ in 0..2 {
        let (mut member, _) = listener.accept()?;
        let (queue, pictures) = mpsc::channel::<Arc<str>>();
        queues.push(queue);
        writers.push(thread::spawn(move || {
            pictures
                .iter()
                .try_for_each(|picture| member.write_all(picture.as_bytes()))
        }));
    }
    for line in io::stdin().lines() {
        let picture: Arc<str> = (line? + "\n").repeat(OFTEN).into();
        // A queue whose writer has ended belongs to a member who has gone.
        queues.retain(|queue| queue.send(Arc::clone(&picture)).is_ok());
    }
    drop(queues);
    for writer in writers {
        let _ = writer.join();
    }
    Ok(())
}
