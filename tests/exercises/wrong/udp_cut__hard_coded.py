# breaks: the server takes each datagram whole
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as conversation:
    conversation.bind((host, int(port)))
    for answer in (
        b"short",
        b"and one that is longer than all that anybody has thought of before",
    ):
        _, client = conversation.recvfrom(1)
        conversation.sendto(answer, client)
