# breaks: the server reads all bytes of the text
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    print("你好")
    conversation.sendall("你好".encode())
    conversation.close()
