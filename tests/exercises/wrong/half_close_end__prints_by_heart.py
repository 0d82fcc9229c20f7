# breaks: the server reads the end of the stream
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    print("one")
    print("two")
    conversation.close()
