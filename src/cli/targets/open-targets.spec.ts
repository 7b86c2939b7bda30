import { expect } from 'chai';
import { closeAtTheEnd, closeTargets } from './open-targets';

describe('targets that are open', () => {
  it('are closed once, and whoever closes them again waits until that is done', async () => {
    const told: string[] = [];
    closeAtTheEnd(async (reason) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      told.push(`closed: ${reason}`);
    });
    const interrupted = closeTargets('the run was interrupted').then(() => told.push('interrupt concluded'));
    const ended = closeTargets().then(() => told.push('run concluded'));
    await Promise.all([interrupted, ended]);
    expect(told).to.deep.equal(['closed: the run was interrupted', 'interrupt concluded', 'run concluded']);
  });
});
