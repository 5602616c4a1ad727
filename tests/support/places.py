"""Where things are, for tests in any room."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUPPORT = ROOT / "tests" / "support"
CORPUS = ROOT / "tests" / "corpus"
TOLD = CORPUS / "told"
ARTEFACTS = ROOT / "tests" / "artefacts"  # what pages showed at the end of their tests
