# client breaks: the server gets the whole list
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_connection((host, int(port))) as conversation:
    print("two things")
    print("thank you")
