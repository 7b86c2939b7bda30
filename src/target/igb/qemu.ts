/** Everything that decides how QEMU is started. Paths are absolute; sockets are such that the kit listens on. */
export interface QemuOptions {
  readonly kernel: string;
  readonly initrd: string;
  readonly accelerator: Accelerator;
  readonly memoryMiB: number;
  readonly sockets: { readonly agent: string; readonly qmp: string; readonly wire: string };
  /** File that gets what the kernel prints. */
  readonly console: string;
  /** MAC of the physical function. */
  readonly mac: string;
  /** Makes it a host that is reached over SSH, with a second adapter at the wire's other end. */
  readonly host?: {
    readonly wire: string;
    readonly outsideMac: string;
    readonly managementMac: string;
    readonly sshPort: number;
  };
  /** File with the state of a machine that was started with the same arguments but for paths: it goes on from there. */
  readonly incoming?: string;
}

export type Accelerator = 'kvm' | 'tcg';

const MACHINE =
  'q35,kernel-irqchip=split,usb=off,smbus=off,sata=off,vmport=off,i8042=off,graphics=off,hpet=off';
/** The last line spares the kernel's tests of its own cryptography, a tenth of a boot. */
const KERNEL_ARGUMENTS = [
  'console=ttyS0 quiet panic=-1 mitigations=off tsc=reliable ipv6.disable_ipv6=1 pcie_aspm=off',
  'intel_iommu=on iommu=nopt random.trust_cpu=on',
  'cryptomgr.notests initcall_blacklist=jent_mod_init,crypto_kdf108_init',
].join(' ');

/** KVM that turns out not to work is replaced by emulation, the other way round never. */
const acceleration = (accelerator: Accelerator): readonly string[] => [
  ...(accelerator === 'kvm' ? ['-accel', 'kvm'] : []),
  ...['-accel', 'tcg,thread=multi'],
];

const stream = (id: string, path: string): readonly string[] => [
  '-netdev',
  `stream,id=${id},server=off,addr.type=unix,addr.path=${path}`,
];

/** A second adapter whose wire is the other end of the first one's, and one by which a login reaches the machine. */
function hostArguments({
  wire,
  outsideMac,
  managementMac,
  sshPort,
}: NonNullable<QemuOptions['host']>): string[] {
  return [
    ...stream('outside', wire),
    ...['-device', `virtio-net-pci,netdev=outside,mac=${outsideMac},romfile=`],
    ...['-netdev', `user,id=management,restrict=on,hostfwd=tcp:127.0.0.1:${sshPort}-:22`],
    ...['-device', `virtio-net-pci,netdev=management,mac=${managementMac},romfile=`],
  ];
}

/**
 * QEMU's arguments. The IOMMU stands first, so that every device behind it has a group of its own; the root port gives the
 * adapter a bus whose numbers its VFs can have. One processor: several machines share the real ones, and two processors of
 * an emulated machine wait for each other.
 */
export function qemuArguments(options: QemuOptions): readonly string[] {
  const { sockets, host } = options;
  return [
    ...['-M', MACHINE, ...acceleration(options.accelerator), '-cpu', 'max,la57=off'],
    ...[
      '-m',
      String(options.memoryMiB),
      '-nodefaults',
      '-no-user-config',
      '-display',
      'none',
      '-vga',
      'none',
      '-no-reboot',
    ],
    ...['-device', 'intel-iommu,intremap=on,caching-mode=on'],
    ...['-chardev', `file,id=console,path=${options.console}`, '-serial', 'chardev:console'],
    ...['-chardev', `socket,id=qmp,path=${sockets.qmp}`, '-mon', 'chardev=qmp,mode=control'],
    ...['-device', 'virtio-serial-pci', '-chardev', `socket,id=agent,path=${sockets.agent}`],
    ...['-device', 'virtserialport,chardev=agent,name=agent'],
    ...['-device', 'pcie-root-port,id=rp1,chassis=1,slot=1,bus=pcie.0', ...stream('wire', sockets.wire)],
    ...['-device', `igb,id=pf,bus=rp1,netdev=wire,mac=${options.mac},romfile=`],
    ...(host === undefined ? [] : hostArguments(host)),
    ...['-kernel', options.kernel, '-initrd', options.initrd, '-append', KERNEL_ARGUMENTS],
    ...(options.incoming === undefined ? [] : ['-incoming', `file:${options.incoming}`]),
  ];
}
