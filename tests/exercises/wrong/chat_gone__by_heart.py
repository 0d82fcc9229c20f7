# breaks: the server sends nothing before it is typed
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    members = [listener.accept()[0] for _ in range(2)]
    members[0].sendall(b"one\n")
    members[1].sendall(b"one\ntwo\nthree\nfour\n")
