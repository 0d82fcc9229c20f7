# breaks: the server sends nothing before it is typed
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for _ in range(2):
        member, _ = listener.accept()
        member.sendall(b"one\ntwo\n")
        member.close()
