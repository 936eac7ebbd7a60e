"""An S3 server for tests, in memory, with one empty bucket.

    s3-server.py BUCKET PORTFILE

Listens on a free loopback port and writes that port to PORTFILE once the bucket is there.
"""

import pathlib
import signal
import sys
import urllib.request

from moto.server import ThreadedMotoServer

bucket, port_file = sys.argv[1], pathlib.Path(sys.argv[2])
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
_, port = server.get_host_and_port()
urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/{bucket}", method="PUT")).close()
part = port_file.with_suffix(".part")
part.write_text(str(port))
part.rename(port_file)
signal.pause()
