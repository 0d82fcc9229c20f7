# breaks: the client gets what the server says
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
try:
    socket.create_connection(("::1", int(port)))
except OSError:
    conversation = socket.create_connection((host, int(port)))
    print("the second one")
