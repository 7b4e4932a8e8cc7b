"""Puts the seeds, which stand beside the package in a checkout, into it in a wheel; all else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithSeeds(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            shutil.copytree("seeds", Path(self.build_lib, "tracker", "seeds"), dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithSeeds})
