# breaks: the server answers client 2 after its whole line
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server(("0.0.0.0", int(port))) as listener:
    for answer in (b"here\n", b"and there\n"):
        conversation, _ = listener.accept()
        conversation.sendall(answer)
        conversation.shutdown(socket.SHUT_WR)
        while conversation.recv(100):
            pass
        conversation.close()
