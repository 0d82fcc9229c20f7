# the client breaks: the client ends by itself, with 1
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as conversation:
    conversation.connect((host, int(port)))
    conversation.send(b"is anybody there?")
    try:
        conversation.recv(1000)
    except ConnectionRefusedError:
        print("nobody is there")
