# breaks: the client ends by itself, with 0
import socket
import sys
import time


def connect(address):
    while True:
        try:
            return socket.create_connection(address)
        except ConnectionRefusedError:
            time.sleep(0.1)


host, port = sys.argv[2].rsplit(":", 1)
print(connect((host, int(port))).makefile().read(), end="")
sys.exit("this is not the end that was asked for")
