# breaks: the server answers after the whole line
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for answer in (b"6\n", b"3\n7\n"):
        conversation, _ = listener.accept()
        conversation.sendall(answer)
        conversation.shutdown(socket.SHUT_WR)
        while conversation.recv(100):
            pass
