"""Bulkhead's hands on the machine that carries an adapter.

One program for every way to reach a machine: the port of a virtual machine, SSH, or a child process. It reads one JSON
object a line and answers each with one. It knows nothing of adapters: it runs steps, opens packet sockets, sends frames,
and tells what arrived. When the channel closes, for whatever reason, it runs the steps that were left with it for that
case, so that a machine is put back also when the kit is gone.

Needs Python 3.8 and nothing else, and root for packet sockets and network namespaces.
"""

import base64
import ctypes
import errno
import fcntl
import json
import os
import re
import select
import signal
import socket
import struct
import sys
import threading
import time

PACKET_OUTGOING = 4
SOL_PACKET, PACKET_AUXDATA, PACKET_RCVBUF = 263, 8, 4 << 20
PACKET_ADD_MEMBERSHIP, PACKET_MR_PROMISC = 1, 1
SO_TIMESTAMPNS = 35
ETH_P_ALL = 0x0003
# Seconds between two looks at what has arrived.
TURN = 0.004
CLONE_NEWNET = 0x40000000
NAMESPACES = '/run/netns'
TP_STATUS_VLAN_VALID, TP_STATUS_VLAN_TPID_VALID = 0x10, 0x40
SIOCGIFFLAGS, IFF_UP, IFF_RUNNING = 0x8913, 0x1, 0x40
LIBC = ctypes.CDLL(None, use_errno=True)


class Refused(Exception):
    """A step that the machine said no to: the name of the error, for example EBUSY, and what of the step was refused."""

    def __init__(self, code, words, what=None):
        super().__init__(words)
        self.code, self.what = code, what


def name_of(error):
    """As Linux calls it, which has two names for one number."""
    return 'EOPNOTSUPP' if error.errno == errno.EOPNOTSUPP else errno.errorcode.get(error.errno, 'EIO')


def called(done):
    if done != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def enter_namespace(handle):
    called(LIBC.setns(handle, CLONE_NEWNET))


# The main thread never leaves it.
OWN_NAMESPACE = os.open('/proc/self/ns/net', os.O_RDONLY)


def namespace_file(name):
    return '%s/%s' % (NAMESPACES, name)


def open_namespace(name):
    return os.open(namespace_file(name), os.O_RDONLY)


def in_namespace(name, work):
    """Runs `work` with this thread in a network namespace: sockets opened there stay there."""
    if not name:
        return work()
    handle = open_namespace(name)
    try:
        enter_namespace(handle)
    finally:
        os.close(handle)
    try:
        return work()
    finally:
        come_back()


def come_back():
    try:
        enter_namespace(OWN_NAMESPACE)
    except OSError:
        raise SystemExit  # ends this thread, which must not be used again; its request is not answered


# ---------------------------------------------------------------- steps


ENVIRONMENT = {'LC_ALL': 'C', 'PATH': '/usr/sbin:/usr/bin:/sbin:/bin'}


def execute(step):
    """Files in memory and no pipes: nothing has to be read while the program runs, and its start is a quarter cheaper."""
    streams = [os.memfd_create(name) for name in ('input', 'output', 'errors')]
    try:
        os.pwrite(streams[0], step.get('input', '').encode(), 0)
        status = os.waitpid(spawn(step['argv'], streams), 0)[1]
        output, errors = (text_in(each) for each in streams[1:])
    finally:
        for each in streams:
            os.close(each)
    if status != 0:
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
        raise Refused('EXIT%d' % code, (errors or output).strip() or 'it ended with %d' % code)
    return output


def spawn(argv, streams):
    actions = [(os.POSIX_SPAWN_DUP2, stream, at) for at, stream in enumerate(streams)]
    try:
        return os.posix_spawnp(
            argv[0], argv, os.environ, file_actions=actions, setsigdef=(signal.SIGPIPE, signal.SIGXFSZ)
        )
    except FileNotFoundError:
        raise Refused('ENOENT', 'there is no program "%s" on this machine' % argv[0])


