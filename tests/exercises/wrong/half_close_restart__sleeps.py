# breaks: the server reads that the client has closed
import socket
import sys
import time

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    conversation.sendall(conversation.recv(100))
    # Long enough for this client, and only by luck.
    time.sleep(0.5)
