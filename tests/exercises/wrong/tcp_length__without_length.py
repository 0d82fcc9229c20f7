# breaks: the client gets its message back
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
        conversation.sendall(receive(conversation, int.from_bytes(length, "big")))
        conversation.close()
