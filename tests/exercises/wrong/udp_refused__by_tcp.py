# the client breaks: the client sends its question
import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
socket.create_connection((host, int(port)))
