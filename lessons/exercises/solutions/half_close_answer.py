import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_connection((host, int(port))) as conversation:
    conversation.sendall(b"apples\npears\n")
    conversation.shutdown(socket.SHUT_WR)
    with conversation.makefile("r", encoding="utf-8") as answer:
        for line in answer:
            print(line, end="")
