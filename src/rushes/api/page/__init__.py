"""The routes that only the page uses, under /api/page, and the page itself.

app.include_router(page.router)
page.serve(app)                 # /, /s/{id}, /web/...: index, modules, words
"""

from fastapi import APIRouter

from rushes.api.page import doors, edits, events, exports, media, preview, sessions
from rushes.api.page.web import WEB, serve

router = APIRouter(tags=["page"])
for _each in (doors, sessions, edits, media, preview, exports, events):
    router.include_router(_each.router)

__all__ = ["WEB", "router", "serve"]
