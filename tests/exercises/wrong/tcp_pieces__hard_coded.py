# breaks: the server answers after the whole message
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    print("one by one")
    conversation.sendall(b"10\n")
    conversation.shutdown(socket.SHUT_WR)
    while conversation.recv(100):
        pass
