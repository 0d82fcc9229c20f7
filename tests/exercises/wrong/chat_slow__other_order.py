# breaks: client 2 gets everything while the first client is there
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    members = [listener.accept()[0] for _ in range(2)]
    for line in sys.stdin:
        for member in reversed(members):
            try:
                member.sendall(line.encode() * (1 << 20))
            except OSError:
                pass
