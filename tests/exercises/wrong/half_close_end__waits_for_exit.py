# breaks: the server reads no more after the end of the stream
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    lines = conversation.makefile()
    for number in range(6):
        line = lines.readline()
        if line:
            print(line, end="", flush=True)
