import socket
import sys
import threading

PATIENCE = 1


def answer(conversation):
    conversation.settimeout(PATIENCE)
    with conversation, conversation.makefile("r") as lines:
        try:
            conversation.sendall(lines.readline().encode())
        except OSError as error:
            print("a client is lost:", error, file=sys.stderr)


host, port = sys.argv[2].rsplit(":", 1)
threads = []
with socket.create_server((host, int(port))) as listener:
    for _ in range(3):
        conversation, _ = listener.accept()
        threads.append(threading.Thread(target=answer, args=[conversation]))
        threads[-1].start()
for thread in threads:
    thread.join()
