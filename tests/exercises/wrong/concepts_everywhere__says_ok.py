# breaks: the first client gets its line back
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server(("0.0.0.0", int(port))) as listener:
    for _ in range(2):
        conversation, _ = listener.accept()
        conversation.recv(100)
        conversation.sendall(b"ok\n")
        conversation.close()
