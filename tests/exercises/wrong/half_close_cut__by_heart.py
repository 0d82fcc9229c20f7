# breaks: the server reads all that the first client sent
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for _ in range(2):
        listener.accept()
    print("apples")
    print("pears")
