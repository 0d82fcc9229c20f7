import socket
import sys
import time

TRIES = 50
PAUSE = 0.1


def connect(address):
    for _ in range(TRIES - 1):
        try:
            return socket.create_connection(address)
        except ConnectionRefusedError:
            time.sleep(PAUSE)
    return socket.create_connection(address)


host, port = sys.argv[2].rsplit(":", 1)
with connect((host, int(port))) as conversation, conversation.makefile() as answer:
    print(answer.read(), end="")
