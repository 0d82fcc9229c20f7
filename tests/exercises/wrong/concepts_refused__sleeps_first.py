# breaks: the client tries again
import socket
import sys
import time

host, port = sys.argv[2].rsplit(":", 1)
time.sleep(2)
with socket.create_connection((host, int(port))) as conversation:
    print(conversation.makefile().read(), end="")
