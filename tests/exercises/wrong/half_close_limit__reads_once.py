# client breaks: the client reads what the server said
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_connection((host, int(port))) as conversation:
    conversation.recv(100)
    sys.exit("the server has fallen silent")
