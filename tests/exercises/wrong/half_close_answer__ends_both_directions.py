# client breaks: the client gets the whole answer
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_connection((host, int(port))) as conversation:
    conversation.sendall(b"apples\npears\n")
    conversation.shutdown(socket.SHUT_RDWR)
    print("thank you")
