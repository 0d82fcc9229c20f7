# breaks: the server prints the whole message
import socket
import sys


def receive(conversation, length):
    message = b""
    while len(message) < length:
        message += conversation.recv(length - len(message))
    return message


host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    conversation, _ = listener.accept()
    message = receive(conversation, 10)
    conversation.sendall(b"10\n")
    conversation.close()
