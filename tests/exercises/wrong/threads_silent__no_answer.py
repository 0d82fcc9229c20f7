# breaks: client 3 is answered while the first client is silent
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    clients = [listener.accept()[0] for _ in range(3)]
    for number in (1, 0, 2):
        with clients[number] as conversation:
            conversation.sendall(conversation.makefile().readline().encode())
