# breaks: the client tries [::1]
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_connection((host, int(port))) as conversation:
    print(conversation.makefile().read(), end="")
