# breaks: the client gets the answer
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_connection((host, int(port))) as conversation:
    conversation.sendall(b"what time is it?\n")
    print("half past nine")
