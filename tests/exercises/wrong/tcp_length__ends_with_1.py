# breaks: the server ends by itself, with 0
import socket
import sys


def receive(conversation, length):
    message = b""
    while len(message) < length:
        message += conversation.recv(length - len(message))
    return message


host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for _ in range(2):
        conversation, _ = listener.accept()
        length = receive(conversation, 2)
        message = receive(conversation, int.from_bytes(length, "big"))
        conversation.sendall(length + message)
        conversation.close()
sys.exit("this is not the end that was asked for")
