# breaks: client 3 is told that the server is busy
import socket
import sys

# Client 3 waits until the others have finished.
host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for _ in range(4):
        conversation, _ = listener.accept()
        with conversation, conversation.makefile("r") as lines:
            conversation.sendall(b"welcome\n")
            conversation.sendall(lines.readline().encode())
