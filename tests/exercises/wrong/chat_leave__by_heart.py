# client breaks: the client sends nothing before it is typed
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_connection((host, int(port))) as conversation:
    conversation.sendall(b"hello\n")
    while part := conversation.recv(100):
        print(part.decode(), end="")
