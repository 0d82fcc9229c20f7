import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for _ in range(2):
        conversation, _ = listener.accept()
        with conversation, conversation.makefile("rb") as lines:
            for line in lines:
                length = len(line.rstrip(b"\n"))
                conversation.sendall(f"{length}\n".encode())
