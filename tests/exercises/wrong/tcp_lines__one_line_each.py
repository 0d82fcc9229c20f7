# breaks: client 2 gets an answer to each of its two lines
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for _ in range(2):
        conversation, _ = listener.accept()
        line = conversation.makefile("rb").readline()
        conversation.sendall(f"{len(line.rstrip())}\n".encode())
        conversation.close()
