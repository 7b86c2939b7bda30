import { expect } from 'chai';

import { initScript, overlayFiles } from './guest-overlay';

const AGENT = Buffer.from('print()');
const SSH = {
  publicKey: 'ssh-ed25519 AAAA bulkhead\n',
  outsideMac: '00:15:5d:fe:00:01',
  managementMac: '00:15:5d:fd:00:01',
};

describe("what is laid over the guest's image", () => {
  it('loads the modules in their order, runs the agent, and ends the machine when it ends', () => {
    const script = initScript({ modules: ['llc', 'stp', 'bridge'], agent: AGENT });
    expect(script).to.match(/for module in llc stp bridge; do insmod/);
    const last = script.trim().split('\n').slice(-3);
    expect(last).to.deep.equal(['python3 -I -S /agent.py --port /dev/vport0p1', 'sleep 0.5', 'reboot -f']);
    expect(script).not.to.contain('dropbear');
  });

  it('loads what has nothing to do with the adapter meanwhile, and waits for it; what only an SSH host needs, there alone', () => {
    const modules = ['dca', 'igb', 'igbvf', 'llc', 'bridge', 'net_failover', 'virtio_net'];
    const [other, own, wait] = initScript({ modules, agent: AGENT }).split('\n').slice(4);
    expect(other).to.match(/^\{ for module in llc bridge; .* &$/);
    expect(own).to.match(/^for module in dca igb igbvf; /);
    expect(wait).to.equal('wait');
    expect(initScript({ modules, agent: AGENT, ssh: SSH })).to.contain(`module in ${modules.join(' ')};`);
  });

  it('lets an SSH host be logged in to with the given key alone', () => {
    const files = overlayFiles({ modules: [], agent: AGENT, ssh: SSH });
    const keys = files.find(({ path }) => path === 'root/.ssh/authorized_keys');
    expect(keys).to.deep.include({ kind: 'file', mode: 0o600 });
    expect(keys?.kind === 'file' && Buffer.from(keys.content).toString()).to.equal(SSH.publicKey);
    expect(initScript({ modules: [], agent: AGENT, ssh: SSH })).to.contain('dropbear -R -s');
  });
});
