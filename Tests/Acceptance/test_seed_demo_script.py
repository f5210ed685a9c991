"""The demo script of the seeds, unchanged but for the platform's address, against a fresh server."""

import re
import runpy
from pathlib import Path


def test_the_seeds_script_adds_all_22_things(new_server, tmp_path, capsys):
    server = new_server()
    source = (Path(__file__).parent / "seed_demo_script.py").read_text()
    script = tmp_path / "demo.py"
    script.write_text(source.replace("https://api.qastco.com", server.url))
    runpy.run_path(str(script), run_name="__main__")
    output = capsys.readouterr().out
    assert len(re.findall(r"✅ Business registered", output)) == 3, output
    assert len(re.findall(r"✅ Added", output)) == 22, output
    assert "❌" not in output and "Failed" not in output
