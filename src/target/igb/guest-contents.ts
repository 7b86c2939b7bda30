/** Raised whenever the same packages are to give another image. */
const RECIPE = 1;

/** Packages that are named; the shared libraries that they need are found. None of them is installed on this machine. */
export const WANTED_PACKAGES = [
  'busybox-static',
  'dash',
  'dropbear-bin',
  'ethtool',
  'iproute2',
  'pciutils',
  'xz-utils',
  'zstd',
] as const;

/** dash is the shell, for busybox's own runs its applets before the path, and `ip` would be busybox's. */
export const PROGRAMS = [
  'dash',
  'busybox',
  'ip',
  'bridge',
  'tc',
  'ethtool',
  'lspci',
  'setpci',
  'dropbear',
] as const;

export const APPLETS = [
  'awk basename cat chmod cp cut date dd dirname dmesg du echo env expr false find grep head hexdump hostname id',
  'insmod kill killall ln ls lsmod mkdir mknod mktemp mount mv nproc od pidof poweroff printf ps pwd readlink realpath',
  'reboot rm rmdir rmmod sed seq setsid sleep sort stat stty sync sysctl tail tee test timeout top touch tr true uname',
  'umount uniq uptime usleep vi watch wc which xargs',
].flatMap((line) => line.split(' '));

export const KERNEL_MODULES = [
  'i2c-algo-bit',
  'dca',
  'igb',
  'igbvf',
  'llc',
  'stp',
  'bridge',
  'veth',
  'mrp',
  'garp',
  '8021q',
  'virtio_net',
] as const;

/** Of Python's standard library, what an agent of system calls, sockets and threads needs; the rest would only be size. */
export const PYTHON_MODULES = [
  '__future__ _collections_abc _compat_pickle _sitebuiltins _threading_local _weakrefset abc argparse ast base64 bisect',
  'codecs collections contextlib copy copyreg ctypes datetime dis encodings enum fnmatch functools genericpath getopt',
  'gettext glob hashlib heapq importlib inspect io ipaddress json keyword linecache locale ntpath opcode operator os',
  'pathlib pkgutil platform posixpath queue random re reprlib runpy selectors shlex shutil signal site socket stat',
  'string struct subprocess tempfile textwrap threading token tokenize traceback types typing urllib uuid warnings',
  'weakref zipimport',
].flatMap((line) => line.split(' '));
export const PYTHON_EXTENSIONS = ['_ctypes', '_json', '_queue', '_struct', 'fcntl', 'select'] as const;

/** Everything of the kit's own that decides what the image holds. */
export const RECIPE_TEXT = JSON.stringify([
  RECIPE,
  WANTED_PACKAGES,
  PROGRAMS,
  APPLETS,
  KERNEL_MODULES,
  PYTHON_MODULES,
  PYTHON_EXTENSIONS,
]);
