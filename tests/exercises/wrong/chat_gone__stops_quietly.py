# breaks: client 2 gets every line
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    members = [listener.accept()[0] for _ in range(2)]
    try:
        for line in sys.stdin:
            for member in members:
                member.sendall(line.encode())
    except BrokenPipeError:
        pass
