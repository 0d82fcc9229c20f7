# breaks: the server reads the two bytes of the length
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for answer in (b"\0\x07seven b", "\0\x06你好".encode()):
        conversation, _ = listener.accept()
        conversation.sendall(answer)
        conversation.close()
