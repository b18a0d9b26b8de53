"""Every export of the present filter, one click away: the file and what describes it, in one ZIP."""

import shutil
import tempfile
import threading
import zipfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse

from dateline import __version__
from dateline.errors import UsageError
from dateline.export import PROFILES, Options, Profile, export

from .params import ExportParams, read_params
from .site import site_of, within_limit

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_AT_ONCE = threading.BoundedSemaphore(2)
"""So many exports are made at a time; a whole store takes minutes, and reading goes on beside it."""


def export_file(request: Request) -> FileResponse:
    """A ZIP with the export asked for, its codebook, data package, manifest and citation. Nothing is kept on the server."""
    profile = PROFILES.get(request.path_params["profile"])
    if profile is None:
        raise HTTPException(404, f"No such export. There are: {', '.join(PROFILES)}.")
    params = read_params(ExportParams, request)
    form = request.path_params["form"]
    if form not in profile.formats:
        raise UsageError(f"{profile.name} cannot be written as {form}. Forms: {', '.join(profile.formats)}.")
    within_limit(request, "export")
    if not _AT_ONCE.acquire(blocking=False):
        raise HTTPException(503, "Two exports are being made at the moment. Wait for them.", {"retry-after": "10"})
    folder = Path(tempfile.mkdtemp(prefix="dateline-export-"))
    try:
        made = _packed(request, params, profile, form, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        _AT_ONCE.release()
    name = f"dateline-{profile.name}-{form}.zip"
    gone = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(made, media_type="application/zip", filename=name, background=gone)


def _packed(request: Request, params: ExportParams, profile: Profile, form: str, folder: Path) -> Path:
    """The ZIP, made in `folder`; its members carry a fixed day, so that the same store gives the same bytes."""
    tables = folder / "tables"
    tables.mkdir()
    with site_of(request).readers.reading() as reader:
        export(
            reader.store, profile.name, tables, asked=params.whole(params.as_of), format=form,
            options=Options(guard_formulas=not params.plain), program=f"dateline {__version__}",
        )  # fmt: skip
    made = folder / "export.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(tables.iterdir()):
            member = zipfile.ZipInfo(path.name, _ZIP_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(member, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)
    return made
