# breaks: the server receives all four datagrams
import socket
import sys

# An empty datagram is left without an answer, which the client waits for.
host, port = sys.argv[2].rsplit(":", 1)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as conversation:
    conversation.bind((host, int(port)))
    text = b""
    while text != b"bye":
        text, client = conversation.recvfrom(1000)
        if text:
            conversation.sendto(text, client)
