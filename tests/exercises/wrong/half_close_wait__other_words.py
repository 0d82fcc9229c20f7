# breaks: the client gets its line back
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    conversation.recv(100)
    conversation.sendall(b"ok\n")
