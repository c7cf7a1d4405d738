"""The steps from an empty database to the tables, in order; a released one never changes."""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
"""Where they are, a file for each."""
