# breaks: the server ends by itself, with 0
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    text = conversation.makefile(encoding="utf-8").read()
    print(text)
    conversation.sendall(text.encode())
    conversation.close()
sys.exit("this is not the end that was asked for")
