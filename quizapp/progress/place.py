"""What kind of place a folder is: which file system, and whether other computers write to it."""

from pathlib import Path

_NETWORK = frozenset(
    "nfs nfs4 cifs smb3 smbfs 9p afs ceph glusterfs fuse.sshfs fuse.rclone fuse.s3fs davfs"
    " fuse.davfs2 vboxsf fuse.vmhgfs-fuse prl_fs virtiofs".split()
)
_VOLATILE = frozenset(("tmpfs", "ramfs"))
_SYNCED = (
    "dropbox, onedrive, google drive, googledrive, my drive, icloud drive, mobile documents,"
    " nextcloud, owncloud, syncthing, pcloud drive, yandex.disk, mega"
).split(", ")


def file_system(folder: Path, mounts: str | None = None) -> str:
    """Its name, such as `ext4`, where the system tells; else empty.

    `mounts`: what stands in /proc/mounts.
    """
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text("utf-8", "replace")
        except OSError:
            return ""
    place, best, found = folder.resolve(), -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) > 2:
            point = Path(fields[1].replace("\\040", " "))
            if place.is_relative_to(point) and len(point.parts) >= best:
                best, found = len(point.parts), fields[2]
    return found


def warning(folder: Path, kind: str) -> str:
    """Why a folder is no good place for a journal, as a sentence; empty where it is."""
    if kind in _NETWORK:
        return (
            f"on a network or shared file system ({kind}): what is saved there is as safe as its"
            " server makes it, and windows on two computers must not use it at the same time"
        )
    if kind in _VOLATILE:
        return f"in memory ({kind}): all in it is gone when the computer is switched off"
    parts = [part.lower() for part in folder.resolve().parts]
    synced = any(part == name or part.startswith(f"{name} ") for part in parts for name in _SYNCED)
    if synced or any((above / ".stfolder").exists() for above in (folder, *folder.parents)):
        return (
            "in a folder that is synced: that is fine for the journal, in which each device writes"
            " files of its own; let one device at a time use the folder, or sync only journal"
        )
    return ""
