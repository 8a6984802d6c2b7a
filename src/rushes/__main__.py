"""`python -m rushes` is the command."""

from rushes.cli.main import main

main()
