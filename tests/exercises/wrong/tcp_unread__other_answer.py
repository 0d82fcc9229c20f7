# breaks: the client gets the whole answer
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    while conversation.recv(100):
        pass
    conversation.sendall(b"no room\n")
    conversation.close()
