# client breaks: the client prints the last line of the server
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_connection((host, int(port))) as conversation:
    conversation.sendall(sys.stdin.readline().encode())
    print(conversation.recv(6).decode(), end="")
