# breaks: the second client is answered after its whole message
import socket
import sys


def receive(conversation, length):
    message = b""
    while len(message) < length:
        message += conversation.recv(length - len(message))
    return message


host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    first, _ = listener.accept()
    length = receive(first, 2)
    first.sendall(length + receive(first, int.from_bytes(length, "big")))
    first.close()
    second, _ = listener.accept()
    length = receive(second, 2)
    second.sendall(length)
    second.sendall(receive(second, int.from_bytes(length, "big")))
    second.close()