def text_in(stream):
    return os.pread(stream, os.fstat(stream).st_size, 0).decode('utf-8', 'replace')


def write_file(step):
    # One write, as sysfs wants it: what the kernel says no to is the error of that write.
    handle = os.open(step['path'], os.O_WRONLY)
    try:
        data = bytes.fromhex(step['hex']) if 'hex' in step else step['text'].encode()
        if 'at' in step:
            os.pwrite(handle, data, step['at'])
        else:
            os.write(handle, data)
    finally:
        os.close(handle)
    return ''


def read_file(step):
    data, wanted = b'', step.get('length', sys.maxsize)
    handle = os.open(step['path'], os.O_RDONLY)
    try:
        while len(data) < wanted:
            chunk = os.read(handle, min(wanted - len(data), 1 << 12))
            if not chunk:
                break
            data += chunk
    finally:
        os.close(handle)
    return data.hex() if step.get('binary') else data.decode('utf-8', 'replace')


def wait_for_file(step):
    """Until the file's text matches, or is gone where `matches` is null."""
    pattern = step['matches']
    end = time.monotonic() + step['within'] / 1000
    while True:
        try:
            text = read_file(step)
        except OSError:
            text = None
        if (text is None) if pattern is None else (text is not None and re.search(pattern, text)):
            return text or ''
        if time.monotonic() > end:
            raise Refused('ETIME', '%s did not become %s within %d ms' % (step['path'], pattern or 'absent', step['within']))
        time.sleep(0.01)


INTERFACE = struct.Struct('16sH14x')


def flags_here(interface):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        answer = fcntl.ioctl(probe, SIOCGIFFLAGS, INTERFACE.pack(interface.encode(), 0))
    return INTERFACE.unpack(answer)[1]


def wait_for_carrier(step):
    wanted = IFF_UP | IFF_RUNNING if step.get('running', True) else 0
    end = time.monotonic() + step['within'] / 1000
    while True:
        try:
            flags = in_namespace(step.get('namespace'), lambda: flags_here(step['interface'])) & (IFF_UP | IFF_RUNNING)
        except OSError:
            flags = -1
        if flags == wanted or (wanted == 0 and flags == IFF_UP):
            return ''
        if time.monotonic() > end:
            raise Refused('ETIME', '%s had no carrier within %d ms' % (step['interface'], step['within']))
        time.sleep(0.01)


# ---------------------------------------------------------------- the kernel's network

NLMSG_ERROR, NLMSG_DONE, NLM_F_DUMP_INTERRUPTED = 2, 3, 0x10
SOL_NETLINK, NETLINK_CAP_ACK, NETLINK_EXT_ACK, NLMSGERR_ATTR_MSG = 270, 10, 11, 1
HEADER, ATTRIBUTE = struct.Struct('=IHH'), struct.Struct('=HH')
MS_BIND, MS_REC, MS_SHARED, MNT_DETACH = 0x1000, 0x4000, 0x100000, 0x2


def network(step):
    """Requests as the kit made them; what a dump tells goes back as the kernel said it."""

    def carry_out():
        told, refused = [], []
        with route_socket() as route:
            for each in step['requests']:
                try:
                    told.append(change_namespaces(each) if 'verb' in each else ask_kernel(route, each))
                except OSError as error:
                    refused.append(Refused(name_of(error), error.strerror, each['words']))
                    if not step.get('each'):
                        break
        if refused:
            raise refused[0]
        return '\n'.join(told)

    return in_namespace(step.get('namespace'), carry_out)


def route_socket():
    made = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    for option in (NETLINK_CAP_ACK, NETLINK_EXT_ACK):
        made.setsockopt(SOL_NETLINK, option, 1)
    return made


