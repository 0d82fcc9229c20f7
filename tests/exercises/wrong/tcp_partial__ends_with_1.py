# breaks: the server ends by itself, with 0
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    conversation.sendall(b"." * 16_000_000)
    conversation.close()
sys.exit("this is not the end that was asked for")
