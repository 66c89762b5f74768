"""Known weaknesses in the packages of the site, for `make advisories`.

pip-audit asks the OSV database for each package of the lock. Exit 0: none is known; 1: some are, and are
printed; 2: the service did not answer, and nothing is known either way. ``--osv-url`` names another service.
"""

import subprocess
import sys

from tests.source_tree import ROOT

AUDIT = ["-m", "pip_audit", "--disable-pip", "--require-hashes", "--vulnerability-service", "osv"]


def main(arguments) -> int:
    lock = ["--requirement", str(ROOT / "requirements.txt"), "--progress-spinner", "off"]
    done = subprocess.run([sys.executable, *AUDIT, *lock, *arguments], capture_output=True, text=True)
    if done.returncode and not done.stdout.strip():
        reason = done.stderr.strip().splitlines()[-1:] or ["it gave no reason"]
        print(f"The packages were not audited: {reason[0]}", file=sys.stderr)
        return 2
    print(done.stdout.strip() or "No weakness is known of any package of requirements.txt.")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