def ask_kernel(route, request):
    """A dump once more where the kernel says that something changed meanwhile."""
    body, handles = bytearray.fromhex(request['body']), []
    try:
        for each in request['fill']:
            if 'device' in each:
                number = index_of(each['device'])
            else:
                number = open_namespace(each['namespace'])
                handles.append(number)
            struct.pack_into('=i', body, each['at'], number)
        while True:
            route.send(struct.pack('=IHHII', 16 + len(body), request['type'], request['flags'], 1, 0) + body)
            told, whole = answer_of_kernel(route)
            if whole:
                return base64.b64encode(b''.join(told)).decode()
    finally:
        for each in handles:
            os.close(each)


def index_of(device):
    try:
        return socket.if_nametoindex(device)
    except OSError:
        raise OSError(errno.ENODEV, 'there is no device "%s"' % device)


def answer_of_kernel(route):
    told, whole = [], True
    while True:
        # A device with many VFs is one long message, and a buffer for the longest would cost more than the message.
        data, at = route.recv(route.recv_into(bytearray(1), 1, socket.MSG_PEEK | socket.MSG_TRUNC)), 0
        told.append(data)
        while at < len(data):
            length, kind, flags = HEADER.unpack_from(data, at)
            whole = whole and not flags & NLM_F_DUMP_INTERRUPTED
            if kind == NLMSG_DONE:
                return told, whole
            if kind == NLMSG_ERROR:
                number = -struct.unpack_from('=i', data, at + 16)[0]
                if number == 0:
                    return (), True
                raise OSError(number, reason_in(data[at + 36 : at + length]) or os.strerror(number))
            at += (length + 3) & ~3


def reason_in(data):
    """What the kernel says besides the number, where it says it."""
    at = 0
    while at <= len(data) - 4:
        length, kind = ATTRIBUTE.unpack_from(data, at)
        if kind == NLMSGERR_ATTR_MSG:
            return data[at + 4 : at + length].rstrip(b'\0').decode('utf-8', 'replace')
        at += max(4, (length + 3) & ~3)
    return None


def change_namespaces(request):
    """As `ip netns add` and `del`, without the start of a process: the namespace stands as long as its file is mounted."""
    path = namespace_file(request['name'])
    if request['verb'] == 'del':
        LIBC.umount2(path.encode(), MNT_DETACH)
        os.unlink(path)
    else:
        share_namespaces()
        os.close(os.open(path, os.O_RDONLY | os.O_CREAT | os.O_EXCL, 0))
        try:
            called(LIBC.unshare(CLONE_NEWNET))
            called(LIBC.mount(b'/proc/thread-self/ns/net', path.encode(), b'none', MS_BIND, None))
        except OSError:
            os.unlink(path)
            raise
        finally:
            come_back()
    return ''


def share_namespaces():
    """What is mounted there is seen by every process, also by those with a view of their own."""
    os.makedirs(NAMESPACES, 0o755, exist_ok=True)
    folder = NAMESPACES.encode()
    if LIBC.mount(b'', folder, b'none', MS_SHARED | MS_REC, None) != 0:
        called(LIBC.mount(folder, folder, b'none', MS_BIND | MS_REC, None))
        called(LIBC.mount(b'', folder, b'none', MS_SHARED | MS_REC, None))


STEPS = {
    'exec': execute,
    'network': network,
    'write': write_file,
    'read': lambda step: in_namespace(step.get('namespace'), lambda: read_file(step)),
    'list': lambda step: '\n'.join(sorted(os.listdir(step['path']))),
    'link': lambda step: os.readlink(step['path']),
    'wait-file': wait_for_file,
    'wait-carrier': wait_for_carrier,
    'sleep': lambda step: time.sleep(step['ms'] / 1000) or '',
}


def run_step(step):
    try:
        return {'ok': True, 'out': STEPS[step['kind']](step)}
    except Refused as refused:
        what = {} if refused.what is None else {'what': refused.what}
        return {'ok': False, 'code': refused.code, 'words': str(refused), **what}
    except OSError as error:
        return {'ok': False, 'code': name_of(error), 'words': os.strerror(error.errno or errno.EIO)}


def run_steps(request):
    """In order; the first that fails ends them, unless it may fail."""
    results = []
    for step in request['steps']:
        result = run_step(step)
        results.append(result)
        if not result['ok'] and not step.get('mayFail'):
            break
    return {'results': results}


