# breaks: the client ends by itself, with 0
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_connection((host, int(port))) as conversation:
    conversation.sendall(b"what time is it?\n")
    print(conversation.makefile().read(), end="")
sys.exit("this is not the end that was asked for")
