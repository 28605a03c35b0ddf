"""`python -m dyce.cli`: the command line where `dyce` is not on the path, and in torchrun."""

from dyce.cli import main

if __name__ == "__main__":
    main()