# ---------------------------------------------------------------- frames

_sockets = {}
_seen = []
_lock = threading.Lock()
_poller = select.epoll()
_by_handle = {}


def open_socket(namespace, interface, promiscuous):
    def make():
        made = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        made.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PACKET_RCVBUF)
        made.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        made.bind((interface, ETH_P_ALL))
        if promiscuous:  # ends with the socket
            index = socket.if_nametoindex(interface)
            made.setsockopt(SOL_PACKET, PACKET_ADD_MEMBERSHIP, struct.pack('IHH8s', index, PACKET_MR_PROMISC, 0, b''))
        made.setblocking(False)
        return made

    return in_namespace(namespace, make)


def place_of(listener):
    """What a socket stands on; a namespace that was made anew under its old name is another one."""
    namespace = listener.get('namespace')
    return namespace, namespace and os.stat(namespace_file(namespace)).st_ino, listener['interface']


def stands(name, place):
    """A socket whose interface went away, or out of the namespace, is bound to nothing any more."""
    made, at = _sockets.get(name, (None, None))
    return made is not None and at == place and made.getsockname()[0] == place[2]


def close_socket(name):
    made, _ = _sockets.pop(name, (None, None))
    if made is None:
        return
    try:
        _poller.unregister(made)
    except OSError:
        pass
    _by_handle.pop(made.fileno(), None)
    made.close()


def listen(request):
    """Opens packet sockets where none stand; once answered, everything that reaches these interfaces is kept."""
    for each in request['listeners']:
        place = place_of(each)
        if stands(each['name'], place):
            continue
        close_socket(each['name'])
        made = open_socket(each.get('namespace'), each['interface'], each.get('promiscuous', False))
        _sockets[each['name']] = (made, place)
        _by_handle[made.fileno()] = (each['name'], made)
        _poller.register(made, select.EPOLLIN)
    return {}


def unlisten(request):
    for name in request['names']:
        close_socket(name)
    return {}


def tagged(data, ancillary):
    """A tag that the kernel or the adapter took out of the frame is put back where it was on the wire."""
    for level, kind, aux in ancillary:
        if level == SOL_PACKET and kind == PACKET_AUXDATA and len(aux) >= 20:
            status, _, _, _, _, tci, tpid = struct.unpack('IIIHHHH', aux[:20])
            if status & TP_STATUS_VLAN_VALID or tci:
                tpid = tpid if status & TP_STATUS_VLAN_TPID_VALID else 0x8100
                return data[:12] + struct.pack('!HH', tpid, tci) + data[12:]
    return data


def time_of_arrival(ancillary):
    """As the kernel tells it, so that frames of several interfaces keep their order; nanoseconds."""
    for level, kind, stamp in ancillary:
        if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
            seconds, nanoseconds = struct.unpack('ll', stamp[:16])
            return seconds * 10**9 + nanoseconds
    return time.time_ns()


def receive(name, made):
    while True:
        try:
            data, ancillary, _, address = made.recvmsg(65536, 256)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:  # the interface went away or down; the socket stays for when it comes back
            return
        if address[2] == PACKET_OUTGOING:
            continue
        with _lock:
            _seen.append((name, tagged(data, ancillary), time_of_arrival(ancillary)))


def poll_forever():
    while True:
        for handle, _ in _poller.poll(1):
            known = _by_handle.get(handle)
            if known is not None:
                receive(*known)


def send(request):
    """Frames one after another, `gap` milliseconds apart. What the interface refuses is told, not raised."""
    made, _ = _sockets.get(request['through'], (None, None))
    if made is None:
        return {'error': 'there is no listener "%s"' % request['through']}
    refused = []
    for at, text in enumerate(request['frames']):
        if at > 0:
            time.sleep(request.get('gap', 1) / 1000)
        try:
            made.send(base64.b64decode(text))
        except OSError as error:
            refused.append({'at': at, 'code': name_of(error)})
    return {'refused': refused}


