# breaks: the server answers after the whole line
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    conversation.sendall(b"hello\n")
    conversation.recv(100)
