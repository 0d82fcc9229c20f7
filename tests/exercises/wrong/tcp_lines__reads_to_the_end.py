# breaks: the server answers client 2 after its first line
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for _ in range(2):
        conversation, _ = listener.accept()
        for line in conversation.makefile("rb").readlines():
            conversation.sendall(f"{len(line.rstrip())}\n".encode())
        conversation.close()
