import socket
import sys

PATIENCE = 0.3
ATTEMPTS = 5


def ask(conversation, question):
    for _ in range(ATTEMPTS):
        conversation.send(question.encode())
        try:
            return answer(conversation, question)
        except TimeoutError:
            pass
    raise TimeoutError("nobody answers")


def answer(conversation, question):
    while True:
        received = conversation.recv(1000).decode()
        if received.split()[0] == question.split()[0]:
            return received


host, port = sys.argv[2].rsplit(":", 1)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as conversation:
    conversation.connect((host, int(port)))
    conversation.settimeout(PATIENCE)
    for question in ["1 one", "2 two", "3 three", "4 four"]:
        print(ask(conversation, question))
