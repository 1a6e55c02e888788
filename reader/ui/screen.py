"""Whether a window can be opened at all, asked before Qt is: it would end the program without a sentence."""

import os
import re
import sys
from pathlib import Path

from reader.errors import ReaderError

#: What Debian and Ubuntu call the packages of libraries that Qt needs from the system.
_PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

_NO_SCREEN = (
    "Gloss needs a screen to open its window, and there is none here. On a machine without one, "
    "`gloss --help` tells what can be done from the command line."
)


def missing_library(message: str) -> ReaderError:
    """The sentence for a system library that could not be loaded, told by the loader's own message."""
    found = re.search(r"lib[\w.+-]+\.so[\w.]*", message)
    if found is None:
        return ReaderError(f"Qt cannot be loaded: {message}.")
    package = _PACKAGES.get(found[0])
    advice = f"on Debian and Ubuntu, `apt install {package}` brings it" if package else "install it, then try again"
    return ReaderError(f"Qt needs the system library {found[0]}, and it is not installed: {advice}.")


def require_screen() -> None:
    """Make sure that Qt will find a screen and all it needs to draw there. Raises ReaderError."""
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if platform not in ("", "xcb") or (not platform and _has_wayland()):
        return
    if not os.environ.get("DISPLAY"):
        raise ReaderError(_NO_SCREEN)
    _require_xcb_plugin()
    _require_x_server()


def _has_wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", ""), str(name)).exists()


def _require_xcb_plugin() -> None:
    import ctypes  # noqa: PLC0415 - only where the screen is one of X11
    import importlib.util  # noqa: PLC0415

    package = importlib.util.find_spec("PySide6")
    for folder in package.submodule_search_locations or () if package else ():
        plugin = Path(folder, "Qt", "plugins", "platforms", "libqxcb.so")
        if plugin.exists():
            try:
                ctypes.CDLL(str(plugin))
            except OSError as error:
                raise missing_library(str(error)) from error


def _require_x_server() -> None:
    import ctypes  # noqa: PLC0415

    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise ReaderError(_NO_SCREEN)
