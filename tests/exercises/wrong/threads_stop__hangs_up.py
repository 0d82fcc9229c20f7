# breaks: the client is taken once, and not again after `stop`
import socket
import sys
import threading


def answer(conversation):
    with conversation, conversation.makefile("r") as lines:
        conversation.sendall(lines.readline().encode())


# Goes on accepting after `stop`, and then has nothing to say.
def accept(listener):
    conversation, _ = listener.accept()
    served = threading.Thread(target=answer, args=[conversation])
    served.start()
    listener.accept()[0].close()
    served.join()


host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    accepting = threading.Thread(target=accept, args=[listener])
    accepting.start()
    sys.stdin.readline()
    accepting.join()
