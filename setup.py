"""Which packages there are: setup.cfg says the rest. A new folder in dyce/ is found; two folders lie beside it."""

from setuptools import find_packages, setup

setup(packages=[*find_packages(include=["dyce", "dyce.*"]), "dyce.camera_rigs", "dyce.scenes"])
