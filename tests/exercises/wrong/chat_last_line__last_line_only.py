# breaks: the server prints "I must go"
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    member, _ = listener.accept()
    while part := member.recv(100):
        text = part.decode()
    print(text.rsplit("\n", 1)[1])
