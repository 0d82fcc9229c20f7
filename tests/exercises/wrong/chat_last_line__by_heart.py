# breaks: the server reads all that the client said
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    listener.accept()
    print("hello")
    print("I must go")
    print("bye")
