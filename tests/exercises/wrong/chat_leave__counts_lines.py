# client breaks: the client reads the end of the stream
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_connection((host, int(port))) as conversation:
    conversation.sendall(sys.stdin.readline().encode())
    answer = conversation.makefile()
    print(answer.readline() + answer.readline(), end="")
