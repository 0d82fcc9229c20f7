# breaks: the server answers after the line
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    conversation.sendall(b"no room for a parcel\n")
    while conversation.recv(100):
        pass
    conversation.close()
