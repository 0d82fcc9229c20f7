# breaks: the server ends by itself, with 0
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server(("0.0.0.0", int(port))) as listener:
    for _ in range(2):
        conversation, _ = listener.accept()
        conversation.sendall(conversation.recv(100))
        conversation.close()
sys.exit("this is not the end that was asked for")
