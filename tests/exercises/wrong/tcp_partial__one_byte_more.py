# breaks: the client gets every byte
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    conversation.sendall(b"." * 16_000_001)
    conversation.close()
