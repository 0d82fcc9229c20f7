# breaks: the first client gets the first line
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    members = [listener.accept()[0] for _ in range(2)]
    for line in sys.stdin:
        members[1].sendall(line.encode())
