"""An application of the embedded PostgreSQL for tests that kill it: starts it, says so, waits for its input to end."""

import os
import sys
from pathlib import Path

from directorate.kit.postgres import EmbeddedPostgres

if len(sys.argv) > 2:
    os.setgroups([])
    os.setgid(int(sys.argv[2]))
    os.setuid(int(sys.argv[2]))

server = EmbeddedPostgres(Path(sys.argv[1]), durable=False)
running = server.start()
print(running.pid, running.url, flush=True)
sys.stdin.read()
server.stop()
