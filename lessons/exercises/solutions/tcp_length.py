import socket
import sys


def receive(conversation, length):
    message = b""
    while len(message) < length:
        part = conversation.recv(length - len(message))
        if not part:
            raise EOFError("the peer has gone in the middle of a message")
        message += part
    return message


host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for _ in range(2):
        conversation, _ = listener.accept()
        with conversation:
            length = receive(conversation, 2)
            message = receive(conversation, int.from_bytes(length, "big"))
            conversation.sendall(length + message)
