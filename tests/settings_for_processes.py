"""For processes that tests start: the local settings, with files and database of the test's own.

`VAR_DIR` and `DATABASE_URL` come from the environment. `base` has made its paths by the time we can
speak, so all that lie in `var` are named again here.
"""

import os
from pathlib import Path

from i4p_site.settings import base

VAR_DIR = base.VAR_DIR = Path(os.environ["VAR_DIR"])

from i4p_site.settings.local import *  # noqa: E402, F403

CACHES = {"default": base.env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")}
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_MEDIA_ROOT = VAR_DIR / "private"
