# breaks: the server ends by itself, with 0
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for _ in range(2):
        conversation, _ = listener.accept()
        for line in conversation.makefile("rb"):
            conversation.sendall(f"{len(line.rstrip())}\n".encode())
        conversation.close()
sys.exit("this is not the end that was asked for")
