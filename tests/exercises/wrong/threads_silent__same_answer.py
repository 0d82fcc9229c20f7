# breaks: client 2 gets its line back
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    clients = [listener.accept()[0] for _ in range(3)]
    for number in (1, 2, 0):
        with clients[number] as conversation:
            conversation.makefile().readline()
            conversation.sendall(b"late\n")
