"""A mail server for tests: keeps each message as a file, or refuses it.

    mail-catcher.py MAILDIR PORTFILE

Listens on a free loopback port and writes that port to PORTFILE. A message becomes `NNNN.eml` in MAILDIR, with the
envelope in the header lines `X-Envelope-From` and `X-Envelope-To`; files appear whole, never half written.
While a file `refuse` stands in MAILDIR, every recipient is refused with the reply that the file holds
(`451 4.3.0 try again later` when it is empty), so a test can turn refusal on and off.
"""

import asyncio
import itertools
import pathlib
import sys

from aiosmtpd.smtp import SMTP

DEFAULT_REFUSAL = "451 4.3.0 try again later"


class Catcher:
    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count(1)

    async def handle_RCPT(self, server, session, envelope, address, options):
        try:
            refusal = (self.folder / "refuse").read_text().strip()
        except FileNotFoundError:
            envelope.rcpt_tos.append(address)
            return "250 OK"
        return refusal or DEFAULT_REFUSAL

    async def handle_DATA(self, server, session, envelope):
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        name = f"{next(self.numbers):04}"
        part = self.folder / f".{name}.part"
        part.write_bytes(head.encode() + envelope.original_content)
        part.rename(self.folder / f"{name}.eml")
        return "250 OK"


async def main(folder, port_file):
    catcher = Catcher(folder)
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(catcher, enable_SMTPUTF8=True), "127.0.0.1", 0)
    part = port_file.with_suffix(".part")
    part.write_text(str(server.sockets[0].getsockname()[1]))
    part.rename(port_file)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