def arrived(wish, frames):
    marker = bytes.fromhex(wish['marker'])
    return sum(1 for each in frames if each[0] in wish['at'] and marker in each[1]) >= wish['count']


def gather(request):
    """What arrived since the last time, once all that is awaited is there and then nothing came for `quiet` ms.

    Of the silence only that counts in which this program had its turn: while the machine stands still, nothing can arrive.
    """
    places, silence, count, complete = request.get('at'), 0, -1, False
    end = time.monotonic() + request['longest'] / 1000
    while True:
        with _lock:
            frames = [each for each in _seen if places is None or each[0] in places]
            now = time.monotonic()
            if len(frames) != count:
                silence, count = 0, len(frames)
                complete = all(arrived(wish, frames) for wish in request.get('awaited', ()))
            if now >= end or (complete and silence >= request['quiet'] / 1000):
                _seen[:] = [each for each in _seen if places is not None and each[0] not in places]
                break
        turn = min(TURN, end - now)
        time.sleep(turn)
        silence += turn
    frames.sort(key=lambda each: each[2])
    return {'frames': [{'at': each[0], 'frame': base64.b64encode(each[1]).decode()} for each in frames]}


# ---------------------------------------------------------------- requests

_on_close = []


def when_closed(request):
    """Steps for when the channel closes; each call replaces the earlier ones."""
    _on_close[:] = request['steps']
    return {}


def put_back():
    steps, _on_close[:] = _on_close[:], []
    for step in steps:
        try:
            run_step(step)
        except Exception:  # nobody is there to be told, and the others are still to be carried out
            pass


REQUESTS = {
    'steps': run_steps,
    'listen': listen,
    'unlisten': unlisten,
    'send': send,
    'gather': gather,
    'when-closed': when_closed,
    # For who did not hear the first line: a machine that is resumed where it was ready has said it already.
    'ready': lambda request: ready(),
}


class Channel:
    def __init__(self, reader, writer):
        self.reader, self.writer, self.lock = reader, writer, threading.Lock()

    def answer(self, message):
        with self.lock:
            data = (json.dumps(message) + '\n').encode()
            while data:
                data = data[os.write(self.writer, data):]

    def requests(self):
        buffer = b''
        while True:
            try:
                chunk = os.read(self.reader, 1 << 16)
            except OSError:
                return
            if not chunk:
                return
            buffer += chunk
            *lines, buffer = buffer.split(b'\n')
            for line in lines:
                if line.strip():
                    yield json.loads(line)


def ready():
    return {'ready': True, 'python': sys.version.split()[0], 'kernel': os.uname().release, 'order': sys.byteorder}


def serve(channel):
    channel.answer(ready())
    for request in channel.requests():
        worker = _idle.pop() if _idle else Worker(channel)
        worker.take(request)


_idle = []


class Worker(threading.Thread):
    """Carries out one request at a time: a task that the kernel never lets go holds up no other request."""

    def __init__(self, channel):
        super().__init__(daemon=True)
        self.channel, self.request, self.asked = channel, None, threading.Lock()
        self.asked.acquire()
        self.start()

    def take(self, request):
        self.request = request
        self.asked.release()

    def run(self):
        while True:
            self.asked.acquire()
            carry_out(self.channel, self.request)
            _idle.append(self)


def carry_out(channel, request):
    try:
        answer = REQUESTS[request['do']](request)
    except Exception as error:
        answer = {'error': '%s: %s' % (type(error).__name__, error)}
    try:
        channel.answer(dict(answer, id=request['id']))
    except OSError:
        pass


def main(arguments):
    os.environ.update(ENVIRONMENT)
    threading.Thread(target=poll_forever, daemon=True).start()
    if arguments[:1] == ['--port']:
        port = os.open(arguments[1], os.O_RDWR)
        channel = Channel(port, port)
    else:
        channel = Channel(0, 1)
    try:
        serve(channel)
    finally:
        put_back()


if __name__ == '__main__':
    main(sys.argv[1:])
