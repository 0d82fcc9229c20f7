# breaks: client 2 is served
import socket
import sys
import threading

place = threading.Lock()


def answer(conversation):
    with conversation, conversation.makefile("r") as lines:
        conversation.sendall(b"welcome\n")
        conversation.sendall(lines.readline().encode())
    place.release()


# No more than one at once.
host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    for _ in range(4):
        conversation, _ = listener.accept()
        if place.acquire(blocking=False):
            threading.Thread(target=answer, args=[conversation]).start()
        else:
            conversation.sendall(b"busy\n")
            conversation.close()
