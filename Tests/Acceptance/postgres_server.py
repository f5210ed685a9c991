"""A real PostgreSQL for tests, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ports import free_port

PASSWORD = "a-password-of-the-tests"


@dataclass
class Postgres:
    programs: Path
    folder: Path
    port: int

    def run(self, program: str, *arguments: object) -> str:
        """Runs one of its programs; as root, in the name of the user that PostgreSQL insists on."""
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*user, self.programs / program, *map(str, arguments)],
            cwd=self.folder,
            env=os.environ | {"PGPASSWORD": PASSWORD},
            # What it starts in the background must not hold our end of a pipe open.
            stdout=(self.folder / "output").open("w"),
            stderr=subprocess.STDOUT,
            timeout=60,
        )
        output = (self.folder / "output").read_text()
        assert done.returncode == 0, output
        return output

    @staticmethod
    def create(parent: Path | None = None) -> Postgres:
        """A new one, running."""
        versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
        assert versions, "PostgreSQL is not installed"
        folder = Path(tempfile.mkdtemp(dir=parent))
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        postgres = Postgres(versions[-1], folder, free_port())
        (folder / "password").write_text(PASSWORD)
        authentication = ["-A", "scram-sha-256", f"--pwfile={folder / 'password'}"]
        postgres.run("initdb", "-D", folder / "data", "-U", "postgres", *authentication, "-E", "UTF8", "--locale=C", "--no-sync")
        postgres.start()
        return postgres

    def start(self) -> None:
        places = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder}"
        options = f"{places} -c fsync=off"  # Nothing here must survive a power cut.
        self.run("pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def query(self, sql: str, database: str = "postgres") -> str:
        return self.run("psql", "-h", "127.0.0.1", "-p", self.port, "-U", "postgres", "-d", database, "-Atqc", sql)

    def new_database(self, name: str) -> str:
        """The address of an empty database of that name."""
        self.query(f"CREATE DATABASE {name} TEMPLATE template0")
        return f"postgresql://postgres:{PASSWORD}@127.0.0.1:{self.port}/{name}"
