# SPDX-License-Identifier: EUPL-1.2
"""The WSGI application."""

import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    sys.exit(f"aikompas: {error}")
