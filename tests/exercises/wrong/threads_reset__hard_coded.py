# breaks: the server answers client 2 after it has read from it
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for answer in (b"first\n", b"second\n", b"third\n"):
        conversation, _ = listener.accept()
        with conversation:
            conversation.sendall(answer)
            conversation.shutdown(socket.SHUT_WR)
            try:
                while conversation.recv(1000):
                    pass
            except ConnectionResetError:
                pass
