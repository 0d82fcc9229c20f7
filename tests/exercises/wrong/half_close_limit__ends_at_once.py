# client breaks: the client reads what the server said
import sys

sys.exit("the server has fallen silent")
