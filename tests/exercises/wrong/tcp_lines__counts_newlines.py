# breaks: the client gets one answer to its line
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for _ in range(2):
        conversation, _ = listener.accept()
        for line in conversation.makefile("rb"):
            conversation.sendall(f"{len(line)}\n".encode())
        conversation.close()
