# breaks: the client prints it
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
connect((host, int(port))).recv(100)
