import { expect } from 'chai';

import { qemuArguments, type QemuOptions } from './qemu';

const OPTIONS: QemuOptions = {
  kernel: '/c/kernel',
  initrd: '/m/initrd',
  accelerator: 'tcg',
  memoryMiB: 256,
  sockets: { agent: '/m/agent', qmp: '/m/qmp', wire: '/m/wire' },
  console: '/m/console',
  mac: '00:15:5d:ff:00:01',
};
const HOST = {
  wire: '/m/outside',
  outsideMac: '00:15:5d:fe:00:01',
  managementMac: '00:15:5d:fd:00:01',
  sshPort: 2222,
};

const valuesOf = (args: readonly string[], option: string): readonly string[] =>
  args.flatMap((each, index) => (each === option ? [args[index + 1] ?? ''] : []));

describe('the arguments of QEMU', () => {
  it('put the adapter behind a root port, on the wire that the kit listens on', () => {
    const args = qemuArguments(OPTIONS);
    expect(valuesOf(args, '-netdev')).to.deep.equal([
      'stream,id=wire,server=off,addr.type=unix,addr.path=/m/wire',
    ]);
    expect(valuesOf(args, '-device').slice(-2)).to.deep.equal([
      'pcie-root-port,id=rp1,chassis=1,slot=1,bus=pcie.0',
      'igb,id=pf,bus=rp1,netdev=wire,mac=00:15:5d:ff:00:01,romfile=',
    ]);
  });

  it('put the IOMMU before every other device', () => {
    expect(valuesOf(qemuArguments(OPTIONS), '-device')[0]).to.match(/^intel-iommu,/);
  });

  it('fall back from KVM to emulation, and never use KVM unasked', () => {
    expect(valuesOf(qemuArguments(OPTIONS), '-accel')).to.deep.equal(['tcg,thread=multi']);
    const fast = qemuArguments({ ...OPTIONS, accelerator: 'kvm' });
    expect(valuesOf(fast, '-accel')).to.deep.equal(['kvm', 'tcg,thread=multi']);
  });

  it('give an SSH host a second adapter and a login on the loopback alone', () => {
    const args = qemuArguments({ ...OPTIONS, host: HOST });
    expect(valuesOf(args, '-netdev').slice(1)).to.deep.equal([
      'stream,id=outside,server=off,addr.type=unix,addr.path=/m/outside',
      'user,id=management,restrict=on,hostfwd=tcp:127.0.0.1:2222-:22',
    ]);
    expect(valuesOf(args, '-device').slice(-2)).to.deep.equal([
      'virtio-net-pci,netdev=outside,mac=00:15:5d:fe:00:01,romfile=',
      'virtio-net-pci,netdev=management,mac=00:15:5d:fd:00:01,romfile=',
    ]);
  });
});
