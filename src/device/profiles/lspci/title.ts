import type { LspciIdentity } from './lspci-dump';

/** Classes as lspci names them; a number in the title (`-n`, `-nn`, or no ID list) wins. */
const CLASSES: readonly (readonly [string, number])[] = [
  ['Ethernet controller', 0x0200],
  ['Infiniband controller', 0x0207],
  ['InfiniBand controller', 0x0207],
  ['Network controller', 0x0280],
  ['Non-Volatile memory controller', 0x0108],
  ['VGA compatible controller', 0x0300],
  ['Processing accelerators', 0x1200],
  ['Co-processor', 0x0b40],
];

/** The ID list's names of those vendors whose adapters have SR-IOV; lspci prints no numbers unless asked. */
const VENDORS: readonly (readonly [string, number])[] = [
  ['Intel Corporation', 0x8086],
  ['Mellanox Technologies', 0x15b3],
  ['NVIDIA Corporation', 0x10de],
  ['Broadcom', 0x14e4],
  ['QLogic', 0x1077],
  ['Chelsio', 0x1425],
  ['Solarflare', 0x1924],
  ['Huawei', 0x19e5],
  ['Corigine', 0x1da8],
  ['Netronome', 0x19ee],
  ['Cavium', 0x177d],
  ['Emulex', 0x10df],
  ['Amazon', 0x1d0f],
  ['Red Hat', 0x1af4],
  ['Freescale', 0x1957],
  ['Samsung', 0x144d],
];

const number = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseInt(text, 16);

/** Identifiers in the title: `Class 0200: Device 8086:10c9 (rev 01)`, `… [0200]: … [8086:10fb] (rev 01)`, `0200: 8086:10c9`, names. */
export function identityInTitle(title: string): LspciIdentity {
  const classCode = classOf(title);
  const ids = idsOf(title);
  const revision = number(/\(rev ([0-9a-f]{2})\)/i.exec(title)?.[1]);
  return {
    ...ids,
    ...(revision !== undefined && { revisionId: revision }),
    ...(classCode !== undefined && { classCode: classCode << 8 }),
  };
}

function classOf(title: string): number | undefined {
  const shown = /\[([0-9a-f]{4})\]: /i.exec(title) ?? /^(?:Class )?\[?([0-9a-f]{4})\]?: /i.exec(title);
  return number(shown?.[1]) ?? CLASSES.find(([name]) => title.startsWith(name))?.[1];
}

function idsOf(title: string): LspciIdentity {
  const shown = pairOf(title);
  if (shown !== undefined) return { vendorId: shown[0], deviceId: shown[1] };
  const vendorId = VENDORS.find(([name]) => title.includes(`: ${name}`))?.[1];
  const deviceId = number(/ Device ([0-9a-f]{4})\b/i.exec(title)?.[1]);
  return { ...(vendorId !== undefined && { vendorId }), ...(deviceId !== undefined && { deviceId }) };
}

/** The last `vvvv:dddd`, in brackets or bare. */
function pairOf(text: string): readonly [number, number] | undefined {
  const pairs = [...text.matchAll(/(?:\[|\s|^)([0-9a-f]{4}):([0-9a-f]{4})(?=\]|\s|$)/gi)];
  const last = pairs.at(-1);
  return last === undefined ? undefined : [parseInt(last[1] ?? '', 16), parseInt(last[2] ?? '', 16)];
}

/** `Subsystem: … [14e4:4145]` or `Subsystem: Device 1af4:1100`. Names alone give nothing. */
export function identityInSubsystem(text: string): LspciIdentity {
  const pair = pairOf(text);
  return pair === undefined ? {} : { subsystemVendorId: pair[0], subsystemId: pair[1] };
}
