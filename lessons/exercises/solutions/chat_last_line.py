import socket
import sys

host, port = sys.argv[2].rsplit(":", 1)
with socket.create_server((host, int(port))) as listener:
    member, _ = listener.accept()
    with member, member.makefile("r", encoding="utf-8") as lines:
        for line in lines:
            print(line.rstrip("\n"))
