# breaks: the client gets the number of bytes
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
    print(message.decode())
    conversation.sendall(b"11\n")
    conversation.close()
