# breaks: client 4 is served: a place is free again
import socket
import sys
import threading


def answer(conversation):
    with conversation, conversation.makefile("r") as lines:
        conversation.sendall(b"welcome\n")
        conversation.sendall(lines.readline().encode())


# Counts up, and never down.
host, port = sys.argv[2].rsplit(":", 1)
served = 0
with socket.create_server((host, int(port))) as listener:
    for _ in range(4):
        conversation, _ = listener.accept()
        served += 1
        if served <= 2:
            threading.Thread(target=answer, args=[conversation]).start()
        else:
            conversation.sendall(b"busy\n")
            conversation.close()
