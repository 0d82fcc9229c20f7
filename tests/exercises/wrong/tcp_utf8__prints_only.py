# breaks: the client gets its text back
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    text = conversation.makefile(encoding="utf-8").read()
    print(text)
    conversation.sendall(text[::-1].encode())
    conversation.close()
