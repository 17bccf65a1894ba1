"""Is there a Java that Spark runs on?

In:      the environment
Out:     the version of its Java
Refuses: none, or one too old (JavaMissing)
Source:  Spark 4's documentation, "Overview": Java 17 and 21 [checked against 17]
Shown:   tests/batch_spark/test_java.py
"""

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from onrecord.batch.errors import BatchError

LEAST_JAVA = 17
ANSWERS_WITHIN_S = 60

_GET_ONE = f"install Java {LEAST_JAVA} or newer (Debian: apt-get install openjdk-17-jre-headless), or set JAVA_HOME"


class JavaMissing(BatchError):
    """Spark cannot start here."""


def java_version(environment: Mapping[str, str]) -> int:
    """The first number of the version of the Java that Spark would start: JAVA_HOME's, else the first of PATH."""
    home = environment.get("JAVA_HOME")
    named = str(Path(home) / "bin" / "java") if home else "java"
    java = shutil.which(named, path=environment.get("PATH", ""))
    if java is None:
        where = f"JAVA_HOME is {home}, and there is no bin/java in it" if home else "there is no java on PATH"
        raise JavaMissing(f"Spark needs Java, and {where}: {_GET_ONE}")
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=ANSWERS_WITHIN_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise JavaMissing(f"Spark needs Java, and {java} does not run ({error}): {_GET_ONE}") from None
    found = re.search(r'version "(?:1\.)?(\d+)', told.stderr + told.stdout)
    if found is None:
        raise JavaMissing(f"Spark needs Java, and {java} does not say its version: {_GET_ONE}")
    if int(found[1]) < LEAST_JAVA:
        raise JavaMissing(f"Spark needs Java {LEAST_JAVA}, and {java} is Java {found[1]}: {_GET_ONE}")
    return int(found[1])
